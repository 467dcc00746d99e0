//! `history search` and `history delete`

use super::{show, time_format};
use crate::arith::decimal;
use crate::builtins::args::{Args, Outcome};
use crate::env::flow::{ERROR, FAILURE, SUCCESS};
use crate::env::report::errno_text;
use crate::env::{Env, Fields, Status};
use crate::sys::find;

/// Which commands are meant.
struct Wanted {
    text: Vec<u8>,
    /// They begin with it.
    begins: bool,
    /// They are it.
    exact: bool,
    all: bool,
    most: usize,
}

impl Wanted {
    /// What the arguments say.
    fn new(env: &mut Env, fields: &Fields, letters: &str) -> Result<Self, Status> {
        let fields: Fields = fields.tail(1);
        let mut args = Args::new(&fields);
        let mut wanted = Self {
            text: Vec::new(),
            begins: false,
            exact: false,
            all: false,
            most: usize::MAX,
        };
        while let Some((letter, value)) = args.option(env, letters)? {
            match letter {
                b'a' => wanted.all = true,
                b'p' => wanted.begins = true,
                b'e' => wanted.exact = true,
                _ => {
                    let Some(most) = decimal(value) else {
                        return Err(args.misuse(env, value, "not a number"));
                    };
                    wanted.most = most;
                }
            }
        }
        if args.count() == 0 {
            return Err(args.misuse(env, b"", "text expected"));
        }
        wanted.text = args.operands().collect::<Vec<_>>().join(&b' ');
        Ok(wanted)
    }

    fn matches(&self, text: &[u8]) -> bool {
        if self.exact {
            return text == self.text;
        }
        let (text, part) = (text.to_ascii_lowercase(), self.text.to_ascii_lowercase());
        if self.begins {
            return text.starts_with(&part);
        }
        find::text(&part, &text).is_some()
    }

    /// The numbers of the commands, but not that of the one that asks.
    fn numbers(&self, env: &Env) -> Vec<usize> {
        let history = env.session.history.borrow();
        let all = (history.first_number()..history.next_number()).rev();
        let found = all.filter(|&number| {
            let entry = history.get(number);
            Some(number) != env.session.current && entry.is_some_and(|one| self.matches(&one.text))
        });
        let mut numbers: Vec<usize> = found.take(self.most).collect();
        numbers.reverse();
        numbers
    }
}

/// Lists commands.
pub fn search(env: &mut Env, fields: &Fields) -> Outcome {
    let wanted = Wanted::new(env, fields, "pen:")?;
    let numbers = wanted.numbers(env);
    list(env, &numbers);
    Ok(if numbers.is_empty() { FAILURE } else { SUCCESS })
}

fn list(env: &mut Env, numbers: &[usize]) {
    let form = time_format(env);
    let history = env.session.history.borrow();
    for &number in numbers {
        if let Some(entry) = history.get(number) {
            show(&mut env.out, number, entry, &form);
        }
    }
}

/// Forgets commands.
pub fn delete(env: &mut Env, fields: &Fields) -> Outcome {
    let wanted = Wanted::new(env, fields, "ape")?;
    let numbers = wanted.numbers(env);
    if numbers.is_empty() {
        env.report_argument(b"history", &wanted.text, "no such command in the history");
        return Err(FAILURE);
    }
    let texts: Vec<Vec<u8>> = {
        let history = env.session.history.borrow();
        let mut texts: Vec<Vec<u8>> = numbers
            .iter()
            .filter_map(|&number| Some(history.get(number)?.text.to_vec()))
            .collect();
        texts.sort_unstable();
        texts.dedup();
        texts
    };
    if texts.len() > 1 && !wanted.all {
        list(env, &numbers);
        env.report_argument(
            b"history",
            &wanted.text,
            "several commands; -a deletes them all",
        );
        return Err(FAILURE);
    }
    let result = env
        .session
        .history
        .borrow_mut()
        .forget(|text| texts.iter().any(|one| one == text));
    // Those behind have other numbers now.
    let newest = env.session.history.borrow().next_number() - 1;
    env.session.current = env.session.current.map(|_| newest);
    match result {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            env.report(b"history", errno_text(&error));
            Err(ERROR)
        }
        _ => Ok(SUCCESS),
    }
}
