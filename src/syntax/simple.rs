//! Simple commands (XCU 2.9.1), and the function definitions that begin like one.

use super::error::{Parsed, mismatch};
use super::input::Input;
use super::list::reserve_one;
use super::token::{blanks, newline};
use super::tree::{Assignment, Command, FunctionDefinition, SimpleCommand, Word};
use super::word::{Lead, Place, declaration, is_bare, lead};
use super::{Part, Production, alias, array, brace, class, function, redirect, word};
use crate::name::Name;

/// A simple command or a function definition, where neither a reserved word nor an alias stands.
pub fn command(input: Input<'_>) -> Parsed<'_, Command> {
    let (assignments, redirects) = (Vec::new(), Vec::new());
    let words = Vec::new();
    let mut simple = SimpleCommand {
        assignments,
        words,
        redirects,
        name: None,
        line: input.noted_line(),
    };
    let mut declares = None;
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
            let (next, definition) = first(here, &mut simple)?;
            if let Some(definition) = definition {
                return Ok((next, Command::Function(definition)));
            }
            here = next;
        } else {
            (here, ()) = argument(here, &mut simple, declares)?;
        }
        if declares.is_none() {
            declares = simple.words.last().and_then(is_declaration_utility);
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
) -> Parsed<'s, Option<FunctionDefinition>> {
    let lead = lead(input);
    if let Lead::Assigned(name, value) = lead {
        let (next, assignment) = if value.peek() == Some(b'(') && input.session.extended.get() {
            array::of_list(name, value)?
        } else {
            let (next, value) = assigned(value)?;
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
    let (end, word) = Word::parse(input)?;
    let next = alias::settle(blanks(end));
    if next.peek() == Some(b'(')
        && simple.assignments.is_empty()
        && simple.redirects.is_empty()
        && is_bare(&word, input, end)
    {
        let name = Name::new(word.as_literal().unwrap_or_default());
        let (next, definition) = function::definition(input, next, name)?;
        return Ok((next, Some(definition)));
    }
    simple.name = word
        .as_literal()
        .map(|text| input.session.buffer.name(text));
    // More than the usual number of words is cheaper to make room for later.
    simple.words.reserve_exact(3);
    brace::push(input.session.buffer, word, &mut simple.words);
    Ok((next, None))
}

/// The value of an assignment; an empty one, if it is only checked.
fn assigned(input: Input<'_>) -> Parsed<'_, Word> {
    if input.session.only_checks.get() {
        let (next, ()) = word::check(input, Place::Assigned)?;
        Ok((next, Word::nothing()))
    } else {
        Word::parse_in(input, Place::Assigned)
    }
}

/// What stands before the value of an assignment that POSIX does not have.
#[cold]
fn special_head(
    input: Input<'_>,
) -> Option<Result<array::Head<'_>, nom::Err<super::error::Trouble>>> {
    if input.session.extended.get() {
        array::head(input)
    } else {
        None
    }
}

/// A word behind the command name.
fn argument<'s>(
    input: Input<'s>,
    simple: &mut SimpleCommand,
    declares: Option<bool>,
) -> Parsed<'s, ()> {
    if declares == Some(false) && only_checks(input, simple) {
        let (next, ()) = word::check(input, Place::Token)?;
        return Ok((blanks(next), ()));
    }
    let declares = declares == Some(true);
    let lead = if declares || input.session.keyword.get() {
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
        if next.peek() == Some(b'(') && is_evaluated(&word, simple, next) {
            return evaluated(&word, next, simple);
        }
        (next, word)
    };
    brace::push(next.session.buffer, word, &mut simple.words);
    Ok((blanks(next), ()))
}

/// Whether the arguments of a command are only checked, and it does not matter what they are.
fn only_checks(input: Input<'_>, simple: &SimpleCommand) -> bool {
    let session = input.session;
    session.only_checks.get() && !session.keyword.get() && !is_eval(simple)
}

/// Whether a list of values begins here, in an argument of `eval`.
#[cold]
fn is_evaluated(word: &Word, simple: &SimpleCommand, input: Input<'_>) -> bool {
    input.session.extended.get()
        && is_eval(simple)
        && word.as_literal().is_some_and(|text| text.ends_with(b"="))
}

fn is_eval(simple: &SimpleCommand) -> bool {
    simple.name.is_some_and(|name| name.as_bytes() == b"eval")
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

/// Whether arguments of this command that look like assignments are read like them (XCU 2.9.1.1);
/// unknown behind `command`. `declare` and `typeset` are what other shells have for `local`.
pub fn is_declaration_utility(name: &Word) -> Option<bool> {
    match name.as_literal() {
        Some(b"command") => None,
        Some(b"declare" | b"export" | b"local" | b"readonly" | b"typeset") => Some(true),
        _ => Some(false),
    }
}
