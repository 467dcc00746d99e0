#![allow(unsafe_code, reason = "a process on its way to be another program")]
//! From a copy of its parent, or the shell itself, to the program: what a [`Plan`] says, carried out.
//!
//! The law for everything here: no allocation, no lock, no panic, async-signal-safe calls only (XSH 2.4.3). Where the
//! plan is [plain](Plan::is_plain) nothing here touches `errno` either.

use super::plan::{Plan, SpawnError, Step};
use super::signal::{self, How, MAX, SignalSet};
use super::{errno, limit, raw};
use std::ffi::c_int;
use std::os::fd::RawFd;

/// Carries out the plan in the calling process; returns only the failure. All signals are blocked.
pub fn transform(
    plan: &Plan<'_>,
    moves: &mut [(RawFd, RawFd)],
    mask: SignalSet,
    parent: libc::pid_t,
) -> SpawnError {
    // All ones is no identity: the system calls take it for "as it is".
    if plan.user == Some(u32::MAX) || plan.group_id == Some(u32::MAX) {
        return SpawnError::at(Step::Identity, libc::EINVAL);
    }
    let placed = place(plan).map_err(|step| SpawnError::at(step, errno()));
    if let Err(error) = placed.and_then(|()| rearrange(moves)) {
        return error;
    }
    plan.close.iter().copied().for_each(raw::close);
    if let Some(number) = plan.parent_death {
        // SAFETY: no memory involved. A parent that died before this call sends nothing any more.
        unsafe {
            libc::prctl(libc::PR_SET_PDEATHSIG, number);
            if parent != 0 && libc::getppid() != parent {
                libc::kill(libc::getpid(), number);
            }
        }
    }
    set_signals(plan);
    signal::change_mask(How::Set, mask);
    SpawnError::at(Step::Exec, run(plan))
}

/// Session, group, terminal, limits, identity, directory.
fn place(plan: &Plan<'_>) -> Result<(), Step> {
    let done = |answer: c_int, step: Step| if answer < 0 { Err(step) } else { Ok(()) };
    // SAFETY: system calls on numbers and on memory that the plan keeps alive. Identity goes by bare system calls:
    // the C library's wrappers would try to change the threads of the parent too.
    unsafe {
        if plan.session {
            done(libc::setsid(), Step::Session)?;
        }
        if let Some(group) = plan.group {
            done(libc::setpgid(0, group), Step::Group)?;
        }
        if let Some(terminal) = plan.terminal {
            // SIGTTOU is blocked. A terminal that is gone, or not ours, is no reason not to run.
            libc::tcsetpgrp(terminal, libc::getpgrp());
        }
        for &(resource, limit) in plan.limits {
            limit::set(resource, limit).map_err(|_| Step::Limit)?;
        }
        if let Some(nice) = plan.nice {
            done(libc::setpriority(libc::PRIO_PROCESS, 0, nice), Step::Limit)?;
        }
        if let Some(groups) = plan.groups {
            done(
                libc::syscall(libc::SYS_setgroups, groups.len(), groups.as_ptr()) as c_int,
                Step::Identity,
            )?;
        }
        if let Some(group) = plan.group_id {
            done(
                libc::syscall(libc::SYS_setresgid, group, group, group) as c_int,
                Step::Identity,
            )?;
        }
        if let Some(user) = plan.user {
            done(
                libc::syscall(libc::SYS_setresuid, user, user, user) as c_int,
                Step::Identity,
            )?;
        }
        if let Some(mask) = plan.umask {
            libc::umask(mask);
        }
        if let Some(directory) = plan.directory {
            done(libc::chdir(directory.as_ptr()), Step::Directory)?;
        }
    }
    Ok(())
}

/// Moves descriptors all at once: a move waits while its target is still the source of another; a cycle is broken by
/// a copy out of everybody's way.
fn rearrange(moves: &mut [(RawFd, RawFd)]) -> Result<(), SpawnError> {
    const DONE: RawFd = -1;
    let failed = |from| move |errno| SpawnError::at(Step::Move(from), errno);
    if let Some(&(from, _)) = moves.iter().find(|entry| entry.1 < 0) {
        return Err(failed(from)(libc::EBADF));
    }
    loop {
        let mut left = None;
        let mut progress = false;
        for index in 0..moves.len() {
            let Some(&(from, to)) = moves.get(index) else {
                break;
            };
            if to == DONE {
                continue;
            }
            let needed =
                |&(other, target): &(RawFd, RawFd)| target != DONE && other == to && target != to;
            if from != to && moves.iter().any(needed) {
                left = Some(index);
                continue;
            }
            raw::dup_to(from, to).map_err(failed(from))?;
            if let Some(entry) = moves.get_mut(index) {
                entry.1 = DONE;
            }
            progress = true;
        }
        let Some(index) = left else { return Ok(()) };
        if !progress {
            let above = moves.iter().map(|entry| entry.1).max().unwrap_or(0).max(9) + 1;
            if let Some(entry) = moves.get_mut(index) {
                let source = entry.0;
                let copy = raw::dup_above(source, above).map_err(failed(source))?;
                moves
                    .iter_mut()
                    .filter(|entry| entry.0 == source)
                    .for_each(|entry| entry.0 = copy);
            }
        }
    }
}

fn set_signals(plan: &Plan<'_>) {
    // SAFETY: an all-zero `sigaction` is valid; this process's dispositions are its own, memory shared or not.
    unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        if plan.default_caught {
            for number in 1..=MAX {
                let mut old: libc::sigaction = std::mem::zeroed();
                libc::sigaction(number, std::ptr::null(), &raw mut old);
                if old.sa_sigaction != libc::SIG_DFL && old.sa_sigaction != libc::SIG_IGN {
                    libc::sigaction(number, &raw const action, std::ptr::null_mut());
                }
            }
        }
        for (set, handler) in [(plan.default, libc::SIG_DFL), (plan.ignore, libc::SIG_IGN)] {
            action.sa_sigaction = handler;
            let mut rest = set.0;
            while rest != 0 {
                libc::sigaction(
                    rest.trailing_zeros() as c_int + 1,
                    &raw const action,
                    std::ptr::null_mut(),
                );
                rest &= rest - 1;
            }
        }
    }
}

/// Runs the program or the first alternative that can be; the error number as execvp(3) chooses it.
fn run(plan: &Plan<'_>) -> i32 {
    let mut answer = libc::ENOENT;
    for program in std::iter::once(&plan.program).chain(plan.alternatives) {
        // SAFETY: NULL-terminated vectors of C strings, alive as long as the plan.
        match unsafe { raw::exec(program, plan.argv.as_ptr(), plan.envp.as_ptr()) } {
            libc::EACCES => answer = libc::EACCES,
            libc::ENOEXEC => {
                return plan.interpreter.map_or(libc::ENOEXEC, |(shell, argv)| {
                    // SAFETY: as above.
                    unsafe { raw::exec(shell, argv.as_ptr(), plan.envp.as_ptr()) }
                });
            }
            libc::ENOENT | libc::ENOTDIR | libc::ENAMETOOLONG | libc::ELOOP
                if !plan.alternatives.is_empty() => {}
            other => return other,
        }
    }
    answer
}
