//! Guards: what they change is put back when they go.

use super::{Signal, SignalSet, block, catch_restarting, ignore, set_default, set_mask};
use crate::sys::lock;
use crate::sys::notice::Saved;
use std::io;
use std::marker::PhantomData;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// Signals blocked in this thread until it is dropped; then the mask is as it was.
///
/// By XSH `pthread_sigmask`.
///
/// ```
/// use tine::signal::{Blocked, Signal, SignalSet, mask};
/// let before = mask();
/// {
///     let _blocked = Blocked::new(SignalSet::from(Signal::USR1));
///     assert!(mask().contains(Signal::USR1));
/// }
/// assert_eq!(mask(), before);
/// ```
#[derive(Debug)]
#[must_use = "the signals are unblocked when the guard is dropped"]
pub struct Blocked {
    before: SignalSet,
    /// A mask belongs to its thread.
    here: PhantomData<*const ()>,
}

impl Blocked {
    /// Blocks the signals of `set`.
    ///
    /// Cannot fail; KILL and STOP are passed over. See XSH `pthread_sigmask`.
    ///
    /// ```
    /// use tine::signal::{Blocked, Signal, SignalSet, mask};
    /// let _blocked = Blocked::new(SignalSet::from(Signal::HUP));
    /// assert!(mask().contains(Signal::HUP));
    /// ```
    pub fn new(set: SignalSet) -> Self {
        Self {
            before: block(set),
            here: PhantomData,
        }
    }

    /// The mask as it was, for instance for a child.
    ///
    /// See XSH `pthread_sigmask`.
    ///
    /// ```
    /// use tine::signal::{Blocked, Signal, SignalSet};
    /// let blocked = Blocked::new(SignalSet::from(Signal::HUP));
    /// assert!(!blocked.before().contains(Signal::HUP));
    /// ```
    pub fn before(&self) -> SignalSet {
        self.before
    }
}

impl Drop for Blocked {
    fn drop(&mut self) {
        set_mask(self.before);
    }
}

/// A thread that takes no signals: those are for the host's threads.
pub(crate) fn quiet_thread(name: &str, work: impl FnOnce() + Send + 'static) -> io::Result<()> {
    // A thread inherits the mask of the one that starts it.
    let _blocked = Blocked::new(SignalSet::ALL);
    std::thread::Builder::new()
        .name(name.into())
        .spawn(work)
        .map(drop)
}

/// A disposition changed until it is dropped; then it is as it was, whoever had set it. Of several guards of one signal
/// the last made counts, in whichever order they go; when all are gone, it is as it was before the first.
///
/// By XSH `sigaction`, with handler, mask and flags.
///
/// ```
/// use tine::signal::{Disposition, Handled, Signal, disposition};
/// let before = disposition(Signal::USR1)?;
/// let ignored = Handled::ignore(Signal::USR1)?;
/// assert_eq!(disposition(Signal::USR1)?, Disposition::Ignored);
/// drop(ignored);
/// assert_eq!(disposition(Signal::USR1)?, before);
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
#[must_use = "the disposition is restored when the guard is dropped"]
pub struct Handled(u64);

/// The guards that there are, in the order of their making, each with what it found.
static GUARDS: Mutex<Vec<(u64, Saved)>> = Mutex::new(Vec::new());

impl Handled {
    /// Ignores the signal. `EINVAL` for KILL and STOP.
    ///
    /// See XSH `sigaction`.
    ///
    /// ```
    /// use tine::signal::{Handled, Signal, raise};
    /// let _ignored = Handled::ignore(Signal::TERM)?;
    /// raise(Signal::TERM)?;
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn ignore(signal: Signal) -> io::Result<Self> {
        Self::change(signal, ignore)
    }

    /// Gives it the default action.
    ///
    /// `EINVAL` for KILL and STOP. See XSH `sigaction`.
    ///
    /// ```
    /// use tine::signal::{Disposition, Handled, Signal, disposition};
    /// let _default = Handled::default(Signal::PIPE)?;
    /// assert_eq!(disposition(Signal::PIPE)?, Disposition::Default);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn default(signal: Signal) -> io::Result<Self> {
        Self::change(signal, set_default)
    }

    /// Catches it with the crate's handler, restarting interrupted calls.
    ///
    /// `EINVAL` for KILL and STOP. See XSH `sigaction`, `SA_RESTART`.
    ///
    /// ```
    /// use tine::signal::{Handled, Signal, raise, take_one};
    /// let _caught = Handled::catch(Signal::USR2)?;
    /// raise(Signal::USR2)?;
    /// assert!(take_one(Signal::USR2));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn catch(signal: Signal) -> io::Result<Self> {
        Self::change(signal, catch_restarting)
    }

    fn change(signal: Signal, to: impl FnOnce(Signal) -> io::Result<()>) -> io::Result<Self> {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let mut guards = lock(&GUARDS);
        let saved = Saved::of(signal)?;
        to(signal)?;
        let number = NEXT.fetch_add(1, Relaxed);
        guards.push((number, saved));
        Ok(Self(number))
    }
}

impl Drop for Handled {
    fn drop(&mut self) {
        let mut guards = lock(&GUARDS);
        let Some(index) = guards.iter().position(|guard| guard.0 == self.0) else {
            return;
        };
        let (_, found) = guards.remove(index);
        let mut later = guards.iter_mut().skip(index);
        match later.find(|guard| guard.1.signal() == found.signal()) {
            // A guard made since then is still there: what this one found is for it to put back.
            Some(guard) => guard.1 = found,
            None => found.restore(),
        }
    }
}
