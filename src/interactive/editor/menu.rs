//! The list of candidates below the line, which can be walked through.

use super::cell::{Drawn, clipped, show};
use super::requests::Step;
use super::text::Text;
use crate::env::bindings::Settings;
use crate::interactive::completion::{Ending, Item};
use unicode_width::UnicodeWidthStr;

/// As many rows as a list may take.
const ROWS: usize = 12;

/// What Enter does while a menu is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opened {
    /// It enters the line.
    Showing,
    /// It puts a blank behind the item that is selected.
    Taking,
}

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
    /// Behind the last candidate, and before the first, comes what was typed.
    pub comes_back: bool,
    /// The line and the place in it as the menu has left them.
    pub expected: Text,
    /// Items in a column, and in a row.
    size: (usize, usize),
    /// How many rows are shown.
    page: usize,
    layout: Layout,
}

/// How the user wants lists to look.
#[derive(Debug, Clone, Copy, Default)]
pub struct Layout {
    /// Items follow one another in a row, and not in a column.
    across: bool,
    /// As many columns of the terminal as are taken; none: one item in a row.
    width: Option<usize>,
    /// What all items begin with is coloured.
    prefix: bool,
}

impl Layout {
    /// What the variables of the line editor say.
    pub fn of(settings: &Settings) -> Self {
        let width = settings.number("completion-display-width");
        Self {
            across: settings.is_on("print-completions-horizontally"),
            width: width.and_then(|width| usize::try_from(width).ok()),
            prefix: settings.is_on("colored-completion-prefix"),
        }
    }
}

impl Menu {
    /// A menu of items for the text from a place of the line on; nothing is selected.
    pub fn new(
        (start, typed): (usize, String),
        items: Vec<Item>,
        expected: Text,
        layout: Layout,
    ) -> Self {
        Self {
            start,
            items,
            current: None,
            typed,
            comes_back: false,
            expected,
            size: (1, 1),
            page: 1,
            layout,
        }
    }

    /// What keys know of it.
    pub fn opened(&self) -> Opened {
        let item = self.current.and_then(|at| self.items.get(at));
        if item.is_some_and(Item::wants_blank) {
            Opened::Taking
        } else {
            Opened::Showing
        }
    }

    /// Takes a step; what is in the line then.
    pub fn step(&mut self, step: Step) -> String {
        let count = self.items.len().max(1);
        let (rows, columns) = (self.size.0 as isize, self.size.1 as isize);
        let next =
            match (step, self.current) {
                (Step::Cancel, _) => {
                    self.current = None;
                    return self.typed.clone();
                }
                (Step::By(by), _) if self.comes_back => {
                    let place = self.current.map_or(0, |current| current + 1) as isize;
                    let place = (place + by).rem_euclid(count as isize + 1) as usize;
                    let Some(next) = place.checked_sub(1) else {
                        self.current = None;
                        return self.typed.clone();
                    };
                    next
                }
                (Step::By(by) | Step::Row(by) | Step::Column(by) | Step::Page(by), None) => {
                    if by > 0 { 0 } else { count - 1 }
                }
                (Step::Row(by), Some(current)) if self.layout.across => {
                    self.moved(current, by * columns)
                }
                (Step::Column(by), Some(current)) if !self.layout.across => {
                    self.moved(current, by * rows)
                }
                (Step::By(by) | Step::Row(by) | Step::Column(by), Some(current)) => {
                    (current as isize + by).rem_euclid(count as isize) as usize
                }
                (Step::Page(by), Some(current)) => self.page_on(current, by),
            };
        self.current = Some(next);
        self.items
            .get(next)
            .map_or_else(|| self.typed.clone(), Item::inserted)
    }

    /// The item so many further; the same one if there is none.
    fn moved(&self, current: usize, by: isize) -> usize {
        let next = current.checked_add_signed(by);
        next.filter(|&next| next < self.items.len())
            .unwrap_or(current)
    }

