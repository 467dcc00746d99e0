//! The descriptors that the shell keeps for itself: they make way for those that a script wants.

use super::open_file::OpenFile;
use crate::sys::fd;
use std::cell::RefCell;
use std::io;
use std::os::fd::{IntoRawFd, RawFd};
use std::rc::{Rc, Weak};

/// Numbers of the descriptors that the shell keeps for itself.
#[derive(Debug, Default)]
pub struct Registry {
    pub(super) private: RefCell<Vec<(RawFd, Weak<OpenFile>)>>,
}

impl Registry {
    /// Whether this descriptor is the shell's own.
    pub fn contains(&self, descriptor: RawFd) -> bool {
        self.private
            .borrow()
            .iter()
            .any(|&(other, _)| other == descriptor)
    }

    /// Takes note of a descriptor that something else in the shell keeps.
    pub fn reserve(&self, descriptor: RawFd) {
        self.private.borrow_mut().push((descriptor, Weak::new()));
    }

    /// All of them; the list is empty afterwards.
    pub(super) fn take(&self) -> Vec<RawFd> {
        self.private
            .take()
            .into_iter()
            .map(|(raw, _)| raw)
            .collect()
    }

    /// Gives a descriptor to the script, if it is the one that it wants a copy of and nothing else has it.
    pub(super) fn cede(&self, file: &Rc<OpenFile>, descriptor: RawFd) -> io::Result<bool> {
        let ceded = file.raw() == descriptor && Rc::strong_count(file) == 1;
        if ceded {
            fd::dup_to(descriptor, descriptor)?;
            self.private
                .borrow_mut()
                .retain(|entry| entry.0 != descriptor);
        }
        Ok(ceded)
    }

    /// Makes way for a descriptor that the script wants for itself: what the shell has there moves.
    pub(super) fn vacate(&self, descriptor: RawFd) -> io::Result<()> {
        let mut private = self.private.borrow_mut();
        let Some(entry) = private.iter_mut().find(|entry| entry.0 == descriptor) else {
            return Ok(());
        };
        // What something else keeps, such as the terminal, does not move.
        let Some(file) = entry.1.upgrade() else {
            return Err(io::Error::from_raw_os_error(nix::libc::EBADF));
        };
        let raw = fd::dup_high(descriptor)?.into_raw_fd();
        file.raw.set(raw);
        entry.0 = raw;
        fd::close(descriptor);
        Ok(())
    }
}
