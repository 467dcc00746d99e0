//! Integer constants: C's decimal, octal and hexadecimal ones, which wrap at 64 bits.

use std::str::FromStr;

/// Whether C's `isspace` says so in the POSIX locale.
pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

/// The value of an unsigned constant that fills `word`.
pub(super) fn value(word: &[u8]) -> Option<i64> {
    let (base, digits) = match word {
        [b'0', b'x' | b'X', digits @ ..] => (16, digits),
        [b'0', digits @ ..] if !digits.is_empty() => (8, digits),
        digits => (10, digits),
    };
    if digits.is_empty() {
        return None;
    }
    let value = digits.iter().try_fold(0_i64, |value, &digit| {
        let digit = char::from(digit).to_digit(base)?;
        Some(
            value
                .wrapping_mul(i64::from(base))
                .wrapping_add(i64::from(digit)),
        )
    });
    value.or_else(|| with_base(word))
}

/// `base#digits`, with a base from 2 to 64, which C does not have: behind `9` come the lower case
/// letters, the upper case ones (the same up to base 36), `@` and `_`.
fn with_base(word: &[u8]) -> Option<i64> {
    let at = word.iter().position(|&byte| byte == b'#')?;
    let (base, digits) = (word.get(..at)?, word.get(at + 1..)?);
    let base: i64 = decimal(base)?;
    if !(2..=64).contains(&base) || digits.is_empty() {
        return None;
    }
    digits.iter().try_fold(0_i64, |value, &byte| {
        let digit = i64::from(match byte {
            b'0'..=b'9' => byte - b'0',
            b'a'..=b'z' => byte - b'a' + 10,
            b'A'..=b'Z' if base <= 36 => byte - b'A' + 10,
            b'A'..=b'Z' => byte - b'A' + 36,
            b'@' => 62,
            b'_' => 63,
            _ => return None,
        });
        (digit < base).then(|| value.wrapping_mul(base).wrapping_add(digit))
    })
}

/// The number that a text is, as Rust reads it: decimal digits, perhaps with a sign. `None` also for one that is beyond
/// its type.
///
/// ```
/// use tine::arith::decimal;
/// assert_eq!(decimal(b"017"), Some(17));
/// assert_eq!(decimal::<u8>(b"256"), None);
/// ```
pub fn decimal<T: FromStr>(text: &[u8]) -> Option<T> {
    std::str::from_utf8(text).ok()?.parse().ok()
}

/// The integer that the value of a variable stands for: a constant with an optional sign, blanks
/// around it. Nothing else is one; the empty text neither, although the value of a variable that is
/// empty counts as 0 like that of an unset one.
///
/// ```
/// use tine::arith::integer;
/// assert_eq!(integer(b" -0x10 "), Some(-16));
/// assert_eq!(integer(b"a[0]"), None);
/// ```
pub fn integer(text: &[u8]) -> Option<i64> {
    let start = text.iter().position(|&byte| !is_space(byte))?;
    let end = text.iter().rposition(|&byte| !is_space(byte))? + 1;
    match text.get(start..end)? {
        [b'-', digits @ ..] => value(digits).map(i64::wrapping_neg),
        [b'+', digits @ ..] | digits => value(digits),
    }
}
