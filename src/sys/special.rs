//! The special characters that the user has given the terminal (stty(1)). While a line is edited the terminal itself
//! does nothing about them. The line editor knows the one that interrupts and the one that ends the input; each of the
//! others stands for the key that it has for the same purpose.

use super::{terminal, typing};
use nix::libc;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};

/// What the characters are in the modes of the terminal, and the keys.
const KEYS: [(usize, u8); 5] = [
    (libc::VERASE, 0x7f),
    (libc::VKILL, 0x15),
    (libc::VWERASE, 0x17),
    (libc::VLNEXT, 0x16),
    (libc::VQUIT, 0x1c),
];

/// The characters, in the order of the keys; 0 is none.
static GIVEN: [AtomicU8; KEYS.len()] = [const { AtomicU8::new(0) }; KEYS.len()];

/// The one that interrupts; 0 is none.
static INTERRUPT: AtomicU8 = AtomicU8::new(0);

/// Whether they are keys.
static ARE_KEYS: AtomicBool = AtomicBool::new(true);

/// Whether Enter is the same key as ^J: a carriage return is read as a newline, and a newline as Enter.
static ENTER_IS_NEWLINE: AtomicBool = AtomicBool::new(true);

/// Whether it matters to nobody if a key is Enter or ^J.
pub fn enter_is_newline(is_one: bool) {
    ENTER_IS_NEWLINE.store(is_one, Ordering::Relaxed);
}

/// While there is one, it matters, whatever has been said.
#[derive(Debug)]
pub struct EnterApart(());

/// Whether there is one.
static APART: AtomicBool = AtomicBool::new(false);

impl EnterApart {
    /// From now on. `None`: not even so, because something waits to be read that has been typed before, and of what the
    /// terminal has made of that nobody knows which key it was.
    #[must_use]
    pub fn begin() -> Option<Self> {
        if typing::comes() {
            return None;
        }
        set_apart(true);
        Some(Self(()))
    }
}

impl Drop for EnterApart {
    fn drop(&mut self) {
        set_apart(false);
    }
}

fn set_apart(apart: bool) {
    APART.store(apart, Ordering::Relaxed);
    if let Some(keys) = typing::keys_from()
        && let Ok(modes) = terminal::modes(keys)
        && !modes.in_lines()
    {
        // A terminal that is gone is noticed where it is read.
        let _ = terminal::set_modes(keys, &modes.enter_is_itself());
    }
}

/// As it has been said.
pub(super) fn is_enter_newline() -> bool {
    ENTER_IS_NEWLINE.load(Ordering::Relaxed) && !APART.load(Ordering::Relaxed)
}

/// What a byte from the terminal is read as, if it may be Enter.
pub(super) fn enter(byte: u8) -> u8 {
    match byte {
        b'\n' if is_enter_newline() => b'\r',
        byte => byte,
    }
}

/// Whether the special characters of the terminal are special in a line that is edited.
pub fn special_characters_are_keys(are: bool) {
    ARE_KEYS.store(are, Ordering::Relaxed);
}

/// Looks at the modes of a terminal.
pub(super) fn learn(modes: &libc::termios) {
    for (given, (index, _)) in GIVEN.iter().zip(KEYS) {
        given.store(modes.c_cc[index], Ordering::Relaxed);
    }
    INTERRUPT.store(modes.c_cc[libc::VINTR], Ordering::Relaxed);
}

/// Whether a byte interrupts, whatever has been typed before it.
pub(super) fn interrupts(byte: u8) -> bool {
    byte != 0 && byte == INTERRUPT.load(Ordering::Relaxed)
}

/// The key that a byte stands for: mostly itself.
pub(super) fn key(byte: u8) -> u8 {
    // Without these no command could be entered, and no other key typed.
    if matches!(byte, 0 | b'\r' | b'\n' | 0x1b) || !ARE_KEYS.load(Ordering::Relaxed) {
        return byte;
    }
    let mut keys = GIVEN.iter().zip(KEYS);
    keys.find(|(given, _)| given.load(Ordering::Relaxed) == byte)
        .map_or(byte, |(_, (_, key))| key)
}
