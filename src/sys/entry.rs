#![allow(unsafe_code, reason = "the C entry point hands over raw pointers")]
//! The program's door: a C `main`, so that nothing touches the process before the shell looks at it.
//!
//! Rust's own start-up ignores SIGPIPE and opens `/dev/null` on closed descriptors 0 to 2. A shell must see, and
//! hand on, what it inherited.

use super::depth;
use std::ffi::{CStr, c_char, c_int};
use std::panic::{AssertUnwindSafe, catch_unwind};

#[doc(hidden)]
pub use nix::libc::{
    fd_set as FdSet, nfds_t as Count, pollfd as PollFd, termios as Modes, timeval as TimeVal,
};

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

/// Defines the allocator and the C `main` of a `#![no_main]` program; `main` calls `fn(Start) -> i32`
/// and exits with its answer. Defines `read`, `write`, `poll`, `select`, `tcsetattr` and `socketpair` too, for the
/// line editor's sake.
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

        $crate::entry!(@instead_of_c
            instead::read(fd: c_int, buffer: *mut c_void, size: usize) -> isize;
            showing::write(fd: c_int, buffer: *const c_void, size: usize) -> isize;
            instead::poll(set: *mut PollFd, count: Count, timeout: c_int) -> c_int;
            pair::socketpair(domain: c_int, kind: c_int, protocol: c_int, pair: *mut c_int) -> c_int;
            instead::tcsetattr(fd: c_int, when: c_int, modes: *const Modes) -> c_int;
            instead::select(
                count: c_int, read: *mut FdSet, write: *mut FdSet, except: *mut FdSet, timeout: *mut TimeVal
            ) -> c_int;
        );
    };
    (@instead_of_c $(
        $room:ident::$name:ident($($argument:ident: $type:ty),*) -> $answer:ty;
    )*) => {
        const _: () = {
            use ::std::ffi::{c_int, c_void};
            use $crate::sys::entry::{Count, FdSet, Modes, PollFd, TimeVal};
            $(
                #[doc(hidden)]
                #[allow(unsafe_code, reason = "the line editor leaves no other door")]
                #[unsafe(no_mangle)]
                pub unsafe extern "C" fn $name($($argument: $type),*) -> $answer {
                    // SAFETY: as promised by the caller.
                    unsafe { $crate::sys::$room::$name($($argument),*) }
                }
            )*
        };
    };
}

/// Collects what C handed over and runs the program.
///
/// # Safety
/// `argv` is the argument vector that the C start-up passed to `main`.
#[doc(hidden)]
pub unsafe fn enter(argv: *const *const c_char, main: fn(Start) -> i32) -> c_int {
    depth::begins();
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
