//! Words (XCU 2.10.1): read once, quoting resolved.

use super::builder::{Builder, Purpose};
use super::error::Parsed;
use super::extended::Special;
use super::input::Input;
use super::quote::{self, Quoting};
use super::tree::{Shape, Unit, Word};
use super::{Part, Production, arithmetic, array, class, substitution};
use crate::name::Name;
use crate::sys::find;

/// Where a word stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Among the tokens of a command.
    Token,
    /// The value of an assignment, or an argument shaped like one: tilde prefixes also after `:`.
    Assigned,
    /// Behind the operator of an unquoted `${x-word}`.
    Alternative,
    /// The same in the value of an assignment.
    AssignedAlternative,
    /// Behind the operator of `${x#word}`.
    Pattern,
    /// The pattern of `${x/pattern/text}`.
    Replaced,
    /// The text of `${x/pattern/text}`.
    Replacement,
    /// A pattern of `case` or `[[ ]]`, in which `+(a|b)` and its kin may stand.
    Glob,
    /// A regular expression in `[[ ]]`.
    Regex,
}

impl Place {
    /// Whether parentheses may stand in it.
    fn has_groups(self) -> bool {
        matches!(self, Self::Glob | Self::Regex)
    }

    /// Whether it is a pattern in braces, where parentheses may stand anyway.
    fn is_nested_pattern(self) -> bool {
        matches!(self, Self::Pattern | Self::Replaced)
    }

    /// Whether it may be expanded to pathnames.
    fn is_field(self) -> bool {
        matches!(self, Self::Token | Self::Assigned)
    }

    /// Whether it is in the value of an assignment.
    fn is_assigned(self) -> bool {
        matches!(self, Self::Assigned | Self::AssignedAlternative)
    }

    /// What expansions in it stand in.
    fn quoting(self) -> Quoting {
        if self.is_assigned() {
            Quoting::Assigned
        } else {
            Quoting::None
        }
    }

    /// Whether there may be process substitutions in it.
    fn has_processes(self) -> bool {
        self.is_field() || matches!(self, Self::Alternative | Self::AssignedAlternative)
    }

    /// Whether the word goes on with what ends others.
    #[inline]
    fn goes_on(self, input: Input<'_>) -> bool {
        match input.peek() {
            Some(b'(') => self == Self::Glob || input.session.manner.groups,
            Some(b'<' | b'>') => self.is_field() && input.begins_process(),
            _ => false,
        }
    }

    /// The bytes that interrupt plain text.
    fn stops(self) -> u32 {
        match self {
            Self::Token | Self::Assigned | Self::Glob | Self::Regex => class::WORD,
            Self::Alternative | Self::AssignedAlternative | Self::Pattern | Self::Replacement => {
                class::BRACE
            }
            Self::Replaced => class::REPLACED,
        }
    }

    fn purpose(self) -> Purpose {
        match self {
            Self::Token => Purpose::Argument,
            Self::Pattern | Self::Replaced | Self::Glob => Purpose::Field,
            Self::Assigned => Purpose::Value,
            Self::Replacement => Purpose::Replacement,
            Self::Regex => Purpose::Regex,
            Self::Alternative | Self::AssignedAlternative => Purpose::Split,
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

/// A word of plain text only, if it has been read to its end.
#[inline]
fn plain(rest: &[u8]) -> Option<&[u8]> {
    let (word, behind) = rest.split_at_checked(class::position(rest, class::PLAIN)?)?;
    (!word.is_empty() && class::is(*behind.first()?, class::DELIMITER)).then_some(word)
}

/// A word of plain text only, which most are.
#[inline]
fn literal(input: Input<'_>) -> Option<(Input<'_>, Word)> {
    input.scan(|rest| {
        let length = plain(rest)?.len();
        Some(text(input, length))
    })
}

/// A word of so many bytes of plain text.
pub fn text(input: Input<'_>, length: usize) -> (Input<'_>, Word) {
    let text = |rest: &[u8]| {
        let word = rest.get(..length).unwrap_or_default();
        input.session.buffer.memory.literal(word)
    };
    let shape = Shape::Literal(input.scan(text));
    (
        input.skip(length),
        Word {
            shape,
            assignment: false,
        },
    )
}

/// A variable that is all of a word.
struct Whole<'t> {
    name: &'t [u8],
    quoted: bool,
    length: usize,
}

/// The variable, if it is all of the word here. There is no line continuation in it.
#[inline]
fn parameter(rest: &[u8]) -> Option<Whole<'_>> {
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
    let length = rest.len() - text.len();
    class::is(*text.first()?, class::DELIMITER).then_some(Whole {
        name,
        quoted,
        length,
    })
}

/// A word of one variable only, which most of the others are.
fn variable(input: Input<'_>) -> Option<(Input<'_>, Word)> {
    input.scan(|rest| {
        let found = parameter(rest)?;
        let name = input.session.buffer.memory.name(found.name);
        input.session.note(name);
        let shape = Shape::Variable {
            name,
            quoted: found.quoted,
        };
        Some((
            input.skip(found.length),
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
        b'$' if regex => {
            next().is_none_or(|byte| class::is(byte, class::DELIMITER) || byte == b'|')
        }
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
    let assigned = place.is_assigned();
    if fresh || assigned && builder.last() == Some(b':') {
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
    let Shape::Literal(text) = &word.shape else {
        return false;
    };
    let mut source: Vec<u8> = start.text_to(end);
    while let Some(at) = find::text(b"\\\n", &source) {
        source.drain(at..at + 2);
    }
    **text == *source
}
