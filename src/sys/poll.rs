#![allow(unsafe_code, reason = "poll system call")]
//! Waiting for descriptors.

use super::check;
use std::io;
use std::os::fd::RawFd;
use std::time::Duration;

/// Waits until `fd` has one of `events` (`POLL` bits), for `timeout` milliseconds (-1: for ever); the events it has.
///
/// Fails with `EINTR`. Follows XSH `poll`.
///
/// ```
/// use std::os::fd::AsRawFd;
/// let (_reader, writer) = tine::ipc::pipe()?;
/// let ready = tine::sys::fd::poll_one(writer.as_raw_fd(), nix::libc::POLLOUT, 0)?;
/// assert_eq!(ready, nix::libc::POLLOUT);
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn poll_one(fd: RawFd, events: i16, timeout: i32) -> io::Result<i16> {
    let mut entry = [PollFd {
        fd,
        events,
        revents: 0,
    }];
    poll(&mut entry, timeout)?;
    Ok(entry[0].revents)
}

/// One entry for [`poll`]: descriptor, events asked for, events found.
///
/// `struct pollfd` of XSH `poll`, where errors come in `revents`.
///
/// ```
/// let entry = tine::sys::fd::PollFd { fd: 0, events: nix::libc::POLLIN, revents: 0 };
/// assert_eq!(entry.revents, 0);
/// ```
pub type PollFd = libc::pollfd;

/// An entry that asks whether `fd` can be read; a negative `fd` is passed over.
pub(crate) fn for_input(fd: RawFd) -> PollFd {
    PollFd {
        fd,
        events: libc::POLLIN,
        revents: 0,
    }
}

/// A time for poll(2): in milliseconds, rounded up so that it is not over early; `None` waits for ever.
pub(crate) fn milliseconds(time: Option<Duration>) -> i32 {
    time.map_or(-1, |time| {
        i32::try_from(time.as_micros().div_ceil(1000)).unwrap_or(i32::MAX)
    })
}

/// Waits for events as poll(2) does; the number of entries with one.
///
/// Fails with `EINTR`, or `EINVAL` for more entries than descriptors. Follows XSH `poll`.
///
/// ```
/// assert_eq!(tine::sys::fd::poll(&mut [], 0)?, 0);
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn poll(entries: &mut [PollFd], timeout: i32) -> io::Result<usize> {
    // SAFETY: pointer and length are those of the slice.
    let found =
        check(unsafe { libc::poll(entries.as_mut_ptr(), entries.len() as libc::nfds_t, timeout) })?;
    Ok(found as usize)
}

/// Waits until `fd` can be read, or a signal has been caught: with `mask` instead of the thread's mask (ppoll(2)), so
/// that one which was pending and blocked ends the waiting at once, with `EINTR`.
pub(crate) fn await_input(fd: RawFd, mask: super::signal::SignalSet) -> io::Result<()> {
    let mut entry = for_input(fd);
    // SAFETY: the entry is a local; the kernel reads 8 bytes of mask.
    let found = unsafe {
        libc::syscall(
            libc::SYS_ppoll,
            &raw mut entry,
            1_usize,
            std::ptr::null::<libc::timespec>(),
            &raw const mask.0,
            8_usize,
        )
    };
    if found < 0 {
        return Err(io::Error::last_os_error());
    }
    Ok(())
}
