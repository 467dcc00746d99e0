//! Commands joined by pipes.

use super::command::Command;
use super::stdio::Stdio;
use std::ffi::OsString;
use std::ops::BitOr;
use std::time::Duration;

/// Commands that run at the same time, each reading what the one before writes.
///
/// What XCU 2.9.2 calls a pipeline; its stages are joined by pipe(2). As there, what a stage says of its own standard
/// input and output counts, also between two stages. The [timeout](Command::timeout) and the
/// [process group](Command::process_group) of a stage are those of the whole; what is said of a pipeline stays said
/// when it is joined to another.
///
/// ```
/// use tine::process::{Command, Pipeline};
/// let lines = Command::new("printf").arg("b\na\n") | Command::new("sort");
/// assert_eq!(lines.read()?, b"a\nb");
///
/// let built = Pipeline::new().stage(Command::new("false")).stage(Command::new("true"));
/// assert!(built.clone().status()?.success());
/// assert!(!built.pipefail(true).status()?.success());
///
/// let copies: Pipeline = ["cat"; 3].into_iter().map(Command::new).collect();
/// assert_eq!((Command::new("echo").arg("x") | copies).read()?, b"x");
/// # Ok::<(), tine::process::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
#[must_use = "a pipeline runs when status, output, read or spawn is called"]
pub struct Pipeline {
    pub(super) stages: Vec<Command>,
    pub(super) pipefail: bool,
    pub(super) stdin: Option<Stdio>,
    pub(super) stdout: Option<Stdio>,
    pub(super) stderr: Option<Stdio>,
    pub(super) group: Option<i32>,
    pub(super) timeout: Option<Duration>,
}

impl Pipeline {
    /// A pipeline without stages; [`spawn`](Self::spawn) refuses it until it has one.
    ///
    /// See XCU 2.9.2.
    ///
    /// ```
    /// use tine::process::{Command, Pipeline};
    /// assert!(Pipeline::new().spawn().is_err());
    /// ```
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a stage at the end.
    ///
    /// See XCU 2.9.2.
    ///
    /// ```
    /// use tine::process::{Command, Pipeline};
    /// let copy = Pipeline::new().stage(Command::new("echo").arg("x")).stage(Command::new("cat"));
    /// assert_eq!(copy.read()?, b"x");
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn stage(mut self, command: Command) -> Self {
        self.group = self.group.or(command.settings.group);
        self.timeout = self.timeout.or(command.timeout);
        self.stages.push(command);
        self
    }

    /// Whether the status is that of the last stage that failed, rather than that of the last stage.
    ///
    /// As the option of XCU `set`.
    ///
    /// ```
    /// use tine::process::{Command, Pipeline};
    /// let pipeline = Command::new("false") | Command::new("true");
    /// assert_eq!(pipeline.pipefail(true).status()?.code(), Some(1));
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn pipefail(mut self, on: bool) -> Self {
        self.pipefail = on;
        self
    }

    /// Where the first stage's standard input comes from.
    ///
    /// Overrides what the first stage says itself. As std's.
    ///
    /// ```
    /// use tine::process::{Command, Stdio};
    /// let pipeline = Command::new("cat") | Command::new("cat");
    /// assert_eq!(pipeline.stdin(Stdio::reader(&b"from a reader"[..])).read()?, b"from a reader");
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn stdin(mut self, from: impl Into<Stdio>) -> Self {
        self.stdin = Some(from.into());
        self
    }

    /// Where the last stage's standard output goes.
    ///
    /// Overrides what the last stage says itself. As std's.
    ///
    /// ```
    /// use tine::process::{Command, Stdio};
    /// let pipeline = Command::new("echo") | Command::new("cat");
    /// assert!(pipeline.stdout(Stdio::null()).status()?.success());
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn stdout(mut self, to: impl Into<Stdio>) -> Self {
        self.stdout = Some(to.into());
        self
    }

    /// Where the standard error of every stage goes that does not say so itself; [`Stdio::merge`] for where the
    /// pipeline's output goes.
    ///
    /// As std's, for all at once.
    ///
    /// ```
    /// use tine::process::{Command, Stdio};
    /// let pipeline = Command::new("sh").args(["-c", "echo oops >&2"]) | Command::new("cat");
    /// assert_eq!(pipeline.stderr(Stdio::merge()).read()?, b"oops");
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn stderr(mut self, to: impl Into<Stdio>) -> Self {
        self.stderr = Some(to.into());
        self
    }

    /// Puts all stages into a process group: 0 for a new one of their own, which signals then go to as a whole.
    ///
    /// By setpgid(2).
    ///
    /// ```
    /// use tine::process::{Command, View};
    /// let mut job = (Command::new("sleep").arg("1000") | Command::new("cat")).process_group(0).spawn()?;
    /// assert!(View::of_job(&job).iter().all(|view| Some(view.group) == job.pgid()));
    /// job.kill()?;
    /// job.wait()?;
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn process_group(mut self, group: i32) -> Self {
        self.group = Some(group);
        self
    }

    /// Ends all stages, with TERM and after a second KILL, when a verb that waits has waited this long; the verb then
    /// fails with [`Error::TimedOut`](super::Error::TimedOut).
    ///
    /// See [`Command::timeout`]; the clock is that of `clock_gettime(2)`.
    ///
    /// ```
    /// use tine::process::{Command, Error};
    /// use std::time::Duration;
    /// let slow = (Command::new("sleep").arg("1000") | Command::new("cat")).timeout(Duration::from_millis(1));
    /// assert!(matches!(slow.read(), Err(Error::TimedOut { .. })));
    /// ```
    pub fn timeout(mut self, time: Duration) -> Self {
        self.timeout = Some(time);
        self
    }

    /// What is said of where the first stage reads.
    pub(super) fn input_end(&self) -> Option<&Stdio> {
        let stage = || self.stages.first()?.stdin.as_ref();
        self.stdin.as_ref().or_else(stage)
    }

    /// What is said of where the last stage writes.
    pub(super) fn output_end(&self) -> Option<&Stdio> {
        let stage = || self.stages.last()?.stdout.as_ref();
        self.stdout.as_ref().or_else(stage)
    }

    /// The programs, for messages.
    pub(super) fn name(&self) -> OsString {
        let mut name = OsString::new();
        for stage in &self.stages {
            if !name.is_empty() {
                name.push(" | ");
            }
            name.push(&stage.program);
        }
        name
    }
}

impl From<Command> for Pipeline {
    fn from(command: Command) -> Self {
        Self::new().stage(command)
    }
}

impl FromIterator<Command> for Pipeline {
    fn from_iter<I: IntoIterator<Item = Command>>(commands: I) -> Self {
        commands.into_iter().fold(Self::new(), Self::stage)
    }
}

impl BitOr<Command> for Pipeline {
    type Output = Self;

    fn bitor(self, next: Command) -> Self {
        self.stage(next)
    }
}

impl BitOr for Pipeline {
    type Output = Self;

    fn bitor(mut self, next: Self) -> Self {
        self.stages.extend(next.stages);
        self.pipefail |= next.pipefail;
        self.stdin = self.stdin.or(next.stdin);
        self.stdout = next.stdout.or(self.stdout);
        self.stderr = self.stderr.or(next.stderr);
        self.group = self.group.or(next.group);
        self.timeout = self.timeout.or(next.timeout);
        self
    }
}

impl BitOr<Pipeline> for Command {
    type Output = Pipeline;

    fn bitor(self, next: Pipeline) -> Pipeline {
        Pipeline::from(self) | next
    }
}
