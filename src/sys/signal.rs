#![allow(unsafe_code, reason = "signal system calls and the handler")]
//! The one signal handler of the crate, and what it has recorded.
//!
//! The handler records the signal in lock-free state and wakes whoever polls; everything else happens outside it.

pub(crate) use super::disposition::forget_entry;
pub use super::disposition::{
    catch, catch_restarting, caught, disposition, ignore, ignored_on_entry, set_default,
};
pub use super::interrupt::{interrupt_now, interrupt_on, take_interrupted};
pub use super::mask::{How, change_mask, kill, mask, raise, real_time_range, sleep};
pub(crate) use super::number::bit;
pub use super::number::{Disposition, MAX, Signal, SignalSet};
use super::{fd, interrupt};
use std::io;
use std::os::fd::{AsRawFd, IntoRawFd, RawFd};
use std::sync::atomic::{AtomicI32, AtomicU32, AtomicU64, Ordering::Relaxed, Ordering::SeqCst};

static PENDING: AtomicU64 = AtomicU64::new(0);
static COUNTS: [AtomicU32; 65] = [const { AtomicU32::new(0) }; 65];
static SINKS: [AtomicI32; 65] = [const { AtomicI32::new(-1) }; 65];
static WAKE_WRITE: AtomicI32 = AtomicI32::new(-1);
static WAKE_READ: AtomicI32 = AtomicI32::new(-1);
/// How many threads are inside the handler.
static RUNNING: AtomicU32 = AtomicU32::new(0);
/// Who has sent the last SIGINT: a process, or 0 for the terminal.
static INTERRUPTER: AtomicI32 = AtomicI32::new(0);
/// The one handler. Touches atomics and calls `write` only: async-signal-safe (XSH 2.4.3).
pub(super) extern "C" fn handler(
    number: libc::c_int,
    info: *mut libc::siginfo_t,
    _: *mut libc::c_void,
) {
    RUNNING.fetch_add(1, SeqCst);
    if number == libc::SIGINT {
        // SAFETY: the kernel hands over a valid structure; a code of 0 or less means that a process sent it.
        let sender = unsafe {
            if !info.is_null() && (*info).si_code <= 0 {
                (*info).si_pid()
            } else {
                0
            }
        };
        INTERRUPTER.store(sender, SeqCst);
    }
    PENDING.fetch_or(bit(number), SeqCst);
    let index = number as usize;
    if let Some(count) = COUNTS.get(index) {
        count.fetch_add(1, SeqCst);
    }
    let sink = SINKS.get(index).map_or(-1, |sink| sink.load(SeqCst));
    for target in [sink, WAKE_WRITE.load(SeqCst)] {
        if target >= 0 {
            // SAFETY: `errno` of this thread is saved round the write; a closed or full target is harmless.
            unsafe {
                let saved = *libc::__errno_location();
                let byte = number as u8;
                libc::write(target, (&raw const byte).cast(), 1);
                *libc::__errno_location() = saved;
            }
        }
    }
    RUNNING.fetch_sub(1, SeqCst);
    interrupt::follow(number);
}

/// The process that has sent the last SIGINT; 0 if that was the terminal. See `si_pid` of XSH `sigaction`.
pub(crate) fn interrupter() -> libc::pid_t {
    INTERRUPTER.load(SeqCst)
}

/// Whether a caught signal waits to be acted upon: one relaxed load.
///
/// Not what XSH `sigpending` tells, which waits in the kernel.
///
/// ```
/// use tine::signal::{Signal, any_pending, catch, raise, take_pending};
/// catch(Signal::USR1)?;
/// assert!(!any_pending());
/// raise(Signal::USR1)?;
/// assert!(any_pending() && take_pending().contains(Signal::USR1));
/// # Ok::<(), std::io::Error>(())
/// ```
#[inline]
pub fn any_pending() -> bool {
    PENDING.load(Relaxed) != 0
}

/// The caught signals not yet acted upon; they are no longer pending afterwards.
///
/// See XSH `sigaction`.
///
/// ```
/// use tine::signal::take_pending;
/// use tine::signal::{Signal, catch, raise};
/// catch(Signal::USR1)?;
/// raise(Signal::USR1)?;
/// assert!(take_pending().contains(Signal::USR1) && take_pending().is_empty());
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn take_pending() -> SignalSet {
    SignalSet(PENDING.swap(0, SeqCst))
}

/// The caught signals not yet acted upon.
///
/// See XSH `sigaction`.
///
/// ```
/// use tine::signal::pending;
/// use tine::signal::{Signal, catch, raise};
/// catch(Signal::USR1)?;
/// raise(Signal::USR1)?;
/// assert!(pending().contains(Signal::USR1) && pending().contains(Signal::USR1));
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn pending() -> SignalSet {
    SignalSet(PENDING.load(SeqCst))
}

