//! What is told about jobs: the lines of `jobs`, and notices to an interactive user.

use super::wait;
use crate::env::jobs::{Job, State};
use crate::env::{Env, Options};
use crate::signal::Signal;
use crate::syntax::{parse, print};

/// The state of a job as text (XCU `jobs`).
pub fn state_text(state: State) -> String {
    match state {
        State::Running => "Running".to_owned(),
        State::Exited(0) => "Done".to_owned(),
        State::Exited(status) => format!("Done({status})"),
        State::Stopped(signal) => match Signal::from_number(signal) {
            Some(Signal::TSTP) | None => "Stopped".to_owned(),
            Some(signal) => format!("Stopped (SIG{})", signal.name()),
        },
        State::Killed { signal, core } => {
            let text = Signal::from_number(signal).map_or_else(
                || format!("Signal {signal}"),
                |signal| signal.description().into_owned(),
            );
            if core {
                format!("{text} (core dumped)")
            } else {
                text
            }
        }
    }
}

/// The commands of a pipeline each of whose stages is a process; none if it is no such job.
fn stages(job: &Job) -> Vec<Vec<u8>> {
    let count = job.processes.len();
    if count < 2 {
        return Vec::new();
    }
    let Ok(program) = parse(&job.command) else {
        return Vec::new();
    };
    let [line] = program.lines.as_slice() else {
        return Vec::new();
    };
    match line.list.items.as_slice() {
        [item] if item.and_or.rest.is_empty() && item.and_or.first.commands.len() == count => {
            let commands = item.and_or.first.commands.iter();
            commands.map(print::command).collect()
        }
        _ => Vec::new(),
    }
}

/// A line of `jobs`: with pids, and a line for each stage, if `long`.
pub fn describe(env: &Env, job: &Job, long: bool) -> Vec<u8> {
    let mark = match Some(job.number) {
        number if number == env.children.jobs.current() => '+',
        number if number == env.children.jobs.previous() => '-',
        _ => ' ',
    };
    let mut line = format!("[{}] {mark} ", job.number).into_bytes();
    let texts = if long { stages(job) } else { Vec::new() };
    if long {
        line.extend_from_slice(format!("{} ", job.leader()).as_bytes());
    }
    let first = job.processes.first().filter(|_| !texts.is_empty());
    let state = first.map_or(job.state(), |process| process.state);
    line.extend_from_slice(format!("{:<24}", state_text(state)).as_bytes());
    line.extend_from_slice(b" ");
    line.extend_from_slice(texts.first().unwrap_or(&job.command));
    for (process, stage) in job.processes.iter().zip(&texts).skip(1) {
        let state = state_text(process.state);
        let indent = format!("\n{:6}{} {state:<24} | ", "", process.pid);
        line.extend_from_slice(&[indent.as_bytes(), stage].concat());
    }
    if job.state() == State::Running && !job.foreground && !job.command.ends_with(b"&") {
        line.extend_from_slice(b" &");
    }
    line.extend_from_slice(&elsewhere(env, job));
    line.push(b'\n');
    line
}

/// Where the job was started, if that is not where the shell is.
pub fn elsewhere(env: &Env, job: &Job) -> Vec<u8> {
    let here = env.variables.directory();
    if env.interactive()
        && !env.has(Options::POSIX)
        && !job.directory.is_empty()
        && job.directory != here
    {
        return [b"  (wd: ", &*job.directory, b")"].concat();
    }
    Vec::new()
}

/// Tells an interactive user of a job, on a line behind `before`.
pub(super) fn tell(env: &mut Env, number: usize, before: &[u8]) {
    if !env.interactive() {
        return;
    }
    let job = env.children.jobs.get(number);
    let line = job.map(|job| describe(env, job, false)).unwrap_or_default();
    let text = [before, &line].concat();
    if before.is_empty() {
        env.write_error(&text);
    } else {
        // It has been stopped: the user would look for it.
        env.tell(&text);
    }
}

/// Tells an interactive user what has happened to jobs, and forgets those that have ended.
pub fn notify(env: &mut Env) {
    wait::reap(env);
    tell_changes(env);
}

/// As [`notify`], of what is known already.
pub(super) fn tell_changes(env: &mut Env) {
    let changed: Vec<usize> = env
        .children
        .jobs
        .own()
        .iter()
        .filter(|job| job.changed && job.state() != State::Running)
        .map(|job| job.number)
        .collect();
    for number in changed {
        tell(env, number, b"");
        let ended = env.children.jobs.get_mut(number).is_some_and(|job| {
            job.changed = false;
            job.state().is_final()
        });
        if ended && env.has(Options::INTERACTIVE) {
            env.children.jobs.retire(number);
        }
    }
}
