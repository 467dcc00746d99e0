//! `wait`

use super::args::Args;
use crate::arith::decimal;
use crate::env::flow::{ERROR, NOT_FOUND, SUCCESS};
use crate::env::frames::Subshell;
use crate::env::jobs::{Job, NoJob, State};
use crate::env::{Builtin, Divert, Env, Fields, Flow, Kind, Status};
use crate::exec::wait::{self, Waited};
use crate::exec::{coprocess, jobs, trap};
use crate::name::{Name, is_name};
use std::ops::ControlFlow::{self, Break, Continue};

/// `wait`
pub const WAIT: Builtin = Builtin {
    name: "wait",
    kind: Kind::Intrinsic,
    declaration: false,
    run,
    synopsis: "[-fn] [-p name] [pid | %job]...",
    summary: "wait for background jobs",
    manual: "\
Waits for the processes or jobs, or for all, and answers with the status of
the last one: 127 if it is no child of this shell. A signal with a trap ends
the waiting.

  -f       Wait until they have ended, not only stopped.
  -n       Wait only until the next one of them has ended.
  -p name  Set this variable to the pid whose status it is.",
};

fn run(env: &mut Env, fields: &Fields) -> Flow<Status> {
    let mut args = Args::new(fields);
    let (mut next, mut ended, mut name) = (false, false, None);
    loop {
        match args.option(env, "fnp:") {
            Ok(Some((b'n', _))) => next = true,
            Ok(Some((b'f', _))) => ended = true,
            Ok(Some((_, value))) => name = Some(value),
            Ok(None) => break,
            Err(status) => return Continue(status),
        }
    }
    if let Some(name) = name.filter(|name| !is_name(name)) {
        env.report_argument(b"wait", name, "not a name");
        return Continue(ERROR);
    }
    let result = if is_childless(env) && args.count() == 0 {
        Continue((if next { NOT_FOUND } else { SUCCESS }, None))
    } else if next {
        wait_next(env, &args)
    } else if args.count() == 0 {
        wait_all(env)
    } else {
        wait_each(env, &args, ended)
    };
    coprocess::retire(env);
    let (status, pid) = match result {
        Continue(answer) => answer,
        Break(Stop::Status(status)) => (status, None),
        Break(Stop::Divert(Divert::Interrupt)) if env.interactive_process() => {
            return trap::interrupted(env);
        }
        Break(Stop::Divert(divert)) => return Break(divert),
    };
    if let Some(name) = name {
        let name = Name::new(name);
        let _ = match pid {
            Some(pid) => env.variables.assign_number(name, i64::from(pid)),
            None => env.variables.unset(name),
        };
    }
    Continue(status)
}

/// Why waiting ended before its time.
enum Stop {
    /// A trapped signal: its trap has run.
    Status(Status),
    Divert(Divert),
}

/// What waiting comes to: a status, and the pid whose it is.
type Answer = (Status, Option<i32>);

type Waiting<T> = ControlFlow<Stop, T>;

/// Waits for any change; a trapped signal runs its trap and ends the waiting with 128 + its number.
fn change(env: &mut Env, pid: i32) -> Waiting<bool> {
    let waited = match wait::background(env, pid) {
        Continue(waited) => waited,
        Break(divert) => return Break(Stop::Divert(divert)),
    };
    match waited {
        Waited::Changed => Continue(true),
        Waited::Nothing => Continue(false),
        Waited::Interrupted(signal) => {
            env.status = 128 + signal.number();
            match trap::safe_point(env) {
                Continue(()) => Break(Stop::Status(128 + signal.number())),
                Break(divert) => Break(Stop::Divert(divert)),
            }
        }
    }
}

fn wait_all(env: &mut Env) -> Waiting<Answer> {
    loop {
        let running = env
            .children
            .jobs
            .own()
            .iter()
            .find(|job| job.state() == State::Running);
        let Some(pid) = running
            .and_then(|job| {
                job.processes
                    .iter()
                    .find(|process| process.state == State::Running)
            })
            .map(|process| process.pid)
        else {
            break;
        };
        if !change(env, pid)? {
            break;
        }
    }
    if let Some(pid) = env.children.last_async {
        while env.children.jobs.is_connected(pid) && change(env, pid)? {}
    }
    tell(env);
    let ended: Vec<usize> = env
        .children
        .jobs
        .own()
        .iter()
        .filter(|job| job.state().is_final())
        .map(|job| job.number)
        .collect();
    for number in ended {
        env.children.jobs.remove(number);
    }
    env.children.jobs.forget_all();
    Continue((SUCCESS, None))
}

