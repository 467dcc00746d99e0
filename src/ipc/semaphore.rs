//! Semaphores that processes share by name.

use crate::sys::shared;
use nix::libc;
use std::io;
use std::time::Duration;

/// A named semaphore (`sem_overview(7)`).
///
/// Follows XSH `sem_open` and its kin.
///
/// ```
/// use std::time::Duration;
/// use tine::ipc::Semaphore;
/// let name = format!("/tine-doc-{}", std::process::id());
/// let semaphore = Semaphore::create(&name, 1, 0o600)?;
/// Semaphore::unlink(&name)?;
/// semaphore.wait()?;
/// assert!(!semaphore.wait_timeout(Duration::ZERO)?);
/// semaphore.post()?;
/// assert_eq!(semaphore.value()?, 1);
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct Semaphore(shared::Semaphore);

impl Semaphore {
    /// Makes the semaphore `name` (a slash and a name). `EEXIST` if there is one.
    ///
    /// Also fails with `EINVAL` for too large a value, and for another form of name. Follows XSH `sem_open`.
    ///
    /// ```
    /// use tine::ipc::Semaphore;
    /// let name = format!("/tine-doc-create-{}", std::process::id());
    /// let semaphore = Semaphore::create(&name, 1, 0o600)?;
    /// assert!(Semaphore::open(&name[1..]).is_err());
    /// Semaphore::unlink(&name)?;
    /// assert_eq!(semaphore.value()?, 1);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn create(name: &str, value: u32, mode: u32) -> io::Result<Self> {
        shared::Semaphore::open(name.as_bytes(), libc::O_CREAT | libc::O_EXCL, mode, value)
            .map(Self)
    }

    /// Opens an existing semaphore.
    ///
    /// Fails with `ENOENT` if there is none. Follows XSH `sem_open`.
    ///
    /// ```
    /// assert!(tine::ipc::Semaphore::open("/tine-doc-none").is_err());
    /// ```
    pub fn open(name: &str) -> io::Result<Self> {
        shared::Semaphore::open(name.as_bytes(), 0, 0, 0).map(Self)
    }

    /// Removes the name; the semaphore stays for those who have it open.
    ///
    /// Fails with `ENOENT` if there is none. Follows XSH `sem_unlink`.
    ///
    /// ```
    /// use tine::ipc::Semaphore;
    /// let name = format!("/tine-doc-unlink-{}", std::process::id());
    /// let semaphore = Semaphore::create(&name, 1, 0o600)?;
    /// Semaphore::unlink(&name)?;
    /// assert!(Semaphore::unlink(&name).is_err());
    /// semaphore.wait()?;
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn unlink(name: &str) -> io::Result<()> {
        shared::Semaphore::unlink(name.as_bytes())
    }

    /// Adds one, letting a waiter in.
    ///
    /// Fails with `EOVERFLOW` at the largest value. Follows XSH `sem_post`.
    ///
    /// ```
    /// use tine::ipc::Semaphore;
    /// let name = format!("/tine-doc-post-{}", std::process::id());
    /// let semaphore = Semaphore::create(&name, 1, 0o600)?;
    /// Semaphore::unlink(&name)?;
    /// semaphore.post()?;
    /// assert_eq!(semaphore.value()?, 2);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn post(&self) -> io::Result<()> {
        self.0.post()
    }

    /// Takes one away, waiting until there is one.
    ///
    /// Goes on after an interruption; cannot fail otherwise. Follows XSH `sem_wait`.
    ///
    /// ```
    /// use tine::ipc::Semaphore;
    /// let name = format!("/tine-doc-wait-{}", std::process::id());
    /// let semaphore = Semaphore::create(&name, 1, 0o600)?;
    /// Semaphore::unlink(&name)?;
    /// semaphore.wait()?;
    /// assert_eq!(semaphore.value()?, 0);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn wait(&self) -> io::Result<()> {
        self.0.wait(None).map(drop)
    }

    /// Like [`wait`](Self::wait), at most `timeout`; whether it got one.
    ///
    /// Cannot fail: more time than the clock has is for ever. Follows XSH `sem_timedwait`; the clock is the wall's.
    ///
    /// ```
    /// use tine::ipc::Semaphore;
    /// let name = format!("/tine-doc-timeout-{}", std::process::id());
    /// let semaphore = Semaphore::create(&name, 1, 0o600)?;
    /// Semaphore::unlink(&name)?;
    /// use std::time::Duration;
    /// assert!(semaphore.wait_timeout(Duration::ZERO)?);
    /// assert!(!semaphore.wait_timeout(Duration::from_millis(1))?);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn wait_timeout(&self, timeout: Duration) -> io::Result<bool> {
        self.0.wait(Some(timeout))
    }

    /// Its value at this moment.
    ///
    /// Cannot fail. Follows XSH `sem_getvalue`.
    ///
    /// ```
    /// use tine::ipc::Semaphore;
    /// let name = format!("/tine-doc-value-{}", std::process::id());
    /// let semaphore = Semaphore::create(&name, 1, 0o600)?;
    /// Semaphore::unlink(&name)?;
    /// assert_eq!(semaphore.value()?, 1);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn value(&self) -> io::Result<u32> {
        self.0.value()
    }
}
