//! What the line editor draws, less what is on the screen already.
//!
//! It clears the rows of the prompt and the line and draws them anew at almost every key. What it would write is
//! taken apart into characters in their places, and only those that have become others are written: a letter
//! costs a byte then, also on a slow connection, and nothing flickers.
//!
//! It also takes every row for one that is on the screen. Of more rows than the screen has, those around the cursor
//! are shown.

#[cfg(test)]
mod tests;

use super::escape::{Place, cleared};
use super::pen::Pen;
use super::sketch::{Drawing, Styles, columns};
use crate::sys::{fd, showing, typing};
use std::cell::RefCell;

/// Clears all of it.
const CLEAR_SCREEN: &str = "\x1b[H\x1b[J";

/// Goes from behind a full row to the beginning of the next one, so that the terminal knows that they belong together.
/// In a window that has just become wider the cursor stays behind the last character.
const RUNS_ON: &str = " \x08";

#[derive(Debug, Default)]
struct Shown {
    /// What was drawn last, if that is known.
    drawing: Option<Drawing>,
    styles: Styles,
    /// The rows and columns of the terminal.
    size: (usize, usize),
    /// The cursor is at the beginning of a row in which there is nothing.
    blank: bool,
    /// The screen has room for some of the rows alone, and shows them from this one on.
    top: Option<usize>,
    /// Somebody else may write on the terminal.
    shared: bool,
    /// Somebody has, or may have.
    disturbed: bool,
    /// The drawing that need not be drawn again in rows so wide.
    standing: Option<(Drawing, usize)>,
}

thread_local! {
    static SHOWN: RefCell<Shown> = RefCell::default();
}

/// A line begins. `steady`: nobody else can be expected to write on the terminal meanwhile; where somebody does, a
/// line that is drawn as a whole puts it right. `blank`: the cursor is at the beginning of an empty row.
pub fn begin(steady: bool, blank: bool) {
    let begun = Shown {
        blank: blank && steady,
        shared: !steady,
        ..Shown::default()
    };
    SHOWN.with_borrow_mut(|shown| *shown = begun);
    showing::shorten_with(Some(shorten));
}

/// Writes on the terminal what the line editor does not know of.
pub fn beside(text: &str) {
    // Who cannot be shown anything loses no line by that.
    let _ = fd::write_all(2, text.as_bytes());
}

/// What moves the cursor so far in a direction.
pub fn step(count: usize, direction: char) -> String {
    match count {
        0 => String::new(),
        1 => format!("\x1b[{direction}"),
        _ => format!("\x1b[{count}{direction}"),
    }
}

/// The terminal has broken the rows of the drawing anew, and rightly: the next one, in rows so wide, is only drawn if
/// there is something else in it. False if it is not known what stands there.
pub fn leave_standing(columns: usize) -> bool {
    SHOWN.with_borrow_mut(|shown| {
        let whole = shown.drawing.take_if(|_| shown.top.is_none());
        shown.standing = whole.map(|drawing| (drawing, columns));
        shown.standing.is_some()
    })
}

fn shorten(text: &str, stands: bool) -> Option<String> {
    SHOWN.with_borrow_mut(|shown| {
        shown.disturbed = !stands || shown.shared;
        if shown.disturbed && shown.top.is_none() {
            shown.drawing = None;
        }
        let standing = shown.standing.take();
        let Some((rows, rest)) = cleared(text) else {
            return shown.goes_on(text);
        };
        let (high, wide) = showing::room();
        let wide = standing.as_ref().map_or(wide, |(_, wide)| *wide);
        let less = shown.redraw(text, (high, wide), (rows, rest));
        let whole = shown.drawing.as_ref().filter(|_| shown.top.is_none());
        let both = whole.zip(standing.as_ref());
        let stands = both.is_some_and(|(drawing, (standing, _))| drawing.is_same_text(standing));
        Some(if stands { String::new() } else { less })
    })
}

impl Shown {
    /// Something is drawn without clearing.
    fn goes_on(&mut self, text: &str) -> Option<String> {
        let columns = self.size.1;
        let before = self.drawing.take()?;
        let shown = self.top.map(|top| before.part(top, self.size.0));
        let drawing = before.followed_by(text, columns)?;
        let less = shown.map(|shown| self.partly(Some(&shown), &drawing, ""));
        self.drawing = Some(drawing);
        less
    }

