#![allow(unsafe_code, reason = "descriptor system calls")]
//! Descriptors by number. What is made here is close-on-exec.
//!
//! A shell works with descriptor numbers that the script chooses, so these take plain numbers; what they make is an
//! [`OwnedFd`], which closes itself.

pub use super::pipe::{pipe, pipe_size, readable, set_pipe_size, tee};
pub use super::poll::{PollFd, poll, poll_one};
pub(crate) use super::poll::{await_input, for_input, milliseconds};
pub use super::private::{FIRST_PRIVATE, dup_above, dup_high, high};
pub use super::stat::{Stat, exists, is_directory, lstat_path, stat, stat_path};
pub(crate) use super::transfer::write_on;
pub use super::transfer::{read, read_at, read_onto, seek, truncate, write, write_all};
use super::{check, raw, with_path};
use std::io;
use std::os::fd::{FromRawFd, OwnedFd, RawFd};

/// Takes ownership of a descriptor that a call just made.
pub(super) fn own(fd: libc::c_int) -> io::Result<OwnedFd> {
    // SAFETY: `fd` comes fresh from the kernel; nobody else owns it.
    check(fd).map(|fd| unsafe { OwnedFd::from_raw_fd(fd) })
}

/// Takes over a descriptor by number, for instance one that was inherited.
///
/// The caller sees to it that nothing else closes it: a number is all that there is to go by.
///
/// See close(2).
///
/// ```
/// use std::os::fd::AsRawFd;
/// use tine::ipc;
/// use std::os::fd::IntoRawFd;
/// let (reader, _writer) = ipc::pipe()?;
/// let number = reader.into_raw_fd();
/// drop(ipc::adopt(number));
/// assert!(!ipc::is_open(number));
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn adopt(fd: RawFd) -> OwnedFd {
    // SAFETY: descriptors are plain numbers to a shell; a number wrongly adopted costs a wrong close, no memory.
    unsafe { OwnedFd::from_raw_fd(fd) }
}

/// Opens `path` as open(2) does, close-on-exec; `flags` are `O_` flags, `mode` counts where a file is made.
///
/// Fails as XSH `open`: `ENOENT`, `EACCES`, `EMFILE`, `EINTR`.
///
/// ```
/// let null = tine::ipc::open(b"/dev/null", nix::libc::O_RDONLY, 0)?;
/// assert_eq!(tine::ipc::read(std::os::fd::AsRawFd::as_raw_fd(&null), &mut [0; 1])?, 0);
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn open(path: &[u8], flags: i32, mode: u32) -> io::Result<OwnedFd> {
    with_path(path, |path| {
        // SAFETY: the path is a C string for the length of the call.
        own(unsafe { libc::open(path.as_ptr(), flags | libc::O_CLOEXEC, mode) })
    })
}

/// Opens `path` on a descriptor that is not below [`FIRST_PRIVATE`].
///
/// Fails as XSH `open`.
///
/// ```
/// use std::os::fd::AsRawFd;
/// use tine::ipc;
/// let null = ipc::open_high(b"/dev/null", nix::libc::O_RDWR, 0)?;
/// assert!(null.as_raw_fd() >= ipc::FIRST_PRIVATE);
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn open_high(path: &[u8], flags: i32, mode: u32) -> io::Result<OwnedFd> {
    high(open(path, flags, mode)?)
}

/// A copy of `fd` that is not below `least`, close-on-exec.
///
/// Fails with `EBADF` or `EMFILE`. Follows XSH `fcntl`, `F_DUPFD_CLOEXEC`.
///
/// ```
/// use std::os::fd::AsRawFd;
/// use tine::ipc;
/// let (reader, _writer) = ipc::pipe()?;
/// assert!(ipc::dup_from(reader.as_raw_fd(), 50)?.as_raw_fd() >= 50);
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn dup_from(fd: RawFd, least: RawFd) -> io::Result<OwnedFd> {
    let copy = raw::dup_above(fd, least).map_err(io::Error::from_raw_os_error)?;
    // SAFETY: the kernel made the descriptor for us.
    Ok(unsafe { OwnedFd::from_raw_fd(copy) })
}

/// Makes `to` the same open file as `from`, left open on exec (dup2(2)); with `from == to` only that flag changes.
///
/// Fails with `EBADF`; goes on after an interruption. Follows XSH `dup2`.
///
/// ```
/// use std::os::fd::AsRawFd;
/// use tine::ipc;
/// let (reader, _writer) = ipc::pipe()?;
/// ipc::dup_to(reader.as_raw_fd(), 77)?;
/// assert!(ipc::is_open(77));
/// ipc::close(77);
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn dup_to(from: RawFd, to: RawFd) -> io::Result<()> {
    raw::dup_to(from, to).map_err(io::Error::from_raw_os_error)
}

