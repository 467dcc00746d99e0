//! What a new process is to be, and what may go wrong in becoming it.

use super::limit::{Limit, Resource};
use super::signal::SignalSet;
use super::strings::Strings;
use std::ffi::CStr;
use std::io;
use std::os::fd::RawFd;
use std::rc::Rc;

/// What a new process is to be; everything is prepared before the clone.
///
/// Its parts are those of XSH `posix_spawn`, and more; see execve(2).
///
/// ```
/// use tine::process::{Plan, Strings, WaitFlags, WaitStatus, spawn, waitpid};
/// let (argv, envp) = (Strings::new(["sh", "-c", "exit $(umask)"]), Strings::new(["PATH=/bin:/usr/bin"]));
/// let plan = Plan { umask: Some(0o22), group: Some(0), ..Plan::new(c"/bin/sh", &argv, &envp) };
/// let pid = spawn(&plan)?;
/// assert_eq!(waitpid(pid, WaitFlags::empty())?, Some((pid, WaitStatus::Exited(22))));
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Plan<'a> {
    /// The path handed to `execve`.
    pub program: &'a CStr,
    /// Tried in turn when `program` is not there or may not be run: the rest of a PATH search.
    pub alternatives: &'a [&'a CStr],
    /// What runs the program, and with which arguments, if the system does not know its format: the shell, for a
    /// script without `#!`.
    pub interpreter: Option<(&'a CStr, &'a Strings)>,
    /// The argument vector.
    pub argv: &'a Strings,
    /// The environment.
    pub envp: &'a Strings,
    /// `(from, to)`: descriptors to move, all at once, so that swaps and cycles come out right. Each `to` occurs once.
    /// Where both are the same the descriptor is merely left open on exec.
    pub moves: &'a [(RawFd, RawFd)],
    /// Descriptors to close, after the moves.
    pub close: &'a [RawFd],
    /// `Some(0)`: a process group of its own; `Some(group)`: that one.
    pub group: Option<libc::pid_t>,
    /// Makes the child's group the foreground group of the terminal on this descriptor.
    pub terminal: Option<RawFd>,
    /// Signals set to their default action.
    pub default: SignalSet,
    /// Signals ignored.
    pub ignore: SignalSet,
    /// Signals that are caught by whomever are looked for and set to default, so that no handler of a host program can
    /// run in the child before exec. Not needed where `default` names all that is caught.
    pub default_caught: bool,
    /// The signal mask that the program starts with; that of the caller if `None`.
    pub mask: Option<SignalSet>,
    /// Starts a new session.
    pub session: bool,
    /// Working directory.
    pub directory: Option<&'a CStr>,
    /// File mode creation mask.
    pub umask: Option<u32>,
    /// Resource limits.
    pub limits: &'a [(Resource, Limit)],
    /// Nice value.
    pub nice: Option<i32>,
    /// User id.
    pub user: Option<u32>,
    /// Group id.
    pub group_id: Option<u32>,
    /// Supplementary groups.
    pub groups: Option<&'a [u32]>,
    /// The signal it gets when the thread that started it ends.
    pub parent_death: Option<i32>,
}

impl<'a> Plan<'a> {
    /// A plan that changes nothing but the program.
    ///
    /// See execve(2) for what stays as it is.
    ///
    /// ```
    /// use tine::process::{Plan, Strings};
    /// let words = Strings::new(["true"]);
    /// assert!(Plan::new(c"/bin/true", &words, &words).moves.is_empty());
    /// ```
    pub fn new(program: &'a CStr, argv: &'a Strings, envp: &'a Strings) -> Self {
        Self {
            program,
            alternatives: &[],
            interpreter: None,
            argv,
            envp,
            moves: &[],
            close: &[],
            group: None,
            terminal: None,
            default: SignalSet(0),
            ignore: SignalSet(0),
            default_caught: false,
            mask: None,
            session: false,
            directory: None,
            umask: None,
            limits: &[],
            nice: None,
            user: None,
            group_id: None,
            groups: None,
            parent_death: None,
        }
    }

    /// Whether there is nothing to do but signals and descriptors before the program.
    pub(super) const fn is_plain(&self) -> bool {
        !self.session
            && self.group.is_none()
            && self.terminal.is_none()
            && self.directory.is_none()
            && self.umask.is_none()
            && self.limits.is_empty()
            && self.nice.is_none()
            && self.user.is_none()
            && self.group_id.is_none()
            && self.groups.is_none()
            && self.parent_death.is_none()
    }
}

