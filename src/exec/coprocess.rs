//! `coproc`: a command that runs beside the shell, which has a pipe to it and one from it.

use super::apart::{self, Source};
use super::asynchronous::{self, enlist};
use super::subshell::{self, Place};
use super::{Execute, Tail, detach, jobs};
use crate::env::arrays::Key;
use crate::env::files::{OpenFile, Target};
use crate::env::variables::{ReadOnly, push_number};
use crate::env::{Env, Flow, flow};
use crate::name::Name;
use crate::syntax::extended::Coprocess;
use crate::syntax::print;
use crate::syntax::tree::Command;
use crate::sys::fd;
use crate::sys::spawn::Fork;
use std::io;
use std::ops::ControlFlow::Continue;
use std::os::fd::{AsRawFd, OwnedFd, RawFd};
use std::rc::Rc;

/// The first number that is tried for the shell's ends, unless the limit of descriptors is below it.
const FIRST: RawFd = 60;

/// The ends of the pipes: what the shell reads and writes, and what the command does.
struct Ends {
    ours: [OwnedFd; 2],
    theirs: [Rc<OpenFile>; 2],
}

/// Starts the command; its pipes are in the array, and its pid in a variable `name_PID`.
pub fn start(env: &mut Env, coprocess: &Coprocess) -> Flow {
    detach::leave_process(env)?;
    env.own_jobs();
    let ends = match pipes(env) {
        Ok(ends) => ends,
        Err(error) => {
            env.refused(b"coproc", &error);
            return Continue(());
        }
    };
    let monitored = env.monitoring();
    let [input, output] = ends.theirs;
    // The child makes its real descriptors of what is in the table.
    let before = [
        env.files.place(0, Target::File(input)),
        env.files.place(1, Target::File(output)),
    ];
    let started = launch(env, &coprocess.command, monitored, ends.ours);
    for (number, target) in (0..).zip(before) {
        env.files.place(number, target);
    }
    let Some((pid, ours)) = started? else {
        return Continue(());
    };
    if let Err(ReadOnly(name)) = tell(env, coprocess.name, pid, &ours) {
        env.report(name.as_bytes(), env.variables.refusal(name));
        env.status = flow::FAILURE;
        return Continue(());
    }
    env.children.coprocesses.add(coprocess.name, pid, ours);
    let command = print::command(&coprocess.command);
    let text = [b"coproc ", coprocess.name.as_bytes(), b" ", &command].concat();
    enlist(env, pid, monitored, text);
    Continue(())
}

fn pipes(env: &Env) -> io::Result<Ends> {
    let (their_input, write) = fd::pipe()?;
    let (read, their_output) = fd::pipe()?;
    let ours = [read, write]
        .map(|end| fd::dup_from(end.as_raw_fd(), FIRST).or_else(|_| fd::dup_high(end.as_raw_fd())));
    let [read, write] = ours;
    Ok(Ends {
        ours: [read?, write?],
        theirs: [
            OpenFile::new(their_input, &env.files.registry)?,
            OpenFile::new(their_output, &env.files.registry)?,
        ],
    })
}

/// Starts the process of the command. It does not have the shell's ends.
fn launch(
    env: &mut Env,
    command: &Command,
    monitored: bool,
    ours: [OwnedFd; 2],
) -> Flow<Option<(i32, [OwnedFd; 2])>> {
    let place = monitored.then_some(Place::Background);
    if apart::is_due(env) {
        let started = asynchronous::start_apart(env, Source::Command(command), monitored);
        return Continue(started?.map(|pid| (pid, ours)));
    }
    match detach::fork_away(env) {
        Ok(Fork::Parent(pid)) => {
            jobs::place_in_parent(env, pid, place);
            Continue(Some((pid, ours)))
        }
        Ok(Fork::Child) => {
            drop(ours);
            jobs::place_in_child(env, place);
            if !monitored {
                asynchronous::ignore_keys(env);
            }
            let _ = command.execute(env, Tail::Yes);
            subshell::finish_process(env)
        }
        Err(error) => {
            env.refused(b"coproc", &error);
            Continue(None)
        }
    }
}

/// What the script knows of coprocesses that have been waited for goes, as do their pipes.
pub fn retire(env: &mut Env) {
    if env.children.coprocesses.is_empty() || env.context.subshell || !env.frames.list.is_empty() {
        return;
    }
    let running: Vec<i32> = env.children.jobs.running().collect();
    for name in env
        .children
        .coprocesses
        .retire(|pid| running.contains(&pid))
    {
        let _ = env.variables.unset(name);
        let _ = env.variables.unset(pid_name(name));
    }
}

/// The variable with the pid.
fn pid_name(name: Name) -> Name {
    Name::new(&[name.as_bytes(), b"_PID"].concat())
}

/// Puts the numbers where the script finds them.
fn tell(env: &mut Env, name: Name, pid: i32, ours: &[OwnedFd; 2]) -> Result<(), ReadOnly> {
    env.variables.clear_array(name)?;
    for (index, end) in ours.iter().enumerate() {
        let mut number = Vec::new();
        push_number(&mut number, i64::from(end.as_raw_fd()));
        env.variables
            .assign_element(name, &Key::Index(index), &number, false)?;
    }
    env.variables.assign_number(pid_name(name), i64::from(pid))
}
