//! Subshells without a process, as long as that cannot be told.
//!
//! A subshell runs in this process on a saved environment, which is put back at its edge. When it is
//! about to do something that could not be put back, or to block while others wait to run beside it,
//! it detaches (`exec::detach`), which forks on the spot: the child carries on as the real subshell and ends at the
//! edge; the parent unwinds to the edge ([`Divert::Detached`]) and finds the pid there.

use super::apart::{self, Source};
use super::detach::detach_as;
pub use super::detach::{be_a_parent, leave_process, would_block};
use super::{directory, dispositions, reach, trap};
use crate::env::frames::{Kind, Subshell};
use crate::env::report::errno_text;
use crate::env::{Divert, Env, Flow, Options, flow};
use std::ops::ControlFlow::{Break, Continue};

/// How a subshell ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// In this process; its status is in `env.status`.
    Done,
    /// A child has taken over and is running, or has run.
    Running(i32),
    /// It had to be a process, and could not become one.
    Unable,
}

/// Where a subshell that is a job of its own goes (job control).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A new process group with the terminal.
    Foreground,
    /// A new process group without it.
    Background,
    /// The process group of the pipeline it is a stage of.
    Stage,
}

/// What a subshell is to be.
#[derive(Clone, Copy)]
pub struct Request<'s> {
    /// What it is for.
    pub kind: Kind,
    /// Where it goes, if it is a job of its own.
    pub place: Option<Place>,
    /// Its commands.
    pub source: Source<'s>,
}

/// Runs a subshell, in this process as far as that cannot be told. `begin` does in it what comes before its commands
/// (and is told whether that is for the last time), `body` executes them.
pub fn run(
    env: &mut Env,
    request: Request<'_>,
    mut begin: impl FnMut(&mut Env, bool),
    body: impl FnOnce(&mut Env) -> Flow,
) -> Flow<Outcome> {
    let index = env.open_subshell(request.kind);
    let apart = request.place.is_some() || must_fork(env, index);
    if !env.process.sole && apart::is_due(env) {
        return run_hosted(env, index, request, apart, begin, body);
    }
    let flow = if apart {
        match detach_as(env, index, request.place) {
            Continue(()) => {
                begin(env, true);
                body(env)
            }
            diverted => diverted,
        }
    } else {
        begin(env, true);
        body(env)
    };
    edge(env, index, flow)
}

/// As [`run`], where a process cannot be made of what is running: it is decided beforehand.
fn run_hosted(
    env: &mut Env,
    index: usize,
    request: Request<'_>,
    mut apart: bool,
    mut begin: impl FnMut(&mut Env, bool),
    body: impl FnOnce(&mut Env) -> Flow,
) -> Flow<Outcome> {
    let Request {
        kind,
        place,
        source,
    } = request;
    let mut fresh = false;
    if let (Kind::Stage, false, Source::Command(command)) = (kind, apart, source) {
        let here = reach::calls_host(env, command);
        fresh = !here && reach::is_one_step(env, command);
        apart = !here && !fresh;
    }
    begin(env, !fresh);
    if apart {
        let flow = apart::start(env, index, place, source);
        return edge(env, index, flow);
    }
    if let Some(frame) = env.frames.list.get_mut(index) {
        frame.fresh = fresh;
    }
    let flow = body(env);
    let again = env.frames.list.get(index).is_some_and(|frame| frame.again);
    let outcome = edge(env, index, flow)?;
    if again {
        let index = env.open_subshell(kind);
        begin(env, true);
        let flow = apart::start(env, index, place, source);
        return edge(env, index, flow);
    }
    Continue(outcome)
}

/// Runs a subshell in this process that does nothing which could not be put back.
pub fn run_here(env: &mut Env, kind: Kind, body: impl FnOnce(&mut Env) -> Flow) -> Flow {
    let index = env.open_subshell(kind);
    let flow = body(env);
    edge(env, index, flow).map_continue(|_| ())
}

fn must_fork(env: &Env, index: usize) -> bool {
    env.has(Options::FORKSUBSHELL)
        || env.frames.asks_pid && env.process.sole
        || env
            .frames
            .list
            .get(index)
            .is_some_and(Subshell::caught_signals)
}

/// The end of a subshell: the child that has taken it over ends here, in the parent everything is put back.
pub(super) fn edge(env: &mut Env, index: usize, flow: Flow) -> Flow<Outcome> {
    let flow = trap::at_edge(env, flow);
    if env.frames.base == index + 1 {
        finish_process(env);
    }
    if !env.process.sole {
        dispositions::leave_subshell(env, index);
    }
    let mut frame = env.close_subshell();
    if let Some(error) = frame
        .as_mut()
        .and_then(|frame| directory::go_back(frame).err())
    {
        env.report(
            b"cannot return to the working directory",
            errno_text(&error),
        );
        return env.fatal(flow::ERROR);
    }
    match flow {
        Break(Divert::Detached(taken)) if taken == index => Continue(
            frame
                .and_then(|frame| frame.detached)
                .map_or(Outcome::Done, Outcome::Running),
        ),
        Break(Divert::Detached(outer)) => Break(Divert::Detached(outer)),
        Break(Divert::Interrupt) => Break(Divert::Interrupt),
        _ if frame.is_some_and(|frame| frame.unable) => Continue(Outcome::Unable),
        _ => Continue(Outcome::Done),
    }
}

/// The end of a process that is a subshell.
pub fn finish_process(env: &mut Env) -> ! {
    trap::on_exit(env);
    env.settle();
    trap::die(env);
    crate::sys::wait::exit_now(env.status & 0xff)
}
