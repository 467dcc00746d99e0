//! The backslash escapes of `echo` and `printf`.

use crate::sys::find;

/// Whose escapes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// Of `echo` as XSI has it: octal numbers begin with 0, and there are no others.
    Xsi,
    /// Of `echo -e`: also hexadecimal numbers and characters.
    Echo,
    /// Of `printf %b`: octal numbers need no 0.
    Argument,
    /// Of the format of `printf`: octal numbers have up to three digits, and there is no `\c`.
    Format,
}

/// Appends `text` with its escapes replaced; true if `\c` has ended it.
pub fn expand(out: &mut Vec<u8>, mut text: &[u8], dialect: Dialect) -> bool {
    while let Some(at) = find::byte(b'\\', text) {
        let (plain, rest) = text.split_at(at);
        out.extend_from_slice(plain);
        let rest = rest.get(1..).unwrap_or_default();
        match one(out, rest, dialect) {
            Some(length) => text = rest.get(length..).unwrap_or_default(),
            None => return true,
        }
    }
    out.extend_from_slice(text);
    false
}

/// Replaces the escape whose backslash is just before `text`: how long it is, or nothing for `\c`.
pub fn one(out: &mut Vec<u8>, text: &[u8], dialect: Dialect) -> Option<usize> {
    let (byte, length) = match text {
        [b'a', ..] => (7, 1),
        [b'b', ..] => (8, 1),
        [b'f', ..] => (12, 1),
        [b'n', ..] => (b'\n', 1),
        [b'r', ..] => (b'\r', 1),
        [b't', ..] => (b'\t', 1),
        [b'v', ..] => (11, 1),
        [b'e' | b'E', ..] => (27, 1),
        [b'\\', ..] => (b'\\', 1),
        [b'c', ..] if dialect != Dialect::Format => return None,
        [quote @ (b'"' | b'\'' | b'?'), ..] if dialect == Dialect::Format => (*quote, 1),
        [b'0', rest @ ..] if dialect != Dialect::Format => {
            let (value, digits) = number(rest, 8, 3);
            (value as u8, digits + 1)
        }
        [b'0'..=b'7', ..] if dialect != Dialect::Echo => {
            let (value, digits) = number(text, 8, 3);
            (value as u8, digits)
        }
        [b'x', rest @ ..] if dialect != Dialect::Xsi => match number(rest, 16, 2) {
            (_, 0) => (b'\\', 0),
            (value, digits) => (value as u8, digits + 1),
        },
        [kind @ (b'u' | b'U'), rest @ ..] if dialect != Dialect::Xsi => {
            let (value, digits) = number(rest, 16, if *kind == b'u' { 4 } else { 8 });
            match char::from_u32(value) {
                Some(character) if digits > 0 => {
                    let mut utf8 = [0; 4];
                    out.extend_from_slice(character.encode_utf8(&mut utf8).as_bytes());
                    return Some(digits + 1);
                }
                _ => (b'\\', 0),
            }
        }
        _ => (b'\\', 0),
    };
    out.push(byte);
    Some(length)
}

/// The number that `text` begins with, and how many digits it has.
fn number(text: &[u8], base: u32, most: usize) -> (u32, usize) {
    let digits = text
        .iter()
        .take(most)
        .map_while(|&digit| char::from(digit).to_digit(base));
    digits.fold((0_u32, 0), |(value, count), digit| {
        (value.wrapping_mul(base).wrapping_add(digit), count + 1)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes() {
        for (text, dialect, expected, ended) in [
            (r"a\tb\n", Dialect::Xsi, "a\tb\n", false),
            (r"\0101\101\0", Dialect::Xsi, "AA\0", false),
            (r"\0101\1010", Dialect::Format, "\x081A0", false),
            (r"\x41\u00e9", Dialect::Xsi, r"\x41\u00e9", false),
            (
                r"\x41\u00e9\U1F600\xg\u",
                Dialect::Argument,
                "Aé😀\\xg\\u",
                false,
            ),
            (r"a\cb", Dialect::Argument, "a", true),
            (r"a\cb", Dialect::Format, r"a\cb", false),
            (r#"\"\'\?\q\"#, Dialect::Format, r#""'?\q\"#, false),
            (r#"\"\\\e"#, Dialect::Argument, "\\\"\\\x1b", false),
        ] {
            let mut out = Vec::new();
            assert_eq!(expand(&mut out, text.as_bytes(), dialect), ended, "{text}");
            assert_eq!(String::from_utf8_lossy(&out), expected, "{text}");
        }
    }
}
