//! The tokens of an expression: blanks, names, constants and signs, in a text where a NUL byte stands for an expansion.

use super::constant::{is_space, value};
use super::error::{Error, ErrorKind};
use crate::name::Name;
use nom::bytes::complete::{tag, take_while};
use nom::sequence::preceded;
use nom::{IResult, Parser};

pub(super) type Parsed<'a, T> = IResult<&'a [u8], T, Error>;

pub(super) fn fail<T>(at: &[u8], kind: ErrorKind) -> Result<T, nom::Err<Error>> {
    Err(nom::Err::Failure(Error {
        offset: at.len(),
        kind,
    }))
}

/// What is between tokens. As elsewhere, double quotes change nothing: `$(("$a" + 1))`.
pub(super) fn is_blank(byte: u8) -> bool {
    is_space(byte) || byte == b'"'
}

pub(super) fn skip_blanks(input: &[u8]) -> &[u8] {
    let blanks = input.iter().take_while(|&&byte| is_blank(byte)).count();
    input.get(blanks..).unwrap_or_default()
}

pub(super) fn blanks(input: &[u8]) -> Parsed<'_, &[u8]> {
    take_while(is_blank)(input)
}

/// Consumes a token after blanks.
pub(super) fn token<'a>(
    text: &'static str,
) -> impl Parser<&'a [u8], Output = &'a [u8], Error = Error> {
    preceded(blanks, tag(text))
}

pub(super) fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

pub(super) fn begins_name(input: &[u8]) -> bool {
    input
        .first()
        .is_some_and(|&byte| byte.is_ascii_alphabetic() || byte == b'_')
}

/// A word of bytes that `accept` takes, with no expansion glued to it.
pub(super) fn word(input: &[u8], accept: fn(u8) -> bool) -> Parsed<'_, &[u8]> {
    let (rest, word) = take_while(accept)(input)?;
    if rest.first() == Some(&0) {
        fail(rest, ErrorKind::Glued)
    } else {
        Ok((rest, word))
    }
}

pub(super) fn constant(input: &[u8]) -> Parsed<'_, i64> {
    // The point belongs to no integer; with it in the word, the message names the whole number.
    let (rest, digits) = word(input, |byte| {
        is_name_byte(byte) || matches!(byte, b'.' | b'#' | b'@')
    })?;
    match value(digits) {
        Some(value) => Ok((rest, value)),
        None => fail(input, ErrorKind::Constant),
    }
}

pub(super) fn name(input: &[u8]) -> Parsed<'_, Name> {
    if !begins_name(input) {
        return fail(input, ErrorKind::Operand);
    }
    let (rest, spelling) = word(input, is_name_byte)?;
    Ok((rest, Name::new(spelling)))
}
