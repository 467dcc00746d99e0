//! Asynchronous lists (XCU 2.9.3.1).

use super::apart::{self, Source};
use super::subshell::{self, Outcome, Place};
use super::{Execute, Tail, jobs, redirect};
use crate::env::files::{Hold, OpenFile, Target};
use crate::env::frames::{Kind, StageGroup};
use crate::env::jobs::{Job, Process, State};
use crate::env::report::errno_text;
use crate::env::{Env, Flow, Options, flow};
use crate::signal::Signal;
use crate::syntax::print;
use crate::syntax::tree::{AndOrList, Command, Compound, CompoundCommand};
use crate::sys::spawn::Fork;
use crate::sys::{fd, signal};
use nix::libc;
use std::ops::ControlFlow::Continue;

/// Starts an and-or list in the background.
pub fn start(env: &mut Env, list: &AndOrList) -> Flow {
    // Its pid belongs to the (sub)shell that starts it.
    subshell::leave_process(env)?;
    env.own_jobs();
    let monitored = env.has(Options::MONITOR) && !env.context.subshell;
    let started = match program(env, list) {
        Some(command) => spawn(env, command, monitored)?,
        None => fork(env, list, monitored)?,
    };
    let Some(pid) = started else {
        return Continue(());
    };
    let typed = env.session.typed.take();
    let text = typed.unwrap_or_else(|| print::and_or(list));
    enlist(env, pid, monitored, text);
    Continue(())
}

/// Makes a job of a process that has been started in the background.
pub(super) fn enlist(env: &mut Env, pid: i32, monitored: bool, text: Vec<u8>) {
    env.jobs.forget_inherited();
    let process = Process {
        pid,
        state: State::Running,
    };
    let mut job = Job::new(vec![process], monitored.then_some(pid), text);
    job.directory = jobs::directory(env);
    let number = env.jobs.add(job);
    env.last_async = Some(pid);
    if env.interactive() {
        env.write_error(format!("[{number}] {pid}\n").as_bytes());
    }
    env.status = 0;
}

/// The list's only command, if it is a program that can be started without a shell around it.
fn program<'l>(env: &Env, list: &'l AndOrList) -> Option<&'l Command> {
    let [command @ Command::Simple(simple)] = list.first.commands.as_slice() else {
        return None;
    };
    let plain = list.rest.is_empty()
        && !list.first.negated
        && !env.has(Options::FORKSUBSHELL)
        && !env.traps.catches_signal();
    let name = simple.name?;
    (plain && env.builtin(name).is_none() && env.functions.get(name).is_none()).then_some(command)
}

/// Starts a program by a plan; what its words need is done in a subshell that leaves the process
/// before it would block.
fn spawn(env: &mut Env, command: &Command, monitored: bool) -> Flow<Option<i32>> {
    let group = StageGroup {
        group: monitored.then_some(0),
        foreground: false,
        background: !monitored,
    };
    let before = env.stage_group.replace(group);
    env.frames
        .captures
        .push(crate::env::capture::Capture::new(Vec::new()));
    let begin = |env: &mut Env, _| {
        if !monitored {
            null_input(env);
        }
    };
    // A job that has to be a process of the shell's own is a group of its own too.
    let source = Source::Command(command);
    let outcome = subshell::run(env, Kind::Stage, None, source, begin, |env| {
        command.execute(env, Tail::Yes)
    });
    env.frames.captures.pop();
    env.stage_group = before;
    match outcome? {
        Outcome::Running(pid) => Continue(Some(pid)),
        // It could not be started: a process that ends with its status stands for it.
        Outcome::Done => {
            let status = env.status;
            if apart::is_due(env) {
                return apart::start_away(env, None, Source::Status(status));
            }
            match subshell::fork_away(env) {
                Ok(Fork::Parent(pid)) => Continue(Some(pid)),
                Ok(Fork::Child) => crate::sys::wait::exit_now(status),
                Err(error) => cannot(env, &error),
            }
        }
    }
}

fn cannot(env: &mut Env, error: &std::io::Error) -> Flow<Option<i32>> {
    env.report(b"cannot fork", errno_text(error));
    env.status = flow::ERROR;
    Continue(None)
}

/// Without job control the input of an asynchronous list is empty, unless it is redirected.
fn null_input(env: &mut Env) {
    let null = fd::open_high(b"/dev/null", libc::O_RDONLY, 0)
        .and_then(|file| OpenFile::new(file, &env.files.registry));
    env.files
        .place(0, null.map_or(Target::Closed, Target::File));
}

/// Starts an asynchronous process in a program that may not fork.
pub(super) fn start_apart(env: &mut Env, source: Source<'_>, monitored: bool) -> Flow<Option<i32>> {
    let group = StageGroup {
        group: None,
        foreground: false,
        background: !monitored,
    };
    let before = env.stage_group.replace(group);
    let started = apart::start_away(env, monitored.then_some(Place::Background), source);
    env.stage_group = before;
    started
}

fn fork(env: &mut Env, list: &AndOrList, monitored: bool) -> Flow<Option<i32>> {
    if apart::is_due(env) {
        return start_apart(env, Source::Asynchronous(list, monitored), monitored);
    }
    match subshell::fork_away(env) {
        Err(error) => cannot(env, &error),
        Ok(Fork::Parent(pid)) => {
            jobs::place_in_parent(env, pid, monitored.then_some(Place::Background));
            Continue(Some(pid))
        }
        Ok(Fork::Child) => {
            jobs::place_in_child(env, monitored.then_some(Place::Background));
            let flow = child(env, list, monitored);
            subshell::finish_process(env, flow)
        }
    }
}

/// In a process of an asynchronous list without job control: INT and QUIT start ignored (XCU 2.11).
pub(super) fn ignore_keys(env: &mut Env) {
    for quiet in [Signal::INT, Signal::QUIT] {
        let _ = signal::ignore(quiet);
    }
    env.traps.ignore_in_background();
}

/// In the process of the list: it ends with it.
pub(super) fn child(env: &mut Env, list: &AndOrList, monitored: bool) -> Flow {
    if !monitored {
        ignore_keys(env);
        null_input(env);
        if let Err(error) = env.files.flatten() {
            return cannot(env, &error).map_continue(|_| ());
        }
    }
    match list.first.commands.as_slice() {
        // Its redirections are never taken back: the real descriptors can be those.
        [Command::Compound(compound)] if list.rest.is_empty() && !list.first.negated => {
            permanently(env, compound)
        }
        // `$!` is the last stage (XCU 2.5.2): that one takes the place of this process.
        stages @ [_, _, ..] if list.rest.is_empty() && !list.first.negated => {
            super::pipeline::become_last(env, stages)
        }
        _ => list.execute(env, Tail::Yes),
    }
}

fn permanently(env: &mut Env, compound: &CompoundCommand) -> Flow {
    if let Some(applied) = redirect::apply(env, &compound.redirects, Hold::Long)? {
        applied.keep(env)?;
    } else {
        env.status = flow::FAILURE;
        return Continue(());
    }
    match &compound.kind {
        // This process is the subshell already.
        Compound::Subshell(body) => body.execute(env, Tail::Yes),
        kind => kind.execute(env, Tail::Yes),
    }
}
