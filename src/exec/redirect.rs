//! Redirections (XCU 2.7): they change the table of open files, for a command or for good.

use super::target::open;
use super::{array, subshell};
use crate::arith::decimal;
use crate::env::arrays::Key;
use crate::env::files::{Hold, Target};
use crate::env::frames::Kind;
use crate::env::report::errno_text;
use crate::env::variables::push_number;
use crate::env::{Env, Flow};
use crate::expand;
use crate::syntax::extended::Place;
use crate::syntax::tree::Redirect;
use nix::libc;
use std::io;
use std::ops::ControlFlow::Continue;

/// Redirections that are in force: what each descriptor was before, in order.
#[derive(Debug, Default)]
#[must_use]
pub struct Applied {
    before: Vec<(u32, Target)>,
}

impl Applied {
    /// Takes them back.
    pub fn undo(self, env: &mut Env) {
        env.files.cut();
        for (descriptor, target) in self.before.into_iter().rev() {
            env.files.restore(descriptor, target);
        }
    }

    /// Keeps them: `exec`.
    pub fn keep(self, env: &mut Env) -> Flow {
        let mut now: Vec<(u32, Target)> = Vec::new();
        for (descriptor, _) in &self.before {
            if !now.iter().any(|(other, _)| other == descriptor) {
                now.push((*descriptor, env.files.get(*descriptor).clone()));
            }
        }
        self.undo(env);
        // The descriptors of a host program are its own.
        let in_process = env.frames.in_process() || !env.process.sole;
        for (descriptor, target) in now {
            if let Err(error) = env.files.establish(descriptor, target, in_process) {
                env.report(descriptor.to_string().as_bytes(), errno_text(&error));
                return env.fatal(crate::env::flow::FAILURE);
            }
        }
        Continue(())
    }
}

/// Numbers from here on are no descriptors: the system's limit is lower unless it was raised by hand.
const DESCRIPTORS: u32 = 1 << 20;

/// Carries out redirections. `None`: one failed, which has been reported, and none is in force.
pub fn apply(env: &mut Env, redirects: &[Redirect], hold: Hold) -> Flow<Option<Applied>> {
    let mut applied = Applied::default();
    for redirect in redirects {
        let flow = carry_out(env, redirect, hold, &mut applied);
        if !matches!(flow, Continue(true)) {
            applied.undo(env);
            return flow.map_continue(|_| None);
        }
    }
    Continue(Some(applied))
}

/// What a redirection does beside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Also {
    Nothing,
    /// A descriptor is closed.
    Close(u32),
    /// Standard error goes the same way.
    Errors,
}

/// Carries out one. False: it failed, which has been reported.
#[inline]
fn carry_out(env: &mut Env, redirect: &Redirect, hold: Hold, applied: &mut Applied) -> Flow<bool> {
    if redirect.descriptor >= DESCRIPTORS {
        let number = redirect.descriptor.to_string();
        let error = io::Error::from_raw_os_error(libc::EBADF);
        env.report(number.as_bytes(), errno_text(&error));
        return Continue(false);
    }
    if let Some(place) = &redirect.variable {
        return lasting(env, redirect, place);
    }
    let mut also = Also::Nothing;
    let Some(target) = open(env, redirect, hold, &mut also)? else {
        return Continue(false);
    };
    let (number, other) = match also {
        Also::Nothing => {
            let before = env.files.redirect(redirect.descriptor, target);
            applied.before.push((redirect.descriptor, before));
            return Continue(true);
        }
        Also::Close(number) => (number, Target::Closed),
        Also::Errors => (2, target.clone()),
    };
    for (number, target) in [(redirect.descriptor, target), (number, other)] {
        let before = env.files.redirect(number, target);
        applied.before.push((number, before));
    }
    Continue(true)
}

/// `{name}>word`: a descriptor that nobody uses, open until it is closed; `{name}>&-` closes it.
/// False: it failed, which has been reported.
fn lasting(env: &mut Env, redirect: &Redirect, place: &Place) -> Flow<bool> {
    let name = place.name;
    let key = match &place.index {
        Some(index) => expand::key(env, name, index)?,
        None => Some(Key::FIRST),
    };
    let mut also = Also::Nothing;
    let Some(target) = open(env, redirect, Hold::Long, &mut also)? else {
        return Continue(false);
    };
    let number = if matches!(target, Target::Closed) {
        let value = key.as_ref().and_then(|key| env.element(name, key));
        let number = value.as_deref().and_then(decimal);
        number.filter(|&number| number < DESCRIPTORS)
    } else {
        (10..DESCRIPTORS).find(|&number| env.files.is_free(number))
    };
    let Some(number) = number else {
        env.report(name.as_bytes(), "no file descriptor");
        return Continue(false);
    };
    let closes = matches!(target, Target::Closed);
    let in_process = env.frames.in_process() || !env.process.sole;
    let mut changes = vec![(number, target)];
    if let Also::Close(moved) = also {
        changes.push((moved, Target::Closed));
    }
    for (number, target) in changes {
        if let Err(error) = env.files.establish(number, target, in_process) {
            env.report(name.as_bytes(), errno_text(&error));
            return Continue(false);
        }
    }
    if !closes {
        let mut text = Vec::new();
        push_number(&mut text, i64::from(number));
        array::store(env, name, key, &text, false)?;
    }
    Continue(true)
}

/// Redirections of nothing: done in a subshell environment (XCU 2.9.1.1), for their effects on files.
pub fn try_out(env: &mut Env, redirects: &[Redirect]) -> Flow<bool> {
    let mut success = false;
    subshell::run_here(env, Kind::Plain, |env| {
        if let Some(applied) = apply(env, redirects, Hold::Long)? {
            applied.undo(env);
            success = true;
        }
        Continue(())
    })?;
    Continue(success)
}
