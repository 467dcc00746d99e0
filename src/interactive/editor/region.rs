//! The mark, and the region between it and the cursor.

#![allow(clippy::unnecessary_wraps, reason = "actions are all alike")]

use super::actions::line;
use super::keys::Keys;
use rustyline::{Cmd, EventContext};

/// Sets the mark.
pub fn set_mark(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    keys.mark = context.pos();
    Some(Cmd::Noop)
}

/// The mark, if it is still in the line.
fn mark(keys: &Keys, context: &EventContext<'_>) -> usize {
    let text = context.line();
    let mark = keys.mark.min(text.len());
    if text.is_char_boundary(mark) { mark } else { 0 }
}

/// Puts the cursor at the mark, and the mark where the cursor was.
pub fn exchange(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    let mark = mark(keys, context);
    keys.mark = context.pos();
    line(keys, context.line().to_owned(), mark)
}

/// Removes what is between the mark and the cursor.
pub fn kill_region(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    let mark = mark(keys, context);
    let (from, to) = (mark.min(context.pos()), mark.max(context.pos()));
    let mut text = context.line().to_owned();
    text.replace_range(from..to, "");
    line(keys, text, from)
}
