//! Assignments that POSIX does not have: `name+=value`, `name[index]=value`, `name=(value ...)`.

use super::error::Parsed;
use super::extended::{Element, Special};
use super::input::Input;
use super::lead::name;
use super::token::{blanks, newline};
use super::tree::{Arithmetic, Assignment, Unit, Word};
use super::word::Place;
use super::{Part, alias, arithmetic, brace};
use crate::name::Name;
use std::rc::Rc;

/// What stands before the value of an assignment, and the place of the value.
pub struct Head<'s> {
    pub name: Name,
    pub special: Special,
    pub value: Input<'s>,
}

/// `name+=`, `name[index]=` or `name[index]+=`, if the word here begins so.
pub fn head(input: Input<'_>) -> Option<Result<Head<'_>, nom::Err<super::error::Trouble>>> {
    let (spelling, behind) = name(input)?;
    let mut here = behind;
    let mut index = None;
    if here.peek() == Some(b'[') && closes_before_equals(here) {
        match arithmetic::subscript(here.skip(1), b"") {
            Ok((end, _)) if end.peek() != Some(b']') => return None,
            Ok((end, found)) => {
                index = Some(found);
                here = end.skip(1);
            }
            Err(error) => return Some(Err(error)),
        }
    }
    let append = here.peek() == Some(b'+');
    if append {
        here = here.skip(1);
    }
    if here.peek() != Some(b'=') || !append && index.is_none() {
        return None;
    }
    Some(Ok(Head {
        name: Name::new(&spelling),
        special: Special {
            append,
            index,
            list: None,
        },
        value: here.skip(1),
    }))
}

/// Whether the bracket here is closed on this line and `=` or `+=` follows. Otherwise it belongs to a
/// pattern.
fn closes_before_equals(input: Input<'_>) -> bool {
    let mut here = input;
    let mut depth = 0_usize;
    while let Some(byte) = here.peek() {
        here = here.skip(1);
        match byte {
            b'[' => depth += 1,
            b']' => depth -= 1,
            b'\n' => return false,
            b'\\' => here = here.skip(1),
            b'\'' | b'"' => match behind_quotes(here, byte) {
                Some(end) => here = end,
                None => return false,
            },
            _ => (),
        }
        if depth == 0 {
            return match here.peek() {
                Some(b'=') => true,
                Some(b'+') => here.skip(1).peek() == Some(b'='),
                _ => false,
            };
        }
    }
    false
}

/// The place behind quotes, from behind the opening one.
fn behind_quotes(mut here: Input<'_>, quote: u8) -> Option<Input<'_>> {
    loop {
        let byte = here.peek()?;
        here = here.skip(1);
        match byte {
            _ if byte == quote => return Some(here),
            b'\\' if quote == b'"' => here = here.skip(1),
            _ => (),
        }
    }
}

/// An assignment, from its value on.
pub fn assignment(head: Head<'_>) -> Parsed<'_, Assignment> {
    let Head {
        name,
        mut special,
        value,
    } = head;
    let (end, value) = if special.index.is_none() && value.peek() == Some(b'(') {
        let (end, list) = list(value)?;
        special.list = Some(list);
        (end, Word::literal(b""))
    } else {
        Word::parse_in(value, Place::Assigned)?
    };
    Ok((
        end,
        Assignment {
            name,
            value,
            extra: Some(Box::new(special)),
        },
    ))
}

/// An assignment `name=(...)`, from its parenthesis on.
pub fn of_list(name: Name, value: Input<'_>) -> Parsed<'_, Assignment> {
    assignment(Head {
        name,
        special: Special {
            append: false,
            index: None,
            list: None,
        },
        value,
    })
}

/// The list of an argument `name=(...)`, as a part of a word.
pub fn unit(value: Input<'_>) -> Parsed<'_, Unit> {
    let (end, list) = list(value)?;
    Ok((end, Unit::List(Rc::new(list))))
}

/// `( element ... )`
fn list(input: Input<'_>) -> Parsed<'_, Vec<Element>> {
    input.open("`(`");
    let mut elements = Vec::new();
    let mut here = input.skip(1);
    loop {
        here = alias::settle(blanks(here));
        match here.peek() {
            Some(b'\n') => (here, ()) = newline(here)?,
            Some(b')') => {
                input.close();
                return Ok((here.skip(1), elements));
            }
            _ if here.is_delimiter() => return Err(here.unexpected(Some("a value or `)`"))),
            _ => {
                here = element(here, &mut elements)?.0;
            }
        }
    }
}

fn element<'s>(input: Input<'s>, elements: &mut Vec<Element>) -> Parsed<'s, ()> {
    if input.peek() == Some(b'[') && closes_before_equals(input) {
        let (end, index): (_, Arithmetic) = arithmetic::subscript(input.skip(1), b"")?;
        let behind = end.skip(1);
        let append = behind.peek() == Some(b'+');
        let behind = if append { behind.skip(1) } else { behind };
        if let (Some(b']'), Some(value)) = (end.peek(), behind.accept(b'=')) {
            let (end, value) = Word::parse_in(value, Place::Assigned)?;
            elements.push(Element {
                index: Some(index),
                append,
                value,
            });
            return Ok((end, ()));
        }
    }
    let (end, value) = Word::parse_in(input, Place::Token)?;
    let mut values = Vec::new();
    brace::push(end.session.buffer, value, &mut values);
    let plain = |value| Element {
        index: None,
        append: false,
        value,
    };
    elements.extend(values.into_iter().map(plain));
    Ok((end, ()))
}
