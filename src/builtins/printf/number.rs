//! Numbers from arguments: as C's `strtoimax` and `strtod` read them, with what is wrong with them.

#![allow(clippy::cast_precision_loss, reason = "rounding is the task")]

const NOT_A_NUMBER: &str = "not a number";
const RUBBISH: &str = "rubbish behind the number";
const TOO_LARGE: &str = "number too large";

/// The code of the character behind a quote.
fn quoted(text: &[u8], utf8: bool) -> Option<u64> {
    let [b'\'' | b'"', rest @ ..] = text else {
        return None;
    };
    let Some(&first) = rest.first() else {
        return Some(0);
    };
    let decoded = if utf8 && !first.is_ascii() {
        let most = rest.get(..4).unwrap_or(rest);
        let valid = match std::str::from_utf8(most) {
            Ok(text) => text,
            Err(error) => most
                .get(..error.valid_up_to())
                .and_then(|most| std::str::from_utf8(most).ok())
                .unwrap_or(""),
        };
        valid.chars().next()
    } else {
        None
    };
    Some(decoded.map_or(u64::from(first), u64::from))
}

fn skip_space(text: &[u8]) -> &[u8] {
    let spaces = text
        .iter()
        .take_while(|byte| matches!(byte, b' ' | b'\t'..=b'\r'))
        .count();
    text.get(spaces..).unwrap_or_default()
}

/// The integer of an argument for a signed conversion.
pub fn signed(text: &[u8], utf8: bool) -> (i64, Option<&'static str>) {
    let (negative, size, problem) = integer(text, utf8);
    match i64::try_from(size) {
        Ok(value) => (if negative { -value } else { value }, problem),
        Err(_) if negative && size == i64::MIN.unsigned_abs() => (i64::MIN, problem),
        Err(_) => (if negative { i64::MIN } else { i64::MAX }, Some(TOO_LARGE)),
    }
}

/// The integer of an argument for an unsigned conversion: a negative one is taken modulo 2 to the 64th.
pub fn unsigned(text: &[u8], utf8: bool) -> (u64, Option<&'static str>) {
    let (negative, size, problem) = integer(text, utf8);
    (
        if negative && problem != Some(TOO_LARGE) {
            size.wrapping_neg()
        } else {
            size
        },
        problem,
    )
}

/// Sign and size of an integer.
fn integer(text: &[u8], utf8: bool) -> (bool, u64, Option<&'static str>) {
    if text.is_empty() {
        return (false, 0, None);
    }
    if let Some(code) = quoted(text, utf8) {
        return (false, code, None);
    }
    let text = skip_space(text);
    let (negative, digits) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] | rest => (false, rest),
    };
    let (base, digits) = match digits {
        [b'0', b'x' | b'X', rest @ ..] if rest.first().is_some_and(u8::is_ascii_hexdigit) => {
            (16, rest)
        }
        [b'0', ..] => (8, digits),
        _ => (10, digits),
    };
    let (mut value, mut count, mut overflow) = (0_u64, 0, false);
    for digit in digits
        .iter()
        .map_while(|&digit| char::from(digit).to_digit(base))
    {
        let larger = value
            .checked_mul(u64::from(base))
            .and_then(|value| value.checked_add(u64::from(digit)));
        overflow |= larger.is_none();
        value = larger.unwrap_or(u64::MAX);
        count += 1;
    }
    if count == 0 {
        return (false, 0, Some(NOT_A_NUMBER));
    }
    let problem = if overflow {
        Some(TOO_LARGE)
    } else {
        (count < digits.len()).then_some(RUBBISH)
    };
    (negative, value, problem)
}

