//! The service's side of a [`Daemon`](super::Daemon): what it tells its starter, and how it learns that it should end.

use crate::ipc::FileLock;
use crate::signal::Flag;
use crate::sys::{fd, wait};
use std::io;
use std::os::fd::{AsRawFd, OwnedFd};
use std::os::linux::net::SocketAddrExt;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::net::{SocketAddr, UnixDatagram};
use std::path::PathBuf;

/// The service's side. Dropping it removes the pid file; if it never was [ready](Self::ready), the starter learns that
/// start-up failed.
///
/// See daemon(7).
///
/// ```
/// use tine::process::{Daemon, Started};
/// if let Started::Service(mut service) = Daemon::new().supervised(true).start()? {
///     service.ready()?;
/// }
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct Service {
    pub(super) to_starter: Option<OwnedFd>,
    pub(super) pid_file: Option<(PathBuf, FileLock)>,
    pub(super) stop: Flag,
}

impl Service {
    /// Says that start-up is done: the starter returns. A supervisor is told through `$NOTIFY_SOCKET`.
    ///
    /// Fails as write(2) or sendto(2) do, when the starter or the supervisor has gone. See `sd_notify(3)`.
    ///
    /// ```
    /// use tine::process::{Daemon, Started};
    /// if let Started::Service(mut service) = Daemon::new().supervised(true).start()? {
    ///     service.ready()?;
    /// }
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn ready(&mut self) -> io::Result<()> {
        if let Some(mouth) = self.to_starter.take() {
            return fd::write_all(
                mouth.as_raw_fd(),
                format!("R{}", std::process::id()).as_bytes(),
            );
        }
        let Some(path) = std::env::var_os("NOTIFY_SOCKET") else {
            return Ok(());
        };
        let socket = UnixDatagram::unbound()?;
        match path.as_bytes() {
            [b'@', name @ ..] => {
                socket.send_to_addr(b"READY=1\n", &SocketAddr::from_abstract_name(name)?)
            }
            _ => socket.send_to(b"READY=1\n", &path),
        }
        .map(drop)
    }

    /// Says why start-up failed, and ends the process with status 1.
    ///
    /// The starter's [`Daemon::start`](super::Daemon::start) fails with this text; see daemon(7).
    ///
    /// ```no_run
    /// use tine::process::{Daemon, Started};
    /// if let Started::Service(service) = Daemon::new().start()? {
    ///     service.fail("no configuration");
    /// }
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn fail(mut self, why: &str) -> ! {
        if let Some(mouth) = self.to_starter.take() {
            report(&mouth, why);
        }
        drop(self);
        wait::exit_now(1)
    }

    /// Whether TERM has come.
    ///
    /// See signal(7).
    ///
    /// ```
    /// use tine::process::{Daemon, Started};
    /// use tine::signal::{Signal, raise};
    /// let Started::Service(service) = Daemon::new().supervised(true).start()? else { return Ok(()) };
    /// raise(Signal::TERM)?;
    /// assert!(service.stop_requested());
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn stop_requested(&self) -> bool {
        self.stop.is_raised()
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        if let Some((path, _lock)) = self.pid_file.take() {
            let _ = std::fs::remove_file(path);
        }
    }
}

/// Tells the starter why there is no service.
pub(super) fn report(mouth: &OwnedFd, why: &str) {
    let _ = fd::write_all(mouth.as_raw_fd(), format!("E{why}").as_bytes());
}
