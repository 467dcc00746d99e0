#![allow(unsafe_code, reason = "the C entry point hands over raw pointers")]
//! The program's door: a C `main`, so that nothing touches the process before the shell looks at it.
//!
//! Rust's own start-up ignores SIGPIPE and opens `/dev/null` on closed descriptors 0 to 2. A shell must see, and
//! hand on, what it inherited.

use nix::libc;
use std::ffi::{CStr, c_char, c_int, c_void};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};

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

/// From now on only one byte at a time is read from this descriptor, if the program was made by
/// [`entry!`](crate::entry): the line editor asks for a thousand, and what was typed behind Enter, which
/// is for the next command to read, would stay with it.
pub fn read_keys_singly(fd: Option<c_int>) {
    KEYS.store(fd.unwrap_or(-1), Ordering::Relaxed);
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
    // SAFETY: as promised by the caller.
    let got = unsafe { libc::syscall(libc::SYS_read, fd, buffer, size) };
    isize::try_from(got).unwrap_or(-1)
}

/// Defines the allocator and the C `main` of a `#![no_main]` program; `main` calls `fn(Start) -> i32`
/// and exits with its answer. Defines `read` too, for the line editor's sake.
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
