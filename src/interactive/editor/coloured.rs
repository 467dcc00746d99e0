//! A line in colours, as the line editor has drawn it last: it is asked at every key whether that has changed.

use super::caret;
use super::highlight::{self, Drawing};
use super::view::View;
use std::borrow::Cow;

/// A line in colours, as it was drawn.
#[derive(Default)]
pub struct Shown {
    pub line: String,
    pub pos: usize,
    pub drawing: Drawing,
}

impl Shown {
    pub fn draw(&mut self, view: &View, before: &str, line: &str, pos: usize) {
        line.clone_into(&mut self.line);
        self.pos = pos;
        self.drawing = highlight::line(view, before, line, pos);
        if line.contains(is_hidden) {
            self.drawing = Drawing {
                text: self.drawing.text.replace(is_hidden, ""),
                open: None,
            };
        }
        if let Cow::Owned(text) = caret::drawn(&self.drawing.text) {
            self.drawing = Drawing { text, open: None };
        }
    }

    /// Draws a line with the cursor elsewhere, where another word may be the one that is being typed; whether that has
    /// changed what is drawn.
    pub fn go_to(&mut self, view: &View, before: &str, line: &str, pos: usize) -> bool {
        let text = std::mem::take(&mut self.drawing.text);
        self.draw(view, before, line, pos);
        self.drawing.text != text
    }

    /// Draws a line that may have got one character more at its end; whether nothing else has changed in
    /// what was drawn.
    pub fn add(&mut self, view: &View, before: &str, line: &str, pos: usize) -> bool {
        if self.line == line && self.pos == pos {
            return true;
        }
        let typed = line.get(..pos).and_then(|all| all.chars().next_back());
        let simple =
            |typed: &char| pos == line.len() && !typed.is_control() && !caret::is_stand_in(*typed);
        let Some(typed) = typed.filter(simple) else {
            self.draw(view, before, line, pos);
            return false;
        };
        let grown = line.strip_suffix(typed) == Some(&self.line) && self.pos == self.line.len();
        if let Some(open) = self.drawing.open.filter(|_| grown)
            && highlight::stays(view, line, &open)
        {
            self.line.push(typed);
            self.pos = pos;
            self.drawing.text.push(typed);
            return true;
        }
        let text = std::mem::take(&mut self.drawing.text);
        self.draw(view, before, line, pos);
        self.drawing.text.strip_suffix(typed) == Some(&*text)
    }
}

/// Whether a character would do something to the terminal; the line editor takes it to have no width. An
/// escape character begins a colour.
fn is_hidden(character: char) -> bool {
    character.is_control() && !matches!(character, '\n' | '\t' | '\x1b')
}
