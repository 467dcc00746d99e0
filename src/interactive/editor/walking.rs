//! Keys that walk through an open menu, and through the history where there is none.

use super::actions::{line, walk};
use super::completing::tab;
use super::keys::Keys;
use super::requests::Step;
use rustyline::{Cmd, EventContext};

fn step(keys: &mut Keys, step: Step) -> Option<Cmd> {
    keys.menu?;
    keys.requests.step = Some(step);
    Some(Cmd::Complete)
}

pub fn up(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    step(keys, Step::Row(-1)).or_else(|| walk(keys, context, -1, true))
}

pub fn down(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    step(keys, Step::Row(1)).or_else(|| walk(keys, context, 1, true))
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

/// Completion that puts the first candidate into the line at once, unless the user wants to see the list first.
pub fn next_always(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    step(keys, Step::By(1)).or_else(|| entering(keys, context, 1))
}

/// As [`next_always`], with the last one.
pub fn back_always(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    back(keys, context).or_else(|| entering(keys, context, -1))
}

fn entering(keys: &mut Keys, context: &EventContext<'_>, by: isize) -> Option<Cmd> {
    let listed = keys.config.settings.is_on("menu-complete-display-prefix");
    keys.requests.entering = (!listed).then_some(Step::By(by));
    tab(keys, context).or(Some(Cmd::Complete))
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
    if !before.ends_with('/') {
        return None;
    }
    line(keys, context.line().to_owned(), context.pos())
}
