#![allow(unsafe_code, reason = "a function of C that the line editor calls")]
//! How what the line editor draws comes to the terminal: less of it, where part of it is there already.
//!
//! The line editor draws the prompt and the line anew at almost every key, and knows no other way. It writes by
//! the C library's `write`; a program that is made by [`entry!`](crate::entry) has the one of this file in its
//! place, which differs for the terminal alone.

use super::{fd, lock, terminal, typing};
use std::ffi::{c_int, c_void};
use std::io;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

/// Says what is enough to be written on the terminal; `None`: all of it. The last argument: whether nothing else has
/// been written, and no signal has come, since it was asked before.
pub type Shorten = fn(&str, bool) -> Option<String>;

static SHORTEN: Mutex<Option<Shorten>> = Mutex::new(None);

/// Whether what was drawn last is as it was.
static STANDS: AtomicBool = AtomicBool::new(false);

/// The rows and columns of the terminal for which the line editor draws.
static ROOM: Mutex<Option<(usize, usize)>> = Mutex::new(None);

/// What the line editor draws is given to this function first.
pub fn shorten_with(shorten: Option<Shorten>) {
    *lock(&SHORTEN) = shorten;
    *lock(&ROOM) = None;
}

/// The rows and columns of the terminal for which the line editor draws. Between the keys of a burst the window may
/// have got others of which it has not heard yet.
pub fn room() -> (usize, usize) {
    *lock(&ROOM).get_or_insert_with(|| terminal::room(typing::keys_from().unwrap_or(2)))
}

/// The line editor hears of something else than a key: it asks for the size of the window then.
pub(super) fn heard() {
    disturbed();
    *lock(&ROOM) = None;
    room();
}

/// What was drawn last may be something else by now.
pub(super) fn disturbed() {
    STANDS.store(false, Ordering::Relaxed);
}

/// The system call `write`, in the place of the C library's.
///
/// # Safety
/// As `write`: there are `size` bytes in the buffer.
#[doc(hidden)]
pub unsafe fn write(fd: c_int, buffer: *const c_void, size: usize) -> isize {
    if typing::keys_from() != Some(fd) {
        disturbed();
        // SAFETY: as promised by the caller.
        return unsafe { real(fd, buffer, size) };
    }
    let stands = STANDS.swap(true, Ordering::Relaxed);
    // SAFETY: as promised by the caller.
    let bytes = unsafe { std::slice::from_raw_parts(buffer.cast::<u8>(), size) };
    match shortened(bytes, stands) {
        Some(text) if show(fd, text.as_bytes()).is_ok() => size.cast_signed(),
        Some(_) => {
            disturbed();
            -1
        }
        // SAFETY: as promised by the caller.
        None => unsafe { real(fd, buffer, size) },
    }
}

fn shortened(bytes: &[u8], stands: bool) -> Option<String> {
    let shorten = (*lock(&SHORTEN))?;
    shorten(std::str::from_utf8(bytes).ok()?, stands)
}

/// Writes all of it, whatever signal comes: it is no longer what the line editor could write again.
fn show(fd: c_int, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        // SAFETY: the length of the slice.
        let written = unsafe { real(fd, bytes.as_ptr().cast(), bytes.len()) };
        match usize::try_from(written) {
            Ok(written) => bytes = bytes.get(written..).unwrap_or_default(),
            Err(_) => match io::Error::last_os_error() {
                error if error.kind() == io::ErrorKind::Interrupted => {}
                error if error.kind() == io::ErrorKind::WouldBlock => {
                    fd::poll_one(fd, libc::POLLOUT, -1)?;
                }
                error => return Err(error),
            },
        }
    }
    Ok(())
}

/// # Safety
/// As `write`.
unsafe fn real(fd: c_int, buffer: *const c_void, size: usize) -> isize {
    // SAFETY: as promised by the caller.
    let written = unsafe { libc::syscall(libc::SYS_write, fd, buffer, size) };
    isize::try_from(written).unwrap_or(-1)
}
