//! The history (XCU `fc`): the commands that were entered, and the file they are kept in.
//!
//! The file mostly grows while shells run: each command is appended, under a lock and with one write,
//! before it is executed, so that neither a killed shell nor two of them at once lose a line. A record
//! is a line `#TIME COUNT DIRECTORY` and then COUNT lines of text. Lines without such a head are
//! commands of one line each; a bare `#TIME`, as bash writes it, belongs to the lines up to the next.

mod file;
mod record;
mod rewrite;
mod shared;
#[cfg(test)]
mod tests;

pub use file::Form;
use std::cell::RefCell;
use std::collections::{HashSet, VecDeque};
use std::ops::Range;
use std::path::PathBuf;
use std::rc::Rc;
use std::time::{SystemTime, UNIX_EPOCH};

/// How many commands are kept when HISTSIZE does not say.
pub const DEFAULT_SIZE: usize = 10_000;

/// A command that was entered.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its text; several lines, if it was entered so.
    pub text: Rc<[u8]>,
    /// When, in seconds of the epoch; 0 if that is not known.
    pub time: u64,
    /// The working directory it was entered in; empty if that is not known.
    pub directory: Rc<[u8]>,
    /// It was entered in this session, and has not been appended to a file of the user's choice yet.
    pub is_new: bool,
    /// It was entered in this session.
    pub is_here: bool,
}

/// The history of a session.
#[derive(Debug)]
pub struct History {
    entries: VecDeque<Entry>,
    /// The number of the first entry.
    first: usize,
    /// How many are kept.
    size: usize,
    file: Option<PathBuf>,
    /// What was chosen as the file, be it one or not.
    chosen: Option<PathBuf>,
    /// What a reference to the history replaced last (`:s`), and by what.
    pub substituted: RefCell<Option<(String, String)>>,
    /// What a reference to the history looked for last (`!?text?`), and the word that it was in.
    pub sought: RefCell<(String, String)>,
    /// What begins a reference to the history, and what begins a line that replaces a text in the last command.
    pub marks: [char; 2],
    /// How far the file has been read.
    offset: u64,
    /// Where it ended when a record of this session had been written, and a line with it.
    ended: u64,
    /// Where behind that it holds what this session has written: that is not read.
    own: Vec<Range<u64>>,
    /// Changes with every change of the entries.
    pub generation: u64,
}

impl Default for History {
    fn default() -> Self {
        Self {
            entries: VecDeque::new(),
            first: 1,
            size: DEFAULT_SIZE,
            file: None,
            chosen: None,
            substituted: RefCell::default(),
            sought: RefCell::default(),
            marks: ['!', '^'],
            offset: 0,
            ended: 0,
            own: Vec::new(),
            generation: 0,
        }
    }
}

impl History {
    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The number of the oldest entry.
    pub fn first_number(&self) -> usize {
        self.first
    }

    /// The number that the next command will get.
    pub fn next_number(&self) -> usize {
        self.first + self.entries.len()
    }

    /// The entry with this number.
    pub fn get(&self, number: usize) -> Option<&Entry> {
        self.entries.get(number.checked_sub(self.first)?)
    }

    /// The entry at this place, the oldest at 0.
    pub fn at(&self, index: usize) -> Option<&Entry> {
        self.entries.get(index)
    }

    /// The entries, the newest first.
    pub fn newest_first(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().rev()
    }

    /// Sets how many entries are kept.
    pub fn resize(&mut self, size: usize) {
        self.size = size;
        self.cut();
    }

    fn cut(&mut self) {
        while self.entries.len() > self.size {
            self.entries.pop_front();
            self.first += 1;
            self.generation += 1;
        }
    }

    /// Adds a command in memory only.
    pub fn push(&mut self, text: &[u8], directory: &[u8]) {
        self.entries.push_back(Entry {
            text: text.into(),
            time: now(),
            directory: directory.into(),
            is_new: true,
            is_here: true,
        });
        self.generation += 1;
        self.cut();
    }

    /// Takes an entry out.
    pub fn remove(&mut self, number: usize) -> bool {
        let index = number.checked_sub(self.first);
        let removed = index.and_then(|index| self.entries.remove(index));
        self.generation += 1;
        removed.is_some()
    }

    /// Forgets all commands with this text.
    pub fn erase(&mut self, text: &[u8]) {
        let count = self.entries.len();
        self.entries.retain(|entry| *entry.text != *text);
        if self.entries.len() < count {
            self.generation += 1;
        }
    }

    /// Forgets all but the newest of the commands with the same text.
    pub fn erase_repeated(&mut self) {
        let mut seen = HashSet::new();
        let mut kept: VecDeque<Entry> = VecDeque::new();
        for entry in std::mem::take(&mut self.entries).into_iter().rev() {
            if seen.insert(entry.text.clone()) {
                kept.push_front(entry);
            }
        }
        self.entries = kept;
        self.generation += 1;
    }

    /// Puts another text in place of the newest entry.
    pub fn replace_newest(&mut self, text: &[u8]) {
        if let Some(entry) = self.entries.back_mut() {
            entry.text = text.into();
            self.generation += 1;
        }
    }

    /// Forgets everything, in memory.
    pub fn clear(&mut self) {
        self.first = 1;
        self.entries.clear();
        self.generation += 1;
    }
}

fn now() -> u64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |elapsed| elapsed.as_secs())
}
