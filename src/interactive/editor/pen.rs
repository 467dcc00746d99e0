//! What draws: characters in their styles, and steps of the cursor to where they belong.

use super::drawing::step;
use super::escape::Place;
use super::sketch::{Drawn, Styles, columns};

/// What draws.
pub(super) struct Pen<'a> {
    pub(super) text: String,
    pub(super) place: Place,
    pub(super) style: usize,
    pub(super) styles: &'a Styles,
    pub(super) wide: usize,
}

impl Pen<'_> {
    pub(super) fn go_to(&mut self, (row, column): Place) {
        let (from, at) = self.place;
        match row.cmp(&from) {
            std::cmp::Ordering::Less => self.text.push_str(&step(from - row, 'A')),
            std::cmp::Ordering::Equal => {}
            std::cmp::Ordering::Greater => self.text.push_str(&step(row - from, 'B')),
        }
        match at.checked_sub(column) {
            Some(0) => {}
            Some(_) if column == 0 => self.text.push('\r'),
            Some(back @ ..4) => self.text.extend(std::iter::repeat_n('\x08', back)),
            Some(back) => self.text.push_str(&step(back, 'D')),
            None => self.text.push_str(&step(column - at, 'C')),
        }
        self.place = (row, column);
    }

    pub(super) fn take_up_style(&mut self, style: usize) {
        if self.style == style {
            return;
        }
        if self.style != 0 {
            self.text.push_str("\x1b[0m");
        }
        self.text.push_str(self.styles.get(style));
        self.style = style;
    }

    pub(super) fn draw(&mut self, (character, style): Drawn) {
        self.take_up_style(style);
        self.text.push(character);
        self.place.1 += columns(&[(character, style)]);
        // Behind the last column terminals differ.
        if self.place.1 >= self.wide {
            self.text.push('\r');
            self.place.1 = 0;
        }
    }
}
