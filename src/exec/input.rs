//! Where a shell's commands come from: a file in blocks, or standard input not a byte too far.

use crate::env::files::OpenFile;
use crate::env::incoming::Incoming;
use crate::env::input::Peek;
use crate::env::{Env, Options};
use crate::signal::{Blocked, SignalSet};
use crate::syntax::{Lines, Text};
use crate::sys::{fd, signal};
use std::cell::RefCell;
use std::io;
use std::os::fd::RawFd;
use std::rc::Rc;

/// Text that has been read and is yet to be written for `set -v`.
#[derive(Debug, Clone, Default)]
pub struct Echo {
    pending: Rc<RefCell<Pending>>,
}

#[derive(Debug, Default)]
struct Pending {
    text: Vec<u8>,
    /// How much of `text` is done with.
    done: usize,
    /// The offset of `text` in the source.
    start: usize,
}

impl Echo {
    fn add(&self, text: &[u8]) {
        let mut pending = self.pending.borrow_mut();
        let done = pending.done;
        pending.text.drain(..done);
        pending.start += done;
        pending.done = 0;
        pending.text.extend_from_slice(text);
    }

    /// Writes what has been read up to offset `end` of the source, if `set -v` is on; `remembers`: it goes into the
    /// history of a script that has one.
    pub fn show(&self, env: &mut Env, end: usize, remembers: bool) {
        let mut pending = self.pending.borrow_mut();
        let end = end.saturating_sub(pending.start).min(pending.text.len());
        let from = std::mem::replace(&mut pending.done, end);
        if env.has(Options::VERBOSE) {
            let text = pending.text.get(from..end).unwrap_or_default();
            env.write_error(text);
        }
        if remembers && env.has(Options::HISTORY) && !env.has(Options::INTERACTIVE) {
            let text = pending.text.get(from..end).unwrap_or_default();
            remember(env, text.trim_ascii());
        }
    }
}

/// Adds a command to the history of a script.
fn remember(env: &mut Env, text: &[u8]) {
    env.session.current = None;
    if !text.is_empty() {
        let directory = env.variables.directory();
        let mut history = env.session.history.borrow_mut();
        env.session.current = Some(history.next_number());
        history.push(text, directory);
    }
}

/// Lines that are remembered for `set -v`.
pub struct Echoed<'a> {
    lines: Box<dyn Lines + 'a>,
    echo: Echo,
}

impl<'a> Echoed<'a> {
    /// The same lines, remembered in `echo`.
    pub fn new(lines: Box<dyn Lines + 'a>, echo: Echo) -> Self {
        Self { lines, echo }
    }
}

impl Lines for Echoed<'_> {
    fn more(&mut self, text: &mut Vec<u8>, continuation: bool) -> io::Result<bool> {
        let start = text.len();
        let more = self.lines.more(text, continuation);
        self.echo.add(text.get(start..).unwrap_or_default());
        more
    }
}

/// A command string.
pub fn string(text: &[u8]) -> Box<dyn Lines> {
    Box::new(Text::new(text.to_vec()))
}

/// A script file, read in blocks that grow, so that a small one costs little and a large one is read
/// while it is executed.
#[derive(Debug)]
pub struct Script {
    file: Rc<OpenFile>,
    block: usize,
    /// Its text may still have to be written: it is no regular file.
    waits: bool,
    watched: SignalSet,
}

impl Script {
    /// A script in an open file. The signals `watched` end the waiting for its text ([`Env::watched`]).
    pub fn new(file: Rc<OpenFile>, watched: SignalSet) -> Self {
        let waits = !fd::stat(file.raw()).is_ok_and(|stat| stat.is_file());
        Self {
            file,
            block: 4096,
            waits,
            watched,
        }
    }
}

impl Lines for Script {
    fn more(&mut self, text: &mut Vec<u8>, _: bool) -> io::Result<bool> {
        let block = self.block;
        self.block = (block * 4).min(16 * 1024);
        if self.waits {
            readable(self.file.raw(), self.watched)?;
        }
        fd::read_onto(self.file.raw(), text, block).map(|got| got > 0)
    }
}

/// Waits until there is input. One of the signals `watched` ends that (`EINTR`), be it that it came just before.
pub fn readable(descriptor: RawFd, watched: SignalSet) -> io::Result<()> {
    let held = Blocked::new(watched.intersection(signal::caught()));
    if !watched.intersection(signal::pending()).is_empty() {
        return Err(io::ErrorKind::Interrupted.into());
    }
    fd::await_input(descriptor, held.before())
}

/// Commands from standard input, which the commands themselves may read: never beyond the line.
#[derive(Debug)]
pub struct Shared {
    commands: Rc<RefCell<Incoming>>,
    peek: Rc<RefCell<Peek>>,
}

impl Shared {
    /// Commands that the shell's table of files knows of.
    pub fn new(env: &Env) -> Self {
        Self {
            commands: Rc::clone(&env.files.commands),
            peek: Rc::clone(&env.files.peek),
        }
    }

    fn line(&self, text: &mut Vec<u8>) -> io::Result<bool> {
        let mut commands = self.commands.borrow_mut();
        commands.line(&mut self.peek.borrow_mut(), text)
    }
}

impl Lines for Shared {
    fn more(&mut self, text: &mut Vec<u8>, _: bool) -> io::Result<bool> {
        let start = text.len();
        loop {
            match self.line(text) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                    readable(nix::libc::STDIN_FILENO, SignalSet::ALL)?;
                }
                result => return result.map(|_| text.len() > start),
            }
        }
    }
}
