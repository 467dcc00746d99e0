//! `fg`, `bg`, `disown`, `suspend`

use super::args::{Args, Outcome, regular};
use crate::arith::decimal;
use crate::env::flow::{FAILURE, SUCCESS};
use crate::env::jobs::{Job, State};
use crate::env::{Builtin, Env, Fields, Flow, Kind, Options, Status};
use crate::exec::{jobs, subshell, wait};
use crate::signal::{self, Signal};
use crate::sys::terminal;
use std::ops::ControlFlow::Continue;

/// `fg`
pub const FG: Builtin = Builtin {
    name: "fg",
    kind: Kind::Intrinsic,
    declaration: false,
    run: foreground,
    synopsis: "[%job...]",
    summary: "bring a job to the foreground",
    manual: "\
Gives the job the terminal, continues it if it was stopped, and waits for it;
of several, one after the other, unless one of them is stopped or interrupted.",
};

/// `bg`
pub const BG: Builtin = Builtin {
    name: "bg",
    kind: Kind::Intrinsic,
    declaration: false,
    run: |env, fields| regular(background(env, fields)),
    synopsis: "[%job...]",
    summary: "let stopped jobs run in the background",
    manual: "Continues stopped jobs in the background.",
};

/// `disown`
pub const DISOWN: Builtin = Builtin {
    name: "disown",
    kind: Kind::Extension,
    declaration: false,
    run: |env, fields| regular(disown(env, fields)),
    synopsis: "[-h] [-ar] [%job | pid]...",
    summary: "forget jobs",
    manual: "\
Takes the jobs out of the table, so that they are not hung up when the shell
ends.

  -h  Leave them in the table, but do not hang them up.
  -a  All jobs.
  -r  All running jobs.",
};

/// `suspend`
pub const SUSPEND: Builtin = Builtin {
    name: "suspend",
    kind: Kind::Extension,
    declaration: false,
    run: suspend,
    synopsis: "[-f]",
    summary: "stop the shell",
    manual: "Stops the shell until it is continued. A login shell is stopped only with -f.",
};

/// Finds a job by its specification, or reports why there is none.
pub fn find(env: &mut Env, who: &[u8], specification: &[u8]) -> Result<usize, Status> {
    let by_pid = decimal(specification).and_then(|pid| env.children.jobs.by_pid(pid));
    if let (Some(job), false) = (by_pid, specification.starts_with(b"%")) {
        return Ok(job.number);
    }
    env.children.jobs.find(specification).map_err(|problem| {
        env.report_argument(who, specification, problem);
        FAILURE
    })
}

/// The jobs that are meant, if they can be controlled: those named, or the current one.
fn meant<'f>(env: &mut Env, who: &[u8], fields: &'f Fields) -> Result<Vec<&'f [u8]>, Status> {
    if !env.monitoring() {
        env.report(who, "no job control");
        return Err(FAILURE);
    }
    let mut args = Args::new(fields);
    args.option(env, "")?;
    wait::reap(env);
    let operands: Vec<&[u8]> = args.operands().collect();
    if !operands.is_empty() {
        return Ok(operands);
    }
    if env.children.jobs.current().is_none() {
        env.report(who, "no current job");
        return Err(FAILURE);
    }
    Ok(vec![b"%+"])
}

/// Continues the processes of a job.
fn resume(env: &mut Env, number: usize) {
    let Some(job) = env.children.jobs.get_mut(number) else {
        return;
    };
    job.go_on();
    for target in job.targets() {
        let _ = signal::kill(target, Signal::CONT);
    }
}

fn foreground(env: &mut Env, fields: &Fields) -> Flow<Status> {
    let operands = match meant(env, b"fg", fields) {
        Ok(operands) => operands,
        Err(status) => return Continue(status),
    };
    let mut status = SUCCESS;
    for operand in operands {
        status = match find(env, b"fg", operand) {
            Ok(number) => bring(env, number)?,
            Err(error) => error,
        };
        let stopped = env
            .children
            .jobs
            .current()
            .and_then(|number| env.children.jobs.get(number));
        if stopped.is_some_and(|job| job.state().status() == status && status > 128) {
            break;
        }
    }
    Continue(status)
}

