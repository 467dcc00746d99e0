#![allow(unsafe_code, reason = "descriptor system calls")]
//! Reading and writing, and the place in a file where that is done.

use super::poll::poll_one;
use super::signal::any_pending;
use super::{check, check_size};
use std::io;
use std::os::fd::RawFd;

/// Reads once; `EINTR` and `EAGAIN` are the caller's to handle.
///
/// Follows XSH `read`.
///
/// ```
/// use std::os::fd::AsRawFd;
/// use tine::ipc;
/// let (reader, writer) = ipc::pipe()?;
/// ipc::write_all(writer.as_raw_fd(), b"abc")?;
/// let mut buffer = [0; 2];
/// assert_eq!(ipc::read(reader.as_raw_fd(), &mut buffer)?, 2);
/// assert_eq!(&buffer, b"ab");
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn read(fd: RawFd, buffer: &mut [u8]) -> io::Result<usize> {
    // SAFETY: the kernel writes at most the length of the buffer.
    check_size(unsafe { libc::read(fd, buffer.as_mut_ptr().cast(), buffer.len()) })
}

/// Reads once, at most `most` bytes, behind what is in `text`; as [`read`].
pub fn read_onto(fd: RawFd, text: &mut Vec<u8>, most: usize) -> io::Result<usize> {
    text.reserve(most);
    let spare = text.spare_capacity_mut();
    let most = most.min(spare.len());
    // SAFETY: the kernel writes at most `most` bytes, for which there is room.
    let got = check_size(unsafe { libc::read(fd, spare.as_mut_ptr().cast(), most) })?;
    // SAFETY: that many bytes behind the old length have been written.
    unsafe { text.set_len(text.len() + got) };
    Ok(got)
}

/// Writes once; may write less than all.
///
/// Fails as XSH `write`: `EPIPE`, `EINTR`, `EAGAIN`, `ENOSPC`.
///
/// ```
/// use std::os::fd::AsRawFd;
/// use tine::ipc;
/// let (_reader, writer) = ipc::pipe()?;
/// assert_eq!(ipc::write(writer.as_raw_fd(), b"abc")?, 3);
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn write(fd: RawFd, bytes: &[u8]) -> io::Result<usize> {
    // SAFETY: the kernel reads at most the length of the slice.
    check_size(unsafe { libc::write(fd, bytes.as_ptr().cast(), bytes.len()) })
}

/// Writes all of `bytes`: goes on after a partial write and `EINTR`, waits on `EAGAIN`.
///
/// Fails as XSH `write`: `EPIPE`, `ENOSPC`, `EIO`.
///
/// ```
/// use std::os::fd::AsRawFd;
/// use tine::ipc;
/// let file = ipc::memory_file()?;
/// ipc::write_all(file.as_raw_fd(), b"hello")?;
/// assert_eq!(ipc::stat(file.as_raw_fd())?.size, 5);
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn write_all(fd: RawFd, mut bytes: &[u8]) -> io::Result<()> {
    loop {
        match write_on(fd, &mut bytes) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            result => return result,
        }
    }
}

/// As [`write_all`], until a signal interrupts it (`EINTR`): `bytes` is what has not been written then.
pub(crate) fn write_on(fd: RawFd, bytes: &mut &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match write(fd, bytes) {
            Ok(written) => {
                *bytes = bytes.get(written..).unwrap_or_default();
                // Part of it has been written when the signal came.
                if !bytes.is_empty() && any_pending() {
                    return Err(io::Error::from_raw_os_error(libc::EINTR));
                }
            }
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                poll_one(fd, libc::POLLOUT, -1)?;
            }
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Moves the offset of `fd` as lseek(2) does; the new offset. `ESPIPE` where there is none.
///
/// Follows XSH `lseek`.
///
/// ```
/// use std::os::fd::AsRawFd;
/// use tine::ipc;
/// let file = ipc::memory_file()?;
/// ipc::write_all(file.as_raw_fd(), b"abc")?;
/// assert_eq!(ipc::seek(file.as_raw_fd(), -1, nix::libc::SEEK_CUR)?, 2);
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn seek(fd: RawFd, offset: i64, whence: i32) -> io::Result<u64> {
    // SAFETY: no memory involved.
    let at = unsafe { libc::lseek(fd, offset, whence) };
    u64::try_from(at).map_err(|_| io::Error::last_os_error())
}

/// Makes an open file this long; goes on after `EINTR`.
///
/// Fails as XSH `ftruncate`: `EINVAL` for what has no length.
///
/// ```
/// use std::os::fd::AsRawFd;
/// use tine::ipc;
/// let file = ipc::memory_file()?;
/// tine::sys::fd::truncate(file.as_raw_fd(), 7)?;
/// assert_eq!(ipc::stat(file.as_raw_fd())?.size, 7);
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn truncate(fd: RawFd, length: u64) -> io::Result<()> {
    let length = i64::try_from(length).map_err(|_| io::Error::from_raw_os_error(libc::EFBIG))?;
    loop {
        // SAFETY: no memory involved.
        match check(unsafe { libc::ftruncate(fd, length) }) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            result => return result.map(drop),
        }
    }
}

/// Reads from `fd` at `offset`, without moving its position; answers how many bytes were read.
///
/// Fails as XSH `pread`: `ESPIPE` where there is no position.
///
/// ```
/// use std::os::fd::AsRawFd;
/// let file = tine::ipc::memory_file()?;
/// tine::ipc::write_all(file.as_raw_fd(), b"hello")?;
/// let mut buffer = [0; 2];
/// assert_eq!(tine::sys::fd::read_at(file.as_raw_fd(), &mut buffer, 3)?, 2);
/// assert_eq!(&buffer, b"lo");
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn read_at(fd: RawFd, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
    // SAFETY: the buffer is as long as it says.
    check_size(unsafe { libc::pread(fd, buffer.as_mut_ptr().cast(), buffer.len(), offset as i64) })
}
