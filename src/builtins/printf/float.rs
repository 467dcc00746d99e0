//! Floating point conversions, as C's `printf` writes them.

use super::directive::{Directive, Size, fill};
use crate::arith::decimal;
use crate::sys::find;
use std::io::Write;

/// More digits than any number has behind the point: those beyond are zeros.
const MOST_DIGITS: usize = 1100;

/// Every whole number below is one that an integer has the digits of, without working them out.
const WHOLE: f64 = 9_007_199_254_740_992.0;

/// Appends a number.
pub fn push(out: &mut Vec<u8>, directive: &Directive, value: f64) {
    let sign = directive.sign(value.is_sign_negative());
    let upper = directive.letter.is_ascii_uppercase();
    let size = value.abs();
    let mut text = Vec::new();
    let mut prefix = sign.to_vec();
    let precision = match directive.precision {
        Size::Is(precision) => Some(precision),
        _ => None,
    };
    match directive.letter.to_ascii_lowercase() {
        _ if value.is_nan() => text.extend_from_slice(b"nan"),
        _ if value.is_infinite() => text.extend_from_slice(b"inf"),
        b'f' => fixed(
            &mut text,
            size,
            precision.unwrap_or(6),
            directive.alternative,
        ),
        b'e' => scientific(
            &mut text,
            size,
            precision.unwrap_or(6),
            directive.alternative,
        ),
        b'g' => general(
            &mut text,
            size,
            precision.unwrap_or(6).max(1),
            directive.alternative,
        ),
        _ => {
            prefix.extend_from_slice(b"0x");
            hexadecimal(&mut text, size, precision, directive.alternative);
        }
    }
    if upper {
        text.make_ascii_uppercase();
        prefix.make_ascii_uppercase();
    }
    directive.push_number(out, &prefix, &text, 0, directive.zero && value.is_finite());
}

fn write(out: &mut Vec<u8>, text: std::fmt::Arguments<'_>) {
    // Writing to memory does not fail.
    let _ = out.write_fmt(text);
}

fn fixed(out: &mut Vec<u8>, value: f64, precision: usize, point: bool) {
    if value < WHOLE && value.fract() == 0.0 {
        write(out, format_args!("{}", value as u64));
        if precision > 0 || point {
            out.push(b'.');
        }
        return fill(out, b'0', precision);
    }
    write(out, format_args!("{value:.*}", precision.min(MOST_DIGITS)));
    fill(out, b'0', precision.saturating_sub(MOST_DIGITS));
    if precision == 0 && point {
        out.push(b'.');
    }
}

/// Mantissa with so many digits behind the point, and exponent.
fn parts(value: f64, precision: usize) -> (Vec<u8>, i32) {
    let mut text = Vec::new();
    write(
        &mut text,
        format_args!("{value:.*e}", precision.min(MOST_DIGITS)),
    );
    let at = find::byte(b'e', &text).unwrap_or(text.len());
    let exponent = text.get(at + 1..).and_then(decimal);
    text.truncate(at);
    fill(&mut text, b'0', precision.saturating_sub(MOST_DIGITS));
    (text, exponent.unwrap_or(0))
}

fn push_exponent(out: &mut Vec<u8>, exponent: i32) {
    write(
        out,
        format_args!(
            "e{}{:02}",
            if exponent < 0 { '-' } else { '+' },
            exponent.unsigned_abs()
        ),
    );
}

fn scientific(out: &mut Vec<u8>, value: f64, precision: usize, point: bool) {
    let (mantissa, exponent) = parts(value, precision);
    out.extend_from_slice(&mantissa);
    if precision == 0 && point {
        out.push(b'.');
    }
    push_exponent(out, exponent);
}

fn general(out: &mut Vec<u8>, value: f64, precision: usize, keep_zeros: bool) {
    let (mut mantissa, exponent) = parts(value, precision - 1);
    let scientific = exponent < -4 || exponent >= precision.try_into().unwrap_or(i32::MAX);
    if !scientific {
        mantissa.clear();
        let digits = (precision as i64 - 1 - i64::from(exponent)).max(0);
        fixed(&mut mantissa, value, digits as usize, keep_zeros);
    } else if keep_zeros && precision == 1 {
        mantissa.push(b'.');
    }
    if !keep_zeros && mantissa.contains(&b'.') {
        while mantissa.last() == Some(&b'0') {
            mantissa.pop();
        }
        if mantissa.last() == Some(&b'.') {
            mantissa.pop();
        }
    }
    out.extend_from_slice(&mantissa);
    if scientific {
        push_exponent(out, exponent);
    }
}

fn hexadecimal(out: &mut Vec<u8>, value: f64, precision: Option<usize>, point: bool) {
    let bits = value.to_bits();
    let mut mantissa = bits & ((1 << 52) - 1);
    let mut exponent = ((bits >> 52) & 0x7FF) as i32 - 1023;
    if exponent == -1023 {
        // A number below the smallest normal one; or 0, which has no exponent.
        exponent = if mantissa == 0 { 0 } else { -1022 };
    } else {
        mantissa |= 1 << 52;
    }
    let digits = precision.unwrap_or(13).min(13);
    let dropped = 52 - 4 * digits as u32;
    if dropped > 0 {
        let (half, rest) = (1_u64 << (dropped - 1), mantissa & ((1 << dropped) - 1));
        mantissa >>= dropped;
        mantissa += u64::from(rest > half || (rest == half && mantissa & 1 == 1));
        mantissa <<= dropped;
    }
    let fraction = mantissa & ((1 << 52) - 1);
    let mut text = Vec::new();
    write(&mut text, format_args!("{fraction:013x}"));
    text.truncate(digits);
    match precision {
        Some(precision) => fill(&mut text, b'0', precision.saturating_sub(13)),
        None => {
            while text.last() == Some(&b'0') {
                text.pop();
            }
        }
    }
    write(out, format_args!("{}", mantissa >> 52));
    if !text.is_empty() || point {
        out.push(b'.');
    }
    out.extend_from_slice(&text);
    write(
        out,
        format_args!(
            "p{}{}",
            if exponent < 0 { '-' } else { '+' },
            exponent.unsigned_abs()
        ),
    );
}
