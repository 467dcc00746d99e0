//! The rest of a command, when a job in the middle of it has been stopped.
//!
//! `for i in a b; do edit $i; done` stopped at the first program is one job to whoever stopped it. The
//! shell forks: the child is the rest of the command, as a stopped process of the same group; it goes
//! on when the job is continued and the program has ended. The parent has its prompt back.

use super::detach;
use crate::env::files::OpenFile;
use crate::env::jobs::{Continuation, Job, Process, State};
use crate::env::{Divert, Env, Flow, Options};
use crate::signal::Signal;
use crate::sys::spawn::Fork;
use crate::sys::wait::{WaitFlags, waitpid};
use crate::sys::{fd, host};
use std::io;
use std::ops::ControlFlow::{Break, Continue};

/// Leaves the rest of the command to a process that joins the stopped job. In the parent the answer is
/// `false`; in the child, once the job has been resumed and has ended, `true`: it goes on from here, and
/// ends where the command does.
pub fn leave_behind(env: &mut Env, job: &mut Job, processes: &mut [Process]) -> Flow<bool> {
    let Some(text) = env.session.unfinished.clone() else {
        return Continue(false);
    };
    let (true, Some(group)) = (env.interactive() && env.process.sole, job.group) else {
        return Continue(false);
    };
    let Ok((read, write)) = env.files.pipe() else {
        return Continue(false);
    };
    env.settle();
    match detach::fork(env) {
        Err(_) => Continue(false),
        Ok(Fork::Parent(pid)) => {
            let _ = host::set_group(pid, group);
            adopt(job, pid, &text);
            job.continuation = Some(Continuation { write, read });
            Continue(false)
        }
        Ok(Fork::Child) => {
            drop(write);
            let _ = host::set_group(0, group);
            become_rest(env);
            let status = await_status(&read);
            if let Some(last) = processes.last_mut() {
                last.state = State::Exited(status.unwrap_or(0));
            }
            if status.is_none() {
                return Break(Divert::Exit);
            }
            Continue(true)
        }
    }
}

/// In the parent: the job has a process more, which has stopped itself.
fn adopt(job: &mut Job, pid: i32, text: &[u8]) {
    let state = loop {
        match waitpid(pid, WaitFlags::UNTRACED) {
            Ok(Some((_, status))) => break State::from_wait(status),
            Err(error) if error.kind() != io::ErrorKind::Interrupted => break State::Exited(127),
            _ => {}
        }
    };
    job.processes.push(Process { pid, state });
    job.command = text.to_vec();
}

/// In the child: a subshell without job control, stopped like the rest of the job.
fn become_rest(env: &mut Env) {
    env.frames.base = env.frames.list.len();
    env.traps.enter_subshell(env.options);
    detach::become_child(env);
    env.options -= Options::INTERACTIVE | Options::MONITOR;
    env.terminal.descriptor = None;
    let _ = crate::signal::raise(Signal::TSTP);
}

/// Waits until the parent says how the program has ended; `None` if it is gone.
fn await_status(read: &OpenFile) -> Option<i32> {
    let mut bytes = [0; 4];
    loop {
        match fd::read(read.raw(), &mut bytes) {
            Ok(4) => return Some(i32::from_ne_bytes(bytes)),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            _ => return None,
        }
    }
}
