//! Redirections (XCU 2.7).

use super::error::{Parsed, mismatch};
use super::extended::Place;
use super::input::Input;
use super::lead::name;
use super::list::reserve_one;
use super::token::blanks;
use super::tree::{Redirect, RedirectAction, Shape, Unit, Word};
use super::word::{self, opaque};
use super::{Production, alias, arithmetic, class, heredoc};
use crate::name::Name;
use crate::sys::depth::deeper;

/// What becomes of the word behind an operator.
type Make = fn(Word) -> RedirectAction;

/// Whether a redirection may begin with this byte.
#[inline]
pub fn may_begin(byte: u8) -> bool {
    class::is(byte, class::REDIRECT)
}

/// Reads a redirection and adds it to `list`: two of them for `&>word`, `&>>word` and `>&word` where
/// the word cannot be a descriptor, since those mean `>word 2>&1`.
#[inline]
pub fn add<'s>(input: Input<'s>, list: &mut Vec<Redirect>) -> Parsed<'s, ()> {
    if input.peek() == Some(b'&') {
        return both(input, list);
    }
    if input.peek() == Some(b'{') {
        return named(input, list);
    }
    let (next, redirect) = Redirect::parse(input)?;
    let redirect = match redirect.action {
        RedirectAction::DuplicateOutput(word)
            if redirect.descriptor == 1 && input.session.manner.extended && is_path(&word) =>
        {
            reserve_one(list).push(Redirect {
                action: RedirectAction::Write(word),
                ..redirect
            });
            standard_error(redirect.line)
        }
        _ => redirect,
    };
    reserve_one(list).push(redirect);
    Ok((next, ()))
}

/// `{name}>word`, `{name[index]}>word`
fn named<'s>(input: Input<'s>, list: &mut Vec<Redirect>) -> Parsed<'s, ()> {
    let Some((spelling, behind)) = name(input.skip(1)) else {
        return mismatch();
    };
    let (behind, index) = match behind.peek() {
        Some(b'[') if input.session.manner.extended => {
            let (end, index) = deeper(|| arithmetic::subscript(behind.skip(1), b"}"))?;
            (end.skip(1), Some(index))
        }
        _ => (behind, None),
    };
    let Some(operator) = behind.accept(b'}') else {
        return mismatch();
    };
    if !input.session.manner.extended || !matches!(operator.peek(), Some(b'<' | b'>')) {
        return mismatch();
    }
    let (next, redirect) = Redirect::parse(operator)?;
    list.push(Redirect {
        variable: Some(Box::new(Place {
            name: Name::new(&spelling),
            index,
        })),
        ..redirect
    });
    Ok((next, ()))
}

/// Whether a word behind `>&` can be no descriptor, whatever it expands to.
fn is_path(word: &Word) -> bool {
    let path =
        |text: &[u8]| text != b"-" && text.first().is_some_and(|byte| !byte.is_ascii_digit());
    match &word.shape {
        Shape::Literal(text) => path(text),
        Shape::Units(units) => match units.first() {
            Some(Unit::Literal(text) | Unit::Quoted(text)) => path(text),
            Some(Unit::Tilde(_)) => true,
            _ => false,
        },
        Shape::Variable { .. } => false,
    }
}

/// `2>&1`
pub fn standard_error(line: u32) -> Redirect {
    Redirect {
        descriptor: 2,
        variable: None,
        action: RedirectAction::DuplicateOutput(Word::literal(b"1")),
        line,
    }
}

/// `&>word` and `&>>word`: in POSIX a `&` and a redirection of nothing.
fn both<'s>(input: Input<'s>, list: &mut Vec<Redirect>) -> Parsed<'s, ()> {
    let operator = input.skip(1);
    if !input.session.manner.extended || operator.peek() != Some(b'>') {
        return mismatch();
    }
    let append = operator.skip(1).peek() == Some(b'>');
    let operand = alias::settle(blanks(operator.skip(1 + usize::from(append))));
    if operand.is_delimiter() {
        return mismatch();
    }
    let line = input.noted_line();
    let (end, word) = Word::parse(operand)?;
    let action = if append {
        RedirectAction::Append(word)
    } else {
        RedirectAction::Write(word)
    };
    list.push(Redirect {
        descriptor: 1,
        variable: None,
        action,
        line,
    });
    list.push(standard_error(line));
    Ok((blanks(end), ()))
}

/// An optional descriptor, an operator, a word.
impl Production for Redirect {
    fn parse(input: Input<'_>) -> Parsed<'_, Self> {
        let (operator, number) = match input.peek() {
            Some(b'<' | b'>') => (input, None),
            Some(byte) if class::is(byte, class::DIGIT) => match descriptor(input) {
                Some((operator, number)) => (operator, Some(number)),
                None => return mismatch(),
            },
            _ => return mismatch(),
        };
        let line = operator.session.buffer.recent_line();
        let default = u32::from(operator.peek() == Some(b'>'));
        let (end, action) = action(operator)?;
        Ok((
            blanks(end),
            Self {
                descriptor: number.unwrap_or(default),
                variable: None,
                action,
                line,
            },
        ))
    }
}

/// Digits right before an operator (XCU 2.10.1, rule 2). More than a descriptor can be are a word,
/// as in other shells.
fn descriptor(mut input: Input<'_>) -> Option<(Input<'_>, u32)> {
    let mut number = 0_i32;
    loop {
        input = input.joined();
        match input.peek() {
            Some(digit @ b'0'..=b'9') => {
                number = number
                    .checked_mul(10)?
                    .checked_add(i32::from(digit - b'0'))?;
            }
            Some(b'<' | b'>') => return Some((input, number.unsigned_abs())),
            _ => return None,
        }
        input = input.skip(1);
    }
}

fn action(input: Input<'_>) -> Parsed<'_, RedirectAction> {
    if input.begins_process() {
        return mismatch();
    }
    let next = input.skip(1).joined();
    let (end, make): (_, Make) = match (input.peek(), next.peek()) {
        (Some(b'<'), Some(b'<')) => {
            let behind = next.skip(1);
            if input.session.manner.extended && behind.joined().peek() == Some(b'<') {
                (behind.joined().skip(1), RedirectAction::HereString as Make)
            } else {
                let (strip_tabs, behind) = behind
                    .accept(b'-')
                    .map_or((false, behind), |behind| (true, behind));
                return heredoc::operand(alias::settle(blanks(behind)), strip_tabs);
            }
        }
        (Some(b'<'), Some(b'>')) => (next.skip(1), RedirectAction::ReadWrite),
        (Some(b'<'), Some(b'&')) => (next.skip(1), RedirectAction::DuplicateInput),
        (Some(b'<'), _) => (next, RedirectAction::Read),
        (_, Some(b'>')) => (next.skip(1), RedirectAction::Append),
        (_, Some(b'|')) => (next.skip(1), RedirectAction::Clobber),
        (_, Some(b'&')) => (next.skip(1), RedirectAction::DuplicateOutput),
        _ => (next, RedirectAction::Write),
    };
    let operand = alias::settle(blanks(end));
    if operand.is_delimiter() {
        return Err(operand.unexpected(Some("a word after the redirection operator")));
    }
    // Whether what stands behind `>&` can be a descriptor is asked.
    let (end, word) = if next.peek() == Some(b'&') {
        Word::parse(operand)?
    } else {
        opaque(operand, word::Place::Token)?
    };
    Ok((end, make(word)))
}
