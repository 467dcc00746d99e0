//! The terminal of job control.

use crate::sys::host;
use crate::sys::terminal::{self, Modes};

/// The terminal that jobs are given and that the shell takes back, if there is one.
#[derive(Debug, Default)]
pub struct Terminal {
    /// The descriptor that the shell keeps of it.
    pub descriptor: Option<i32>,
    /// Its modes while the shell has it.
    pub modes: Option<Modes>,
    /// The process group that it is given back to when the shell ends.
    pub outer_group: Option<i32>,
    /// It is gone.
    pub hung_up: bool,
}

impl Terminal {
    /// The shell takes it back.
    pub fn take(&self) {
        if let Some(descriptor) = self.descriptor {
            let _ = terminal::set_foreground(descriptor, host::group());
        }
    }

    /// After a job that stopped or was killed it is as the shell had it.
    pub fn restore_modes(&self) {
        if let (Some(descriptor), Some(modes)) = (self.descriptor, &self.modes) {
            let _ = terminal::set_modes(descriptor, modes);
        }
    }

    /// What a job that exited has made of it stays (`stty`).
    pub fn keep_modes(&mut self) {
        if let (Some(descriptor), true) = (self.descriptor, self.modes.is_some()) {
            self.modes = terminal::modes(descriptor).ok();
        }
    }

    /// Before the shell ends it is as it was.
    pub fn give_back(&mut self) {
        if let (Some(descriptor), Some(group)) = (self.descriptor, self.outer_group.take()) {
            let _ = terminal::set_foreground(descriptor, group);
            let _ = host::set_group(0, group);
        }
    }
}
