//! `select`: a menu, an answer, and the commands for it, again and again.

use super::{looping, trace, trap};
use crate::arith::decimal;
use crate::env::{Env, Fields, Flow, flow};
use crate::expand;
use crate::name::Name;
use crate::syntax::tree::{List, Word};
use std::ops::ControlFlow::Continue;

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
            let Some(read) = env.builtin(Name::new(b"read")) else {
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

fn menu(env: &mut Env, items: &Fields) {
    let mut text = Vec::new();
    for (index, item) in items.iter().enumerate() {
        text.extend_from_slice(format!("{}) ", index + 1).as_bytes());
        text.extend_from_slice(item);
        text.push(b'\n');
    }
    env.write_error(&text);
}
