//! Locks on files that the kernel takes away with their holder.

use nix::errno::Errno;
use nix::fcntl::{Flock, FlockArg};
use std::fs::File;
use std::io;
use std::ops::Deref;

/// An open file with an advisory lock (flock(2)), released when dropped, or when its process ends.
///
/// ```
/// use tine::ipc::FileLock;
/// # let directory = tempfile::tempdir()?;
/// let path = directory.path().join("lock");
/// let held = FileLock::exclusive(std::fs::File::create(&path)?)?;
/// assert!(FileLock::try_exclusive(std::fs::File::open(&path)?)?.is_none());
/// drop(held);
/// assert!(FileLock::try_exclusive(std::fs::File::open(&path)?)?.is_some());
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
#[must_use = "the lock is released when the guard is dropped"]
pub struct FileLock(Flock<File>);

impl FileLock {
    /// Waits until nobody else has a lock, and takes it.
    ///
    /// Fails with `ENOLCK` without memory for it. See flock(2).
    ///
    /// ```
    /// use std::fs::File;
    /// use tine::ipc::FileLock;
    /// # let directory = tempfile::tempdir()?;
    /// let path = directory.path().join("lock");
    /// let lock = FileLock::exclusive(File::create(&path)?)?;
    /// assert!(FileLock::try_shared(File::open(&path)?)?.is_none());
    /// drop(lock);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn exclusive(file: File) -> io::Result<Self> {
        wait(file, FlockArg::LockExclusive)
    }

    /// Waits until nobody has the exclusive lock, and shares it with other readers.
    ///
    /// Fails with `ENOLCK` without memory for it. See flock(2).
    ///
    /// ```
    /// use std::fs::File;
    /// use tine::ipc::FileLock;
    /// # let directory = tempfile::tempdir()?;
    /// let path = directory.path().join("lock");
    /// let lock = FileLock::shared(File::create(&path)?)?;
    /// assert!(FileLock::try_shared(File::open(&path)?)?.is_some());
    /// drop(lock);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn shared(file: File) -> io::Result<Self> {
        wait(file, FlockArg::LockShared)
    }

    /// Takes the exclusive lock if nobody has one.
    ///
    /// `None` if somebody has; fails with `ENOLCK`. See flock(2).
    ///
    /// ```
    /// use std::fs::File;
    /// use tine::ipc::FileLock;
    /// # let directory = tempfile::tempdir()?;
    /// let path = directory.path().join("lock");
    /// let lock = FileLock::try_exclusive(File::create(&path)?)?;
    /// assert!(lock.is_some());
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn try_exclusive(file: File) -> io::Result<Option<Self>> {
        attempt(file, FlockArg::LockExclusiveNonblock)
    }

    /// Shares the lock if nobody has it exclusively.
    ///
    /// `None` if somebody has; fails with `ENOLCK`. See flock(2).
    ///
    /// ```
    /// use std::fs::File;
    /// use tine::ipc::FileLock;
    /// # let directory = tempfile::tempdir()?;
    /// let path = directory.path().join("lock");
    /// let lock = FileLock::try_shared(File::create(&path)?)?;
    /// assert!(lock.is_some());
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn try_shared(file: File) -> io::Result<Option<Self>> {
        attempt(file, FlockArg::LockSharedNonblock)
    }
}

fn wait(mut file: File, how: FlockArg) -> io::Result<FileLock> {
    loop {
        match Flock::lock(file, how) {
            Ok(lock) => return Ok(FileLock(lock)),
            Err((same, Errno::EINTR)) => file = same,
            Err((_, error)) => return Err(error.into()),
        }
    }
}

fn attempt(file: File, how: FlockArg) -> io::Result<Option<FileLock>> {
    match Flock::lock(file, how) {
        Ok(lock) => Ok(Some(FileLock(lock))),
        Err((_, Errno::EWOULDBLOCK)) => Ok(None),
        Err((_, error)) => Err(error.into()),
    }
}

impl Deref for FileLock {
    type Target = File;

    fn deref(&self) -> &File {
        &self.0
    }
}
