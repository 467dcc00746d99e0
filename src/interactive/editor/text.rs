//! A line, and the place of the cursor in it.

use rustyline::EventContext;

/// A line and the place in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    /// The line.
    pub line: String,
    /// The place of the cursor.
    pub pos: usize,
}

impl Text {
    /// A line with the cursor at a place.
    pub fn new(line: impl Into<String>, pos: usize) -> Self {
        Self {
            line: line.into(),
            pos,
        }
    }

    /// The line at a key.
    pub fn at(context: &EventContext<'_>) -> Self {
        Self::new(context.line(), context.pos())
    }

    /// A line with the cursor behind it.
    pub fn ended(line: String) -> Self {
        let pos = line.len();
        Self { line, pos }
    }

    /// Whether it is this line, with the cursor at this place.
    pub fn is(&self, line: &str, pos: usize) -> bool {
        self.pos == pos && self.line == line
    }

    /// A line with what is between two places replaced, and the cursor behind that.
    pub fn replaced(line: &str, end: usize, start: usize, text: &str) -> Self {
        let before = line.get(..start).unwrap_or_default();
        let after = line.get(end..).unwrap_or_default();
        Self::new([before, text, after].concat(), start + text.len())
    }

    /// What comes before the cursor, and the rest.
    pub fn halves(&self) -> (&str, &str) {
        self.line
            .split_at_checked(self.pos)
            .unwrap_or((&self.line, ""))
    }
}
