#![allow(unsafe_code, reason = "signal system calls")]
//! What a signal does: the system's default action, nothing, or the handler of the crate; and what it did when the
//! program was started.

use super::check;
use super::number::{Disposition, Signal, SignalSet, bit};
use super::signal::handler;
use std::io;
use std::sync::atomic::{AtomicU64, Ordering::SeqCst};

static CAUGHT: AtomicU64 = AtomicU64::new(0);

static ENTRY_KNOWN: AtomicU64 = AtomicU64::new(0);

static ENTRY_IGNORED: AtomicU64 = AtomicU64::new(0);

/// The signals that the crate's handler catches now.
///
/// See XSH `sigaction`.
///
/// ```
/// use tine::signal::{Signal, caught, flag};
/// assert!(!caught().contains(Signal::USR1));
/// let _flag = flag(Signal::USR1)?;
/// assert!(caught().contains(Signal::USR1));
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn caught() -> SignalSet {
    SignalSet(CAUGHT.load(SeqCst))
}

/// Catches `signal` with the crate's handler. A blocking call that it interrupts fails with `EINTR`.
///
/// Fails with `EINVAL` for KILL and STOP. Follows XSH `sigaction`.
///
/// ```
/// use tine::signal::{Signal, catch, caught};
/// catch(Signal::USR1)?;
/// assert!(caught().contains(Signal::USR1));
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn catch(signal: Signal) -> io::Result<()> {
    install(signal, handler as *const () as libc::sighandler_t, 0)
}

/// Catches `signal` with the crate's handler; interrupted system calls are restarted where the kernel can.
///
/// Fails with `EINVAL` for KILL and STOP. Follows XSH `sigaction`, `SA_RESTART`.
///
/// ```
/// use tine::signal::{Signal, catch_restarting};
/// catch_restarting(Signal::USR1)?;
/// assert!(catch_restarting(Signal::KILL).is_err());
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn catch_restarting(signal: Signal) -> io::Result<()> {
    install(
        signal,
        handler as *const () as libc::sighandler_t,
        libc::SA_RESTART,
    )
}

/// Gives `signal` the system's default action.
///
/// Fails with `EINVAL` for KILL and STOP. Follows XSH `sigaction`, `SIG_DFL`.
///
/// ```
/// use tine::signal::{Disposition, Signal, disposition, set_default};
/// set_default(Signal::PIPE)?;
/// assert_eq!(disposition(Signal::PIPE)?, Disposition::Default);
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn set_default(signal: Signal) -> io::Result<()> {
    install(signal, libc::SIG_DFL, 0)
}

/// Ignores `signal`.
///
/// Fails with `EINVAL` for KILL and STOP. Follows XSH `sigaction`, `SIG_IGN`.
///
/// ```
/// use tine::signal::{Signal, ignore, raise};
/// ignore(Signal::HUP)?;
/// raise(Signal::HUP)?;
/// assert!(ignore(Signal::KILL).is_err());
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn ignore(signal: Signal) -> io::Result<()> {
    install(signal, libc::SIG_IGN, 0)
}

fn install(signal: Signal, action: libc::sighandler_t, flags: libc::c_int) -> io::Result<()> {
    let caught = action != libc::SIG_DFL && action != libc::SIG_IGN;
    // SAFETY: an all-zero `sigaction` is valid, the pointers are to locals, the handler is async-signal-safe.
    let old = unsafe {
        let mut new: libc::sigaction = std::mem::zeroed();
        let mut old: libc::sigaction = std::mem::zeroed();
        new.sa_sigaction = action;
        new.sa_flags = flags | if caught { libc::SA_SIGINFO } else { 0 };
        check(libc::sigaction(signal.0, &raw const new, &raw mut old))?;
        old.sa_sigaction
    };
    learn_entry(signal, old);
    if caught {
        CAUGHT.fetch_or(bit(signal.0), SeqCst);
    } else {
        CAUGHT.fetch_and(!bit(signal.0), SeqCst);
    }
    Ok(())
}

/// Brings the account of what is caught up to date when a saved disposition is about to be put back.
pub(super) fn note_restored(signal: Signal, action: &libc::sigaction) {
    if action.sa_sigaction == handler as *const () as libc::sighandler_t {
        CAUGHT.fetch_or(bit(signal.0), SeqCst);
    } else {
        CAUGHT.fetch_and(!bit(signal.0), SeqCst);
    }
}

/// Keeps the first disposition ever seen: the one that the program was started with.
fn learn_entry(signal: Signal, action: libc::sighandler_t) {
    let bit = bit(signal.0);
    if ENTRY_KNOWN.load(SeqCst) & bit == 0 {
        if action == libc::SIG_IGN {
            ENTRY_IGNORED.fetch_or(bit, SeqCst);
        }
        ENTRY_KNOWN.fetch_or(bit, SeqCst);
    }
}

/// From now on `signal` counts as not ignored when the program was started.
pub(crate) fn forget_entry(signal: Signal) {
    ENTRY_KNOWN.fetch_or(bit(signal.0), SeqCst);
    ENTRY_IGNORED.fetch_and(!bit(signal.0), SeqCst);
}

/// What `signal` does now.
///
/// Fails with `EINVAL` for what is no signal. Follows XSH `sigaction`.
///
/// ```
/// use tine::signal::{Disposition, Signal, disposition, flag};
/// let _flag = flag(Signal::USR1)?;
/// assert_eq!(disposition(Signal::USR1)?, Disposition::Caught);
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn disposition(signal: Signal) -> io::Result<Disposition> {
    // SAFETY: only reads the disposition, into a local.
    let action = unsafe {
        let mut old: libc::sigaction = std::mem::zeroed();
        check(libc::sigaction(signal.0, std::ptr::null(), &raw mut old))?;
        old.sa_sigaction
    };
    learn_entry(signal, action);
    Ok(match action {
        libc::SIG_DFL => Disposition::Default,
        libc::SIG_IGN => Disposition::Ignored,
        _ => Disposition::Caught,
    })
}

/// Whether `signal` was ignored when the program started. Asked of the kernel on first use.
///
/// See XSH `exec`.
///
/// ```
/// use tine::signal::{Signal, ignored_on_entry};
/// assert!(!ignored_on_entry(Signal::USR1));
/// ```
pub fn ignored_on_entry(signal: Signal) -> bool {
    if ENTRY_KNOWN.load(SeqCst) & bit(signal.0) == 0 && disposition(signal).is_err() {
        return false;
    }
    ENTRY_IGNORED.load(SeqCst) & bit(signal.0) != 0
}
