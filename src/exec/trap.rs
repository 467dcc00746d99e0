//! Signals and traps (XCU 2.12): acted on at safe points, never in the handler.

use super::{output, run};
use crate::env::frames::Subshell;
use crate::env::traps::{Action, DEBUG, ERR, EXIT, RETURN};
use crate::env::{Divert, ENDING, Env, Flow, Options, flow};
use crate::name::Name;
use crate::signal::{self as signals, Signal};
use crate::sys::find;
use crate::sys::signal::{self, Disposition, SignalSet};
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
    if !env.sole {
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
        env.hung_up = true;
        return Break(Divert::Exit);
    }
    if !interactive && ENDING.contains(received) {
        env.status = 128 + received.number();
        // What is around this is left in order; where the process ends, it dies of the signal.
        env.dying = Some(received);
        return Break(Divert::Interrupt);
    }
    Continue(())
}

/// The end of a process that a signal was to end.
pub fn die(env: &Env) {
    if let Some(signal) = env.dying {
        signals::die_by(signal);
    }
}

/// Runs the action of a trap: `$?` is afterwards what it was before, unless it diverts. The answer is the status of
/// the action.
fn action(env: &mut Env, text: &[u8]) -> Flow<flow::Status> {
    let status = env.status;
    let line = env.line;
    let context = env.context;
    let pipe_status = env.pipe_status.clone();
    env.context.trap_status = Some(status);
    env.context.trap_functions = env.context.functions;
    let flow = run::text(env, text);
    env.context.trap_status = context.trap_status;
    env.context.trap_functions = context.trap_functions;
    env.line = line;
    flow?;
    env.pipe_status = pipe_status;
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
        env.sole
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

/// Behind the edge of a subshell in which EXIT has been given an action: what can end the shell is caught, or is
/// not, as it was before.
#[cold]
pub fn behind_edge(env: &Env) {
    restore_all(env, ENDING);
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

/// Runs the RETURN trap: a function or a dot script has ended, by `flow`.
#[cold]
pub fn on_return(env: &mut Env, flow: Flow) -> Flow {
    condition(env, RETURN)?;
    flow
}

/// Whether a signal was ignored when a shell that is not interactive started: it stays so (XCU 2.12).
pub fn stays_ignored(env: &Env, signal: Signal) -> bool {
    env.traps.is_locked(signal.number())
        || !env.has(Options::INTERACTIVE) && signal::ignored_on_entry(signal)
}

/// Sets what happens on a signal: table and kernel.
pub fn set(env: &mut Env, condition: i32, action: Action) -> std::io::Result<()> {
    if let Action::Command(text) = &action
        && find::text(b"BASH_COMMAND", text).is_some()
    {
        env.traps.noting = true;
    }
    if let Some(signal) = Signal::from_number(condition).filter(|_| condition != EXIT) {
        // What cannot be caught stays as it is; what was ignored when a script started does too.
        if signal == Signal::KILL || signal == Signal::STOP || stays_ignored(env, signal) {
            return Ok(());
        }
        if !env.sole {
            env.hosted.remember(signal);
        }
        env.traps.set(condition, action.clone());
        return match action {
            // Were it ignored, the system would keep the statuses of children to itself.
            Action::Ignore if signal == Signal::CHLD => restore(env, signal),
            Action::Ignore => signal::ignore(signal),
            Action::Command(_) => signal::catch(signal),
            Action::Default => restore(env, signal),
        };
    }
    let before = env.own_caught();
    env.traps.set(condition, action);
    let now = env.own_caught();
    restore_all(env, before.difference(now).union(now.difference(before)));
    Ok(())
}

/// The shell itself does something else now on these signals; those with traps stay as they are.
fn restore_all(env: &Env, signals: SignalSet) {
    for signal in signals.iter() {
        if env.traps.get(signal.number()).is_none() {
            let _ = restore(env, signal);
        }
    }
}

/// Whether a signal still is what it was when the shell was started: ignored. What the shell does with
/// it for itself is not for programs to see (XCU 2.12).
fn inherited(env: &Env, signal: Signal) -> bool {
    env.sole && signal::ignored_on_entry(signal) && !env.traps.is_chosen(signal.number())
}

/// The signals that the shell catches for itself: a hangup, and others that could end it, only if that was
/// not ignored (nohup).
fn caught_for_itself(env: &Env) -> SignalSet {
    let kept = |signal: &Signal| {
        *signal == Signal::INT || !ENDING.contains(*signal) || !inherited(env, *signal)
    };
    env.own_caught().iter().filter(kept).collect()
}

/// What the shell itself does with a signal that has no trap.
fn restore(env: &Env, signal: Signal) -> std::io::Result<()> {
    if env.own_ignored().contains(signal) {
        signal::ignore(signal)
    } else if caught_for_itself(env).contains(signal) {
        signal::catch(signal)
    } else if inherited(env, signal) && signal != Signal::CHLD {
        signal::ignore(signal)
    } else {
        signal::set_default(signal)
    }
}

/// The signals that a new program must have at their default action, and those that it must have
/// ignored: where the shell has them otherwise for itself.
pub fn for_programs(env: &Env) -> (SignalSet, SignalSet) {
    let (mut default, mut ignored) = (SignalSet::default(), SignalSet::default());
    for own in signal::caught().union(env.own_ignored()).iter() {
        match env.traps.get(own.number()) {
            Some(Action::Ignore) => {}
            None if inherited(env, own) => ignored = ignored.with(own),
            _ => default = default.with(own),
        }
    }
    let child = match env.traps.get(Signal::CHLD.number()) {
        None => inherited(env, Signal::CHLD),
        Some(action) => *action == Action::Ignore,
    };
    // In a command substitution it is not what the kernel has for the shell.
    if env.traps.get(Signal::TSTP.number()) == Some(&Action::Ignore) {
        ignored = ignored.with(Signal::TSTP);
    }
    if !env.sole && env.traps.get(Signal::PIPE.number()).is_none() {
        // Rust's start-up ignores it; no program expects to inherit that.
        default = default.with(Signal::PIPE);
    }
    if child {
        default = default.without(Signal::CHLD);
        ignored = ignored.with(Signal::CHLD);
    }
    (default, ignored)
}

/// After an exec that failed: handlers are set again.
pub fn reinstate(env: &Env) {
    let _ = signal::set_default(Signal::CHLD);
    for own in env.own_ignored().iter() {
        let _ = signal::ignore(own);
    }
    let trapped = env.traps.commands();
    for signal in trapped
        .into_iter()
        .filter_map(Signal::from_number)
        .chain(caught_for_itself(env).iter())
    {
        if env.traps.get(signal.number()) != Some(&Action::Ignore)
            && !env.traps.is_locked(signal.number())
        {
            let _ = signal::catch(signal);
        }
    }
}

/// The signals that the shell ignores for itself are others now: `set -m`.
pub fn own_changed(env: &Env, before: SignalSet) {
    let now = env.own_ignored();
    restore_all(env, before.difference(now).union(now.difference(before)));
}

/// At the end of a subshell that runs in the process of a host: the signals as they were outside.
pub fn leave_subshell(env: &mut Env, index: usize) {
    let Some(outside) = env.frames.list.get(index).map(Subshell::traps_outside) else {
        return;
    };
    let changed: Vec<_> = outside.unlike(&env.traps).collect();
    for (condition, action) in changed {
        let Some(signal) = Signal::from_number(condition).filter(|_| condition != EXIT) else {
            continue;
        };
        let _ = match action {
            Action::Command(_) => signal::catch(signal),
            Action::Ignore if signal != Signal::CHLD => signal::ignore(signal),
            _ => {
                env.hosted.restore_action(signal);
                Ok(())
            }
        };
    }
}

/// In a program that has been started to be a subshell: only what is ignored for no reason that a trap gives was so
/// before.
pub fn enter_anew(env: &Env) {
    for signal in SignalSet::ALL.iter() {
        if env.traps.get(signal.number()) == Some(&Action::Ignore) {
            signal::forget_entry(signal);
        }
    }
    let _ = signal::set_default(Signal::CHLD);
    for own in env.own_caught().iter() {
        if env.traps.get(own.number()).is_none() && !signal::ignored_on_entry(own) {
            let _ = signal::catch(own);
        }
    }
}

/// In a forked child: what the parent caught or ignored for itself is default again (XCU 2.13), but that
/// a subshell, too, leaves an interrupt to the program it waits for. Traps have been taken out of the
/// table already.
pub fn enter_child(env: &mut Env) {
    let (mut default, ignored) = for_programs(env);
    if !env.sole {
        // The child leaves the host behind: its handlers and its mask.
        let handled = |signal: &Signal| {
            signal::disposition(*signal).is_ok_and(|does| does == Disposition::Caught)
        };
        default = default.union(SignalSet::ALL.iter().filter(handled).collect());
        signal::change_mask(signal::How::Set, SignalSet::EMPTY);
        env.sole = true;
    }
    env.main_process = false;
    let own = env.own_caught();
    for signal in default.union(ignored).iter() {
        let _ = if ignored.contains(signal) && signal != Signal::CHLD {
            signal::ignore(signal)
        } else if !own.contains(signal) {
            signal::set_default(signal)
        } else if !signal::caught().contains(signal) {
            signal::catch(signal)
        } else {
            Ok(())
        };
    }
}

/// A signal without a trap that the shell has caught for a while is again as it was found.
pub fn reinstate_one(signal: Signal) {
    let _ = if signal::ignored_on_entry(signal) {
        signal::ignore(signal)
    } else {
        signal::set_default(signal)
    };
}

/// Gets the signals of a shell of its own into order; called once, at its start.
pub fn install(env: &mut Env) {
    let _ = signal::set_default(Signal::CHLD);
    for signal in env.own_ignored().iter() {
        let _ = signal::ignore(signal);
    }
    for caught in caught_for_itself(env).iter() {
        if env.interactive() || !signal::ignored_on_entry(caught) {
            let _ = signal::catch(caught);
        } else {
            env.traps.lock(caught.number());
        }
    }
}

/// The status that `exit` and `return` give on without an operand: in the action of a trap, that from
/// before it (XCU `exit`).
pub fn status_to_leave_with(env: &Env) -> flow::Status {
    match env.context.trap_status {
        Some(status) if env.context.functions == env.context.trap_functions => status,
        _ => env.status,
    }
}
