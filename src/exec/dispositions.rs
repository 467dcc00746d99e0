//! What the kernel does on signals for the shell, and for what it starts (XCU 2.12, 2.13): what traps ask for, and what
//! the shell catches or ignores for itself.

use crate::env::frames::Subshell;
use crate::env::traps::{Action, EXIT};
use crate::env::{ENDING, Env, Options};
use crate::signal::Signal;
use crate::sys::find;
use crate::sys::signal::{self, Disposition, SignalSet};

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
        if !env.process.sole {
            env.hosted.remember(signal);
        }
        env.traps.set(condition, action.clone());
        return match action {
            // Were it ignored, the system would keep the statuses of children to itself.
            Action::Ignore if signal == Signal::CHLD => restore(env, signal),
            Action::Ignore => signal::ignore(signal),
            Action::Command(_) => catch(env, signal),
            Action::Default => restore(env, signal),
        };
    }
    let before = env.own_caught();
    env.traps.set(condition, action);
    // What has been caught for the sake of EXIT may stay so: it ends the shell all the same.
    restore_all(env, env.own_caught().difference(before));
    Ok(())
}

/// The signals that the shell catches or ignores for itself are others now.
pub fn restore_changed(env: &Env, before: SignalSet, now: SignalSet) {
    restore_all(env, before.difference(now).union(now.difference(before)));
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
    env.process.sole && signal::ignored_on_entry(signal) && !env.traps.is_chosen(signal.number())
}

/// The signals that the shell catches for itself: a hangup, and others that could end it, only if that was
/// not ignored (nohup).
fn caught_for_itself(env: &Env) -> SignalSet {
    let kept = |signal: &Signal| {
        *signal == Signal::INT || !ENDING.contains(*signal) || !inherited(env, *signal)
    };
    env.own_caught().iter().filter(kept).collect()
}

/// Has the shell notice a signal. Where nobody but the shell sets what the process does, one that is caught already
/// needs no word with the kernel.
fn catch(env: &Env, signal: Signal) -> std::io::Result<()> {
    if env.process.sole && signal::caught().contains(signal) {
        return Ok(());
    }
    signal::catch(signal)
}

/// What the shell itself does with a signal that has no trap.
pub fn restore(env: &Env, signal: Signal) -> std::io::Result<()> {
    if env.own_ignored().contains(signal) {
        signal::ignore(signal)
    } else if caught_for_itself(env).contains(signal) {
        catch(env, signal)
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
    if !env.process.sole && env.traps.get(Signal::PIPE.number()).is_none() {
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
    if !env.process.sole {
        // The child leaves the host behind: its handlers and its mask.
        let handled = |signal: &Signal| {
            signal::disposition(*signal).is_ok_and(|does| does == Disposition::Caught)
        };
        default = default.union(SignalSet::ALL.iter().filter(handled).collect());
        signal::change_mask(signal::How::Set, SignalSet::EMPTY);
        env.process.sole = true;
    }
    env.process.main = false;
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
