//! Output gathered in memory: of a command substitution, or of a builtin that feeds a pipe.

use super::Env;
use super::open_file::OpenFile;
use super::registry::Registry;
use crate::sys::child::{self, Presence};
use crate::sys::fd;
use nix::libc;
use std::cell::{Cell, RefCell};
use std::io;
use std::os::fd::{AsRawFd, OwnedFd, RawFd};
use std::rc::Rc;

/// A sink. Builtins append to its memory; a process that writes to it gets a pipe, which is made when
/// the first one needs it and drained while the shell waits for that process.
#[derive(Debug, Default)]
pub struct Capture {
    data: RefCell<Vec<u8>>,
    read: RefCell<Option<Rc<OpenFile>>>,
    write: RefCell<Option<Rc<OpenFile>>>,
    /// This process writes to the pipe; another one gathers.
    direct: Cell<bool>,
    /// A file in memory takes the place of the pipe: how much of it has been gathered.
    gathered: Option<Cell<u64>>,
}

impl Capture {
    /// An empty sink that reuses `memory`.
    pub fn new(memory: Vec<u8>) -> Rc<Self> {
        Rc::new(Self {
            data: RefCell::new(memory),
            ..Self::default()
        })
    }

    /// The same for commands that are not waited for to the last: what they leave behind may write on, in vain.
    pub fn outlived(memory: Vec<u8>) -> Rc<Self> {
        Rc::new(Self {
            data: RefCell::new(memory),
            gathered: Some(Cell::default()),
            ..Self::default()
        })
    }

    /// Adds output of a builtin. Where a pipe takes it, a signal interrupts that: `bytes` is what has
    /// not been written then.
    pub fn write_on(&self, bytes: &mut &[u8]) -> io::Result<()> {
        if self.direct.get() {
            return fd::write_on(self.writer()?.raw(), bytes);
        }
        self.drain();
        self.data.borrow_mut().extend_from_slice(bytes);
        Ok(())
    }

    /// The writing end, which may have been closed.
    fn writer(&self) -> io::Result<Rc<OpenFile>> {
        let pipe = self.write.borrow().clone();
        pipe.ok_or_else(|| io::Error::from_raw_os_error(nix::libc::EBADF))
    }

    /// Number of bytes in memory.
    pub fn len(&self) -> usize {
        self.data.borrow().len()
    }

    /// Whether nothing is in memory.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Takes what has been gathered.
    pub fn take(&self) -> Vec<u8> {
        self.data.take()
    }

    /// The writing end of the pipe, for a process.
    pub fn descriptor(&self, registry: &Rc<Registry>) -> io::Result<RawFd> {
        if let Some(pipe) = &*self.write.borrow() {
            return Ok(pipe.raw());
        }
        if self.gathered.is_some() {
            let file = OpenFile::new(fd::memory_file()?, registry)?;
            let raw = file.raw();
            *self.write.borrow_mut() = Some(file);
            return Ok(raw);
        }
        let (read, write) = fd::pipe()?;
        let (read, write) = (
            OpenFile::new(read, registry)?,
            OpenFile::new(write, registry)?,
        );
        fd::set_nonblocking(read.raw(), true)?;
        let raw = write.raw();
        *self.read.borrow_mut() = Some(read);
        *self.write.borrow_mut() = Some(write);
        Ok(raw)
    }

    /// Whether what is written here goes to the pipe, not to memory.
    pub fn is_direct(&self) -> bool {
        self.direct.get()
    }

    /// The reading end, if there is a pipe that this process drains.
    pub fn reader(&self) -> Option<RawFd> {
        if self.direct.get() {
            None
        } else {
            self.read.borrow().as_ref().map(|pipe| pipe.raw())
        }
    }

    /// Whether what processes write is still to be taken by this one.
    pub fn gathers(&self) -> bool {
        !self.direct.get() && (self.gathered.is_some() || self.read.borrow().is_some())
    }

    /// Takes what is in the file now.
    fn drain_file(&self, gathered: &Cell<u64>) {
        let file = self.write.borrow();
        let Some(file) = file.as_ref().filter(|_| !self.direct.get()) else {
            return;
        };
        let mut data = self.data.borrow_mut();
        let mut block = [0; 4096];
        while let Ok(count @ 1..) = fd::read_at(file.raw(), &mut block, gathered.get()) {
            data.extend_from_slice(block.get(..count).unwrap_or_default());
            gathered.set(gathered.get() + count as u64);
        }
    }

    /// Takes what is in the pipe now. False at its end.
    pub fn drain(&self) -> bool {
        if let Some(gathered) = &self.gathered {
            self.drain_file(gathered);
        }
        let Some(reader) = self.reader() else {
            return false;
        };
        let mut data = self.data.borrow_mut();
        loop {
            match fd::read_onto(reader, &mut data, 64 * 1024) {
                Ok(0) => return false,
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(_) => return true,
            }
        }
    }

    /// This process will start nothing more that writes here: the end of the pipe can be seen.
    pub fn close_writer(&self) {
        *self.write.borrow_mut() = None;
    }

    /// In a forked child: write to the pipe from now on, and let the parent gather. What was in memory
    /// stays with the parent.
    pub fn become_writer(&self) {
        self.direct.set(true);
        self.data.borrow_mut().clear();
        *self.read.borrow_mut() = None;
    }

    /// In a forked child: as [`Capture::become_writer`], but what was in memory is written first.
    pub fn hand_over(&self) -> io::Result<()> {
        let data = self.take();
        self.become_writer();
        fd::write_all(self.writer()?.raw(), &data)
    }

    /// Hands the reading end to somebody else, for a blocking reader.
    pub fn into_reader(&self) -> Option<Rc<OpenFile>> {
        let reader = self.read.borrow_mut().take()?;
        self.close_writer();
        // A failure would show as EAGAIN to the reader, which copes with it.
        let _ = fd::set_nonblocking(reader.raw(), false);
        Some(reader)
    }
}

/// Empties pipes while `pid` writes to them, until it has ended, or a signal ends the waiting.
pub fn drain_until_changed(env: &Env, pid: i32, sinks: &[Rc<Capture>]) {
    let pidfd: Option<OwnedFd> = match child::pidfd_open(pid) {
        // It has ended, and a reaping host has taken it away.
        Err(error) if error.raw_os_error() == Some(libc::ESRCH) => return,
        other => other.ok(),
    };
    let mut open: Vec<&Rc<Capture>> = sinks.iter().collect();
    loop {
        let mut polled: Vec<fd::PollFd> = open
            .iter()
            .filter_map(|sink| sink.reader())
            .map(fd::for_input)
            .collect();
        let timeout = match &pidfd {
            Some(pidfd) => {
                polled.push(fd::for_input(pidfd.as_raw_fd()));
                -1
            }
            // Without a descriptor for the process there is nothing to wake us at its end.
            None => 10,
        };
        match fd::poll(&mut polled, timeout) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted && !env.ends_waiting() => {
                continue;
            }
            Err(_) => return,
            Ok(_) => {}
        }
        open.retain(|sink| sink.drain());
        let ended = match &pidfd {
            Some(_) => polled.last().is_some_and(|entry| entry.revents != 0),
            None => polled.is_empty() || child::presence(pid) == Presence::Gone,
        };
        if ended {
            return;
        }
    }
}
