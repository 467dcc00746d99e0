#![allow(unsafe_code, reason = "the C entry point hands over raw pointers")]
//! The program's door: a C `main`, so that nothing touches the process before the shell looks at it.
//!
//! Rust's own start-up ignores SIGPIPE and opens `/dev/null` on closed descriptors 0 to 2. A shell must see, and
//! hand on, what it inherited.

use super::keycode;
use nix::libc;
use std::ffi::{CStr, c_char, c_int, c_void};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

#[doc(hidden)]
pub use nix::libc::{fd_set as FdSet, nfds_t as Count, pollfd as PollFd, timeval as TimeVal};

unsafe extern "C" {
    static environ: *const *const c_char;
}

/// What the process was started with, as raw bytes that live as long as the process.
#[derive(Debug, Clone, Default)]
pub struct Start {
    /// The arguments, the program's own name first; empty if the starter gave none.
    pub args: Vec<&'static [u8]>,
    /// Every entry of the environment as it stood, also those that are no `NAME=value`.
    pub environ: Vec<&'static [u8]>,
}

/// The descriptor from which the line editor reads keys; -1 if none does.
static KEYS: AtomicI32 = AtomicI32::new(-1);

/// Whether a key has been read singly: the program has the `read` of [`entry!`](crate::entry).
static SINGLY: AtomicBool = AtomicBool::new(false);

/// What has been read and is no part of a key that has been understood, and what is read before the
/// terminal's own bytes, the last one first.
struct Pending {
    read: Vec<u8>,
    again: Vec<u8>,
    /// Keys that are being recorded, and how many bytes the last one had.
    record: Option<(Vec<u8>, usize)>,
    /// How many have been handed in since the terminal's last byte.
    given: usize,
}

static PENDING: Mutex<Pending> = Mutex::new(Pending {
    read: Vec::new(),
    again: Vec::new(),
    record: None,
    given: 0,
});

fn pending_keys() -> MutexGuard<'static, Pending> {
    PENDING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// From now on only one byte at a time is read from this descriptor, if the program was made by
/// [`entry!`](crate::entry): the line editor asks for a thousand, and what was typed behind Enter, which
/// is for the next command to read, would stay with it.
pub fn read_keys_singly(fd: Option<c_int>) {
    KEYS.store(fd.unwrap_or(-1), Ordering::Relaxed);
}

/// A key has been understood: its bytes need not be read again.
pub fn key_taken() {
    let mut pending = pending_keys();
    let pending = &mut *pending;
    if let Some((record, last)) = pending.record.as_mut().filter(|_| !pending.read.is_empty()) {
        *last = pending.read.len();
        record.extend_from_slice(&pending.read);
    }
    pending.read.clear();
}

/// From now on the bytes of keys are recorded.
pub fn record_keys() {
    pending_keys().record = Some((Vec::new(), 0));
}

/// The keys that have been recorded, without the one that was understood last; they are no more.
#[must_use]
pub fn recorded_keys() -> Option<Vec<u8>> {
    let (mut keys, last) = pending_keys().record.take()?;
    keys.truncate(keys.len() - last);
    Some(keys)
}

/// The bytes of a key that has not been understood yet, because reading it was interrupted, and those that
/// were to be read behind it.
#[must_use]
pub fn unfinished_key() -> Vec<u8> {
    let mut pending = pending_keys();
    let mut bytes = std::mem::take(&mut pending.read);
    bytes.extend(std::mem::take(&mut pending.again).into_iter().rev());
    bytes
}

/// More than so many bytes in a row without one from the terminal are no longer what somebody wants.
const MOST: usize = 100_000;

/// Has these bytes read before what comes from the terminal, if keys are read singly at all.
pub fn read_before(bytes: &[u8]) {
    let mut pending = pending_keys();
    pending.given += bytes.len();
    if keys_come_singly() && pending.given <= MOST {
        pending.again.extend(bytes.iter().rev());
    }
}

/// Whether such bytes are still to be read.
#[must_use]
pub fn reads_again() -> bool {
    !pending_keys().again.is_empty()
}

/// Whether nothing that was typed behind the last key is with the line editor.
#[must_use]
pub fn keys_come_singly() -> bool {
    SINGLY.load(Ordering::Relaxed)
}

