//! Key sequences as they are written, and the bytes that the keys send.

/// The bytes of a key sequence: `\C-x`, `\M-x`, `\e`, `\t`, `\033`.
pub fn sequence(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = text;
    let (mut control, mut meta) = (false, false);
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        let mut key = byte;
        if byte == b'\\' {
            if let Some(after) = rest.strip_prefix(b"C-") {
                rest = after;
                control = true;
                continue;
            }
            if let Some(after) = rest.strip_prefix(b"M-") {
                rest = after;
                meta = true;
                continue;
            }
            let Some((escaped, after)) = escape(rest) else {
                break;
            };
            (key, rest) = (escaped, after);
        }
        if std::mem::take(&mut meta) {
            out.push(0x1b);
        }
        out.push(if std::mem::take(&mut control) {
            with_control(key)
        } else {
            key
        });
    }
    out
}

/// The byte that an escape stands for, which begins behind its backslash, and what follows it.
fn escape(text: &[u8]) -> Option<(u8, &[u8])> {
    let (&letter, rest) = text.split_first()?;
    let key = match letter {
        b'0'..=b'7' => return Some(number(text, 3, 8)),
        b'x' if rest.first().is_some_and(u8::is_ascii_hexdigit) => {
            return Some(number(rest, 2, 16));
        }
        b'e' => 0x1b,
        b'a' => 7,
        b'b' => 8,
        b'd' => 0x7f,
        b'f' => 12,
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'v' => 11,
        other => other,
    };
    Some((key, rest))
}

/// The number that at most so many digits make, as a byte, and what follows them.
fn number(text: &[u8], most: usize, base: u32) -> (u8, &[u8]) {
    let digit = |byte: &u8| char::from(*byte).to_digit(base);
    let digits: Vec<u32> = text.iter().take(most).map_while(digit).collect();
    let value = digits.iter().fold(0, |value, digit| value * base + digit);
    (value as u8, text.get(digits.len()..).unwrap_or_default())
}

/// The key with the control key held down.
fn with_control(key: u8) -> u8 {
    if key == b'?' {
        0x7f
    } else {
        key.to_ascii_uppercase() & 0x1f
    }
}

/// `Control-a`, `Meta-Rubout`, `C-x`.
pub(super) fn named(name: &[u8]) -> Option<Vec<u8>> {
    let mut rest = name;
    let (mut control, mut meta) = (false, false);
    loop {
        let lower = rest.to_ascii_lowercase();
        let strip = |prefix: &[u8]| lower.starts_with(prefix) && rest.len() > prefix.len();
        let length = if strip(b"control-") {
            control = true;
            8
        } else if strip(b"c-") {
            control = true;
            2
        } else if strip(b"meta-") {
            meta = true;
            5
        } else if strip(b"m-") {
            meta = true;
            2
        } else {
            break;
        };
        rest = rest.get(length..)?;
    }
    let key = match rest.to_ascii_lowercase().as_slice() {
        b"del" | b"rubout" => 0x7f,
        b"esc" | b"escape" => 0x1b,
        b"lfd" | b"newline" => b'\n',
        b"ret" | b"return" => b'\r',
        b"spc" | b"space" => b' ',
        b"tab" => b'\t',
        [_] => *rest.first()?,
        _ => return None,
    };
    let key = if control { with_control(key) } else { key };
    Some(if meta { vec![0x1b, key] } else { vec![key] })
}

/// Bytes as a key sequence is written.
pub fn shown(keys: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    for &byte in keys {
        match byte {
            0x1b => out.extend_from_slice(b"\\e"),
            0x7f => out.extend_from_slice(b"\\C-?"),
            0..0x20 => {
                out.extend_from_slice(b"\\C-");
                match (byte | 0x40).to_ascii_lowercase() {
                    b'\\' => out.extend_from_slice(b"\\\\"),
                    key => out.push(key),
                }
            }
            b'"' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
            _ => out.push(byte),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes() {
        assert_eq!(
            sequence(b"\\033\\x1b\\e\\0a\\x4Gz"),
            b"\x1b\x1b\x1b\0a\x04Gz"
        );
        assert_eq!(sequence(b"\\C-?\\C-x\\M-\\C-aq\\"), b"\x7f\x18\x1b\x01q");
        assert_eq!(shown(&sequence(b"\\C-x\\e[A\\\"")), b"\\C-x\\e[A\\\"");
        assert_eq!(named(b"Control-Meta-a"), Some(vec![0x1b, 1]));
        assert_eq!(named(b"nosuchkey"), None);
    }
}
