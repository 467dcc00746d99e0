//! Where execution stands: the subshells, functions, loops and conditions around it.

use super::aliases::Aliases;
use super::capture::Capture;
use super::commands::Locations;
use super::fields::{Fields, Positional};
use super::files::Target;
use super::functions::Functions;
use super::job::{Process, State};
use super::jobs::Jobs;
use super::journal::Mark;
use super::open_file::OpenFile;
use super::options::Options;
use super::traps::Traps;
use crate::signal::Signal;
use crate::sys::limit::{Limit, Resource};
use std::cell::Cell;
use std::rc::Rc;

/// Why a subshell is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `$( )`
    Substitution,
    /// `( )`, or the last stage of a pipeline.
    Plain,
    /// A stage of a pipeline that others wait to run beside: it must not block in this process.
    Stage,
}

/// An in-process subshell: what is put back at its end.
#[derive(Debug)]
pub struct Subshell {
    /// Why it is there.
    pub kind: Kind,
    /// The pid of the process that has taken it over, once it has been detached.
    pub detached: Option<i32>,
    /// It had to be a process, and could not become one.
    pub unable: bool,
    /// How many sinks there were outside it, its own included.
    pub captures: usize,
    /// What it joins as a stage of a pipeline, or as an asynchronous command, whenever it becomes a process.
    pub group: Option<StageGroup>,
    /// How many more steps it may take before others have waited long enough for it ([`Kind::Stage`]).
    pub fuel: Cell<u32>,
    /// Nothing that can be seen has happened in it yet: it may begin again in another process.
    pub fresh: bool,
    /// It is to begin again in another process.
    pub again: bool,
    /// What is put back.
    pub saved: Saved,
}

impl Subshell {
    /// Whether signals were trapped outside: the kernel must forget those traps in the subshell.
    pub fn caught_signals(&self) -> bool {
        self.saved.traps.catches_signal()
    }

    /// The last command before it.
    pub fn command_before(&self) -> &Fields {
        &self.saved.last
    }

    /// The traps outside.
    pub fn traps_outside(&self) -> &Traps {
        &self.saved.traps
    }

    /// Whether it has started jobs in this process.
    pub fn has_jobs(&self) -> bool {
        self.saved.jobs.is_some()
    }
}

/// The process group that the processes of a pipeline join.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct StageGroup {
    /// `Some(0)`: the first process makes it; `None`: that of the shell.
    pub group: Option<i32>,
    /// It gets the terminal.
    pub foreground: bool,
    /// Without job control: INT and QUIT are ignored.
    pub background: bool,
}

/// The parts of the environment that a subshell may change and that are cheap to copy.
#[derive(Debug)]
pub struct Saved {
    pub(super) variables: Mark,
    pub(super) functions: Functions,
    pub(super) aliases: Aliases,
    pub(super) options: Options,
    pub(super) positional: Positional,
    pub(super) traps: Traps,
    pub(super) getopts: usize,
    pub(super) locations: Locations,
    pub(super) files: Vec<Target>,
    pub(super) context: Context,
    pub(super) last_async: Option<i32>,
    pub(super) line: u32,
    pub(super) last: Fields,
    pub(super) umask: Option<(u32, u32)>,
    /// In a host program: the limits of what is started, and the jobs once there are new ones.
    pub(super) limits: Vec<(Resource, Limit)>,
    pub(super) jobs: Option<Jobs>,
    /// The working directory, once the subshell has left it.
    pub directory: Option<Rc<OpenFile>>,
}

/// What constructs are around the command that is executed.
#[derive(Debug, Clone, Copy, Default)]
pub struct Context {
    /// Loops that `break` can leave; where a subshell is in one of them, it leaves the subshell.
    pub loops: usize,
    /// Functions and dot scripts that `return` can leave.
    pub returnable: usize,
    /// Functions.
    pub functions: usize,
    /// Conditions in which `set -e` is ignored (XCU 2.14 `set -e`).
    pub conditions: usize,
    /// The process is a subshell, or an in-process subshell is open.
    pub subshell: bool,
    /// That subshell has turned job control on for itself.
    pub monitoring: bool,
    /// The status from before the trap whose action is running (XCU `exit`).
    pub trap_status: Option<i32>,
    /// The number of `functions` when that trap began.
    pub trap_functions: usize,
    /// The action of EXIT is running.
    pub exiting: bool,
    /// `command` has called a builtin, and is told of errors within it.
    pub guarded: bool,
    /// Standard input comes from within the script: a pipeline, or what an asynchronous list stands in.
    pub fed: bool,
    /// The handler of unknown commands is running.
    pub handling: bool,
    /// The options are put back when the function returns (`local -`).
    pub local_options: bool,
}

/// The stack of in-process subshells.
#[derive(Debug, Default)]
pub struct Frames {
    /// All that are open, the outermost first.
    pub list: Vec<Subshell>,
    /// How many subshells there are around this process, if it was started to be one.
    pub around: usize,
    /// The frames before this one belong to the parent of this process.
    pub base: usize,
    /// Sinks that are being gathered in this process, the outermost first.
    pub captures: Vec<Rc<Capture>>,
    /// Some command asks for the process it is in: every subshell is one from now on.
    pub asks_pid: bool,
    /// Stages of pipelines whose last stage is running in this process.
    pub stages: Vec<Process>,
    /// What ends the innermost subshell, which is no process yet: nobody could read its message any more.
    pub unheard: Option<Signal>,
}

impl Frames {
    /// Whether the innermost subshell still runs in the process of its parent.
    #[inline]
    pub fn in_process(&self) -> bool {
        self.list.len() > self.base
    }

    /// Whether a subshell of this process, or what it began in, runs an EXIT trap when this one is left.
    pub fn awaits_exit(&self) -> bool {
        let own = self.list.iter().skip(self.base);
        own.map(Subshell::traps_outside).any(Traps::awaits_exit)
    }

    /// Notes that a stage has ended while something else was waited for. False: it is none.
    pub fn stage_ended(&mut self, pid: i32, state: State) -> bool {
        let stage = self.stages.iter_mut().find(|stage| stage.pid == pid);
        stage.map(|stage| stage.state = state).is_some()
    }

    /// The outermost subshell of this process that must not block, if there is one.
    pub fn eager(&self) -> Option<usize> {
        let open = self.list.get(self.base..)?;
        open.iter()
            .position(|frame| frame.kind == Kind::Stage)
            .map(|at| at + self.base)
    }
}
