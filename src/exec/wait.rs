//! Waiting for what the shell has started.

use super::background::changes;
pub use super::background::{Waited, background};
use super::{input, jobs, notices, trap};
use crate::env::capture::{Capture, drain_until_changed};
use crate::env::jobs::{Job, Process, State};
use crate::env::{Divert, Env, Flow, Options};
use crate::signal::Signal;
use crate::sys::signal;
use crate::sys::wait::{WaitFlags, WaitStatus, waitpid};
use nix::libc;
use std::io;
use std::ops::ControlFlow::{Break, Continue};
use std::os::fd::RawFd;
use std::rc::Rc;

/// Waits for one foreground process; `$?` is its status. `group`, `text` as for [`processes`].
pub fn foreground(env: &mut Env, pid: i32, group: Option<i32>, text: Vec<u8>) -> Flow {
    if group.is_none() {
        let process = until_ended(env, pid);
        return ended(env, process);
    }
    let mut only = [Process::running(pid)];
    processes(env, &mut only, group, text)?;
    env.status = only[0].state.status();
    Continue(())
}

/// Waits for a process that is no job, and does nothing else.
pub fn until_ended(env: &mut Env, pid: i32) -> Process {
    let mut only = [Process::running(pid)];
    wait_for_all(env, &mut only, None);
    let [process] = only;
    process
}

/// What there is to do when it has ended: `$?`, traps, and what is said of its death.
pub fn ended(env: &mut Env, process: Process) -> Flow {
    no_job_ended(env, &[process])?;
    env.status = process.state.status();
    Continue(())
}

/// Waits until all of these have ended, or the job they are has been stopped (`group`: under job
/// control; `text`: its command, for the job table).
pub fn processes(
    env: &mut Env,
    processes: &mut [Process],
    group: Option<i32>,
    text: Vec<u8>,
) -> Flow {
    wait_for_all(env, processes, group);
    if group.is_some() {
        return jobs::foreground_ended(env, processes, group, text);
    }
    no_job_ended(env, processes)
}

fn no_job_ended(env: &mut Env, processes: &[Process]) -> Flow {
    let last = processes
        .last()
        .map_or(State::Exited(0), |process| process.state);
    after_signal(env, processes, last)?;
    // Whoever substitutes the output sees it by the status, as in bash.
    if let State::Killed { signal, .. } = last
        && env.frames.captures.is_empty()
    {
        jobs::tell_death(env, signal, last);
    }
    Continue(())
}

fn wait_for_all(env: &mut Env, processes: &mut [Process], group: Option<i32>) {
    env.land();
    while let Some(pid) = first_running(processes) {
        wait_for_change(env, processes, pid, group);
    }
}

fn first_running(processes: &[Process]) -> Option<i32> {
    let mut running = processes
        .iter()
        .filter(|process| process.state == State::Running);
    running.next().map(|process| process.pid)
}

/// Waits for a change, of the process `pid` or of another one, and notes it.
fn wait_for_change(env: &mut Env, processes: &mut [Process], pid: i32, group: Option<i32>) {
    let Some((changed, state)) = next(env, pid, group) else {
        processes
            .iter_mut()
            .filter(|process| process.pid == pid)
            .for_each(|process| process.state = State::Exited(127));
        return;
    };
    match processes.iter_mut().find(|process| process.pid == changed) {
        // What shares the shell's group cannot be resumed by any command, so it goes on.
        Some(_) if group.is_none() && matches!(state, State::Stopped(_)) => {
            let _ = crate::signal::kill(0, Signal::CONT);
        }
        Some(process) => process.state = state,
        None => {
            changed_state(env, changed, state);
            if env.has(Options::NOTIFY) && group.is_some() {
                notices::tell_changes(env);
            }
        }
    }
}

/// Notes the change of a child that nobody was waiting for just now.
pub(super) fn changed_state(env: &mut Env, pid: i32, state: State) {
    if !(state.is_final() && env.frames.stage_ended(pid, state)) {
        env.children.jobs.update(pid, state);
    }
}

/// Waits for a job that has been brought to the foreground.
pub fn job(env: &mut Env, mut job: Job) -> Flow<State> {
    env.land();
    while let Some(pid) = first_running(&job.processes) {
        wait_for_change(env, &mut job.processes, pid, job.group);
        job.hand_on();
    }
    let state = job.state();
    jobs::settle_foreground(env, job)?;
    Continue(state)
}

