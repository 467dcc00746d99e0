//! What has been read of keys, and what is read before the terminal is.

use super::pasting::stand_in;
use super::{lock, special};
use nix::libc;
use std::collections::VecDeque;
use std::ffi::c_int;
use std::sync::{Mutex, MutexGuard};

/// What has been read and is no part of a key that has been understood, and what is read before the
/// terminal's own bytes, the last one first.
pub struct Pending {
    pub read: Vec<u8>,
    /// The last key that has been understood.
    pub taken: Vec<u8>,
    pub again: Vec<u8>,
    /// What has come from the terminal of a character that is not whole yet.
    pub begun: Vec<u8>,
    /// Whole characters from the terminal that are still to be understood.
    pub come: VecDeque<u8>,
    /// Keys that are being recorded.
    pub record: Option<Vec<u8>>,
    /// How many have been handed in since the terminal's last byte.
    pub given: usize,
    /// What the line editor waits for a key with: beside the terminal, where it hears of signals.
    pub waits_on: Option<(c_int, libc::fd_set)>,
    /// It has waited, and a byte is there.
    pub ready: bool,
    /// Something has come while the rest of a key was waited for.
    pub disturbed: bool,
    /// A quote that is read belongs to the text between quotes.
    pub quoting: bool,
    /// What is read is pasted, and no key.
    pub pasting: bool,
    /// The next byte stands for itself.
    pub literal: bool,
    /// An escape character is a key, whatever follows it at once, unless that is a cursor key.
    pub escape_is_key: bool,
    /// Nothing belongs to the escape character that has just been read.
    pub alone: bool,
}

static PENDING: Mutex<Pending> = Mutex::new(Pending {
    read: Vec::new(),
    taken: Vec::new(),
    again: Vec::new(),
    begun: Vec::new(),
    come: VecDeque::new(),
    record: None,
    given: 0,
    waits_on: None,
    ready: false,
    disturbed: false,
    quoting: false,
    pasting: false,
    literal: false,
    escape_is_key: false,
    alone: false,
});

impl Pending {
    /// A byte has come from the terminal. What is no character is read as U+FFFD: the line editor would give its line
    /// up, and what follows would be another one.
    pub fn arrive(&mut self, byte: u8) {
        self.disturbed = false;
        self.begun.push(byte);
        match std::str::from_utf8(&self.begun) {
            Ok(_) => self.come.extend(self.begun.drain(..)),
            Err(error) if error.error_len().is_none() => {}
            Err(_) => {
                let begun = self.begun.len() > 1;
                self.begun.clear();
                self.come.extend("\u{fffd}".bytes());
                // It may begin another character.
                if begun {
                    self.arrive(byte);
                }
            }
        }
    }

    /// The line editor waits for a key. What it has read of one that is not whole yet it forgets in a window of another
    /// size: that is read again.
    pub fn begin_key(&mut self) {
        let read = std::mem::take(&mut self.read);
        if std::mem::take(&mut self.disturbed) {
            self.again.extend(read.into_iter().rev());
        }
    }

    /// What a byte of the terminal means as a key.
    pub fn key(&mut self, byte: u8) -> u8 {
        self.given = 0;
        let byte = special::enter(byte);
        if self.literal || self.pasting {
            byte
        } else {
            special::key(byte)
        }
    }

    /// A byte that is no key, or the first one of what stands for it; `None` if it is a key.
    pub fn itself(&mut self, byte: u8) -> Option<u8> {
        if !std::mem::take(&mut self.literal) {
            return None;
        }
        // The line editor has a newline for Enter.
        let byte = if byte == b'\r' { b'\n' } else { byte };
        let Some(character) = stand_in(byte) else {
            return Some(byte);
        };
        let mut buffer = [0; 4];
        let mut bytes = character.encode_utf8(&mut buffer).bytes();
        let first = bytes.next();
        self.again.extend(bytes.rev());
        first
    }
}

/// What has been read, and what is to be.
pub fn pending_keys() -> MutexGuard<'static, Pending> {
    lock(&PENDING)
}
