//! What a text that is pasted is read as, and what stands for a control character in a line.

use super::keystroke;

/// What ends a text that is pasted.
const END: &[u8] = b"\x1b[201~";

/// How long, in milliseconds, a text that is being pasted may pause.
const PAUSE: i32 = 1000;

/// What stands for the control character 0.
const STAND_INS: u32 = 0x3_FF00;

/// The text that is being pasted, read up to its end: its first line that is not empty, without control characters.
#[must_use]
pub fn line() -> String {
    let mut text = Vec::new();
    while !text.ends_with(END) {
        match keystroke::next_byte(PAUSE) {
            Some(byte) => text.push(byte),
            None => break,
        }
    }
    let text = text.strip_suffix(END).unwrap_or(&text);
    let text = String::from_utf8_lossy(text);
    let mut lines = text.split(['\r', '\n']).filter(|line| !line.is_empty());
    let line = lines.next().unwrap_or_default().chars();
    line.filter(|character| !character.is_control()).collect()
}

/// What is read for a control character of such a text, and for what had to be read from `next` to know that the
/// text does not end with it. `quoting`: it comes between single quotes.
pub(super) fn text(byte: u8, quoting: bool, mut next: impl FnMut() -> Option<u8>) -> Vec<u8> {
    let mut text = Vec::new();
    let mut bytes = vec![byte];
    while END.starts_with(&bytes) && bytes != END {
        match next() {
            Some(0x1b) => {
                spell(&bytes, quoting, &mut text);
                bytes = vec![0x1b];
            }
            Some(byte) => bytes.push(byte),
            None => break,
        }
    }
    if bytes == END {
        text.extend_from_slice(&bytes);
    } else {
        spell(&bytes, quoting, &mut text);
    }
    text
}

/// Adds bytes that are pasted, with what stands for control characters.
fn spell(bytes: &[u8], quoting: bool, text: &mut Vec<u8>) {
    for &byte in bytes {
        match stand_in(byte) {
            // It is a newline to the line editor.
            Some(_) if byte == b'\r' => text.push(byte),
            Some(character) => {
                text.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
            }
            None if byte == b'\'' && quoting => text.extend_from_slice(b"'\\''"),
            None => text.push(byte),
        }
    }
}

/// What stands for a control character in a line, out of a plane of characters that are as wide as `^X`.
#[must_use]
pub fn stand_in(byte: u8) -> Option<char> {
    let shown = byte.is_ascii_control() && !matches!(byte, 0 | b'\t' | b'\n');
    char::from_u32(STAND_INS + u32::from(byte)).filter(|_| shown)
}

/// The control character that a character stands for.
#[must_use]
pub fn stood_for(character: char) -> Option<u8> {
    let byte = u32::from(character).checked_sub(STAND_INS)?;
    u8::try_from(byte).ok().filter(u8::is_ascii_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_begins_like_the_end_is_text() {
        let read = |bytes: &[u8]| {
            let mut rest = bytes.iter().copied().skip(1);
            text(bytes.first().copied().unwrap_or(0), true, || rest.next())
        };
        assert_eq!(read(END), END);
        let escape = stand_in(0x1b).map(String::from).unwrap_or_default();
        assert_eq!(read(b"\x1b[20'"), [escape.as_bytes(), b"[20'\\''"].concat());
        assert_eq!(read(b"\x1b\x1b[201~"), [escape.as_bytes(), END].concat());
        assert_eq!(read(b"\r"), b"\r");
    }
}
