//! Waiting for several descriptors at once.

use crate::sys::fd::{self, PollFd};
use nix::libc;
use std::io;
use std::os::fd::{AsRawFd, BorrowedFd};
use std::time::{Duration, Instant};

bitflags::bitflags! {
    /// What may happen on a descriptor (poll(2)).
    ///
    /// ```
    /// use tine::ipc::Events;
    /// assert!(!(Events::READABLE | Events::WRITABLE).contains(Events::HANGUP));
    /// ```
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub struct Events: i16 {
        /// A read would not wait.
        const READABLE = libc::POLLIN;
        /// A write would not wait.
        const WRITABLE = libc::POLLOUT;
        /// The other side has gone. Reported unasked.
        const HANGUP = libc::POLLHUP;
        /// An error, or a pipe without readers. Reported unasked.
        const ERROR = libc::POLLERR;
        /// The descriptor is not open. Reported unasked.
        const INVALID = libc::POLLNVAL;
    }
}

/// Waits until something asked for happens, at most `timeout`; what happened on each descriptor, all empty when the
/// time runs out. Goes on after `EINTR`.
///
/// Fails with `EINVAL` for more than the limit of descriptors. Follows XSH `poll`.
///
/// ```
/// use std::io::Write;
/// use std::os::fd::AsFd;
/// use std::time::Duration;
/// use tine::ipc::{Events, poll};
/// let (reader, mut writer) = std::io::pipe()?;
/// let asked = [(reader.as_fd(), Events::READABLE)];
/// assert_eq!(poll(&asked, Some(Duration::ZERO))?, [Events::empty()]);
/// writer.write_all(b"x")?;
/// assert_eq!(poll(&asked, None)?, [Events::READABLE]);
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn poll(
    asked: &[(BorrowedFd<'_>, Events)],
    timeout: Option<Duration>,
) -> io::Result<Vec<Events>> {
    let mut entries: Vec<_> = asked
        .iter()
        .map(|(fd, events)| PollFd {
            fd: fd.as_raw_fd(),
            events: events.bits(),
            revents: 0,
        })
        .collect();
    let deadline = timeout.and_then(|timeout| Instant::now().checked_add(timeout));
    loop {
        let left = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
        match fd::poll(&mut entries, fd::milliseconds(left)) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
            Ok(_) => {
                return Ok(entries
                    .iter()
                    .map(|entry| Events::from_bits_truncate(entry.revents))
                    .collect());
            }
        }
    }
}
