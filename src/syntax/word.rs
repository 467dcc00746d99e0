//! Words (XCU 2.10.1): read once, quoting resolved.

use super::builder::{Builder, Purpose};
use super::error::Parsed;
use super::input::Input;
use super::quote::{self, Quoting};
use super::tree::{Shape, Unit, Word};
use super::{Part, Production, class};
use crate::name::Name;

/// Where a word stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Among the tokens of a command.
    Token,
    /// The value of an assignment, or an argument shaped like one: tilde prefixes also after `:`.
    Assigned,
    /// Behind the operator of an unquoted `${x-word}`.
    Alternative,
    /// Behind the operator of `${x#word}`.
    Pattern,
}

impl Place {
    /// The bytes that interrupt plain text.
    fn stops(self) -> u16 {
        match self {
            Self::Token | Self::Assigned => class::WORD,
            Self::Alternative | Self::Pattern => class::BRACE,
        }
    }

    fn purpose(self) -> Purpose {
        match self {
            Self::Token | Self::Pattern => Purpose::Field,
            Self::Assigned => Purpose::Value,
            Self::Alternative => Purpose::Split,
        }
    }
}

/// A word among the tokens of a command; the input is then at the next token's blanks.
impl Production for Word {
    fn parse(input: Input<'_>) -> Parsed<'_, Self> {
        Self::parse_in(input, Place::Token)
    }
}

impl Part for Word {
    type Context = Place;