/// Who waits at a prompt is told what for, before the jobs are forgotten.
fn tell(env: &mut Env) {
    if env.interactive() {
        jobs::notify(env);
    }
}

fn wait_each(env: &mut Env, args: &Args<'_>, ended: bool) -> Waiting<Answer> {
    let mut answer = (NOT_FOUND, None);
    for operand in args.operands() {
        answer = match target(env, operand) {
            Ok(pid) => wait_for(env, pid, ended)?,
            Err(status) => (status, None),
        };
    }
    Continue(answer)
}

/// The pid that an operand means.
fn target(env: &mut Env, operand: &[u8]) -> Result<i32, Status> {
    if operand.starts_with(b"%") {
        let last = env.children.jobs.find(operand).and_then(|number| {
            let job = env
                .children
                .jobs
                .get(number)
                .filter(|_| env.children.jobs.are_own());
            let last = job.and_then(|job| job.processes.last());
            last.map(|process| process.pid).ok_or(NoJob::Missing)
        });
        return last.map_err(|problem| {
            env.report_argument(b"wait", operand, problem);
            NOT_FOUND
        });
    }
    decimal(operand).filter(|&pid| pid >= 0).ok_or_else(|| {
        env.report_argument(b"wait", operand, "neither a pid nor a job");
        ERROR
    })
}

/// Whether this is a subshell in the process of its shell without children of its own: starting one would have made
/// it a process, or given it jobs.
fn is_childless(env: &Env) -> bool {
    env.frames.in_process() && !env.frames.list.last().is_some_and(Subshell::has_jobs)
}

/// Whether the status of the job is that of this process, its last.
fn gives_status(job: &Job, pid: i32) -> bool {
    let last = job.processes.last();
    last.is_some_and(|process| process.pid == pid)
}

fn wait_for(env: &mut Env, pid: i32, ended: bool) -> Waiting<Answer> {
    if is_childless(env) {
        return Continue((NOT_FOUND, None));
    }
    loop {
        if env.children.jobs.is_connected(pid) {
            if change(env, pid)? {
                continue;
            }
            return Continue((NOT_FOUND, None));
        }
        if let Some(status) = env.children.jobs.recall(pid) {
            return Continue((status, Some(pid)));
        }
        let Some(job) = env
            .children
            .jobs
            .by_pid(pid)
            .filter(|_| env.children.jobs.are_own())
        else {
            return Continue((NOT_FOUND, None));
        };
        let (number, last) = (job.number, gives_status(job, pid));
        let state = if last {
            job.state()
        } else {
            let process = job.processes.iter().find(|process| process.pid == pid);
            process.map_or(State::Exited(127), |process| process.state)
        };
        let goes_on = match state {
            State::Running => true,
            State::Stopped(_) => {
                // It may have been continued since that was seen.
                wait::reap(env);
                let stopped = |job: &Job| matches!(job.state(), State::Stopped(_));
                if !env.children.jobs.by_pid(pid).is_some_and(stopped) {
                    continue;
                }
                if !ended && let Some(job) = env.children.jobs.get_mut(number) {
                    job.changed = false;
                }
                ended
            }
            _ => {
                if last {
                    tell(env);
                    env.children.jobs.remove(number);
                }
                false
            }
        };
        if !goes_on {
            return Continue((state.status(), Some(pid)));
        }
        if !change(env, pid)? {
            return Continue((NOT_FOUND, None));
        }
    }
}

/// `-n`: the first of the jobs that has ended, or does so next.
fn wait_next(env: &mut Env, args: &Args<'_>) -> Waiting<Answer> {
    let wanted: Vec<i32> = args
        .operands()
        .filter_map(|operand| target(env, operand).ok())
        .collect();
    let all = args.count() == 0;
    loop {
        let chosen = |pid: i32| all || wanted.contains(&pid);
        let mut jobs = env.children.jobs.own().iter().filter(|job| {
            let last = job.processes.last();
            last.is_some_and(|process| chosen(process.pid))
        });
        let ended = jobs.clone().find(|job| job.state().is_final()).map(|job| {
            (
                job.number,
                job.state().status(),
                job.processes.last().map(|process| process.pid),
            )
        });
        if let Some((number, status, pid)) = ended {
            tell(env);
            env.children.jobs.remove(number);
            if let Some(pid) = pid {
                env.children.jobs.remember(pid, status);
            }
            return Continue((status, pid));
        }
        let running = jobs
            .find(|job| job.state() == State::Running)
            .and_then(|job| job.processes.first())
            .map(|process| process.pid);
        let Some(pid) = running else {
            return Continue((NOT_FOUND, None));
        };
        if !change(env, pid)? {
            return Continue((NOT_FOUND, None));
        }
    }
}