/// The system call `read`, in the place of the C library's.
///
/// # Safety
/// As `read`: `buffer` has room for `size` bytes.
#[doc(hidden)]
pub unsafe fn read(fd: c_int, buffer: *mut c_void, size: usize) -> isize {
    let keys = fd == KEYS.load(Ordering::Relaxed);
    let size = if keys { size.min(1) } else { size };
    if keys {
        SINGLY.store(true, Ordering::Relaxed);
    }
    if keys && size == 1 {
        let mut pending = pending_keys();
        if let Some(byte) = pending.again.pop() {
            pending.read.push(byte);
            // SAFETY: there is room for one.
            unsafe { *buffer.cast::<u8>() = byte };
            return 1;
        }
    }
    // SAFETY: as promised by the caller.
    let got = unsafe { libc::syscall(libc::SYS_read, fd, buffer, size) };
    if keys && got == 1 {
        pending_keys().given = 0;
        // SAFETY: it has just been read into.
        let byte = unsafe { &mut *buffer.cast::<u8>() };
        if *byte == 0x1b
            && let Some(key) = sequence(fd)
        {
            *byte = key.first().copied().unwrap_or(*byte);
            let mut pending = pending_keys();
            pending.again = key.into_iter().skip(1).rev().collect();
        }
        pending_keys().read.push(*byte);
    }
    isize::try_from(got).unwrap_or(-1)
}

/// What follows an escape character at once: the bytes of the key that they stand for with it, or they
/// themselves. `None` if nothing does.
fn sequence(fd: c_int) -> Option<Vec<u8>> {
    let mut bytes = vec![0x1b];
    loop {
        let mut ready = libc::pollfd {
            fd,
            events: libc::POLLIN,
            revents: 0,
        };
        let mut byte = 0_u8;
        // SAFETY: one structure, which is there; a byte to read into. Neither waits.
        let got = unsafe {
            if libc::poll(&raw mut ready, 1, 0) != 1 {
                break;
            }
            libc::syscall(libc::SYS_read, fd, &raw mut byte, 1_usize)
        };
        if got != 1 {
            break;
        }
        bytes.push(byte);
        let ended = match bytes.len() {
            2 => byte != b'[',
            length => (0x40..=0x7e).contains(&byte) || length >= keycode::LONGEST,
        };
        if ended {
            break;
        }
    }
    if bytes.len() == 1 {
        return None;
    }
    match keycode::translated(&bytes) {
        // What the line editor reads over: it waits for a key, and has to get one.
        Some(key) if key.is_empty() => Some(b"\x1b[0".to_vec()),
        Some(key) => Some(key),
        None => Some(bytes),
    }
}

/// The system call `select`, in the place of the C library's: bytes that are read again are there.
///
/// # Safety
/// As `select`.
#[doc(hidden)]
pub unsafe fn select(
    count: c_int,
    read: *mut libc::fd_set,
    write: *mut libc::fd_set,
    except: *mut libc::fd_set,
    timeout: *mut libc::timeval,
) -> c_int {
    let keys = KEYS.load(Ordering::Relaxed);
    // SAFETY: the sets are NULL or sets, as promised by the caller; `keys` is a descriptor.
    unsafe {
        if keys >= 0 && !read.is_null() && libc::FD_ISSET(keys, read) && reads_again() {
            for set in [read, write, except] {
                if !set.is_null() {
                    libc::FD_ZERO(set);
                }
            }
            libc::FD_SET(keys, read);
            return 1;
        }
    }
    // SAFETY: as promised by the caller.
    let limit = unsafe { timeout.as_ref() }.map(|time| libc::timespec {
        tv_sec: time.tv_sec,
        tv_nsec: time.tv_usec * 1000,
    });
    let limit: *const libc::timespec = limit.as_ref().map_or(std::ptr::null(), |limit| limit);
    let mask: *const libc::sigset_t = std::ptr::null();
    // SAFETY: as promised by the caller; the kernel writes the rest of the time into our copy.
    let ready =
        unsafe { libc::syscall(libc::SYS_pselect6, count, read, write, except, limit, mask) };
    c_int::try_from(ready).unwrap_or(-1)
}

