//! Pipelines (XCU 2.9.2).

use super::Production;
use super::error::Parsed;
use super::input::Input;
use super::list::{required, reserve_one};
use super::redirect::standard_error;
use super::reserved::Reserved;
use super::token::{blanks, ends_list, linebreak, operator, reserved};
use super::tree::{Command, Compound, CompoundCommand, Pipeline, SimpleCommand};
use crate::sys::depth::deeper;

impl Production for Pipeline {
    fn parse(input: Input<'_>) -> Parsed<'_, Self> {
        let (first, negated) = bangs(input);
        if first.peek() == Some(b't')
            && let Some((Reserved::Time, next)) = reserved(first)
        {
            return deeper(|| timed(first, blanks(next), negated));
        }
        let extended = input.session.manner.extended;
        if extended && first.at != input.at && ends_command(first) {
            return Ok((first, alone(first.line(), negated)));
        }
        let (mut here, command) = match Command::parse(first) {
            // An alias stood here, for a `!` or a `time`.
            Err(nom::Err::Error(_)) if begins_pipeline(blanks(first)) => {
                return Self::parse(input);
            }
            Err(error) if first.at != input.at => {
                return Err(required(error, blanks(first), "a command after `!`"));
            }
            result => result?,
        };
        let mut commands = Vec::new();
        keep(first, &mut commands, command);
        while here.peek() == Some(b'|') && operator(here, b'|', b'|').is_none() {
            let merged = extended && here.skip(1).peek() == Some(b'&');
            if merged && let Some(last) = commands.last_mut() {
                merge(last, here.line());
            }
            let (next, ()) = linebreak(here.skip(1 + usize::from(merged)))?;
            let (next, command) = Command::parse(next)
                .map_err(|error| required(error, blanks(next), "a command after `|`"))?;
            keep(first, &mut commands, command);
            here = next;
        }
        Ok((here, Self { negated, commands }))
    }
}

/// Takes a command into a pipeline, if it is not only checked.
#[inline]
fn keep(input: Input<'_>, commands: &mut Vec<Command>, command: Command) {
    if !input.session.manner.only_checks {
        reserve_one(commands).push(command);
    }
}

/// Whether one of the reserved words is here that come before the commands of a pipeline.
fn begins_pipeline(input: Input<'_>) -> bool {
    matches!(reserved(input), Some((Reserved::Bang | Reserved::Time, _)))
}

/// Whether a list ends here, or a part of it.
fn ends_command(input: Input<'_>) -> bool {
    matches!(input.peek(), None | Some(b'\n' | b';' | b')'))
}

/// A `!` that nothing stands behind turns the status of a command without words round.
fn alone(line: u32, negated: bool) -> Pipeline {
    let nothing = SimpleCommand {
        assignments: Vec::new(),
        words: Vec::new(),
        redirects: Vec::new(),
        name: None,
        line,
    };
    let commands = vec![Command::Simple(Box::new(nothing))];
    Pipeline { negated, commands }
}

/// `a |& b` is `a 2>&1 | b`.
fn merge(command: &mut Command, line: u32) {
    match command {
        Command::Simple(simple) => simple.redirects.push(standard_error(line)),
        Command::Compound(compound) => compound.redirects.push(standard_error(line)),
        Command::Function(_) => (),
    }
}

/// `time [-p] [--] pipeline`: a compound command that is a pipeline by itself.
fn timed<'s>(start: Input<'s>, input: Input<'s>, negated: bool) -> Parsed<'s, Pipeline> {
    let option = |input: Input<'s>, letter| {
        let next = input.accept(b'-')?.accept(letter)?;
        next.is_delimiter().then(|| blanks(next))
    };
    let behind = option(input, b'p');
    let portable = behind.is_some();
    let input = behind.unwrap_or(input);
    let input = option(input, b'-').unwrap_or(input);
    let line = start.line();
    // Without a pipeline it shows the times of the shell.
    let (next, pipeline) = if ends_list(input) {
        let commands = Vec::new();
        let negated = false;
        (input, Pipeline { negated, commands })
    } else {
        Pipeline::parse(input).map_err(|error| required(error, input, "a command after `time`"))?
    };
    let compound = CompoundCommand {
        kind: Compound::Time { portable, pipeline },
        redirects: Vec::new(),
        line,
    };
    let commands = vec![Command::Compound(Box::new(compound))];
    Ok((next, Pipeline { negated, commands }))
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
