//! `jobs`

use super::args::Args;
use super::job_control::find;
use crate::env::flow::SUCCESS;
use crate::env::jobs::State;
use crate::env::{Builtin, Env, Fields, Flow, Kind, Status};
use crate::exec::{self, jobs, wait};
use std::ops::ControlFlow::Continue;

/// `jobs`
pub const JOBS: Builtin = Builtin {
    name: "jobs",
    kind: Kind::Intrinsic,
    declaration: false,
    run: list,
    synopsis: "[-l | -p] [-nrs] [%job...] | -x command [argument...]",
    summary: "list jobs",
    manual: "\
Lists the jobs with their state and command.

  -l  With process ids, and a line for each process of a pipeline.
  -p  Only the process ids of the groups' leaders.
  -n  Only those whose state has changed since the last notice.
  -r  Only running ones.
  -s  Only stopped ones.
  -x  Execute the command, with the process id of its group's leader for each
      job in its arguments.",
};

/// What is to be listed, and how.
#[derive(Default)]
struct Request {
    long: bool,
    pids: bool,
    changed: bool,
    wanted: Option<fn(State) -> bool>,
    command: bool,
}

fn request(env: &mut Env, args: &mut Args<'_>) -> Result<Request, Status> {
    let mut request = Request::default();
    while let Some((letter, _)) = args.option(env, "lpnrsx")? {
        match letter {
            b'l' => request.long = true,
            b'p' => request.pids = true,
            b'n' => request.changed = true,
            b'r' => request.wanted = Some(|state| state == State::Running),
            b's' => request.wanted = Some(|state| matches!(state, State::Stopped(_))),
            _ => {
                request.command = true;
                break;
            }
        }
    }
    Ok(request)
}

fn list(env: &mut Env, fields: &Fields) -> Flow<Status> {
    let mut args = Args::new(fields);
    let request = match request(env, &mut args) {
        Ok(request) => request,
        Err(status) => return Continue(status),
    };
    wait::reap(env);
    // Who has been warned of jobs may have a look at them.
    let entered = env.session.entered;
    if env.session.warned.is_some_and(|by| by + 1 == entered) {
        env.session.warned = Some(entered);
    }
    if request.command {
        return execute(env, &args);
    }
    let mut status = SUCCESS;
    let mut numbers = Vec::new();
    if args.count() == 0 {
        numbers.extend(env.children.jobs.iter().map(|job| job.number));
    } else {
        for operand in args.operands() {
            match find(env, b"jobs", operand) {
                Ok(number) => numbers.push(number),
                Err(error) => status = error,
            }
        }
    }
    // One that goes leaves its mark to another: only when all have been shown.
    numbers.retain(|&number| show(env, &request, number));
    for number in numbers {
        env.children.jobs.retire(number);
    }
    Continue(status)
}

/// Shows a job; whether that was the last of it.
fn show(env: &mut Env, request: &Request, number: usize) -> bool {
    let Some(job) = env.children.jobs.get(number) else {
        return false;
    };
    if request.wanted.is_some_and(|wanted| !wanted(job.state())) || request.changed && !job.changed
    {
        return false;
    }
    let ended = job.state().is_final() && env.children.jobs.are_own();
    let text = if request.pids {
        format!("{}\n", job.leader()).into_bytes()
    } else {
        jobs::describe(env, job, request.long)
    };
    env.out.extend_from_slice(&text);
    if request.pids {
        return false;
    }
    if let Some(job) = env.children.jobs.get_mut(number) {
        job.changed = false;
    }
    ended
}

/// Executes a command whose arguments may name jobs.
fn execute(env: &mut Env, args: &Args<'_>) -> Flow<Status> {
    let mut command = Fields::new();
    for operand in args.operands() {
        let job = match operand {
            [b'%', ..] => env.children.jobs.find(operand).ok(),
            _ => None,
        };
        match job.and_then(|number| env.children.jobs.get(number)) {
            Some(job) => command.push(job.leader().to_string().as_bytes()),
            None => command.push(operand),
        }
    }
    if command.is_empty() {
        return Continue(SUCCESS);
    }
    exec::invoke(env, &command, true)?;
    Continue(env.status)
}
