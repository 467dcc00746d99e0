//! Signals and traps (XCU 2.12): acted on at safe points, never in the handler. What the kernel is told of them is in
//! `dispositions`.

use super::{output, run};
use crate::env::traps::{Action, DEBUG, ERR, EXIT, RETURN};
use crate::env::{Divert, ENDING, Env, Flow, Options, flow};
use crate::name::Name;
use crate::signal::{self as signals, Signal};
use crate::sys::signal::{self, SignalSet};
use std::ops::ControlFlow::{Break, Continue};

/// Acts on the signals that have come in. Called between commands.
#[inline]
pub fn safe_point(env: &mut Env) -> Flow {
    if signal::any_pending() {
        act(env)
    } else {
        Continue(())
    }
}

#[cold]
fn act(env: &mut Env) -> Flow {
    let mut pending = signal::take_pending();
    if !env.process.sole {
        // What the shell has no trap for is the host's, or another shell's.
        let trapped = |received: &Signal| env.traps.get(received.number()).is_some();
        let ours: SignalSet = pending.iter().filter(trapped).collect();
        signal::put_back(pending.difference(ours));
        pending = ours;
    }
    for received in pending.iter() {
        match env.traps.get(received.number()).cloned() {
            Some(Action::Command(text)) => {
                action(env, &text)?;
            }
            Some(_) => {}
            None if env.frames.unheard == Some(received) => {
                env.frames.unheard = None;
                output::die(env, received)?;
            }
            None => default(env, received)?,
        }
    }
    Continue(())
}

/// A signal that the shell catches for itself.
fn default(env: &mut Env, received: Signal) -> Flow {
    let interactive = env.interactive_process();
    if interactive && received == Signal::INT {
        env.status = 128 + received.number();
        let _ = env.flush();
        env.write_error(b"\n");
        return Break(Divert::Interrupt);
    }
    if interactive && received == Signal::HUP {
        env.status = 128 + received.number();
        env.terminal.hung_up = true;
        return Break(Divert::Exit);
    }
    if !interactive && ENDING.contains(received) {
        env.status = 128 + received.number();
        // What is around this is left in order; where the process ends, it dies of the signal.
        env.process.dying = Some(received);
        return Break(Divert::Interrupt);
    }
    Continue(())
}

/// The end of a process that a signal was to end.
pub fn die(env: &Env) {
    if let Some(signal) = env.process.dying {
        signals::die_by(signal);
    }
}

/// Runs the action of a trap: `$?` is afterwards what it was before, unless it diverts. The answer is the status of
/// the action.
fn action(env: &mut Env, text: &[u8]) -> Flow<flow::Status> {
    let status = env.status;
    let line = env.line;
    let context = env.context;
    let pipe_status = env.outcome.pipe_status.clone();
    env.context.trap_status = Some(status);
    env.context.trap_functions = env.context.functions;
    let flow = run::text(env, text);
    env.context.trap_status = context.trap_status;
    env.context.trap_functions = context.trap_functions;
    env.line = line;
    flow?;
    env.outcome.pipe_status = pipe_status;
    Continue(std::mem::replace(&mut env.status, status))
}

/// Runs the EXIT trap, once, as the shell ends; its `exit` changes the status.
pub fn on_exit(env: &mut Env) {
    env.land();
    let _ = exit_action(env);
}

fn exit_action(env: &mut Env) -> Flow {
    let Some(Action::Command(text)) = env.traps.get(EXIT).cloned() else {
        return Continue(());
    };
    env.traps.set(EXIT, Action::Default);
    let context = env.context;
    env.context.loops = 0;
    env.context.returnable = 0;
    env.context.conditions = 0;
    env.context.exiting = true;
    env.context.guarded = false;
    let flow = action(env, &text);
    env.context = context;
    // One that the action has set comes too late.
    env.traps.set(EXIT, Action::Default);
    flow.map_continue(|_| ())
}

