//! The search through the history (^R): its keys are noted, so that it can go on after an interruption.
//!
//! The line editor forgets its search when reading is interrupted. So, when reading goes on, the keys of
//! the search are read again.

use super::keys::{Keys, Taken};
use super::vi::Mode;
use rustyline::{Cmd, EventContext, KeyCode, KeyEvent, Modifiers};
use std::ops::ControlFlow::{Break, Continue};

/// A search that goes on.
#[derive(Debug, Default)]
pub struct Search {
    /// The line before it, and the place in it.
    pub from: (String, usize),
    /// The keys that it has got.
    pub keys: Vec<char>,
}

/// Keys while the history is searched through: they belong to the search, or end it.
pub fn searched(keys: &mut Keys, key: KeyEvent, context: &EventContext<'_>) -> Taken {
    if let KeyEvent(KeyCode::Char(letter @ ('R' | 'S')), Modifiers::CTRL) = key {
        let search = keys.search.get_or_insert_with(|| Search {
            from: (context.line().to_owned(), context.pos()),
            keys: Vec::new(),
        });
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
            Break(None)
        }
        KeyEvent(KeyCode::Esc, _) => {
            // What has been found stays.
            keys.search = None;
            Break(Some(Cmd::Repaint))
        }
        // The line editor draws the line behind its own prompt again, and enters it.
        KeyEvent(KeyCode::Enter, _) | KeyEvent(KeyCode::Char('J' | 'M'), Modifiers::CTRL) => {
            keys.search = None;
            Break(None)
        }
        _ => {
            keys.search = None;
            Continue(())
        }
    }
}