/// Closes a descriptor by number. Never repeated: on Linux it is closed even when that fails.
///
/// Follows XSH `close`.
///
/// ```
/// use std::os::fd::AsRawFd;
/// use tine::ipc;
/// ipc::dup_to(0, 78).ok();
/// ipc::close(78);
/// assert!(!ipc::is_open(78));
/// ```
pub fn close(fd: RawFd) {
    raw::close(fd);
}

/// Closes every descriptor from `first` on except those in `keep`. What else in the program owns one is left with a
/// number that means nothing.
///
/// See `close_range(2)`.
///
/// ```
/// use tine::sys::fd::close_from;
/// close_from(1000, &[]);
/// assert!(!tine::ipc::is_open(1000));
/// ```
pub fn close_from(first: RawFd, keep: &[RawFd]) {
    let mut keep: Vec<RawFd> = keep.iter().copied().filter(|&fd| fd >= first).collect();
    keep.sort_unstable();
    let mut from = first as u32;
    for next in keep.into_iter().map(|fd| fd as u32).chain([u32::MAX]) {
        if next > from {
            // SAFETY: no memory involved.
            unsafe { libc::syscall(libc::SYS_close_range, from, next - 1, 0) };
        }
        from = from.max(next.saturating_add(1));
    }
}

/// Sets or clears close-on-exec; fails with `EBADF` if `fd` is not open.
///
/// Follows XSH `fcntl`, `FD_CLOEXEC`.
///
/// ```
/// assert!(tine::ipc::set_cloexec(9999, true).is_err());
/// ```
pub fn set_cloexec(fd: RawFd, on: bool) -> io::Result<()> {
    // SAFETY: no memory involved.
    check(unsafe { libc::fcntl(fd, libc::F_SETFD, if on { libc::FD_CLOEXEC } else { 0 }) })
        .map(drop)
}

/// Whether `fd` is open.
///
/// Follows XSH `fcntl`, `F_GETFD`.
///
/// ```
/// assert!(!tine::ipc::is_open(9999));
/// ```
pub fn is_open(fd: RawFd) -> bool {
    // SAFETY: no memory involved.
    unsafe { libc::fcntl(fd, libc::F_GETFD) >= 0 }
}

/// The file status flags (`O_RDONLY`, `O_APPEND`, `O_NONBLOCK`, ...) of `fd`.
///
/// Fails with `EBADF`. Follows XSH `fcntl`, `F_GETFL`.
///
/// ```
/// use std::os::fd::AsRawFd;
/// use tine::ipc;
/// let (_reader, writer) = ipc::pipe()?;
/// assert_eq!(ipc::flags(writer.as_raw_fd())? & nix::libc::O_ACCMODE, nix::libc::O_WRONLY);
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn flags(fd: RawFd) -> io::Result<i32> {
    // SAFETY: no memory involved.
    check(unsafe { libc::fcntl(fd, libc::F_GETFL) })
}

/// Makes the open file behind `fd` non-blocking or blocking, for everybody who shares it.
///
/// Fails with `EBADF`. Follows XSH `fcntl`, `O_NONBLOCK`.
///
/// ```
/// use std::os::fd::AsRawFd;
/// use tine::ipc;
/// let (reader, _writer) = ipc::pipe()?;
/// ipc::set_nonblocking(reader.as_raw_fd(), true)?;
/// assert!(ipc::read(reader.as_raw_fd(), &mut [0]).is_err());
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn set_nonblocking(fd: RawFd, on: bool) -> io::Result<()> {
    let old = flags(fd)?;
    let new = if on {
        old | libc::O_NONBLOCK
    } else {
        old & !libc::O_NONBLOCK
    };
    if new == old {
        return Ok(());
    }
    // SAFETY: no memory involved.
    check(unsafe { libc::fcntl(fd, libc::F_SETFL, new) }).map(drop)
}

/// An unnamed file in memory, close-on-exec: gone when its last descriptor is.
///
/// Fails with `EMFILE` or `ENFILE`. See `memfd_create(2)`.
///
/// ```
/// use std::os::fd::AsRawFd;
/// use tine::ipc;
/// let file = ipc::memory_file()?;
/// assert!(ipc::stat(file.as_raw_fd())?.is_file());
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn memory_file() -> io::Result<OwnedFd> {
    // SAFETY: the name is a C string.
    own(unsafe { libc::memfd_create(c"tine".as_ptr(), libc::MFD_CLOEXEC) })
}

/// Whether `fd` is a terminal.
///
/// Follows XSH `isatty`.
///
/// ```
/// use std::os::fd::AsRawFd;
/// let null = tine::ipc::open(b"/dev/null", 0, 0)?;
/// assert!(!tine::ipc::is_terminal(null.as_raw_fd()));
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn is_terminal(fd: RawFd) -> bool {
    // SAFETY: no memory involved.
    unsafe { libc::isatty(fd) == 1 }
}
