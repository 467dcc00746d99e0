//! Process substitution: `<(...)` and `>(...)` stand for a path that leads to a pipe.
//!
//! The shell keeps its end of the pipe under the number that is in the path, and gives it to whatever it
//! starts, until the command in whose words the substitution is has ended.

use super::apart::{self, Source};
use super::{Tail, detach, subshell, substitute};
use crate::env::files::{OpenFile, Target};
use crate::env::report::errno_text;
use crate::env::{Env, Flow, flow};
use crate::syntax::tree::Program;
use crate::sys::fd;
use crate::sys::spawn::Fork;
use std::io;
use std::ops::ControlFlow::Continue;
use std::os::fd::{AsRawFd, OwnedFd};
use std::rc::Rc;

/// The first number that is tried for the shell's end, unless the limit of descriptors is below it.
const FIRST: i32 = 63;

/// Starts the commands and answers with the path of the shell's end: `writes`, the writing one.
pub fn connect(env: &mut Env, program: &Rc<Program>, writes: bool) -> Flow<Vec<u8>> {
    // Its pid belongs to the (sub)shell that starts it.
    detach::leave_process(env)?;
    env.files.commands.borrow_mut().share();
    match start(env, program, writes)? {
        Ok(number) => Continue(format!("/dev/fd/{number}").into_bytes()),
        Err(error) => {
            env.report(b"process substitution", errno_text(&error));
            env.fatal(flow::ERROR)
        }
    }
}

fn start(env: &mut Env, program: &Rc<Program>, writes: bool) -> Flow<io::Result<u32>> {
    let ends = fd::pipe().and_then(|(read, write)| {
        let (ours, theirs) = if writes { (write, read) } else { (read, write) };
        Ok((ours, OpenFile::new(theirs, &env.files.registry)?))
    });
    let (ours, theirs) = match ends {
        Ok(ends) => ends,
        Err(error) => return Continue(Err(error)),
    };
    let end = u32::from(!writes);
    // The child makes its real descriptors of what is in the table.
    let before = env.files.place(end, Target::File(theirs));
    let started = launch(env, program, ours);
    env.files.place(end, before);
    Continue(started?.and_then(|(pid, ours)| keep(env, pid, &ours)))
}

/// Starts the process that executes the commands; its pid, and the shell's end of the pipe, which it does
/// not have: it would wait for itself to close that.
fn launch(env: &mut Env, program: &Program, ours: OwnedFd) -> Flow<io::Result<(i32, OwnedFd)>> {
    let none = || io::Error::from_raw_os_error(nix::libc::ECHILD);
    if apart::is_due(env) {
        let started = apart::start_away(env, None, Source::Program(program))?;
        return Continue(started.map(|pid| (pid, ours)).ok_or_else(none));
    }
    Continue(match detach::fork_away(env) {
        Ok(Fork::Parent(pid)) => Ok((pid, ours)),
        Ok(Fork::Child) => {
            drop(ours);
            env.children.connections.clear();
            let _ = substitute::writing(env, program, Tail::Yes);
            subshell::finish_process(env)
        }
        Err(error) => Err(error),
    })
}

/// Keeps the shell's end under a number that nothing else has.
fn keep(env: &mut Env, pid: i32, ours: &OwnedFd) -> io::Result<u32> {
    env.children.jobs.connect(pid);
    env.children.last_async = Some(pid);
    let ours = free_from(env, ours, FIRST)
        .or_else(|_| free_from(env, ours, fd::FIRST_PRIVATE))
        .or_else(|_| free_from(env, ours, 3))?;
    let number = ours.as_raw_fd().unsigned_abs();
    let file = OpenFile::shared(ours, &env.files.registry)?;
    env.files.place(number, Target::File(Rc::clone(&file)));
    env.children.connections.push((number, file));
    Ok(number)
}

/// A copy not below `least`, under a number that the script has not given to anything.
fn free_from(env: &Env, ours: &OwnedFd, mut least: i32) -> io::Result<OwnedFd> {
    loop {
        let copy = fd::dup_from(ours.as_raw_fd(), least)?;
        let raw = copy.as_raw_fd();
        if matches!(env.files.get(raw.unsigned_abs()), Target::Inherited) {
            return Ok(copy);
        }
        least = raw + 1;
    }
}

/// Closes all but the first `keep` of the shell's ends: the command that they were for has ended.
#[cold]
pub fn close(env: &mut Env, keep: usize) {
    for (number, file) in env.children.connections.drain(keep..) {
        let there = env.files.get(number);
        if matches!(there, Target::File(other) if Rc::ptr_eq(other, &file)) {
            env.files.place(number, Target::Inherited);
        }
    }
}
