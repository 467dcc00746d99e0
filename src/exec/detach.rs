//! The moment when a subshell becomes a process (design: "detaching"), and what calls for it.

use super::subshell::Place;
use super::{apart, asynchronous, dispositions, jobs};
use crate::env::files::Target;
use crate::env::frames::Kind;
use crate::env::written::without_signal;
use crate::env::{Divert, Env, Fields, Flow};
use crate::sys::child::host_minds_children;
use crate::sys::fd;
use crate::sys::spawn::{self, Fork};
use std::ops::ControlFlow::{Break, Continue};

/// Makes the innermost subshell a process of its own, if it is not one: before something that the
/// environment cannot put back.
///
/// In a host program all of that is put back at its end.
pub fn leave_process(env: &mut Env) -> Flow {
    if env.frames.in_process() && env.process.sole {
        detach(env, env.frames.list.len() - 1)
    } else {
        Continue(())
    }
}

/// Before a program that asks who its parent is (`sh -c 'echo $PPID'` is how scripts learn the pid of a
/// subshell): the subshell that it is started from is a process. In tail position (`tail`) the program
/// stands for the innermost subshell, and its parent is the one around that.
pub fn be_a_parent(env: &mut Env, fields: &Fields, tail: bool) -> Flow {
    if !env.process.sole {
        return Continue(());
    }
    let parents = env.frames.list.len() - usize::from(tail && !env.frames.list.is_empty());
    if parents > env.frames.base && fields.iter().any(asks_for_parent) {
        return detach(env, parents - 1);
    }
    Continue(())
}

fn asks_for_parent(field: &[u8]) -> bool {
    field
        .windows(4)
        .any(|word| word.eq_ignore_ascii_case(b"ppid"))
}

/// Called before anything that may wait: no other stage may have to wait for it too.
#[inline]
pub fn would_block(env: &mut Env) -> Flow {
    if env.frames.in_process()
        && let Some(stage) = env.frames.eager()
    {
        return detach(env, stage);
    }
    Continue(())
}

/// Counts a step of a stage that others wait for; after enough of them it becomes a process.
#[inline]
pub(super) fn burn(env: &mut Env) -> Flow {
    if env.frames.in_process() {
        burn_fuel(env)
    } else {
        Continue(())
    }
}

fn burn_fuel(env: &mut Env) -> Flow {
    let Some(stage) = env.frames.eager() else {
        return Continue(());
    };
    let Some(frame) = env.frames.list.get(stage) else {
        return Continue(());
    };
    match frame.fuel.get().checked_sub(1) {
        Some(rest) => {
            frame.fuel.set(rest);
            Continue(())
        }
        None => detach(env, stage),
    }
}

/// Makes subshell `index` a process. In the child this continues; in the parent it diverts.
pub(super) fn detach(env: &mut Env, index: usize) -> Flow {
    detach_as(env, index, None)
}

pub(super) fn detach_as(env: &mut Env, index: usize, place: Option<Place>) -> Flow {
    if !env.process.sole && apart::is_due(env) {
        return begin_again(env, index);
    }
    // A stage around it would have to wait for the child.
    match env.frames.eager() {
        Some(stage) if stage < index => detach_as(env, stage, None)?,
        _ => {}
    }
    if let Err(error) = prepare(env, index) {
        return cannot(env, index, b"cannot make a pipe", &error);
    }
    // A stage joins its pipeline, whatever has made it a process.
    let stage = env.frames.list.get(index).and_then(|frame| frame.group);
    let joins = stage.is_some_and(|stage| stage.group.is_some());
    let place = place.or(joins.then_some(Place::Stage));
    let before = env.children.stage_group;
    let stage = stage.or(before.filter(|_| place == Some(Place::Stage)));
    env.children.stage_group = stage.or(before);
    match fork(env) {
        Err(error) => cannot(env, index, b"cannot fork", &error),
        Ok(Fork::Parent(pid)) => {
            jobs::place_in_parent(env, pid, place);
            env.children.stage_group = before;
            // What a builtin has put out and not yet written is the child's now.
            env.out.clear();
            if let Some(frame) = env.frames.list.get_mut(index) {
                frame.detached = Some(pid);
            }
            Break(Divert::Detached(index))
        }
        Ok(Fork::Child) => {
            jobs::place_in_child(env, place);
            take_over(env, index);
            if stage.is_some_and(|stage| stage.background) {
                asynchronous::ignore_keys(env);
            }
            Continue(())
        }
    }
}

