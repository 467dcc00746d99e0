//! The shell's ends of the pipes to and from coprocesses.
//!
//! They are real descriptors of the process, so that a script can close them by their numbers. No program gets them,
//! nor does a subshell keep them: a coprocess has its end of input when the shell itself has closed the pipe.

use crate::name::Name;
use crate::sys::fd::{self, Stat};
use std::os::fd::{AsRawFd, IntoRawFd, OwnedFd, RawFd};

/// The coprocesses whose pipes the shell has.
#[derive(Debug, Default)]
pub struct Coprocesses {
    list: Vec<Coprocess>,
}

#[derive(Debug)]
struct Coprocess {
    name: Name,
    pid: i32,
    ends: [End; 2],
}

/// A descriptor, and what the file is that it led to.
#[derive(Debug)]
struct End {
    raw: RawFd,
    file: Option<Stat>,
}

impl End {
    fn new(descriptor: OwnedFd) -> Self {
        Self {
            file: fd::stat(descriptor.as_raw_fd()).ok(),
            raw: descriptor.into_raw_fd(),
        }
    }

    /// Closes it, unless the script has, and has something else there.
    fn close(&self) {
        if let (Some(known), Ok(there)) = (&self.file, fd::stat(self.raw))
            && there.is_same_file(known)
        {
            fd::close(self.raw);
        }
    }
}

impl Coprocesses {
    /// Keeps the ends that a coprocess is read from and written to; those of one with the same name go.
    pub fn add(&mut self, name: Name, pid: i32, ends: [OwnedFd; 2]) {
        let (old, list) = std::mem::take(&mut self.list)
            .into_iter()
            .partition(|other| other.name == name);
        self.list = list;
        Self { list: old }.close();
        let ends = ends.map(End::new);
        self.list.push(Coprocess { name, pid, ends });
    }

    /// Whether there is any.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Closes the pipes of those that do not run any more; their names.
    pub fn retire(&mut self, runs: impl Fn(i32) -> bool) -> Vec<Name> {
        let (running, ended) = std::mem::take(&mut self.list)
            .into_iter()
            .partition(|coprocess| runs(coprocess.pid));
        self.list = running;
        let mut ended = Self { list: ended };
        let names = ended.list.iter().map(|coprocess| coprocess.name).collect();
        ended.close();
        names
    }

    /// Closes them all.
    pub fn close(&mut self) {
        let ends = self.list.drain(..).flat_map(|coprocess| coprocess.ends);
        ends.for_each(|end| end.close());
    }
}
