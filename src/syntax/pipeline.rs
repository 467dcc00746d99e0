//! Pipelines (XCU 2.9.2).

use super::Production;
use super::error::Parsed;
use super::input::Input;
use super::list::required;
use super::reserved::Reserved;
use super::token::{blanks, linebreak, operator, reserved};
use super::tree::{Command, Pipeline};

impl Production for Pipeline {
    fn parse(input: Input<'_>) -> Parsed<'_, Self> {
        let (first, negated) = bangs(input);
        let (mut here, command) = match Command::parse(first) {
            Err(error) if first.at != input.at => {
                return Err(required(error, blanks(first), "a command after `!`"));
            }
            result => result?,
        };
        let mut commands = Vec::with_capacity(1);
        commands.push(command);
        while here.peek() == Some(b'|') && operator(here, b'|', b'|').is_none() {
            let (next, ()) = linebreak(here.skip(1))?;
            let (next, command) = Command::parse(next)
                .map_err(|error| required(error, blanks(next), "a command after `|`"))?;
            commands.push(command);
            here = next;
        }
        Ok((here, Self { negated, commands }))
    }
}

/// Any number of `!`, each of which turns the status round.
fn bangs(mut input: Input<'_>) -> (Input<'_>, bool) {
    let mut negated = false;
    while input.peek() == Some(b'!')
        && let Some((Reserved::Bang, next)) = reserved(input)
    {
        negated = !negated;
        input = blanks(next);
    }
    (input, negated)
}