/// The system call `poll`, in the place of the C library's: bytes that are read again are there.
///
/// # Safety
/// As `poll`.
#[doc(hidden)]
pub unsafe fn poll(set: *mut libc::pollfd, count: libc::nfds_t, timeout: c_int) -> c_int {
    let keys = KEYS.load(Ordering::Relaxed);
    if keys >= 0 && count == 1 && !set.is_null() {
        // SAFETY: there is one, as promised by the caller.
        let one = unsafe { &mut *set };
        if one.fd == keys && reads_again() {
            one.revents = one.events & libc::POLLIN;
            return 1;
        }
    }
    let limit = (timeout >= 0).then(|| libc::timespec {
        tv_sec: libc::time_t::from(timeout / 1000),
        tv_nsec: libc::c_long::from(timeout % 1000) * 1_000_000,
    });
    let limit: *const libc::timespec = limit.as_ref().map_or(std::ptr::null(), |limit| limit);
    let mask: *const libc::sigset_t = std::ptr::null();
    // SAFETY: as promised by the caller; the kernel writes the rest of the time into our copy.
    let ready = unsafe { libc::syscall(libc::SYS_ppoll, set, count, limit, mask, 0_usize) };
    c_int::try_from(ready).unwrap_or(-1)
}

/// Defines the allocator and the C `main` of a `#![no_main]` program; `main` calls `fn(Start) -> i32`
/// and exits with its answer. Defines `read`, `poll` and `select` too, for the line editor's sake.
#[macro_export]
macro_rules! entry {
    ($main:path) => {
        #[global_allocator]
        static ALLOCATOR: $crate::sys::memory::Allocator = $crate::sys::memory::Allocator;

        #[doc(hidden)]
        #[allow(unsafe_code, reason = "the C entry point")]
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn main(
            _: ::std::ffi::c_int,
            argv: *const *const ::std::ffi::c_char,
        ) -> ::std::ffi::c_int {
            // SAFETY: called by the C start-up with the argument vector of the process.
            unsafe { $crate::sys::entry::enter(argv, $main) }
        }

        #[doc(hidden)]
        #[allow(unsafe_code, reason = "the line editor leaves no other door")]
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn read(
            fd: ::std::ffi::c_int,
            buffer: *mut ::std::ffi::c_void,
            size: usize,
        ) -> isize {
            // SAFETY: as promised by the caller.
            unsafe { $crate::sys::entry::read(fd, buffer, size) }
        }

        #[doc(hidden)]
        #[allow(unsafe_code, reason = "the line editor leaves no other door")]
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn poll(
            set: *mut $crate::sys::entry::PollFd,
            count: $crate::sys::entry::Count,
            timeout: ::std::ffi::c_int,
        ) -> ::std::ffi::c_int {
            // SAFETY: as promised by the caller.
            unsafe { $crate::sys::entry::poll(set, count, timeout) }
        }

        #[doc(hidden)]
        #[allow(unsafe_code, reason = "the line editor leaves no other door")]
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn select(
            count: ::std::ffi::c_int,
            read: *mut $crate::sys::entry::FdSet,
            write: *mut $crate::sys::entry::FdSet,
            except: *mut $crate::sys::entry::FdSet,
            timeout: *mut $crate::sys::entry::TimeVal,
        ) -> ::std::ffi::c_int {
            // SAFETY: as promised by the caller.
            unsafe { $crate::sys::entry::select(count, read, write, except, timeout) }
        }
    };
}

/// Collects what C handed over and runs the program.
///
/// # Safety
/// `argv` is the argument vector that the C start-up passed to `main`.
#[doc(hidden)]
pub unsafe fn enter(argv: *const *const c_char, main: fn(Start) -> i32) -> c_int {
    // SAFETY: both vectors are NULL-terminated, made by the kernel, and stay in place until the process ends.
    let start = unsafe {
        Start {
            args: collect(argv),
            environ: collect(environ),
        }
    };
    // A panic has printed its message by then; unwinding must not cross into C.
    catch_unwind(AssertUnwindSafe(|| main(start))).unwrap_or(2)
}

/// # Safety
/// `vector` is NULL or a NULL-terminated vector of C strings that never change or move.
unsafe fn collect(vector: *const *const c_char) -> Vec<&'static [u8]> {
    let mut strings = Vec::new();
    if vector.is_null() {
        return strings;
    }
    let mut next = vector;
    loop {
        // SAFETY: `next` has not passed the NULL that ends the vector.
        let string = unsafe { *next };
        if string.is_null() {
            return strings;
        }
        // SAFETY: as promised by the caller.
        strings.push(unsafe { CStr::from_ptr(string) }.to_bytes());
        next = next.wrapping_add(1);
    }
}
