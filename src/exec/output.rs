//! Running a builtin, and what becomes of its output.

use super::{detach, trap};
use crate::env::capture::Capture;
use crate::env::files::Target;
use crate::env::report::errno_text;
use crate::env::written::signal_with;
use crate::env::{Builtin, Divert, Env, Fields, Flow, Kind, Status, flow};
use crate::signal::{Disposition, Signal, disposition, raise};
use std::ops::ControlFlow::{Break, Continue};
use std::rc::Rc;

/// As much as a stage may gather in memory: what every pipe takes at once.
const STAGE_LIMIT: usize = 64 * 1024;

/// Runs a builtin; an error of a special one ends a script (XCU 2.8.1) that is not for bash.
#[inline]
pub fn run(env: &mut Env, builtin: &'static Builtin, fields: &Fields) -> Flow {
    if builtin.kind == Kind::Special && env.is_bash() {
        return run_guarded(env, builtin, fields);
    }
    let answer = (builtin.run)(env, fields);
    answered(env, builtin, answer)
}

/// Runs a builtin under `command`: its errors end nothing, and neither do those of what `eval` or `.` executes.
pub fn run_guarded(env: &mut Env, builtin: &'static Builtin, fields: &Fields) -> Flow {
    let before = std::mem::replace(&mut env.context.guarded, true);
    let answer = match (builtin.run)(env, fields) {
        Break(Divert::Failed) => Continue(env.status),
        answer => answer,
    };
    env.context.guarded = before;
    answered(env, builtin, answer)
}

#[inline]
fn answered(env: &mut Env, builtin: &Builtin, answer: Flow<Status>) -> Flow {
    env.status = answer?;
    if env.out.is_empty() {
        Continue(())
    } else {
        finish(env, builtin)
    }
}

/// Writes what a builtin has put out; what cannot be written makes it fail.
fn finish(env: &mut Env, builtin: &Builtin) -> Flow {
    if env.files.gathers(builtin.name, env.out.len()) {
        return Continue(());
    }
    if let Target::Capture(capture) = env.files.get(1) {
        let capture = Rc::clone(capture);
        make_room(env, &capture)?;
    }
    if let Err(error) = env.flush() {
        env.out.clear();
        env.status = flow::FAILURE;
        if let Some(signal) = signal_with(&error) {
            die(env, signal)?;
        }
        if env.ends() {
            return trap::safe_point(env);
        }
        env.report(
            builtin.name.as_bytes(),
            format_args!("write error: {}", errno_text(&error)),
        );
    }
    Continue(())
}

/// The signal that comes with an error of writing is for the subshell alone.
#[cold]
pub(super) fn die(env: &mut Env, signal: Signal) -> Flow {
    let ignored = matches!(disposition(signal), Ok(Disposition::Ignored));
    if env.is_guest() && !ignored {
        detach::leave_process(env)?;
        let _ = raise(signal);
    }
    Continue(())
}

/// A stage whose output would not fit in a pipe becomes a process of its own.
fn make_room(env: &mut Env, capture: &Rc<Capture>) -> Flow {
    if env.process.sole
        && capture.len() + env.out.len() > STAGE_LIMIT
        && let Some(frame) = env.frames.eager()
    {
        return detach::detach(env, frame);
    }
    Continue(())
}
