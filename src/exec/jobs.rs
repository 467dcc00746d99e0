//! Job control (XCU 2.11): process groups and the terminal.

use super::notices::tell;
pub use super::notices::{describe, elsewhere, notify, state_text};
use super::subshell::Place;
use super::{continuation, trap};
use crate::env::frames::StageGroup;
use crate::env::jobs::{Job, Process, State};
use crate::env::{Divert, Env, Flow, Options, flow};
use crate::signal::{self, Disposition, Signal, SignalSet};
use crate::sys::{host, terminal};
use std::ops::ControlFlow::{Break, Continue};

/// Puts a forked child into its group, in the parent: whoever is first.
pub fn place_in_parent(env: &mut Env, pid: i32, place: Option<Place>) {
    match place {
        None => {}
        Some(Place::Stage) => {
            if let Some(group) = env.children.stage_group.and_then(|stage| stage.group) {
                let _ = host::set_group(pid, if group == 0 { pid } else { group });
            }
        }
        Some(_) => {
            let _ = host::set_group(pid, pid);
        }
    }
}

/// Puts a forked child into its group, in the child, and gives the group the terminal.
pub fn place_in_child(env: &mut Env, place: Option<Place>) {
    let (group, foreground) = match place {
        None => return,
        Some(Place::Foreground) => (0, true),
        Some(Place::Background) => (0, false),
        Some(Place::Stage) => match env.children.stage_group {
            Some(StageGroup {
                group: Some(group),
                foreground,
                ..
            }) => (group, foreground),
            _ => return,
        },
    };
    // Asked while the group is still that of the shell.
    let terminal = terminal_to_give(env);
    let _ = host::set_group(0, group);
    if let (true, 0, Some(terminal)) = (foreground, group, terminal) {
        let _ = terminal::set_foreground(terminal, host::pid());
    }
}

/// The terminal that a foreground job is given: a script has it to give only while it is in the
/// foreground itself.
pub fn terminal_to_give(env: &Env) -> Option<i32> {
    env.terminal.descriptor.filter(|&terminal| {
        env.interactive_process()
            || terminal::foreground(terminal).is_ok_and(|group| group == host::group())
    })
}

/// A foreground job has ended or stopped. What is left of the command that a stopped one is a part of
/// goes with it, and is resumed when it is.
pub fn foreground_ended(
    env: &mut Env,
    processes: &mut [Process],
    group: Option<i32>,
    text: Vec<u8>,
) -> Flow {
    let mut job = Job::new(processes.to_vec(), group, text);
    if matches!(job.state(), State::Stopped(_))
        && continuation::leave_behind(env, &mut job, processes)?
    {
        return Continue(());
    }
    let rest = job.continuation.is_some();
    if let (false, Some(typed)) = (rest, env.session.typed.take()) {
        job.command = typed;
    }
    settle_foreground(env, job)?;
    if rest {
        env.status = 128 + Signal::TSTP.number();
        return Break(Divert::Interrupt);
    }
    Continue(())
}

/// As [`foreground_ended`], for a job that may have a number already.
pub fn settle_foreground(env: &mut Env, mut job: Job) -> Flow {
    let state = job.state();
    if let (Some(terminal), State::Stopped(_) | State::Killed { .. }) =
        (env.terminal.descriptor, state)
    {
        job.modes = terminal::modes(terminal).ok();
    }
    env.terminal.take();
    note_resize(env);
    match state {
        State::Stopped(_) => {
            restore_all(env);
            if job.directory.is_empty() {
                job.directory = env.variables.directory().to_vec();
            }
            job.changed = false;
            let number = env.children.jobs.add(job);
            // ^Z stands on the line that it was typed on.
            tell(env, number, b"\n");
        }
        State::Killed { signal, .. } => {
            restore_all(env);
            let interrupted =
                |process: &Process| process.state.status() == 128 + Signal::INT.number();
            if env.interactive()
                && signal != Signal::INT.number()
                && job.processes.iter().any(interrupted)
            {
                // ^C stands on the line.
                env.tell(b"\n");
            }
            tell_death(env, signal, state);
            if signal == Signal::INT.number() {
                return job_interrupted(env);
            }
        }
        // Whoever failed may not have tidied up, least of all who tells that another was killed.
        State::Exited(status) if status > 128 => restore_all(env),
        // One that was in the background was told the modes that it had when it went there.
        State::Exited(status) if status != flow::SUCCESS || job.number != 0 => {
            env.terminal.restore_modes();
        }
        _ => env.terminal.keep_modes(),
    }
    Continue(())
}

