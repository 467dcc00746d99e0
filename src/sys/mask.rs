#![allow(unsafe_code, reason = "signal system calls")]
//! Signal masks, and sending signals.

use super::signal::{Signal, SignalSet};
use super::{check, errno};
use std::io;

/// How [`change_mask`] combines the set with the mask.
///
/// As XSH `pthread_sigmask`.
///
/// ```
/// use tine::signal::{Signal, SignalSet, mask};
/// use tine::sys::signal::{How, change_mask};
/// change_mask(How::Block, SignalSet::from(Signal::USR1));
/// assert!(mask().contains(Signal::USR1));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// Adds the set.
    Block = libc::SIG_BLOCK as isize,
    /// Takes the set away.
    Unblock = libc::SIG_UNBLOCK as isize,
    /// Replaces the mask.
    Set = libc::SIG_SETMASK as isize,
}

/// Changes the signal mask of the calling thread; answers the mask before. Does not fail.
///
/// Follows XSH `pthread_sigmask`.
///
/// ```
/// use tine::signal::{Signal, SignalSet};
/// use tine::sys::signal::{How, change_mask};
/// let before = change_mask(How::Set, SignalSet::from(Signal::USR1));
/// assert_eq!(change_mask(How::Set, before), SignalSet::from(Signal::USR1));
/// ```
pub fn change_mask(how: How, set: SignalSet) -> SignalSet {
    let mut old = 0_u64;
    // SAFETY: the kernel reads and writes 8 bytes; the C library's own signals are let through as it requires of us
    // only by its wrapper, and blocking them for a moment, as posix_spawn does, is harmless.
    unsafe {
        libc::syscall(
            libc::SYS_rt_sigprocmask,
            how as libc::c_int,
            &raw const set.0,
            &raw mut old,
            8_usize,
        );
    }
    SignalSet(old)
}

/// The signal mask of the calling thread.
///
/// Follows XSH `pthread_sigmask`.
///
/// ```
/// use tine::signal::{Signal, mask};
/// assert!(!mask().contains(Signal::USR1));
/// ```
pub fn mask() -> SignalSet {
    change_mask(How::Block, SignalSet(0))
}

/// Sends signal `number` (0: only checks) to `pid` as kill(2) has it: also negative for groups.
///
/// Fails with `ESRCH`, `EPERM` and `EINVAL`. Follows XSH `kill`.
///
/// ```
/// assert!(tine::sys::signal::kill(std::process::id() as i32, 0).is_ok());
/// ```
pub fn kill(pid: libc::pid_t, number: i32) -> io::Result<()> {
    // SAFETY: no memory involved.
    check(unsafe { libc::kill(pid, number) }).map(drop)
}

/// Sends `signal` to the calling thread.
///
/// Fails with `EINVAL` for what is no signal. Follows XSH `raise`.
///
/// ```
/// use tine::signal::{Signal, flag, raise};
/// let flag = flag(Signal::USR2)?;
/// raise(Signal::USR2)?;
/// assert!(flag.is_raised());
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn raise(signal: Signal) -> io::Result<()> {
    // SAFETY: no memory involved.
    if unsafe { libc::raise(signal.0) } == 0 {
        Ok(())
    } else {
        Err(io::Error::from_raw_os_error(errno()))
    }
}

/// Sleeps until a signal has been caught, with `mask` instead of the thread's mask (sigsuspend(2)): one that
/// was pending and blocked is caught at once.
///
/// ```
/// use tine::signal::{Blocked, Signal, flag, raise};
/// let flag = flag(Signal::USR1)?;
/// let blocked = Blocked::new(Signal::USR1.into());
/// raise(Signal::USR1)?;
/// tine::sys::signal::sleep(blocked.before());
/// assert!(flag.take());
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn sleep(mask: SignalSet) {
    // SAFETY: the kernel reads 8 bytes.
    unsafe { libc::syscall(libc::SYS_rt_sigsuspend, &raw const mask.0, 8_usize) };
}

/// The range of the real-time signals that programs may use, as `RTMIN` and `RTMAX`.
///
/// `SIGRTMIN` and `SIGRTMAX` of XBD `<signal.h>`; the C library keeps some for itself.
///
/// ```
/// let (least, most) = tine::sys::signal::real_time_range();
/// assert!(least >= 32 && most <= 64);
/// ```
pub fn real_time_range() -> (i32, i32) {
    (libc::SIGRTMIN(), libc::SIGRTMAX())
}
