//! Services: a process that leaves its starter behind and says when it is ready.

use super::pidfile::claim;
use super::service::{Service, report};
use crate::signal::{Signal, flag};
use crate::sys::child::is_multi_threaded;
use crate::sys::spawn::{Fork, fork};
use crate::sys::{errno_text, fd, host, wait};
use nix::libc;
use std::fs::File;
use std::io::{self, Read};
use std::os::fd::{AsRawFd, OwnedFd, RawFd};
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;

/// How to become a service.
///
/// [`start`](Self::start) forks twice (the second child can never get a controlling terminal), in a session of its own,
/// and the starter waits until the service says that it is [ready](Service::ready), or why it cannot be. Under a
/// supervisor ([`supervised`](Self::supervised)) nothing forks, and readiness goes to `$NOTIFY_SOCKET`.
///
/// Follows daemon(7), its old-style daemons, and `sd_notify(3)` where supervised.
///
/// ```no_run
/// use tine::process::{Daemon, Started};
/// match Daemon::new().pid_file("/run/clock.pid").log_file("/var/log/clock").start()? {
///     Started::Starter(pid) => println!("started as {pid}"),
///     Started::Service(mut service) => {
///         service.ready()?;
///         while !service.stop_requested() {
///             // serve
///         }
///     }
/// }
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug, Clone)]
#[must_use = "a daemon starts when `start` is called"]
pub struct Daemon {
    directory: PathBuf,
    umask: u32,
    pid_file: Option<PathBuf>,
    log_file: Option<PathBuf>,
    supervised: bool,
    close: Option<Vec<RawFd>>,
}

/// The two processes that return from [`Daemon::start`].
///
/// As after fork(2), both processes go on.
///
/// ```no_run
/// use tine::process::{Daemon, Started};
/// if let Started::Starter(pid) = Daemon::new().start()? {
///     println!("started as {pid}");
///     return Ok(());
/// }
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub enum Started {
    /// The starter, once the service with this process id is ready.
    Starter(i32),
    /// The service.
    Service(Box<Service>),
}

impl Default for Daemon {
    fn default() -> Self {
        Self {
            directory: "/".into(),
            umask: 0o022,
            pid_file: None,
            log_file: None,
            supervised: false,
            close: None,
        }
    }
}

impl Daemon {
    /// A service in `/`, with umask 022, whose output goes to `/dev/null`.
    ///
    /// What daemon(7) says of a service's surroundings.
    ///
    /// ```
    /// use tine::process::Daemon;
    /// let daemon = Daemon::new().directory("/var/empty").umask(0o077);
    /// # drop(daemon);
    /// ```
    pub fn new() -> Self {
        Self::default()
    }

    /// Its working directory.
    ///
    /// By chdir(2), after its files are open; `/` unless said, so that no file system is held.
    ///
    /// ```
    /// let daemon = tine::process::Daemon::new().directory("/srv");
    /// # drop(daemon);
    /// ```
    pub fn directory(mut self, directory: impl Into<PathBuf>) -> Self {
        self.directory = directory.into();
        self
    }

    /// Its file mode creation mask.
    ///
    /// See umask(2).
    ///
    /// ```
    /// let daemon = tine::process::Daemon::new().umask(0o027);
    /// # drop(daemon);
    /// ```
    pub fn umask(mut self, mask: u32) -> Self {
        self.umask = mask;
        self
    }

