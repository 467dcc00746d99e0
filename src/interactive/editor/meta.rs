//! An escape character that is typed by hand: the next key is as if it had been pressed with Alt, however late it comes.

use super::keys::{Keys, Taken};
use crate::sys::typing;
use rustyline::{Cmd, KeyCode, KeyEvent, Modifiers};
use std::ops::ControlFlow::{Break, Continue};

/// Keys that are what they are after Escape, too: they end something, as that does.
const ENDING: &str = "CDGJMZ\\";

/// A key, `own` if the user has made something of it. Escape waits for the next one where there is nothing that it ends;
/// not in vi, where it leads to commands.
pub fn key(keys: &mut Keys, key: KeyEvent, own: bool) -> Taken {
    let escaped = std::mem::take(&mut keys.input.escaped);
    let goes_with = match key {
        KeyEvent(KeyCode::Esc, _) => {
            keys.input.escaped = !own && keys.vi.is_none() && keys.menu.is_none();
            false
        }
        KeyEvent(KeyCode::Char(_) | KeyCode::Backspace, Modifiers::NONE) => escaped,
        KeyEvent(KeyCode::Char(letter), Modifiers::CTRL) => escaped && !ENDING.contains(letter),
        _ => false,
    };
    if !goes_with {
        return Continue(());
    }
    typing::read_taken_with_escape();
    Break(Some(Cmd::Noop))
}
