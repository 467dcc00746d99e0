//! FIFOs, created and opened without the classic deadlocks.

use crate::sys::fd;
use nix::libc;
use nix::sys::stat::Mode;
use nix::unistd::mkfifo;
use std::fs::File;
use std::io;
use std::os::fd::AsRawFd;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// A FIFO special file (mkfifo(3)).
///
/// A plain open of a FIFO waits for the other side, so two processes that open two FIFOs in different orders wait for
/// ever. Here the reading end opens at once, and the writing end waits for a reader as long as it is told.
///
/// ```
/// use std::io::{Read, Write};
/// use std::time::Duration;
/// use tine::ipc::Fifo;
/// # let directory = tempfile::tempdir()?;
/// let fifo = Fifo::create(directory.path().join("queue"), 0o600)?;
/// let mut reader = fifo.open_read()?;
/// let mut writer = fifo.open_write(Duration::ZERO)?;
/// writer.write_all(b"hello")?;
/// drop(writer);
/// let mut text = String::new();
/// reader.read_to_string(&mut text)?;
/// assert_eq!(text, "hello");
/// fifo.remove()?;
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Fifo {
    path: PathBuf,
}

impl Fifo {
    /// Makes the FIFO with these permissions (as cut by the umask). `EEXIST` if there is a file of that name.
    ///
    /// Also fails as XSH `mkfifo`: `ENOENT`, `EACCES`.
    ///
    /// ```
    /// use tine::ipc::Fifo;
    /// # let directory = tempfile::tempdir()?;
    /// let path = directory.path().join("fifo");
    /// let fifo = Fifo::create(&path, 0o600)?;
    /// assert!(Fifo::create(&path, 0o600).is_err());
    /// fifo.remove()?;
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn create(path: impl Into<PathBuf>, mode: u32) -> io::Result<Self> {
        let path = path.into();
        mkfifo(&path, Mode::from_bits_truncate(mode as _))?;
        Ok(Self { path })
    }

    /// An existing FIFO. `EINVAL` if the file is something else.
    ///
    /// Also fails as XSH `stat`.
    ///
    /// ```
    /// assert!(tine::ipc::Fifo::at("/dev/null").is_err());
    /// ```
    pub fn at(path: impl Into<PathBuf>) -> io::Result<Self> {
        let path = path.into();
        if fd::stat_path(path.as_os_str().as_bytes())?.is_pipe() {
            Ok(Self { path })
        } else {
            Err(io::Error::from_raw_os_error(libc::EINVAL))
        }
    }

    /// Its path.
    ///
    /// As given; see fifo(7).
    ///
    /// ```
    /// # let directory = tempfile::tempdir()?;
    /// let path = directory.path().join("fifo");
    /// assert_eq!(tine::ipc::Fifo::create(&path, 0o600)?.path(), path);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Opens the reading end, at once. A read waits for a writer's data as usual; before the first writer has come, and
    /// after the last has gone, it is at end of file.
    ///
    /// Fails as XSH `open`: `EACCES`, `ENOENT`. See fifo(7).
    ///
    /// ```
    /// use std::io::Read;
    /// # let directory = tempfile::tempdir()?;
    /// let fifo = tine::ipc::Fifo::create(directory.path().join("fifo"), 0o600)?;
    /// assert_eq!(fifo.open_read()?.read(&mut [0])?, 0);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn open_read(&self) -> io::Result<File> {
        self.open(libc::O_RDONLY)
    }

    /// Opens the writing end, waiting up to `patience` for a reader; `ENXIO` if none comes.
    ///
    /// Also fails as XSH `open`. See fifo(7).
    ///
    /// ```
    /// use std::time::Duration;
    /// # let directory = tempfile::tempdir()?;
    /// let fifo = tine::ipc::Fifo::create(directory.path().join("fifo"), 0o600)?;
    /// // Nobody reads.
    /// assert_eq!(fifo.open_write(Duration::ZERO).err().and_then(|e| e.raw_os_error()), Some(nix::libc::ENXIO));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn open_write(&self, patience: Duration) -> io::Result<File> {
        let start = Instant::now();
        let mut pause = Duration::from_micros(100);
        loop {
            match self.open(libc::O_WRONLY) {
                Err(error)
                    if error.raw_os_error() == Some(libc::ENXIO) && start.elapsed() < patience =>
                {
                    std::thread::sleep(pause);
                    pause = (pause * 2).min(Duration::from_millis(5));
                }
                other => return other,
            }
        }
    }

    /// Opens both ends in one, at once, so that the FIFO never is at end of file: for a server whose clients come and
    /// go (Linux; POSIX leaves it undefined).
    ///
    /// Fails as XSH `open`. See fifo(7).
    ///
    /// ```
    /// use std::io::{Read, Write};
    /// # let directory = tempfile::tempdir()?;
    /// let mut both = tine::ipc::Fifo::create(directory.path().join("fifo"), 0o600)?.open_both()?;
    /// both.write_all(b"x")?;
    /// assert_eq!(both.read(&mut [0; 8])?, 1);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn open_both(&self) -> io::Result<File> {
        self.open(libc::O_RDWR)
    }

    /// Removes the file; who has it open keeps it.
    ///
    /// Fails as XSH `unlink`.
    ///
    /// ```
    /// # let directory = tempfile::tempdir()?;
    /// let path = directory.path().join("fifo");
    /// tine::ipc::Fifo::create(&path, 0o600)?.remove()?;
    /// assert!(!path.exists());
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn remove(self) -> io::Result<()> {
        std::fs::remove_file(self.path)
    }

    fn open(&self, access: i32) -> io::Result<File> {
        let end = fd::open(
            self.path.as_os_str().as_bytes(),
            access | libc::O_NONBLOCK,
            0,
        )?;
        fd::set_nonblocking(end.as_raw_fd(), false)?;
        Ok(end.into())
    }
}
