//! Descriptors that the shell keeps for itself: out of the way of those that scripts use.

use super::fd::dup_from;
use std::io;
use std::os::fd::{AsRawFd, OwnedFd, RawFd};

/// The lowest number of a descriptor that the program keeps for itself: scripts may name 0 to 9.
///
/// See XCU 2.7: a script may name 0 to 9 at least.
///
/// ```
/// assert_eq!(tine::ipc::FIRST_PRIVATE, 10);
/// ```
pub const FIRST_PRIVATE: RawFd = 10;

/// A copy of `fd` that is not below `least`, and if the limit of descriptors allows it not below [`FIRST_PRIVATE`].
///
/// Fails with `EBADF` or `EMFILE`. Follows XSH `fcntl`.
///
/// ```
/// use std::os::fd::AsRawFd;
/// use tine::sys::fd::dup_above;
/// assert!(dup_above(0, 3).map_or(true, |copy| copy.as_raw_fd() >= 3));
/// ```
pub fn dup_above(fd: RawFd, least: RawFd) -> io::Result<OwnedFd> {
    match dup_from(fd, least.max(FIRST_PRIVATE)) {
        Err(error) if error.raw_os_error() == Some(libc::EMFILE) => dup_from(fd, least),
        copied => copied,
    }
}

/// A copy of `fd` not below [`FIRST_PRIVATE`], close-on-exec: how a shell saves a descriptor. Where the limit of
/// descriptors leaves none there, above standard error.
///
/// Fails with `EBADF` or `EMFILE`. Follows XSH `fcntl`.
///
/// ```
/// use std::os::fd::AsRawFd;
/// use tine::ipc;
/// assert!(ipc::dup_high(0).map_or(true, |copy| copy.as_raw_fd() >= ipc::FIRST_PRIVATE));
/// ```
pub fn dup_high(fd: RawFd) -> io::Result<OwnedFd> {
    dup_above(fd, 3)
}

/// The same open file on a descriptor not below [`FIRST_PRIVATE`]; the low one is closed.
///
/// Fails with `EMFILE`. Follows XSH `fcntl`.
///
/// ```
/// use std::os::fd::AsRawFd;
/// use tine::ipc;
/// let (reader, _writer) = ipc::pipe()?;
/// assert!(ipc::high(reader)?.as_raw_fd() >= ipc::FIRST_PRIVATE);
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn high(fd: OwnedFd) -> io::Result<OwnedFd> {
    if fd.as_raw_fd() >= FIRST_PRIVATE {
        return Ok(fd);
    }
    match dup_high(fd.as_raw_fd()) {
        // It is high enough where there is no room.
        Err(_) if fd.as_raw_fd() > 2 => Ok(fd),
        copied => copied,
    }
}
