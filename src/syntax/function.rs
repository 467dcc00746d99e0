//! Function definitions (XCU 2.9.5).

use super::Production;
use super::alias;
use super::error::Parsed;
use super::input::Input;
use super::list::required;
use super::token::{blanks, linebreak};
use super::tree::{CompoundCommand, FunctionDefinition};
use crate::name::Name;
use std::rc::Rc;

/// The special built-in utilities whose names look like names: no function may have one of these.
const SPECIAL_BUILTINS: [&[u8]; 13] = [
    b"break",
    b"continue",
    b"eval",
    b"exec",
    b"exit",
    b"export",
    b"readonly",
    b"return",
    b"set",
    b"shift",
    b"times",
    b"trap",
    b"unset",
];

/// A function definition from its parentheses on; `start` to `end` is its name.
///
/// POSIX allows an implementation to accept more than names here, and scripts count on it.
pub fn definition<'s>(
    start: Input<'s>,
    end: Input<'s>,
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
    if SPECIAL_BUILTINS.contains(&name.as_bytes()) {
        return Err(start.invalid(
            "a special built-in utility and cannot be a function",
            (end.at - start.at) as usize,
        ));
    }
    start.open("function");
    let (body, ()) = linebreak(inside.skip(1))?;
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
