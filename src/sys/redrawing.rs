//! A key that nobody types, which the line editor is given to draw its line anew.

use super::lock;
use nix::errno::Errno;
use std::sync::Mutex;

/// The key: a character that Unicode leaves to what goes on within a program.
pub const DRAW_ANEW: char = '\u{10ffff}';

static IF: Mutex<Option<fn() -> bool>> = Mutex::new(None);

/// When the line editor, which waits for a key, hears of something else, this says whether the line is to be drawn anew.
pub fn draw_anew_if(due: Option<fn() -> bool>) {
    *lock(&IF) = due;
}

/// As it has been said. The error number stays the one of the waiting.
pub(super) fn is_due() -> bool {
    // A copy: nothing is held meanwhile.
    let due = *lock(&IF);
    let error = Errno::last();
    let is_due = due.is_some_and(|due| due());
    error.set();
    is_due
}
