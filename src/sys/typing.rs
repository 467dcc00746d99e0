#![allow(unsafe_code, reason = "functions of C that the line editor calls")]
//! How keys are read: one byte at a time, some of them again, and none while a signal waits.
//!
//! The line editor reads by the C library's `read`, `select` and `poll`, and sets the terminal's modes by its
//! `tcsetattr`. A program that is made by [`entry!`](crate::entry) has the ones of this file in their place, which
//! differ for the terminal alone.

pub use super::pasting::{line as pasted_line, stand_in, stood_for};
use super::pending::pending_keys;
pub use super::redrawing::{DRAW_ANEW, draw_anew_if};
pub use super::sequences::{
    Count, KEY_TIMEOUT, MINUS, SIGNED, bound_key, count_shown, count_typed, patience, read_as_keys,
    wait_for_keys,
};
pub use super::special::{enter_is_newline, special_characters_are_keys};
use super::{fd, keycode, pasting, redrawing, sequences, showing, special};
use nix::errno::Errno;
use nix::libc;
use std::ffi::{c_int, c_void};
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};

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

/// The descriptor from which the line editor reads keys, and on which it draws.
pub(super) fn keys_from() -> Option<c_int> {
    Some(KEYS.load(Ordering::Relaxed)).filter(|&keys| keys >= 0)
}

/// A key has been understood: its bytes need not be read again.
pub fn key_taken() {
    let mut pending = pending_keys();
    let pending = &mut *pending;
    pending.quoting = false;
    pending.pasting = false;
    if pending.read.is_empty() {
        return;
    }
    if let Some(record) = &mut pending.record {
        record.extend_from_slice(&pending.read);
    }
    std::mem::swap(&mut pending.read, &mut pending.taken);
    pending.read.clear();
}

/// Has the last key that has been understood read once more, behind these bytes.
pub fn read_taken_behind(bytes: &[u8]) {
    let taken = pending_keys().taken.clone();
    read_before(&[bytes, &taken].concat());
}

/// Has the last key that has been understood read once more together with the escape character before it, as one key.
pub fn read_taken_with_escape() {
    let mut pending = pending_keys();
    let again = pending.taken.len() + 1;
    if let Some(record) = &mut pending.record {
        record.truncate(record.len().saturating_sub(again));
    }
    drop(pending);
    read_taken_behind(b"\x1b");
}

/// Until the next key has been understood, text is read that is pasted: control characters are read as what
/// stands for them, and, if `quoting`, single quotes so that they stand for themselves between single quotes.
pub fn paste(quoting: bool) {
    let mut pending = pending_keys();
    pending.quoting = quoting;
    pending.pasting = true;
}

/// The next byte is no key but itself, and a control character is read as what stands for it in a line.
pub fn next_is_literal() {
    pending_keys().literal = keys_come_singly();
}

/// Whether an escape character is a key that others may follow at once, as in vi.
pub fn escape_is_key(is_key: bool) {
    pending_keys().escape_is_key = is_key;
}

/// From now on the bytes of keys are recorded.
pub fn record_keys() {
    pending_keys().record = Some(Vec::new());
}

