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