    /// A file that holds its process id, locked as long as it runs, so that a second one refuses to start.
    ///
    /// Locked by flock(2); a path that is not absolute is one from where the starter is.
    ///
    /// ```
    /// use std::time::Duration;
    /// use tine::process::{Daemon, Started};
    /// # let place = tempfile::tempdir()?;
    /// let path = place.path().join("pid");
    /// let start = || Daemon::new().supervised(true).pid_file(&path).start();
    /// let Started::Service(service) = start()? else { return Ok(()) };
    /// assert_eq!(Daemon::running(&path)?, Some(std::process::id() as i32));
    /// assert!(start().is_err(), "one of it runs");
    /// drop(service);
    /// assert_eq!(Daemon::running(&path)?, None);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn pid_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.pid_file = Some(path.into());
        self
    }

    /// A file to which standard output and standard error are appended.
    ///
    /// Opened with `O_APPEND` (open(2)), so that several may write to it, and made with mode 0640.
    ///
    /// ```
    /// let daemon = tine::process::Daemon::new().log_file("/var/log/clock");
    /// # drop(daemon);
    /// ```
    pub fn log_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.log_file = Some(path.into());
        self
    }

    /// Whether a supervisor has started it already as what it should be: standard descriptors, the log file among them,
    /// are then its.
    ///
    /// See `sd_notify(3)`.
    ///
    /// ```
    /// use tine::process::{Daemon, Started};
    /// let Started::Service(mut service) = Daemon::new().supervised(true).start()? else { return Ok(()) };
    /// service.ready()?;
    /// assert!(!service.stop_requested());
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn supervised(mut self, on: bool) -> Self {
        self.supervised = on;
        self
    }

    /// Closes every descriptor above 2 but these: for a program that starts before it has opened anything itself.
    ///
    /// By `close_range(2)`.
    ///
    /// ```
    /// // Kept: a socket that a supervisor has passed on.
    /// let daemon = tine::process::Daemon::new().close_all_but(&[3]);
    /// # drop(daemon);
    /// ```
    pub fn close_all_but(mut self, keep: &[RawFd]) -> Self {
        self.close = Some(keep.to_vec());
        self
    }

    /// Becomes a service. Must be called before the program has a second thread (`EDEADLK`): only the calling thread
    /// survives a fork. In the starter, the error of a failed start-up is what the service said.
    ///
    /// Also fails as open(2), mkdir(2), flock(2) and fork(2) do. See daemon(7).
    ///
    /// ```no_run
    /// use tine::process::{Daemon, Started};
    /// match Daemon::new().start()? {
    ///     Started::Starter(pid) => println!("{pid}"),
    ///     Started::Service(mut service) => service.ready()?,
    /// }
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn start(self) -> io::Result<Started> {
        if self.supervised {
            let service = self.settle(None)?;
            return Ok(Started::Service(Box::new(service)));
        }
        if is_multi_threaded() {
            return Err(io::Error::from_raw_os_error(libc::EDEADLK));
        }
        let (ear, mouth) = fd::pipe()?;
        let mouth = fd::high(mouth)?;
        match fork()? {
            Fork::Parent(pid) => {
                drop(mouth);
                wait::reap(pid);
                listen(ear)
            }
            Fork::Child => {
                drop(ear);
                match self.leave(&mouth) {
                    Ok(mut service) => {
                        service.to_starter = Some(mouth);
                        Ok(Started::Service(Box::new(service)))
                    }
                    // The starter alone returns with the error: this process is a copy of it.
                    Err(error) => {
                        report(&mouth, &errno_text(&error));
                        wait::exit_now(1)
                    }
                }
            }
        }
    }

    /// The way of the first child: into a session, and out of that one's lead.
    fn leave(&self, mouth: &OwnedFd) -> io::Result<Service> {
        host::new_session()?;
        match fork()? {
            Fork::Parent(_) => wait::exit_now(0),
            Fork::Child => self.settle(Some(mouth)),
        }
    }

    /// Gives the service its place: descriptors, directory, pid file.
    fn settle(&self, mouth: Option<&OwnedFd>) -> io::Result<Service> {
        let log = match &self.log_file {
            Some(path) => {
                let flags = libc::O_WRONLY | libc::O_CREAT | libc::O_APPEND;
                Some(fd::open_high(path.as_os_str().as_bytes(), flags, 0o640)?)
            }
            None => None,
        };
        let stop = flag(Signal::TERM)?;
        let pid_file = match &self.pid_file {
            Some(path) => Some((std::path::absolute(path)?, claim(path)?)),
            None => None,
        };
        if let Some(keep) = &self.close {
            let own = [mouth, log.as_ref()]
                .into_iter()
                .flatten()
                .map(AsRawFd::as_raw_fd);
            let own = own.chain(pid_file.as_ref().map(|(_, lock)| lock.as_raw_fd()));
            fd::close_from(3, &keep.iter().copied().chain(own).collect::<Vec<_>>());
        }
        host::set_umask(self.umask);
        host::change_directory(self.directory.as_os_str().as_bytes())?;
        if mouth.is_some() {
            let null = fd::open_high(b"/dev/null", libc::O_RDWR, 0)?;
            fd::dup_to(null.as_raw_fd(), 0)?;
            let output = log.as_ref().unwrap_or(&null).as_raw_fd();
            fd::dup_to(output, 1)?;
            fd::dup_to(output, 2)?;
        }
        Ok(Service {
            to_starter: None,
            pid_file,
            stop,
        })
    }
}

/// The starter's wait for the service's word.
fn listen(ear: OwnedFd) -> io::Result<Started> {
    let mut word = String::new();
    File::from(ear).read_to_string(&mut word)?;
    if let Some(pid) = word.strip_prefix('R').and_then(|pid| pid.parse().ok()) {
        return Ok(Started::Starter(pid));
    }
    let why = word
        .strip_prefix('E')
        .unwrap_or("the service ended before it was ready");
    Err(io::Error::other(why.to_owned()))
}
