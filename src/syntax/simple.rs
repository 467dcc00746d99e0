//! Simple commands (XCU 2.9.1), and the function definitions that begin like one.

use super::error::{Parsed, mismatch};
use super::input::Input;
use super::lead::{Lead, lead};
use super::list::reserve_one;
use super::token::{blanks, newline};
use super::tree::{Assignment, Command, FunctionDefinition, SimpleCommand, Word};
use super::word::{Place, bare, declaration, opaque};
use super::{Part, Production, alias, array, brace, class, function, redirect, word};
use crate::name::Name;

/// What a command name says about how the words behind it are read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Utility {
    /// There is no name yet, or it is `command`: the next word says it.
    Unknown,
    /// Arguments that look like assignments are read like them (XCU 2.9.1.1). `declare` and `typeset` are what other
    /// shells have for `local`.
    Declaration,
    /// `eval`, in whose arguments lists of values may stand.
    Eval,
    /// Any other.
    Ordinary,
}

impl Utility {
    /// The one with this name, if that is known before it is expanded.
    pub fn of(name: Option<&[u8]>) -> Self {
        match name {
            Some(b"command") => Self::Unknown,
            Some(b"declare" | b"export" | b"local" | b"readonly" | b"typeset") => Self::Declaration,
            Some(b"eval") => Self::Eval,
            _ => Self::Ordinary,
        }
    }
}

/// A simple command or a function definition, where neither a reserved word nor an alias stands.
pub fn command(input: Input<'_>) -> Parsed<'_, Command> {
    let mut simple = Box::new(SimpleCommand {
        assignments: Vec::new(),
        words: Vec::new(),
        redirects: Vec::new(),
        name: None,
        line: input.noted_line(),
    });
    let mut utility = Utility::Unknown;
    let mut here = input;
    while let Some(byte) = here.peek() {
        if redirect::may_begin(byte) {
            match redirect::add(here, &mut simple.redirects) {
                Ok((next, ())) => {
                    here = alias_after(next, &simple);
                    continue;
                }
                Err(nom::Err::Error(_)) if here.is_delimiter() => break,
                Err(nom::Err::Error(_)) => (),
                Err(error) => return Err(error),
            }
        } else if class::is(byte, class::DELIMITER) {
            break;
        }
        if simple.words.is_empty() {
            let (next, definition) = first(here, &mut simple, &mut utility)?;
            if let Some(definition) = definition {
                return Ok((next, Command::Function(definition)));
            }
            here = next;
        } else {
            (here, ()) = argument(here, &mut simple, &mut utility)?;
        }
        here = alias_after(here, &simple);
    }
    if simple.words.is_empty() && simple.assignments.is_empty() && simple.redirects.is_empty() {
        return mismatch();
    }
    Ok((here, Command::Simple(simple)))
}

/// The next token after alias substitution, for a command name or behind a value that asks for it.
fn alias_after<'s>(mut input: Input<'s>, simple: &SimpleCommand) -> Input<'s> {
    if !simple.words.is_empty() {
        return alias::settle(input);
    }
    while let Some(next) = alias::substitute(input) {
        input = next;
    }
    input
}

/// An assignment or the command name, which may turn out to be the name of a function.
fn first<'s>(
    input: Input<'s>,
    simple: &mut SimpleCommand,
    utility: &mut Utility,
) -> Parsed<'s, Option<FunctionDefinition>> {
    let lead = lead(input);
    if let Lead::Name(length) = lead
        && let Some(next) = checked_name(input, length, simple, utility)
    {
        return Ok((next, None));
    }
    if let Lead::Assigned(name, value) = lead {
        let (next, assignment) = if value.peek() == Some(b'(') && input.session.manner.extended {
            array::of_list(name, value)?
        } else {
            let (next, value) = opaque(value, Place::Assigned)?;
            (
                next,
                Assignment {
                    name,
                    value,
                    extra: None,
                },
            )
        };
        reserve_one(&mut simple.assignments).push(assignment);
        return Ok((blanks(next), None));
    }
    if let Lead::Special = lead
        && let Some(head) = special_head(input)
    {
        let (next, assignment) = array::assignment(head?)?;
        simple.assignments.push(assignment);
        return Ok((blanks(next), None));
    }
    let (end, word) = match lead {
        Lead::Name(length) => word::text(input, length),
        _ => Word::parse(input)?,
    };
    let next = alias::settle(blanks(end));
    if next.peek() == Some(b'(')
        && simple.assignments.is_empty()
        && simple.redirects.is_empty()
        && let Some(name) = bare(&word, input, end)
    {
        let (next, definition) = function::definition(input, next, Name::new(name))?;
        return Ok((next, Some(definition)));
    }
    simple.name = word
        .as_literal()
        .map(|text| input.session.buffer.memory.name(text));
    // More than the usual number of words is cheaper to make room for later.
    simple.words = Vec::with_capacity(3);
    *utility = Utility::of(word.as_literal());
    brace::push(input.session.buffer, word, &mut simple.words);
    Ok((next, None))
}

