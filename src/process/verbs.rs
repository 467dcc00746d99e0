//! The verbs of commands and pipelines: to run them to their end, to collect what they write, or only to start them.

use super::error::Error;
use super::job::Job;
use super::pipeline::Pipeline;
use super::stdio::Stdio;
use super::{Command, launch};
use std::process::{ExitStatus, Output};

impl Command {
    /// Runs it and waits for its end.
    ///
    /// Fails with [`Error::Start`] if it cannot be started, and [`Error::Io`] if its channels cannot be made
    /// (`EMFILE`, `ENFILE`). [`Error::TimedOut`] after its [`timeout`](Self::timeout). As std's; waits as waitpid(2).
    ///
    /// ```
    /// use tine::process::Command;
    /// assert_eq!(Command::new("sh").args(["-c", "exit 3"]).status()?.code(), Some(3));
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn status(self) -> Result<ExitStatus, Error> {
        Pipeline::from(self).status()
    }

    /// Runs it and collects what it writes to standard output and standard error.
    ///
    /// As std's. Fails as [`status`](Self::status).
    ///
    /// ```
    /// use tine::process::Command;
    /// let output = Command::new("sh").args(["-c", "echo out; echo err >&2"]).output()?;
    /// assert_eq!((output.stdout.as_slice(), output.stderr.as_slice()), (b"out\n".as_slice(), b"err\n".as_slice()));
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn output(self) -> Result<Output, Error> {
        Pipeline::from(self).output()
    }

    /// Runs it and answers what it wrote to standard output, without newlines at the end. An error unless it succeeds.
    ///
    /// Fails as [`status`](Self::status), and with [`Error::Failed`]. What the shell does for `$( )` (XCU 2.6.3).
    ///
    /// ```
    /// use tine::process::{Command, Error};
    /// assert_eq!(Command::new("echo").arg("hello").read()?, b"hello");
    /// assert!(matches!(Command::new("false").read(), Err(Error::Failed { .. })));
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn read(self) -> Result<Vec<u8>, Error> {
        Pipeline::from(self).read()
    }

    /// Becomes it: this process runs the program from here on (execve(2)). Returns only the error, with directory,
    /// descriptors and signals perhaps changed already; the program should then end.
    ///
    /// As std's, and execve(2).
    ///
    /// ```
    /// use tine::process::Command;
    /// let error = Command::new("/nonexistent/program").exec();
    /// assert_eq!(error.errno(), Some(2));
    /// ```
    pub fn exec(self) -> Error {
        launch::replace(&self)
    }

    /// Starts it.
    ///
    /// Fails with [`Error::Start`] if it cannot be started, and [`Error::Io`] if its channels cannot be made
    /// (`EMFILE`, `ENFILE`). As std's; see fork(2) and execve(2) for what a process inherits.
    ///
    /// ```
    /// use tine::process::Command;
    /// let mut job = Command::new("true").spawn()?;
    /// assert!(job.wait()?.success());
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn spawn(self) -> Result<Job, Error> {
        Pipeline::from(self).spawn()
    }
}

impl Pipeline {
    /// Runs it and waits for the end of all stages.
    ///
    /// Fails as [`Command::status`]. Waits as waitpid(2), for each stage.
    ///
    /// ```
    /// use tine::process::Command;
    /// assert!((Command::new("false") | Command::new("true")).status()?.success());
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn status(self) -> Result<ExitStatus, Error> {
        let timeout = self.timeout;
        self.spawn()?.finish_status(timeout)
    }

    /// Runs it and collects what it writes to standard output and standard error, both at once.
    ///
    /// Fails as [`Command::output`]; as std's.
    ///
    /// ```
    /// use tine::process::Command;
    /// let output = (Command::new("echo").arg("x") | Command::new("cat")).output()?;
    /// assert_eq!(output.stdout, b"x\n");
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn output(mut self) -> Result<Output, Error> {
        // std's rule: what is not said otherwise is captured, and standard input is empty.
        if self.input_end().is_none() {
            self.stdin = Some(Stdio::null());
        }
        self.capture_output_by_default();
        self.stderr.get_or_insert_with(Stdio::piped);
        let timeout = self.timeout;
        self.spawn()?.finish_output(timeout)
    }

    /// Runs it and answers what it wrote to standard output, without newlines at the end. An error unless its status
    /// is 0. Standard error is the caller's.
    ///
    /// Fails as [`Command::read`]; see XCU 2.6.3.
    ///
    /// ```
    /// use tine::process::Command;
    /// assert_eq!((Command::new("echo").arg("x") | Command::new("cat")).read()?, b"x");
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn read(mut self) -> Result<Vec<u8>, Error> {
        self.capture_output_by_default();
        let timeout = self.timeout;
        let program = self.name();
        let mut output = self.spawn()?.finish_output(timeout)?;
        if !output.status.success() {
            return Err(Error::Failed {
                program,
                status: output.status,
            });
        }
        while output.stdout.last() == Some(&b'\n') {
            output.stdout.pop();
        }
        Ok(output.stdout)
    }

    /// Starts all stages. If one cannot be started, those before it are killed and reaped.
    ///
    /// Fails as [`Command::spawn`]. See XCU 2.9.2: all stages run at the same time.
    ///
    /// ```
    /// use tine::process::Command;
    /// let mut job = (Command::new("true") | Command::new("true")).spawn()?;
    /// assert_eq!(job.pids().len(), 2);
    /// assert!(job.wait()?.success());
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn spawn(self) -> Result<Job, Error> {
        launch::start(&self)
    }

    fn capture_output_by_default(&mut self) {
        if self.output_end().is_none() {
            self.stdout = Some(Stdio::piped());
        }
    }
}
