//! `select`: a menu, an answer, and the commands for it, again and again.

use super::{looping, trace, trap};
use crate::arith::decimal;
use crate::env::{Env, Fields, Flow, flow};
use crate::expand;
use crate::name::Name;
use crate::syntax::tree::{List, Word};
use std::ops::ControlFlow::Continue;
use unicode_width::UnicodeWidthStr;

/// Runs it.
pub fn execute(env: &mut Env, name: Name, words: Option<&[Word]>, body: &List) -> Flow {
    if env.traps.watches() {
        let text = || looping::head(b"select ", name, words);
        if trap::before_command(env, env.line, text)? {
            return Continue(());
        }
    }
    trace::head(env, || looping::head(b"select ", name, words));
    let mut items = Fields::new();
    match words {
        Some(words) => expand::fields(env, words, &mut items)?,
        None => env.positional.iter().for_each(|item| items.push(item)),
    }
    env.status = flow::SUCCESS;
    if items.is_empty() {
        return Continue(());
    }
    let mut shown = false;
    looping::ask(env, body, |env| {
        if !shown
            || env
                .variables
                .value(Name::REPLY)
                .is_none_or(<[u8]>::is_empty)
        {
            menu(env, &items);
        }
        shown = true;
        loop {
            let prompt = env.variables.value(Name::PS3).unwrap_or(b"#? ").to_vec();
            env.write_error(&prompt);
            let Some(read) = env.builtins.get(Name::new(b"read")) else {
                return Continue(false);
            };
            let status = (read.run)(env, &[b"read".as_slice()].into_iter().collect())?;
            if status != flow::SUCCESS {
                env.write_error(b"\n");
                env.status = flow::FAILURE;
                return Continue(false);
            }
            let answer = env.variables.value(Name::REPLY).unwrap_or_default();
            if answer.is_empty() {
                menu(env, &items);
                continue;
            }
            let number: Option<usize> = decimal(answer.trim_ascii());
            let index = number.and_then(|number| number.checked_sub(1));
            let item = index.map_or(&b""[..], |index| items.at(index));
            if env.assign(name, item)?.is_err() {
                return super::assign::read_only(env, name);
            }
            return Continue(true);
        }
    })
}

/// Shows the items, in columns where there are more than one row has room for.
fn menu(env: &mut Env, items: &Fields) {
    let columns = env.variables.named(b"COLUMNS").and_then(decimal);
    let text = listed(items, columns.filter(|&columns| columns > 0).unwrap_or(80));
    env.write_error(&text);
}

fn listed(items: &Fields, columns: usize) -> Vec<u8> {
    let digits = |number: usize| number.to_string().len();
    let count = items.len();
    let widest = items.iter().map(width).max().unwrap_or(0);
    let wide = widest + digits(count) + 4;
    let rows = count.div_ceil((columns / wide).max(1)).max(1);
    // What one row has room for is easier to read in one column.
    let rows = if rows == 1 { count } else { rows };
    let mut text = Vec::new();
    for row in 0..rows {
        let mut blanks = 0;
        for index in (row..count).step_by(rows) {
            let room = digits(if index < rows { rows } else { count });
            let item = items.at(index);
            text.resize(text.len() + blanks, b' ');
            text.extend_from_slice(format!("{:>room$}) ", index + 1).as_bytes());
            text.extend_from_slice(item);
            blanks = wide.saturating_sub(room + 2 + width(item));
        }
        text.push(b'\n');
    }
    text
}

fn width(item: &[u8]) -> usize {
    String::from_utf8_lossy(item).width()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_items_are_listed_in_columns() {
        let listed = |count: usize, columns| {
            let mut items = Fields::new();
            (1..=count).for_each(|number| items.push(format!("i{number}").as_bytes()));
            String::from_utf8_lossy(&listed(&items, columns)).into_owned()
        };
        assert_eq!(listed(2, 80), "1) i1\n2) i2\n");
        assert_eq!(listed(4, 1), "1) i1\n2) i2\n3) i3\n4) i4\n");
        let rows = [
            "1) i1     5) i5    9) i9",
            "2) i2     6) i6   10) i10",
            "3) i3     7) i7   11) i11",
            "4) i4     8) i8",
            "",
        ];
        assert_eq!(listed(11, 27), rows.join("\n"));
    }
}
