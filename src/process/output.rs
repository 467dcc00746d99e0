//! The output of a job: line by line, or all of it when it has ended.

use super::Job;
use super::capture::collect;
use super::error::Error;
use super::job::GRACE;
use std::io::{self, BufRead, BufReader, PipeReader};
use std::process::{ExitStatus, Output};
use std::time::{Duration, Instant};

/// The lines that a job writes; see [`Job::lines`](super::Job::lines).
///
/// An item is a line, or an error of read(2); bytes after the last newline are a line too.
///
/// ```
/// use tine::process::{Command, Stdio};
/// let mut lines = Command::new("printf").arg("a\nb").stdout(Stdio::piped()).spawn()?.lines();
/// assert_eq!(lines.by_ref().flatten().collect::<Vec<_>>(), [b"a", b"b"]);
/// # Ok::<(), tine::process::Error>(())
/// ```
#[derive(Debug)]
pub struct Lines(Option<BufReader<PipeReader>>);

impl Lines {
    pub(super) fn of(output: Option<PipeReader>) -> Self {
        Self(output.map(BufReader::new))
    }
}

impl Iterator for Lines {
    type Item = io::Result<Vec<u8>>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut line = Vec::new();
        match self.0.as_mut()?.read_until(b'\n', &mut line) {
            Ok(0) => None,
            Ok(_) => {
                if line.last() == Some(&b'\n') {
                    line.pop();
                }
                Some(Ok(line))
            }
            Err(error) => Some(Err(error)),
        }
    }
}

impl Job {
    /// The lines of its standard output as they come, without their newline. Ends at the end of output; wait
    /// afterwards for the status. It takes [`stdout`](Job::stdout): without one, there are no lines.
    ///
    /// Each item may be an error of read(2). As std's `BufRead::lines`, for bytes.
    ///
    /// ```
    /// use tine::process::{Command, Stdio};
    /// let mut job = Command::new("printf").arg("one\ntwo\n").stdout(Stdio::piped()).spawn()?;
    /// let lines: Vec<_> = job.lines().collect::<Result<_, _>>()?;
    /// assert_eq!(lines, [b"one", b"two"]);
    /// assert!(job.wait()?.success());
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn lines(&mut self) -> Lines {
        Lines::of(self.stdout.take())
    }

    /// Waits for its end, collecting whatever of its output is piped, both streams at once.
    ///
    /// Fails with [`Error::Io`] and `ECHILD` where the host has taken the status away (see [the module](super)).
    /// Errors of read(2) too. As std's `wait_with_output`.
    ///
    /// ```
    /// use tine::process::{Command, Stdio};
    /// let job = Command::new("echo").arg("x").stdout(Stdio::piped()).spawn()?;
    /// assert_eq!(job.into_output()?.stdout, b"x\n");
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn into_output(self) -> Result<Output, Error> {
        self.finish_output(None)
    }

    pub(super) fn finish_status(mut self, timeout: Option<Duration>) -> Result<ExitStatus, Error> {
        match timeout {
            None => self.wait(),
            Some(time) => match self.wait_timeout(time)? {
                Some(status) => Ok(status),
                None => Err(self.too_late()),
            },
        }
    }

    pub(super) fn finish_output(mut self, timeout: Option<Duration>) -> Result<Output, Error> {
        self.stdin = None;
        let deadline = timeout.and_then(|time| Instant::now().checked_add(time));
        let collected = collect(self.stdout.take(), self.stderr.take(), deadline);
        let Some((stdout, stderr)) = collected.map_err(|error| self.stages.io(error))? else {
            return Err(self.too_late());
        };
        let status = match deadline {
            None => self.wait()?,
            Some(deadline) => match self.stages.wait_until(deadline)? {
                Some(status) => status,
                None => return Err(self.too_late()),
            },
        };
        Ok(Output {
            status,
            stdout,
            stderr,
        })
    }

    fn too_late(&mut self) -> Error {
        match self.cancel(GRACE) {
            Ok(_) => Error::TimedOut {
                program: self.stages.name.clone(),
            },
            Err(error) => error,
        }
    }
}
