//! Programs (XCU 2.9.1.6): started by a plan, or in place of a shell that has nothing left to do.

pub use super::launch::replace;
use super::launch::{launch, start};
use super::lookup::{self, Found};
use super::{Tail, detach, directory, function, run as running, suggest, wait};
use crate::env::frames::{Kind, StageGroup};
use crate::env::input::PIPE_SURE;
use crate::env::{Divert, Env, Fields, Flow, Options, flow};
use crate::name::Name;
use crate::syntax::print;
use crate::sys::flight::Flight;
use crate::sys::spawn::{SpawnError, Step};
use crate::sys::{fd, find, host};
use nix::errno::Errno;
use std::ffi::CStr;
use std::ops::ControlFlow::{Break, Continue};
use std::rc::Rc;

/// Runs a program and waits for it, unless it takes the place of its shell.
pub fn run(env: &mut Env, found: Found, fields: &Fields, tail: Tail) -> Flow {
    if env.has(Options::AUTOCD)
        && let Some(flow) = changed_to(env, &found, fields)
    {
        return flow;
    }
    if matches!(found, Found::Nothing)
        && let Some(flow) = handled(env, fields)
    {
        return flow;
    }
    let Some(path) = executable(env, found, fields.at(0)) else {
        return Continue(());
    };
    directory::stay_able_to_return(env)?;
    let stage = env.frames.in_process()
        && env
            .frames
            .list
            .last()
            .is_some_and(|frame| frame.kind == Kind::Stage);
    if tail == Tail::Yes && stage && !gathers(env) && !env.traps.has_command() {
        return become_stage(env, &path, fields);
    }
    detach::would_block(env)?;
    detach::be_a_parent(env, fields, tail == Tail::Yes)?;
    if tail == Tail::Yes && may_exec(env) {
        return in_place(env, path, fields);
    }
    env.settle();
    let error = match beside(env, &path, fields) {
        Ok(flow) => return flow,
        Err(error) => error,
    };
    match moved(env, &error, fields.at(0)) {
        Some(other) if other != path => run(env, Found::External(other), fields, tail),
        _ => {
            env.not_started(fields.at(0), &error);
            Continue(())
        }
    }
}

/// Starts a program in the foreground and waits for it.
fn beside(env: &mut Env, path: &CStr, fields: &Fields) -> Result<Flow, SpawnError> {
    let job = env.monitoring();
    let how = StageGroup {
        group: job.then_some(0),
        foreground: job,
        ..StageGroup::default()
    };
    if job || !env.process.sole {
        let pid = start(env, path, fields, how, |env, order| {
            launch(env, order, fields)
        })?;
        let text = if job {
            command_text(fields)
        } else {
            Vec::new()
        };
        return Ok(wait::foreground(env, pid, job.then_some(pid), text));
    }
    let flight = start(env, path, fields, how, |_, order| Flight::depart(order))?;
    let ended = wait::until_ended(env, flight.pid());
    if let Ok(Some(error)) = flight.land() {
        return Err(error);
    }
    Ok(wait::ended(env, ended))
}

/// The program takes the place of the shell, from where it is now: a remembered location may be out of date.
fn in_place(env: &mut Env, remembered: Rc<CStr>, fields: &Fields) -> Flow {
    env.settle();
    let there = host::may_access_c(&remembered, nix::libc::F_OK).is_ok();
    let other = if there {
        None
    } else {
        let gone = SpawnError {
            errno: Errno::ENOENT as i32,
            step: Step::Exec,
        };
        moved(env, &gone, fields.at(0))
    };
    replace(env, &other.unwrap_or(remembered), fields)
}

/// What the user's own function makes of a command that there is not: `command_not_found_handle`, or
/// `command_not_found_handler`.
fn handled(env: &mut Env, fields: &Fields) -> Option<Flow> {
    let handlers: [&[u8]; 2] = [b"command_not_found_handle", b"command_not_found_handler"];
    if env.has(Options::POSIX) || find::byte(b'/', fields.at(0)).is_some() {
        return None;
    }
    let (name, body) = handlers.into_iter().find_map(|name| {
        let function = env.functions.get(Name::existing(name)?)?;
        Some((name, Rc::clone(function)))
    })?;
    // The handler may not know its own commands either.
    let asked = std::mem::replace(&mut env.context.handling, true);
    if asked {
        return None;
    }
    let fields: Fields = std::iter::once(name).chain(fields.iter()).collect();
    let flow = function::call(env, &body, fields, Tail::No);
    env.context.handling = false;
    Some(flow)
}

