//! Keys that are typed one after the other and are read as one: what the user has bound to something, and begins with
//! a character that would else be put into the line at once; and how long the keys of any sequence may be apart.

use super::lock;
use std::ffi::c_int;
use std::sync::Mutex;
use std::sync::atomic::{AtomicI32, Ordering};

/// The first of the characters that they are read as; nobody has them on a keyboard.
const FIRST: u32 = 0x3_F000;

/// How many there are.
const COUNT: u32 = 0xE00;

/// The key that a sequence is read as.
#[must_use]
pub fn bound_key(index: usize) -> Option<char> {
    let index = u32::try_from(index).ok().filter(|&index| index < COUNT)?;
    char::from_u32(FIRST + index)
}

/// The key that a minus sign behind the digits of a count is read as: the line editor reads over it.
pub const MINUS: char = '\u{3fe00}';

/// The key that comes before the second digit of a negative count, which the line editor gets wrong.
pub const SIGNED: char = '\u{3fe01}';

/// What has been typed of a count for the next key.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Count {
    /// Nothing.
    None,
    /// Digits.
    Digits,
    /// A minus sign.
    Sign,
    /// A minus sign and a digit.
    SignedDigit,
    /// Something that the line editor does not know of.
    Kept,
}

static TYPED: Mutex<Count> = Mutex::new(Count::None);

/// So much of a count has been typed.
pub fn count_typed(count: Count) {
    *lock(&TYPED) = count;
}

/// The line editor shows a count.
pub fn count_shown(negative: bool) {
    let mut count = lock(&TYPED);
    *count = match *count {
        _ if !negative => Count::Digits,
        Count::None => Count::Sign,
        _ => Count::SignedDigit,
    };
}

/// What the bytes of a key are read as where they go on with a count, or end it.
pub(super) fn counted(key: &[u8]) -> Option<Vec<u8>> {
    let (&[last] | &[0x1b, last]) = key else {
        return None;
    };
    let count = *lock(&TYPED);
    let text = match (count, last) {
        (Count::Digits, b'-') if key.len() == 1 => MINUS.to_string(),
        (Count::SignedDigit, b'0'..=b'9') => format!("{SIGNED}{}", char::from(last)),
        (Count::Kept, b'0'..=b'9') => char::from(last).to_string(),
        _ => return None,
    };
    Some(text.into_bytes())
}

/// Bytes, and the key that they are read as.
type Sequences = Vec<(Vec<u8>, char)>;

static SEQUENCES: Mutex<Sequences> = Mutex::new(Vec::new());

/// From now on these bytes are read as one key each.
pub fn read_as_keys(sequences: Vec<(Vec<u8>, char)>) {
    *lock(&SEQUENCES) = sequences;
}

/// How long, in milliseconds, an escape character may be followed by the rest of a sequence.
pub const KEY_TIMEOUT: u16 = 50;

/// How long, in milliseconds, keys may be apart that are one for the user.
const SEQUENCE_TIMEOUT: u16 = 500;

/// What the user has said of it; 0 is nothing.
static PATIENCE: AtomicI32 = AtomicI32::new(0);

/// How long the keys of a sequence may be apart, in milliseconds; as long as they like if not at all.
pub fn wait_for_keys(time: Option<u16>) {
    PATIENCE.store(time.map_or(-1, c_int::from), Ordering::Relaxed);
}

/// How long a key is waited for, if the user has not said anything else.
pub fn patience(usual: u16) -> c_int {
    match PATIENCE.load(Ordering::Relaxed) {
        0 => usual.into(),
        said => said,
    }
}

/// What a byte, and those that come in time behind it, are read as, if it may begin a sequence that is one key.
/// `next` gives a byte if one comes within so many milliseconds.
pub(super) fn read(byte: u8, mut next: impl FnMut(c_int) -> Option<u8>) -> Option<Vec<u8>> {
    if let Some(keys) = counted(&[byte]) {
        return Some(keys);
    }
    let sequences = lock(&SEQUENCES);
    let begins = sequences.iter().any(|of| of.0.first() == Some(&byte));
    begins.then(|| found(&sequences, byte, || next(patience(SEQUENCE_TIMEOUT))))
}

/// What `first` and the bytes that come behind it are read as: keys in the place of the sequences among them.
/// `next` gives a byte if one comes in time.
fn found(
    sequences: &[(Vec<u8>, char)],
    first: u8,
    mut next: impl FnMut() -> Option<u8>,
) -> Vec<u8> {
    let mut out = Vec::new();
    let mut typed = vec![first];
    let mut ended = false;
    while !typed.is_empty() {
        let longer = |of: &&(Vec<u8>, char)| of.0.len() > typed.len() && of.0.starts_with(&typed);
        if !ended && sequences.iter().any(|of| longer(&of)) {
            match next() {
                Some(byte) => typed.push(byte),
                None => ended = true,
            }
            continue;
        }
        let begun = sequences.iter().filter(|of| typed.starts_with(&of.0));
        match begun.max_by_key(|of| of.0.len()) {
            Some((bytes, key)) => {
                out.extend(key.encode_utf8(&mut [0; 4]).bytes());
                typed.drain(..bytes.len());
            }
            None => out.push(typed.remove(0)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_sequence_wins() {
        let sequences = vec![
            (b"jk".to_vec(), 'A'),
            (b"jkl".to_vec(), 'B'),
            (b"dd".to_vec(), 'C'),
        ];
        for (typed, seen) in [
            ("jkl", "B"),
            ("jkx", "Ax"),
            ("jk", "A"),
            ("j", "j"),
            ("jjkx", "jAx"),
            ("jddx", "jCx"),
        ] {
            let mut bytes = typed.bytes();
            let first = bytes.next().unwrap_or_default();
            let got = found(&sequences, first, || bytes.next());
            let got = String::from_utf8_lossy(&got).into_owned();
            assert!(seen.starts_with(&got), "{typed}: {got}");
        }
    }
}