/// A command has ended the shell, or the subshell: the EXIT trap has what is around the command, its redirections
/// and its variables (XCU `trap`).
#[cold]
pub fn at_exit(env: &mut Env) -> Flow {
    // That of a host's shell runs when the host lets go of it.
    let own = if env.frames.in_process() {
        env.traps.exit_chosen
    } else {
        env.process.sole
    };
    // What is written in `${ ...; }` would be lost.
    let outside = env.frames.list.last().map_or(0, |frame| frame.captures);
    let heard = env.frames.captures.len() == outside;
    if own && heard && !env.context.exiting {
        env.land();
        exit_action(env)?;
    }
    Break(Divert::Exit)
}

/// Runs the EXIT trap of a subshell that has come to its edge by `flow`, unless another process has it now.
pub fn at_edge(env: &mut Env, flow: Flow) -> Flow {
    let unheard = env.frames.unheard.take();
    if let Some(signal) = unheard.filter(|_| !matches!(flow, Break(Divert::Detached(_)))) {
        signal::take_one(signal);
        output::die(env, signal)?;
    }
    if !env.traps.exit_chosen || matches!(flow, Break(Divert::Detached(_))) {
        return flow;
    }
    match exit_action(env) {
        Break(divert @ (Divert::Detached(_) | Divert::Interrupt)) => Break(divert),
        _ => flow,
    }
}

/// Runs the action of a condition that is no signal, not within itself.
fn condition(env: &mut Env, condition: i32) -> Flow<flow::Status> {
    let Some(Action::Command(text)) = env.traps.get(condition).cloned() else {
        return Continue(flow::SUCCESS);
    };
    env.traps.begin(condition, true);
    let flow = action(env, &text);
    env.traps.begin(condition, false);
    flow
}

/// Runs the ERR trap: a command has failed.
#[cold]
pub fn on_error(env: &mut Env) -> Flow {
    condition(env, ERR).map_continue(|_| ())
}

/// Somebody at a prompt has interrupted what a command did, whose status that is: a command has failed, one only,
/// whatever was around it, and nothing of the list is executed any more, not even what a condition or `!` would lead
/// to.
#[cold]
pub fn interrupted<T>(env: &mut Env) -> Flow<T> {
    env.status = 128 + Signal::INT.number();
    if env.traps.err && env.context.conditions == 0 {
        on_error(env)?;
    }
    Break(Divert::Interrupt)
}

/// Before a command, whose text is asked for if somebody wants to know it: notes it and runs the DEBUG trap. True:
/// the command is to be left out.
#[cold]
pub fn before_command(env: &mut Env, line: u32, text: impl FnOnce() -> Vec<u8>) -> Flow<bool> {
    // In the action of a trap, BASH_COMMAND is the command that was executed when it began.
    if env.traps.noting && env.context.trap_status.is_none() {
        let _ = env.variables.assign(Name::BASH_COMMAND, &text());
    }
    if env.traps.debug {
        env.line = line;
        return debug(env);
    }
    Continue(false)
}

/// Runs the DEBUG trap. Under `extdebug` its status decides what becomes of the command: 2 is a `return`.
fn debug(env: &mut Env) -> Flow<bool> {
    let verdict = condition(env, DEBUG)?;
    if verdict == flow::SUCCESS || !env.has(Options::EXTDEBUG) {
        return Continue(false);
    }
    if verdict == flow::ERROR && env.context.returnable > 0 {
        env.status = verdict;
        return Break(Divert::Return);
    }
    env.status = flow::SUCCESS;
    Continue(true)
}

/// Runs the DEBUG trap once more, before the first command of a function.
#[cold]
pub fn at_entry(env: &mut Env) -> Flow {
    condition(env, DEBUG).map_continue(|_| ())
}

/// A function or a dot script has ended, by `flow`: the RETURN trap, if nothing goes on outside it.
#[inline]
pub fn on_return(env: &mut Env, flow: Flow) -> Flow {
    let ended = matches!(flow, Continue(()) | Break(Divert::Return));
    if env.traps.on_return && ended {
        condition(env, RETURN)?;
    }
    flow
}

/// The status that `exit` and `return` give on without an operand: in the action of a trap, that from
/// before it (XCU `exit`).
pub fn status_to_leave_with(env: &Env) -> flow::Status {
    match env.context.trap_status {
        Some(status) if env.context.functions == env.context.trap_functions => status,
        _ => env.status,
    }
}
