//! What kind of command begins here (XCU 2.9, 2.10.2).

use super::error::{Parsed, mismatch};
use super::input::Input;
use super::reserved::Reserved;
use super::token::{blanks, reserved};
use super::tree::{Command, CompoundCommand};
use super::{Production, alias, class, condition, function, simple};

impl Production for Command {
    fn parse(mut input: Input<'_>) -> Parsed<'_, Self> {
        loop {
            match input.peek() {
                None => return mismatch(),
                Some(b'(') => return compound(input),
                Some(b'[') if condition::begins(input) => return compound(input),
                Some(b'<' | b'>') => return simple::command(input),
                Some(byte) if class::is(byte, class::DELIMITER) => return mismatch(),
                Some(_) => (),
            }
            match reserved(input) {
                Some((Reserved::In, _)) | None => (),
                Some((word, _)) if word.begins_compound() => return compound(input),
                Some((Reserved::Function, next)) => {
                    let (next, definition) = function::keyword(input, blanks(next))?;
                    return Ok((next, Command::Function(definition)));
                }
                Some(_) => return mismatch(),
            }
            match alias::substitute(input) {
                Some(next) => input = next,
                None => return simple::command(input),
            }
        }
    }
}

fn compound(input: Input<'_>) -> Parsed<'_, Command> {
    let (next, compound) = CompoundCommand::parse(input)?;
    Ok((next, Command::Compound(Box::new(compound))))
}
