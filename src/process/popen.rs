//! What system(3) and popen(3) do round the program that runs a line; for lines, see [`crate::line`].

use super::command::Command;
use super::error::Error;
use super::job::Job;
use super::stdio::Stdio;
use crate::signal::{Signal, SignalSet, block, ignore, set_mask};
use crate::sys::lock;
use crate::sys::notice::Saved;
use std::io::{self, Read, Write};
use std::process::ExitStatus;
use std::sync::Mutex;

/// INT and QUIT as they were before the first of the running [`system_with`] calls ignored them, and how many
/// there are.
static HELD: Mutex<(usize, Vec<Saved>)> = Mutex::new((0, Vec::new()));

/// Runs `command` as system(3) runs its shell: the caller ignores INT and QUIT and holds back CHLD until it has ended,
/// the command sees what the caller had before.
///
/// Safe to call from several threads at once: the first to come in ignores the signals, the last to leave puts them
/// back.
///
/// Fails as [`Command::status`]. Follows XSH `system`.
///
/// ```
/// use tine::process::{Command, system_with};
/// let status = system_with(Command::new("sh").args(["-c", "exit 3"]))?;
/// assert_eq!(status.code(), Some(3));
/// # Ok::<(), tine::process::Error>(())
/// ```
pub fn system_with(mut command: Command) -> Result<ExitStatus, Error> {
    let held = Held::new();
    // Only what the caller itself ignored stays ignored.
    command.settings.default = command.settings.default.union(held.default);
    if command.settings.mask.is_none() {
        command.settings.mask = Some(held.mask);
    }
    command.status()
}

/// The signals as system(3) holds them, put back when dropped.
struct Held {
    default: SignalSet,
    mask: SignalSet,
}

impl Held {
    fn new() -> Self {
        let mut held = lock(&HELD);
        if held.0 == 0 {
            let signals = [Signal::INT, Signal::QUIT];
            held.1 = signals
                .into_iter()
                .filter_map(|signal| Saved::of(signal).ok())
                .collect();
            for signal in signals {
                let _ = ignore(signal);
            }
        }
        held.0 += 1;
        let default = held
            .1
            .iter()
            .filter(|saved| !saved.is_ignored())
            .map(Saved::signal)
            .collect();
        Self {
            default,
            mask: block(SignalSet::from(Signal::CHLD)),
        }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        let mut held = lock(&HELD);
        held.0 -= 1;
        if held.0 == 0 {
            held.1.drain(..).for_each(|saved| saved.restore());
        }
        drop(held);
        set_mask(self.mask);
    }
}

/// The direction of a [`Stream`], seen from the caller.
///
/// As the mode of XSH `popen`.
///
/// ```
/// use tine::{popen, process::Mode};
/// assert!(popen("cat", Mode::Write)?.close()?.success());
/// # Ok::<(), tine::process::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Reads what the command writes to standard output.
    Read,
    /// Writes what the command reads from standard input.
    Write,
    /// Both. Mind that a command may write before it has read all: read from another thread, or write little.
    Both,
}

/// A running command as a file: what popen(3) gives. [`close`](Self::close) answers its status.
///
/// ```
/// use std::io::Read;
/// use tine::{popen, process::Mode};
/// let mut text = Vec::new();
/// let mut stream = popen("echo x", Mode::Read)?;
/// stream.read_to_end(&mut text)?;
/// assert_eq!(text, b"x\n");
/// assert!(stream.close()?.success());
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct Stream(Job);

/// Starts `command` as popen(3) starts its shell. The streams of other such commands are not open in it.
///
/// Fails as [`Command::spawn`]. Follows XSH `popen`.
///
/// ```
/// use std::io::{Read, Write};
/// use tine::process::{Command, Mode, popen_with};
/// let mut sorter = popen_with(Command::new("sort"), Mode::Both)?;
/// sorter.write_all(b"b\na\n")?;
/// sorter.finish_writing();
/// let mut text = String::new();
/// sorter.read_to_string(&mut text)?;
/// assert_eq!(text, "a\nb\n");
/// assert!(sorter.close()?.success());
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn popen_with(mut command: Command, mode: Mode) -> Result<Stream, Error> {
    if mode != Mode::Write {
        command = command.stdout(Stdio::piped());
    }
    if mode != Mode::Read {
        command = command.stdin(Stdio::piped());
    }
    command.spawn().map(Stream)
}

impl Stream {
    /// Closes the writing side: the command reads its end of file.
    ///
    /// As close(2) on one side of a socket.
    ///
    /// ```
    /// use tine::{popen, process::Mode};
    /// let mut stream = popen("cat", Mode::Both)?;
    /// stream.finish_writing();
    /// assert!(stream.close()?.success());
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn finish_writing(&mut self) {
        self.0.stdin = None;
    }

    /// Closes the stream and waits for the command's end, as pclose(3).
    ///
    /// Fails as [`Job::wait`]. Follows XSH `pclose`.
    ///
    /// ```
    /// use tine::{popen, process::Mode};
    /// assert_eq!(popen("exit 4", Mode::Read)?.close()?.code(), Some(4));
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn close(mut self) -> Result<ExitStatus, Error> {
        self.0.stdout = None;
        self.0.wait()
    }

    /// The job behind it.
    ///
    /// For signals (kill(2)) and time limits.
    ///
    /// ```
    /// use tine::{popen, process::Mode};
    /// let stream = popen("cat", Mode::Write)?;
    /// assert_eq!(stream.job().pids().len(), 1);
    /// stream.close()?;
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn job(&self) -> &Job {
        &self.0
    }
}

/// A stream that is not open in the direction asked for.
fn wrong_way() -> io::Error {
    io::Error::from_raw_os_error(nix::libc::EBADF)
}

impl Read for Stream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.stdout.as_mut().ok_or_else(wrong_way)?.read(buffer)
    }
}

impl Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.stdin.as_mut().ok_or_else(wrong_way)?.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
