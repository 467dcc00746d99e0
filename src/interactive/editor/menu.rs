//! The list of candidates below the line, which can be walked through.

use super::keys::Step;
use crate::interactive::completion::{Ending, Item};
use unicode_width::UnicodeWidthStr;

/// As many rows as a list may take.
const ROWS: usize = 12;

/// A completion with several candidates.
#[derive(Debug)]
pub struct Menu {
    /// Where in the line the word begins.
    pub start: usize,
    /// The candidates.
    pub items: Vec<Item>,
    /// Which one is in the line.
    pub current: Option<usize>,
    /// What was in its place.
    pub typed: String,
    /// The line and the place in it as the menu has left them.
    pub expected: (String, usize),
    /// Items in a column.
    pub rows: usize,
    /// How many of them are shown.
    pub page: usize,
}

impl Menu {
    /// Takes a step; what is in the line then.
    pub fn step(&mut self, step: Step) -> String {
        let count = self.items.len() as isize;
        let by = match step {
            Step::By(by) => by,
            Step::Column(columns) => columns * self.rows.max(1) as isize,
            Step::Page(pages) => self.page_on(pages),
            Step::Cancel => {
                self.current = None;
                return self.typed.clone();
            }
        };
        let next = match self.current {
            None if by > 0 => 0,
            None => count - 1,
            Some(current) => {
                let next = current as isize + by;
                match step {
                    Step::Column(_) if next < 0 || next >= count => current as isize,
                    _ => next.rem_euclid(count.max(1)),
                }
            }
        };
        self.current = Some(next as usize);
        self.items
            .get(next as usize)
            .map_or_else(|| self.typed.clone(), Item::inserted)
    }

    /// How far it is to the item a page further, or to the first or last one of the column.
    fn page_on(&self, pages: isize) -> isize {
        let Some(current) = self.current else {
            return pages;
        };
        let rows = self.rows.max(1);
        let row = current % rows;
        let column = rows.min(self.items.len() + row - current);
        let to = row as isize + pages * self.page as isize;
        to.clamp(0, column as isize - 1) - row as isize
    }

    /// The list as text, and the same with colours. It begins with a newline.
    pub fn show(&mut self, size: (usize, usize), colours: &str) -> (String, String) {
        let columns_wide = size.1.saturating_sub(1).max(1);
        let limit = ROWS.min(size.0.saturating_sub(3));
        if limit == 0 {
            // There is room for the line, and for nothing else.
            return Default::default();
        }
        let described = self.items.iter().any(|item| !item.description.is_empty());
        // Out of many, only those that are shown are looked at: which ones are directories.
        let few = self.items.len() <= 100;
        let widest = self
            .items
            .iter()
            .take(2000)
            .map(|item| {
                if few {
                    item.label().width()
                } else {
                    item.shown.width() + usize::from(matches!(item.ending, Ending::Path(_)))
                }
            })
            .max()
            .unwrap_or(0);
        let (width, columns) = if described {
            (widest.min(columns_wide / 2), 1)
        } else {
            // One long name among many must not cost all the others their places.
            let most = if self.items.len() > limit {
                columns_wide / 3
            } else {
                columns_wide
            };
            let width = widest.min(most);
            (width, ((columns_wide + 2) / (width + 2)).max(1))
        };
        self.rows = self.items.len().div_ceil(columns);
        let first = self.first_row(limit);
        let shown = self.rows.min(limit);
        self.page = shown;
        let mut out = Text::default();
        for row in first..(first + shown).min(self.rows) {
            out.plain("\n");
            for column in 0..columns {
                let index = column * self.rows + row;
                let Some(item) = self.items.get(index) else {
                    break;
                };
                if column > 0 {
                    out.plain("  ");
                }
                let colour = item.colour(colours).unwrap_or_default();
                let style = match self.current {
                    Some(current) if current == index => "\x1b[7m",
                    _ => &*colour,
                };
                let description = columns_wide.saturating_sub(width + 4);
                show(
                    &mut out,
                    item,
                    (width, style),
                    described.then_some(description),
                );
            }
        }
        if shown < self.rows {
            let more = self.rows - shown;
            let told = clipped(&format!("... {more} more rows"), columns_wide);
            out.styled(&format!("\n{told}"), "\x1b[90m");
        }
        (out.raw, out.coloured)
    }

    /// The first row to be shown, so that the current one is among them.
    fn first_row(&self, limit: usize) -> usize {
        let row = self.current.map_or(0, |current| current % self.rows.max(1));
        (row + 1).saturating_sub(limit)
    }
}

/// One item: how wide, in what style, and how much of its description.
fn show(out: &mut Text, item: &Item, (width, style): (usize, &str), description: Option<usize>) {
    let name = clipped(&item.label(), width);
    let padding = " ".repeat(width.saturating_sub(name.width()));
    out.styled(&name, style);
    out.plain(&padding);
    if let Some(room) = description.filter(|_| !item.description.is_empty()) {
        let text = clipped(&item.description, room);
        out.styled(&format!("  {text}"), "\x1b[90m");
    }
}

/// A text as it is, and with colours.
#[derive(Default)]
struct Text {
    raw: String,
    coloured: String,
}

impl Text {
    fn plain(&mut self, text: &str) {
        self.raw.push_str(text);
        self.coloured.push_str(text);
    }

    fn styled(&mut self, text: &str, style: &str) {
        self.raw.push_str(text);
        if style.is_empty() {
            self.coloured.push_str(text);
        } else {
            self.coloured.extend([style, text, "\x1b[0m"]);
        }
    }
}

/// As much of a text as fits; control characters cannot be shown.
fn clipped(text: &str, width: usize) -> String {
    let mut clipped = String::new();
    let mut used = 0;
    for character in text.chars() {
        let character = if character.is_control() {
            '?'
        } else {
            character
        };
        let wide = unicode_width::UnicodeWidthChar::width(character).unwrap_or(0);
        if used + wide > width {
            break;
        }
        used += wide;
        clipped.push(character);
    }
    clipped
}
