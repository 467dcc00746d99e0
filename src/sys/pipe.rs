#![allow(unsafe_code, reason = "descriptor system calls")]
//! Pipes, and what can be asked of them.

use super::fd::own;
use super::{check, check_size};
use std::io;
use std::os::fd::{OwnedFd, RawFd};

/// A pipe: read end and write end, close-on-exec.
///
/// Fails with `EMFILE` or `ENFILE`. Follows XSH `pipe2`.
///
/// ```
/// use std::os::fd::AsRawFd;
/// use tine::ipc;
/// let (reader, writer) = ipc::pipe()?;
/// ipc::write_all(writer.as_raw_fd(), b"x")?;
/// assert_eq!(ipc::readable(reader.as_raw_fd())?, 1);
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn pipe() -> io::Result<(OwnedFd, OwnedFd)> {
    let mut ends = [0; 2];
    // SAFETY: the array has room for two.
    check(unsafe { libc::pipe2(ends.as_mut_ptr(), libc::O_CLOEXEC) })?;
    Ok((own(ends[0])?, own(ends[1])?))
}

/// Duplicates up to `length` bytes from one pipe into another without consuming them (tee(2)), and does not wait.
///
/// Fails with `EINVAL` for what is no pipe, `EAGAIN` where there is nothing yet.
///
/// ```
/// use std::os::fd::AsRawFd;
/// use tine::ipc;
/// let ((from, to), (other, into)) = (ipc::pipe()?, ipc::pipe()?);
/// assert!(ipc::tee(from.as_raw_fd(), into.as_raw_fd(), 100).is_err());
/// ipc::write_all(to.as_raw_fd(), b"seen")?;
/// assert_eq!(ipc::tee(from.as_raw_fd(), into.as_raw_fd(), 100)?, 4);
/// // Still there for another reader.
/// assert_eq!((ipc::readable(from.as_raw_fd())?, ipc::readable(other.as_raw_fd())?), (4, 4));
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn tee(from: RawFd, to: RawFd, length: usize) -> io::Result<usize> {
    // SAFETY: no memory involved.
    check_size(unsafe { libc::tee(from, to, length, libc::SPLICE_F_NONBLOCK) })
}

/// The number of bytes that wait to be read (`FIONREAD`).
///
/// Fails with `EBADF`, `ENOTTY` where there is no such count. See `ioctl_tty(2)`, `FIONREAD`.
///
/// ```
/// use std::os::fd::AsRawFd;
/// use tine::ipc;
/// let (reader, writer) = ipc::pipe()?;
/// ipc::write_all(writer.as_raw_fd(), b"abc")?;
/// assert_eq!(ipc::readable(reader.as_raw_fd())?, 3);
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn readable(fd: RawFd) -> io::Result<usize> {
    let mut waiting: libc::c_int = 0;
    // SAFETY: FIONREAD stores an int.
    check(unsafe { libc::ioctl(fd, libc::FIONREAD, &raw mut waiting) })?;
    Ok(waiting as usize)
}

/// The capacity of a pipe in bytes.
///
/// Fails with `EBADF`. See fcntl(2), `F_GETPIPE_SZ`.
///
/// ```
/// use std::os::fd::AsRawFd;
/// use tine::ipc;
/// let (reader, _writer) = ipc::pipe()?;
/// assert!(ipc::pipe_size(reader.as_raw_fd())? >= 4096);
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn pipe_size(fd: RawFd) -> io::Result<usize> {
    // SAFETY: no memory involved.
    check(unsafe { libc::fcntl(fd, libc::F_GETPIPE_SZ) }).map(|size| size as usize)
}

/// Asks for a pipe of at least `size` bytes.
///
/// Fails with `EBUSY` below what is in it, `EPERM` above the limit. See fcntl(2), `F_SETPIPE_SZ`.
///
/// ```
/// use std::os::fd::AsRawFd;
/// use tine::ipc;
/// let (reader, _writer) = ipc::pipe()?;
/// ipc::set_pipe_size(reader.as_raw_fd(), 8192)?;
/// assert_eq!(ipc::pipe_size(reader.as_raw_fd())?, 8192);
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn set_pipe_size(fd: RawFd, size: usize) -> io::Result<()> {
    // SAFETY: no memory involved.
    check(unsafe { libc::fcntl(fd, libc::F_SETPIPE_SZ, size as libc::c_int) }).map(drop)
}
