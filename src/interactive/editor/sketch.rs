//! A drawing of the line editor, taken apart into characters in their places.

use super::escape::{Place, cut, is_style, moved, placed};
use unicode_width::UnicodeWidthChar;

/// How far the stops of a tab are from each other.
const TAB: usize = 8;

/// A character, and which of the styles that are known it is drawn in.
pub type Drawn = (char, usize);

/// A prompt and a line.
#[derive(Debug)]
pub struct Drawing {
    /// From the first one down.
    pub rows: Vec<Vec<Drawn>>,
    /// Where the cursor is put.
    pub cursor: Place,
    /// What cannot be seen of it.
    pub hidden: String,
    /// The terminal has broken rows at the margin: where its cursor was then is left to it.
    pub broken: bool,
    /// Each character is sure to stand for itself.
    pub certain: bool,
}

/// Every style that has occurred, as the sequences that switch it on. The first one is none.
#[derive(Debug)]
pub struct Styles(Vec<String>);

impl Default for Styles {
    fn default() -> Self {
        Self(vec![String::new()])
    }
}

impl Styles {
    /// What switches a style on.
    pub fn get(&self, style: usize) -> &str {
        self.0.get(style).map_or("", String::as_str)
    }

    /// What a style becomes by a sequence.
    fn with(&mut self, style: usize, sequence: &str) -> usize {
        let parameters = &sequence[2..sequence.len() - 1];
        let text = match parameters {
            "" | "0" => return 0,
            _ if parameters.starts_with("0;") => sequence.to_owned(),
            _ => [self.get(style), sequence].concat(),
        };
        self.0
            .iter()
            .position(|known| *known == text)
            .unwrap_or_else(|| {
                self.0.push(text);
                self.0.len() - 1
            })
    }
}

impl Drawing {
    /// The characters of a drawing on a screen so wide, and its text but for how the cursor is put into its place.
    /// `None` if there is more in it than characters in styles and sequences that cannot be seen.
    pub fn take_apart<'a>(
        text: &'a str,
        wide: usize,
        styles: &mut Styles,
    ) -> Option<(&'a str, Self)> {
        let (body, (up, column)) = placed(text)?;
        let mut drawing = Self {
            rows: vec![Vec::new()],
            cursor: (0, column),
            hidden: String::new(),
            broken: false,
            certain: true,
        };
        let (mut style, mut end) = (0, 0);
        let mut rest = body;
        while let Some(character) = rest.chars().next() {
            let (token, after) = cut(rest, character)?;
            rest = after;
            match character {
                '\x1b' if is_style(token) => style = styles.with(style, token),
                '\x1b' => drawing.hidden.push_str(token),
                '\n' => {
                    drawing.rows.push(Vec::new());
                    end = 0;
                }
                _ => {
                    drawing.certain &= character == '\t' || width(character).is_some();
                    let width = match character {
                        '\t' => TAB - end % TAB,
                        _ => character.width()?,
                    };
                    if end + width > wide {
                        drawing.rows.push(Vec::new());
                        end = 0;
                    }
                    end += width;
                    drawing.broken |= end >= wide;
                    let row = drawing.rows.last_mut()?;
                    match character {
                        '\t' => row.extend(std::iter::repeat_n((' ', style), width)),
                        _ => row.push((character, style)),
                    }
                }
            }
        }
        drawing.cursor.0 = (drawing.rows.len() - 1).checked_sub(up)?;
        (style == 0).then_some((body, drawing))
    }

    /// The rows from one on that a screen so high has room for.
    pub fn part(&self, top: usize, high: usize) -> Self {
        Self {
            rows: self.rows.iter().skip(top).take(high).cloned().collect(),
            cursor: (self.cursor.0.saturating_sub(top), self.cursor.1),
            hidden: self.hidden.clone(),
            ..*self
        }
    }

    /// Whether the cursor is behind its last character.
    pub fn is_at_end(&self) -> bool {
        let end = self.rows.last().map_or(0, |row| columns(row));
        self.cursor == (self.rows.len() - 1, end)
    }

    /// Whether the last row is there because the one before it is full.
    pub fn fills_last_row(&self, wide: usize) -> bool {
        matches!(&*self.rows, [.., full, last] if last.is_empty() && columns(full) == wide)
    }

    /// Whether the rows that the terminal has broken at the margin are those of another drawing, up to the character
    /// there: behind that one terminals differ.
    pub fn is_broken_like(&self, other: &Self, wide: usize) -> bool {
        let at_margin = |row: &Vec<Drawn>| (columns(row) >= wide).then(|| row.last().copied());
        let both = self.rows.iter().zip(&other.rows);
        self.broken == other.broken
            && self.rows.len() == other.rows.len()
            && both
                .into_iter()
                .all(|(row, as_before)| at_margin(row) == at_margin(as_before))
    }

    /// Whether it is another drawing with more behind it, in rows that the terminal breaks, and the cursor is at the end
    /// of both.
    pub fn runs_on_behind(&self, other: &Self, wide: usize) -> bool {
        let Some((last, above)) = other.rows.split_last() else {
            return false;
        };
        let Some((rest, runs_on)) = self.rows.split_at_checked(above.len()) else {
            return false;
        };
        let full = runs_on.iter().rev().skip(1);
        rest == above
            && runs_on.first().is_some_and(|row| row.starts_with(last))
            && full.into_iter().all(|row| columns(row) == wide)
            && self.is_at_end()
            && other.is_at_end()
    }

    /// Whether two drawings differ in nothing but where their rows end.
    pub fn is_same_text(&self, other: &Self) -> bool {
        let place = |drawing: &Self| {
            let above: usize = drawing
                .rows
                .iter()
                .take(drawing.cursor.0)
                .map(Vec::len)
                .sum();
            above + drawing.cursor.1
        };
        self.rows.concat() == other.rows.concat() && place(self) == place(other)
    }

    /// What becomes of it by a text that clears nothing; `None` if that is not known.
    pub fn followed_by(mut self, text: &str, width_of_screen: usize) -> Option<Self> {
        if let Some(place) = moved(self.cursor, text) {
            self.cursor = place;
            return Some(self);
        }
        let at_end = self.is_at_end();
        let row = self.rows.last_mut().filter(|_| at_end)?;
        for character in text.chars() {
            self.cursor.1 += width(character)?;
            row.push((character, 0));
        }
        (self.cursor.1 < width_of_screen).then_some(self)
    }
}

