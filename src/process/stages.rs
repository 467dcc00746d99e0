//! The processes of a job: waited for and signalled as one.

use super::child::Child;
use super::error::Error;
use crate::signal::{self, Signal};
use crate::sys::wait::WaitStatus;
use nix::libc;
use std::ffi::OsString;
use std::io;
use std::process::ExitStatus;
use std::time::{Duration, Instant};

/// The processes of a job, shared by it and its handles.
#[derive(Debug)]
pub(super) struct Stages {
    pub children: Vec<Child>,
    pub group: Option<i32>,
    pub pipefail: bool,
    pub name: OsString,
}

impl Stages {
    pub fn pids(&self) -> Vec<i32> {
        self.children.iter().map(Child::pid).collect()
    }

    pub fn io(&self, error: io::Error) -> Error {
        Error::io(&self.name, error)
    }

    /// Ends what was started of a pipeline that cannot be completed.
    pub fn kill_all(&self) {
        for child in &self.children {
            let _ = child.signal(Signal::KILL);
            let _ = child.wait();
        }
    }

    pub fn abandon(&self, error: io::Error) -> Error {
        self.kill_all();
        self.io(error)
    }

    pub fn wait(&self) -> Result<ExitStatus, Error> {
        for child in &self.children {
            child.wait().map_err(|error| self.io(error))?;
        }
        Ok(self.status())
    }

    /// Like [`wait`](Self::wait), where no other thread can wait or signal meanwhile.
    pub fn wait_alone(&mut self) -> Result<ExitStatus, Error> {
        for child in &mut self.children {
            if let Err(error) = child.wait_alone() {
                return Err(self.io(error));
            }
        }
        Ok(self.status())
    }

    pub fn try_wait(&self) -> Result<Option<ExitStatus>, Error> {
        let mut all = true;
        for child in &self.children {
            all &= child.try_wait().map_err(|error| self.io(error))?.is_some();
        }
        Ok(all.then(|| self.status()))
    }

    /// The status, if all have ended when `deadline` comes.
    pub fn wait_until(&self, deadline: Instant) -> Result<Option<ExitStatus>, Error> {
        for child in &self.children {
            if child
                .wait_until(deadline)
                .map_err(|error| self.io(error))?
                .is_none()
            {
                return Ok(None);
            }
        }
        Ok(Some(self.status()))
    }

    /// The same, in so much time; where the clock does not go so far, for ever.
    pub fn wait_for(&self, time: Duration) -> Result<Option<ExitStatus>, Error> {
        match Instant::now().checked_add(time) {
            Some(deadline) => self.wait_until(deadline),
            None => self.wait().map(Some),
        }
    }

    /// The status of the whole, once all stages have ended.
    fn status(&self) -> ExitStatus {
        let mut statuses = self
            .children
            .iter()
            .rev()
            .filter_map(Child::known)
            .map(|ended| ended.status);
        let last = statuses.next().unwrap_or(WaitStatus::Exited(0));
        let failed = if self.pipefail && last == WaitStatus::Exited(0) {
            statuses.find(|&status| status != WaitStatus::Exited(0))
        } else {
            None
        };
        failed.unwrap_or(last).into()
    }

    pub fn signal(&self, signal: Signal) -> Result<(), Error> {
        if let Some(group) = self.group {
            return match self.signal_group(group, signal) {
                // All of it has ended.
                Err(error) if error.raw_os_error() == Some(libc::ESRCH) => Ok(()),
                other => other.map_err(|error| self.io(error)),
            };
        }
        // One that may not be sent it keeps it from none behind it.
        let mut sent = Ok(());
        for child in &self.children {
            sent = sent.and(child.signal(signal).map(drop));
        }
        sent.map_err(|error| self.io(error))
    }

    fn signal_group(&self, group: i32, signal: Signal) -> io::Result<()> {
        let leader = self.children.first();
        if let Some(sent) = leader.and_then(|leader| leader.signal_group(signal)) {
            return sent;
        }
        // A child that has not been reaped holds the group's number.
        let there = |child: &Child| child.while_there(|| signal::killpg(group, signal));
        self.children.iter().find_map(there).unwrap_or(Ok(()))
    }

    pub fn cancel(&self, grace: Duration) -> Result<ExitStatus, Error> {
        self.signal(Signal::TERM)?;
        // One that is stopped would not notice.
        self.signal(Signal::CONT)?;
        if let Some(status) = self.wait_for(grace)? {
            return Ok(status);
        }
        self.signal(Signal::KILL)?;
        self.wait()
    }
}
