//! Commands as they have been typed: one after the other, so that a job that stops takes the rest of its line with it.

use crate::env::{Env, Flow};
use crate::exec::{Tail, run as execution};
use crate::syntax::print;
use crate::syntax::tree::{Command, Compound, Item, List};
use std::ops::ControlFlow::Continue;
use std::rc::Rc;

/// Executes a list that was typed. A job that stops in it takes with it what has not been executed yet.
pub fn run(env: &mut Env, list: &List, text: &[u8]) -> Flow {
    for (index, item) in list.items.iter().enumerate() {
        let left = list.items.get(index..).unwrap_or_default();
        let whole = is_whole(env, left);
        env.session.unfinished = (!whole).then(|| match index {
            0 => Rc::from(text.trim_ascii()),
            _ => Rc::from(print::items(left)),
        });
        env.session.typed = text_of(&list.items, whole, text);
        execution::some(env, std::slice::from_ref(item), Tail::No)?;
    }
    Continue(())
}

/// The text of a list that is one job, without the `&` at its end.
fn text_of(items: &[Item], whole: bool, text: &[u8]) -> Option<Vec<u8>> {
    let [item] = items else {
        return None;
    };
    let text = text.trim_ascii();
    let text = match text.strip_suffix(b"&") {
        Some(text) if item.asynchronous => text.trim_ascii_end(),
        _ => text,
    };
    ((item.asynchronous || whole) && !text.is_empty()).then(|| text.to_vec())
}

/// Whether what is left of a list is one program, or one pipeline of programs: nothing of it is left when that stops.
fn is_whole(env: &Env, items: &[Item]) -> bool {
    let [item] = items else {
        return false;
    };
    let program = |command: &Command| match command {
        Command::Simple(simple) => simple.name.is_some_and(|name| {
            env.builtins.get(name).is_none() && env.functions.get(name).is_none()
        }),
        _ => false,
    };
    let commands = &item.and_or.first.commands;
    let pipeline = commands.len() > 1;
    item.and_or.rest.is_empty()
        && (pipeline
            || commands.iter().all(program)
            || matches!(commands.as_slice(), [Command::Compound(compound)] if matches!(compound.kind, Compound::Subshell(_))))
}
