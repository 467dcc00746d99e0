//! `set -o vi`: the modes of vi over a line (POSIX `sh`, "vi-mode Command Line Editing"), and what
//! people know from vim beside them: text objects, `%`, `.` for whole changes.
//!
//! Law of the room: a state and a text; keys change them, and the answer says what else is to be done.
//! Nothing here knows of a terminal.

mod command;
pub mod motion;
mod registers;

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

    /// A key of a pattern that is being typed behind `/` or `?`.
    fn searching(&mut self, text: &mut Text, key: char) -> Option<Reply> {
        let (back, before) = self.search.take()?;
        match key {
            '\r' | '\n' => {
                let typed = text.line.get(1..).unwrap_or_default().to_owned();
                *text = before;
                let pattern = if typed.is_empty() {
                    self.last_search
                        .as_ref()
                        .map_or(typed, |(last, _)| last.clone())
                } else {
                    typed
                };
                self.last_search = Some((pattern.clone(), back));
                Some(Reply::Search { pattern, back })
            }
            ESCAPE => {
                *text = before;
                Some(Reply::Done)
            }
            BACKSPACE if text.line.len() <= 1 => {
                *text = before;
                Some(Reply::Done)
            }
            BACKSPACE => {
                text.line.pop();
                text.pos = text.line.len();
                self.search = Some((back, before));
                Some(Reply::Done)
            }
            key if key.is_control() => {
                *text = before;
                Some(Reply::Other)
            }
            key => {
                text.line.push(key);
                text.pos = text.line.len();
                self.search = Some((back, before));
                Some(Reply::Done)
            }
        }
    }

    /// Whether a pattern is being typed.
    pub fn is_searching(&self) -> bool {
        self.search.is_some()
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Types keys into a line, with the cursor at its last character; what the line is then.
    fn typed(line: &str, keys: &str) -> Text {
        let mut text = Text::ended(line.to_owned());
        let mut vi = Vi::default();
        vi.begin(&text);
        vi.key(&mut text, ESCAPE);
        for key in keys.chars() {
            if vi.key(&mut text, key) == Reply::Other && vi.mode == Mode::Insert {
                insert(&mut text, key);
            }
        }
        text
    }

    #[test]
    fn keys() {
        for (line, keys, expected, pos) in [
            ("echo one two", "bdw", "echo one ", 8),
            ("echo one two", "0dw", "one two", 0),
            ("echo one two", "bcwXX", "echo one XX", 11),
            ("echo one two", "dd", "", 0),
            ("echo one two", "0wD", "echo ", 4),
            ("echo one two", "0wCXX", "echo XX", 7),
            ("echo one two", "SXX", "XX", 2),
            ("echo one two", "03x", "o one two", 0),
            ("echo one two", "rX", "echo one twX", 11),
            ("echo one two", "bRXY\x1b", "echo one XYo", 10),
            ("echo one two", "0~~", "ECho one two", 2),
            ("echo one two", "0aX\x1b", "eXcho one two", 1),
            ("echo", "aXY\x1b3.", "echoXYXYXYXY", 11),
            ("echo", "0iXY\x1b2.", "XXYXYYecho", 4),
            ("echo one two", "IX", "Xecho one two", 1),
            ("echo one two", "0$x", "echo one tw", 10),
            ("echo one two", "0fo;x", "echo ne two", 5),
            ("echo one two", "0ttx", "echo onetwo", 8),
            ("echo one two", "6|x", "echo ne two", 5),
            ("echo (one) two", "0f(%x", "echo (one two", 9),
            ("echo (one) two", "0f(d%", "echo  two", 5),
            ("echo one two", "bdiw", "echo one ", 8),
            ("echo one two", "0wdaw", "echo two", 5),
            ("echo one two", "bciwXX\x1b", "echo one XX", 10),
            ("echo \"one two\" x", "Fwdi\"", "echo \"\" x", 6),
            ("echo (one two) x", "Fwci(ZZ\x1b", "echo (ZZ) x", 7),
            ("echo 'one two' x", "Fwda'", "echo  x", 5),
            ("echo one two", "0yw$p", "echo one twoecho ", 16),
            ("echo ab", "hxp", "echo ba", 6),
            ("echo one two", "bdwu", "echo one two", 9),
            ("echo one two", "xxuu", "echo one two", 11),
            ("echo one two", "xxU", "echo one two", 0),
            ("echo one two", "0x..", "o one two", 0),
            ("echo a b c", "0wcwXX\x1bw.", "echo XX XX c", 9),
            ("one two three four", "02dw", "three four", 0),
            ("one two three four", "0d2w", "three four", 0),
            ("echo one two", "yb0P", "twecho one two", 1),
            ("echo one two", "ma0d`a", "o", 0),
            ("echo one two", "0wmax0`aix", "echo xne two", 6),
            ("echo one two", "db", "echo one o", 9),
            ("echo one two", "0wYP", "echo one twoone two", 11),
            ("a b c d e", "0dw2.", "d e", 0),
            ("echo foo-bar.baz", "bdw", "echo foo-bar.", 12),
            ("ab", "xxxi", "", 0),
            ("echo abc", "0w9rX", "echo XXX", 7),
            ("echo abc def", "0wd|", "abc def", 0),
        ] {
            assert_eq!(
                typed(line, keys),
                Text::new(expected, pos),
                "{line} {keys:?}"
            );
        }
    }
}
