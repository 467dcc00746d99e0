//! `[[ expression ]]`

use super::error::Parsed;
use super::extended::{Comparison, Condition, Group};
use super::input::Input;
use super::token::{blanks, newline, operator};
use super::tree::{Compound, Word};
use super::word::{Place, is_bare};
use super::{Part, Production, alias};
use crate::sys::depth::deeper;

/// The operators with one operand, by their letters.
const UNARY: &[u8] = b"abcdefghkLnNoOpGrRsStuvwxz";

/// Whether `[[` stands here, as a word of its own.
pub fn begins(input: Input<'_>) -> bool {
    input.session.manner.extended && bracket(input, b'[')
}

fn bracket(input: Input<'_>, byte: u8) -> bool {
    operator(input, byte, byte).is_some_and(Input::is_delimiter)
}

/// `[[ expression ]]`, from its brackets on.
pub fn clause(input: Input<'_>) -> Parsed<'_, Compound> {
    input.open("`[[`");
    let (here, condition) = any(input.skip(1).joined().skip(1))?;
    if !bracket(here, b']') {
        return Err(here.unexpected(Some("`]]`")));
    }
    input.close();
    let end = here.skip(1).joined().skip(1);
    Ok((blanks(end), Compound::Condition(Box::new(condition))))
}

/// Blanks and newlines.
fn gap(mut input: Input<'_>) -> Parsed<'_, ()> {
    loop {
        input = alias::settle(blanks(input));
        if input.peek() != Some(b'\n') {
            return Ok((input, ()));
        }
        (input, ()) = newline(input)?;
    }
}

/// `all || all ...`
fn any(input: Input<'_>) -> Parsed<'_, Condition> {
    joined(input, b'|', all, Condition::Any)
}

/// `term && term ...`
fn all(input: Input<'_>) -> Parsed<'_, Condition> {
    joined(input, b'&', term, Condition::All)
}

fn joined<'s>(
    input: Input<'s>,
    byte: u8,
    part: fn(Input<'s>) -> Parsed<'s, Condition>,
    make: fn(Vec<Condition>) -> Condition,
) -> Parsed<'s, Condition> {
    let (mut here, first) = part(input)?;
    let mut rest = Vec::new();
    while let Some(next) = operator(here, byte, byte) {
        let (next, condition) = part(next)?;
        rest.push(condition);
        here = next;
    }
    if rest.is_empty() {
        return Ok((here, first));
    }
    rest.insert(0, first);
    Ok((here, make(rest)))
}

/// Whether `!` stands here, and no pattern `!(a|b)`, which is a word.
fn negates(here: Input<'_>) -> bool {
    let behind = here.skip(1);
    here.peek() == Some(b'!')
        && behind.joined().is_delimiter()
        && !(here.session.manner.groups && behind.peek() == Some(b'('))
}

/// A primary or a condition in parentheses, perhaps negated; and the blanks behind it.
fn term(input: Input<'_>) -> Parsed<'_, Condition> {
    let (mut here, ()) = gap(input)?;
    let mut negated = false;
    while negates(here) {
        negated = !negated;
        (here, ()) = gap(here.skip(1))?;
    }
    let (next, condition) = if here.peek() == Some(b'(') {
        let (end, condition) = deeper(|| any(here.skip(1)))?;
        let Some(end) = end.accept(b')') else {
            return Err(end.unexpected(Some("`)`")));
        };
        (end, Condition::Group(Box::new(Group(condition))))
    } else {
        primary(here)?
    };
    let (next, ()) = gap(next)?;
    let condition = if negated {
        Condition::Not(Box::new(condition))
    } else {
        condition
    };
    Ok((next, condition))
}

/// Whether no operand begins here.
fn ends(input: Input<'_>) -> bool {
    bracket(input, b']') || matches!(input.peek(), Some(b'&' | b'|' | b')' | b';') | None)
}

fn primary(input: Input<'_>) -> Parsed<'_, Condition> {
    if input.is_delimiter() || bracket(input, b']') {
        return Err(input.unexpected(Some("an operand")));
    }
    let (end, first) = Word::parse(input)?;
    let (next, ()) = gap(end)?;
    let bare = is_bare(&first, input, end);
    if let (Some([b'-', letter]), true) = (first.as_literal(), bare)
        && UNARY.contains(letter)
    {
        let (end, operand) = operand(next, Place::Token)?;
        return Ok((end, Condition::Unary(*letter, operand)));
    }
    if ends(next) {
        return Ok((next, Condition::Text(first)));
    }
    let (next, comparison) = comparison(next)?;
    let place = match comparison {
        Comparison::Match | Comparison::Differ => Place::Glob,
        Comparison::Regex => Place::Regex,
        _ => Place::Token,
    };
    let (next, ()) = gap(next)?;
    let (end, second) = operand(next, place)?;
    Ok((end, Condition::Binary(comparison, first, second)))
}

fn operand(input: Input<'_>, place: Place) -> Parsed<'_, Word> {
    let group = place == Place::Regex && input.peek() == Some(b'(');
    if !group && (input.is_delimiter() || bracket(input, b']')) {
        return Err(input.unexpected(Some("an operand")));
    }
    Word::parse_in(input, place)
}

fn comparison(input: Input<'_>) -> Parsed<'_, Comparison> {
    match input.peek() {
        Some(b'<') => return Ok((input.skip(1), Comparison::Before)),
        Some(b'>') => return Ok((input.skip(1), Comparison::After)),
        _ => (),
    }
    if !input.is_delimiter() {
        let (end, word) = Word::parse(input)?;
        if is_bare(&word, input, end)
            && let Some(comparison) = word.as_literal().and_then(Comparison::new)
        {
            return Ok((end, comparison));
        }
    }
    Err(input.unexpected(Some("an operator or `]]`")))
}
