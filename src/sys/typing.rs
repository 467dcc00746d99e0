//! How keys are read: one byte at a time, some of them again, and none while a signal waits.
//!
//! The line editor reads by functions of the C library. A program that is made by [`entry!`](crate::entry) has those of
//! [`instead`](super::instead) in their place; here is what the code around the line editor tells them, and asks.

use super::fd;
pub use super::pasting::{line as pasted_line, stand_in, stood_for};
use super::pending::pending_keys;
pub use super::redrawing::{DRAW_ANEW, draw_anew_if};
pub use super::sequences::{
    Count, KEY_TIMEOUT, MINUS, SIGNED, bound_key, count_shown, count_typed, read_as_keys,
    wait_for_keys,
};
pub use super::special::{EnterApart, enter_is_newline, special_characters_are_keys};
use nix::libc;
use std::ffi::c_int;
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};

/// The descriptor from which the line editor reads keys; -1 if none does.
static KEYS: AtomicI32 = AtomicI32::new(-1);

/// Whether a key has been read singly: the program has the `read` of [`entry!`](crate::entry).
pub(super) static SINGLY: AtomicBool = AtomicBool::new(false);

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

/// The line is drawn: the last key has been understood, unless that is because the window has another size.
pub fn line_drawn() {
    if !pending_keys().disturbed {
        key_taken();
    }
}

/// Another key belongs to the one that has just been understood.
pub fn key_goes_on() {
    let mut pending = pending_keys();
    let pending = &mut *pending;
    if let Some(record) = &mut pending.record {
        record.truncate(record.len().saturating_sub(pending.taken.len()));
    }
    pending.read = std::mem::take(&mut pending.taken);
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
    reads_again() || comes()
}

/// Whether the terminal has something to be read.
pub(super) fn comes() -> bool {
    let ready = |keys| fd::poll_one(keys, libc::POLLIN, 0);
    let ready = keys_from().and_then(|keys| ready(keys).ok());
    ready.is_some_and(|has| has & libc::POLLIN != 0)
}

/// Whether nothing that was typed behind the last key is with the line editor.
#[must_use]
pub fn keys_come_singly() -> bool {
    SINGLY.load(Ordering::Relaxed)
}
