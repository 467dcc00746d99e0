//! The job table (XCU 2.11): every child of the shell until its status has been given out.

pub use super::job::{Continuation, Job, Process, State};
pub use super::job_id::NoJob;

use super::flow::Status;
use super::handover::{Reader, Writer};
use std::collections::VecDeque;

/// How many statuses of forgotten processes are remembered (at least `CHILD_MAX`).
const REMEMBERED: usize = 4096;

/// All jobs.
#[derive(Debug, Clone, Default)]
pub struct Jobs {
    pub(super) list: Vec<Job>,
    /// They were started by the parent of this subshell: shown, but not its children.
    inherited: bool,
    /// Numbers of jobs, the most recent current job last.
    pub(super) order: Vec<usize>,
    /// The processes of process substitutions, which are no jobs.
    connected: Vec<i32>,
    /// Statuses of asynchronous processes whose job is no longer listed.
    remembered: VecDeque<(i32, Status)>,
}

impl Jobs {
    /// The jobs, by number.
    pub fn iter(&self) -> std::slice::Iter<'_, Job> {
        self.list.iter()
    }

    /// The jobs, by number, to be changed.
    pub fn iter_mut(&mut self) -> std::slice::IterMut<'_, Job> {
        self.list.iter_mut()
    }

    /// Whether there is no job.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Whether they are our children, and not our parent's.
    pub fn are_own(&self) -> bool {
        !self.inherited
    }

    /// The jobs that are our children.
    pub fn own(&self) -> &[Job] {
        if self.inherited { &[] } else { &self.list }
    }

    /// Whether some child of ours that was started in the background may be running.
    pub fn any_running(&self) -> bool {
        self.own()
            .iter()
            .any(|job| !job.foreground && job.state() == State::Running)
    }

    /// The children of ours that have not ended.
    pub fn running(&self) -> impl Iterator<Item = i32> {
        self.own()
            .iter()
            .flat_map(|job| &job.processes)
            .filter(|process| !process.state.is_final())
            .map(|process| process.pid)
    }

    /// Adds a job and gives it the lowest number above all others.
    pub fn add(&mut self, mut job: Job) -> usize {
        // One that was in the foreground for a while is what it was called before.
        if job.number == 0 || self.get(job.number).is_some() {
            job.number = self.list.last().map_or(1, |last| last.number + 1);
        }
        let number = job.number;
        for process in &job.processes {
            self.remembered.retain(|(pid, _)| *pid != process.pid);
        }
        let foreground = job.foreground;
        let place = self.list.partition_point(|other| other.number < number);
        self.list.insert(place, job);
        if !foreground {
            self.make_current(number);
        }
        number
    }

    /// Makes a job the current one (`%+`); what was current becomes the previous one.
    pub fn make_current(&mut self, number: usize) {
        self.order.retain(|&other| other != number);
        self.order.push(number);
    }

    /// The job with this number.
    pub fn get(&self, number: usize) -> Option<&Job> {
        self.list.iter().find(|job| job.number == number)
    }

    /// The job with this number, to be changed.
    pub fn get_mut(&mut self, number: usize) -> Option<&mut Job> {
        self.list.iter_mut().find(|job| job.number == number)
    }

    /// The job this process belongs to.
    pub fn by_pid(&self, pid: i32) -> Option<&Job> {
        self.list
            .iter()
            .rev()
            .find(|job| job.processes.iter().any(|process| process.pid == pid))
    }

    /// Takes a job from the list.
    pub fn remove(&mut self, number: usize) -> Option<Job> {
        self.order.retain(|&other| other != number);
        let at = self.list.iter().position(|job| job.number == number)?;
        Some(self.list.remove(at))
    }

    /// Takes an ended job from the list, keeping its status for a later `wait`.
    pub fn retire(&mut self, number: usize) {
        if let Some(job) = self.remove(number)
            && let Some(last) = job.processes.last()
        {
            self.remember(last.pid, job.state().status());
        }
    }

    /// Keeps the status of a process for a later `wait`.
    pub fn remember(&mut self, pid: i32, status: Status) {
        if self.remembered.len() >= REMEMBERED {
            self.remembered.pop_front();
        }
        self.remembered.push_back((pid, status));
    }

    /// Gives out a remembered status.
    pub fn recall(&mut self, pid: i32) -> Option<Status> {
        let at = self
            .remembered
            .iter()
            .position(|(other, _)| *other == pid)?;
        self.remembered.remove(at).map(|(_, status)| status)
    }

    /// Takes note of the process of a process substitution.
    pub fn connect(&mut self, pid: i32) {
        self.remembered.retain(|(other, _)| *other != pid);
        self.connected.push(pid);
    }

    /// Whether this is the process of a process substitution that has not ended.
    pub fn is_connected(&self, pid: i32) -> bool {
        self.connected.contains(&pid)
    }

    /// Records what `waitpid` said of a process. False if it is none of ours.
    pub fn update(&mut self, pid: i32, state: State) -> bool {
        if self.inherited {
            return false;
        }
        for job in self.list.iter_mut().rev() {
            if let Some(process) = job.processes.iter_mut().find(|process| process.pid == pid) {
                if !process.state.is_final() {
                    process.state = state;
                    job.hand_on();
                    let whole = job.state();
                    job.changed |= whole != State::Running;
                    let number = job.number;
                    if matches!(whole, State::Stopped(_)) {
                        self.make_current(number);
                    }
                }
                return true;
            }
        }
        if state.is_final() && self.is_connected(pid) {
            self.connected.retain(|&other| other != pid);
            self.remember(pid, state.status());
            return true;
        }
        false
    }

    /// Writes the jobs for a subshell that starts as a program: it can look at them.
    pub fn hand_over(&self, out: &mut Writer) {
        let jobs = self.list.iter().filter(|job| !job.foreground);
        out.number(jobs.clone().count() as i64);
        for job in jobs {
            out.number(job.number as i64);
            out.number(job.group.map_or(0, i64::from));
            out.text(&job.command);
            out.text(&job.directory);
            out.number(job.processes.len() as i64);
            for process in &job.processes {
                let (kind, value) = match process.state {
                    State::Running => (0, 0),
                    State::Stopped(signal) => (1, signal),
                    State::Exited(status) => (2, status),
                    State::Killed { signal, .. } => (3, signal),
                };
                out.number(i64::from(process.pid));
                out.number(kind);
                out.number(i64::from(value));
            }
        }
        out.number(self.order.len() as i64);
        self.order
            .iter()
            .for_each(|&number| out.number(number as i64));
    }

    /// Reads what [`hand_over`](Self::hand_over) has written.
    pub fn take_over(&mut self, from: &mut Reader<'_>) -> Option<()> {
        for _ in 0..from.count()? {
            let (number, group) = (from.count()?, from.small()?);
            let (command, directory) = (from.text()?.to_vec(), from.text()?.to_vec());
            let mut processes = Vec::new();
            for _ in 0..from.count()? {
                let (pid, kind, value) = (from.small()?, from.number()?, from.small()?);
                let state = match kind {
                    0 => State::Running,
                    1 => State::Stopped(value),
                    2 => State::Exited(value),
                    _ => State::Killed {
                        signal: value,
                        core: false,
                    },
                };
                processes.push(Process { pid, state });
            }
            let mut job = Job::new(processes, (group != 0).then_some(group), command);
            job.number = number;
            job.directory = directory;
            self.list.push(job);
        }
        self.inherited = true;
        for _ in 0..from.count()? {
            self.order.push(from.count()?);
        }
        Some(())
    }

    /// In a forked subshell: the parent's jobs can be looked at, but are not our children.
    pub fn inherit(&mut self) {
        self.list.retain(|job| !job.foreground);
        self.inherited = true;
        self.remembered.clear();
        self.connected.clear();
    }

    /// Forgets the statuses of processes that have ended: `wait` has given them out.
    pub fn forget_all(&mut self) {
        self.remembered.clear();
    }

    /// Forgets the parent's jobs: this subshell has jobs of its own now.
    pub fn forget_inherited(&mut self) {
        if std::mem::take(&mut self.inherited) {
            self.list.clear();
            self.order.clear();
        }
    }
}
