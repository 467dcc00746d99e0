//! The terminal of a shell with job control.

use crate::env::{Env, Options};
use crate::signal::{self, Signal};
use crate::sys::{fd, host, terminal};
use nix::libc;
use std::os::fd::IntoRawFd;

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
            env.terminal = Some(descriptor);
        } else {
            fd::close(descriptor);
        }
        return;
    }
    env.terminal = Some(descriptor);
    while terminal::foreground(descriptor).is_ok_and(|group| group != host::group()) {
        if signal::killpg(host::group(), Signal::TTIN).is_err() {
            break;
        }
    }
    let _ = crate::sys::signal::ignore(Signal::TTOU);
    if host::group() != host::pid() && host::set_group(0, 0).is_ok() {
        let _ = terminal::set_foreground(descriptor, host::pid());
    }
    env.modes = terminal::modes(descriptor).ok();
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
    Some(descriptor.into_raw_fd()).filter(|&descriptor| fd::is_terminal(descriptor))
}

/// Before the shell ends: the terminal is as it was.
pub fn give_back(_: &mut Env) {}
