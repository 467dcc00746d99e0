//! What a shell inside another program has beside the language: it shares a process, and leaves no traces in it.

use super::{Env, Fields, Flow, Status};
use crate::name::Name;
use crate::signal::Signal;
use crate::sys::child;
use crate::sys::notice::Saved;
use crate::sys::wait::WaitStatus;
use std::os::fd::{AsFd, OwnedFd};
use std::rc::Rc;
use std::{fmt, io};

/// A builtin with a state of its own.
pub type Closure = Rc<dyn Fn(&mut Env, &Fields) -> Flow<Status>>;

/// The part of an embedded shell that knows of its host.
#[derive(Default)]
pub struct Hosted {
    /// The file mode creation masks of host and shell, once the shell has one of its own.
    pub umask: Option<(u32, u32)>,
    /// What the host had set for the signals that traps have changed.
    actions: Vec<Saved>,
    /// Children whose statuses the host might take away, with what gets them back.
    kept: Vec<(i32, OwnedFd)>,
    /// Builtins that the host has added, by name.
    closures: Vec<(Name, Closure)>,
}

impl fmt::Debug for Hosted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Hosted")
            .field("umask", &self.umask)
            .field("actions", &self.actions)
            .finish_non_exhaustive()
    }
}

impl Hosted {
    /// Before a trap changes what `signal` does: what it did for the host.
    pub fn remember(&mut self, signal: Signal) {
        if self.actions.iter().all(|saved| saved.signal() != signal) {
            self.actions.extend(Saved::of(signal));
        }
    }

    /// Puts back what the host had set for signals.
    pub fn restore_actions(&mut self) {
        self.actions.drain(..).for_each(|saved| saved.restore());
    }

    /// Keeps a descriptor for a child, so that its status can be had whoever reaps it (Linux 6.15).
    pub fn keep(&mut self, pid: i32, pidfd: OwnedFd) {
        self.kept.push((pid, pidfd));
    }

    /// The status of a child that is not ours to reap any more.
    pub fn taken(&self, pid: i32) -> io::Result<WaitStatus> {
        let gone = || io::Error::from_raw_os_error(nix::libc::ECHILD);
        let kept = self.kept.iter().find(|entry| entry.0 == pid);
        let pidfd = &kept.ok_or_else(gone)?.1;
        child::pidfd_status(pidfd.as_fd()).map_err(|_| gone())
    }

    /// Lets go of a child that has ended.
    pub fn forget(&mut self, pid: i32) {
        self.kept.retain(|entry| entry.0 != pid);
    }

    /// Adds a builtin, or replaces the one of its name.
    pub fn define(&mut self, name: Name, closure: Closure) {
        self.closures.retain(|entry| entry.0 != name);
        self.closures.push((name, closure));
    }

    /// The builtin with this name.
    pub fn closure(&self, name: Name) -> Option<Closure> {
        let entry = self.closures.iter().find(|entry| entry.0 == name)?;
        Some(Rc::clone(&entry.1))
    }
}
