//! Keys that walk through an open menu, and through the history where there is none.

#![allow(clippy::unnecessary_wraps, reason = "actions are all alike")]

use super::actions::{line, walk};
use super::keys::{Keys, Step};
use rustyline::{Cmd, EventContext};

fn step(keys: &mut Keys, step: Step) -> Option<Cmd> {
    keys.menu?;
    keys.step = Some(step);
    Some(Cmd::Complete)
}

pub fn up(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    step(keys, Step::By(-1)).or_else(|| walk(keys, context, -1, true))
}

pub fn down(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    step(keys, Step::By(1)).or_else(|| walk(keys, context, 1, true))
}

pub fn left(keys: &mut Keys, _: &EventContext<'_>) -> Option<Cmd> {
    step(keys, Step::Column(-1))
}

pub fn right(keys: &mut Keys, _: &EventContext<'_>) -> Option<Cmd> {
    step(keys, Step::Column(1))
}

pub fn back(keys: &mut Keys, _: &EventContext<'_>) -> Option<Cmd> {
    step(keys, Step::By(-1))
}

/// As [`back`], for any key.
pub fn back_always(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    back(keys, context).or(Some(Cmd::Complete))
}

pub fn cancel(keys: &mut Keys, _: &EventContext<'_>) -> Option<Cmd> {
    step(keys, Step::Cancel)
}

/// What the menu shows of its rows further up, or back to the command before that begins like the line.
pub fn page_up(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    step(keys, Step::Page(-1)).or_else(|| search_back(keys, context))
}

/// As [`page_up`], the other way.
pub fn page_down(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    step(keys, Step::Page(1)).or_else(|| search_forward(keys, context))
}

/// Back to the command before that begins like the line.
pub fn search_back(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    walk(keys, context, -1, false)
}

/// On to the next command that begins like the line.
pub fn search_forward(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    walk(keys, context, 1, false)
}

/// Behind a directory that a menu has put into the line the slash is there.
pub fn slash(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    keys.menu?;
    let before = context.line().get(..context.pos())?;
    let taken = before.ends_with('/');
    taken
        .then(|| line(keys, context.line().to_owned(), context.pos()))
        .flatten()
}
