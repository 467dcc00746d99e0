//! Words that stand for others as they are typed.

use crate::env::session;

/// An abbreviation whose text a function writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Called {
    /// The function.
    pub function: String,
    /// The word.
    pub word: String,
    /// What in its output the cursor takes the place of.
    pub mark: Option<String>,
    /// The line is entered then.
    pub entered: bool,
}

/// What a word stands for.
#[derive(Debug, Clone)]
pub struct Abbreviation {
    /// The text in its place.
    pub text: String,
    /// It need not be the name of a command.
    pub anywhere: bool,
    /// Where in the text the cursor goes, if not behind it.
    pub cursor: Option<usize>,
    /// The text is the name of a function that writes it.
    pub function: bool,
    /// What the cursor takes the place of in what the function writes.
    pub mark: Option<String>,
    /// What words match that stand for it.
    pub pattern: Option<Vec<u8>>,
    /// It stands only among the arguments of these commands.
    pub commands: Vec<String>,
}

impl Abbreviation {
    /// As the shell has it.
    pub fn new(of: &session::Abbreviation) -> Self {
        let mut text = String::from_utf8_lossy(&of.text).into_owned();
        let mark = of.cursor.as_deref().map(String::from_utf8_lossy);
        let place = mark.as_deref().and_then(|mark| text.find(mark));
        if let (Some(at), Some(mark)) = (place, mark) {
            text.replace_range(at..at + mark.len(), "");
        }
        Self {
            text,
            anywhere: of.anywhere,
            cursor: place,
            function: of.function,
            mark: of
                .cursor
                .as_deref()
                .map(|mark| String::from_utf8_lossy(mark).into_owned()),
            pattern: of.pattern.clone(),
            commands: of
                .commands
                .iter()
                .map(|name| String::from_utf8_lossy(name).into_owned())
                .collect(),
        }
    }
}