/// Somebody has interrupted the job, and with it what the shell does. The shell itself has not been told: it is in
/// another group.
fn job_interrupted(env: &mut Env) -> Flow {
    let interactive = env.interactive_process();
    if interactive && env.traps.get(Signal::INT.number()).is_none() {
        return trap::interrupted(env);
    }
    // Who sits at a prompt, and has a trap, wants to be out of a loop.
    if env.context.loops > 0 || !interactive && env.process.sole {
        signal::put_back(SignalSet::from(Signal::INT));
    }
    Continue(())
}

/// Only the job in the foreground is told of a new size of its terminal by a signal.
fn note_resize(env: &mut Env) {
    let noted = env.interactive_process() && super::terminal::note_size(env);
    if noted && env.traps.get(Signal::WINCH.number()).is_some() {
        signal::put_back(SignalSet::from(Signal::WINCH));
    }
}

/// What the user may want to know about how a program died; in a script too, as other shells do. Of an
/// interrupt and of a reader that has gone nobody has to be told. To POSIX it is no diagnostic message that
/// somebody ended a program (XCU 1.4); only a defect of the program is one.
#[cold]
pub fn tell_death(env: &mut Env, signal: i32, state: State) {
    match env.files.outside.take() {
        Some(errors) => env.on_errors(errors, |env| say_death(env, signal, state)),
        None => say_death(env, signal, state),
    }
}

fn say_death(env: &mut Env, signal: i32, state: State) {
    let signal = Signal::from_number(signal);
    match signal {
        Some(Signal::INT) if env.interactive() => env.tell(b"\n"),
        Some(Signal::INT | Signal::PIPE) | None => (),
        Some(_) if env.interactive() => {
            env.write_error(format!("{}\n", state_text(state)).as_bytes());
        }
        Some(Signal::SEGV | Signal::BUS | Signal::ILL | Signal::FPE | Signal::SYS)
            if env.process.sole =>
        {
            env.report(b"", state_text(state));
        }
        Some(_) if !env.process.sole || env.has(Options::POSIX) => (),
        // Somebody wanted that: where it stands is of no interest.
        Some(Signal::TERM) => env.write_error(format!("{}\n", state_text(state)).as_bytes()),
        Some(_) => env.report(b"", state_text(state)),
    }
}

/// Executes something in the middle of a line: keys that are typed meanwhile are left to the line, and not shown. That
/// stays so, for whoever goes on with the line, who is to restore the modes behind it.
pub fn amid_typing<T>(env: &mut Env, execute: impl FnOnce(&mut Env) -> Flow<T>) -> Flow<T> {
    let modes = env.terminal.modes;
    if let (Some(terminal), Some(modes)) = (env.terminal.descriptor, modes) {
        let _ = terminal::set_modes(terminal, &modes.character_at_a_time().echo(false));
    }
    let flow = execute(env);
    env.terminal.modes = modes;
    if flow.is_break() {
        env.terminal.restore_modes();
    }
    flow
}

/// The terminal is as the shell had it, and what is shown on it can be seen.
fn restore_all(env: &Env) {
    env.terminal.restore_modes();
    super::terminal::undo(env);
}

/// Stops the shell itself, as ^Z stops a program; when it is continued it has the terminal again.
pub fn suspend_shell(env: &mut Env) {
    let ignored = env.own_ignored();
    for signal in ignored.iter() {
        let _ = signal::set_default(signal);
    }
    let _ = signal::kill(0, Signal::STOP);
    wait_for_foreground(env);
    for signal in ignored.iter() {
        let _ = signal::ignore(signal);
    }
    env.terminal.take();
    env.terminal.restore_modes();
}

/// Stops the shell as long as it is in the background. False if nobody can bring it to the foreground.
pub fn wait_for_foreground(env: &Env) -> bool {
    let Some(terminal) = env.terminal.descriptor else {
        return true;
    };
    let ignored = signal::disposition(Signal::TTIN)
        .is_ok_and(|disposition| disposition == Disposition::Ignored);
    if ignored {
        let _ = signal::set_default(Signal::TTIN);
    }
    // In an orphaned group the signal does nothing (XBD 11.1.4).
    let mut attempts = 0;
    while attempts < 16 && terminal::foreground(terminal).is_ok_and(|group| group != host::group())
    {
        attempts += 1;
        if signal::kill(0, Signal::TTIN).is_err() {
            break;
        }
    }
    if ignored {
        let _ = signal::ignore(Signal::TTIN);
    }
    attempts < 16
}

/// The terminal is gone, or the shell leaves: jobs are told, unless `disown` has taken them out.
/// `stopped`: only those that would never run again.
pub fn hang_up(env: &Env, stopped: bool) {
    for job in env.children.jobs.own() {
        let state = job.state();
        let is_stopped = matches!(state, State::Stopped(_));
        if job.immune || state.is_final() || stopped && !is_stopped {
            continue;
        }
        for target in job.targets() {
            let _ = signal::kill(target, Signal::HUP);
            let _ = signal::kill(target, Signal::CONT);
        }
    }
}
