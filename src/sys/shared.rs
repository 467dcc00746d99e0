#![allow(unsafe_code, reason = "mappings and semaphores that are shared")]
//! Memory and semaphores that processes share.

use super::{check, errno, with_path};
use std::ffi::CStr;
use std::io;
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};
use std::sync::atomic::AtomicU64;
use std::time::Duration;

/// Does `call` with a name of the form `/somename` (`shm_overview(7)`, `sem_overview(7)`): what another one means is up
/// to each system, so it is `EINVAL` here, as it is for message queues.
fn with_name<T>(name: &[u8], call: impl FnOnce(&CStr) -> io::Result<T>) -> io::Result<T> {
    match name {
        [b'/', rest @ ..] if !rest.is_empty() && !rest.contains(&b'/') => with_path(name, call),
        _ => Err(io::Error::from_raw_os_error(libc::EINVAL)),
    }
}

/// Opens a shared memory object (`shm_open(3)`); `flags` are `O_` flags.
pub fn open_memory(name: &[u8], flags: i32, mode: u32) -> io::Result<OwnedFd> {
    with_name(name, |name| {
        // SAFETY: the name is a C string for the length of the call; the descriptor is fresh.
        unsafe {
            Ok(OwnedFd::from_raw_fd(check(libc::shm_open(
                name.as_ptr(),
                flags | libc::O_CLOEXEC,
                mode,
            ))?))
        }
    })
}

/// Removes the name of a shared memory object; the memory stays for those who have it.
pub fn unlink_memory(name: &[u8]) -> io::Result<()> {
    with_name(name, |name| {
        // SAFETY: the name is a C string for the length of the call.
        check(unsafe { libc::shm_unlink(name.as_ptr()) }).map(drop)
    })
}

/// A mapping of a file that other processes may change at any time; unmapped when dropped.
#[derive(Debug)]
pub struct Mapping {
    base: *mut u8,
    length: usize,
}

// SAFETY: the memory is reached by copying and by atomics only.
unsafe impl Send for Mapping {}
// SAFETY: as above.
unsafe impl Sync for Mapping {}

impl Mapping {
    /// Maps the first `length` bytes of an open file, shared and writable.
    pub fn new(file: &OwnedFd, length: usize) -> io::Result<Self> {
        let access = libc::PROT_READ | libc::PROT_WRITE;
        // SAFETY: a fresh mapping that replaces nothing.
        let base = unsafe {
            libc::mmap(
                std::ptr::null_mut(),
                length,
                access,
                libc::MAP_SHARED,
                file.as_raw_fd(),
                0,
            )
        };
        if base == libc::MAP_FAILED {
            Err(io::Error::last_os_error())
        } else {
            Ok(Self {
                base: base.cast(),
                length,
            })
        }
    }

    /// Its length in bytes.
    pub fn len(&self) -> usize {
        self.length
    }

    /// Whether it has no bytes.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Copies from `offset` into `buffer`; `false` if that is not all inside.
    pub fn read(&self, offset: usize, buffer: &mut [u8]) -> bool {
        let inside = self.holds(offset, buffer.len());
        if inside {
            // SAFETY: inside the mapping, which no reference covers.
            unsafe {
                std::ptr::copy_nonoverlapping(
                    self.base.add(offset),
                    buffer.as_mut_ptr(),
                    buffer.len(),
                );
            }
        }
        inside
    }

    /// Copies `bytes` to `offset`; `false` if there is no room for all.
    pub fn write(&self, offset: usize, bytes: &[u8]) -> bool {
        let inside = self.holds(offset, bytes.len());
        if inside {
            // SAFETY: inside the mapping, which no reference covers.
            unsafe {
                std::ptr::copy_nonoverlapping(bytes.as_ptr(), self.base.add(offset), bytes.len());
            }
        }
        inside
    }

