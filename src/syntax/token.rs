//! What stands between words: blanks, comments, newlines, operators, reserved words (XCU 2.3, 2.4).

use super::alias;
use super::buffer::ReservedAt;
use super::class;
use super::error::Parsed;
use super::heredoc;
use super::input::Input;
use super::reserved::Reserved;
use crate::sys::find;

/// The place of the next token: behind blanks, line continuations and a comment (XCU 2.3).
#[inline]
pub fn blanks(input: Input<'_>) -> Input<'_> {
    if begins_token(input) {
        input
    } else {
        blanks_there(input)
    }
}

/// Whether something that has been read is here, and no blank nor what may stand between blanks.
#[inline]
fn begins_token(input: Input<'_>) -> bool {
    let byte = input.session.buffer.text().get(input.at as usize);
    byte.is_some_and(|byte| !class::is(byte, class::BETWEEN))
}

/// A single blank is what is there most often.
fn blanks_there(input: Input<'_>) -> Input<'_> {
    let buffer = input.session.buffer;
    let single = buffer.text().get(input.at as usize) == Some(b' ') && !buffer.has_splices();
    if single && begins_token(input.skip(1)) {
        return input.skip(1);
    }
    more_blanks(input)
}

#[inline(never)]
fn more_blanks(input: Input<'_>) -> Input<'_> {
    let (next, special) = skip_blanks(input);
    let next = if special { skip_more(next) } else { next };
    input.session.buffer.skipped(input.at, next.at);
    next
}

/// The place behind blanks, and whether what is there may not be a token yet.
#[inline]
fn skip_blanks(input: Input<'_>) -> (Input<'_>, bool) {
    input.scan(|rest| {
        let blanks = rest.iter().position(|&byte| byte != b' ' && byte != b'\t');
        match blanks.and_then(|blanks| rest.get(blanks)) {
            Some(byte) => (
                input.skip(blanks.unwrap_or(0)),
                matches!(byte, b'#' | b'\\'),
            ),
            None => (input.skip(rest.len()), true),
        }
    })
}

/// Skips what may stand between blanks.
fn skip_more(mut input: Input<'_>) -> Input<'_> {
    loop {
        input = match input.peek() {
            Some(b'#') => end_of_line(input),
            Some(b'\\') => {
                let joined = input.joined();
                if joined.at == input.at {
                    return input;
                }
                joined
            }
            Some(b' ' | b'\t') => skip_blanks(input).0,
            _ => return input,
        };
    }
}

fn end_of_line(mut input: Input<'_>) -> Input<'_> {
    loop {
        input = input.skip_to(|rest| find::byte(b'\n', rest), |_| ());
        if matches!(input.peek(), Some(b'\n') | None) {
            return input;
        }
    }
}

/// A newline token, and the here-documents that begin behind it (XCU 2.7.4).
pub fn newline(input: Input<'_>) -> Parsed<'_, ()> {
    let input = input.skip(1);
    if input.session.pending.borrow().is_empty() {
        Ok((input, ()))
    } else {
        heredoc::bodies(input)
    }
}

/// Any number of newlines, to where a command may begin; the word there is settled.
pub fn linebreak(mut input: Input<'_>) -> Parsed<'_, ()> {
    loop {
        input = blanks(input);
        if input.peek() == Some(b'\n') {
            (input, ()) = newline(input)?;
            continue;
        }
        match alias::substitute_command(input) {
            Some(next) => input = next,
            None => return Ok((input, ())),
        }
    }
}

/// Any number of newlines, where no command may begin: to a word that is one of `words`, or else
/// settled.
pub fn linebreak_before<'s>(mut input: Input<'s>, words: &[Reserved]) -> Parsed<'s, ()> {
    loop {
        input = blanks(input);
        if input.peek() == Some(b'\n') {
            (input, ()) = newline(input)?;
            continue;
        }
        if reserved(input).is_some_and(|(word, _)| words.contains(&word)) {
            return Ok((input, ()));
        }
        match alias::substitute_eligible(input) {
            Some(next) => input = next,
            None => return Ok((input, ())),
        }
    }
}

/// The place behind an operator of two bytes.
pub fn operator(input: Input<'_>, first: u8, second: u8) -> Option<Input<'_>> {
    if input.peek() == Some(first) {
        input.skip(1).accept(second)
    } else {
        None
    }
}

/// The length of the longest reserved word.
const LONGEST: usize = 8;

/// The reserved word here, if there is one, and the place behind it.
#[inline]
pub fn reserved(input: Input<'_>) -> Option<(Reserved, Input<'_>)> {
    match input.peek() {
        Some(byte) if class::is(byte, class::RESERVED) => {
            let (word, at) = reserved_at(input, byte)?;
            Some((word, Input { at, ..input }))
        }
        _ => None,
    }
}

/// The same where one may begin with `byte`.
fn reserved_at(input: Input<'_>, byte: u8) -> ReservedAt {
    match byte {
        // A pattern `!(a|b)`.
        b'!' if input.session.manner.groups && input.skip(1).peek() == Some(b'(') => None,
        b'}' if input.session.brace_ends.get() => Some((Reserved::CloseBrace, input.at + 1)),
        _ => {
            let look = || look_for_reserved(input);
            input.session.buffer.reserved(input.at, look)
        }
    }
}

#[inline(never)]
fn look_for_reserved(input: Input<'_>) -> ReservedAt {
    let (word, end) = reserved_word(input)?;
    (!word.is_extension() || input.session.manner.extended).then_some((word, end.at))
}

/// Whether a list ends here: nothing that can begin a command.
#[inline]
pub fn ends_list(input: Input<'_>) -> bool {
    match input.peek() {
        None | Some(b')' | b'\n' | b';' | b'&' | b'|') => true,
        Some(byte) if class::is(byte, class::RESERVED) => {
            reserved(input).is_some_and(|(word, _)| !word.begins_command())
        }
        Some(_) => false,
    }
}

fn reserved_word(input: Input<'_>) -> Option<(Reserved, Input<'_>)> {
    let found = input.scan(|rest| {
        let length = class::position(rest.get(..=LONGEST).unwrap_or(rest), class::WORD);
        match length.and_then(|length| rest.split_at_checked(length)) {
            Some((word, [next, ..])) if class::is(*next, class::DELIMITER) => {
                Ok(Reserved::new(word).map(|reserved| (reserved, input.skip(word.len()))))
            }
            Some((_, [b'\\', ..])) => Err(()),
            // At the end of what has been read there may be more to come.
            _ if rest.len() <= LONGEST => Err(()),
            _ => Ok(None),
        }
    });
    found.unwrap_or_else(|()| reserved_slowly(input))
}

#[cold]
fn reserved_slowly(mut input: Input<'_>) -> Option<(Reserved, Input<'_>)> {
    let mut word = Vec::with_capacity(LONGEST);
    loop {
        let here = input.joined();
        match here.peek() {
            Some(byte) if !class::is(byte, class::WORD) && word.len() < LONGEST => word.push(byte),
            _ => {
                return if here.is_delimiter() {
                    Some((Reserved::new(&word)?, here))
                } else {
                    None
                };
            }
        }
        input = here.skip(1);
    }
}

/// This reserved word, or the error that it is missing.
pub fn keyword(input: Input<'_>, word: Reserved) -> Parsed<'_, ()> {
    match reserved(input) {
        Some((found, next)) if found == word => Ok((blanks(next), ())),
        _ => Err(input.unexpected(Some(word.quoted()))),
    }
}
