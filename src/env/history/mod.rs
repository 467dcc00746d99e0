//! The history (XCU `fc`): the commands that were entered, and the file they are kept in.
//!
//! The file mostly grows while shells run: each command is appended, under a lock and with one write,
//! before it is executed, so that neither a killed shell nor two of them at once lose a line. A record
//! is a line `#TIME COUNT DIRECTORY` and then COUNT lines of text. Lines without such a head are
//! commands of one line each; a bare `#TIME`, as bash writes it, belongs to the lines up to the next.

mod file;
mod record;
mod rewrite;

pub use file::Form;
use file::is_device;
use record::{record, records};
use std::cell::RefCell;
use std::collections::{HashSet, VecDeque};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::{Path, PathBuf};
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

    /// The file.
    pub fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    /// Chooses the file and reads it; it need not be there yet. A device or a FIFO is none: there might be no
    /// end to it.
    pub fn open(&mut self, path: &Path) {
        self.choose(Some(path));
        let _ = self.read_new();
    }

    fn choose(&mut self, path: Option<&Path>) {
        self.file = path.filter(|path| !is_device(path)).map(Path::to_owned);
        self.chosen = path.map(Path::to_owned);
        self.offset = 0;
        self.ended = 0;
        self.own.clear();
    }

    /// Goes on with another file, or with none, if that is another than before: what was entered in this session is
    /// added to it. What is in it already is not this session's.
    pub fn go_on_in(&mut self, path: Option<&Path>) -> io::Result<()> {
        if self.chosen.as_deref() == path {
            return Ok(());
        }
        self.choose(path);
        let here = self.entries.iter().filter(|entry| entry.is_here);
        let text: Vec<u8> = here.flat_map(record).collect();
        self.append(&text)?;
        if let Some(file) = &self.file {
            self.offset = std::fs::metadata(file).map_or(0, |file| file.len());
            self.own.clear();
        }
        Ok(())
    }

    /// Reads what has been added to the file since it was last looked at.
    pub fn read_new(&mut self) -> io::Result<()> {
        let new = self.unread()?;
        self.entries.extend(new);
        self.generation += 1;
        self.cut();
        Ok(())
    }

    /// As [`History::read_new`], for who looks for a command: what others have entered in the meantime counts as older
    /// than what was entered here, so that `!!` stays what it was.
    pub fn merge_new(&mut self) -> io::Result<()> {
        let new = self.unread()?;
        let here = self.entries.iter().position(|entry| entry.is_here);
        let behind = self.entries.split_off(here.unwrap_or(self.entries.len()));
        self.entries.extend(new);
        self.entries.extend(behind);
        self.generation += 1;
        self.cut();
        Ok(())
    }

    /// The file, and how much of what is in it is known.
    pub fn known(&self) -> Option<(PathBuf, u64)> {
        let own = self.own.iter().map(|range| range.end - range.start);
        Some((self.file.clone()?, self.offset + own.sum::<u64>()))
    }

    /// What others have added to the file since it was last looked at.
    fn unread(&mut self) -> io::Result<Vec<Entry>> {
        let Some(path) = self.file.clone() else {
            return Ok(Vec::new());
        };
        let mut file = File::open(path)?;
        let length = file.metadata()?.len();
        let own = std::mem::take(&mut self.own);
        // Somebody has made it shorter: what is in it now is not new.
        if length < self.offset {
            self.offset = length;
        }
        file.seek(SeekFrom::Start(self.offset))?;
        let mut text = Vec::new();
        file.read_to_end(&mut text)?;
        let place = |at: u64| usize::try_from(at.saturating_sub(self.offset)).unwrap_or(text.len());
        let mut others: Vec<u8> = Vec::new();
        let mut at = 0;
        for range in own {
            others.extend(text.get(at..place(range.start)).unwrap_or_default());
            at = place(range.end);
        }
        others.extend(text.get(at..).unwrap_or_default());
        self.offset += text.len() as u64;
        let skip = records(&others).count().saturating_sub(self.size);
        Ok(records(&others).skip(skip).collect())
    }

    /// Adds a command, in memory and at the end of the file.
    pub fn add(&mut self, text: &[u8], directory: &[u8]) -> io::Result<()> {
        self.push(text, directory);
        self.append_newest()
    }

    /// As [`History::add`], but if `replace` the command takes the place of the newest one in memory.
    pub fn amend(&mut self, text: &[u8], directory: &[u8], replace: bool) -> io::Result<()> {
        if !replace {
            return self.add(text, directory);
        }
        self.replace_newest(text);
        self.append_newest()
    }

    fn append_newest(&mut self) -> io::Result<()> {
        match self.entries.back().map(record) {
            Some(record) => self.append(&record),
            None => Ok(()),
        }
    }
}

