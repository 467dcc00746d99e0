//! A job: the processes of one pipeline or asynchronous list, and what the shell knows of them.

use super::flow::Status;
use super::open_file::OpenFile;
use crate::sys::terminal::Modes;
use crate::sys::wait::WaitStatus;
use std::rc::Rc;

/// What a process is doing, as far as the shell has been told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It runs.
    Running,
    /// A signal has stopped it.
    Stopped(i32),
    /// It has exited.
    Exited(i32),
    /// A signal has ended it.
    Killed {
        /// The signal.
        signal: i32,
        /// It left a core image.
        core: bool,
    },
}

impl State {
    /// From what `waitpid` said.
    pub fn from_wait(status: WaitStatus) -> Self {
        match status {
            WaitStatus::Exited(code) => Self::Exited(code),
            WaitStatus::Signaled { signal, core } => Self::Killed {
                signal: signal.number(),
                core,
            },
            WaitStatus::Stopped(signal) => Self::Stopped(signal.number()),
            WaitStatus::Continued => Self::Running,
        }
    }

    /// The value of `$?` for it (XCU 2.8.2).
    pub fn status(self) -> Status {
        match self {
            Self::Running => 0,
            Self::Exited(code) => code,
            Self::Stopped(signal) | Self::Killed { signal, .. } => 128 + signal,
        }
    }

    /// Whether the process is gone.
    pub fn is_final(self) -> bool {
        matches!(self, Self::Exited(_) | Self::Killed { .. })
    }
}

/// A process of a job.
#[derive(Debug, Clone, Copy)]
pub struct Process {
    /// Its pid.
    pub pid: i32,
    /// What it is doing.
    pub state: State,
}

impl Process {
    /// One that has just been started.
    pub const fn running(pid: i32) -> Self {
        let state = State::Running;
        Self { pid, state }
    }
}

/// The pipe on which the rest of a command waits: both ends are kept, so that writing to it is safe even
/// when nobody listens any more.
#[derive(Debug, Clone)]
pub struct Continuation {
    /// Where it is told.
    pub write: Rc<OpenFile>,
    /// Where it listens.
    pub read: Rc<OpenFile>,
}

/// The processes of one pipeline or asynchronous list.
#[derive(Debug, Clone)]
pub struct Job {
    /// The number of `%n`.
    pub number: usize,
    /// Its processes; the last one gives the status.
    pub processes: Vec<Process>,
    /// Its process group, if it was started under job control.
    pub group: Option<i32>,
    /// The command, as text.
    pub command: Vec<u8>,
    /// The shell waits for it.
    pub foreground: bool,
    /// Its state is another than the user has been told, or it has none of its own yet.
    pub changed: bool,
    /// SIGHUP is not passed on to it.
    pub immune: bool,
    /// The terminal modes it had when it stopped.
    pub modes: Option<Modes>,
    /// The working directory it was started in.
    pub directory: Vec<u8>,
    /// The process that goes on with the command when the others have ended waits here for their
    /// status.
    pub continuation: Option<Continuation>,
}

impl Job {
    /// A job without a number.
    pub fn new(processes: Vec<Process>, group: Option<i32>, command: Vec<u8>) -> Self {
        Self {
            number: 0,
            processes,
            group,
            command,
            foreground: false,
            changed: true,
            immune: false,
            modes: None,
            directory: Vec::new(),
            continuation: None,
        }
    }

    /// Tells the process that goes on with the command how what it waits for has ended, once it has.
    pub fn hand_on(&mut self) {
        let Some((_, waited)) = self.processes.split_last() else {
            return;
        };
        if waited.iter().any(|process| !process.state.is_final()) {
            return;
        }
        let status = waited.last().map_or(0, |process| process.state.status());
        if let Some(pipe) = self.continuation.take() {
            // Four bytes always fit.
            let _ = crate::sys::fd::write_all(pipe.write.raw(), &status.to_ne_bytes());
        }
    }

    /// Its processes have been told to go on.
    pub fn go_on(&mut self) {
        let processes = self.processes.iter_mut();
        for process in processes.filter(|process| !process.state.is_final()) {
            process.state = State::Running;
        }
        self.changed = false;
    }

    /// The state of the job as a whole: stopped when nothing of it runs any more and something is
    /// stopped; otherwise that of the last process, once all are gone.
    pub fn state(&self) -> State {
        if self
            .processes
            .iter()
            .any(|process| process.state == State::Running)
        {
            return State::Running;
        }
        let stopped = self
            .processes
            .iter()
            .rev()
            .find(|process| matches!(process.state, State::Stopped(_)));
        stopped
            .or(self.processes.last())
            .map_or(State::Exited(0), |process| process.state)
    }

    /// The pid that `jobs -p` shows: of the leader of its process group, or else of its first process.
    pub fn leader(&self) -> i32 {
        self.group
            .or(self.processes.first().map(|process| process.pid))
            .unwrap_or(0)
    }

    /// What `kill` is told to reach what is left of it: its process group, or its processes. The pid of one that has
    /// ended may be somebody else's by now.
    pub fn targets(&self) -> Vec<i32> {
        let left = self.processes.iter();
        let left = left.filter(|process| !process.state.is_final());
        match self.group {
            Some(group) => vec![-group],
            None => left.map(|process| process.pid).collect(),
        }
    }
}
