//! Signals as numbers and bits; their names are in [`crate::signal`].

/// The highest signal number of the system.
///
/// See signal(7): 64 on Linux.
///
/// ```
/// assert_eq!(tine::sys::signal::MAX, 64);
/// ```
pub const MAX: i32 = 64;

/// A signal number. Names and tables are in [`crate::signal`].
///
/// See signal(7).
///
/// ```
/// use tine::signal::Signal;
/// assert_eq!(Signal::from_number(9), Some(Signal::KILL));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Signal(pub(crate) i32);

/// A set of signals; in the kernel's layout, one bit a signal.
///
/// As `sigset_t` of XBD `<signal.h>`.
///
/// ```
/// use tine::signal::{Signal, SignalSet};
/// let set: SignalSet = [Signal::INT, Signal::TERM].into_iter().collect();
/// assert!(set.contains(Signal::INT) && !set.contains(Signal::HUP));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SignalSet(pub(crate) u64);

/// What a signal does to the process.
///
/// As XSH 2.4.3 names them.
///
/// ```
/// use tine::signal::{Disposition, Signal, disposition};
/// assert_eq!(disposition(Signal::USR1)?, Disposition::Default);
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disposition {
    /// The system's default action.
    Default,
    /// The signal is discarded.
    Ignored,
    /// A handler runs.
    Caught,
}

/// The bit of a signal in a set; 0 for a number that is no signal.
pub(crate) const fn bit(number: i32) -> u64 {
    if number >= 1 && number <= MAX {
        1 << (number - 1)
    } else {
        0
    }
}