/// The keys that have been recorded, without the one that was understood last; they are no more.
#[must_use]
pub fn recorded_keys() -> Option<Vec<u8>> {
    let mut pending = pending_keys();
    let mut keys = pending.record.take()?;
    keys.truncate(keys.len().saturating_sub(pending.taken.len()));
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

/// Whether the last byte that was read was one of them, and none has come from the terminal since.
#[must_use]
pub fn reads_given() -> bool {
    pending_keys().given > 0
}

/// Whether such bytes are still to be read.
#[must_use]
pub fn reads_again() -> bool {
    let pending = pending_keys();
    !pending.again.is_empty() || !pending.come.is_empty()
}

/// Whether something has been typed that is still to be read: nobody has seen yet what the last key did.
#[must_use]
pub fn is_ahead() -> bool {
    let keys = KEYS.load(Ordering::Relaxed);
    reads_again()
        || fd::poll_one(keys, libc::POLLIN, 0).is_ok_and(|events| events & libc::POLLIN != 0)
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
    if fd != KEYS.load(Ordering::Relaxed) || size == 0 {
        // SAFETY: as promised by the caller.
        let got = unsafe { libc::syscall(libc::SYS_read, fd, buffer, size) };
        return isize::try_from(got).unwrap_or(-1);
    }
    SINGLY.store(true, Ordering::Relaxed);
    let mut byte = 0_u8;
    loop {
        if let Some(next) = next_read(fd) {
            // SAFETY: there is room for one.
            unsafe { *buffer.cast::<u8>() = next };
            return 1;
        }
        let got = if wait_for_byte(fd) {
            // SAFETY: a byte to read into.
            unsafe { libc::syscall(libc::SYS_read, fd, &raw mut byte, 1_usize) }
        } else {
            -1
        };
        if got == 1 {
            pending_keys().arrive(byte);
        } else if got == 0 || Errno::last() != Errno::EINTR || !pending_keys().pasting {
            // In a window of another size a paste goes on: it comes as a whole, or its rest would be typed.
            return isize::try_from(got).unwrap_or(-1);
        }
    }
}

/// The next byte for the line editor, of those that are there.
fn next_read(fd: c_int) -> Option<u8> {
    let mut pending = pending_keys();
    if let Some(byte) = pending.again.pop() {
        pending.ready = false;
        let byte = pending.itself(byte).unwrap_or(byte);
        pending.read.push(byte);
        return Some(byte);
    }
    let byte = pending.come.pop_front()?;
    drop(pending);
    let byte = understood(fd, byte);
    let mut pending = pending_keys();
    if byte == b'\'' && pending.quoting {
        pending.again.extend(b"''\\");
    }
    pending.read.push(byte);
    Some(byte)
}

/// Whether the terminal is to be read from now; if not, a signal has come.
fn wait_for_byte(fd: c_int) -> bool {
    let mut pending = pending_keys();
    let ready = std::mem::take(&mut pending.ready);
    let waits_on = pending.waits_on;
    drop(pending);
    match waits_on {
        Some((count, set)) if !ready => comes(fd, count, set),
        _ => true,
    }
}

/// What a byte that has come from the terminal is read as. What belongs to it is read next.
fn understood(fd: c_int, byte: u8) -> u8 {
    let byte = pending_keys().key(byte);
    let itself = pending_keys().itself(byte);
    if let Some(itself) = itself {
        return itself;
    }
    let (pasting, quoting, is_key) = {
        let pending = pending_keys();
        (pending.pasting, pending.quoting, pending.escape_is_key)
    };
    let bytes = if pasting && byte.is_ascii_control() {
        // The end may come in two parts, but it comes at once.
        pasting::text(byte, quoting, || byte_within(fd, 100))
    } else if byte == 0x1b {
        let key = sequence(fd, if is_key { patience(KEY_TIMEOUT) } else { 0 });
        let key = sequences::counted(&key).unwrap_or(key);
        let begins = matches!(*key, [0x1b, b'[' | b'O', ..]);
        pending_keys().alone = is_key && key.first() == Some(&0x1b) && !begins;
        key
    } else if let Some(mut keys) = sequences::read(byte, |time| byte_within(fd, time)) {
        if keys.last() == Some(&0x1b) {
            keys.pop();
            keys.extend(sequence(fd, patience(KEY_TIMEOUT)));
        }
        keys
    } else {
        return byte;
    };
    let first = bytes.first().copied().unwrap_or(byte);
    pending_keys().again.extend(bytes.into_iter().skip(1).rev());
    first
}

/// The system call behind `tcsetattr`, in the place of the C library's. While a line is edited the terminal keeps
/// making newlines of carriage returns: what is typed behind Enter is read by the program that then runs, and comes
/// to it in lines.
///
/// # Safety
/// As `tcsetattr`: `modes` points to the new ones.
#[doc(hidden)]
pub unsafe fn tcsetattr(fd: c_int, when: c_int, modes: *const libc::termios) -> c_int {
    // SAFETY: as promised by the caller.
    let mut modes = unsafe { *modes };
    let edits = fd == KEYS.load(Ordering::Relaxed) && modes.c_lflag & libc::ICANON == 0;
    if edits {
        special::learn(&modes);
        if special::is_enter_newline() {
            modes.c_iflag |= libc::ICRNL;
        }
    }
    let request = match when {
        libc::TCSADRAIN => libc::TCSETSW,
        libc::TCSAFLUSH => libc::TCSETSF,
        _ => libc::TCSETS,
    };
    // SAFETY: what the kernel knows of the modes is how the C library's begin.
    unsafe { libc::ioctl(fd, request, &raw const modes) }
}

/// Waits for a byte without having been asked to, as the line editor does not in a search: false, with the
/// error EINTR, if a signal came, be it before this.
fn comes(keys: c_int, count: c_int, mut set: libc::fd_set) -> bool {
    let none = std::ptr::null_mut::<libc::fd_set>();
    let (limit, mask) = (
        pointer::<libc::timespec>(None),
        pointer::<libc::sigset_t>(None),
    );
    // SAFETY: one set, which is a copy of what the line editor made; no time and no mask.
    let come = unsafe {
        let ready = libc::syscall(
            libc::SYS_pselect6,
            count,
            &raw mut set,
            none,
            none,
            limit,
            mask,
        );
        if ready < 0 {
            showing::disturbed();
            return *libc::__errno_location() != libc::EINTR;
        }
        libc::FD_ISSET(keys, &raw const set)
    };
    if !come {
        showing::disturbed();
        // Once is enough: if the line editor hears of nothing there, it comes back to read.
        pending_keys().waits_on = None;
        // SAFETY: the error number of this thread.
        unsafe { *libc::__errno_location() = libc::EINTR };
    }
    come
}

/// A byte of what is typed that comes within so many milliseconds.
pub(super) fn next_byte(time: c_int) -> Option<u8> {
    let again = pending_keys().again.pop();
    again.or_else(|| byte_within(KEYS.load(Ordering::Relaxed), time))
}

/// A byte that comes within so many milliseconds.
fn byte_within(fd: c_int, time: c_int) -> Option<u8> {
    if let Some(byte) = pending_keys().come.pop_front() {
        return Some(special::enter(byte));
    }
    let mut ready = libc::pollfd {
        fd,
        events: libc::POLLIN,
        revents: 0,
    };
    let mut byte = 0_u8;
    // SAFETY: one structure, which is there; a byte to read into.
    let got = unsafe {
        if libc::poll(&raw mut ready, 1, time) != 1 {
            return None;
        }
        libc::syscall(libc::SYS_read, fd, &raw mut byte, 1_usize)
    };
    (got == 1).then(|| special::enter(byte))
}

/// What the line editor reads over: it waits for a key, and has to get one.
const READ_OVER: &[u8] = b"\x1b[0";

/// Whether a terminal tells something that begins with these bytes; all of it has been read then. It comes at once: a
/// string (`ESC ] 11 ; rgb:... BEL`), or where a mouse is (`ESC [ M` and three bytes).
fn answered(fd: c_int, begin: &[u8]) -> bool {
    const LONGEST: usize = 4096;
    let mut read = Vec::new();
    let mut next = |time| {
        let byte = byte_within(fd, time)?;
        read.push(byte);
        Some(byte)
    };
    let answered = match *begin {
        [_, b'[', b'M'] => (0..3).all(|_| next(0).is_some()),
        [_, kind @ (b']' | b'P' | b'_')] => {
            next(0).is_some_and(|first| keycode::begins_answer(kind, first)) && {
                let mut last = 0;
                (0..LONGEST).map_while(|_| next(100)).any(|byte| {
                    byte == 7 || std::mem::replace(&mut last, byte) == 0x1b && byte == b'\\'
                })
            }
        }
        _ => return false,
    };
    if !answered {
        let mut pending = pending_keys();
        read.into_iter()
            .rev()
            .for_each(|byte| pending.come.push_front(byte));
    }
    answered
}

/// An escape character and what follows it within so many milliseconds, at once from then on: the bytes of the
/// key that they stand for, or they themselves.
fn sequence(fd: c_int, time: c_int) -> Vec<u8> {
    let mut bytes = vec![0x1b];
    let mut time = time;
    while let Some(byte) = byte_within(fd, time) {
        time = 0;
        if special::interrupts(byte) {
            return vec![byte];
        }
        bytes.push(byte);
        if answered(fd, &bytes) {
            return READ_OVER.to_vec();
        }
        let ended = match bytes.len() {
            2 => byte != b'[',
            length => (0x40..=0x7e).contains(&byte) || length >= keycode::LONGEST,
        };
        if ended {
            break;
        }
    }
    match keycode::translated(&bytes) {
        Some(key) if key.is_empty() => READ_OVER.to_vec(),
        Some(key) => key,
        None => bytes,
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
    // SAFETY: the set is NULL or a set, as promised by the caller; `keys` is a descriptor.
    let for_keys = unsafe { keys >= 0 && !read.is_null() && libc::FD_ISSET(keys, read) };
    if for_keys {
        // SAFETY: it is a set.
        pending_keys().waits_on = Some((count, unsafe { *read }));
    }
    if for_keys && reads_again() {
        // SAFETY: the sets are NULL or sets.
        unsafe {
            for set in [read, write, except] {
                if !set.is_null() {
                    libc::FD_ZERO(set);
                }
            }
            libc::FD_SET(keys, read);
        }
        return 1;
    }
    // SAFETY: as promised by the caller.
    let limit = unsafe { timeout.as_ref() }.map(|time| libc::timespec {
        tv_sec: time.tv_sec,
        tv_nsec: time.tv_usec * 1000,
    });
    let (limit, mask) = (pointer(limit.as_ref()), pointer::<libc::sigset_t>(None));
    // SAFETY: as promised by the caller; the kernel writes the rest of the time into our copy.
    let ready =
        unsafe { libc::syscall(libc::SYS_pselect6, count, read, write, except, limit, mask) };
    // SAFETY: it is a set, into which the kernel has written what is ready.
    if for_keys && ready > 0 && unsafe { libc::FD_ISSET(keys, read) } {
        pending_keys().ready = true;
    } else if for_keys {
        showing::disturbed();
        if redrawing::is_due() && pending_keys().read.is_empty() {
            let mut key = [0; 4];
            let key = DRAW_ANEW.encode_utf8(&mut key).bytes();
            pending_keys().again.extend(key.rev());
        }
    }
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
        if one.fd == keys && std::mem::take(&mut pending_keys().alone) {
            one.revents = 0;
            return 0;
        }
        if one.fd == keys && reads_again() {
            one.revents = one.events & libc::POLLIN;
            return 1;
        }
    }
    let limit = (timeout >= 0).then(|| libc::timespec {
        tv_sec: libc::time_t::from(timeout / 1000),
        tv_nsec: libc::c_long::from(timeout % 1000) * 1_000_000,
    });
    let (limit, mask) = (pointer(limit.as_ref()), pointer::<libc::sigset_t>(None));
    // SAFETY: as promised by the caller; the kernel writes the rest of the time into our copy.
    let ready = unsafe { libc::syscall(libc::SYS_ppoll, set, count, limit, mask, 0_usize) };
    c_int::try_from(ready).unwrap_or(-1)
}

/// What C is given for something that may be missing.
fn pointer<T>(value: Option<&T>) -> *const T {
    value.map_or(std::ptr::null(), std::ptr::from_ref)
}
