//! A here-document as input (XCU 2.7.4): in memory, until a process wants a descriptor.

use super::input::PIPE_SURE;
use super::open_file::OpenFile;
use super::registry::Registry;
use crate::sys::fd;
use std::cell::{Cell, RefCell};
use std::io;
use std::os::fd::{AsRawFd, RawFd};
use std::rc::Rc;

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