/// The floating point number of an argument.
pub fn float(text: &[u8], utf8: bool) -> (f64, Option<&'static str>) {
    if text.is_empty() {
        return (0.0, None);
    }
    if let Some(code) = quoted(text, utf8) {
        return (code as f64, None);
    }
    let text = skip_space(text);
    let (negative, rest) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] | rest => (false, rest),
    };
    let (value, length) = match rest {
        [b'0', b'x' | b'X', digits @ ..] => match hexadecimal(digits) {
            Some((value, length)) => (value, length + 2),
            None => (0.0, 1),
        },
        _ => match word(rest).or_else(|| decimal(rest)) {
            Some(found) => found,
            None => return (0.0, Some(NOT_A_NUMBER)),
        },
    };
    let problem = if length < rest.len() {
        Some(RUBBISH)
    } else {
        (value.is_infinite() && rest.first().is_some_and(u8::is_ascii_digit)).then_some(TOO_LARGE)
    };
    (if negative { -value } else { value }, problem)
}

/// `inf`, `infinity` and `nan`.
fn word(text: &[u8]) -> Option<(f64, usize)> {
    let words = [
        ("infinity", f64::INFINITY),
        ("inf", f64::INFINITY),
        ("nan", f64::NAN),
    ];
    words.into_iter().find_map(|(word, value)| {
        let found = text
            .get(..word.len())?
            .eq_ignore_ascii_case(word.as_bytes());
        found.then_some((value, word.len()))
    })
}

fn count_digits(text: &[u8], from: usize) -> usize {
    text.iter()
        .skip(from)
        .take_while(|byte| byte.is_ascii_digit())
        .count()
}

fn decimal(text: &[u8]) -> Option<(f64, usize)> {
    let whole = count_digits(text, 0);
    let mut length = whole;
    let mut fraction = 0;
    if text.get(length) == Some(&b'.') {
        fraction = count_digits(text, length + 1);
        length += 1 + fraction;
    }
    if whole + fraction == 0 {
        return None;
    }
    length += exponent(text, length, b'e').map_or(0, |(_, length)| length);
    let number = std::str::from_utf8(text.get(..length)?).ok()?;
    Some((number.parse().ok()?, length))
}

/// The exponent there, and its length.
fn exponent(text: &[u8], at: usize, letter: u8) -> Option<(i32, usize)> {
    if text.get(at)?.to_ascii_lowercase() != letter {
        return None;
    }
    let signed = usize::from(matches!(text.get(at + 1), Some(b'+' | b'-')));
    let digits = count_digits(text, at + 1 + signed);
    if digits == 0 {
        return None;
    }
    let length = 1 + signed + digits;
    let number = std::str::from_utf8(text.get(at + 1..at + length)?).ok()?;
    let value = number.parse::<i64>().unwrap_or(if number.starts_with('-') {
        i64::MIN
    } else {
        i64::MAX
    });
    Some((value.clamp(-100_000, 100_000) as i32, length))
}

/// The digits of a hexadecimal number behind its `0x`.
fn hexadecimal(text: &[u8]) -> Option<(f64, usize)> {
    let (mut mantissa, mut scale, mut digits, mut length) = (0_u64, 0_i32, 0, 0);
    let mut point = false;
    for &byte in text {
        if byte == b'.' && !point {
            point = true;
        } else if let Some(digit) = char::from(byte).to_digit(16) {
            digits += 1;
            if mantissa >> 60 == 0 {
                mantissa = mantissa << 4 | u64::from(digit);
                scale -= if point { 4 } else { 0 };
            } else {
                // What no longer fits only says which way to round.
                mantissa |= u64::from(digit != 0);
                scale += if point { 0 } else { 4 };
            }
        } else {
            break;
        }
        length += 1;
    }
    if digits == 0 {
        return None;
    }
    if let Some((binary, more)) = exponent(text, length, b'p') {
        scale = scale.saturating_add(binary);
        length += more;
    }
    // Two steps, since a power of two below the smallest number would be 0.
    let half = scale / 2;
    Some((
        mantissa as f64 * 2_f64.powi(half) * 2_f64.powi(scale - half),
        length,
    ))
}
