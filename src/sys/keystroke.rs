#![allow(unsafe_code, reason = "keys are read as the line editor reads them")]
//! What the bytes that come from the terminal are read as: keys of the line editor's, or what it reads over.

use super::pending::pending_keys;
use super::sequences::{self, KEY_TIMEOUT, patience};
use super::{keycode, pasting, special, typing};
use nix::errno::Errno;
use nix::libc;
use std::ffi::c_int;

/// The next byte for the line editor, of those that are there.
pub(super) fn next(fd: c_int) -> Option<u8> {
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
    if pasting && !byte.is_ascii_control() {
        return byte;
    }
    let bytes = if pasting {
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

/// A byte of what is typed that comes within so many milliseconds.
pub(super) fn next_byte(time: c_int) -> Option<u8> {
    let again = pending_keys().again.pop();
    again.or_else(|| byte_within(typing::keys_from()?, time))
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
        // A window of another size is no reason not to wait for the rest of a key.
        loop {
            match libc::poll(&raw mut ready, 1, time) {
                1 => break,
                -1 if Errno::last() == Errno::EINTR => {}
                _ => return None,
            }
        }
        libc::syscall(libc::SYS_read, fd, &raw mut byte, 1_usize)
    };
    (got == 1).then(|| special::enter(byte))
}