/// A text that is drawn from a column on, with a blank in the last column of each row that has no room left for a wide
/// character: some terminals would draw half of it there. `None` if it is not certain where the rows end.
pub fn padded(text: &str, from: usize, wide: usize) -> Option<String> {
    let mut out = String::with_capacity(text.len() + 1);
    let mut column = from;
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let (token, after) = cut(rest, character)?;
        rest = after;
        if character == '\n' {
            column = 0;
        } else if character != '\x1b' {
            let width = width(character)?;
            if column + width > wide {
                out.extend(std::iter::repeat_n(' ', wide.saturating_sub(column)));
                column = 0;
            }
            column += width;
        }
        out.push_str(token);
    }
    Some(out)
}

/// How many columns a character takes; `None` if it is none that is sure to stand for itself in every terminal:
/// it may be drawn together with those beside it.
pub fn width(character: char) -> Option<usize> {
    let alone = match character {
        '\0'..'\u{590}'
        | '\u{1e00}'..='\u{1fff}'
        | '\u{2010}'..='\u{2027}'
        | '\u{2030}'..='\u{d7a3}'
        | '\u{e000}'..='\u{faff}'
        | '\u{ff00}'..='\u{ffef}'
        | '\u{20000}'..='\u{2fffd}' => true,
        '\u{1f300}'..='\u{1faff}' => !('\u{1f3fb}'..='\u{1f3ff}').contains(&character),
        _ => false,
    };
    character.width().filter(|&width| alone && width > 0)
}

/// How many columns characters take.
pub fn columns(row: &[Drawn]) -> usize {
    row.iter()
        .filter_map(|&(character, _)| character.width())
        .sum()
}

#[cfg(test)]
mod tests {
    use super::padded;

    #[test]
    fn a_wide_character_is_never_cut() {
        for (text, from, padded_text) in [
            ("ab日本", 2, Some("ab日 本")),
            ("ab日本", 1, Some("ab日本")),
            ("\x1b[32mabc\x1b[0m日x", 3, Some("\x1b[32mabc\x1b[0m 日x")),
            ("abcd\nabcdef日", 0, Some("abcd\nabcdef 日")),
            ("e\u{301}日", 0, None),
        ] {
            assert_eq!(padded(text, from, 7).as_deref(), padded_text, "{text:?}");
        }
    }
}
