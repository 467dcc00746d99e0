#![allow(unsafe_code, reason = "signals with values, saved dispositions")]
//! Signals with a value, waiting for them, and dispositions put back as they were.

use super::check;
use super::signal::{Signal, SignalSet};
use std::io;
use std::time::Duration;

/// A signal that was waited for, with what the kernel tells about it.
///
/// Follows `siginfo_t` of XBD `<signal.h>`.
///
/// ```
/// use tine::signal::{Blocked, Signal, SignalSet, raise, sigwait};
/// let set = SignalSet::from(Signal::USR1);
/// let _blocked = Blocked::new(set);
/// raise(Signal::USR1)?;
/// let received = sigwait(set)?;
/// assert_eq!((received.sender, received.value), (std::process::id() as i32, None));
/// # Ok::<(), std::io::Error>(())
/// ```
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
/// Also fails with `ESRCH` and `EPERM`. Follows XSH `sigqueue`.
///
/// ```
/// use tine::signal::{Blocked, Signal, SignalSet, sigqueue, sigwait};
/// let set = SignalSet::from(Signal::USR1);
/// let _blocked = Blocked::new(set);
/// sigqueue(std::process::id() as i32, Signal::USR1, 42)?;
/// assert_eq!(sigwait(set)?.value, Some(42));
/// assert!(sigqueue(i32::MAX, Signal::USR1, 1).is_err());
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn queue(pid: libc::pid_t, signal: Signal, value: i32) -> io::Result<()> {
    let value = libc::sigval {
        sival_ptr: std::ptr::without_provenance_mut(value as u32 as usize),
    };
    // SAFETY: the value is a number; nobody follows it.
    check(unsafe { libc::sigqueue(pid, signal.0, value) }).map(drop)
}

/// Waits for one of `set`, which the caller has blocked, at most `timeout` (sigtimedwait(2)); `None` when it runs out.
///
/// Fails with `EINTR` when a handler ran, `EINVAL` for a time that is none.
///
/// ```
/// use std::time::Duration;
/// use tine::signal::{Blocked, Signal, SignalSet};
/// let set = SignalSet::from(Signal::USR2);
/// let _blocked = Blocked::new(set);
/// assert_eq!(tine::sys::notice::wait(set, Some(Duration::ZERO))?, None);
/// # Ok::<(), std::io::Error>(())
/// ```
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
///
/// As XSH `sigaction` tells and takes it.
///
/// ```
/// use tine::signal::Signal;
/// use tine::sys::notice::Saved;
/// assert!(!Saved::of(Signal::USR1)?.is_ignored());
/// # Ok::<(), std::io::Error>(())
/// ```
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
    ///
    /// Fails with `EINVAL` for what is no signal. See XSH `sigaction`.
    ///
    /// ```
    /// use tine::signal::Signal;
    /// use tine::sys::notice::Saved;
    /// assert_eq!(Saved::of(Signal::HUP)?.signal(), Signal::HUP);
    /// # Ok::<(), std::io::Error>(())
    /// ```
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
    ///
    /// See signal(7).
    ///
    /// ```
    /// use tine::signal::Signal;
    /// use tine::sys::notice::Saved;
    /// assert_eq!(Saved::of(Signal::HUP)?.signal(), Signal::HUP);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn signal(&self) -> Signal {
        self.signal
    }

    /// Whether the signal was ignored.
    ///
    /// `SIG_IGN` of XSH `sigaction`.
    ///
    /// ```
    /// use tine::signal::{Signal, ignore};
    /// ignore(Signal::HUP)?;
    /// assert!(tine::sys::notice::Saved::of(Signal::HUP)?.is_ignored());
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn is_ignored(&self) -> bool {
        self.action.sa_sigaction == libc::SIG_IGN
    }

    /// Puts it back.
    ///
    /// See XSH `sigaction`.
    ///
    /// ```
    /// use tine::signal::{Disposition, Signal, disposition, ignore};
    /// use tine::sys::notice::Saved;
    /// let saved = Saved::of(Signal::USR1)?;
    /// ignore(Signal::USR1)?;
    /// saved.restore();
    /// assert_eq!(disposition(Signal::USR1)?, Disposition::Default);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn restore(&self) {
        super::disposition::note_restored(self.signal, &self.action);
        // SAFETY: the structure comes from the kernel.
        unsafe { libc::sigaction(self.signal.0, &raw const self.action, std::ptr::null_mut()) };
    }
}
