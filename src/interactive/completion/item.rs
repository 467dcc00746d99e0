//! A candidate: how it is shown, and what of it is put into the line.

use super::marks;
use super::marks::Marks;
use crate::sys::fd;

/// What a candidate is, as far as what follows it is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// A blank.
    Blank,
    /// A slash, if it is a directory; else a blank.
    Path(Marks),
    /// Nothing.
    Open,
}

/// A candidate.
#[derive(Debug, Clone)]
pub struct Item {
    /// What is shown.
    pub shown: String,
    /// What it is, in a few words.
    pub description: String,
    /// What takes the place of the word, quoted.
    pub text: String,
    /// What follows it.
    pub ending: Ending,
    /// For a path: the path, to find out whether it is a directory.
    pub path: Vec<u8>,
    /// The quote that is to be closed behind it.
    pub close: Option<char>,
}

impl Item {
    /// A candidate that is a word of its own.
    pub(super) fn word(text: &str, description: &str) -> Self {
        Self {
            shown: text.to_owned(),
            description: description.to_owned(),
            text: text.to_owned(),
            ending: Ending::Blank,
            path: Vec::new(),
            close: None,
        }
    }

    /// It is a part of a word that goes on behind it; that much of its text is in the line already.
    pub(super) fn goes_on(&mut self, there: &str) {
        if let Some(rest) = self.text.strip_prefix(there) {
            self.text = rest.to_owned();
        }
        self.close = None;
        if !self.is_directory() {
            self.ending = Ending::Open;
        }
    }

    fn is_directory(&self) -> bool {
        matches!(self.ending, Ending::Path(_)) && fd::is_directory(&self.path)
    }

    /// The slash behind it, if it gets one.
    fn slash(&self) -> &'static str {
        match self.ending {
            Ending::Path(marks) if marks.slash(&self.path) => "/",
            _ => "",
        }
    }

    /// What is shown of it in a list: a directory tells that it is one.
    pub fn label(&self) -> String {
        let mark = match self.ending {
            Ending::Path(marks) if marks.kinds => marks::kind(&self.path),
            _ => self.slash(),
        };
        [&*self.shown, mark].concat()
    }

    /// How it is shown in a list, if files are shown in colours.
    pub fn colour(&self, colours: &str) -> Option<String> {
        match self.ending {
            Ending::Path(marks) if marks.colours => marks::colour(&self.path, colours),
            _ => None,
        }
    }

    /// What is put into the line while other candidates may take its place.
    pub fn inserted(&self) -> String {
        if self.is_directory() {
            return [&*self.text, self.slash()].concat();
        }
        match self.close {
            Some(close) => format!("{}{close}", self.text),
            None => self.text.clone(),
        }
    }

    /// What is put into the line for good; `next` stands behind it.
    pub fn finished(&self, next: Option<char>) -> String {
        let mut text = self.inserted();
        if next.is_some() && next == self.close && text.ends_with(next.as_slice()) {
            // The quote is there.
            text.pop();
        } else if self.wants_blank() && matches!(next, None | Some('\n')) {
            text.push(' ');
        }
        text
    }

    /// Whether a blank belongs behind it.
    pub fn wants_blank(&self) -> bool {
        match self.ending {
            Ending::Blank => true,
            Ending::Path(_) => !self.is_directory(),
            Ending::Open => false,
        }
    }
}
