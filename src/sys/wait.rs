#![allow(unsafe_code, reason = "wait system calls")]
//! Waiting for children: what waitpid(2) and wait4(2) answer, decoded.

use super::signal::Signal;
use super::{check, errno};
use std::io;
use std::os::unix::process::ExitStatusExt;
use std::process::ExitStatus;
use std::time::Duration;

/// What became of a child.
///
/// As XBD `<sys/wait.h>` has it.
///
/// ```
/// use std::process::ExitStatus;
/// use tine::process::WaitStatus;
/// assert_eq!(ExitStatus::from(WaitStatus::Exited(3)).code(), Some(3));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WaitStatus {
    /// It exited with this status.
    Exited(i32),
    /// A signal ended it.
    Signaled {
        /// The signal.
        signal: Signal,
        /// Whether a core image was written.
        core: bool,
    },
    /// It was stopped by this signal.
    Stopped(Signal),
    /// It went on after a stop.
    Continued,
}

bitflags::bitflags! {
    /// Options of [`waitpid`], as XSH `waitpid` has them.
    ///
    /// ```
    /// use tine::process::{WaitFlags, waitpid};
    /// // Nothing to report: this program has no child.
    /// assert!(waitpid(-1, WaitFlags::NOHANG | WaitFlags::UNTRACED).is_err());
    /// ```
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub struct WaitFlags: i32 {
        /// Answers at once when there is nothing to report.
        const NOHANG = libc::WNOHANG;
        /// Reports stopped children too.
        const UNTRACED = libc::WUNTRACED;
        /// Reports children that went on.
        const CONTINUED = libc::WCONTINUED;
    }
}

/// CPU time and memory that a child and its waited-for descendants used.
///
/// Seconds to microseconds, bytes; see getrusage(2).
///
/// ```
/// assert!(tine::process::Usage::of_self().max_resident > 0);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Usage {
    /// Time in user mode.
    pub user: Duration,
    /// Time in the kernel on its behalf.
    pub system: Duration,
    /// The largest resident set, in bytes.
    pub max_resident: u64,
}

impl WaitStatus {
    /// Decodes the status word of waitpid(2).
    ///
    /// See wait(2).
    ///
    /// ```
    /// use tine::process::WaitStatus;
    /// assert_eq!(WaitStatus::from_raw(3 << 8), WaitStatus::Exited(3));
    /// ```
    pub fn from_raw(raw: i32) -> Self {
        if libc::WIFEXITED(raw) {
            Self::Exited(libc::WEXITSTATUS(raw))
        } else if libc::WIFSIGNALED(raw) {
            Self::Signaled {
                signal: Signal(libc::WTERMSIG(raw)),
                core: libc::WCOREDUMP(raw),
            }
        } else if libc::WIFSTOPPED(raw) {
            Self::Stopped(Signal(libc::WSTOPSIG(raw)))
        } else {
            Self::Continued
        }
    }

    /// The status word of waitpid(2).
    ///
    /// See wait(2).
    ///
    /// ```
    /// use tine::process::WaitStatus;
    /// use tine::signal::Signal;
    /// assert_eq!(WaitStatus::Signaled { signal: Signal::KILL, core: false }.into_raw(), 9);
    /// ```
    pub fn into_raw(self) -> i32 {
        match self {
            Self::Exited(code) => (code & 0xff) << 8,
            Self::Signaled { signal, core } => signal.0 | if core { 0x80 } else { 0 },
            Self::Stopped(signal) => (signal.0 << 8) | 0x7f,
            Self::Continued => 0xffff,
        }
    }

    /// Whether the child has ended.
    ///
    /// See wait(2).
    ///
    /// ```
    /// use tine::process::WaitStatus;
    /// assert!(WaitStatus::Exited(0).is_final() && !WaitStatus::Continued.is_final());
    /// ```
    pub fn is_final(self) -> bool {
        matches!(self, Self::Exited(_) | Self::Signaled { .. })
    }
}

impl From<WaitStatus> for ExitStatus {
    fn from(status: WaitStatus) -> Self {
        Self::from_raw(status.into_raw())
    }
}