/// Marks `set` as pending once more, for a safe point that can act on a part only.
///
/// See XSH `sigaction`.
///
/// ```
/// use tine::signal::{Signal, SignalSet, pending, put_back};
/// put_back(SignalSet::from(Signal::USR2));
/// assert!(pending().contains(Signal::USR2));
/// ```
pub fn put_back(set: SignalSet) {
    PENDING.fetch_or(set.0, SeqCst);
}

/// Takes one signal out of the pending set; whether it was there.
///
/// See XSH `sigaction`.
///
/// ```
/// use tine::signal::take_one;
/// use tine::signal::{Signal, catch, raise};
/// catch(Signal::USR1)?;
/// raise(Signal::USR1)?;
/// assert!(take_one(Signal::USR1) && !take_one(Signal::USR1));
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn take_one(signal: Signal) -> bool {
    PENDING.fetch_and(!bit(signal.0), SeqCst) & bit(signal.0) != 0
}

/// How often the handler has run for `signal` since the program started.
///
/// See XSH `sigaction`.
///
/// ```
/// use tine::signal::{Signal, catch, raise};
/// use tine::sys::signal::count;
/// catch(Signal::USR1)?;
/// let before = count(Signal::USR1);
/// raise(Signal::USR1)?;
/// assert_eq!(count(Signal::USR1), before + 1);
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn count(signal: Signal) -> u32 {
    COUNTS
        .get(signal.0 as usize)
        .map_or(0, |count| count.load(SeqCst))
}

/// Has the handler write one byte, the signal's number, to `fd` for each `signal`; -1 for none. Answers what was set
/// before, which no handler writes to any more: it may be closed.
///
/// See XSH `write` and 2.4.3.
///
/// ```
/// use tine::signal::Signal;
/// assert_eq!(tine::sys::signal::set_sink(Signal::USR2, -1), -1);
/// ```
pub fn set_sink(signal: Signal, fd: RawFd) -> RawFd {
    let before = SINKS
        .get(signal.0 as usize)
        .map_or(-1, |sink| sink.swap(fd, SeqCst));
    while RUNNING.load(SeqCst) != 0 {
        std::thread::yield_now();
    }
    before
}

/// Sets the descriptor as [`set_sink`] does if there is none yet; whether it did.
///
/// See XSH `write` and 2.4.3.
///
/// ```
/// use tine::signal::Signal;
/// use tine::sys::signal::{claim_sink, set_sink};
/// assert!(claim_sink(Signal::USR2, 2) && !claim_sink(Signal::USR2, 2));
/// set_sink(Signal::USR2, -1);
/// ```
pub fn claim_sink(signal: Signal, fd: RawFd) -> bool {
    SINKS
        .get(signal.0 as usize)
        .is_some_and(|sink| sink.compare_exchange(-1, fd, SeqCst, SeqCst).is_ok())
}

/// A descriptor that becomes readable when a caught signal arrives: the read end of a pipe, opened on first use.
///
/// Drain it with [`drain_wake`] when it is readable.
///
/// Fails with `EMFILE` or `ENFILE`. See pipe(7).
///
/// ```
/// use tine::signal::{Signal, catch, drain_wake, raise, wake_fd};
/// catch(Signal::USR1)?;
/// let fd = wake_fd()?;
/// raise(Signal::USR1)?;
/// assert!(tine::ipc::readable(fd)? > 0);
/// drain_wake();
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn wake_fd() -> io::Result<RawFd> {
    let open = WAKE_READ.load(SeqCst);
    if open >= 0 {
        return Ok(open);
    }
    let (read, write) = fd::pipe()?;
    let (read, write) = (fd::high(read)?, fd::high(write)?);
    fd::set_nonblocking(read.as_raw_fd(), true)?;
    fd::set_nonblocking(write.as_raw_fd(), true)?;
    let read = read.into_raw_fd();
    WAKE_READ.store(read, SeqCst);
    WAKE_WRITE.store(write.into_raw_fd(), SeqCst);
    Ok(read)
}

/// Empties the wake pipe.
///
/// See pipe(7).
///
/// ```
/// tine::signal::drain_wake();
/// ```
pub fn drain_wake() {
    let open = WAKE_READ.load(SeqCst);
    let mut bytes = [0_u8; 64];
    while open >= 0 && matches!(fd::read(open, &mut bytes), Ok(64)) {}
}

/// What a forked child must forget: signals pending in its parent, and the pipe that wakes its parent.
pub(crate) fn after_fork() {
    // What is written would have to be copied first: only where there is something to forget.
    if any_pending() {
        PENDING.store(0, SeqCst);
    }
    for end in [&WAKE_READ, &WAKE_WRITE] {
        let open = end.load(SeqCst);
        if open >= 0 {
            end.store(-1, SeqCst);
            fd::close(open);
        }
    }
}
