//! Memory and semaphores that processes share by name.

use crate::sys::shared::{self, Mapping, open_memory, unlink_memory};
use nix::libc;
use std::fs::File;
use std::io;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

/// Memory shared between processes (`shm_overview(7)`). Reached by copying and by atomics, as others may write at any
/// time; a [`Semaphore`] or an atomic keeps order.
///
/// ```
/// use std::sync::atomic::Ordering;
/// use tine::ipc::SharedMemory;
/// let name = format!("/tine-doc-{}", std::process::id());
/// let one = SharedMemory::create(&name, 4096, 0o600)?;
/// let other = SharedMemory::open(&name)?;
/// SharedMemory::unlink(&name)?;
/// one.write(8, b"hello")?;
/// let mut text = [0; 5];
/// other.read(8, &mut text)?;
/// assert_eq!(&text, b"hello");
/// one.counter(0).map(|counter| counter.fetch_add(1, Ordering::SeqCst));
/// assert_eq!(other.counter(0).map(|counter| counter.load(Ordering::SeqCst)), Some(1));
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct SharedMemory(Mapping);

impl SharedMemory {
    /// Makes the object `name` (a slash and a name) of `size` bytes, all zero. `EEXIST` if there is one.
    ///
    /// Also fails with `EINVAL` for a name without a slash in front, `ENOSPC` without room. Follows XSH `shm_open`.
    ///
    /// ```
    /// use tine::ipc::SharedMemory;
    /// let name = format!("/tine-doc-create-{}", std::process::id());
    /// let memory = SharedMemory::create(&name, 4096, 0o600)?;
    /// assert!(SharedMemory::create(&name, 4096, 0o600).is_err());
    /// SharedMemory::unlink(&name)?;
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn create(name: &str, size: usize, mode: u32) -> io::Result<Self> {
        let object = File::from(open_memory(
            name.as_bytes(),
            libc::O_CREAT | libc::O_EXCL | libc::O_RDWR,
            mode,
        )?);
        if let Err(error) = object.set_len(size as u64) {
            let _ = Self::unlink(name);
            return Err(error);
        }
        Ok(Self(Mapping::new(&object.into(), size)?))
    }

    /// Opens an existing object with the size that it has.
    ///
    /// Fails with `ENOENT` if there is none, `EACCES` without the right to read and write. Follows XSH `shm_open`.
    ///
    /// ```
    /// use tine::ipc::SharedMemory;
    /// let name = format!("/tine-doc-open-{}", std::process::id());
    /// let memory = SharedMemory::create(&name, 4096, 0o600)?;
    /// assert_eq!(SharedMemory::open(&name)?.size(), 4096);
    /// SharedMemory::unlink(&name)?;
    /// # drop(memory);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn open(name: &str) -> io::Result<Self> {
        let object = File::from(open_memory(name.as_bytes(), libc::O_RDWR, 0)?);
        let size = usize::try_from(object.metadata()?.len()).unwrap_or(usize::MAX);
        Ok(Self(Mapping::new(&object.into(), size)?))
    }

    /// Removes the name; the memory stays for those who have it.
    ///
    /// Fails with `ENOENT` if there is none. Follows XSH `shm_unlink`.
    ///
    /// ```
    /// use tine::ipc::SharedMemory;
    /// let name = format!("/tine-doc-unlink-{}", std::process::id());
    /// let memory = SharedMemory::create(&name, 4096, 0o600)?;
    /// SharedMemory::unlink(&name)?;
    /// assert!(SharedMemory::open(&name).is_err());
    /// memory.write(0, b"still here")?;
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn unlink(name: &str) -> io::Result<()> {
        unlink_memory(name.as_bytes())
    }

    /// Its size in bytes.
    ///
    /// See XSH `ftruncate`.
    ///
    /// ```
    /// use tine::ipc::SharedMemory;
    /// let name = format!("/tine-doc-size-{}", std::process::id());
    /// let memory = SharedMemory::create(&name, 4096, 0o600)?;
    /// SharedMemory::unlink(&name)?;
    /// assert_eq!(memory.size(), 4096);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn size(&self) -> usize {
        self.0.len()
    }

    /// Copies from `offset` into `buffer`. `EINVAL` if that is not all inside.
    ///
    /// See XSH `mmap`.
    ///
    /// ```
    /// use tine::ipc::SharedMemory;
    /// let name = format!("/tine-doc-read-{}", std::process::id());
    /// let memory = SharedMemory::create(&name, 4096, 0o600)?;
    /// SharedMemory::unlink(&name)?;
    /// let mut bytes = [1; 4];
    /// memory.read(4092, &mut bytes)?;
    /// assert_eq!(bytes, [0; 4]);
    /// assert!(memory.read(4093, &mut bytes).is_err());
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn read(&self, offset: usize, buffer: &mut [u8]) -> io::Result<()> {
        inside(self.0.read(offset, buffer))
    }

    /// Copies `bytes` to `offset`. `EINVAL` if that is not all inside.
    ///
    /// See XSH `mmap`.
    ///
    /// ```
    /// use tine::ipc::SharedMemory;
    /// let name = format!("/tine-doc-write-{}", std::process::id());
    /// let memory = SharedMemory::create(&name, 4096, 0o600)?;
    /// SharedMemory::unlink(&name)?;
    /// memory.write(10, b"x")?;
    /// assert!(memory.write(4096, b"x").is_err());
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn write(&self, offset: usize, bytes: &[u8]) -> io::Result<()> {
        inside(self.0.write(offset, bytes))
    }

    /// The eight bytes at `offset`, a multiple of 8, as an atomic number.
    ///
    /// `None` outside, or off the multiple. See XSH `mmap`.
    ///
    /// ```
    /// use tine::ipc::SharedMemory;
    /// let name = format!("/tine-doc-counter-{}", std::process::id());
    /// let memory = SharedMemory::create(&name, 4096, 0o600)?;
    /// SharedMemory::unlink(&name)?;
    /// assert!(memory.counter(8).is_some() && memory.counter(9).is_none() && memory.counter(4096).is_none());
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn counter(&self, offset: usize) -> Option<&AtomicU64> {
        self.0.atomic(offset)
    }
}

fn inside(done: bool) -> io::Result<()> {
    if done {
        Ok(())
    } else {
        Err(io::Error::from_raw_os_error(libc::EINVAL))
    }
}

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
    /// Also fails with `EINVAL` for too large a value. Follows XSH `sem_open`.
    ///
    /// ```
    /// use tine::ipc::Semaphore;
    /// let name = format!("/tine-doc-create-{}", std::process::id());
    /// let semaphore = Semaphore::create(&name, 1, 0o600)?;
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
    /// Cannot fail but for a time beyond the clock, `EINVAL`. Follows XSH `sem_timedwait`; the clock is the wall's.
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
