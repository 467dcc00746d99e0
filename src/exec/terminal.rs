//! The terminal of a shell with job control.

use super::jobs;
use crate::env::{Env, Options};
use crate::name::Name;
use crate::signal::Signal;
use crate::sys::{fd, host, terminal};
use nix::libc;
use std::os::fd::IntoRawFd;

/// What a program that was ended by a signal, or stopped, may not have undone: another character set, a hidden cursor,
/// keys and a mouse that send other sequences, rows that do not scroll, the other screen. Both screens have a cursor
/// that is saved; where the other one was not in use, it is ours that comes back.
const UNDONE: &str = "\x0f\x1b(B\x1b[0m\x1b[?25h\x1b[?1l\x1b>\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\
    \x1b7\x1b[r\x1b[?1049l\x1b8\x1b[J";

/// Gets hold of the terminal, if job control is on: waits until the shell is in the foreground, then
/// leads a process group of its own that has the terminal.
pub fn start(env: &mut Env) {
    if !env.has(Options::MONITOR) {
        return;
    }
    let Some(descriptor) = open() else { return };
    if !env.has(Options::INTERACTIVE) {
        // A script in the background has no business with the terminal.
        if terminal::foreground(descriptor).is_ok_and(|group| group == host::group()) {
            keep(env, descriptor);
        } else {
            fd::close(descriptor);
        }
        return;
    }
    keep(env, descriptor);
    if !jobs::wait_for_foreground(env) {
        env.report(b"", "no job control: the terminal is another's");
        env.terminal.descriptor = None;
        env.options -= Options::MONITOR;
        return;
    }
    let _ = crate::sys::signal::ignore(Signal::TTOU);
    let outer = host::group();
    if outer != host::pid() && host::set_group(0, 0).is_ok() {
        let _ = terminal::set_foreground(descriptor, host::pid());
        env.terminal.outer_group = Some(outer);
    }
    env.terminal.modes = terminal::modes(descriptor).ok();
}

fn keep(env: &mut Env, descriptor: i32) {
    env.files.registry.reserve(descriptor);
    env.terminal.descriptor = Some(descriptor);
}

/// A descriptor of the controlling terminal that the shell keeps.
fn open() -> Option<i32> {
    let descriptor = fd::open_high(b"/dev/tty", libc::O_RDWR, 0)
        .or_else(|_| {
            if fd::is_terminal(2) {
                fd::dup_high(2)
            } else {
                fd::dup_high(0)
            }
        })
        .ok()?;
    let descriptor = descriptor.into_raw_fd();
    if !fd::is_terminal(descriptor) {
        fd::close(descriptor);
        return None;
    }
    Some(descriptor)
}

/// The descriptor that the user is behind, whether there is job control or not.
pub fn descriptor(env: &Env) -> i32 {
    env.terminal.descriptor.unwrap_or(0)
}

/// COLUMNS and LINES follow the size of the terminal; whether they have changed.
pub fn note_size(env: &mut Env) -> bool {
    let mut changed = false;
    let Ok((rows, columns)) = terminal::size(descriptor(env)) else {
        return changed;
    };
    for (name, number) in [(Name::COLUMNS, columns), (Name::LINES, rows)] {
        let known = env
            .variables
            .get(name)
            .and_then(crate::env::variables::Variable::number);
        if number > 0 && known != Some(i64::from(number)) {
            // A read-only one is the user's own business.
            let _ = env.variables.assign_number(name, i64::from(number));
            changed |= known.is_some();
        }
    }
    changed
}

/// Whether the other side of the terminal has gone away.
pub fn is_lost(env: &Env) -> bool {
    let gone = libc::POLLHUP | libc::POLLERR | libc::POLLNVAL;
    fd::poll_one(descriptor(env), libc::POLLIN, 0).is_ok_and(|events| events & gone != 0)
}

/// Nothing can be read from the terminal although it is there: another group has it. If that is a job in
/// the background, or no more, it is taken back, else waited for. Whether reading can go on.
pub fn regain(env: &Env) -> bool {
    let Some(descriptor) = env.terminal.descriptor.filter(|_| !is_lost(env)) else {
        return false;
    };
    let Ok(group) = terminal::foreground(descriptor) else {
        return false;
    };
    let is_job = env.children.jobs.iter().any(|job| job.group == Some(group));
    if group == host::group() {
        false
    } else if is_job || !host::group_exists(group) {
        env.terminal.take();
        true
    } else {
        jobs::wait_for_foreground(env)
    }
}

/// Whether the terminal can be expected to swallow what it does not understand.
pub fn understands(env: &Env) -> bool {
    let term = env.variables.named(b"TERM");
    !matches!(
        term.unwrap_or_default(),
        b"" | b"dumb" | b"linux" | b"cons25" | b"emacs" | b"eterm"
    )
}

/// Undoes what a program that has been killed or stopped may have done to the terminal, before the user is told.
pub fn undo(env: &Env) {
    if let (Some(terminal), true) = (
        env.terminal.descriptor,
        env.interactive() && understands(env),
    ) {
        let _ = fd::write_all(terminal, UNDONE.as_bytes());
    }
}
