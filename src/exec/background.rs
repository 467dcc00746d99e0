//! Waiting for jobs in the background, as `wait` does: a signal with a trap ends it.

use super::trap;
use super::wait::{changed_state, wait_for};
use crate::env::jobs::State;
use crate::env::{Env, Flow};
use crate::signal::{Blocked, Handled, Signal};
use crate::sys::signal;
use crate::sys::wait::{WaitFlags, waitpid};
use std::io;
use std::ops::ControlFlow::Continue;

/// How waiting for background jobs went on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waited {
    /// Some child has changed its state.
    Changed,
    /// A signal with a trap has come in.
    Interrupted(Signal),
    /// There is no child.
    Nothing,
}

/// Which changes of children count: only under job control can a stopped one be continued.
pub(super) fn changes(env: &Env) -> WaitFlags {
    if env.monitoring() {
        WaitFlags::UNTRACED | WaitFlags::CONTINUED
    } else {
        WaitFlags::empty()
    }
}

/// Waits until some background child changes: `pid` if the host has children of its own.
pub fn background(env: &mut Env, pid: i32) -> Flow<Waited> {
    env.land();
    env.settle();
    let flags = changes(env);
    if !env.process.sole {
        return host_child(env, pid, flags);
    }
    // A signal that comes between looking for one and going to sleep must end the sleep: signals are
    // let through only in it, and SIGCHLD is one of them.
    let _caught = (!signal::caught().contains(Signal::CHLD))
        .then(|| Handled::catch(Signal::CHLD).ok())
        .flatten();
    loop {
        let held = Blocked::new(signal::caught());
        // What was sent before the end of a child comes before it.
        if let Some(signal) = trapped(env) {
            return Continue(Waited::Interrupted(signal));
        }
        match waitpid(-1, flags | WaitFlags::NOHANG) {
            Ok(Some((pid, status))) => {
                changed_state(env, pid, State::from_wait(status));
                return Continue(Waited::Changed);
            }
            Err(error) if error.kind() != io::ErrorKind::Interrupted => {
                return Continue(Waited::Nothing);
            }
            _ => {}
        }
        if signal::any_pending() {
            drop(held);
            trap::safe_point(env)?;
        } else {
            signal::sleep(held.before());
        }
    }
}

/// As [`background`], for one child of a program that has others, and signals of its own.
fn host_child(env: &mut Env, pid: i32, flags: WaitFlags) -> Flow<Waited> {
    loop {
        if let Some(signal) = trapped(env) {
            return Continue(Waited::Interrupted(signal));
        }
        trap::safe_point(env)?;
        match wait_for(env, pid, flags) {
            Ok(Some((pid, status))) => {
                changed_state(env, pid, State::from_wait(status));
                return Continue(Waited::Changed);
            }
            Ok(None) => {}
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => return Continue(Waited::Nothing),
        }
    }
}

/// A pending signal that has a trap.
fn trapped(env: &Env) -> Option<Signal> {
    if !signal::any_pending() {
        return None;
    }
    let caught = |signal: &Signal| {
        matches!(
            env.traps.get(signal.number()),
            Some(crate::env::traps::Action::Command(_))
        )
    };
    signal::pending().iter().find(caught)
}