/// Waits as waitpid(2) does: `pid` -1 for any child, 0 for the own group, below -1 for a group.
///
/// `None` means that [`WaitFlags::NOHANG`] was given and there is nothing to report. `EINTR` and `ECHILD` are errors.
///
/// ```
/// use tine::process::{Plan, Strings, WaitFlags, spawn, waitpid};
/// let argv = Strings::new(["sleep", "1000"]);
/// let pid = spawn(&Plan::new(c"/bin/sleep", &argv, &Strings::new([""; 0])))?;
/// assert_eq!(waitpid(pid, WaitFlags::NOHANG)?, None);
/// tine::signal::kill(pid, tine::signal::Signal::KILL)?;
/// assert!(waitpid(pid, WaitFlags::empty())?.is_some_and(|(_, status)| status.is_final()));
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn waitpid(
    pid: libc::pid_t,
    flags: WaitFlags,
) -> io::Result<Option<(libc::pid_t, WaitStatus)>> {
    let mut raw = 0;
    // SAFETY: the status word is a local.
    let pid = check(unsafe { libc::waitpid(pid, &raw mut raw, flags.bits()) })?;
    Ok((pid > 0).then(|| (pid, WaitStatus::from_raw(raw))))
}

/// Waits for the end of any child (wait(2)), also one that the library started and somebody else waits for: for
/// programs that start processes by the low door only. Goes on after `EINTR`; `ECHILD` when there is no child.
///
/// ```
/// use tine::process::{Plan, Strings, WaitStatus, spawn, wait};
/// let argv = Strings::new(["sh", "-c", "exit 3"]);
/// let pid = spawn(&Plan::new(c"/bin/sh", &argv, &Strings::new([""; 0])))?;
/// assert_eq!(wait()?, (pid, WaitStatus::Exited(3)));
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn wait() -> io::Result<(libc::pid_t, WaitStatus)> {
    loop {
        match waitpid(-1, WaitFlags::empty()) {
            Ok(Some(answer)) => return Ok(answer),
            Ok(None) => {}
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// Like [`waitpid`], with what the child used.
///
/// Fails as [`waitpid`]. See wait4(2).
///
/// ```
/// use tine::process::{Plan, Strings, WaitFlags, spawn, wait4};
/// let argv = Strings::new(["true"]);
/// let pid = spawn(&Plan::new(c"/bin/true", &argv, &Strings::new([""; 0])))?;
/// assert!(wait4(pid, WaitFlags::empty())?.is_some_and(|(_, _, usage)| usage.max_resident > 0));
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn wait4(
    pid: libc::pid_t,
    flags: WaitFlags,
) -> io::Result<Option<(libc::pid_t, WaitStatus, Usage)>> {
    let mut raw = 0;
    // SAFETY: an all-zero `rusage` is valid; both results are locals.
    let (pid, usage) = unsafe {
        let mut usage: libc::rusage = std::mem::zeroed();
        (
            check(libc::wait4(pid, &raw mut raw, flags.bits(), &raw mut usage))?,
            usage,
        )
    };
    Ok((pid > 0).then(|| (pid, WaitStatus::from_raw(raw), Usage::from_raw(&usage))))
}

/// Takes away a child that is known to have ended, or about to end; every failure is as good as done.
pub(crate) fn reap(pid: libc::pid_t) {
    let mut raw = 0;
    // SAFETY: the status word is a local.
    while unsafe { libc::waitpid(pid, &raw mut raw, 0) } < 0 && errno() == libc::EINTR {}
}

impl Usage {
    fn from_raw(raw: &libc::rusage) -> Self {
        Self {
            user: duration(raw.ru_utime),
            system: duration(raw.ru_stime),
            max_resident: raw.ru_maxrss as u64 * 1024,
        }
    }

    /// What this process used itself.
    ///
    /// See getrusage(2), `RUSAGE_SELF`.
    ///
    /// ```
    /// use tine::process::Usage;
    /// assert!(Usage::of_self().max_resident > 0);
    /// ```
    pub fn of_self() -> Self {
        Self::of(libc::RUSAGE_SELF)
    }

    /// What the children that have been waited for used.
    ///
    /// See getrusage(2), `RUSAGE_CHILDREN`.
    ///
    /// ```
    /// use tine::process::{Command, Usage};
    /// Command::new("true").status()?;
    /// assert!(Usage::of_children().max_resident > 0);
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn of_children() -> Self {
        Self::of(libc::RUSAGE_CHILDREN)
    }

    fn of(who: libc::c_int) -> Self {
        // SAFETY: an all-zero `rusage` is valid and the result is a local; `who` is valid, so this cannot fail.
        let raw = unsafe {
            let mut raw: libc::rusage = std::mem::zeroed();
            libc::getrusage(who, &raw mut raw);
            raw
        };
        Self::from_raw(&raw)
    }
}

fn duration(time: libc::timeval) -> Duration {
    Duration::new(time.tv_sec as u64, time.tv_usec as u32 * 1000)
}

/// Ends the process at once: no exit handlers, no flushing.
///
/// See _exit(2).
///
/// ```no_run
/// tine::process::exit_now(0);
/// ```
pub fn exit_now(status: i32) -> ! {
    // SAFETY: does not return.
    unsafe { libc::_exit(status) }
}
