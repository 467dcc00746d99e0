//! What is written to the file of the history, and to other files.

use super::record::{is_time, plain, record, records};
use super::rewrite::{locked, rewrite};
use super::{Entry, History};
use crate::ipc::FileLock;
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

/// How entries stand in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// With all that is known of them, as in the file of a history.
    Records,
    /// As text, for others to read.
    Plain {
        /// The time in front of each.
        timed: bool,
    },
}

impl History {
    /// Adds records of this session at the end of the file.
    pub(super) fn append(&mut self, records: &[u8]) -> io::Result<()> {
        let Some(path) = self.file.clone() else {
            return Ok(());
        };
        let mut options = OpenOptions::new();
        options.append(true).create(true).mode(0o600);
        let lock = match locked(&path, &options) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                path.parent().map_or(Ok(()), std::fs::create_dir_all)?;
                locked(&path, &options)?
            }
            opened => opened?,
        };
        let before = lock.metadata()?.len();
        let line_end = if before == self.ended {
            b""
        } else {
            line_end(&path)
        };
        let written = [line_end, records].concat();
        if let Err(error) = (&*lock).write_all(&written) {
            // Half a record would take the next one for its own text.
            let _ = lock.set_len(before);
            return Err(error);
        }
        // What others have written in between is read by `read_new`, ours is not read again.
        let end = before + written.len() as u64;
        self.ended = end;
        if before == self.offset {
            self.offset = end;
        } else {
            self.own.push(before..end);
        }
        Ok(())
    }

    /// Makes a file that has grown far beyond `most` entries shorter.
    pub fn trim_file(&self, most: usize) -> io::Result<()> {
        let Some(path) = &self.file else {
            return Ok(());
        };
        let (lock, text) = read_locked(path)?;
        let count = records(&text).count();
        if count <= most.saturating_mul(2) {
            return Ok(());
        }
        let kept: Vec<u8> = records(&text)
            .skip(count - most)
            .flat_map(|entry| record(&entry))
            .collect();
        rewrite(path, &lock, &kept)
    }

    /// Forgets entries, in memory and in the file.
    pub fn forget(&mut self, wanted: impl Fn(&[u8]) -> bool) -> io::Result<()> {
        // Where what was written here stands in the file changes.
        if !self.own.is_empty() {
            self.merge_new()?;
        }
        self.entries.retain(|entry| !wanted(&entry.text));
        self.generation += 1;
        let Some(path) = &self.file else {
            return Ok(());
        };
        let (lock, text) = read_locked(path)?;
        let kept = |text: &[u8]| -> Vec<u8> {
            let kept = records(text).filter(|entry| !wanted(&entry.text));
            kept.flat_map(|entry| record(&entry)).collect()
        };
        let seen = usize::try_from(self.offset).unwrap_or(usize::MAX);
        let (old, new) = text.split_at_checked(seen).unwrap_or((&text, b""));
        let (old, new) = (kept(old), kept(new));
        let whole = [&*old, &new].concat();
        rewrite(path, &lock, &whole)?;
        self.offset = old.len() as u64;
        Ok(())
    }

    /// Writes all entries to a file, in place of what is there.
    pub fn write_to(&self, path: &[u8], form: Form) -> io::Result<()> {
        let write = |entry: &Entry| match form {
            Form::Records => record(entry),
            Form::Plain { timed } => plain(entry, timed),
        };
        let text: Vec<u8> = self.entries.iter().flat_map(write).collect();
        let path = Path::new(std::ffi::OsStr::from_bytes(path));
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false).mode(0o600);
        if is_device(path) {
            return options.open(path)?.write_all(&text);
        }
        rewrite(path, &*locked(path, &options)?, &text)
    }

    /// Appends what has been entered in this session to another file than its own: with the times where they are
    /// wanted, or are there.
    pub fn append_to(&mut self, path: &[u8], timed: bool) -> io::Result<()> {
        let path = Path::new(std::ffi::OsStr::from_bytes(path));
        if self.file.as_deref() == Some(path) {
            return Ok(());
        }
        let new = self.entries.iter().filter(|entry| entry.is_new);
        let timed = timed || begins_with_time(path);
        let text: Vec<u8> = new.flat_map(|entry| plain(entry, timed)).collect();
        let mut options = OpenOptions::new();
        options.append(true).create(true).mode(0o600);
        if is_device(path) {
            options.open(path)?.write_all(&text)?;
        } else {
            // Another shell may be about to rewrite it.
            let lock = locked(path, &options)?;
            (&*lock).write_all(&[line_end(path), &text].concat())?;
        }
        for entry in &mut self.entries {
            entry.is_new = false;
        }
        Ok(())
    }

    /// Adds the entries of a file.
    pub fn read_from(&mut self, path: &[u8]) -> io::Result<()> {
        let text = std::fs::read(std::ffi::OsStr::from_bytes(path))?;
        self.entries.extend(records(&text));
        self.generation += 1;
        self.cut();
        Ok(())
    }
}

/// A file that is to be rewritten, locked, and what is in it.
fn read_locked(path: &Path) -> io::Result<(FileLock, Vec<u8>)> {
    let lock = locked(path, OpenOptions::new().read(true).write(true))?;
    let mut text = Vec::new();
    (&*lock).read_to_end(&mut text)?;
    Ok((lock, text))
}

/// A device, or a pipe, is nobody's to lock.
pub(super) fn is_device(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|found| !found.is_file() && !found.is_dir())
}

/// Whether a file has the time in front of each command.
fn begins_with_time(path: &Path) -> bool {
    if is_device(path) {
        return false;
    }
    let first = File::open(path).and_then(|file| {
        let mut line = Vec::new();
        BufReader::new(file).read_until(b'\n', &mut line)?;
        Ok(line)
    });
    first.is_ok_and(|line| is_time(line.trim_ascii_end()))
}

/// What the last line of a file still lacks: not everybody who writes one ends it.
fn line_end(path: &Path) -> &'static [u8] {
    let last = File::open(path).and_then(|mut file| {
        file.seek(SeekFrom::End(-1))?;
        let mut byte = [0];
        file.read_exact(&mut byte).map(|()| byte)
    });
    // One that is empty, or cannot be read, is taken as it is.
    if last.is_ok_and(|byte| byte != *b"\n") {
        b"\n"
    } else {
        b""
    }
}