    /// The eight bytes at `offset`, a multiple of 8, as an atomic that processes share.
    pub fn atomic(&self, offset: usize) -> Option<&AtomicU64> {
        if !offset.is_multiple_of(8) || !self.holds(offset, 8) {
            return None;
        }
        // SAFETY: inside the page-aligned mapping, aligned, and alive as long as `self`.
        Some(unsafe { AtomicU64::from_ptr(self.base.add(offset).cast()) })
    }

    fn holds(&self, offset: usize, length: usize) -> bool {
        offset
            .checked_add(length)
            .is_some_and(|end| end <= self.length)
    }
}

impl Drop for Mapping {
    fn drop(&mut self) {
        // SAFETY: the mapping made in `new`.
        unsafe { libc::munmap(self.base.cast(), self.length) };
    }
}

/// A named semaphore (`sem_overview(7)`); closed when dropped, its name stays until unlinked.
#[derive(Debug)]
pub struct Semaphore(*mut libc::sem_t);

// SAFETY: POSIX semaphores may be used from any thread.
unsafe impl Send for Semaphore {}
// SAFETY: as above.
unsafe impl Sync for Semaphore {}

impl Semaphore {
    /// Opens a semaphore; with `O_CREAT` in `flags` makes it with this mode and value.
    pub fn open(name: &[u8], flags: i32, mode: u32, value: u32) -> io::Result<Self> {
        with_name(name, |name| {
            // SAFETY: the name is a C string for the length of the call; mode and value go by the variadic rules.
            let semaphore = unsafe { libc::sem_open(name.as_ptr(), flags, mode, value) };
            if semaphore == libc::SEM_FAILED {
                Err(io::Error::last_os_error())
            } else {
                Ok(Self(semaphore))
            }
        })
    }

    /// Removes a semaphore's name.
    pub fn unlink(name: &[u8]) -> io::Result<()> {
        with_name(name, |name| {
            // SAFETY: the name is a C string for the length of the call.
            check(unsafe { libc::sem_unlink(name.as_ptr()) }).map(drop)
        })
    }

    /// Adds one.
    pub fn post(&self) -> io::Result<()> {
        // SAFETY: open until dropped.
        check(unsafe { libc::sem_post(self.0) }).map(drop)
    }

    /// Takes one away, waiting until there is one, at most `timeout`; whether it did. Goes on after `EINTR`.
    pub fn wait(&self, timeout: Option<Duration>) -> io::Result<bool> {
        let end = timeout.map(|timeout| {
            let now = std::time::SystemTime::now()
                .duration_since(std::time::UNIX_EPOCH)
                .unwrap_or_default();
            let end = now.saturating_add(timeout);
            libc::timespec {
                tv_sec: end.as_secs().try_into().unwrap_or(libc::time_t::MAX),
                tv_nsec: end.subsec_nanos().into(),
            }
        });
        loop {
            // SAFETY: open until dropped; the time is a local.
            let answer = unsafe {
                match (&end, timeout) {
                    (_, Some(Duration::ZERO)) => libc::sem_trywait(self.0),
                    (Some(end), _) => libc::sem_timedwait(self.0, std::ptr::from_ref(end)),
                    (None, _) => libc::sem_wait(self.0),
                }
            };
            match if answer == 0 { 0 } else { errno() } {
                0 => return Ok(true),
                libc::EINTR => {}
                libc::ETIMEDOUT | libc::EAGAIN => return Ok(false),
                other => return Err(io::Error::from_raw_os_error(other)),
            }
        }
    }

    /// Its value now.
    pub fn value(&self) -> io::Result<u32> {
        let mut value = 0;
        // SAFETY: open until dropped; the value is a local.
        check(unsafe { libc::sem_getvalue(self.0, &raw mut value) })?;
        Ok(value.max(0) as u32)
    }
}

impl Drop for Semaphore {
    fn drop(&mut self) {
        // SAFETY: opened in `open` and not used afterwards.
        unsafe { libc::sem_close(self.0) };
    }
}
