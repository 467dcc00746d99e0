#![allow(unsafe_code, reason = "timer system calls")]
//! Timers that send signals: `alarm`, interval timers, and per-process timers with a value.

use super::check;
use super::signal::Signal;
use std::io;
use std::time::Duration;

/// The clock of an interval timer, and the signal it sends.
///
/// As XSH `setitimer` has them.
///
/// ```
/// use tine::signal::{Clock, Setting, set_interval};
/// assert_eq!(set_interval(Clock::Profiling, Setting::default())?, Setting::default());
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// Real time; SIGALRM.
    Real = libc::ITIMER_REAL as isize,
    /// CPU time of the process in user mode; SIGVTALRM.
    Virtual = libc::ITIMER_VIRTUAL as isize,
    /// CPU time of the process, also in the kernel; SIGPROF.
    Profiling = libc::ITIMER_PROF as isize,
}

/// Time until a timer's next signal, and between the following ones; zero means never, and so does the default.
///
/// As `struct itimerval` of setitimer(2).
///
/// ```
/// use std::time::Duration;
/// use tine::signal::Setting;
/// let soon_and_every_second = Setting { first: Duration::from_millis(1), every: Duration::from_secs(1) };
/// let first = soon_and_every_second.every;
/// assert_eq!(Setting { first, ..soon_and_every_second }, Setting::every(Duration::from_secs(1)));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Setting {
    /// Until the next signal.
    pub first: Duration,
    /// Between the following ones.
    pub every: Duration,
}

impl Setting {
    /// One signal, after this time.
    ///
    /// An interval of zero, as setitimer(2) has it.
    ///
    /// ```
    /// use std::time::Duration;
    /// use tine::signal::Setting;
    /// assert!(Setting::once(Duration::from_secs(1)).every.is_zero());
    /// ```
    pub fn once(time: Duration) -> Self {
        Self {
            first: time,
            every: Duration::ZERO,
        }
    }

    /// A signal after this time, and again each time it has passed.
    ///
    /// See setitimer(2).
    ///
    /// ```
    /// use std::time::Duration;
    /// use tine::signal::{Clock, Setting, Signal, flag, set_interval};
    /// let ticks = flag(Signal::ALRM)?;
    /// set_interval(Clock::Real, Setting::every(Duration::from_millis(1)))?;
    /// let mut seen = 0;
    /// while seen < 3 {
    ///     seen += ticks.take_count();
    /// }
    /// set_interval(Clock::Real, Setting::default())?;
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn every(time: Duration) -> Self {
        Self {
            first: time,
            every: time,
        }
    }
}

/// Sends SIGALRM after `seconds` (0: no more); the seconds that were left of the alarm before (alarm(2)).
///
/// ```
/// use tine::signal::alarm;
/// alarm(1000);
/// assert!(alarm(0) > 990);
/// ```
pub fn alarm(seconds: u32) -> u32 {
    // SAFETY: cannot fail.
    unsafe { libc::alarm(seconds) }
}

/// Sets the interval timer of a clock (setitimer(2)), to the microsecond, rounded up; its setting before.
///
/// Fails with `EINVAL` for more time than the clock has.
///
/// ```
/// use std::time::Duration;
/// use tine::signal::{Clock, Setting, set_interval};
/// set_interval(Clock::Virtual, Setting::once(Duration::from_secs(1000)))?;
/// assert!(set_interval(Clock::Virtual, Setting::default())?.first > Duration::from_secs(990));
/// set_interval(Clock::Virtual, Setting { first: Duration::from_secs(1000), every: Duration::from_nanos(1) })?;
/// assert_eq!(set_interval(Clock::Virtual, Setting::default())?.every, Duration::from_micros(1));
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn set_interval(clock: Clock, setting: Setting) -> io::Result<Setting> {
    // Rounded down, a time below a microsecond would be none: never.
    let to_raw = |time: Duration| {
        let time = time.saturating_add(Duration::from_nanos(999));
        libc::timeval {
            tv_sec: time.as_secs() as libc::time_t,
            tv_usec: libc::suseconds_t::from(time.subsec_micros()),
        }
    };
    let from_raw =
        |time: libc::timeval| Duration::new(time.tv_sec as u64, time.tv_usec as u32 * 1000);
    let new = libc::itimerval {
        it_value: to_raw(setting.first),
        it_interval: to_raw(setting.every),
    };
    // SAFETY: an all-zero `itimerval` is valid; the structures are locals.
    unsafe {
        let mut old: libc::itimerval = std::mem::zeroed();
        check(libc::setitimer(clock as _, &raw const new, &raw mut old))?;
        Ok(Setting {
            first: from_raw(old.it_value),
            every: from_raw(old.it_interval),
        })
    }
}

