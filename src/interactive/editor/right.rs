//! The prompt at the right, which is there as long as the line leaves it room.

use super::drawing::beside;
use super::leaving::end;
use super::text::Text;
use crate::interactive::prompt::Prompt;
use crate::sys::{showing, typing};
use std::cell::RefCell;
use unicode_width::UnicodeWidthStr;

#[derive(Default)]
struct Right {
    text: String,
    /// What the prompts take of the row.
    taken: usize,
    /// How wide the window was when it was drawn.
    columns: usize,
    shown: bool,
    /// Where the prompt, the line and what is suggested behind it end: what is drawn is in a single row.
    end: Option<usize>,
    /// The first line and what is suggested behind it.
    first: usize,
}

thread_local! {
    static RIGHT: RefCell<Right> = RefCell::default();
}

/// A line begins.
pub fn begin(prompt: &Prompt, right: &Prompt, columns: usize) {
    let last = prompt.raw.rsplit('\n').next().unwrap_or_default();
    let begun = Right {
        text: right.at_the_right(),
        taken: last.width() + right.raw.width() + 1,
        columns,
        ..Right::default()
    };
    let any = !begun.text.is_empty();
    RIGHT.with_borrow_mut(|right| *right = begun);
    typing::draw_anew_if(any.then_some(is_out_of_place));
}

/// The line is drawn. `own`: behind its prompt, and not that of a search. What draws the prompt at the right.
pub fn beside_line(own: bool, prompt: &str, line: &str, hint: &str) -> String {
    RIGHT.with_borrow_mut(|right| {
        if right.text.is_empty() {
            return String::new();
        }
        right.note_columns();
        right.note_line(prompt, line, hint);
        right.shown = own && right.fits();
        if !own {
            right.end = None;
        }
        let text = if right.shown { &*right.text } else { "" };
        text.to_owned()
    })
}

/// Whether the line, as it is now, has to be drawn anew because of it.
pub fn is_moved(prompt: &str, text: &Text, hint: &str) -> bool {
    RIGHT.with_borrow_mut(|right| {
        if right.text.is_empty() {
            return false;
        }
        right.note_line(prompt, &text.line, hint);
        right.note_columns() || right.shown && !right.fits()
    })
}

/// Whether it is on the screen.
pub fn is_shown() -> bool {
    RIGHT.with_borrow(|right| right.shown)
}

/// What is drawn before the cursor, in rows so wide, with what the prompt at the right fills of the first line's row.
pub fn filled(prompt: &str, drawn: String, columns: usize) -> String {
    if !is_shown() {
        return drawn;
    }
    let from = prompt.len().min(drawn.len());
    let (prompt, line) = drawn.split_at(from);
    let Some((first, rest)) = line.split_once('\n') else {
        return drawn;
    };
    let (_, column) = end(&[prompt, first].concat(), columns);
    let blanks = " ".repeat(columns.saturating_sub(column));
    [prompt, first, &blanks, "\n", rest].concat()
}

/// Where the window has become narrower or wider since it was drawn, what is behind the cursor is cleared: the terminal
/// may have broken the row anew, and have the rest of it in others.
pub fn clear_rest() {
    if RIGHT.with_borrow(|right| right.shown && columns_now() != right.columns) {
        beside("\x1b[J");
    }
}

/// Whether the window has become narrower or wider and the line is to be drawn anew, though no key has come: the line
/// editor itself does not draw a line of one row again because of that.
fn is_out_of_place() -> bool {
    RIGHT.with_borrow(|right| {
        let columns = columns_now();
        columns != right.columns && right.end.is_some_and(|end| end < columns)
    })
}

fn columns_now() -> usize {
    showing::room().1
}

impl Right {
    /// Whether the window has another width than when it was drawn.
    fn note_columns(&mut self) -> bool {
        let columns = columns_now();
        std::mem::replace(&mut self.columns, columns) != columns
    }

    fn note_line(&mut self, prompt: &str, line: &str, hint: &str) {
        let shown = [prompt, line, hint].concat();
        let (row, column) = end(&shown, self.columns);
        self.end = (row == 0).then_some(column);
        let behind = [line, hint].concat();
        self.first = behind.split('\n').next().unwrap_or_default().width();
    }

    fn fits(&self) -> bool {
        self.first < self.columns.saturating_sub(self.taken)
    }
}
