//! Signals: names and numbers, dispositions, masks, sending, catching.
//!
//! | to | there is |
//! |---|---|
//! | ask in a loop whether one has come | [`flag`] |
//! | have them come by a descriptor, or a channel | [`watch`], [`Watcher::into_channel`] |
//! | wait for one, with who sent it and its value | [`Blocked`], then [`sigwait`] or [`sigtimedwait`] |
//! | send one, with a value too | [`kill`], [`killpg`], [`raise`]; [`sigqueue`] |
//! | ignore one for a while, block some for a while | [`Handled`]; [`Blocked`] |
//! | be woken later, or again and again | [`alarm`], [`set_interval`], [`Timer`] |
//! | end by one, so that the parent sees it | [`die_by`], [`abort`] |
//!
//! The other functions are what these, and the shell, are made of.
//!
//! Law of the room: the crate has one handler, in [`crate::sys::signal`]. It records the signal and wakes whoever
//! polls; traps and SIGCHLD are acted upon elsewhere, at named safe points. Nothing is caught until somebody asks.

mod guard;
mod name;
mod set;
mod watch;

pub use crate::sys::notice::{Received, queue as sigqueue};
pub use crate::sys::signal::{
    Disposition, Signal, SignalSet, any_pending, catch, catch_restarting, caught, disposition,
    drain_wake, ignore, ignored_on_entry, interrupt_now, interrupt_on, mask, pending, put_back,
    raise, set_default, take_interrupted, take_one, take_pending, wake_fd,
};
pub use crate::sys::timer::{Clock, Setting, Timer, alarm, set_interval};
pub(crate) use guard::quiet_thread;
pub use guard::{Blocked, Handled};
pub use name::ALL_NAMED;
pub use watch::{Flag, Watcher, flag, watch};

use crate::sys::signal::{self as sys, How};
use crate::sys::wait;
use std::io;

/// What `signal` did when the program started: ignored, or the default. Nothing is caught across an exec.
///
/// See XSH `exec`.
///
/// ```
/// use tine::signal::{Disposition, Signal, disposition_on_entry};
/// assert_eq!(disposition_on_entry(Signal::USR1), Disposition::Default);
/// ```
pub fn disposition_on_entry(signal: Signal) -> Disposition {
    if ignored_on_entry(signal) {
        Disposition::Ignored
    } else {
        Disposition::Default
    }
}

/// Sends `signal` to a process: `pid` as in kill(2), so 0 is the own group, -1 everybody, below -1 a group.
///
/// Fails with `ESRCH` if there is no such process, `EPERM` if none may be sent it. See XSH `kill`.
///
/// ```
/// use tine::signal::{Signal, flag, kill};
/// let flag = flag(Signal::USR1)?;
/// kill(std::process::id() as i32, Signal::USR1)?;
/// while !flag.take() {}
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn kill(pid: i32, signal: Signal) -> io::Result<()> {
    sys::kill(pid, signal.number())
}

/// Whether a signal could be sent to `pid`: kill(2) with signal 0.
///
/// Fails with `ESRCH` or `EPERM`. See XSH `kill`.
///
/// ```
/// assert!(tine::signal::can_kill(std::process::id() as i32).is_ok());
/// ```
pub fn can_kill(pid: i32) -> io::Result<()> {
    sys::kill(pid, 0)
}

/// Sends `signal` to every process of a group.
///
/// Fails with `ESRCH` if the group is empty, also for numbers below 2; `EPERM` if no member may be sent it. See XSH
/// `killpg`.
///
/// ```
/// use tine::process::Command;
/// use tine::signal::{Signal, killpg};
/// let mut job = Command::new("sleep").arg("1000").process_group(0).spawn()?;
/// killpg(job.pgid().unwrap_or(0), Signal::TERM)?;
/// assert!(!job.wait()?.success());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn killpg(group: i32, signal: Signal) -> io::Result<()> {
    // A group of 0 or 1 would mean something else to kill(2).
    if group <= 1 {
        Err(io::Error::from_raw_os_error(nix::libc::ESRCH))
    } else {
        sys::kill(-group, signal.number())
    }
}

