//! The process that the shell runs in.

use crate::signal::Signal;
use crate::sys::host;
use crate::sys::signal::SignalSet;
use std::ffi::{CStr, CString};

/// The process that the shell runs in: its own, or that of a host program.
#[derive(Debug)]
pub struct ShellProcess {
    /// `$$`: in a subshell that of the shell that was started.
    pub pid: i32,
    /// It is the shell's own: the shell may reap any child, and exec in place. Otherwise it is a host program's.
    pub sole: bool,
    /// It is the shell that was started, not a child of its.
    pub main: bool,
    /// The path of this program: runs scripts without `#!`.
    pub executable: Option<CString>,
    /// The signal mask that it began with: programs start with it.
    pub entry_mask: Option<SignalSet>,
    /// The signal that ends it.
    pub dying: Option<Signal>,
}

impl Default for ShellProcess {
    fn default() -> Self {
        Self {
            pid: host::pid(),
            sole: false,
            main: true,
            executable: None,
            entry_mask: None,
            dying: None,
        }
    }
}

impl ShellProcess {
    /// It is the shell's own from now on.
    pub fn own(&mut self, executable: &CStr, entry_mask: SignalSet) {
        self.sole = true;
        self.executable = Some(executable.to_owned());
        self.entry_mask = Some(entry_mask);
    }
}