/// A command name of `length` bytes, if it is only checked and no function is defined here.
fn checked_name<'s>(
    input: Input<'s>,
    length: usize,
    simple: &mut SimpleCommand,
    utility: &mut Utility,
) -> Option<Input<'s>> {
    if !input.session.manner.only_checks {
        return None;
    }
    let next = alias::settle(blanks(input.skip(length)));
    if next.peek() == Some(b'(') {
        return None;
    }
    *utility = input.scan(|rest| Utility::of(rest.get(..length)));
    reserve_one(&mut simple.words).push(Word::nothing());
    Some(next)
}

/// What stands before the value of an assignment that POSIX does not have.
#[cold]
fn special_head(
    input: Input<'_>,
) -> Option<Result<array::Head<'_>, nom::Err<super::error::Trouble>>> {
    if input.session.manner.extended {
        array::head(input)
    } else {
        None
    }
}

/// A word behind the command name.
fn argument<'s>(
    input: Input<'s>,
    simple: &mut SimpleCommand,
    utility: &mut Utility,
) -> Parsed<'s, ()> {
    let session = input.session;
    if *utility == Utility::Ordinary && session.manner.only_checks && !session.manner.keyword {
        let (next, ()) = word::check(input, Place::Token)?;
        return Ok((blanks(next), ()));
    }
    let declares = *utility == Utility::Declaration;
    let lead = if declares || input.session.manner.keyword {
        lead(input)
    } else {
        Lead::Plain
    };
    if !declares && let Lead::Assigned(name, value) = lead {
        // `set -k`
        let (next, value) = Word::parse_in(value, Place::Assigned)?;
        let extra = None;
        simple.assignments.push(Assignment { name, value, extra });
        return Ok((blanks(next), ()));
    }
    let (next, word) = if let Lead::Assigned(name, value) = lead {
        declaration(name, None, value)?
    } else if let Lead::Special = lead
        && let Some(head) = special_head(input)
    {
        let head = head?;
        declaration(head.name, Some(&head.special), head.value)?
    } else {
        let (next, word) = Word::parse(input)?;
        if next.peek() == Some(b'(') && *utility == Utility::Eval && is_evaluated(&word, next) {
            return evaluated(&word, next, simple);
        }
        (next, word)
    };
    brace::push(session.buffer, word, &mut simple.words);
    if *utility == Utility::Unknown {
        // Behind `command`, `eval` is like any other.
        *utility = match Utility::of(simple.words.last().and_then(Word::as_literal)) {
            Utility::Eval => Utility::Ordinary,
            utility => utility,
        };
    }
    Ok((blanks(next), ()))
}

/// Whether a list of values begins here, in an argument of `eval`.
#[cold]
fn is_evaluated(word: &Word, input: Input<'_>) -> bool {
    input.session.manner.extended && word.as_literal().is_some_and(|text| text.ends_with(b"="))
}

/// `name=(value...)` in an argument of `eval`, from the parenthesis on. Arguments are joined by blanks there: each
/// value may be one.
fn evaluated<'s>(word: &Word, input: Input<'s>, simple: &mut SimpleCommand) -> Parsed<'s, ()> {
    let head = [word.as_literal().unwrap_or_default(), b"("].concat();
    simple.words.push(Word::literal(&head));
    let mut here = blanks(input.skip(1));
    loop {
        match here.peek() {
            Some(b'\n') => (here, ()) = newline(here)?,
            Some(b')') => break,
            _ if here.is_delimiter() => return Err(here.unexpected(Some("`)`"))),
            _ => {
                let (next, value) = Word::parse_in(here, Place::Assigned)?;
                simple.words.push(value);
                here = next;
            }
        }
        here = blanks(here);
    }
    simple.words.push(Word::literal(b")"));
    Ok((blanks(here.skip(1)), ()))
}
