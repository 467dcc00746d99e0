//! One stage of a pipeline.

use super::apart::Source;
use super::subshell::{self, Outcome, Place, Request};
use super::{Execute, Tail, trap};
use crate::env::capture::Capture;
use crate::env::files::Target;
use crate::env::frames::Kind;
use crate::env::{Env, Flow, Options};
use crate::syntax::print;
use crate::syntax::tree::Command;
use std::ops::ControlFlow::Continue;
use std::rc::Rc;

/// A stage that writes into the next one.
pub(super) fn stage(
    env: &mut Env,
    command: &Command,
    mut input: Option<Target>,
    sink: &Rc<Capture>,
    job: bool,
) -> Flow<Outcome> {
    announce(env, command)?;
    let program = is_program(env, command);
    if !program {
        env.land();
    }
    env.frames.captures.push(Rc::clone(sink));
    let place = (job && !program).then_some(Place::Stage);
    let begin = |env: &mut Env, last| {
        if let Some(input) = if last { input.take() } else { input.clone() } {
            env.feed(input);
        }
        env.files.place(1, Target::Capture(Rc::clone(sink)));
    };
    let request = Request {
        kind: Kind::Stage,
        place,
        source: Source::Command(command),
    };
    let outcome = subshell::run(env, request, begin, |env| {
        command.execute_alone(env, Tail::Yes)
    });
    env.frames.captures.pop();
    outcome
}

/// The last stage: it may block in this process, since all others run.
pub(super) fn last_stage(
    env: &mut Env,
    command: &Command,
    mut input: Option<Target>,
    job: bool,
) -> Flow<Outcome> {
    if env.has(Options::LASTPIPE) && !env.has(Options::MONITOR) && !job {
        env.land();
        return in_this_shell(env, command, input);
    }
    announce(env, command)?;
    // Under job control it must be possible to stop it, and the group is that of the pipeline.
    let program = is_program(env, command);
    if !program {
        env.land();
    }
    let kind = if job && program {
        Kind::Stage
    } else {
        Kind::Plain
    };
    let place = (job && !program).then_some(Place::Stage);
    if kind == Kind::Stage {
        // A sink that stays empty: its output goes where that of the pipeline goes.
        env.frames.captures.push(Capture::new(Vec::new()));
    }
    let begin = |env: &mut Env, last| {
        if let Some(input) = if last { input.take() } else { input.clone() } {
            env.feed(input);
        }
    };
    let request = Request {
        kind,
        place,
        source: Source::Command(command),
    };
    let outcome = subshell::run(env, request, begin, |env| {
        // In a process of its own it takes the place of that: a signal is for the program to handle.
        let last = kind == Kind::Stage || !env.frames.in_process();
        command.execute_alone(env, if last { Tail::Yes } else { Tail::No })
    });
    if kind == Kind::Stage {
        env.frames.captures.pop();
    }
    outcome
}

/// The DEBUG trap, before a stage or what goes into the background: it is the shell's, not theirs, unless they inherit it.
pub(super) fn announce(env: &mut Env, command: &Command) -> Flow {
    match command {
        Command::Simple(simple) if env.traps.debug && !env.has(Options::FUNCTRACE) => {
            trap::before_command(env, simple.line, || print::simple(simple)).map_continue(|_| ())
        }
        _ => Continue(()),
    }
}

/// The last stage as a command of the shell itself: `lastpipe`.
fn in_this_shell(env: &mut Env, command: &Command, input: Option<Target>) -> Flow<Outcome> {
    let before = input.map(|input| env.files.redirect(0, input));
    let flow = command.execute(env, Tail::No);
    if let Some(before) = before {
        env.files.restore(0, before);
    }
    flow.map_continue(|()| Outcome::Done)
}

/// Whether a stage is plainly a program, as far as that can be told without expanding anything.
pub(super) fn is_program(env: &Env, command: &Command) -> bool {
    let Command::Simple(simple) = command else {
        return false;
    };
    simple
        .name
        .is_some_and(|name| env.builtins.get(name).is_none() && env.functions.get(name).is_none())
}
