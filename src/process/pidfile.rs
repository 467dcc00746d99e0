//! The pid file of a service: taken, looked at, and used to stop it.

use super::Daemon;
use crate::ipc::FileLock;
use crate::signal::{Signal, kill};
use crate::sys::fd;
use std::fs::File;
use std::io::{self, Read, Seek, Write};
use std::os::fd::AsRawFd;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::time::{Duration, Instant};

impl Daemon {
    /// The process id of the service that holds `pid_file`, if one does.
    ///
    /// Fails as open(2) and read(2) do, but for a file that is not there. The lock is asked (flock(2)), not the
    /// number.
    ///
    /// ```
    /// use tine::process::Daemon;
    /// assert_eq!(Daemon::running("/nonexistent/pid")?, None);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn running(pid_file: impl AsRef<Path>) -> io::Result<Option<i32>> {
        let mut file = match File::open(pid_file) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            other => other?,
        };
        let mut text = String::new();
        file.read_to_string(&mut text)?;
        Ok(match FileLock::try_shared(file)? {
            Some(_) => None,
            None => text.trim().parse().ok(),
        })
    }

    /// Stops the service that holds `pid_file`: TERM, and KILL after `grace`; waits for its end. Whether there was one.
    ///
    /// Fails with `EPERM` for somebody else's; see kill(2).
    ///
    /// ```
    /// use std::time::Duration;
    /// use tine::process::Daemon;
    /// assert!(!Daemon::stop("/nonexistent/pid", Duration::from_secs(1))?);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn stop(pid_file: impl AsRef<Path>, grace: Duration) -> io::Result<bool> {
        let pid_file = pid_file.as_ref();
        let Some(pid) = Self::running(pid_file)? else {
            return Ok(false);
        };
        kill(pid, Signal::TERM)?;
        let start = Instant::now();
        let mut killed = false;
        let mut pause = Duration::from_micros(500);
        while Self::running(pid_file)? == Some(pid) {
            if !killed && start.elapsed() >= grace {
                killed = true;
                kill(pid, Signal::KILL)?;
            }
            std::thread::sleep(pause);
            pause = (pause * 2).min(Duration::from_millis(10));
        }
        Ok(true)
    }
}

/// Takes the pid file for this process.
pub(super) fn claim(path: &Path) -> io::Result<FileLock> {
    loop {
        let file = File::options()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)?;
        let Some(lock) = FileLock::try_exclusive(file)? else {
            return Err(io::Error::new(
                io::ErrorKind::AlreadyExists,
                format!("{}: already running", path.display()),
            ));
        };
        // One that was just stopping may have removed the name between our open and our lock.
        let (here, there) = (
            fd::stat(lock.as_raw_fd())?,
            fd::stat_path(path.as_os_str().as_bytes()),
        );
        if there.is_ok_and(|there| there.is_same_file(&here)) {
            lock.set_len(0)?;
            (&*lock).rewind()?;
            writeln!(&*lock, "{}", std::process::id())?;
            return Ok(lock);
        }
    }
}
