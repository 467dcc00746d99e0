//! Programs (XCU 2.9.1.6): started by a plan, or in place of a shell that has nothing left to do.

use super::lookup::{self, Found};
use super::{Tail, directory, function, jobs, run as running, subshell, suggest, trap, wait};
use crate::env::frames::{Kind, StageGroup};
use crate::env::input::PIPE_SURE;
use crate::env::{Divert, Env, Fields, Flow, Options, flow};
use crate::name::Name;
use crate::signal::Signal;
use crate::syntax::print;
use crate::sys::child::host_minds_children;
use crate::sys::fd;
use crate::sys::host;
use crate::sys::spawn::{self, Plan, SpawnError, Step};
use crate::sys::strings::Strings;
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
    subshell::would_block(env)?;
    subshell::be_a_parent(env, fields, tail == Tail::Yes)?;
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
            failed(env, &error, fields.at(0));
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
        background: false,
    };
    if job || !env.sole {
        let pid = start(env, path, fields, how, launch)?;
        let text = if job {
            command_text(fields)
        } else {
            Vec::new()
        };
        return Ok(wait::foreground(env, pid, job.then_some(pid), text));
    }
    let ended = start(env, path, fields, how, |env, plan| {
        spawn::spawn_beside(plan, |pid| wait::until_ended(env, pid))
    })?;
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
    if env.has(Options::POSIX) || memchr::memchr(b'/', fields.at(0)).is_some() {
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
    let command = !matches!(found, Found::Nothing) && memchr::memchr(b'/', word).is_none();
    let alone = fields.len() == 1 && env.interactive() && !env.has(Options::POSIX);
    if command || !alone || !fd::stat_path(word).is_ok_and(|stat| stat.is_dir()) {
        return None;
    }
    let command = [b"cd -- ", &*print::quote(word)].concat();
    Some(running::text(env, &command))
}