    /// The item a page further, or the first or last one of the column.
    fn page_on(&self, current: usize, pages: isize) -> usize {
        let (rows, columns) = self.size;
        // How far it is from one item of a column to the next, and where the column begins and ends.
        let (by, first, last) = if self.layout.across {
            let column = current % columns;
            let below = (self.items.len() - 1).saturating_sub(column) / columns;
            (columns, column, column + below * columns)
        } else {
            let top = current - current % rows;
            (1, top, (top + rows).min(self.items.len()) - 1)
        };
        let to = current as isize + pages * (self.page * by) as isize;
        to.clamp(first as isize, last as isize) as usize
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
        let (width, columns) = if described {
            (self.widest().min(columns_wide / 2), 1)
        } else {
            self.columns(columns_wide, limit)
        };
        let rows = self.items.len().div_ceil(columns);
        self.size = (rows.max(1), columns);
        let first = self.first_row(limit);
        let shown = rows.min(limit);
        self.page = shown;
        let alike = self.alike(colours);
        let mut out = Drawn::default();
        for row in first..(first + shown).min(rows) {
            out.plain("\n");
            for column in 0..columns {
                let index = if self.layout.across {
                    row * columns + column
                } else {
                    column * rows + row
                };
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
                let alike = alike.as_ref().filter(|_| self.current != Some(index));
                show(
                    &mut out,
                    item,
                    (width, style, alike),
                    described.then_some(description),
                );
            }
        }
        if shown < rows {
            let more = rows - shown;
            let told = clipped(&format!("... {more} more rows"), columns_wide);
            out.styled(&format!("\n{told}"), "\x1b[90m");
        }
        (out.raw, out.coloured)
    }

    /// How wide the items are without their descriptions, and how many of them stand in a row.
    fn columns(&self, columns_wide: usize, limit: usize) -> (usize, usize) {
        let widest = self.widest();
        let third = columns_wide / 3;
        let long = self.widths().filter(|&width| width > third).count();
        // A few long names among many must not cost all the others their places.
        let cut = self.items.len() > limit && long <= self.items.len() / 10;
        let width = if cut { widest.min(third) } else { widest };
        let wide = columns_wide.min(self.layout.width.unwrap_or(usize::MAX)) + 2;
        let columns = (wide / (width + 2)).max(1);
        let room = ((columns_wide + 2) / columns).saturating_sub(2);
        (widest.min(room), columns)
    }

    /// How wide the widest item is.
    fn widest(&self) -> usize {
        self.widths().max().unwrap_or(0)
    }

    /// How wide the items are.
    fn widths(&self) -> impl Iterator<Item = usize> {
        // Out of many, only those that are shown are looked at: which ones are directories.
        let few = self.items.len() <= 100;
        let width = move |item: &Item| {
            if few {
                item.label().width()
            } else {
                item.shown.width() + usize::from(matches!(item.ending, Ending::Path(_)))
            }
        };
        self.items.iter().take(2000).map(width)
    }

    /// The first row to be shown, so that the current one is among them.
    fn first_row(&self, limit: usize) -> usize {
        let (rows, columns) = self.size;
        let row = |current| {
            if self.layout.across {
                current / columns
            } else {
                current % rows
            }
        };
        (self.current.map_or(0, row) + 1).saturating_sub(limit)
    }

    /// What all items have in common at their beginning, in bytes, and the style that it is shown in: that of sockets,
    /// as readline has it.
    fn alike(&self, colours: &str) -> Option<(usize, String)> {
        let (first, others) = self.items.split_first().filter(|_| self.layout.prefix)?;
        let same = |item: &Item| {
            let both = first.shown.char_indices().zip(item.shown.chars());
            let end = both.take_while(|((_, a), b)| a == b).last();
            end.map_or(0, |((at, letter), _)| at + letter.len_utf8())
        };
        let length = others.iter().map(same).min()?;
        let entries = colours.split(':').filter_map(|entry| entry.split_once('='));
        let mut known = entries
            .filter(|(kind, _)| *kind == "so")
            .map(|(_, style)| style);
        let style = known.next_back().filter(|style| {
            style
                .bytes()
                .all(|byte| byte == b';' || byte.is_ascii_digit())
        });
        Some((length, format!("\x1b[{}m", style.unwrap_or("01;35"))))
    }
}
