//! Asynchronous lists (XCU 2.9.3.1).

use super::apart::{self, Source};
use super::subshell::{self, Outcome, Place, Request};
use super::{Execute, Tail, detach, jobs, pipeline, reach, stage};
use crate::env::files::{OpenFile, Target};
use crate::env::frames::{Kind, StageGroup};
use crate::env::jobs::{Job, Process};
use crate::env::{Env, Flow, Options, flow};
use crate::signal::Signal;
use crate::syntax::print;
use crate::syntax::tree::{AndOrList, Command};
use crate::sys::spawn::Fork;
use crate::sys::{fd, signal};
use nix::libc;
use std::ops::ControlFlow::Continue;

/// Starts an and-or list in the background.
pub fn start(env: &mut Env, list: &AndOrList) -> Flow {
    let before = env.context.fed;
    env.context.fed |= env.files.is_redirected(0);
    let flow = start_fed(env, list);
    env.context.fed = before;
    flow
}

fn start_fed(env: &mut Env, list: &AndOrList) -> Flow {
    if let ([command], []) = (list.first.commands.as_slice(), list.rest.as_slice()) {
        stage::announce(env, command)?;
    }
    // Its pid belongs to the (sub)shell that starts it.
    detach::leave_process(env)?;
    env.own_jobs();
    env.files.commands.borrow_mut().share();
    let monitored = env.monitoring();
    if let Some(stages) = stages(env, list) {
        let (processes, group) = pipeline::start_behind(env, stages, monitored)?;
        return take_up(env, processes, group, list);
    }
    let started = if comes_to_program(env, list, monitored) {
        spawn(env, list, monitored)?
    } else {
        fork(env, list, monitored)?
    };
    let Some(pid) = started else {
        return Continue(());
    };
    take_up(
        env,
        vec![Process::running(pid)],
        monitored.then_some(pid),
        list,
    )
}

/// Makes a job of the processes of a list.
fn take_up(env: &mut Env, processes: Vec<Process>, group: Option<i32>, list: &AndOrList) -> Flow {
    let typed = env.session.typed.take();
    let text = typed.unwrap_or_else(|| print::and_or(list));
    enlist_all(env, processes, group, text);
    Continue(())
}

/// Makes a job of a process that has been started in the background.
pub(super) fn enlist(env: &mut Env, pid: i32, monitored: bool, text: Vec<u8>) {
    enlist_all(
        env,
        vec![Process::running(pid)],
        monitored.then_some(pid),
        text,
    );
}

fn enlist_all(env: &mut Env, processes: Vec<Process>, group: Option<i32>, text: Vec<u8>) {
    env.children.jobs.forget_inherited();
    let pid = processes.last().map_or(0, |process| process.pid);
    let mut job = Job::new(processes, group, text);
    job.directory = env.variables.directory().to_vec();
    let number = env.children.jobs.add(job);
    env.children.last_async = Some(pid);
    if env.interactive() {
        env.write_error(format!("[{number}] {pid}\n").as_bytes());
    }
    env.status = flow::SUCCESS;
}

/// Whether the list is, or comes down to, a program that can be started without a shell around it.
fn comes_to_program(env: &Env, list: &AndOrList, monitored: bool) -> bool {
    is_free(env)
        && match list.first.commands.as_slice() {
            [command] if is_plain(list) && stage::is_program(env, command) => true,
            // As a job it could be stopped before the program is there.
            _ => !monitored && !apart::is_due(env) && reach::comes_to_program(env, list),
        }
}

/// The stages of the list, if it is a pipeline of several whose status is that of the last: each is a process of the
/// job. A stage of an interactive shell is one only if it is a program, which leaves the editor behind.
fn stages<'l>(env: &Env, list: &'l AndOrList) -> Option<&'l [Command]> {
    let commands = list.first.commands.as_slice();
    let each = commands.len() > 1
        && is_plain(list)
        && !env.has(Options::PIPEFAIL)
        && !apart::is_due(env)
        && (!env.interactive_process() || commands.iter().all(|one| stage::is_program(env, one)));
    each.then_some(commands)
}

/// Whether a list is one pipeline.
fn is_plain(list: &AndOrList) -> bool {
    list.rest.is_empty() && !list.first.negated
}

