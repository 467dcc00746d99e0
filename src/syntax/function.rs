//! Function definitions (XCU 2.9.5).

use super::Production;
use super::alias;
use super::error::Parsed;
use super::input::Input;
use super::list::required;
use super::token::{blanks, linebreak};
use super::tree::{CompoundCommand, FunctionDefinition, Word};
use super::word::bare;
use crate::name::Name;
use std::rc::Rc;

/// A function definition from its parentheses on; `start` is where its name begins.
///
/// POSIX allows an implementation to accept more than names here, and scripts count on it. One named
/// as a special built-in utility is never found.
pub fn definition<'s>(
    start: Input<'s>,
    parenthesis: Input<'s>,
    name: Name,
) -> Parsed<'s, FunctionDefinition> {
    let line = start.line();
    let inside = alias::settle(blanks(parenthesis.skip(1)));
    if inside.peek() != Some(b')') {
        return Err(match inside.peek() {
            None => inside.unexpected(Some("`)`")),
            Some(_) => parenthesis.unexpected(None),
        });
    }
    start.open("function");
    body(start, inside.skip(1), name, line)
}

/// `function name`, perhaps with parentheses, and the body.
pub fn keyword<'s>(start: Input<'s>, input: Input<'s>) -> Parsed<'s, FunctionDefinition> {
    let line = start.line();
    let (end, word) = Word::parse(input)?;
    let name = match bare(&word, input, end) {
        Some(name) if !name.is_empty() => Name::new(name),
        _ => return Err(input.unexpected(Some("the name of a function"))),
    };
    start.open("function");
    let next = blanks(end);
    let parentheses = match next.peek() {
        Some(b'(') => blanks(next.skip(1)).accept(b')'),
        _ => None,
    };
    body(start, parentheses.unwrap_or(next), name, line)
}

fn body<'s>(
    start: Input<'s>,
    input: Input<'s>,
    name: Name,
    line: u32,
) -> Parsed<'s, FunctionDefinition> {
    let (body, ()) = linebreak(input)?;
    let (next, body) = CompoundCommand::parse(body)
        .map_err(|error| required(error, body, "a compound command as the body"))?;
    start.close();
    Ok((
        next,
        FunctionDefinition {
            name,
            body: Rc::new(body),
            line,
        },
    ))
}
