#![allow(unsafe_code, reason = "signal system calls")]
//! An interrupt behind other signals, for a line editor: what waits for input with a handler of its own for SIGINT
//! comes back for nothing else.

use super::mask::raise;
use super::number::{Signal, SignalSet, bit};
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering::SeqCst};

/// Signals that are followed by an interrupt, see [`interrupt_on`].
static INTERRUPTING: AtomicU64 = AtomicU64::new(0);

static INTERRUPTED: AtomicU32 = AtomicU32::new(0);

/// Sends the interrupt that is to follow this signal, if one is: the end of the handler, and async-signal-safe.
pub(super) fn follow(number: libc::c_int) {
    if INTERRUPTING.load(SeqCst) & bit(number) != 0 {
        INTERRUPTED.store(1, SeqCst);
        // SAFETY: async-signal-safe, no memory involved.
        unsafe { libc::raise(libc::SIGINT) };
    }
}

/// Has the handler send the thread SIGINT after each signal of `set`: what waits for input with a handler of its own
/// for SIGINT, and restarts after all others, comes back. [`take_interrupted`] tells such an interrupt from a real one.
///
/// For a line editor; see XSH `raise`.
///
/// ```
/// use tine::signal::{Signal, SignalSet, interrupt_on};
/// interrupt_on(SignalSet::from(Signal::WINCH));
/// interrupt_on(SignalSet::EMPTY);
/// ```
pub fn interrupt_on(set: SignalSet) {
    INTERRUPTING.store(set.0 & !bit(libc::SIGINT), SeqCst);
}

/// Whether an interrupt was sent because of [`interrupt_on`] since this was last asked.
///
/// See XSH `raise`.
///
/// ```
/// assert!(!tine::signal::take_interrupted());
/// ```
pub fn take_interrupted() -> bool {
    INTERRUPTED.swap(0, SeqCst) != 0
}

/// Sends the interrupt that the handler would have sent, for a signal that came before [`interrupt_on`].
///
/// See XSH `raise`.
///
/// ```
/// use tine::signal::{Signal, flag, interrupt_now, take_interrupted};
/// let interrupted = flag(Signal::INT)?;
/// interrupt_now();
/// assert!(interrupted.take() && take_interrupted());
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn interrupt_now() {
    INTERRUPTED.store(1, SeqCst);
    let _ = raise(Signal(libc::SIGINT));
}
