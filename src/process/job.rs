//! A running pipeline.

use super::error::Error;
use super::handle::Handle;
use super::stages::Stages;
use crate::signal::Signal;
use crate::sys::wait::Usage;
use std::io::{PipeReader, PipeWriter};
use std::process::ExitStatus;
use std::sync::Arc;
use std::time::Duration;

/// How long a job that timed out has to end after TERM.
pub(super) const GRACE: Duration = Duration::from_secs(1);

/// A running command or pipeline.
///
/// Dropping it neither blocks nor leaves a zombie: what still runs goes on, and is reaped when it ends. Signals never
/// reach a process that took over the number of one that ended.
///
/// What XBD 3.182 calls a job; signals go by kill(2) or `pidfd_send_signal(2)`.
///
/// ```
/// use tine::process::{Command, Stdio};
/// use tine::signal::Signal;
/// use std::os::unix::process::ExitStatusExt;
/// let mut job = Command::new("sleep").arg("1000").spawn()?;
/// assert!(job.try_wait()?.is_none());
/// job.signal(Signal::TERM)?;
/// assert_eq!(job.wait()?.signal(), Some(15));
/// # Ok::<(), tine::process::Error>(())
/// ```
#[derive(Debug)]
pub struct Job {
    /// The write end of the first stage's standard input, where it is [`Stdio::piped`](super::Stdio::piped).
    pub stdin: Option<PipeWriter>,
    /// The read end of the last stage's standard output, where it is piped.
    pub stdout: Option<PipeReader>,
    /// The read end of the stages' standard error, where it is piped.
    pub stderr: Option<PipeReader>,
    pub(super) stages: Arc<Stages>,
}

impl Job {
    /// The processes, first stage first.
    ///
    /// Numbers stay in the list when their processes have ended; see fork(2).
    ///
    /// ```
    /// use tine::process::Command;
    /// let mut job = (Command::new("true") | Command::new("true")).spawn()?;
    /// assert_eq!(job.pids().len(), 2);
    /// job.wait()?;
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn pids(&self) -> Vec<i32> {
        self.stages.pids()
    }

    /// The process group of its own, if it was given one.
    ///
    /// See setpgid(2).
    ///
    /// ```
    /// use tine::process::Command;
    /// let mut job = Command::new("true").process_group(0).spawn()?;
    /// assert_eq!(job.pgid(), job.pids().first().copied());
    /// job.wait()?;
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn pgid(&self) -> Option<i32> {
        self.stages.group
    }

    /// Closes its standard input, if piped, and waits until all stages have ended; the status of the last, or as
    /// [`pipefail`](super::Pipeline::pipefail) has it.
    ///
    /// Fails with [`Error::Io`] and `ECHILD` where the host has taken the status away (see [the module](super)). See
    /// waitpid(2).
    ///
    /// ```
    /// use tine::process::Command;
    /// assert_eq!(Command::new("sh").args(["-c", "exit 5"]).spawn()?.wait()?.code(), Some(5));
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn wait(&mut self) -> Result<ExitStatus, Error> {
        self.stdin = None;
        match Arc::get_mut(&mut self.stages) {
            Some(stages) => stages.wait_alone(),
            None => self.stages.wait(),
        }
    }

    /// The status, if all stages have ended.
    ///
    /// Fails with [`Error::Io`] and `ECHILD` where the host has taken the status away (see [the module](super)). See
    /// waitpid(2), `WNOHANG`.
    ///
    /// ```
    /// use tine::process::Command;
    /// let mut job = Command::new("sleep").arg("1000").spawn()?;
    /// assert!(job.try_wait()?.is_none());
    /// job.kill()?;
    /// job.wait()?;
    /// assert!(job.try_wait()?.is_some());
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn try_wait(&self) -> Result<Option<ExitStatus>, Error> {
        self.stages.try_wait()
    }

