//! `history`

mod search;

use super::args::{Args, Outcome, regular};
use crate::arith::decimal;
use crate::env::flow::{ERROR, FAILURE, SUCCESS};
use crate::env::history::{Entry, Form};
use crate::env::report::errno_text;
use crate::env::{Builtin, Env, Fields, Flow, Kind, Status};
use crate::exec::subshell::leave_process;
use crate::name::Name;
use crate::sys::time;
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

/// `history`
pub const HISTORY: Builtin = Builtin {
    name: "history",
    kind: Kind::Extension,
    declaration: false,
    run,
    synopsis: "[n] | search|delete [options] text | -c | -d number | -p text... | -s text... | [-anrw] [file]",
    summary: "show or change the history",
    manual: "\
Lists the history, or its last n commands.

  search text  List the commands with the text in them, capitals or not; with
               -p those that begin with it, with -e those that are it, with -n
               count only so many of the newest.
  delete text  Forget such a command, also in the file; with -a all of them.
  -c         Forget it, in this session.
  -d number  Take out one command, or with `first-last` several.
  -p         Show each text with its references to the history (`!!`)
             replaced, and do nothing with it.
  -s         Add the text as a command, without executing it.
  -n         Read what other sessions have added to the file.
  -r         Read a file.
  -w         Write it all to a file.
  -a         Append what has been entered to another file; in HISTFILE it is
             already.

If HISTTIMEFORMAT is set, each command is listed with its time in that form,
which is that of date(1), and has it as a line `#SECONDS` in front of it in
other files than HISTFILE. A command of several lines always has such a line,
with their number in it.",
};

fn run(env: &mut Env, fields: &Fields) -> Flow<Status> {
    let first = fields.get(1).unwrap_or_default();
    if first.starts_with(b"-") || first == b"delete" {
        // The history is not put back at the end of a subshell.
        leave_process(env)?;
    }
    regular(history(env, fields))
}

fn history(env: &mut Env, fields: &Fields) -> Outcome {
    let mut args = Args::new(fields);
    let mut action = None;
    let mut number = None;
    while let Some((letter, value)) = args.option(env, "cd:psnrwa")? {
        if letter == b'd' {
            number = Some(value);
        }
        action = Some(letter);
    }
    let Some(action) = action else {
        return match args.get(0) {
            Some(b"search") => search::search(env, fields),
            Some(b"delete") => search::delete(env, fields),
            _ => list(env, &args),
        };
    };
    match action {
        b'c' => env.session.history.borrow_mut().clear(),
        b'd' => return remove(env, &args, number.unwrap_or_default()),
        b's' => {
            let text = args.operands().collect::<Vec<_>>().join(&b' ');
            let directory = env.variables.directory().to_vec();
            let mut history = env.session.history.borrow_mut();
            // In place of the command that says so.
            if env.session.current.is_some() {
                history.replace_newest(&text);
            } else {
                history.push(&text, &directory);
            }
        }
        b'p' => return Ok(show_replaced(env, &args)),
        _ => return file(env, action, args.get(0)),
    }
    Ok(SUCCESS)
}

fn show_replaced(env: &mut Env, args: &Args<'_>) -> Status {
    // The command that asks is none that may be meant.
    env.session.forget_current();
    let mut status = SUCCESS;
    for text in args.operands() {
        let (Some(replaced), Ok(text)) = (env.session.references, std::str::from_utf8(text)) else {
            env.out.extend_from_slice(&[text, b"\n"].concat());
            continue;
        };
        let shown = replaced(&env.session.history.borrow(), text);
        match shown {
            Ok(shown) => env.out.extend_from_slice(format!("{shown}\n").as_bytes()),
            Err(why) => {
                env.report(b"history", why);
                status = FAILURE;
            }
        }
    }
    status
}

