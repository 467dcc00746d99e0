//! What the shell itself writes.

use super::files::Target;
use super::{Env, Options};
use crate::signal::{Blocked, Signal};
use crate::sys::signal::SignalSet;
use crate::sys::{fd, notice};
use std::io;
use std::time::Duration;

impl Env {
    /// Writes the output of the running builtin so far.
    pub fn flush(&mut self) -> io::Result<()> {
        if self.out.is_empty() {
            return Ok(());
        }
        self.announce();
        let mut out = std::mem::take(&mut self.out);
        self.note_shown(1, &out);
        let result = match self.files.cut_before(out.len()) {
            Ok(overwritten) => {
                let result = self.write(1, &out);
                if let (Some(file), Err(_)) = (overwritten, &result) {
                    file.cut_here();
                }
                result
            }
            Err(error) => Err(error),
        };
        out.clear();
        if out.capacity() <= 64 * 1024 {
            self.out = out;
        }
        result
    }

    /// Notes what ends a text that is written, unless that is somewhere else than on the terminal.
    pub(super) fn note_shown(&mut self, descriptor: u32, text: &[u8]) {
        let shown = match self.files.get(descriptor) {
            Target::Inherited | Target::Borrowed(_) => true,
            Target::File(file) => self.has(Options::INTERACTIVE) && fd::is_terminal(file.raw()),
            Target::Closed | Target::Capture(_) | Target::Text(_) => false,
        };
        if shown {
            self.session.last_byte = text.last().copied();
        }
    }

    /// Writes to a descriptor of the language. A signal that ends what the shell is doing ends this as
    /// well (`EINTR`).
    ///
    /// Where nobody reads any more, or a file gets too long, a subshell without a process of its own gets the error
    /// alone: the signal would end the shell around it too.
    pub fn write(&self, descriptor: u32, bytes: &[u8]) -> io::Result<()> {
        let in_memory =
            matches!(self.files.get(descriptor), Target::Capture(capture) if !capture.is_direct());
        if in_memory || !self.is_guest() {
            return self.write_to_end(descriptor, bytes);
        }
        without_signal(|| self.write_to_end(descriptor, bytes))
    }

    /// Whether a subshell is executed that might be a process.
    pub fn is_guest(&self) -> bool {
        self.process.sole && self.frames.in_process()
    }

    fn write_to_end(&self, descriptor: u32, mut bytes: &[u8]) -> io::Result<()> {
        loop {
            match self.files.write_on(descriptor, &mut bytes) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted && !self.ends() => {}
                result => return result,
            }
        }
    }
}

/// Writes something; where nobody reads any more, or files may not become so long, that is an error and no signal.
pub fn without_signal(write: impl FnOnce() -> io::Result<()>) -> io::Result<()> {
    let signals = SignalSet::from(Signal::PIPE).with(Signal::XFSZ);
    let _blocked = Blocked::new(signals);
    let result = write();
    if let Err(error) = &result
        && let Some(signal) = signal_with(error)
    {
        let _ = notice::wait(signal.into(), Some(Duration::ZERO));
    }
    result
}

/// The signal that comes with an error of writing, if one does.
pub fn signal_with(error: &io::Error) -> Option<Signal> {
    match error.kind() {
        io::ErrorKind::BrokenPipe => Some(Signal::PIPE),
        io::ErrorKind::FileTooLarge => Some(Signal::XFSZ),
        _ => None,
    }
}
