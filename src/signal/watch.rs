//! Catching signals without writing a handler: to a flag, to a descriptor, to a channel.

use super::{Handled, Signal, SignalSet, quiet_thread};
use crate::sys::fd;
use crate::sys::signal::{claim_sink, count, set_sink};
use nix::libc;
use std::io;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd};
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::sync::mpsc;
use std::time::{Duration, Instant};

/// A caught signal as a flag that it raises; see [`flag`].
///
/// Counts calls of the handler, XSH `sigaction`.
///
/// ```
/// use tine::signal::{Flag, Signal, flag};
/// let stop: Flag = flag(Signal::USR2)?;
/// assert!(!stop.is_raised());
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct Flag {
    signal: Signal,
    seen: AtomicU32,
    _handled: Handled,
}

/// Catches `signal` until the flag is dropped.
///
/// Fails with `EINVAL` for KILL and STOP. See XSH `sigaction`.
///
/// ```
/// use tine::signal::{Signal, flag, raise};
/// let hangup = flag(Signal::HUP)?;
/// assert!(!hangup.take());
/// raise(Signal::HUP)?;
/// assert!(hangup.take());
/// assert!(!hangup.take());
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn flag(signal: Signal) -> io::Result<Flag> {
    let seen = AtomicU32::new(count(signal));
    Ok(Flag {
        signal,
        seen,
        _handled: Handled::catch(signal)?,
    })
}

impl Flag {
    /// Whether the signal has come since the flag was last taken.
    ///
    /// See XSH `sigaction`.
    ///
    /// ```
    /// use tine::signal::{Signal, flag, raise};
    /// let flag = flag(Signal::USR1)?;
    /// raise(Signal::USR1)?;
    /// assert!(flag.is_raised() && flag.is_raised());
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn is_raised(&self) -> bool {
        count(self.signal) != self.seen.load(SeqCst)
    }

    /// Whether it was raised; lowers it.
    ///
    /// See XSH `sigaction`.
    ///
    /// ```
    /// use tine::signal::{Signal, flag, raise};
    /// let flag = flag(Signal::USR1)?;
    /// raise(Signal::USR1)?;
    /// assert!(flag.take() && !flag.take());
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn take(&self) -> bool {
        self.take_count() != 0
    }

    /// How often the handler has run since the flag was last taken; lowers it. Signals that arrive while one is pending
    /// count once.
    ///
    /// See XSH `sigaction`, and signal(7) for how pending signals merge.
    ///
    /// ```
    /// use tine::signal::{Signal, flag, raise};
    /// let flag = flag(Signal::USR1)?;
    /// raise(Signal::USR1)?;
    /// raise(Signal::USR1)?;
    /// assert_eq!(flag.take_count(), 2);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn take_count(&self) -> u32 {
        let now = count(self.signal);
        now.wrapping_sub(self.seen.swap(now, SeqCst))
    }
}

/// Caught signals as a stream behind a descriptor; see [`watch`].
///
/// As signalfd(2), for signals that are not blocked.
///
/// ```
/// use tine::signal::{Signal, SignalSet, Watcher, raise, watch};
/// let watcher: Watcher = watch(SignalSet::from(Signal::USR2))?;
/// raise(Signal::USR2)?;
/// assert_eq!(watcher.wait(None)?, Some(Signal::USR2));
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct Watcher {
    read: OwnedFd,
    /// Dropped first: nothing is caught any more when the sinks are taken away.
    handled: Vec<(Signal, Handled)>,
    _write: OwnedFd,
}

/// Catches the signals of `set` until the watcher is dropped; each can be read from it in the order of arrival. Its
/// descriptor is readable when there is one, for use with [`poll`](crate::ipc::poll). A signal that has a watcher is
/// refused with `EBUSY`.
///
/// Also fails with `EINVAL` for KILL and STOP, `EMFILE` without a descriptor. As signalfd(2).
///
/// ```
/// use tine::signal::{Signal, SignalSet, raise, watch};
/// let watcher = watch(SignalSet::from(Signal::WINCH).with(Signal::URG))?;
/// raise(Signal::URG)?;
/// assert_eq!(watcher.wait(None)?, Some(Signal::URG));
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn watch(set: SignalSet) -> io::Result<Watcher> {
    let (read, write) = fd::pipe()?;
    fd::set_nonblocking(read.as_raw_fd(), true)?;
    fd::set_nonblocking(write.as_raw_fd(), true)?;
    let target = write.as_raw_fd();
    let mut watcher = Watcher {
        read,
        handled: Vec::new(),
        _write: write,
    };
    for signal in set.iter() {
        if !claim_sink(signal, target) {
            return Err(io::Error::from_raw_os_error(libc::EBUSY));
        }
        match Handled::catch(signal) {
            Ok(handled) => watcher.handled.push((signal, handled)),
            Err(error) => {
                set_sink(signal, -1);
                return Err(error);
            }
        }
    }
    Ok(watcher)
}

impl Watcher {
    /// The next signal; waits for it at most `timeout`, for ever without one. `None` when that runs out.
    ///
    /// Fails as read(2) does. It goes on after an interruption.
    ///
    /// ```
    /// use std::time::Duration;
    /// use tine::signal::{Signal, SignalSet, watch};
    /// let watcher = watch(SignalSet::from(Signal::USR1))?;
    /// assert_eq!(watcher.wait(Some(Duration::ZERO))?, None);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn wait(&self, timeout: Option<Duration>) -> io::Result<Option<Signal>> {
        let deadline = timeout.and_then(|timeout| Instant::now().checked_add(timeout));
        loop {
            let mut byte = [0];
            match fd::read(self.read.as_raw_fd(), &mut byte) {
                Ok(1..) => return Ok(Some(Signal(byte[0].into()))),
                Err(error) if matches!(error.raw_os_error(), Some(libc::EINTR | libc::EAGAIN)) => {}
                Ok(0) => return Ok(None),
                Err(error) => return Err(error),
            }
            let left = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
            if left.is_some_and(|left| left.is_zero()) {
                return Ok(None);
            }
            let _ = fd::poll_one(self.read.as_raw_fd(), libc::POLLIN, fd::milliseconds(left));
        }
    }

    /// Turns it into a channel, served by a thread that ends with the first signal after the receiver is dropped.
    ///
    /// Fails with `EAGAIN` if no thread can be started; see `pthread_create(3)`.
    ///
    /// ```
    /// use tine::signal::{Signal, SignalSet, raise, watch};
    /// let signals = watch(SignalSet::from(Signal::POLL))?.into_channel()?;
    /// raise(Signal::POLL)?;
    /// assert_eq!(signals.recv(), Ok(Signal::POLL));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn into_channel(self) -> io::Result<mpsc::Receiver<Signal>> {
        let (sender, receiver) = mpsc::channel();
        let work = move || {
            while let Ok(Some(signal)) = self.wait(None) {
                if sender.send(signal).is_err() {
                    return;
                }
            }
        };
        quiet_thread("tine-signals", work)?;
        Ok(receiver)
    }
}

impl AsFd for Watcher {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.read.as_fd()
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        for (signal, handled) in self.handled.drain(..).rev() {
            drop(handled);
            set_sink(signal, -1);
        }
    }
}
