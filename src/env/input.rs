//! Input that builtins read: here-documents in memory, and reading ahead in files and pipes.
//!
//! `read` must leave everything behind its line to whoever reads next (XCU `read`). Instead of reading
//! byte by byte: in a file, read a block and set the offset back; in a pipe, look at its contents
//! without consuming them (`tee`), then consume exactly the line. While nobody else has the
//! descriptor, the setting back is put off until somebody gets it ([`Lookahead::settle`]).

use super::files::{OpenFile, Registry};
use crate::sys::fd;
use std::cell::{Cell, RefCell};
use std::io;
use std::os::fd::{AsRawFd, RawFd};
use std::rc::Rc;

/// What every pipe holds, even when a user has opened very many (pipe(7)).
pub const PIPE_SURE: usize = 4096;

/// How far a descriptor has been read ahead.
#[derive(Debug, Default)]
pub struct Lookahead {
    /// Bytes known to follow, from `used` on.
    pub bytes: Vec<u8>,
    /// How many of them the script has read.
    pub used: usize,
    /// The bytes have been looked at only (a pipe): the kernel still has all of them.
    pub peeked: bool,
}

impl Lookahead {
    /// The bytes that have not been read by the script.
    pub fn rest(&self) -> &[u8] {
        self.bytes.get(self.used..).unwrap_or_default()
    }

    /// Brings the kernel's idea of the position in line with the script's.
    pub fn settle(&mut self, descriptor: RawFd) {
        if self.peeked {
            consume(descriptor, self.used);
        } else {
            let ahead = self.rest().len();
            if ahead > 0 {
                // Only seekable files are read ahead this way.
                let _ = fd::seek(descriptor, -(ahead as i64), nix::libc::SEEK_CUR);
            }
        }
        self.bytes.clear();
        self.used = 0;
        self.peeked = false;
    }
}

/// Reads and drops `count` bytes that are known to be there.
pub fn consume(descriptor: RawFd, mut count: usize) {
    let mut sink = [0; 16 * 1024];
    while count > 0 {
        let want = count.min(sink.len());
        match fd::read(descriptor, sink.get_mut(..want).unwrap_or_default()) {
            Ok(0) => break,
            Ok(got) => count -= got,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => break,
        }
    }
}

/// A here-document.
#[derive(Debug)]
pub struct TextInput {
    text: Vec<u8>,
    position: Cell<usize>,
    real: RefCell<Option<Rc<OpenFile>>>,
}

impl TextInput {
    /// Input from memory.
    pub fn new(text: Vec<u8>) -> Rc<Self> {
        Rc::new(Self {
            text,
            position: Cell::new(0),
            real: RefCell::default(),
        })
    }

    /// What has not been read, while it is still only in memory.
    pub fn rest(&self) -> Option<&[u8]> {
        if self.real.borrow().is_some() {
            None
        } else {
            self.text.get(self.position.get()..)
        }
    }

    /// Moves on.
    pub fn advance(&self, count: usize) {
        self.position
            .set((self.position.get() + count).min(self.text.len()));
    }

    /// The memory back, for reuse.
    pub fn into_text(self) -> Vec<u8> {
        self.text
    }

    /// The file that a process has been given in place of the memory.
    pub fn file(&self) -> Option<Rc<OpenFile>> {
        self.real.borrow().clone()
    }

    /// A descriptor to read the rest from: a pipe if it fits, else an anonymous file.
    pub fn descriptor(&self, registry: &Rc<Registry>) -> io::Result<RawFd> {
        if let Some(file) = &*self.real.borrow() {
            return Ok(file.raw());
        }
        let rest = self.text.get(self.position.get()..).unwrap_or_default();
        let descriptor = if rest.len() <= PIPE_SURE {
            let (read, write) = fd::pipe()?;
            fd::write_all(write.as_raw_fd(), rest)?;
            read
        } else {
            let file = fd::memory_file()?;
            fd::write_all(file.as_raw_fd(), rest)?;
            fd::seek(file.as_raw_fd(), 0, nix::libc::SEEK_SET)?;
            file
        };
        let file = OpenFile::new(descriptor, registry)?;
        let raw = file.raw();
        *self.real.borrow_mut() = Some(file);
        Ok(raw)
    }
}