/// In a host program: the subshell begins again as a process, if nothing in it has been seen yet. What has begun
/// otherwise goes on here to its end.
fn begin_again(env: &mut Env, index: usize) -> Flow {
    match env.frames.list.get_mut(index) {
        Some(frame) if frame.fresh => {
            frame.again = true;
            env.out.clear();
            Break(Divert::Detached(index))
        }
        _ => Continue(()),
    }
}

/// Forks; in a host that reaps, with what gets the child's status back.
pub(super) fn fork(env: &mut Env) -> std::io::Result<Fork> {
    env.land();
    env.files.share()?;
    if env.process.sole || !host_minds_children() {
        let forked = spawn::fork();
        if matches!(forked, Ok(Fork::Child)) {
            // Not children of this process.
            env.children.launches.clear();
        }
        return forked;
    }
    let (fork, pidfd) = spawn::fork_with_pidfd()?;
    if let (Fork::Parent(pid), Some(pidfd)) = (fork, pidfd) {
        env.hosted.keep(pid, pidfd);
    }
    Ok(fork)
}

fn cannot(env: &mut Env, index: usize, what: &[u8], error: &std::io::Error) -> Flow {
    env.refused(what, error);
    if let Some(frame) = env.frames.list.get_mut(index) {
        frame.unable = true;
    }
    Break(Divert::Exit)
}

/// Before the fork: sinks outside the subshell get pipes.
fn prepare(env: &mut Env, index: usize) -> std::io::Result<()> {
    let out = std::mem::take(&mut env.out);
    env.settle();
    env.out = out;
    let outside = env.frames.list.get(index).map_or(0, |frame| frame.captures);
    for capture in env.frames.captures.iter().take(outside) {
        capture.descriptor(&env.files.registry)?;
    }
    Ok(())
}

/// In the child: the subshell is this process now.
fn take_over(env: &mut Env, index: usize) {
    env.frames.base = index + 1;
    let (outside, stage) = env.frames.list.get(index).map_or((0, false), |frame| {
        (frame.captures, frame.kind == Kind::Stage)
    });
    for (number, capture) in env.frames.captures.iter().enumerate().take(outside) {
        // What a stage has gathered is its own to write; what a substitution has, the parent keeps.
        if stage && number + 1 == outside {
            let _ = if env.is_guest() {
                without_signal(|| capture.hand_over())
            } else {
                capture.hand_over()
            };
        } else {
            capture.become_writer();
        }
    }
    become_child(env);
}

/// In any forked child: it is a subshell with no children yet, and signals are as POSIX has it (XCU 2.13).
pub(super) fn become_child(env: &mut Env) {
    env.children.inherit();
    // What was typed is what the parent calls its job.
    env.session.typed = None;
    env.context.subshell = true;
    env.context.guarded = false;
    env.context.monitoring = false;
    dispositions::enter_child(env);
}

/// Writes what a stage has gathered into its pipe, for a program that takes the stage over. False if
/// the pipe does not take it at once.
pub(super) fn hand_over_output(env: &mut Env) -> bool {
    let Some(capture) = env.frames.captures.last().cloned() else {
        return true;
    };
    if !matches!(env.files.get(1), Target::Capture(_)) && capture.is_empty() {
        return true;
    }
    let Ok(pipe) = capture.descriptor(&env.files.registry) else {
        return false;
    };
    let size = fd::pipe_size(pipe).unwrap_or(0);
    if capture.len() > size {
        return false;
    }
    let data = capture.take();
    data.is_empty() || fd::write_all(pipe, &data).is_ok()
}

/// A child that never comes back to what is around it: for asynchronous lists. In the child, `Child`.
pub(super) fn fork_away(env: &mut Env) -> std::io::Result<Fork> {
    env.settle();
    for capture in &env.frames.captures {
        capture.descriptor(&env.files.registry)?;
    }
    let fork = fork(env)?;
    if fork == Fork::Child {
        for capture in &env.frames.captures {
            capture.become_writer();
        }
        env.frames.base = env.frames.list.len();
        // Sinks of the parent become what their pipes are; the line editor's descriptors are closed too.
        env.files.flatten()?;
        env.session.leave_editor();
        env.traps.enter_subshell(env.options);
        become_child(env);
    }
    Ok(fork)
}
