//! Compound commands (XCU 2.9.4): grouping, `if`, `while`, `until`; the others have files of
//! their own.

use super::error::{Parsed, mismatch};
use super::extended::Coprocess;
use super::input::Input;
use super::lead::name;
use super::list::{commands, required};
use super::reserved::Reserved;
use super::token::{blanks, keyword, reserved};
use super::tree::{Command, Compound, CompoundCommand, List};
use super::{Production, alias, arithmetic, case, condition, for_loop, redirect};
use crate::name::Name;
use crate::sys::depth::deeper;

impl Production for CompoundCommand {
    fn parse(input: Input<'_>) -> Parsed<'_, Self> {
        let line = input.noted_line();
        let (mut here, kind) = deeper(|| kind(input))?;
        let mut redirects = Vec::new();
        loop {
            if reserved(here).is_none() {
                here = alias::settle(here);
            }
            let added = match here.peek() {
                Some(byte) if redirect::may_begin(byte) => {
                    here.noted_line();
                    redirect::add(here, &mut redirects)
                }
                _ => mismatch(),
            };
            match added {
                Ok((next, ())) => here = next,
                Err(nom::Err::Error(_)) => {
                    return Ok((
                        here,
                        Self {
                            kind,
                            redirects,
                            line,
                        },
                    ));
                }
                Err(error) => return Err(error),
            }
        }
    }
}

fn kind(input: Input<'_>) -> Parsed<'_, Compound> {
    match input.peek() {
        Some(b'(') => return parenthesis(input),
        Some(b'[') => return condition::clause(input),
        _ => (),
    }
    let Some((word, next)) = reserved(input) else {
        return mismatch();
    };
    let next = blanks(next);
    let production = match word {
        Reserved::OpenBrace => group,
        Reserved::If => if_clause,
        Reserved::While => while_clause,
        Reserved::Until => until_clause,
        Reserved::For => for_loop::clause,
        Reserved::Case => case::clause,
        Reserved::Select => for_loop::select,
        Reserved::Coproc => coprocess,
        _ => return mismatch(),
    };
    input.open(word.quoted());
    let (next, kind) = production(next)?;
    input.close();
    Ok((next, kind))
}

/// `command`, or, if that is a compound command, `name command`
fn coprocess(input: Input<'_>) -> Parsed<'_, Compound> {
    let named = (!begins(input)).then(|| name(input)).flatten();
    let named = named.filter(|(_, next)| next.joined().is_delimiter() && begins(blanks(*next)));
    let (name, start) = match named {
        Some((name, next)) => (Name::new(&name), blanks(next)),
        None => (Name::COPROC, input),
    };
    let (next, command) = Command::parse(start)
        .map_err(|error| required(error, start, "a command after `coproc`"))?;
    let coprocess = Coprocess { name, command };
    Ok((next, Compound::Coprocess(Box::new(coprocess))))
}

/// Whether a compound command begins here.
fn begins(input: Input<'_>) -> bool {
    match input.peek() {
        Some(b'(') => true,
        Some(b'[') => condition::begins(input),
        _ => reserved(input).is_some_and(|(word, _)| word.begins_compound()),
    }
}

/// `(( expression ))` or `( list )`
fn parenthesis(input: Input<'_>) -> Parsed<'_, Compound> {
    if input.session.manner.extended && input.skip(1).peek() == Some(b'(') {
        match arithmetic::command(input) {
            Err(nom::Err::Error(_)) => (),
            result => {
                let (end, kind) = result?;
                return Ok((blanks(end), kind));
            }
        }
    }
    subshell(input)
}

/// `( list )`
fn subshell(input: Input<'_>) -> Parsed<'_, Compound> {
    input.open("`(`");
    let (end, list) = commands(input.skip(1))?;
    if end.peek() != Some(b')') {
        return Err(end.unexpected(Some("`)`")));
    }
    input.close();
    Ok((blanks(end.skip(1)), Compound::Subshell(list)))
}

/// `list }`
fn group(input: Input<'_>) -> Parsed<'_, Compound> {
    let (end, list) = commands(input)?;
    let (end, ()) = keyword(end, Reserved::CloseBrace)?;
    Ok((end, Compound::Group(list)))
}

/// `list then list elif list then list else list fi`
fn if_clause(input: Input<'_>) -> Parsed<'_, Compound> {
    let mut branches = Vec::with_capacity(1);
    let mut here = input;
    loop {
        let (next, condition) = commands(here)?;
        let (next, ()) = keyword(next, Reserved::Then)?;
        let (next, body) = commands(next)?;
        branches.push((condition, body));
        let (end, otherwise) = match reserved(next) {
            Some((Reserved::Elif, next)) => {
                here = next;
                continue;
            }
            Some((Reserved::Else, next)) => {
                let (next, body) = commands(next)?;
                (next, Some(body))
            }
            _ => (next, None),
        };
        let (end, ()) = keyword(end, Reserved::Fi)?;
        return Ok((
            end,
            Compound::If {
                branches,
                otherwise,
            },
        ));
    }
}

fn while_clause(input: Input<'_>) -> Parsed<'_, Compound> {
    conditional_loop(input, false)
}

fn until_clause(input: Input<'_>) -> Parsed<'_, Compound> {
    conditional_loop(input, true)
}

/// `list do list done`
fn conditional_loop(input: Input<'_>, until: bool) -> Parsed<'_, Compound> {
    let (next, condition) = commands(input)?;
    let (next, body) = do_group(next)?;
    Ok((
        next,
        Compound::Loop {
            until,
            condition,
            body,
        },
    ))
}

/// `do list done`
pub fn do_group(input: Input<'_>) -> Parsed<'_, List> {
    let (next, ()) = keyword(input, Reserved::Do)?;
    let (next, body) = commands(next)?;
    let (next, ()) = keyword(next, Reserved::Done)?;
    Ok((next, body))
}
