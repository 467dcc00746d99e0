//! The `for` loop (XCU 2.9.4.2).

use super::compound::do_group;
use super::error::Parsed;
use super::input::Input;
use super::lead::name;
use super::list::commands;
use super::reserved::Reserved;
use super::token::{blanks, keyword, linebreak_before, reserved};
use super::tree::{Compound, List, Word};
use super::word::{Place, opaque};
use super::{Production, alias, arithmetic, brace};
use crate::name::Name;

/// `name in word... ; do list done`, `name do list done`, `((...)) do list done`
pub fn clause(input: Input<'_>) -> Parsed<'_, Compound> {
    if input.peek() == Some(b'(') && input.session.manner.extended {
        return counting(input);
    }
    let (next, (name, words, body)) = over_words(input)?;
    Ok((next, Compound::For { name, words, body }))
}

/// The same behind `select`.
pub fn select(input: Input<'_>) -> Parsed<'_, Compound> {
    let (next, (name, words, body)) = over_words(input)?;
    Ok((next, Compound::Select { name, words, body }))
}

/// `((first; condition; next)) ; do list done`; braces may stand for `do` and `done`.
fn counting(input: Input<'_>) -> Parsed<'_, Compound> {
    let Some(inner) = input.skip(1).accept(b'(') else {
        return Err(input.unexpected(Some("a variable name")));
    };
    let (next, parts) = arithmetic::counting(inner)?;
    let next = blanks(next);
    let next = if next.peek() == Some(b';') {
        next.skip(1)
    } else {
        next
    };
    let (next, ()) = linebreak_before(next, &[Reserved::Do, Reserved::OpenBrace])?;
    let (next, body) = match reserved(next) {
        Some((Reserved::OpenBrace, inner)) => {
            let (end, body) = commands(inner)?;
            let (end, ()) = keyword(end, Reserved::CloseBrace)?;
            (end, body)
        }
        _ => do_group(next)?,
    };
    Ok((next, Compound::Counting { parts, body }))
}

type Words = (Name, Option<Vec<Word>>, List);

fn over_words(input: Input<'_>) -> Parsed<'_, Words> {
    let (next, name) = variable(alias::settle(input))?;
    let (next, ()) = linebreak_before(next, &[Reserved::In, Reserved::Do])?;
    let (next, words) = match reserved(next) {
        Some((Reserved::In, next)) => {
            let (next, words) = words(blanks(next))?;
            (next, Some(words))
        }
        _ if next.peek() == Some(b';') => {
            (linebreak_before(next.skip(1), &[Reserved::Do])?.0, None)
        }
        Some((Reserved::Do, _)) => (next, None),
        _ => return Err(next.unexpected(Some("`in` or `do`"))),
    };
    let (next, body) = do_group(next)?;
    Ok((next, (name, words, body)))
}

fn variable(input: Input<'_>) -> Parsed<'_, Name> {
    match name(input) {
        Some((name, next)) if next.joined().is_delimiter() => Ok((blanks(next), Name::new(&name))),
        _ if input.is_delimiter() => Err(input.unexpected(Some("a variable name"))),
        _ => {
            let (end, _) = Word::parse(input)?;
            Err(input.invalid("not a valid name", (end.at - input.at) as usize))
        }
    }
}

/// The words, and the newlines or the semicolon that must end them.
fn words(input: Input<'_>) -> Parsed<'_, Vec<Word>> {
    let mut words = Vec::new();
    let mut here = alias::settle(input);
    while !here.is_delimiter() {
        let (next, word) = opaque(here, Place::Token)?;
        brace::push(next.session.buffer, word, &mut words);
        here = alias::settle(blanks(next));
    }
    let next = match here.peek() {
        Some(b';') => here.skip(1),
        Some(b'\n') => here,
        _ => return Err(here.unexpected(Some("`;` or a new line before `do`"))),
    };
    let (next, ()) = linebreak_before(next, &[Reserved::Do])?;
    Ok((next, words))
}
