//! Overwriting: text that is typed takes the place of the text at the cursor.

#![allow(clippy::unnecessary_wraps, reason = "actions are all alike")]

use super::actions::line;
use super::keys::{Keys, Taken};
use super::text::Text;
use super::vi::motion::{left, right};
use rustyline::{Cmd, EventContext, KeyCode, KeyEvent, Modifiers};
use std::ops::ControlFlow::{Break, Continue};

/// From now on, or no more; a count says which: a positive one that text is overwritten.
pub fn switch(keys: &mut Keys, _: &EventContext<'_>) -> Option<Cmd> {
    keys.overwrites = match keys.count.typed {
        Some(_) => true,
        None => !keys.overwrites && !keys.count.backwards,
    };
    Some(Cmd::Noop)
}

/// A key while text is overwritten.
pub fn key(keys: &mut Keys, key: KeyEvent, context: &EventContext<'_>) -> Taken {
    match overwritten(keys, key, context) {
        Some(Text { line: text, pos }) => Break(line(keys, text, pos)),
        None => Continue(()),
    }
}

/// What the line becomes, and the place in it.
fn overwritten(keys: &Keys, key: KeyEvent, context: &EventContext<'_>) -> Option<Text> {
    let (text, pos) = (context.line(), context.pos());
    let at_end = |place: usize| {
        text.get(place..)
            .is_none_or(|rest| rest.is_empty() || rest.starts_with('\n'))
    };
    if !keys.overwrites || keys.menu.is_some() || at_end(pos) {
        return None;
    }
    let (from, to, new, place) = match key {
        KeyEvent(KeyCode::Char(letter), Modifiers::NONE) => {
            let mut to = pos;
            for _ in 0..keys.count.times {
                to = if at_end(to) { to } else { right(text, to) };
            }
            let new = String::from(letter).repeat(keys.count.times);
            let place = pos + new.len();
            (pos, to, new, place)
        }
        KeyEvent(KeyCode::Backspace, Modifiers::NONE) if pos > 0 => {
            let from = left(text, pos);
            if text.get(from..pos) == Some("\n") {
                return None;
            }
            (from, pos, " ".to_owned(), from)
        }
        _ => return None,
    };
    let whole = [text.get(..from)?, &*new, text.get(to..)?].concat();
    Some(Text::new(whole, place))
}
