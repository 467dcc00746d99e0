//! `exit`, `logout` and `return`

use super::args::Args;
use crate::arith::decimal;
use crate::env::flow::FAILURE;
use crate::env::jobs::State;
use crate::env::{Builtin, Divert, Env, Fields, Flow, Kind, Options, Status};
use crate::exec::{jobs, trap};
use std::ops::ControlFlow::{Break, Continue};

/// `exit`
pub const EXIT: Builtin = Builtin {
    name: "exit",
    kind: Kind::Special,
    declaration: false,
    run: exit,
    synopsis: "[status]",
    summary: "leave the shell",
    manual: "\
Leaves the shell with the status, or with that of the last command. An
interactive shell with stopped jobs says so first, and leaves when asked
again, be it after a look at `jobs`; with `shopt -s checkjobs` it lists them,
and those that run count as well.",
};

/// `logout`
pub const LOGOUT: Builtin = Builtin {
    name: "logout",
    kind: Kind::Extension,
    declaration: false,
    run: log_out,
    synopsis: "[status]",
    summary: "leave a login shell",
    manual: "Leaves the shell as exit does, if it is a login shell.",
};

/// `return`
pub const RETURN: Builtin = Builtin {
    name: "return",
    kind: Kind::Special,
    declaration: false,
    run: leave,
    synopsis: "[status]",
    summary: "leave a function or dot script",
    manual: "\
Leaves the function or dot script with the status, or with that of the last
command.",
};

/// The status operand; without one, that of the last command, in a trap action the one before it.
fn status(env: &mut Env, fields: &Fields) -> Result<Status, Status> {
    let args = Args::operands_only(fields);
    let Some(operand) = args.get(0) else {
        return Ok(trap::status_to_leave_with(env));
    };
    match decimal::<i64>(operand) {
        Some(number) if !operand.starts_with(b"+") => Ok((number & 0xff) as Status),
        _ => Err(args.misuse(env, operand, "not a status")),
    }
}

fn exit(env: &mut Env, fields: &Fields) -> Flow<Status> {
    let status = match status(env, fields) {
        // For bash, an `exit` is one in any case.
        Err(status) if !env.is_bash() || env.interactive() => return env.fatal(status),
        Ok(status) | Err(status) => status,
    };
    // Only `exit` at once after its warning is meant.
    let last = env.session.entered.saturating_sub(1);
    if env.interactive() && warns(env, last) {
        return Continue(FAILURE);
    }
    env.status = status;
    Break(Divert::Exit)
}

/// Warns of jobs that would be left behind, unless that has been done since the command `last`.
pub fn warns(env: &mut Env, last: usize) -> bool {
    let any = |wanted: fn(State) -> bool| {
        env.children
            .jobs
            .own()
            .iter()
            .any(|job| wanted(job.state()))
    };
    let stopped = any(|state| matches!(state, State::Stopped(_)));
    let checked = env.has(Options::CHECKJOBS);
    let running = checked && any(|state| state == State::Running);
    if !stopped && !running || env.session.warned >= Some(last) {
        return false;
    }
    let what = if stopped { "stopped" } else { "running" };
    env.report(b"", format_args!("there are {what} jobs"));
    if checked {
        let left = env
            .children
            .jobs
            .own()
            .iter()
            .filter(|job| !job.state().is_final());
        let lines: Vec<u8> = left
            .flat_map(|job| jobs::describe(env, job, false))
            .collect();
        env.write_error(&lines);
    }
    env.session.warned = Some(env.session.entered);
    true
}

fn log_out(env: &mut Env, fields: &Fields) -> Flow<Status> {
    if !env.has(Options::LOGIN) {
        env.report(b"logout", "this is no login shell: use `exit`");
        return Continue(FAILURE);
    }
    exit(env, fields)
}

fn leave(env: &mut Env, fields: &Fields) -> Flow<Status> {
    match status(env, fields) {
        Ok(status) => {
            env.status = status;
            // `(return 2>/dev/null)` is how a script for bash asks whether it is one that `.` reads.
            if env.context.returnable == 0 && (env.is_bash() || env.interactive()) {
                env.report(b"return", "not in a function or dot script");
                return Continue(FAILURE);
            }
            Break(Divert::Return)
        }
        Err(status) => env.fatal(status),
    }
}
