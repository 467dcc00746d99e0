//! The mark, and the region between it and the cursor.

#![allow(clippy::unnecessary_wraps, reason = "actions are all alike")]

use super::actions::line;
use super::keys::Keys;
use rustyline::{Anchor, Cmd, EventContext, KeyCode, KeyEvent, Modifiers, Movement};

/// The region, and what has been killed.
#[derive(Debug, Default)]
pub struct Region {
    /// The mark: the other end of the region.
    mark: usize,
    /// What has been killed last, if not by the line editor itself.
    killed: Option<String>,
    /// The line before something is killed: where the cursor is behind that, there is the mark.
    killed_of: Option<String>,
}

impl Region {
    /// Before a new line.
    pub fn begin(&mut self) {
        self.mark = 0;
        self.killed_of = None;
    }

    /// A text has been killed, and not by the line editor.
    pub fn keep(&mut self, text: &str) {
        self.killed = Some(text.to_owned());
    }

    /// The mark, if it is still in a line.
    fn mark_in(&self, line: &str) -> usize {
        let mark = self.mark.min(line.len());
        if line.is_char_boundary(mark) { mark } else { 0 }
    }
}

/// Sets the mark.
pub fn set_mark(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    keys.region.mark = context.pos();
    Some(Cmd::Noop)
}

/// Before a key: the mark goes where the key before has killed something, which vi puts, too. The line before that, if
/// so.
pub fn marked(keys: &mut Keys, context: &EventContext<'_>) -> Option<String> {
    let before = keys.region.killed_of.take()?;
    let pos = context.pos();
    keys.region.mark = pos;
    let gone = before.len().saturating_sub(context.line().len());
    if let (Some(vi), Some(text)) = (&mut keys.vi, before.get(pos..pos + gone)) {
        vi.keep(text);
    }
    Some(before)
}

/// Puts the cursor at the mark, and the mark where the cursor was.
pub fn exchange(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    let mark = keys.region.mark_in(context.line());
    keys.region.mark = context.pos();
    line(keys, context.line().to_owned(), mark)
}

/// Kills what is between the mark and the cursor.
pub fn kill_region(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    let mark = keys.region.mark_in(context.line());
    kill_to(keys, context, mark)
}

/// Keeps what is between the mark and the cursor as if it had been killed.
pub fn copy(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    let mark = keys.region.mark_in(context.line());
    copy_to(keys, context, mark)
}

/// As [`copy`], of what is between the cursor and a place.
pub fn copy_to(keys: &mut Keys, context: &EventContext<'_>, to: usize) -> Option<Cmd> {
    let pos = context.pos();
    let text = context.line().get(pos.min(to)..pos.max(to))?;
    keys.region.keep(text);
    Some(Cmd::Noop)
}

/// Deletes the character at the cursor; at the end of the line, the one before it.
pub fn delete_char(_: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    Some(Cmd::Kill(if context.pos() == context.line().len() {
        Movement::BackwardChar(1)
    } else {
        Movement::ForwardChar(1)
    }))
}

/// Kills what is between the cursor and a place. The line editor keeps only what one of its movements leads over: this
/// is kept here, until that has killed something itself.
pub fn kill_to(keys: &mut Keys, context: &EventContext<'_>, to: usize) -> Option<Cmd> {
    let (text, pos) = (context.line(), context.pos());
    let (before, rest) = text.split_at_checked(pos.min(to))?;
    let (gone, after) = rest.split_at_checked(pos.abs_diff(to))?;
    keys.region.keep(gone);
    keys.region.mark = before.len();
    line(keys, [before, after].concat(), before.len())
}

/// Puts what was killed last into the line, between the mark and the cursor.
pub fn yank(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    keys.region.mark = context.pos();
    Some(match &keys.region.killed {
        Some(text) => Cmd::Insert(1, text.clone()),
        None => Cmd::Yank(1, Anchor::Before),
    })
}

/// After a key: what the line editor kills is newer than what is kept here. `before`: the line, before keys that have
/// killed something and come before this one at once.
pub fn note(keys: &mut Keys, key: Option<KeyEvent>, answer: Option<&Cmd>, before: String) {
    let kills = match (answer, key) {
        (Some(Cmd::Kill(movement)), _) => !matches!(
            movement,
            Movement::ForwardChar(_) | Movement::BackwardChar(_)
        ),
        (None, Some(KeyEvent(KeyCode::Char(letter), Modifiers::CTRL))) => "KUW".contains(letter),
        _ => false,
    };
    if kills {
        keys.region.killed = None;
        keys.region.killed_of = Some(before);
    }
}