/// Adds `set` to the calling thread's mask; answers the mask before.
///
/// Cannot fail. See XSH `pthread_sigmask`.
///
/// ```
/// use tine::signal::{Signal, SignalSet, block, mask, set_mask};
/// let before = block(SignalSet::from(Signal::USR1));
/// assert!(mask().contains(Signal::USR1));
/// set_mask(before);
/// ```
pub fn block(set: SignalSet) -> SignalSet {
    sys::change_mask(How::Block, set)
}

/// Takes `set` out of the calling thread's mask; answers the mask before.
///
/// Cannot fail; what is pending is delivered before it returns. See XSH `pthread_sigmask`.
///
/// ```
/// use tine::signal::{Signal, SignalSet, mask, unblock};
/// unblock(SignalSet::from(Signal::USR1));
/// assert!(!mask().contains(Signal::USR1));
/// ```
pub fn unblock(set: SignalSet) -> SignalSet {
    sys::change_mask(How::Unblock, set)
}

/// Replaces the calling thread's mask; answers the mask before.
///
/// Cannot fail. See XSH `pthread_sigmask`.
///
/// ```
/// use tine::signal::{SignalSet, mask, set_mask};
/// let before = set_mask(SignalSet::EMPTY);
/// assert!(mask().is_empty());
/// set_mask(before);
/// ```
pub fn set_mask(set: SignalSet) -> SignalSet {
    sys::change_mask(How::Set, set)
}

/// Waits for one of `set`, which the caller has blocked ([`Blocked`]), and takes it; with its sender and value
/// (sigwaitinfo(2)).
///
/// Fails with `EINVAL` for a set that cannot be waited for. See XSH `sigwaitinfo`.
///
/// ```
/// use tine::signal::{Blocked, Signal, SignalSet, sigqueue, sigwait};
/// let Some(signal) = Signal::real_time(0) else { return Ok(()) };
/// let set = SignalSet::from(signal);
/// let _blocked = Blocked::new(set);
/// for value in 1..=3 {
///     sigqueue(std::process::id() as i32, signal, value)?;
/// }
/// for value in 1..=3 {
///     assert_eq!(sigwait(set)?.value, Some(value));
/// }
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn sigwait(set: SignalSet) -> io::Result<Received> {
    loop {
        match crate::sys::notice::wait(set, None) {
            Ok(Some(received)) => return Ok(received),
            Ok(None) => {}
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// Like [`sigwait`], at most `timeout`; `None` when that runs out (sigtimedwait(2)). Fails with `EINTR` when a handler
/// for another signal ran.
///
/// ```
/// use std::time::Duration;
/// use tine::signal::{Blocked, Signal, SignalSet, sigtimedwait};
/// let set = SignalSet::from(Signal::USR2);
/// let _blocked = Blocked::new(set);
/// assert_eq!(sigtimedwait(set, Duration::ZERO)?, None);
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn sigtimedwait(set: SignalSet, timeout: std::time::Duration) -> io::Result<Option<Received>> {
    crate::sys::notice::wait(set, Some(timeout))
}

/// Ends the process abnormally, as abort(3): with ABRT at its default action, whatever it was before.
///
/// See XSH `abort`.
///
/// ```no_run
/// tine::signal::abort();
/// ```
pub fn abort() -> ! {
    die_by(Signal::ABRT)
}

/// Ends the process by `signal`, so that its parent sees the true cause: default action, unblocked, raised.
///
/// Where the signal does not end a process, exits with 128 plus its number.
///
/// As the manual of the GNU C library has it for handlers that end a process; see signal(7).
///
/// ```no_run
/// tine::signal::die_by(tine::signal::Signal::TERM);
/// ```
pub fn die_by(signal: Signal) -> ! {
    let _ = set_default(signal);
    unblock(SignalSet::from(signal));
    let _ = raise(signal);
    wait::exit_now(128 + signal.number())
}