fn list(env: &mut Env, args: &Args<'_>) -> Outcome {
    args.at_most(env, 1)?;
    let count = match args.get(0) {
        None => usize::MAX,
        Some(text) => match decimal(text) {
            Some(count) => count,
            None => return Err(args.misuse(env, text, "not a number")),
        },
    };
    let form = time_format(env);
    let history = env.session.history.borrow();
    let first = history
        .first_number()
        .max(history.next_number().saturating_sub(count));
    for number in first..history.next_number() {
        if let Some(entry) = history.get(number) {
            show(&mut env.out, number, entry, &form);
        }
    }
    Ok(SUCCESS)
}

/// `HISTTIMEFORMAT`
fn time_format(env: &Env) -> Vec<u8> {
    let format = env.variables.named(b"HISTTIMEFORMAT");
    format.unwrap_or_default().to_vec()
}

fn show(out: &mut Vec<u8>, number: usize, entry: &Entry, form: &[u8]) {
    out.extend_from_slice(format!("{number:5}  ").as_bytes());
    if !form.is_empty() {
        let time = i64::try_from(entry.time).unwrap_or_default();
        match time {
            0 => out.extend_from_slice(b"??"),
            time => out.extend_from_slice(&time::format_at(form, time)),
        }
    }
    out.extend_from_slice(&entry.text);
    out.push(b'\n');
}

/// Removes a command, or those from one to another (`first-last`); numbers below zero count from the end.
fn remove(env: &mut Env, args: &Args<'_>, text: &[u8]) -> Outcome {
    let next = env.session.history.borrow().next_number() as i64;
    let number = |text: &[u8]| {
        let number: i64 = decimal(text)?;
        let number = if number < 0 { next + number } else { number };
        Some(number.max(0) as usize)
    };
    let dash = text.iter().skip(1).position(|&byte| byte == b'-');
    let (first, last) = match dash.and_then(|at| text.split_at_checked(at + 1)) {
        Some((first, rest)) => (number(first), rest.get(1..).and_then(number)),
        None => (number(text), number(text)),
    };
    let (Some(first), Some(last)) = (first, last) else {
        return Err(args.misuse(env, text, "not a number"));
    };
    let mut history = env.session.history.borrow_mut();
    let mut numbers = (first..=last).rev();
    // The last one first: those behind a command that goes move up.
    if first <= last && numbers.all(|number| history.remove(number)) {
        return Ok(SUCCESS);
    }
    drop(history);
    env.report_argument(b"history", text, "no such command in the history");
    Err(FAILURE)
}

fn file(env: &mut Env, action: u8, path: Option<&[u8]>) -> Outcome {
    let mut history = env.session.history.borrow_mut();
    let own = history
        .file()
        .map(|path| path.as_os_str().as_bytes().to_vec());
    let named = env.variables.value(Name::HISTFILE).map(<[u8]>::to_vec);
    let own = named.filter(|path| !path.is_empty()).or(own);
    let own_file = path.is_none() || path == own.as_deref();
    let path = path.map(<[u8]>::to_vec).or(own);
    let timed = env.variables.named(b"HISTTIMEFORMAT").is_some();
    let form = if own_file {
        Form::Records
    } else {
        Form::Plain { timed }
    };
    let result = match (action, path.as_deref()) {
        // A shell that is not interactive has not chosen a file yet.
        (b'n', Some(path)) if history.file().is_none() && own_file => {
            history.open(Path::new(OsStr::from_bytes(path)));
            Ok(())
        }
        (b'n', _) if own_file => history.read_new(),
        (b'r' | b'n', Some(path)) => history.read_from(path),
        (b'a', Some(path)) => history.append_to(path, timed),
        (b'w', Some(path)) => history.write_to(path, form),
        _ => Ok(()),
    };
    drop(history);
    match result {
        Ok(()) => Ok(SUCCESS),
        Err(error) => {
            let path = path.unwrap_or_default();
            env.report_argument(b"history", &path, errno_text(&error));
            Err(ERROR)
        }
    }
}