/// An interrupt that the program had a handler for is the program's affair: only if it has died of it,
/// the shell does too. One that the program has sent is meant for the shell.
fn after_signal(env: &mut Env, processes: &[Process], last: State) -> Flow {
    if env.ends_waiting() {
        return trap::safe_point(env);
    }
    if !env.process.sole || !signal::any_pending() || env.traps.get(Signal::INT.number()).is_some()
    {
        return Continue(());
    }
    if matches!(last, State::Killed { signal, .. } if signal == Signal::INT.number()) {
        return trap::safe_point(env);
    }
    let sender = signal::interrupter();
    if processes.iter().all(|process| process.pid != sender) {
        signal::take_one(Signal::INT);
    }
    Continue(())
}

/// The next change of a child: of `pid`, or of any if the process is the shell's own.
fn next(env: &mut Env, pid: i32, group: Option<i32>) -> Option<(i32, State)> {
    let untraced = group.is_some() || env.has(Options::MONITOR) && env.interactive_process();
    let sinks: Vec<Rc<Capture>> = env
        .frames
        .captures
        .iter()
        .filter(|sink| sink.reader().is_some())
        .cloned()
        .collect();
    if !sinks.is_empty() {
        drain_until_changed(env, pid, &sinks);
    }
    let which = if env.process.sole && sinks.is_empty() {
        -1
    } else {
        pid
    };
    let flags = if untraced {
        WaitFlags::UNTRACED
    } else {
        WaitFlags::empty()
    };
    loop {
        if env.ends_waiting() {
            hand_hangup_on(env, group.map_or(pid, |group| -group));
            return None;
        }
        match wait_for(env, which, flags) {
            Ok(Some((pid, status))) => {
                for sink in &sinks {
                    sink.drain();
                }
                return Some((pid, State::from_wait(status)));
            }
            Ok(None) => {}
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => return None,
        }
    }
}

/// An interactive shell that has lost its terminal tells what it was waiting for.
fn hand_hangup_on(env: &Env, target: i32) {
    if env.interactive_process() {
        let _ = crate::signal::kill(target, Signal::HUP);
        let _ = crate::signal::kill(target, Signal::CONT);
    }
}

/// As waitpid(2); a status that a reaping host has taken away is got back.
pub(super) fn wait_for(
    env: &mut Env,
    pid: i32,
    flags: WaitFlags,
) -> io::Result<Option<(i32, WaitStatus)>> {
    let mut answer = waitpid(pid, flags);
    if env.process.sole {
        return answer;
    }
    if matches!(&answer, Err(error) if error.raw_os_error() == Some(libc::ECHILD)) {
        answer = env.hosted.taken(pid).map(|status| Some((pid, status)));
    }
    if let Ok(Some((pid, status))) = &answer
        && status.is_final()
    {
        env.hosted.forget(*pid);
    }
    answer
}

/// Waits until a descriptor can be read, or a signal comes. One with a trap is acted on when the command
/// is complete.
pub fn readable(env: &mut Env, descriptor: RawFd) -> Flow {
    let _ = input::readable(descriptor, env.ending());
    if env.ends() {
        return trap::safe_point(env);
    }
    Continue(())
}

/// Waits until there is input from a terminal. A signal that comes before the waiting has begun is acted
/// on as well.
pub fn input(env: &mut Env, descriptor: RawFd) -> Flow {
    while input::readable(descriptor, env.watched())
        .is_err_and(|error| error.kind() == io::ErrorKind::Interrupted)
    {
        trap::safe_point(env)?;
    }
    Continue(())
}

/// Takes the statuses of children that have ended, without waiting for any to end.
pub fn reap(env: &mut Env) {
    env.land();
    reap_some(env);
}

/// As [`reap`], of programs that are on their way not even until they are there.
pub fn reap_some(env: &mut Env) {
    env.land_some();
    let flags = WaitFlags::NOHANG | changes(env);
    if env.process.sole {
        while let Ok(Some((pid, status))) = waitpid(-1, flags) {
            changed_state(env, pid, State::from_wait(status));
        }
        return;
    }
    let mut orphans = std::mem::take(env.hosted.orphans());
    orphans.retain(|&pid| matches!(wait_for(env, pid, WaitFlags::NOHANG), Ok(None)));
    env.hosted.adopt(orphans);
    let pids: Vec<i32> = env.children.jobs.running().collect();
    for pid in pids {
        if let Ok(Some((pid, status))) = wait_for(env, pid, flags) {
            changed_state(env, pid, State::from_wait(status));
        }
    }
}

/// An interrupt at the keyboard of an interactive shell, while a program had the terminal.
pub fn interrupted<T>(env: &mut Env) -> Flow<T> {
    env.broke_off(128 + Signal::INT.number());
    Break(Divert::Interrupt)
}
