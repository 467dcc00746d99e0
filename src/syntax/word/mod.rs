//! Words (XCU 2.10.1): read once, quoting resolved.

mod place;
mod quick;

use super::builder::Builder;
use super::error::Parsed;
use super::extended::Special;
use super::input::Input;
use super::shape::Purpose;
use super::{Part, Production, arithmetic, array, class, quote, substitution};
use crate::name::Name;
use crate::syntax::tree::{Shape, Unit, Word};
use crate::sys::find;
pub use place::Place;
pub use quick::text;
use quick::{literal, parameter, plain, variable};

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
            && place != Place::Regex
            && let Some(found) = literal(input)
                .or_else(|| variable(input))
                .or_else(|| arithmetic::whole(input))
            && !place.goes_on(found.0)
        {
            return Ok(found);
        }
        let mut builder = Builder::new(input.session);
        let (input, ()) = parts(input, place, &mut builder)?;
        Ok((input, builder.word(place.purpose())))
    }
}

/// The end of a word of which nothing is kept.
pub fn check(input: Input<'_>, place: Place) -> Parsed<'_, ()> {
    let simple = if place.stops() == class::WORD && place != Place::Regex {
        input.scan(|rest| {
            let length = plain(rest).map(<[u8]>::len);
            length.or_else(|| parameter(rest).map(|found| found.length))
        })
    } else {
        None
    };
    if let Some(length) = simple
        && !place.goes_on(input.skip(length))
    {
        return Ok((input.skip(length), ()));
    }
    parts(input, place, &mut Builder::checking(input.session))
}

/// A word of which nothing is asked while the rest is read; an empty one, where it is only checked.
#[inline]
pub fn opaque(input: Input<'_>, place: Place) -> Parsed<'_, Word> {
    if input.session.manner.only_checks {
        let (next, ()) = check(input, place)?;
        Ok((next, Word::nothing()))
    } else {
        Word::parse_in(input, place)
    }
}

/// A word shaped like an assignment, in an argument of a declaration utility (XCU 2.9.1.1);
/// `special`: what stands between name and value beside the `=`.
pub fn declaration<'s>(
    name: Name,
    special: Option<&Special>,
    value: Input<'s>,
) -> Parsed<'s, Word> {
    let mut builder = Builder::new(value.session);
    builder.text(name.as_bytes(), false);
    if let Some(index) = special.and_then(|special| special.index.as_ref()) {
        builder.text(b"[", false);
        builder.quoted_word(&index.text, value.line());
        builder.text(b"]", false);
    }
    if special.is_some_and(|special| special.append) {
        builder.text(b"+", false);
    }
    builder.text(b"=", false);
    let listed = special.is_none_or(|special| special.index.is_none());
    let (input, ()) = if listed && value.peek() == Some(b'(') && value.session.manner.extended {
        let (end, list) = array::unit(value)?;
        builder.unit(list);
        (end, ())
    } else {
        parts(value, Place::Assigned, &mut builder)?
    };
    Ok((
        input,
        Word {
            assignment: true,
            ..builder.word(Purpose::Declared)
        },
    ))
}

/// The parts of a word to its end.
fn parts<'s>(mut input: Input<'s>, place: Place, builder: &mut Builder<'_>) -> Parsed<'s, ()> {
    // At the beginning, where a tilde prefix may be.
    let mut fresh = true;
    let may_group = place.has_groups() || input.session.manner.groups && place.is_field();
    // Groups of a pattern that are open.
    let mut depth = 0_u32;
    loop {
        let start = input.at;
        input = input.run(place.stops(), |text| {
            if place.is_nested_pattern() && find::byte(b'(', text).is_some() {
                builder.groups();
            }
            builder.text(text, false);
        });
        fresh &= input.at == start;
        if may_group && group(input, place, &mut depth, builder) {
            input = input.skip(1);
            fresh = false;
            continue;
        }
        match input.peek() {
            Some(b'\\') => {
                let joined = input.joined();
                if joined.at != input.at {
                    input = joined;
                    continue;
                }
                input = quote::backslash(input, builder);
            }
            Some(b'\'') => (input, ()) = quote::single(input, builder)?,
            Some(b'"') => (input, ()) = quote::double(input, false, builder)?,
            Some(b'$' | b'`') => (input, ()) = quote::expansion(input, place.quoting(), builder)?,
            Some(b'~') => input = tilde(input, place, builder, fresh),
            Some(b'<' | b'>') if place.has_processes() && input.begins_process() => {
                let (next, unit) = substitution::process(input)?;
                builder.unit(unit);
                input = next;
            }
            Some(byte @ (b'<' | b'>')) if place.stops() == class::BRACE => {
                builder.text(&[byte], false);
                input = input.skip(1);
            }
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

/// Takes a byte that belongs to a group of a pattern, or to a regular expression, although it ends
/// other words.
fn group(input: Input<'_>, place: Place, depth: &mut u32, builder: &mut Builder<'_>) -> bool {
    let Some(byte) = input.peek() else {
        return false;
    };
    let next = || input.skip(1).peek();
    let regex = place == Place::Regex;
    let taken = match byte {
        b'(' => {
            regex || *depth > 0 || matches!(builder.last(), Some(b'?' | b'*' | b'+' | b'@' | b'!'))
        }
        b'|' => *depth > 0 || regex && next() != Some(b'|'),
        b')' | b'&' | b';' | b'<' | b'>' | b' ' | b'\t' | b'\n' => *depth > 0,
        b'$' if regex => next()
            .is_none_or(|byte| byte == b'|' || byte != b'(' && class::is(byte, class::DELIMITER)),
        _ => false,
    };
    if taken {
        match byte {
            b'(' => *depth += 1,
            b')' => *depth -= 1,
            _ => (),
        }
        builder.pattern(byte);
    }
    taken
}

/// A tilde prefix (XCU 2.6.1), if it is one; a `~` otherwise.
fn tilde<'s>(input: Input<'s>, place: Place, builder: &mut Builder<'_>, fresh: bool) -> Input<'s> {
    let shaped = place == Place::Token && input.session.manner.tildes;
    let shaped = shaped.then(|| builder.assignment()).flatten();
    let assigned = place.is_assigned() || shaped.is_some();
    let here = fresh || assigned && builder.last() == Some(b':') || shaped == Some(true);
    if here {
        let mut login = Vec::new();
        let mut here = input.skip(1);
        loop {
            here = here.joined();
            match here.peek() {
                None | Some(b'/') => break,
                Some(b':') if assigned => break,
                Some(b'}') if place.stops() != class::WORD => break,
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
        if login.contains(&b'{') && place == Place::Token {
            // Its braces may make several of it.
            builder.text(b"~", false);
            return input.skip(1);
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
    bare(word, start, end).is_some()
}

/// The text of a word without anything quoted or to be expanded; braces, which only expand among arguments, may be in it.
pub fn bare<'w>(word: &'w Word, start: Input<'_>, end: Input<'_>) -> Option<&'w [u8]> {
    let text = match &word.shape {
        Shape::Literal(text) => text,
        Shape::Units(units) => match &**units {
            [Unit::Literal(text)] => text,
            _ => return None,
        },
        Shape::Variable { .. } => return None,
    };
    let mut source: Vec<u8> = start.text_to(end);
    while let Some(at) = find::text(b"\\\n", &source) {
        source.drain(at..at + 2);
    }
    (**text == *source).then_some(text)
}
