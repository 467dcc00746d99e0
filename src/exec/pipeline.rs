//! Pipelines of several stages (XCU 2.9.2).
//!
//! The stages before the last run one after the other as far as they can do so in memory; each
//! becomes a process when it is a program, would block, or writes more than a pipe takes. So all that
//! can be seen is as if they ran beside each other, and builtins that feed a pipe need no process.

use super::stage::{last_stage, stage};
use super::subshell::{Outcome, Place};
use super::{asynchronous, detach, wait};
use crate::env::capture::Capture;
use crate::env::files::Target;
use crate::env::frames::StageGroup;
use crate::env::input::TextInput;
use crate::env::jobs::{Process, State};
use crate::env::{Env, Flow, Options, Status, flow};
use crate::syntax::print;
use crate::syntax::tree::Command;
use crate::sys::host;
use std::ops::ControlFlow::Continue;

/// What has become of the stages so far.
#[derive(Debug, Default)]
struct Progress {
    stages: Vec<Process>,
    group: Option<i32>,
    foreground: bool,
    /// In the background without job control.
    background: bool,
    /// A stage could not be started: those behind it would take its missing output for all of it.
    unable: bool,
}

impl Progress {
    /// Nothing has been started: of a job, or of commands that stay with their shell.
    fn begin(job: Option<Place>) -> Self {
        Self {
            group: job.map(|_| 0),
            foreground: job == Some(Place::Foreground),
            ..Self::default()
        }
    }

    /// Whether its last stage is a process of its own too.
    fn is_apart(&self) -> bool {
        self.group.is_some() || self.background
    }

    fn ended(&mut self, status: Status) {
        self.stages.push(Process {
            pid: 0,
            state: State::Exited(status),
        });
    }

    fn started(&mut self, pid: i32) {
        if self.group == Some(0) {
            self.group = Some(pid);
        }
        self.stages.push(Process::running(pid));
    }
}

/// Runs a pipeline in the foreground.
pub fn run(env: &mut Env, commands: &[Command]) -> Flow {
    let monitored = env.monitoring();
    let text = if monitored {
        print::stages(commands)
    } else {
        Vec::new()
    };
    let begun = Progress::begin(monitored.then_some(Place::Foreground));
    let started = start(env, commands, begun, None);
    env.outcome.pipe_status.clear();
    let stages = started?;
    let group = stages.group;
    let mut processes = stages.stages;
    let waited = wait::processes(env, &mut processes, group, text);
    let statuses = processes.iter().map(|process| process.state.status());
    env.outcome.pipe_status = statuses.collect();
    waited?;
    if let Some(Command::Simple(last)) = commands.last() {
        env.line = last.line;
    }
    env.status = result(env);
    Continue(())
}

/// The status of a pipeline: that of its last stage, or under `pipefail` of the last that failed.
fn result(env: &Env) -> Status {
    let last = env.outcome.pipe_status.last().copied().unwrap_or(0);
    if env.has(Options::PIPEFAIL) {
        env.outcome
            .pipe_status
            .iter()
            .rev()
            .copied()
            .find(|&status| status != flow::SUCCESS)
            .unwrap_or(0)
    } else {
        last
    }
}

/// Starts a pipeline in the background; its processes, and their group if it is a job.
pub(super) fn start_behind(
    env: &mut Env,
    commands: &[Command],
    monitored: bool,
) -> Flow<(Vec<Process>, Option<i32>)> {
    let begun = Progress {
        background: !monitored,
        ..Progress::begin(monitored.then_some(Place::Background))
    };
    let input = if monitored {
        None
    } else {
        asynchronous::no_input(env)
    };
    let mut progress = start(env, commands, begun, input)?;
    if let Some(last) = progress.stages.last_mut().filter(|last| last.pid == 0) {
        // `$!` has to be a process, even if it could not be started.
        env.status = last.state.status();
        if let Some(pid) = asynchronous::stand_in(env)? {
            *last = Process::running(pid);
            if progress.group == Some(0) {
                progress.group = Some(pid);
                let _ = host::set_group(pid, pid);
            }
        }
    }
    progress.stages.retain(|stage| stage.pid != 0);
    Continue((progress.stages, progress.group))
}

/// Starts all stages; the last one may have run already. `input` is that of the first, if it is another than the
/// shell's.
fn start(
    env: &mut Env,
    commands: &[Command],
    begun: Progress,
    input: Option<Target>,
) -> Flow<Progress> {
    let Some((last, others)) = commands.split_last() else {
        return Continue(begun);
    };
    let (mut progress, input) = start_others(env, others, begun, input)?;
    if progress.unable {
        progress.ended(flow::ERROR);
        return Continue(progress);
    }
    // What the last stage waits for is its own affair, but a stage may end meanwhile.
    let mark = env.frames.stages.len();
    let running = |process: &&Process| process.state == State::Running;
    let others = progress.stages.iter().filter(running).copied();
    env.frames.stages.extend(others);
    let outcome = with_group(env, &progress, |env| {
        last_stage(env, last, input, progress.is_apart())
    });
    for ended in env.frames.stages.drain(mark..) {
        let same = |process: &&mut Process| process.pid == ended.pid;
        if let Some(process) = progress.stages.iter_mut().find(same) {
            process.state = ended.state;
        }
    }
    match outcome? {
        Outcome::Done | Outcome::Unable => progress.ended(env.status),
        Outcome::Running(pid) => progress.started(pid),
    }
    Continue(progress)
}

/// Starts the stages before the last one, and tells what that one reads.
fn start_others(
    env: &mut Env,
    others: &[Command],
    mut progress: Progress,
    mut input: Option<Target>,
) -> Flow<(Progress, Option<Target>)> {
    detach::would_block(env)?;
    // Each stage begins with the status before the pipeline.
    let before = env.status;
    for command in others {
        if progress.unable {
            progress.ended(flow::ERROR);
            continue;
        }
        let sink = Capture::new(Vec::new());
        let outcome = with_group(env, &progress, |env| {
            stage(env, command, input.take(), &sink, progress.group.is_some())
        })?;
        let status = std::mem::replace(&mut env.status, before);
        input = Some(match outcome {
            Outcome::Done => {
                progress.ended(status);
                Target::Text(TextInput::new(sink.take()))
            }
            Outcome::Running(pid) => {
                progress.started(pid);
                // Its output goes elsewhere if it never asked for the pipe: there is nothing to read.
                let nothing = || Target::Text(TextInput::new(Vec::new()));
                sink.into_reader().map_or_else(nothing, Target::File)
            }
            Outcome::Unable => {
                progress.unable = true;
                progress.ended(status);
                continue;
            }
        });
    }
    Continue((progress, input))
}

/// Lets the processes started by `run` join the group of the pipeline.
fn with_group<T>(env: &mut Env, progress: &Progress, run: impl FnOnce(&mut Env) -> T) -> T {
    let group = progress.is_apart().then_some(StageGroup {
        group: progress.group,
        foreground: progress.foreground,
        background: progress.background,
    });
    let before = std::mem::replace(&mut env.children.stage_group, group);
    let answer = run(env);
    env.children.stage_group = before;
    answer
}
