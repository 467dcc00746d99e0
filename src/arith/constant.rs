//! Integer constants: C's decimal, octal and hexadecimal ones, which wrap at 64 bits.

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
    digits.iter().try_fold(0_i64, |value, &digit| {
        let digit = char::from(digit).to_digit(base)?;
        Some(
            value
                .wrapping_mul(i64::from(base))
                .wrapping_add(i64::from(digit)),
        )
    })
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