/// A plan of a shell, which owns what it says: for a program that is started while its parent goes on.
#[derive(Debug)]
pub(crate) struct Order {
    pub program: Rc<CStr>,
    pub interpreter: Option<(Rc<CStr>, Strings)>,
    pub argv: Strings,
    pub envp: Rc<Strings>,
    pub moves: Vec<(RawFd, RawFd)>,
    pub close: Vec<RawFd>,
    pub group: Option<libc::pid_t>,
    pub terminal: Option<RawFd>,
    pub default: SignalSet,
    pub ignore: SignalSet,
    pub default_caught: bool,
    pub mask: Option<SignalSet>,
    pub limits: Vec<(Resource, Limit)>,
}

impl Order {
    /// An order that changes nothing but the program.
    pub fn new(program: &CStr, argv: Strings, envp: Rc<Strings>) -> Self {
        Self {
            program: program.into(),
            interpreter: None,
            argv,
            envp,
            moves: Vec::new(),
            close: Vec::new(),
            group: None,
            terminal: None,
            default: SignalSet(0),
            ignore: SignalSet(0),
            default_caught: false,
            mask: None,
            limits: Vec::new(),
        }
    }

    /// What is ordered.
    pub fn plan(&self) -> Plan<'_> {
        let interpreter = self.interpreter.as_ref();
        Plan {
            interpreter: interpreter.map(|(program, argv)| (&**program, argv)),
            moves: &self.moves,
            close: &self.close,
            group: self.group,
            terminal: self.terminal,
            default: self.default,
            ignore: self.ignore,
            default_caught: self.default_caught,
            mask: self.mask,
            limits: &self.limits,
            ..Plan::new(&self.program, &self.argv, &self.envp)
        }
    }
}

/// The part of a plan that failed.
///
/// In the order of XSH `posix_spawn`: what fails first is told.
///
/// ```
/// use tine::process::{Plan, Step, Strings, spawn};
/// let words = Strings::new(["x"]);
/// let error = spawn(&Plan { directory: Some(c"/nonexistent"), ..Plan::new(c"/bin/true", &words, &words) });
/// assert_eq!(error.err().map(|error| error.step), Some(Step::Directory));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Making the process.
    Fork,
    /// Starting a session.
    Session,
    /// Entering the process group.
    Group,
    /// Setting a resource limit or the nice value.
    Limit,
    /// Changing user or groups.
    Identity,
    /// Entering the working directory.
    Directory,
    /// Moving this descriptor (its old number).
    Move(RawFd),
    /// Running the program.
    Exec,
}

/// Why a process could not be started.
///
/// Numbers are those of errno(3).
///
/// ```
/// use tine::process::{Plan, SpawnError, Step, Strings, spawn};
/// let words = Strings::new(["x"]);
/// let error = spawn(&Plan::new(c"/nonexistent/x", &words, &words));
/// assert_eq!(error, Err(SpawnError { errno: 2, step: Step::Exec }));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SpawnError {
    /// The system's error number.
    pub errno: i32,
    /// What failed.
    pub step: Step,
}

impl SpawnError {
    pub(crate) const fn at(step: Step, errno: i32) -> Self {
        Self { errno, step }
    }

    /// The exit status that tells of it (XCU 2.8.2): 127 for a program that is not there, 126 for one that cannot be run.
    ///
    /// ```
    /// use tine::process::{SpawnError, Step};
    /// let error = SpawnError { errno: 2, step: Step::Exec };
    /// assert_eq!(error.status(), 127);
    /// assert_eq!(error.to_string(), "cannot execute: No such file or directory");
    /// ```
    pub const fn status(&self) -> i32 {
        match (self.step, self.errno) {
            (Step::Exec, libc::ENOENT | libc::ENOTDIR) => 127,
            _ => 126,
        }
    }
}

impl std::fmt::Display for SpawnError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let why = super::errno_text(&io::Error::from_raw_os_error(self.errno));
        let what = match self.step {
            Step::Fork => "cannot fork",
            Step::Session => "cannot start a session",
            Step::Group => "cannot set the process group",
            Step::Limit => "cannot set a resource limit",
            Step::Identity => "cannot change user or group",
            Step::Directory => "cannot enter the working directory",
            Step::Move(fd) => {
                return write!(f, "descriptor {fd}: {why}");
            }
            Step::Exec => "cannot execute",
        };
        write!(f, "{what}: {why}")
    }
}

impl std::error::Error for SpawnError {}

impl From<SpawnError> for io::Error {
    fn from(error: SpawnError) -> Self {
        Self::from_raw_os_error(error.errno)
    }
}