/// Gives a job the terminal, and waits for it.
fn bring(env: &mut Env, number: usize) -> Flow<Status> {
    let Some(job) = env.children.jobs.get(number) else {
        return Continue(FAILURE);
    };
    if job.state().is_final() {
        env.report(b"fg", "the job has ended");
        // Who sits at a prompt is still to be told how.
        if !env.interactive() {
            env.children.jobs.retire(number);
        }
        return Continue(FAILURE);
    }
    let line = [&*job.command, &jobs::elsewhere(env, job), b"\n"].concat();
    env.out.extend_from_slice(&line);
    let _ = env.flush();
    env.settle();
    if let (Some(tty), Some(job)) = (env.terminal.descriptor, env.children.jobs.get(number)) {
        if let Some(modes) = &job.modes {
            let _ = terminal::set_modes(tty, modes);
        }
        if let Some(group) = job.group {
            let _ = terminal::set_foreground(tty, group);
        }
    }
    resume(env, number);
    let Some(job) = env.children.jobs.remove(number) else {
        return Continue(FAILURE);
    };
    let state = wait::job(env, job)?;
    env.status = state.status();
    Continue(env.status)
}

fn background(env: &mut Env, fields: &Fields) -> Outcome {
    let mut status = SUCCESS;
    for operand in meant(env, b"bg", fields)? {
        let number = match find(env, b"bg", operand) {
            Ok(number) => number,
            Err(error) => {
                status = error;
                continue;
            }
        };
        let Some(job) = env.children.jobs.get(number) else {
            continue;
        };
        if job.state().is_final() {
            env.report(b"bg", "the job has ended");
            status = FAILURE;
            continue;
        }
        if job.state() == State::Running && env.interactive() {
            // XCU `bg`: that is no error, and nothing for a script to hear of.
            let text = format!("job {number} is already in the background");
            env.report(b"bg", text);
            continue;
        }
        let line = [format!("[{number}] ").as_bytes(), &job.command, b"\n"].concat();
        let last = job.processes.last().map(|process| process.pid);
        env.out.extend_from_slice(&line);
        resume(env, number);
        env.children.jobs.make_current(number);
        // XCU `bg`, 2024: the job counts as one started with `&`.
        env.children.last_async = last.or(env.children.last_async);
    }
    Ok(status)
}

fn disown(env: &mut Env, fields: &Fields) -> Outcome {
    let mut args = Args::new(fields);
    let (mut keep, mut all, mut running) = (false, false, false);
    while let Some((letter, _)) = args.option(env, "har")? {
        match letter {
            b'h' => keep = true,
            b'a' => all = true,
            _ => running = true,
        }
    }
    let mut status = SUCCESS;
    let mut numbers: Vec<usize> = Vec::new();
    if all || running {
        numbers.extend(
            env.children
                .jobs
                .iter()
                .filter(|job| !running || job.state() == State::Running)
                .map(|job| job.number),
        );
    } else if args.count() == 0 {
        if let Some(number) = env.children.jobs.current() {
            numbers.push(number);
        } else {
            env.report(b"disown", "no current job");
            status = FAILURE;
        }
    }
    for operand in args.operands() {
        match find(env, b"disown", operand) {
            Ok(number) => numbers.push(number),
            Err(error) => status = error,
        }
    }
    for number in numbers {
        if keep {
            if let Some(job) = env.children.jobs.get_mut(number) {
                job.immune = true;
            }
        } else if let Some(job) = env.children.jobs.remove(number) {
            warn_of_stopped(env, &job);
        }
    }
    Ok(status)
}

/// Nobody will resume a stopped job that the shell does not know any more, unless he is told how.
fn warn_of_stopped(env: &mut Env, job: &Job) {
    if let (State::Stopped(_), Some(group), true) = (job.state(), job.group, env.interactive()) {
        let number = job.number;
        env.report(
            b"disown",
            format_args!("job {number} is stopped; `kill -CONT -{group}` resumes it"),
        );
    }
}

fn suspend(env: &mut Env, fields: &Fields) -> Flow<Status> {
    let mut args = Args::new(fields);
    let mut force = false;
    loop {
        match args.option(env, "f") {
            Ok(Some(_)) => force = true,
            Ok(None) => break,
            Err(status) => return Continue(status),
        }
    }
    if let Err(status) = args.at_most(env, 0) {
        return Continue(status);
    }
    if !env.process.sole {
        // Neither is the process group, which others may be in, nor whoever could continue it.
        env.report(b"suspend", "the process is not the shell's own");
        return Continue(FAILURE);
    }
    if env.has(Options::LOGIN) && !force {
        env.report(b"suspend", "this is a login shell");
        return Continue(FAILURE);
    }
    // Nobody could continue it.
    if !force && !env.monitoring() {
        env.report(b"suspend", "no job control");
        return Continue(FAILURE);
    }
    subshell::leave_process(env)?;
    env.settle();
    jobs::suspend_shell(env);
    Continue(SUCCESS)
}
