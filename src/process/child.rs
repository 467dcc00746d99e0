//! One child of the library: waited for by its number only, by whoever asks, and never left behind.
//!
//! A child is reaped under a lock that also guards sending signals, so a signal never goes to a stranger that got the
//! same number. Waiters first wait without reaping (`WNOWAIT`), and only one of them at a time.

use super::reaper;
use crate::signal::Signal;
use crate::sys::child::{
    await_end, pidfd_open, pidfd_send_signal, pidfd_signal_group, pidfd_status,
};
use crate::sys::fd::{milliseconds, poll_one};
use crate::sys::lock;
use crate::sys::wait::{Usage, WaitFlags, WaitStatus, wait4};
use nix::libc;
use std::io;
use std::os::fd::{AsFd, AsRawFd, OwnedFd};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// How a child ended, and what it used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ended {
    pub status: WaitStatus,
    pub usage: Usage,
}

#[derive(Debug)]
pub(super) struct Child {
    pid: libc::pid_t,
    /// Taken at the start only where the host might lose the status.
    pidfd: Option<OwnedFd>,
    ended: Mutex<Option<Ended>>,
    waiter: Mutex<()>,
}

impl Child {
    pub fn new(pid: libc::pid_t, pidfd: Option<OwnedFd>) -> Self {
        Self {
            pid,
            pidfd,
            ended: Mutex::new(None),
            waiter: Mutex::new(()),
        }
    }

    pub fn pid(&self) -> libc::pid_t {
        self.pid
    }

    /// How it ended, if that is known already.
    pub fn known(&self) -> Option<Ended> {
        *lock(&self.ended)
    }

    /// Waits until it has ended.
    pub fn wait(&self) -> io::Result<Ended> {
        let _only = lock(&self.waiter);
        if let Some(ended) = self.known() {
            return Ok(ended);
        }
        // Where the child is lost to somebody else, `reap` finds out.
        let _ = await_end(self.pid);
        self.reap(WaitFlags::NOHANG)?
            .ok_or_else(|| io::Error::from_raw_os_error(libc::ECHILD))
    }

    /// Like [`wait`](Self::wait), with one system call, for a caller that nobody shares the child with.
    pub fn wait_alone(&mut self) -> io::Result<Ended> {
        loop {
            match self.reap(WaitFlags::empty()) {
                Ok(Some(ended)) => return Ok(ended),
                Ok(None) => {}
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// How it ended, if it has.
    pub fn try_wait(&self) -> io::Result<Option<Ended>> {
        if let Some(ended) = self.known() {
            return Ok(Some(ended));
        }
        match self.waiter.try_lock() {
            Ok(_only) => self.reap(WaitFlags::NOHANG),
            // Another thread waits for it this moment, so it has not ended, as far as can be told.
            Err(_) => Ok(self.known()),
        }
    }

    /// Waits until it has ended or `deadline` has come.
    pub fn wait_until(&self, deadline: Instant) -> io::Result<Option<Ended>> {
        let mut pause = Duration::from_micros(200);
        let pidfd = if self.pidfd.is_none() {
            pidfd_open(self.pid).ok()
        } else {
            None
        };
        loop {
            if let Some(ended) = self.try_wait()? {
                return Ok(Some(ended));
            }
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Ok(None);
            }
            if let Some(pidfd) = self.pidfd.as_ref().or(pidfd.as_ref()) {
                let _ = poll_one(pidfd.as_raw_fd(), libc::POLLIN, milliseconds(Some(left)));
                // Readable but not ours yet: another thread is about to reap it.
                std::thread::yield_now();
            } else {
                std::thread::sleep(pause.min(left));
                pause = (pause * 2).min(Duration::from_millis(10));
            }
        }
    }

    /// Sends a signal, unless it has been reaped; whether it was sent.
    pub fn signal(&self, signal: Signal) -> io::Result<bool> {
        let ended = lock(&self.ended);
        if ended.is_some() {
            return Ok(false);
        }
        let sent = match &self.pidfd {
            Some(pidfd) => pidfd_send_signal(pidfd.as_fd(), signal.number()),
            None => crate::signal::kill(self.pid, signal),
        };
        match sent {
            Err(error) if error.raw_os_error() == Some(libc::ESRCH) => Ok(false),
            other => other.map(|()| true),
        }
    }

    /// Sends a signal to the group that it leads, where there is a descriptor to do that by.
    pub fn signal_group(&self, signal: Signal) -> Option<io::Result<()>> {
        let sent = pidfd_signal_group(self.pidfd.as_ref()?.as_fd(), signal.number());
        match sent {
            Err(error) if error.raw_os_error() == Some(libc::EINVAL) => None,
            other => Some(other),
        }
    }

    /// Calls `act` while it is certain that the child's number is still its own; `None` if it has been reaped.
    pub fn while_there<T>(&self, act: impl FnOnce() -> T) -> Option<T> {
        let ended = lock(&self.ended);
        if ended.is_some() { None } else { Some(act()) }
    }

    fn reap(&self, flags: WaitFlags) -> io::Result<Option<Ended>> {
        let mut ended = lock(&self.ended);
        if ended.is_none() {
            *ended = match wait4(self.pid, flags) {
                Ok(answer) => answer.map(|(_, status, usage)| Ended { status, usage }),
                Err(error) if error.raw_os_error() == Some(libc::ECHILD) => {
                    Some(self.taken(error)?)
                }
                Err(error) => return Err(error),
            };
        }
        Ok(*ended)
    }

    /// The status of a child that a handler of the host, or an ignored SIGCHLD, has taken away.
    fn taken(&self, error: io::Error) -> io::Result<Ended> {
        let Some(pidfd) = &self.pidfd else {
            return Err(error);
        };
        let status = pidfd_status(pidfd.as_fd()).map_err(|_| error)?;
        Ok(Ended {
            status,
            usage: Usage::default(),
        })
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        if matches!(self.try_wait(), Ok(None)) {
            reaper::take(self.pid);
        }
    }
}
