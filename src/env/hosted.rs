//! What a shell inside another program has beside the language: it shares a process, and leaves no traces in it.

use super::{Env, Fields, Flow, Status};
use crate::name::Name;
use crate::signal::Signal;
use crate::sys::child;
use crate::sys::limit::{Limit, Resource};
use crate::sys::notice::Saved;
use crate::sys::wait::WaitStatus;
use std::any::Any;
use std::os::fd::{AsFd, OwnedFd};
use std::rc::Rc;
use std::{fmt, io};

/// A builtin with a state of its own.
pub type Closure = Rc<dyn Fn(&mut Env, &Fields) -> Flow<Status>>;

/// The part of an embedded shell that knows of its host.
#[derive(Default)]
pub struct Hosted {
    /// The file mode creation masks before the shell had one of its own, and now.
    pub umask: Option<(u32, u32)>,
    /// The resource limits of what the shell starts, where they are not the host's.
    pub limits: Vec<(Resource, Limit)>,
    /// What the host had set for the signals that traps have changed.
    actions: Vec<Saved>,
    /// Children whose statuses the host might take away, with what gets them back.
    kept: Vec<(i32, OwnedFd)>,
    /// Builtins that the host has added, by name.
    closures: Vec<(Name, Closure)>,
    /// All builtins that the host has added.
    own: Vec<Name>,
    /// Children of subshells that are over, still to be reaped.
    orphans: Vec<i32>,
    /// What a builtin of the host has panicked with, until the host gets it.
    pub panic: Option<Box<dyn Any + Send>>,
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

    /// Puts back what the host had set for `signal`.
    pub fn restore_action(&self, signal: Signal) {
        self.actions
            .iter()
            .filter(|saved| saved.signal() == signal)
            .for_each(Saved::restore);
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

    /// Takes note of a builtin that is the host's.
    pub fn add(&mut self, name: Name) {
        if !self.own.contains(&name) {
            self.own.push(name);
        }
    }

    /// The names of the host's builtins.
    pub fn names(&self) -> Vec<&'static [u8]> {
        self.own.iter().map(|name| name.as_bytes()).collect()
    }

    /// Whether the host has added any.
    pub fn has_closures(&self) -> bool {
        !self.own.is_empty()
    }

    /// Whether the host has added this one.
    pub fn owns(&self, name: Name) -> bool {
        self.own.contains(&name)
    }

    /// Keeps children of a subshell that is over in mind.
    pub fn adopt(&mut self, pids: impl IntoIterator<Item = i32>) {
        self.orphans.extend(pids);
    }

    /// Children of subshells that are over.
    pub fn orphans(&mut self) -> &mut Vec<i32> {
        &mut self.orphans
    }

    /// The limits of `resource` that the shell has of its own.
    pub fn limit(&self, resource: Resource) -> Option<Limit> {
        let entry = self.limits.iter().find(|entry| entry.0 == resource)?;
        Some(entry.1)
    }

    /// Sets the limits of what the shell starts.
    pub fn set_limit(&mut self, resource: Resource, limit: Limit) {
        self.limits.retain(|entry| entry.0 != resource);
        self.limits.push((resource, limit));
    }

    /// The builtin with this name.
    pub fn closure(&self, name: Name) -> Option<Closure> {
        let entry = self.closures.iter().find(|entry| entry.0 == name)?;
        Some(Rc::clone(&entry.1))
    }
}
