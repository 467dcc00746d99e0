//! What comes of one task of a pool.

use super::error::Error;
use std::fmt;
use std::process::ExitStatus;

/// What came of one task.
///
/// Statuses in it are those of waitpid(2).
///
/// ```
/// use tine::process::{Command, Outcome, Pool};
/// let outcomes: Vec<Outcome> = Pool::new(1, Command::new("true")).run([Vec::new()]).collect();
/// assert_eq!(outcomes[0].index, 0);
/// assert!(outcomes[0].result.is_err());
/// ```
#[derive(Debug)]
pub struct Outcome {
    /// The place of the task among all, from 0.
    pub index: usize,
    /// The worker's answer.
    pub result: Result<Vec<u8>, TaskError>,
}

/// Why a task has no answer.
///
/// How a worker ended is told as by waitpid(2).
///
/// ```
/// use std::os::unix::process::ExitStatusExt;
/// use tine::process::TaskError;
/// let error = TaskError::Crashed(std::process::ExitStatus::from_raw(9));
/// assert!(error.to_string().contains("signal: 9"));
/// ```
#[derive(Debug)]
pub enum TaskError {
    /// The worker said so.
    Failed(Vec<u8>),
    /// Every worker that tried it ended, the last with this status.
    Crashed(ExitStatus),
    /// No worker that tried it answered within the [limit](super::Pool::task_timeout).
    TimedOut,
    /// No worker could be started.
    NoWorker(Error),
}

impl fmt::Display for TaskError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failed(message) => f.write_str(&String::from_utf8_lossy(message)),
            Self::Crashed(status) => write!(f, "the worker ended: {status}"),
            Self::TimedOut => f.write_str("the worker did not answer in time"),
            Self::NoWorker(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for TaskError {}
