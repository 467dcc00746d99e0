//! The mark, and the region between it and the cursor.

#![allow(clippy::unnecessary_wraps, reason = "actions are all alike")]

use super::actions::line;
use super::keys::Keys;
use super::text::Text;
use super::vi::motion;
use rustyline::{Cmd, EventContext, KeyCode, KeyEvent, Modifiers, Movement};

/// How many texts are kept that have been killed.
const MOST: usize = 60;

/// The region, and what has been killed. The line editor has a ring of its own, but keeps in it only what one of its
/// movements leads over.
#[derive(Debug, Default)]
pub struct Region {
    /// The mark: the other end of the region.
    mark: usize,
    /// What has been killed, the oldest first.
    ring: Vec<String>,
    /// The place in it of what is put next, counted from the newest.
    turned: usize,
    /// Where what was put last begins, and the line then, with the cursor behind it.
    put: Option<(usize, Text)>,
    /// The key that is pressed kills something.
    kills: bool,
    /// The line before something is killed: where the cursor is behind that, there is the mark.
    killed_of: Option<String>,
    /// That line, as the first of several keys has found it.
    before: Option<String>,
    /// The newest text has been killed by the keys before this one.
    joins: bool,
}

impl Region {
    /// Before a new line.
    pub fn begin(&mut self) {
        self.mark = 0;
        self.killed_of = None;
        self.joins = false;
    }

    /// A text has been killed.
    pub fn keep(&mut self, text: &str) {
        self.ring.push(text.to_owned());
        self.ring.drain(..self.ring.len().saturating_sub(MOST));
        self.turned = 0;
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

/// Before a key: the mark goes where the key before has killed something, which is kept, and which vi puts, too; what
/// keys one after the other have killed is one text. The line before that, if so.
/// `goes_on`: the key is another one of several that are one, and the first has seen to that.
pub fn marked(keys: &mut Keys, context: &EventContext<'_>, goes_on: bool) -> Option<String> {
    if goes_on {
        return keys.region.before.take();
    }
    let joins = std::mem::take(&mut keys.region.joins);
    keys.region.before = None;
    let before = keys.region.killed_of.take()?;
    let pos = context.pos();
    keys.region.mark = pos;
    let gone = before.len().saturating_sub(context.line().len());
    if let Some(text) = before.get(pos..pos + gone).filter(|text| !text.is_empty()) {
        if joins {
            keys.region.ring.pop();
        }
        keys.region.keep(text);
        keys.region.joins = true;
        if let Some(vi) = &mut keys.vi {
            vi.keep(text);
        }
    }
    keys.region.before = Some(before.clone());
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

/// Deletes characters as [`Cmd::Kill`] does; so many as a count says are killed.
fn delete(keys: &mut Keys, context: &EventContext<'_>, forward: bool) -> Option<Cmd> {
    if !keys.count.is_given() && keys.count.typed.is_none() {
        return None;
    }
    let (line, times) = (context.line(), 0..keys.count.times);
    let to = if forward == keys.count.backwards {
        times.fold(context.pos(), |place, _| motion::left(line, place))
    } else {
        times.fold(context.pos(), |place, _| motion::right(line, place))
    };
    kill_to(keys, context, to)
}

/// Deletes the character before the cursor, or kills so many.
pub fn rubout(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    delete(keys, context, false)
}

/// Deletes the character at the cursor, or kills so many.
pub fn delete_forward(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    delete(keys, context, true)
}

/// Kills what is between the cursor and a place.
pub fn kill_to(keys: &mut Keys, context: &EventContext<'_>, to: usize) -> Option<Cmd> {
    let (text, pos) = (context.line(), context.pos());
    let (before, rest) = text.split_at_checked(pos.min(to))?;
    let (_, after) = rest.split_at_checked(pos.abs_diff(to))?;
    keys.region.kills = true;
    line(keys, [before, after].concat(), before.len())
}

/// Puts what was killed last into the line, between the mark and the cursor.
pub fn yank(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    keys.region.mark = context.pos();
    put(keys, context, context.pos())
}

/// What has just been put is replaced by what was killed before that.
pub fn yank_pop(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    let put_last = keys.region.put.take();
    let (start, _) = put_last.filter(|(_, text)| text.is(context.line(), context.pos()))?;
    keys.region.turned = (keys.region.turned + 1) % keys.region.ring.len().max(1);
    put(keys, context, start)
}

/// Puts what has been killed between a place and the cursor.
fn put(keys: &mut Keys, context: &EventContext<'_>, start: usize) -> Option<Cmd> {
    let region = &mut keys.region;
    let Some(killed) = region.ring.iter().rev().nth(region.turned) else {
        return Some(Cmd::Noop);
    };
    let text = Text::replaced(context.line(), context.pos(), start, killed);
    region.put = Some((start, text.clone()));
    line(keys, text.line, text.pos)
}

/// After a key: whether it kills. `before`: the line, before keys that have killed something and come before this one at
/// once.
pub fn note(keys: &mut Keys, key: Option<KeyEvent>, answer: Option<&Cmd>, before: String) {
    let kills = match (answer, key) {
        _ if std::mem::take(&mut keys.region.kills) => true,
        (Some(Cmd::Kill(movement)), _) => !matches!(
            movement,
            Movement::ForwardChar(_) | Movement::BackwardChar(_)
        ),
        (None, Some(KeyEvent(KeyCode::Char(letter), Modifiers::CTRL))) => "KUW".contains(letter),
        _ => false,
    };
    if kills {
        keys.region.killed_of = Some(before);
    }
}