fn now() -> u64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |elapsed| elapsed.as_secs())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use std::os::unix::ffi::OsStrExt;

    fn texts(history: &History) -> Vec<Vec<u8>> {
        history.entries.iter().map(|e| e.text.to_vec()).collect()
    }

    #[test]
    fn two_sessions_lose_nothing() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("state/history");
        let (mut one, mut two) = (History::default(), History::default());
        one.open(&path);
        two.open(&path);
        one.add(b"a", b"/x").unwrap();
        two.add(b"for i in 1\ndo echo\ndone", b"/y").unwrap();
        one.add(b"#12 3", b"").unwrap();
        one.merge_new().unwrap();
        let expected: Vec<Vec<u8>> = [&b"for i in 1\ndo echo\ndone"[..], b"a", b"#12 3"]
            .map(<[u8]>::to_vec)
            .into();
        assert_eq!(texts(&one), expected);
        one.read_new().unwrap();
        assert_eq!(one.len(), 3);
        let mut three = History::default();
        three.open(&path);
        let expected: Vec<Vec<u8>> = [&b"a"[..], b"for i in 1\ndo echo\ndone", b"#12 3"]
            .map(<[u8]>::to_vec)
            .into();
        assert_eq!(texts(&three), expected);
        assert_eq!(&*three.at(1).unwrap().directory, b"/y");
    }

    #[test]
    fn files_of_others_can_be_read() {
        let text = b"plain\n#1700000000\nfor i\ndone\n#1700000001\nlast\n";
        let found: Vec<Vec<u8>> = records(text).map(|entry| entry.text.to_vec()).collect();
        assert_eq!(found, [&b"plain"[..], b"for i\ndone", b"last"]);
    }

    #[test]
    fn what_is_written_for_others_is_text_and_can_be_read_back() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("other");
        let mut history = History::default();
        let all = [&b"echo a"[..], b"#12 3", b"for i\ndone", b"last"];
        for text in all {
            history.push(text, b"/x");
        }
        let time = history.at(0).unwrap().time;
        let name = path.as_os_str().as_bytes();
        for (timed, first) in [
            (false, "echo a\n".to_owned()),
            (true, format!("#{time}\necho a\n")),
        ] {
            let _ = std::fs::remove_file(&path);
            history.write_to(name, Form::Plain { timed }).unwrap();
            assert!(std::fs::read_to_string(&path).unwrap().starts_with(&first));
            let mut again = History::default();
            again.push(b"more", b"/x");
            again.entries.back_mut().unwrap().is_new = true;
            again.append_to(name, false).unwrap();
            again.clear();
            again.read_from(name).unwrap();
            assert_eq!(texts(&again), [&all[..], &[b"more"]].concat());
        }
    }

    #[test]
    fn a_last_line_without_an_end_stays_a_line() {
        let directory = tempfile::tempdir().unwrap();
        let [path, other] = ["history", "other"].map(|name| directory.path().join(name));
        for path in [&path, &other] {
            std::fs::write(path, "one\ntwo").unwrap();
        }
        let mut history = History::default();
        history.open(&path);
        history.add(b"three", b"").unwrap();
        history.add(b"four", b"").unwrap();
        history
            .append_to(other.as_os_str().as_bytes(), false)
            .unwrap();
        history.read_new().unwrap();
        let expected = [&b"one"[..], b"two", b"three", b"four"].map(<[u8]>::to_vec);
        assert_eq!(texts(&history), expected);
        for path in [&path, &other] {
            let mut again = History::default();
            again.open(path);
            assert_eq!(texts(&again), expected);
        }
    }

    #[test]
    fn the_number_stays_when_old_entries_go() {
        let mut history = History::default();
        history.resize(2);
        for text in [b"a", b"b", b"c"] {
            history.push(text, b"");
        }
        assert_eq!(history.first_number(), 2);
        assert_eq!(&*history.get(3).unwrap().text, b"c");
        assert!(history.get(1).is_none());
    }
}