    fn parse_in(input: Input<'_>, place: Place) -> Parsed<'_, Self> {
        if place.stops() == class::WORD
            && let Some(found) = literal(input).or_else(|| variable(input))
        {
            return Ok(found);
        }
        let mut builder = Builder::new(input.session);
        let (input, ()) = parts(input, place, &mut builder)?;
        Ok((input, builder.word(place.purpose())))
    }
}

/// A word of plain text only, which most are.
#[inline]
fn literal(input: Input<'_>) -> Option<(Input<'_>, Word)> {
    input.scan(|rest| {
        let (word, behind) = rest.split_at_checked(class::position(rest, class::WORD)?)?;
        if word.is_empty() || !class::is(*behind.first()?, class::DELIMITER) {
            return None;
        }
        let shape = Shape::Literal(input.session.buffer.literal(word));
        Some((
            input.skip(word.len()),
            Word {
                shape,
                assignment: false,
            },
        ))
    })
}

/// A word of one variable only, which most of the others are. There is no line continuation in it.
fn variable(input: Input<'_>) -> Option<(Input<'_>, Word)> {
    input.scan(|rest| {
        let (quoted, text) = after(rest, b"\"");
        let (braced, text) = after(text.strip_prefix(b"$")?, b"{");
        let (name, text) = text.split_at_checked(class::run_of(text, class::NAME))?;
        if class::is(*name.first()?, class::DIGIT) {
            return None;
        }
        let text = if braced {
            text.strip_prefix(b"}")?
        } else {
            text
        };
        let text = if quoted {
            text.strip_prefix(b"\"")?
        } else {
            text
        };
        if !class::is(*text.first()?, class::DELIMITER) {
            return None;
        }
        let shape = Shape::Variable {
            name: Name::new(name),
            quoted,
        };
        Some((
            input.skip(rest.len() - text.len()),
            Word {
                shape,
                assignment: false,
            },
        ))
    })
}

/// What follows `prefix`, if that is there.
fn after<'t>(text: &'t [u8], prefix: &[u8]) -> (bool, &'t [u8]) {
    text.strip_prefix(prefix)
        .map_or((false, text), |text| (true, text))
}

/// `name=`, if the word here begins so, and the place behind it.
pub fn assigned_name(input: Input<'_>) -> Option<(Name, Input<'_>)> {
    let found = input.scan(|rest| {
        let length = class::run_of(rest, class::NAME);
        match rest.split_at_checked(length) {
            Some(([first, ..], _)) if class::is(*first, class::DIGIT) => Ok(None),
            Some((name @ [_, ..], [b'=', ..])) => {
                Ok(Some((Name::new(name), input.skip(name.len() + 1))))
            }
            Some((_, [b'\\', ..] | [])) | None => Err(()),
            Some(_) => Ok(None),
        }
    });
    found.unwrap_or_else(|()| assigned_slowly(input))
}

fn assigned_slowly(input: Input<'_>) -> Option<(Name, Input<'_>)> {
    let (name, behind) = name(input)?;
    Some((Name::new(&name), behind.accept(b'=')?))
}

/// The longest name here (XBD 3.216), through line continuations.
pub fn name(input: Input<'_>) -> Option<(Vec<u8>, Input<'_>)> {
    let mut name = Vec::new();
    let mut here = input;
    loop {
        let next = here.joined();
        match next.peek() {
            Some(byte)
                if class::is(byte, class::NAME)
                    && !(name.is_empty() && class::is(byte, class::DIGIT)) =>
            {
                name.push(byte);
            }
            _ => return (!name.is_empty()).then_some((name, here)),
        }
        here = next.skip(1);
    }
}

/// A word shaped like an assignment, in an argument of a declaration utility (XCU 2.9.1.1).
pub fn declaration(name: Name, value: Input<'_>) -> Parsed<'_, Word> {
    let mut builder = Builder::new(value.session);
    builder.text(name.as_bytes(), false);
    builder.text(b"=", false);
    let (input, ()) = parts(value, Place::Assigned, &mut builder)?;
    Ok((
        input,
        Word {
            assignment: true,
            ..builder.word(Purpose::Value)
        },
    ))
}

/// The parts of a word to its end.
fn parts<'s>(mut input: Input<'s>, place: Place, builder: &mut Builder<'_>) -> Parsed<'s, ()> {
    // At the beginning, where a tilde prefix may be.
    let mut fresh = true;
    loop {
        let start = input.at;
        input = input.run(place.stops(), |text| builder.text(text, false));
        fresh &= input.at == start;
        let joined = input.joined();
        if joined.at != input.at {
            input = joined;
            continue;
        }
        match input.peek() {
            Some(b'\\') => input = quote::backslash(input, builder),
            Some(b'\'') => (input, ()) = quote::single(input, builder)?,
            Some(b'"') => (input, ()) = quote::double(input, builder)?,
            Some(b'$' | b'`') => (input, ()) = expansion(input, builder)?,
            Some(b'~') => input = tilde(input, place, builder, fresh),
            Some(byte @ (b'*' | b'?' | b'[' | b']')) => {
                builder.pattern(byte);
                input = input.skip(1);
            }
            Some(byte) if !class::is(byte, place.stops()) => continue,
            _ => return Ok((input, ())),
        }
        fresh = false;
    }
}

/// An expansion outside of quotes; or `$'...'`, or a `$` that stands for itself.
fn expansion<'s>(input: Input<'s>, builder: &mut Builder<'_>) -> Parsed<'s, ()> {
    match Unit::parse_in(input, Quoting::None) {
        Ok((next, unit)) => {
            builder.unit(unit);
            Ok((next, ()))
        }
        Err(nom::Err::Error(_)) => {
            if let Some(b'\'') = input.skip(1).joined().peek() {
                quote::dollar_single(input, input.skip(1).joined().skip(1), builder)
            } else {
                builder.text(b"$", true);
                Ok((input.skip(1), ()))
            }
        }
        Err(error) => Err(error),
    }
}

/// A tilde prefix (XCU 2.6.1), if it is one; a `~` otherwise.
fn tilde<'s>(input: Input<'s>, place: Place, builder: &mut Builder<'_>, fresh: bool) -> Input<'s> {
    let assigned = place == Place::Assigned;
    if fresh || assigned && builder.last() == Some(b':') {
        let mut login = Vec::new();
        let mut here = input.skip(1);
        loop {
            here = here.joined();
            match here.peek() {
                None | Some(b'/') => break,
                Some(b':') if assigned => break,
                Some(b'}') if place.stops() == class::BRACE => break,
                Some(byte) if class::is(byte, class::DELIMITER) && place.stops() == class::WORD => {
                    break;
                }
                Some(byte) if class::is(byte, place.stops()) => {
                    builder.text(b"~", false);
                    return input.skip(1);
                }
                Some(byte) => login.push(byte),
            }
            here = here.skip(1);
        }
        builder.unit(Unit::Tilde(login.into()));
        return here;
    }
    builder.text(b"~", false);
    input.skip(1)
}

/// Whether no part of this word was quoted or is to be expanded. The shape does not tell, so this
/// looks at the text.
pub fn is_bare(word: &Word, start: Input<'_>, end: Input<'_>) -> bool {
    let Shape::Literal(text) = &word.shape else {
        return false;
    };
    let mut source: Vec<u8> = start.text_to(end);
    while let Some(at) = memchr::memmem::find(&source, b"\\\n") {
        source.drain(at..at + 2);
    }
    **text == *source
}