/// `autocd`: at a prompt, a directory that is no command is changed to.
fn changed_to(env: &mut Env, found: &Found, fields: &Fields) -> Option<Flow> {
    let word = fields.at(0);
    let command = !matches!(found, Found::Nothing) && find::byte(b'/', word).is_none();
    let alone = fields.len() == 1 && env.interactive() && !env.has(Options::POSIX);
    if command || !alone || !fd::is_directory(word) {
        return None;
    }
    let command = [b"cd -- ", &*print::quote(word)].concat();
    Some(running::text(env, &command))
}

/// Whether a stage has written more than a pipe takes, in a process that cannot be left for it.
fn gathers(env: &Env) -> bool {
    !env.process.sole
        && env
            .frames
            .captures
            .last()
            .is_some_and(|sink| sink.len() > PIPE_SURE)
}

/// Reports why there is nothing to run; `$?` is set.
fn executable(env: &mut Env, found: Found, word: &[u8]) -> Option<Rc<CStr>> {
    match found {
        Found::External(path) => Some(path),
        Found::NotExecutable => {
            env.report(word, "permission denied");
            env.status = flow::NOT_EXECUTABLE;
            None
        }
        _ => {
            env.report(
                word,
                if find::byte(b'/', word).is_some() {
                    "no such file"
                } else {
                    "command not found"
                },
            );
            env.status = flow::NOT_FOUND;
            if env.interactive()
                && !env.has(Options::POSIX)
                && let Some(name) = suggest::nearest(env, word)
            {
                env.write_error(&[b"did you mean `", &*name, b"`?\n"].concat());
            }
            None
        }
    }
}

/// Where the command is now, if what was remembered of it is not true any more.
fn moved(env: &mut Env, error: &SpawnError, word: &[u8]) -> Option<Rc<CStr>> {
    let missing = error.step == Step::Exec && error.errno == Errno::ENOENT as i32;
    let name = Name::existing(word).filter(|&name| missing && env.locations.get(name).is_some())?;
    env.locations.remove(name);
    match lookup::program(env, word) {
        Found::External(path) => Some(path),
        _ => None,
    }
}

/// The text of a command for the job table.
pub fn command_text(fields: &Fields) -> Vec<u8> {
    fields.iter().collect::<Vec<_>>().join(&b' ')
}

/// The program becomes the stage: the shell does not wait for it here.
fn become_stage(env: &mut Env, path: &CStr, fields: &Fields) -> Flow {
    let index = env.frames.list.len() - 1;
    let how = env.children.stage_group.unwrap_or_default();
    // Of the pipe for its input one end is left before that for its output is made: there may be few descriptors.
    let _ = env.files.descriptor(0);
    if !detach::hand_over_output(env) {
        // More than a pipe takes: it needs somebody to write it.
        detach::detach(env, index)?;
        return replace(env, path, fields);
    }
    env.settle();
    match start(env, path, fields, how, |env, order| {
        launch(env, order, fields)
    }) {
        Ok(pid) => {
            if let Some(frame) = env.frames.list.last_mut() {
                frame.detached = Some(pid);
            }
            Break(Divert::Detached(index))
        }
        Err(error) => {
            if let Some(frame) = env.frames.list.last_mut() {
                frame.unable = error.step == Step::Fork;
            }
            env.not_started(fields.at(0), &error);
            Continue(())
        }
    }
}

/// Whether nothing of this process is needed any more when the command has run.
fn may_exec(env: &Env) -> bool {
    env.process.sole
        && !env.frames.in_process()
        && !env.interactive()
        && !env.monitoring()
        && env.traps.commands().is_empty()
        && env.frames.captures.iter().all(|capture| !capture.gathers())
        && !env.children.jobs.any_running()
        && env.children.connections.is_empty()
}
