//! The file that sessions share: what others add to it is read, what is entered here is added.

use super::file::is_device;
use super::record::{record, records};
use super::{Entry, History};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

impl History {
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