    /// What is enough of a text that clears so many rows, and then draws the rest.
    fn redraw(&mut self, text: &str, size: (usize, usize), (rows, rest): (usize, &str)) -> String {
        let before = self.drawing.take();
        let as_wide = std::mem::replace(&mut self.size, size) == size;
        // What was typed before the terminal's echo was switched off is there to be read.
        let blank = std::mem::take(&mut self.blank) && rows == 1 && !typing::is_ahead();
        let clearing = match self.top {
            Some(_) => CLEAR_SCREEN,
            None if blank => "",
            None => &text[..text.len() - rest.len()],
        };
        let taken = Drawing::take_apart(rest, size.1, &mut self.styles);
        let Some((body, drawing)) = taken else {
            self.top = None;
            return [clearing, rest].concat();
        };
        let before = before.filter(|before| as_wide && before.hidden.ends_with(&drawing.hidden));
        if drawing.rows.len() > size.0 {
            let shown = before.zip(self.top);
            let shown = shown.map(|(before, top)| before.part(top, size.0));
            let less = self.partly(shown.as_ref(), &drawing, clearing);
            self.drawing = Some(drawing);
            return less;
        }
        let whole = self.top.take().is_some() || !drawing.certain;
        let known = |before: &Drawing| before.certain && before.rows.len() == rows;
        let before = before.filter(|before| !whole && known(before));
        let less = match before {
            Some(before) if drawing.is_broken_like(&before, size.1) => {
                self.difference(&before, &drawing)
            }
            Some(before) if drawing.runs_on_behind(&before, size.1) => self.rest(&before, &drawing),
            _ if drawing.is_at_end() && drawing.certain && !drawing.broken => {
                [clearing, body].concat()
            }
            _ if drawing.fills_last_row(size.1) && body.ends_with('\n') => {
                let (body, place) = rest.split_at(body.len());
                [clearing, &body[..body.len() - 1], RUNS_ON, place].concat()
            }
            _ => [clearing, rest].concat(),
        };
        self.drawing = Some(drawing);
        less
    }

    /// What shows the rows around the cursor of a drawing that is higher than the screen. `shown`: what is on the
    /// screen, if that is such a part; it is cleared if it is not known.
    fn partly(&mut self, shown: Option<&Drawing>, drawing: &Drawing, clearing: &str) -> String {
        let high = self.size.0.max(1);
        let cursor = drawing.cursor.0;
        let lowest = drawing.rows.len().saturating_sub(high).min(cursor);
        let top = self.top.unwrap_or(lowest).min(lowest);
        let top = top.max((cursor + 1).saturating_sub(high));
        self.top = Some(top);
        let part = drawing.part(top, high);
        let as_high = |shown: &&Drawing| !self.disturbed && shown.rows.len() == part.rows.len();
        match shown
            .filter(as_high)
            .filter(|shown| shown.certain && part.certain)
        {
            Some(shown) => self.difference(shown, &part),
            None if clearing.is_empty() => self.anew(&part, CLEAR_SCREEN),
            None => self.anew(&part, clearing),
        }
    }

    /// A drawing, row for row.
    fn anew(&self, drawing: &Drawing, clearing: &str) -> String {
        let mut pen = self.pen((0, 0));
        pen.text.push_str(clearing);
        pen.text.push_str(&drawing.hidden);
        for (row, characters) in drawing.rows.iter().enumerate() {
            if row > 0 {
                pen.text.push_str("\r\n");
                pen.place = (row, 0);
            }
            for &character in characters {
                pen.draw(character);
            }
            pen.take_up_style(0);
        }
        pen.go_to(drawing.cursor);
        pen.text
    }

    fn pen(&self, place: Place) -> Pen<'_> {
        Pen {
            text: String::new(),
            place,
            style: 0,
            styles: &self.styles,
            wide: self.size.1,
        }
    }

    /// What a drawing has behind another one. The terminal breaks the rows: it may have got wider or narrower ones of
    /// which the line editor has not heard yet.
    fn rest(&self, before: &Drawing, drawing: &Drawing) -> String {
        let mut pen = self.pen(drawing.cursor);
        let shown: usize = before.rows.iter().map(Vec::len).sum();
        for &(character, style) in drawing.rows.iter().flatten().skip(shown) {
            pen.take_up_style(style);
            pen.text.push(character);
        }
        pen.take_up_style(0);
        if drawing.cursor.1 == 0 {
            pen.text.push_str(RUNS_ON);
        }
        pen.text
    }

    /// What makes one drawing of another with as many rows.
    fn difference(&self, before: &Drawing, drawing: &Drawing) -> String {
        let mut pen = self.pen(before.cursor);
        for (row, (was, is)) in before.rows.iter().zip(&drawing.rows).enumerate() {
            let same = was.iter().zip(is).take_while(|(a, b)| a == b).count();
            let (was, rest) = (&was[same..], &is[same..]);
            if was.is_empty() && rest.is_empty() {
                continue;
            }
            let (wide, now) = (columns(was), columns(rest));
            let behind = was.iter().rev().zip(rest.iter().rev());
            let behind = behind.take_while(|(a, b)| wide == now && a == b).count();
            pen.go_to((row, columns(&is[..same])));
            for &character in &rest[..rest.len() - behind] {
                pen.draw(character);
            }
            pen.take_up_style(0);
            if now < wide {
                pen.text.push_str("\x1b[K");
            }
        }
        pen.go_to(drawing.cursor);
        pen.text
    }
}
