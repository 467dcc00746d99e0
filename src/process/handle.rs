//! A running job as other threads have it.

use super::error::Error;
use super::stages::Stages;
use crate::signal::Signal;
use std::process::ExitStatus;
use std::sync::Arc;
use std::time::Duration;

/// Signals and looks after a [`Job`](super::Job) from another thread while its owner waits.
///
/// It waits as waitpid(2) does, and signals as kill(2).
///
/// ```
/// use tine::process::Command;
/// let mut job = Command::new("sleep").arg("1000").spawn()?;
/// let handle = job.handle();
/// let killer = std::thread::spawn(move || handle.kill());
/// assert!(!job.wait()?.success());
/// # let _ = killer.join();
/// # Ok::<(), tine::process::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Handle(pub(super) Arc<Stages>);

impl Handle {
    /// The processes, first stage first.
    ///
    /// As [`Job::pids`](super::Job::pids); see fork(2).
    ///
    /// ```
    /// use tine::process::Command;
    /// let mut job = Command::new("true").spawn()?;
    /// assert_eq!(job.handle().pids(), job.pids());
    /// job.wait()?;
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn pids(&self) -> Vec<i32> {
        self.0.pids()
    }

    /// Waits for the end of all stages.
    ///
    /// Fails as [`Job::wait`](super::Job::wait); see waitpid(2).
    ///
    /// ```
    /// use tine::process::Command;
    /// let job = Command::new("sh").args(["-c", "exit 5"]).spawn()?;
    /// assert_eq!(job.handle().wait()?.code(), Some(5));
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn wait(&self) -> Result<ExitStatus, Error> {
        self.0.wait()
    }

    /// The status, if all stages have ended.
    ///
    /// Fails as [`Job::wait`](super::Job::wait); see waitpid(2).
    ///
    /// ```
    /// use tine::process::Command;
    /// let mut job = Command::new("true").spawn()?;
    /// let handle = job.handle();
    /// job.wait()?;
    /// assert!(handle.try_wait()?.is_some());
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn try_wait(&self) -> Result<Option<ExitStatus>, Error> {
        self.0.try_wait()
    }

    /// Sends a signal, as [`Job::signal`](super::Job::signal).
    ///
    /// Fails as [`Job::signal`](super::Job::signal); see kill(2).
    ///
    /// ```
    /// use tine::process::Command;
    /// use tine::signal::Signal;
    /// let mut job = Command::new("sleep").arg("1000").spawn()?;
    /// job.handle().signal(Signal::TERM)?;
    /// assert!(!job.wait()?.success());
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn signal(&self, signal: Signal) -> Result<(), Error> {
        self.0.signal(signal)
    }

    /// Sends KILL, as [`Job::signal`](super::Job::signal).
    ///
    /// Fails as [`Job::signal`](super::Job::signal); see kill(2).
    ///
    /// ```
    /// use tine::process::Command;
    /// let mut job = Command::new("sleep").arg("1000").spawn()?;
    /// job.handle().kill()?;
    /// assert!(!job.wait()?.success());
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn kill(&self) -> Result<(), Error> {
        self.0.signal(Signal::KILL)
    }

    /// Ends it, as [`Job::cancel`](super::Job::cancel).
    ///
    /// Fails as [`Job::cancel`](super::Job::cancel); see kill(2).
    ///
    /// ```
    /// use std::time::Duration;
    /// use tine::process::Command;
    /// let job = Command::new("sleep").arg("1000").spawn()?;
    /// assert!(!job.handle().cancel(Duration::from_secs(1))?.success());
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn cancel(&self, grace: Duration) -> Result<ExitStatus, Error> {
        self.0.cancel(grace)
    }
}
