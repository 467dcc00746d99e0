#![allow(unsafe_code, reason = "pidfd and waitid system calls")]
//! Children by descriptor and by number: waiting without reaping, signals without a race, adopting orphans.

use super::wait::WaitStatus;
use super::{check, errno, fd};
use std::io;
use std::os::fd::{AsRawFd, BorrowedFd, FromRawFd, OwnedFd};

/// A descriptor for process `pid` (`pidfd_open(2)`), readable once it has ended. `ENOSYS` before Linux 5.3.
pub fn pidfd_open(pid: libc::pid_t) -> io::Result<OwnedFd> {
    // SAFETY: no memory involved; the descriptor is fresh and close-on-exec.
    unsafe {
        let fd = check(libc::syscall(libc::SYS_pidfd_open, pid, 0) as libc::c_int)?;
        Ok(OwnedFd::from_raw_fd(fd))
    }
}

/// Sends a signal to the process behind a pidfd: never to another that got its number.
pub fn pidfd_send_signal(pidfd: BorrowedFd<'_>, number: i32) -> io::Result<()> {
    send(pidfd, number, 0)
}

/// Sends a signal to the process group whose leader is, or was, behind a pidfd: never to another that got its number.
/// `EINVAL` before Linux 6.9.
pub fn pidfd_signal_group(pidfd: BorrowedFd<'_>, number: i32) -> io::Result<()> {
    /// `PIDFD_SIGNAL_PROCESS_GROUP`
    const GROUP: libc::c_uint = 1 << 2;
    send(pidfd, number, GROUP)
}

fn send(pidfd: BorrowedFd<'_>, number: i32, flags: libc::c_uint) -> io::Result<()> {
    let nothing: *const libc::siginfo_t = std::ptr::null();
    // SAFETY: a NULL `siginfo` is allowed.
    let answer = unsafe {
        libc::syscall(
            libc::SYS_pidfd_send_signal,
            pidfd.as_raw_fd(),
            number,
            nothing,
            flags,
        )
    };
    check(answer as libc::c_int).map(drop)
}

/// What `PIDFD_GET_INFO` fills in, in its first version.
#[repr(C)]
#[derive(Default)]
struct PidfdInfo {
    mask: u64,
    cgroup: u64,
    ids: [u32; 11],
    exit_code: i32,
}

/// `_IOWR(0xFF, 11, struct pidfd_info)`.
const PIDFD_GET_INFO: libc::c_ulong = 0xC040_FF0B;
const PIDFD_INFO_EXIT: u64 = 1 << 3;

/// The status of an ended process that somebody else has waited for, or that the kernel has reaped because SIGCHLD is
/// ignored (`PIDFD_GET_INFO`, Linux 6.15); waits for the end of that where it is under way. An error where the kernel
/// has not kept it.
pub fn pidfd_status(pidfd: BorrowedFd<'_>) -> io::Result<WaitStatus> {
    let mut unhashed = false;
    loop {
        match exit_info(pidfd) {
            Ok(Some(status)) => return Ok(status),
            Ok(None) => {}
            // So it is for a moment in the middle of being reaped; and for good before 6.15.
            Err(error) if error.raw_os_error() == Some(libc::ESRCH) && !unhashed => unhashed = true,
            Err(error) => return Err(error),
        }
        // The hang-up, which is reported unasked, is the end of it.
        let _ = fd::poll_one(pidfd.as_raw_fd(), 0, -1);
    }
}

fn exit_info(pidfd: BorrowedFd<'_>) -> io::Result<Option<WaitStatus>> {
    let mut info = PidfdInfo {
        mask: PIDFD_INFO_EXIT,
        ..PidfdInfo::default()
    };
    // SAFETY: the request carries the size of the structure, which the kernel fills in.
    check(unsafe { libc::ioctl(pidfd.as_raw_fd(), PIDFD_GET_INFO as _, &raw mut info) })?;
    Ok((info.mask & PIDFD_INFO_EXIT != 0).then(|| WaitStatus::from_raw(info.exit_code)))
}

/// Waits until child `pid` has ended and leaves it to be reaped (waitid(2) with `WNOWAIT`). Goes on after `EINTR`.
pub fn await_end(pid: libc::pid_t) -> io::Result<()> {
    loop {
        // SAFETY: an all-zero `siginfo_t` is valid; the result is a local.
        let answer = unsafe {
            let mut info: libc::siginfo_t = std::mem::zeroed();
            libc::waitid(
                libc::P_PID,
                pid as libc::id_t,
                &raw mut info,
                libc::WEXITED | libc::WNOWAIT,
            )
        };
        match check(answer) {
            Err(_) if errno() == libc::EINTR => {}
            other => return other.map(drop),
        }
    }
}

/// What a child does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// It runs.
    Running,
    /// It has been stopped, and nobody has been told.
    Stopped,
    /// It has ended.
    Gone,
}

/// What child `pid` does, without reaping it (waitid(2) with `WNOWAIT`).
pub fn presence(pid: libc::pid_t) -> Presence {
    // SAFETY: an all-zero `siginfo_t` is valid; the result is a local, of which what waitid(2) fills in is read.
    unsafe {
        let mut info: libc::siginfo_t = std::mem::zeroed();
        let flags = libc::WEXITED | libc::WSTOPPED | libc::WNOHANG | libc::WNOWAIT;
        let answer = libc::waitid(libc::P_PID, pid as libc::id_t, &raw mut info, flags);
        match info.si_code {
            _ if answer < 0 => Presence::Gone,
            _ if info.si_pid() == 0 => Presence::Running,
            libc::CLD_STOPPED | libc::CLD_TRAPPED => Presence::Stopped,
            _ => Presence::Gone,
        }
    }
}

/// Whether the host catches or ignores SIGCHLD, and so may lose or take away statuses of children not its own.
pub fn host_minds_children() -> bool {
    // SAFETY: an all-zero `sigaction` is valid; the disposition is only read.
    unsafe {
        let mut old: libc::sigaction = std::mem::zeroed();
        libc::sigaction(libc::SIGCHLD, std::ptr::null(), &raw mut old) == 0
            && (old.sa_sigaction != libc::SIG_DFL || old.sa_flags & libc::SA_NOCLDWAIT != 0)
    }
}

/// Makes this process adopt the orphans among its descendants, or no longer (prctl(2) `PR_SET_CHILD_SUBREAPER`).
pub fn set_subreaper(on: bool) -> io::Result<()> {
    // SAFETY: no memory involved.
    check(unsafe {
        libc::prctl(
            libc::PR_SET_CHILD_SUBREAPER,
            libc::c_ulong::from(on),
            0,
            0,
            0,
        )
    })
    .map(drop)
}

/// Whether the process has more than one thread, as the kernel counts them.
pub fn is_multi_threaded() -> bool {
    // The third-last field of interest: `num_threads` is field 20 of proc_pid_stat(5), 18th after the name.
    let Ok(text) = std::fs::read("/proc/self/stat") else {
        return false;
    };
    let after = text
        .iter()
        .rposition(|&byte| byte == b')')
        .map_or(0, |at| at + 2);
    let field = text
        .get(after..)
        .unwrap_or_default()
        .split(|&byte| byte == b' ')
        .nth(17);
    field.is_some_and(|field| field != b"1")
}
