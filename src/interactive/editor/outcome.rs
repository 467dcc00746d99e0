//! How reading a line ended.

use super::Called;
use super::completing::Completing;

/// How reading a line ended.
#[derive(Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A line, without its newline.
    Line(String),
    /// ^C
    Interrupted,
    /// A signal came in; the line is kept for the next time.
    Signal,
    /// The shell is to do something to the line.
    Wanted(Wanted),
    /// Bytes that are no characters: the line is dropped.
    Garbage,
    /// ^D
    End,
    /// The terminal is gone.
    Lost,
    /// The editor cannot go on.
    Failed(String),
}

impl Outcome {
    /// With its texts made into others.
    pub(super) fn map(self, change: fn(String) -> String) -> Self {
        match self {
            Self::Line(line) => Self::Line(change(line)),
            Self::Wanted(wanted) => Self::Wanted(wanted.map(change)),
            other => other,
        }
    }
}

/// A line: what is before the cursor, and what is behind it.
pub type Cut = (String, String);

/// A line with the cursor at a place.
pub fn cut(line: &str, place: usize) -> Cut {
    let (left, right) = line.split_at_checked(place).unwrap_or((line, ""));
    (left.to_owned(), right.to_owned())
}

/// The place behind so many characters of a text.
pub fn behind(characters: usize, text: &str) -> usize {
    let mut places = text.char_indices().map(|(place, _)| place);
    places.nth(characters).unwrap_or(text.len())
}

/// What a key has asked for that only the shell can do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// The user wants to edit this in an editor of their own.
    Edit(String),
    /// This, or the command of a number, and to execute what it has become.
    EditAndRun(String, Option<usize>),
    /// A command of the shell is to work on the line.
    Run(Vec<u8>, Cut),
    /// The shell is to expand the line.
    Expand(String),
    /// The files of key bindings are to be read again.
    ReadBindings(Cut),
    /// It is to be edited together with the lines before it.
    Reopen(Cut),
    /// The history is searched, also for what other sessions have entered in the meantime.
    Search(Cut),
    /// The user's own functions are to complete it.
    Complete(Cut, Completing),
    /// A function is to say what the word before the cursor stands for.
    Abbreviate(Called, Cut),
}

impl Wanted {
    fn map(self, change: fn(String) -> String) -> Self {
        let both = |(left, right): Cut| (change(left), change(right));
        match self {
            Self::Edit(line) => Self::Edit(change(line)),
            Self::EditAndRun(line, number) => Self::EditAndRun(change(line), number),
            Self::Run(command, line) => Self::Run(command, both(line)),
            Self::Expand(line) => Self::Expand(change(line)),
            Self::ReadBindings(line) => Self::ReadBindings(both(line)),
            Self::Reopen(line) => Self::Reopen(both(line)),
            Self::Search(line) => Self::Search(both(line)),
            Self::Complete(line, completing) => Self::Complete(both(line), completing),
            Self::Abbreviate(called, line) => Self::Abbreviate(called, both(line)),
        }
    }
}
