//! `set -o vi`: the modes of vi over a line (POSIX `sh`, "vi-mode Command Line Editing"), and what
//! people know from vim beside them: text objects, `%`, `.` for whole changes.
//!
//! Law of the room: a state and a text; keys change them, and the answer says what else is to be done.
//! Nothing here knows of a terminal.

mod change;
mod command;
pub mod motion;
mod operator;
mod registers;
mod search;
#[cfg(test)]
mod tests;

use super::text::Text;
use registers::Registers;
use std::collections::BTreeMap;

/// How keys are understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// Text is put in.
    #[default]
    Insert,
    /// Text takes the place of text.
    Replace,
    /// Keys are commands.
    Command,
}

/// What a key asks for beside a change of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// Nothing.
    Done,
    /// The line is entered.
    Accept,
    /// The line, or the command of this number, is edited elsewhere and then executed.
    Editor(Option<usize>),
    /// What the alias `_` with this letter stands for is typed.
    Alias(char),
    /// So many commands back (or on) in the history.
    Walk(isize),
    /// The command of this number, or the oldest.
    Fetch(Option<usize>),
    /// The newest command before this one (or the oldest after it) with this text in it.
    Search { pattern: String, back: bool },
    /// The n-th word of the command before, or its last.
    Argument(Option<usize>),
    /// The word is completed: `\`.
    Complete,
    /// The possible completions are shown: `=`.
    List,
    /// The tilde of the word is put in full: `&`.
    Untilde,
    /// All of them are put in: `*`.
    InsertAll,
    /// The key is not one of vi's.
    Other,
}

/// A command that waits for its next key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pending {
    /// `f F t T`
    Find(char),
    /// `r`
    Replace,
    /// `i` or `a` behind an operator.
    Object(bool),
    /// `g`
    Prefix,
    /// `"`
    Register,
    /// `@`
    Alias,
    /// `m`
    Mark,
    /// `` ` ``
    Marked,
}

/// The state between keys.
#[derive(Debug, Default)]
pub struct Vi {
    /// The mode.
    pub mode: Mode,
    count: Option<usize>,
    operator: Option<(char, Option<usize>)>,
    pending: Option<Pending>,
    found: Option<(char, char)>,
    registers: Registers,
    marks: BTreeMap<char, usize>,
    undo: Vec<Text>,
    original: Text,
    /// The first text has been put in.
    entered: bool,
    /// The keys of the change that is being made, and of the last one.
    recording: Option<Vec<char>>,
    last_change: Vec<char>,
    replaying: bool,
    /// The pattern that is being typed, which way it goes, and the text before.
    search: Option<(bool, Text)>,
    last_search: Option<(String, bool)>,
    /// What replace mode has overwritten.
    overwritten: Vec<Option<char>>,
}

/// The key that ends a mode.
pub const ESCAPE: char = '\x1b';
const BACKSPACE: char = '\x7f';

impl Vi {
    /// The state for a command on a line that is edited otherwise.
    pub fn on(text: &Text) -> Self {
        let mut vi = Self::default();
        vi.begin(text);
        vi
    }

    /// The count of the next command.
    pub fn set_count(&mut self, count: usize) {
        self.count = Some(count);
    }

    /// Keeps a text that has been killed otherwise.
    pub fn keep(&mut self, text: &str) {
        if !text.is_empty() {
            self.registers.keep(text.to_owned());
        }
    }

    /// The text that has been kept last.
    pub fn kept(&self) -> &str {
        &self.registers.latest
    }

    /// Before a new line.
    pub fn begin(&mut self, text: &Text) {
        *self = Self {
            registers: std::mem::take(&mut self.registers),
            found: self.found,
            last_change: std::mem::take(&mut self.last_change),
            last_search: self.last_search.take(),
            original: text.clone(),
            ..Self::default()
        };
        self.undo.push(text.clone());
    }

    /// The mode as the shape of the cursor says it: it replaces, too, what is under it once `r` has been typed.
    pub fn shown_mode(&self) -> Mode {
        match self.pending {
            Some(Pending::Replace) => Mode::Replace,
            _ => self.mode,
        }
    }

    /// A key in whatever mode. In insert mode, characters and deletions are done by who asks: they are
    /// only noted here, and the answer is [`Reply::Other`].
    pub fn key(&mut self, text: &mut Text, key: char) -> Reply {
        if let Some(reply) = self.searching(text, key) {
            return reply;
        }
        match self.mode {
            Mode::Command => self.command_key(text, key),
            _ if key == ESCAPE => {
                self.record(key);
                self.leave_insert(text);
                Reply::Done
            }
            Mode::Insert if self.replaying => {
                insert(text, key);
                Reply::Done
            }
            Mode::Insert => {
                self.record(key);
                Reply::Other
            }
            Mode::Replace if matches!(key, '\r' | '\n') => Reply::Accept,
            Mode::Replace => {
                self.record(key);
                self.overwrite(text, key);
                Reply::Done
            }
        }
    }

    /// Whether the next key goes on with a command.
    pub fn waits(&self) -> bool {
        self.pending.is_some() || self.operator.is_some() || self.search.is_some()
    }

    /// The count that has been typed.
    pub fn take_count(&mut self) -> Option<usize> {
        self.count.take()
    }

    /// What `U` goes back to is a command of the history.
    pub fn revert_to(&mut self, line: String) {
        self.original = Text { line, pos: 0 };
    }

    fn record(&mut self, key: char) {
        if let Some(keys) = &mut self.recording
            && !self.replaying
        {
            keys.push(key);
        }
    }

    fn leave_insert(&mut self, text: &mut Text) {
        self.mode = Mode::Command;
        if text.pos > motion::line_start(&text.line, text.pos) {
            text.pos = motion::left(&text.line, text.pos);
        }
        self.changed();
        if !std::mem::replace(&mut self.entered, true) {
            self.original = text.clone();
        }
    }

    /// A change is complete.
    fn changed(&mut self) {
        if let Some(keys) = self.recording.take()
            && !self.replaying
        {
            self.last_change = keys;
        }
    }

    fn overwrite(&mut self, text: &mut Text, key: char) {
        if key == BACKSPACE {
            if let Some(old) = self.overwritten.pop() {
                let end = text.pos;
                text.pos = motion::left(&text.line, text.pos);
                let old = old.map(String::from).unwrap_or_default();
                text.line.replace_range(text.pos..end, &old);
            }
            return;
        }
        let old = text
            .line
            .get(text.pos..)
            .and_then(|rest| rest.chars().next());
        let old = old.filter(|&character| character != '\n');
        self.overwritten.push(old);
        let end = text.pos + old.map_or(0, char::len_utf8);
        text.line
            .replace_range(text.pos..end, key.encode_utf8(&mut [0; 4]));
        text.pos += key.len_utf8();
    }
}

fn insert(text: &mut Text, key: char) {
    if key == BACKSPACE {
        let end = text.pos;
        text.pos = motion::left(&text.line, text.pos);
        text.line.replace_range(text.pos..end, "");
    } else {
        text.line.insert(text.pos, key);
        text.pos += key.len_utf8();
    }
}
