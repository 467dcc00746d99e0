#![allow(
    unsafe_code,
    reason = "queued signals, waiting for signals, saved dispositions"
)]
//! Signals with a value, waiting for them, and dispositions put back as they were.

use super::check;
use super::signal::{Signal, SignalSet};
use std::io;
use std::time::Duration;

/// A signal that was waited for, with what the kernel tells about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Received {
    /// The signal.
    pub signal: Signal,
    /// The process that sent it; 0 for the kernel.
    pub sender: i32,
    /// The real user id of the sender.
    pub user: u32,
    /// The value sent along by [`queue`] or a timer.
    pub value: Option<i32>,
}

/// Sends `signal` to process `pid` with a value (sigqueue(3)). `EAGAIN` when the receiver's queue is full.
///
/// ```
/// use tine::signal::{Signal, sigqueue};
/// assert!(sigqueue(i32::MAX, Signal::USR1, 1).is_err());
/// ```
pub fn queue(pid: libc::pid_t, signal: Signal, value: i32) -> io::Result<()> {
    let value = libc::sigval {
        sival_ptr: std::ptr::without_provenance_mut(value as u32 as usize),
    };
    // SAFETY: the value is a number; nobody follows it.
    check(unsafe { libc::sigqueue(pid, signal.0, value) }).map(drop)
}

/// Waits for one of `set`, which the caller has blocked, at most `timeout` (sigtimedwait(2)); `None` when it runs out.
pub fn wait(set: SignalSet, timeout: Option<Duration>) -> io::Result<Option<Received>> {
    let limit = timeout.map(|timeout| libc::timespec {
        tv_sec: timeout.as_secs().try_into().unwrap_or(libc::time_t::MAX),
        tv_nsec: timeout.subsec_nanos().into(),
    });
    let limit = limit.as_ref().map_or(std::ptr::null(), std::ptr::from_ref);
    // SAFETY: an all-zero `siginfo_t` is valid; the kernel reads 8 bytes of set and an optional time. The union's
    // fields that are read belong to the code that says how the signal was sent.
    unsafe {
        let mut info: libc::siginfo_t = std::mem::zeroed();
        let answer = libc::syscall(
            libc::SYS_rt_sigtimedwait,
            &raw const set.0,
            &raw mut info,
            limit,
            8_usize,
        );
        if answer < 0 {
            let error = io::Error::last_os_error();
            return if error.raw_os_error() == Some(libc::EAGAIN) {
                Ok(None)
            } else {
                Err(error)
            };
        }
        let queued = info.si_code == libc::SI_QUEUE || info.si_code == libc::SI_TIMER;
        let by_process = matches!(
            info.si_code,
            libc::SI_QUEUE | libc::SI_USER | libc::SI_TKILL
        ) || info.si_signo == libc::SIGCHLD;
        Ok(Some(Received {
            signal: Signal(info.si_signo),
            sender: if by_process { info.si_pid() } else { 0 },
            user: if by_process { info.si_uid() } else { 0 },
            value: queued.then(|| info.si_value().sival_ptr.addr() as u32 as i32),
        }))
    }
}

/// A disposition as it was, with its handler, mask and flags.
pub struct Saved {
    signal: Signal,
    action: libc::sigaction,
}

impl std::fmt::Debug for Saved {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Saved")
            .field("signal", &self.signal.0)
            .finish_non_exhaustive()
    }
}

impl Saved {
    /// Keeps what `signal` does now.
    pub fn of(signal: Signal) -> io::Result<Self> {
        // SAFETY: an all-zero `sigaction` is valid; the disposition is only read.
        let action = unsafe {
            let mut action: libc::sigaction = std::mem::zeroed();
            check(libc::sigaction(signal.0, std::ptr::null(), &raw mut action))?;
            action
        };
        Ok(Self { signal, action })
    }

    /// The signal that it is about.
    pub fn signal(&self) -> Signal {
        self.signal
    }

    /// Whether the signal was ignored.
    pub fn is_ignored(&self) -> bool {
        self.action.sa_sigaction == libc::SIG_IGN
    }

    /// Puts it back.
    pub fn restore(&self) {
        super::signal::note_restored(self.signal, &self.action);
        // SAFETY: the structure comes from the kernel.
        unsafe { libc::sigaction(self.signal.0, &raw const self.action, std::ptr::null_mut()) };
    }
}
