//! A file that the shell has opened.

use super::input::{Lookahead, Way};
use super::registry::Registry;
use crate::sys::fd;
use std::cell::{Cell, OnceCell, RefCell};
use std::io;
use std::os::fd::{AsRawFd, IntoRawFd, OwnedFd, RawFd};
use std::rc::Rc;

/// A descriptor that the shell opened for a redirection or a pipe.
#[derive(Debug)]
pub struct OpenFile {
    pub(super) raw: Cell<RawFd>,
    registry: Rc<Registry>,
    /// `/dev/null`: what is written to it need not be.
    pub null: bool,
    /// The access mode, where it is known.
    access: OnceCell<i32>,
    /// How it is read, once it has been.
    pub(super) way: OnceCell<Way>,
    /// What has been read ahead of the script.
    pub ahead: RefCell<Lookahead>,
    /// Nobody else has it (yet), so reading ahead may last from one `read` to the next.
    pub private: Cell<bool>,
}

impl OpenFile {
    /// Takes over a descriptor. Where a standard one was closed, it does not become that.
    pub fn new(descriptor: OwnedFd, registry: &Rc<Registry>) -> io::Result<Rc<Self>> {
        let standard = descriptor.as_raw_fd() <= nix::libc::STDERR_FILENO;
        let descriptor = if standard {
            fd::high(descriptor)?
        } else {
            descriptor
        };
        Ok(Self::make(descriptor, registry, false))
    }

    /// As [`OpenFile::new`], for a duplicate of a descriptor that others have.
    pub fn shared(descriptor: OwnedFd, registry: &Rc<Registry>) -> io::Result<Rc<Self>> {
        let file = Self::new(descriptor, registry)?;
        file.private.set(false);
        Ok(file)
    }

    pub(super) fn make(descriptor: OwnedFd, registry: &Rc<Registry>, null: bool) -> Rc<Self> {
        let raw = descriptor.into_raw_fd();
        let file = Rc::new(Self {
            raw: Cell::new(raw),
            registry: Rc::clone(registry),
            null,
            access: OnceCell::new(),
            way: OnceCell::new(),
            ahead: RefCell::default(),
            private: Cell::new(true),
        });
        let entry = (raw, Rc::downgrade(&file));
        registry.private.borrow_mut().push(entry);
        file
    }

    /// A file that has just been opened with these flags.
    pub fn opened(
        descriptor: OwnedFd,
        flags: i32,
        registry: &Rc<Registry>,
    ) -> io::Result<Rc<Self>> {
        let file = Self::new(descriptor, registry)?;
        let _ = file.access.set(flags & nix::libc::O_ACCMODE);
        Ok(file)
    }

    /// Whether it was opened for reading, writing or both: `O_RDONLY`, `O_WRONLY`, `O_RDWR`.
    pub fn access(&self) -> io::Result<i32> {
        if let Some(access) = self.access.get() {
            return Ok(*access);
        }
        let access = fd::flags(self.raw())? & nix::libc::O_ACCMODE;
        Ok(*self.access.get_or_init(|| access))
    }

    /// The descriptor.
    #[inline]
    pub fn raw(&self) -> RawFd {
        self.raw.get()
    }
}

impl Drop for OpenFile {
    fn drop(&mut self) {
        let raw = self.raw.get();
        let mut private = self.registry.private.borrow_mut();
        // A forked child has closed what is not in the list any more.
        if let Some(at) = private.iter().rposition(|entry| entry.0 == raw) {
            private.swap_remove(at);
            fd::close(raw);
        }
    }
}
