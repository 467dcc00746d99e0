//! The kernel boundary: every `unsafe` block of the crate, and nothing else.
//!
//! Law of the room: a function here is one system call, or the few that must stay together, made safe for any
//! caller: errors are [`std::io::Error`], names and text are bytes, descriptors that it makes are close-on-exec.
//! It knows nothing of the language, and nothing here imports another room. State is kept for the signal handler, and
//! behind the functions of C that the line editor calls ([`entry`]). Beside the kernel the room has memory that the
//! compiler cannot answer for: [`memory`], and [`bytes`] for the parser.

pub mod bytes;
pub mod child;
pub mod depth;
pub mod dir;
mod disposition;
pub mod entry;
pub mod fd;
pub mod find;
pub(crate) mod flight;
pub mod host;
pub mod instead;
mod interrupt;
mod keycode;
mod keystroke;
pub mod limit;
mod mask;
pub mod memory;
pub mod notice;
mod number;
pub mod pair;
mod pasting;
mod pending;
mod pipe;
pub mod plan;
mod poll;
mod pool;
mod private;
mod raw;
mod redrawing;
pub mod regex;
pub mod rights;
mod sequences;
pub mod shared;
pub mod showing;
pub mod signal;
pub mod spawn;
mod special;
mod stack;
pub mod standin;
mod stat;
pub mod strings;
pub mod terminal;
pub mod time;
pub mod timer;
mod transfer;
mod transform;
pub mod typing;
pub mod wait;

use std::ffi::CStr;
use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A system call's answer as a result: -1 is the error in `errno`.
pub(crate) fn check(answer: libc::c_int) -> io::Result<libc::c_int> {
    if answer < 0 {
        Err(io::Error::last_os_error())
    } else {
        Ok(answer)
    }
}

/// Like [`check`], for calls that answer with a size.
pub(crate) fn check_size(answer: isize) -> io::Result<usize> {
    usize::try_from(answer).map_err(|_| io::Error::last_os_error())
}

/// Locks what is whole at every moment, so that a panic elsewhere has spoilt nothing.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The value of `errno` that the last failed call left behind.
pub(crate) fn errno() -> i32 {
    io::Error::last_os_error().raw_os_error().unwrap_or(0)
}

/// What an operating system error means, in the words of strerror(3) and without the number that the standard library adds.
pub fn errno_text(error: &io::Error) -> String {
    let mut text = error.to_string();
    if let Some(number) = error.raw_os_error() {
        let words = text.strip_suffix(&*format!(" (os error {number})"));
        text.truncate(words.map_or(text.len(), str::len));
    }
    text
}

/// Runs `call` on `path` as a C string, without the heap for a path of ordinary length.
///
/// A path with a NUL byte inside fails with `EINVAL`.
pub(crate) fn with_path<T>(
    path: &[u8],
    call: impl FnOnce(&CStr) -> io::Result<T>,
) -> io::Result<T> {
    let mut short = [0_u8; 256];
    let long;
    let bytes = if let Some(room) = short.get_mut(..=path.len()) {
        room[..path.len()].copy_from_slice(path);
        &*room
    } else {
        long = [path, b"\0"].concat();
        &long
    };
    match CStr::from_bytes_with_nul(bytes) {
        Ok(path) => call(path),
        Err(_) => Err(io::Error::from_raw_os_error(libc::EINVAL)),
    }
}