/// Whether a stage has written more than a pipe takes, in a process that cannot be left for it.
fn gathers(env: &Env) -> bool {
    !env.sole
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
                if memchr::memchr(b'/', word).is_some() {
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
    let how = env.stage_group.unwrap_or(StageGroup {
        group: None,
        foreground: false,
        background: false,
    });
    if !subshell::hand_over_output(env) {
        // More than a pipe takes: it needs somebody to write it.
        subshell::detach(env, index)?;
        return replace(env, path, fields);
    }
    env.settle();
    match start(env, path, fields, how, launch) {
        Ok(pid) => {
            if let Some(frame) = env.frames.list.last_mut() {
                frame.detached = Some(pid);
            }
            Break(Divert::Detached(index))
        }
        Err(error) => {
            failed(env, &error, fields.at(0));
            Continue(())
        }
    }
}

/// Whether nothing of this process is needed any more when the command has run.
fn may_exec(env: &Env) -> bool {
    env.sole
        && !env.frames.in_process()
        && !env.interactive()
        && !env.monitoring()
        && env.traps.commands().is_empty()
        && env.frames.captures.iter().all(|capture| !capture.gathers())
        && !env.jobs.any_running()
        && env.connections.is_empty()
}

/// Makes the plan of a program, and starts it `by` that.
fn start<T>(
    env: &mut Env,
    path: &CStr,
    fields: &Fields,
    how: StageGroup,
    by: impl Fn(&mut Env, &Plan<'_>) -> Result<T, SpawnError>,
) -> Result<T, SpawnError> {
    let io_error = |error: std::io::Error| SpawnError {
        errno: error.raw_os_error().unwrap_or(0),
        step: Step::Fork,
    };
    let (moves, close) = env.files.moves().map_err(io_error)?;
    let environment = environment(env, path);
    let argv = Strings::new(fields.iter());
    let mut plan = Plan::new(path, &argv, &environment);
    plan.moves = &moves;
    plan.close = &close;
    plan.group = how.group;
    if how.foreground && how.group.is_some() {
        plan.terminal = jobs::terminal_to_give(env);
    }
    (plan.default, plan.ignore) = trap::for_programs(env);
    if how.background {
        plan.ignore = plan.ignore.with(Signal::INT).with(Signal::QUIT);
        plan.default = plan.default.difference(plan.ignore);
    }
    plan.mask = env.entry_mask;
    let limits = env.hosted.limits.clone();
    plan.limits = &limits;
    // No handler of a host program runs in the child.
    plan.default_caught = !env.sole;
    let terminal = plan.terminal;
    let started = match by(env, &plan) {
        Err(error) if error.step == Step::Exec && error.errno == Errno::ENOEXEC as i32 => {
            script(env, &plan, path, fields, by)
        }
        result => result,
    };
    if started.is_err() && terminal.is_some() && how.group == Some(0) {
        // The group that had it died with the child.
        jobs::take_terminal(env);
    }
    started
}

/// The environment of a program: as in other shells, `_` is its path.
fn environment(env: &mut Env, path: &CStr) -> Rc<Strings> {
    let told = !env.has(Options::POSIX);
    env.variables
        .environment(env.functions.entries(), told.then_some(path))
}

/// Starts it; in a host that reaps, with what gets its status back.
fn launch(env: &mut Env, plan: &Plan<'_>) -> Result<i32, SpawnError> {
    if env.sole || !host_minds_children() {
        return spawn::spawn(plan);
    }
    let (pid, pidfd) = spawn::spawn_with_pidfd(plan)?;
    env.hosted.keep(pid, pidfd);
    Ok(pid)
}

/// A file without a format that the system knows is a script for this shell (XCU 2.9.1.6).
fn script<T>(
    env: &mut Env,
    plan: &Plan<'_>,
    path: &CStr,
    fields: &Fields,
    by: impl Fn(&mut Env, &Plan<'_>) -> Result<T, SpawnError>,
) -> Result<T, SpawnError> {
    let Some(shell) = env.executable.clone() else {
        return Err(SpawnError {
            errno: Errno::ENOEXEC as i32,
            step: Step::Exec,
        });
    };
    let arguments = [b"sh".as_slice(), b"--", path.to_bytes()];
    let argv = Strings::new(arguments.into_iter().chain(fields.iter_from(1)));
    let mut plan = plan.clone();
    plan.program = &shell;
    plan.argv = &argv;
    by(env, &plan)
}

/// Reports why a program could not be started; `$?` is set (XCU 2.8.2).
fn failed(env: &mut Env, error: &SpawnError, word: &[u8]) {
    let errno = Errno::from_raw(error.errno);
    env.status = match (error.step, errno) {
        (Step::Exec, Errno::ENOENT | Errno::ENOTDIR) => flow::NOT_FOUND,
        (Step::Fork, _) => flow::ERROR,
        _ => flow::NOT_EXECUTABLE,
    };
    if error.step == Step::Exec {
        if let Some(name) = Name::existing(word) {
            env.locations.remove(name);
        }
        env.report(word, errno.desc().to_owned());
    } else {
        env.report(word, error);
    }
}

/// Becomes a program in place. Comes back only with an error, which has been reported.
pub fn replace(env: &mut Env, path: &CStr, fields: &Fields) -> Flow {
    let Ok((moves, close)) = env.files.moves() else {
        env.report(fields.at(0), "its descriptors cannot be set up");
        env.status = flow::NOT_EXECUTABLE;
        return Continue(());
    };
    let environment = environment(env, path);
    let argv = Strings::new(fields.iter());
    let mut plan = Plan::new(path, &argv, &environment);
    plan.moves = &moves;
    plan.close = &close;
    (plan.default, plan.ignore) = trap::for_programs(env);
    plan.mask = env.entry_mask;
    let mut error = spawn::exec(&plan);
    if error.errno == Errno::ENOEXEC as i32
        && let Some(shell) = env.executable.clone()
    {
        let arguments = [b"sh".as_slice(), b"--", path.to_bytes()];
        let argv = Strings::new(arguments.into_iter().chain(fields.iter_from(1)));
        plan.program = &shell;
        plan.argv = &argv;
        error = spawn::exec(&plan);
    }
    trap::reinstate(env);
    failed(env, &error, fields.at(0));
    Continue(())
}