    /// Like [`wait`](Self::wait), at most `time`; `None` if it still runs then.
    ///
    /// Fails with [`Error::Io`] and `ECHILD` where the host has taken the status away (see [the module](super)). It
    /// waits by poll(2) on a pidfd.
    ///
    /// ```
    /// use std::time::Duration;
    /// use tine::process::Command;
    /// let mut job = Command::new("sleep").arg("1000").spawn()?;
    /// assert!(job.wait_timeout(Duration::from_millis(1))?.is_none());
    /// job.kill()?;
    /// assert!(job.wait_timeout(Duration::from_secs(60))?.is_some());
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn wait_timeout(&mut self, time: Duration) -> Result<Option<ExitStatus>, Error> {
        self.stdin = None;
        self.stages.wait_for(time)
    }

    /// How each stage ended, as far as waiting has found out.
    ///
    /// In the form of waitpid(2), as std's `ExitStatus`.
    ///
    /// ```
    /// use tine::process::Command;
    /// let mut job = (Command::new("false") | Command::new("true")).spawn()?;
    /// job.wait()?;
    /// let codes: Vec<_> = job.statuses().iter().flatten().map(|status| status.code()).collect();
    /// assert_eq!(codes, [Some(1), Some(0)]);
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn statuses(&self) -> Vec<Option<ExitStatus>> {
        self.stages
            .children
            .iter()
            .map(|child| child.known().map(|ended| ended.status.into()))
            .collect()
    }

    /// What each stage used, with the descendants that it waited for, once it has been waited for.
    ///
    /// Times to the microsecond, memory in bytes; see getrusage(2).
    ///
    /// ```
    /// use tine::process::Command;
    /// let mut job = Command::new("true").spawn()?;
    /// job.wait()?;
    /// assert!(job.usage()[0].is_some_and(|usage| usage.max_resident > 0));
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn usage(&self) -> Vec<Option<Usage>> {
        self.stages
            .children
            .iter()
            .map(|child| child.known().map(|ended| ended.usage))
            .collect()
    }

    /// Sends a signal to every stage, or to its whole process group where it has one. What has ended is passed over.
    ///
    /// Fails with [`Error::Io`]: `EPERM` for a process that has become somebody else's. See kill(2).
    ///
    /// ```
    /// use tine::signal::Signal;
    /// use tine::process::Command;
    /// let mut job = Command::new("sleep").arg("1000").spawn()?;
    /// job.signal(Signal::TERM)?;
    /// assert!(!job.wait()?.success());
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn signal(&self, signal: Signal) -> Result<(), Error> {
        self.stages.signal(signal)
    }

    /// Sends KILL, as [`signal`](Self::signal).
    ///
    /// Fails with [`Error::Io`]: `EPERM` for a process that has become somebody else's. See kill(2).
    ///
    /// ```
    /// use tine::process::Command;
    /// let mut job = Command::new("sleep").arg("1000").spawn()?;
    /// job.kill()?;
    /// assert!(!job.wait()?.success());
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn kill(&self) -> Result<(), Error> {
        self.stages.signal(Signal::KILL)
    }

    /// Ends it: TERM (and CONT, for one that is stopped), and KILL for what is left after `grace`. Waits for the end.
    ///
    /// Fails with [`Error::Io`] and `ECHILD` where the host has taken the status away (see [the module](super)). See
    /// kill(2), signal(7).
    ///
    /// ```
    /// use std::time::Duration;
    /// use tine::process::Command;
    /// let mut job = Command::new("sleep").arg("1000").spawn()?;
    /// assert!(!job.cancel(Duration::from_secs(1))?.success());
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn cancel(&mut self, grace: Duration) -> Result<ExitStatus, Error> {
        self.stdin = None;
        self.stages.cancel(grace)
    }

    /// Lets it run on alone; it is reaped when it ends. Answers the processes.
    ///
    /// As std's child that is dropped, but no zombie stays behind; see wait(2).
    ///
    /// ```
    /// use tine::process::Command;
    /// let pids = Command::new("true").spawn()?.detach();
    /// assert_eq!(pids.len(), 1);
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn detach(self) -> Vec<i32> {
        self.pids()
    }

    /// A handle for another thread.
    ///
    /// Several may wait at the same time: all get the status that waitpid(2) gave once.
    ///
    /// ```
    /// use tine::process::Command;
    /// let mut job = Command::new("true").spawn()?;
    /// let handle = job.handle();
    /// job.wait()?;
    /// assert!(handle.wait()?.success());
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn handle(&self) -> Handle {
        Handle(self.stages.clone())
    }
}
