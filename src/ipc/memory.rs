//! Memory that processes share by name.

use super::through_interrupts;
use crate::sys::shared::{Mapping, open_memory, unlink_memory};
use nix::fcntl::posix_fallocate;
use nix::libc;
use std::fs::File;
use std::io;
use std::os::fd::OwnedFd;
use std::sync::atomic::AtomicU64;

/// Memory shared between processes (`shm_overview(7)`). Reached by copying and by atomics, as others may write at any
/// time; a [`Semaphore`](super::Semaphore) or an atomic keeps order.
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
    /// Also fails with `EINVAL` for another form of name and for no bytes at all, `EFBIG` for more than a file
    /// can have, `ENOSPC` without room; what it has made is gone then. Follows XSH `shm_open`.
    ///
    /// ```
    /// use tine::ipc::SharedMemory;
    /// let name = format!("/tine-doc-create-{}", std::process::id());
    /// let memory = SharedMemory::create(&name, 4096, 0o600)?;
    /// assert!(SharedMemory::create(&name, 4096, 0o600).is_err());
    /// assert!(SharedMemory::open(&name[1..]).is_err());
    /// SharedMemory::unlink(&name)?;
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn create(name: &str, size: usize, mode: u32) -> io::Result<Self> {
        let object = open_memory(
            name.as_bytes(),
            libc::O_CREAT | libc::O_EXCL | libc::O_RDWR,
            mode,
        )?;
        let mapped = allocate(&object, size).and_then(|()| Mapping::new(&object, size));
        if mapped.is_err() {
            let _ = Self::unlink(name);
        }
        Ok(Self(mapped?))
    }

    /// Opens an existing object with the size that it has.
    ///
    /// Fails with `ENOENT` if there is none, `EACCES` without the right to read and write, `EINVAL` while its maker has
    /// not given it a size yet. Follows XSH `shm_open`.
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

/// Gives a new object its size, and room for all of it: where that is found page by page, a write for which there is
/// none ends the process by BUS.
fn allocate(object: &OwnedFd, size: usize) -> io::Result<()> {
    let size = i64::try_from(size).map_err(|_| io::Error::from_raw_os_error(libc::EFBIG))?;
    Ok(through_interrupts(|| posix_fallocate(object, 0, size))?)
}
