//! The search through the history (^R): its keys are noted, so that it can go on after an interruption.
//!
//! The line editor forgets its search when reading is interrupted. So, when reading goes on, the keys of
//! the search are read again.

use super::events;
use super::keys::{Keys, Taken};
use super::vi::Mode;
use crate::sys::typing;
use rustyline::{Cmd, EventContext, KeyCode, KeyEvent, Modifiers, Movement};
use std::ops::ControlFlow::{Break, Continue};

/// A search that goes on.
#[derive(Debug, Default)]
pub struct Search {
    /// The line before it, and the place in it.
    pub from: (String, usize),
    /// The keys that it has got.
    pub keys: Vec<char>,
}

impl Search {
    /// The text that the keys have made.
    fn text(&self) -> String {
        let mut text = String::new();
        for &key in &self.keys {
            match key {
                '\x7f' => drop(text.pop()),
                key if key.is_control() => {}
                key => text.push(key),
            }
        }
        text
    }
}

/// Keys while the history is searched through: they belong to the search, or end it.
pub fn searched(keys: &mut Keys, key: KeyEvent, context: &EventContext<'_>) -> Taken {
    if let KeyEvent(KeyCode::Char(letter @ ('R' | 'S')), Modifiers::CTRL) = key {
        if keys.search.is_none() {
            keys.found = None;
            if letter == 'S' {
                // Nothing is newer than the line that is written: whoever wants to search looks back.
                typing::read_before(b"\x12");
                return Break(Some(Cmd::Noop));
            }
        }
        let search = keys.search.get_or_insert_with(|| Search {
            from: (context.line().to_owned(), context.pos()),
            keys: Vec::new(),
        });
        if matches!(search.keys.as_slice(), ['\x12' | '\x13'])
            && let Some(first) = keys.searched_for.chars().next()
        {
            // Once more the same key before there is a text: the last one is looked for.
            search.keys.push(first);
            let rest = keys.searched_for.get(first.len_utf8()..);
            typing::read_before(rest.unwrap_or_default().as_bytes());
            return Break(Some(Cmd::SelfInsert(1, first)));
        }
        search
            .keys
            .push(if letter == 'R' { '\x12' } else { '\x13' });
        if let Some(vi) = &mut keys.vi {
            vi.mode = Mode::Insert;
        }
        return Continue(());
    }
    let Some(search) = &mut keys.search else {
        return Continue(());
    };
    match key {
        KeyEvent(code @ (KeyCode::Char(_) | KeyCode::Backspace), Modifiers::NONE) => {
            search.keys.push(match code {
                KeyCode::Char(letter) => letter,
                _ => '\x7f',
            });
            keys.searched_for = search.text();
            Break(None)
        }
        KeyEvent(KeyCode::Esc, _) => {
            // What has been found stays.
            goes_on(keys, context.line());
            Break(Some(Cmd::Repaint))
        }
        // The line editor draws the line behind its own prompt again, and enters it.
        KeyEvent(KeyCode::Enter, _) | KeyEvent(KeyCode::Char('J' | 'M'), Modifiers::CTRL) => {
            keys.search = None;
            Break(None)
        }
        KeyEvent(KeyCode::Char(letter @ ('W' | 'Y')), Modifiers::CTRL) => {
            Break(lengthened(search, context, letter == 'W'))
        }
        key => {
            goes_on(keys, context.line());
            let Some(bytes) = events::bytes(key) else {
                return Continue(());
            };
            // The line editor drops what needs more than itself behind a search: the key comes once more.
            typing::read_before(&bytes);
            Break(Some(Cmd::Repaint))
        }
    }
}

/// Goes on to search for what stands behind the text in the command that has been found: one word, or all of it.
fn lengthened(search: &mut Search, context: &EventContext<'_>, word: bool) -> Option<Cmd> {
    let text = search.text();
    let found = context.line().get(context.pos()..)?.strip_prefix(&*text);
    let found = found.unwrap_or_default();
    let begin = found.find(char::is_alphanumeric).unwrap_or(found.len());
    let length = found
        .get(begin..)?
        .find(|character: char| !character.is_alphanumeric());
    let end = match length {
        Some(length) if word => begin + length,
        _ => found.len(),
    };
    // What does nothing in a search: its last letter goes and comes.
    let last = text.chars().next_back()?;
    let added: String = std::iter::once(last)
        .chain(found.get(..end)?.chars())
        .collect();
    typing::read_before(added.as_bytes());
    search.keys.push('\x7f');
    Some(Cmd::Kill(Movement::BackwardChar(1)))
}

/// A search is over: the way through the history goes on from what it has found.
fn goes_on(keys: &mut Keys, line: &str) {
    let (Some(search), Some((place, number))) = (keys.search.take(), keys.found.take()) else {
        return;
    };
    keys.draft = search.from.0;
    keys.shown = Some(line.to_owned());
    keys.walked = Some(place);
    keys.place = Some(number);
    keys.prefix = None;
    keys.within = false;
}
