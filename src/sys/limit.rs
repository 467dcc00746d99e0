#![allow(unsafe_code, reason = "resource limit system calls")]
//! Resource limits and scheduling priority.

use super::check;
use std::io;

/// A limited resource (getrlimit(2)), with the kernel's unit.
///
/// ```
/// use tine::process::Resource;
/// assert!(tine::sys::limit::get(Resource::Stack)?.soft > 0);
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub enum Resource {
    /// Address space, in bytes.
    AddressSpace = libc::RLIMIT_AS,
    /// Core image, in bytes.
    Core = libc::RLIMIT_CORE,
    /// CPU time, in seconds.
    Cpu = libc::RLIMIT_CPU,
    /// Data segment, in bytes.
    Data = libc::RLIMIT_DATA,
    /// File size, in bytes.
    FileSize = libc::RLIMIT_FSIZE,
    /// File locks.
    Locks = libc::RLIMIT_LOCKS,
    /// Locked memory, in bytes.
    LockedMemory = libc::RLIMIT_MEMLOCK,
    /// Bytes in message queues.
    MessageQueue = libc::RLIMIT_MSGQUEUE,
    /// The highest priority, as 20 minus the nice value.
    Nice = libc::RLIMIT_NICE,
    /// Open descriptors, as one more than the highest number.
    OpenFiles = libc::RLIMIT_NOFILE,
    /// Processes of the user.
    Processes = libc::RLIMIT_NPROC,
    /// Resident set, in bytes.
    ResidentSet = libc::RLIMIT_RSS,
    /// Real-time priority.
    RealTimePriority = libc::RLIMIT_RTPRIO,
    /// CPU time without a blocking call under real-time scheduling, in microseconds.
    RealTimeTime = libc::RLIMIT_RTTIME,
    /// Signals that wait in queues.
    PendingSignals = libc::RLIMIT_SIGPENDING,
    /// Stack, in bytes.
    Stack = libc::RLIMIT_STACK,
}

/// The value that stands for no limit.
///
/// `RLIM_INFINITY` of XSH `getrlimit`.
///
/// ```
/// use tine::process::{Limit, UNLIMITED};
/// let all = Limit { soft: UNLIMITED, hard: UNLIMITED };
/// assert!(all.soft > 1 << 40);
/// ```
pub const UNLIMITED: u64 = libc::RLIM_INFINITY;

/// A soft limit, which the kernel enforces, and the hard one, up to which the soft one may be raised.
///
/// As XSH `getrlimit` has them.
///
/// ```
/// use tine::process::Limit;
/// let core = Limit { soft: 0, hard: 0 };
/// assert_eq!(core.soft, core.hard);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// The limit in force.
    pub soft: u64,
    /// Its ceiling.
    pub hard: u64,
}

/// The limits of this process for `resource`.
///
/// Cannot fail. Follows XSH `getrlimit`.
///
/// ```
/// use tine::process::Resource;
/// let limit = tine::sys::limit::get(Resource::OpenFiles)?;
/// assert!(limit.soft <= limit.hard);
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn get(resource: Resource) -> io::Result<Limit> {
    let mut raw = libc::rlimit {
        rlim_cur: 0,
        rlim_max: 0,
    };
    // SAFETY: the result is a local.
    check(unsafe { libc::getrlimit(resource as _, &raw mut raw) })?;
    Ok(Limit {
        soft: raw.rlim_cur,
        hard: raw.rlim_max,
    })
}

/// Sets the limits of this process for `resource`.
///
/// Fails with `EPERM` for a hard limit above one's own, `EINVAL` for a soft limit above the hard one. Follows XSH
/// `setrlimit`.
///
/// ```
/// use tine::process::Resource;
/// use tine::sys::limit;
/// let now = limit::get(Resource::Core)?;
/// limit::set(Resource::Core, now)?;
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn set(resource: Resource, limit: Limit) -> io::Result<()> {
    let raw = libc::rlimit {
        rlim_cur: limit.soft,
        rlim_max: limit.hard,
    };
    // SAFETY: the structure is only read. Async-signal-safe: one system call.
    check(unsafe { libc::setrlimit(resource as _, &raw const raw) }).map(drop)
}