/// Whether nothing asks for a shell of its own round a list.
fn is_free(env: &Env) -> bool {
    !env.has(Options::FORKSUBSHELL) && !env.traps.catches_signal()
}

/// Starts a program by a plan; what its words need is done in a subshell that leaves the process
/// before it would block.
fn spawn(env: &mut Env, list: &AndOrList, monitored: bool) -> Flow<Option<i32>> {
    let Some(command) = list.first.commands.first() else {
        return Continue(None);
    };
    let group = StageGroup {
        group: monitored.then_some(0),
        background: !monitored,
        ..StageGroup::default()
    };
    let before = env.children.stage_group.replace(group);
    env.frames
        .captures
        .push(crate::env::capture::Capture::new(Vec::new()));
    let begin = |env: &mut Env, _| {
        if !monitored {
            null_input(env);
        }
    };
    // A job that has to be a process of the shell's own is a group of its own too.
    let request = Request {
        kind: Kind::Stage,
        place: None,
        source: Source::Command(command),
    };
    let outcome = subshell::run(env, request, begin, |env| in_subshell(env, list));
    env.frames.captures.pop();
    env.children.stage_group = before;
    match outcome? {
        Outcome::Running(pid) => Continue(Some(pid)),
        // It could not be started: a process that ends with its status stands for it.
        Outcome::Done | Outcome::Unable => stand_in(env),
    }
}

/// A process that ends at once with the status.
pub(super) fn stand_in(env: &mut Env) -> Flow<Option<i32>> {
    let status = env.status;
    if apart::is_due(env) {
        return apart::start_away(env, None, Source::Status(status));
    }
    match detach::fork_away(env) {
        Ok(Fork::Parent(pid)) => Continue(Some(pid)),
        Ok(Fork::Child) => crate::sys::wait::exit_now(status),
        // Why it failed has been said.
        Err(_) if status != flow::SUCCESS => Continue(None),
        Err(error) => cannot(env, &error),
    }
}

fn cannot(env: &mut Env, error: &std::io::Error) -> Flow<Option<i32>> {
    env.refused(b"cannot fork", error);
    Continue(None)
}

/// Without job control the input of an asynchronous list is empty, unless it is redirected; for bash, also if what
/// is around the list is.
pub(super) fn no_input(env: &Env) -> Option<Target> {
    if env.context.fed && env.is_bash() {
        return None;
    }
    let null = fd::open(b"/dev/null", libc::O_RDONLY, 0)
        .and_then(|file| OpenFile::new(file, &env.files.registry));
    Some(null.map_or(Target::Closed, Target::File))
}

fn null_input(env: &mut Env) {
    if let Some(input) = no_input(env) {
        env.files.place(0, input);
    }
}

/// Starts an asynchronous process in a program that may not fork.
pub(super) fn start_apart(env: &mut Env, source: Source<'_>, monitored: bool) -> Flow<Option<i32>> {
    let group = StageGroup {
        background: !monitored,
        ..StageGroup::default()
    };
    let before = env.children.stage_group.replace(group);
    let started = apart::start_away(env, monitored.then_some(Place::Background), source);
    env.children.stage_group = before;
    started
}

fn fork(env: &mut Env, list: &AndOrList, monitored: bool) -> Flow<Option<i32>> {
    if apart::is_due(env) {
        return start_apart(env, Source::Asynchronous(list, monitored), monitored);
    }
    match detach::fork_away(env) {
        Err(error) => cannot(env, &error),
        Ok(Fork::Parent(pid)) => {
            jobs::place_in_parent(env, pid, monitored.then_some(Place::Background));
            Continue(Some(pid))
        }
        Ok(Fork::Child) => {
            jobs::place_in_child(env, monitored.then_some(Place::Background));
            let _ = child(env, list, monitored);
            subshell::finish_process(env)
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
    in_subshell(env, list)
}

/// Executes a list that is all that a process does.
pub(super) fn in_subshell(env: &mut Env, list: &AndOrList) -> Flow {
    match list.first.commands.as_slice() {
        [command] if is_plain(list) => command.execute_alone(env, Tail::Yes),
        _ => list.execute(env, Tail::Yes),
    }
}
