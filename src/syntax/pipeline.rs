//! Pipelines (XCU 2.9.2).

use super::Production;
use super::error::Parsed;
use super::input::Input;
use super::list::required;
use super::token::{Reserved, blanks, linebreak, operator, reserved};
use super::tree::{Command, Pipeline};

impl Production for Pipeline {
    fn parse(input: Input<'_>) -> Parsed<'_, Self> {
        let (mut here, negated) = bangs(input);
        let mut expected = (here.at != input.at).then_some("a command after `!`");
        let mut commands = Vec::with_capacity(1);
        loop {
            let (next, command) = match (Command::parse(here), expected) {
                (Err(error), Some(expected)) => {
                    return Err(required(error, blanks(here), expected));
                }
                (result, _) => result?,
            };
            commands.push(command);
            if next.peek() != Some(b'|') || operator(next, b'|', b'|').is_some() {
                return Ok((next, Self { negated, commands }));
            }
            (here, ()) = linebreak(next.skip(1))?;
            expected = Some("a command after `|`");
        }
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