/// A per-process timer on the monotonic clock (`timer_create(2)`) that sends a signal with a value; deleted when
/// dropped.
///
/// ```
/// use std::time::Duration;
/// use tine::signal::{Setting, Signal, Timer, flag};
/// let flag = flag(Signal::USR1)?;
/// let timer = Timer::new(Signal::USR1, 7)?;
/// timer.set(Setting::once(Duration::from_millis(1)))?;
/// while !flag.take() {}
/// assert!(timer.remaining()?.is_zero());
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct Timer(libc::timer_t);

// SAFETY: a timer belongs to the process; its identifier is a number in the shape of a pointer.
unsafe impl Send for Timer {}
// SAFETY: as above; the calls on it may be made from any thread.
unsafe impl Sync for Timer {}

impl Timer {
    /// A timer, not yet running, that sends `signal` with `value`.
    ///
    /// Fails with `EAGAIN` without memory for it, `EINVAL` for what is no signal. Follows XSH `timer_create`.
    ///
    /// ```
    /// use tine::signal::{Signal, Timer};
    /// assert!(Timer::new(Signal::USR1, 0)?.remaining()?.is_zero());
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn new(signal: Signal, value: i32) -> io::Result<Self> {
        // SAFETY: an all-zero `sigevent` is valid; the value is a number that nobody follows.
        unsafe {
            let mut event: libc::sigevent = std::mem::zeroed();
            event.sigev_notify = libc::SIGEV_SIGNAL;
            event.sigev_signo = signal.0;
            event.sigev_value.sival_ptr = std::ptr::without_provenance_mut(value as u32 as usize);
            let mut timer = std::mem::zeroed();
            check(libc::timer_create(
                libc::CLOCK_MONOTONIC,
                &raw mut event,
                &raw mut timer,
            ))?;
            Ok(Self(timer))
        }
    }

    /// Starts it, or stops it with a `first` of zero.
    ///
    /// Fails with `EINVAL` for more time than the clock has. Follows XSH `timer_settime`, to the nanosecond.
    ///
    /// ```
    /// use std::time::Duration;
    /// use tine::signal::{Setting, Signal, Timer};
    /// let timer = Timer::new(Signal::USR1, 0)?;
    /// timer.set(Setting::once(Duration::from_secs(1000)))?;
    /// assert!(timer.remaining()? > Duration::from_secs(990));
    /// timer.set(Setting::default())?;
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn set(&self, setting: Setting) -> io::Result<()> {
        let to_raw = |time: Duration| libc::timespec {
            tv_sec: time.as_secs() as libc::time_t,
            tv_nsec: time.subsec_nanos().into(),
        };
        let new = libc::itimerspec {
            it_value: to_raw(setting.first),
            it_interval: to_raw(setting.every),
        };
        // SAFETY: the timer exists; the structure is only read.
        check(unsafe { libc::timer_settime(self.0, 0, &raw const new, std::ptr::null_mut()) })
            .map(drop)
    }

    /// Time left until its next signal.
    ///
    /// Cannot fail. Follows XSH `timer_gettime`.
    ///
    /// ```
    /// use tine::signal::{Signal, Timer};
    /// assert!(Timer::new(Signal::USR1, 0)?.remaining()?.is_zero());
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn remaining(&self) -> io::Result<Duration> {
        // SAFETY: the timer exists; an all-zero `itimerspec` is valid and a local.
        unsafe {
            let mut now: libc::itimerspec = std::mem::zeroed();
            check(libc::timer_gettime(self.0, &raw mut now))?;
            Ok(Duration::new(
                now.it_value.tv_sec as u64,
                now.it_value.tv_nsec as u32,
            ))
        }
    }

    /// How many signals were left out because the last one was still pending.
    ///
    /// Follows XSH `timer_getoverrun`.
    ///
    /// ```
    /// use tine::signal::{Signal, Timer};
    /// assert_eq!(Timer::new(Signal::USR1, 0)?.overruns(), 0);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn overruns(&self) -> u32 {
        // SAFETY: the timer exists.
        unsafe { libc::timer_getoverrun(self.0) }.max(0) as u32
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        // SAFETY: the timer exists and is not used afterwards.
        unsafe { libc::timer_delete(self.0) };
    }
}
