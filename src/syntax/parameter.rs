//! Parameter expansion (XCU 2.6.2).

use super::builder::Builder;
use super::class;
use super::error::{Parsed, mismatch};
use super::input::Input;
use super::lead::name;
use super::quote::{self, Quoting, Style};
use super::tree::{
    Conditional, Modifier, Parameter, Side, Special, Switch, Target, Trim, Unit, Word,
};
use super::word::{Place, opaque};
use super::{Part, arithmetic, beyond, substitution};
use crate::name::Name;
use crate::sys::depth::deeper;
use std::rc::Rc;

/// An expansion, from its `$` or backquote.
impl Part for Unit {
    type Context = Quoting;

    fn parse_in(input: Input<'_>, quoting: Quoting) -> Parsed<'_, Self> {
        let quoted = quoting.quotes();
        if input.peek() == Some(b'`') {
            return substitution::backquoted(input, quoting);
        }
        let next = input.skip(1).joined();
        let (next, target) = match next.peek() {
            Some(b'{') if substitution::is_function(next.skip(1).joined().peek()) => {
                return deeper(|| substitution::function(input, next.skip(1).joined(), quoted));
            }
            Some(b'{') => return braced(input, next.skip(1), quoting),
            Some(b'(') => return deeper(|| substitution::parenthesis(input, next.skip(1), quoted)),
            Some(b'[') if input.session.manner.extended => {
                return deeper(|| arithmetic::bracketed(input, next.skip(1), quoted));
            }
            Some(byte) if class::is(byte, class::DIGIT) => (next.skip(1), positional(&[byte])),
            Some(byte) if class::is(byte, class::NAME) => variable(next)?,
            Some(byte) if class::is(byte, class::SPECIAL) => (next.skip(1), special(byte)?),
            _ => return mismatch(),
        };
        let line = input.session.buffer.recent_line();
        let parameter = Rc::new(Parameter {
            target,
            modifier: Modifier::None,
            line,
        });
        Ok((next, Self::Parameter { parameter, quoted }))
    }
}

/// An expansion, put into the word that it stands in.
pub fn unit<'s>(input: Input<'s>, quoting: Quoting, builder: &mut Builder<'_>) -> Parsed<'s, ()> {
    if !builder.keeps()
        && let Some(next) = checked_variable(input)
    {
        builder.checked_unit();
        return Ok((next, ()));
    }
    let (next, unit) = Unit::parse_in(input, quoting)?;
    builder.unit(unit);
    Ok((next, ()))
}

/// The place behind `$name` or `${name}`, if all of that has been read and nothing joins it.
fn checked_variable(input: Input<'_>) -> Option<Input<'_>> {
    input.scan(|rest| {
        let text = rest.strip_prefix(b"$")?;
        let (braces, text) = match text.strip_prefix(b"{") {
            Some(text) => (2, text),
            None => (0, text),
        };
        let length = class::run_of(text, class::NAME);
        let (first, behind) = (text.first()?, text.get(length)?);
        let ends = if braces > 0 {
            *behind == b'}'
        } else {
            *behind != b'\\'
        };
        let whole = ends && length > 0 && !class::is(*first, class::DIGIT);
        whole.then(|| input.skip(1 + braces + length))
    })
}

fn variable(input: Input<'_>) -> Parsed<'_, Target> {
    let found = input.scan(
        |rest| match rest.split_at_checked(class::run_of(rest, class::NAME)) {
            Some((_, [b'\\', ..] | [])) | None => None,
            Some((name, _)) => Some((
                input.skip(name.len()),
                input.session.buffer.memory.name(name),
            )),
        },
    );
    match found.or_else(|| name(input).map(|(name, behind)| (behind, Name::new(&name)))) {
        Some((behind, name)) => {
            input.session.note(name);
            Ok((behind, Target::Variable(name)))
        }
        None => mismatch(),
    }
}

fn positional(digits: &[u8]) -> Target {
    let number = digits.iter().fold(0_usize, |number, digit| {
        number
            .saturating_mul(10)
            .saturating_add(usize::from(digit - b'0'))
    });
    if number == 0 {
        Target::Special(Special::Zero)
    } else {
        Target::Positional(number)
    }
}

fn special(byte: u8) -> Result<Target, nom::Err<super::error::Trouble>> {
    Special::from_byte(byte).map_or_else(mismatch, |special| Ok(Target::Special(special)))
}

impl Special {
    /// The parameter that this byte names; of digits there may be more, so `0` is not among them.
    pub fn from_byte(byte: u8) -> Option<Self> {
        Some(match byte {
            b'@' => Self::At,
            b'*' => Self::Asterisk,
            b'#' => Self::Hash,
            b'?' => Self::Question,
            b'-' => Self::Hyphen,
            b'$' => Self::Dollar,
            b'!' => Self::Bang,
            _ => return None,
        })
    }
}

/// `${...}`, from behind the brace.
fn braced<'s>(dollar: Input<'s>, input: Input<'s>, quoting: Quoting) -> Parsed<'s, Unit> {
    dollar.open("`${`");
    let (end, (target, modifier)) = match known(input, quoting) {
        Ok((end, found)) => match end.accept(b'}') {
            Some(end) => (end, found),
            None if end.joined().peek().is_none() => {
                return Err(end.joined().unexpected(Some("`}`")));
            }
            None => unknown(input, quoting)?,
        },
        Err(nom::Err::Error(_)) => unknown(input, quoting)?,
        Err(error) => return Err(error),
    };
    dollar.close();
    let line = match modifier {
        Modifier::None => dollar.session.buffer.recent_line(),
        _ => dollar.noted_line(),
    };
    let parameter = Rc::new(Parameter {
        target,
        modifier,
        line,
    });
    Ok((
        end,
        Unit::Parameter {
            parameter,
            quoted: quoting.quotes(),
        },
    ))
}

/// The forms that POSIX defines, up to the closing brace.
fn known(input: Input<'_>, quoting: Quoting) -> Parsed<'_, (Target, Modifier)> {
    let input = input.joined();
    if input.peek() == Some(b'#')
        && let Ok((next, target)) = target(input.skip(1).joined())
        && next.joined().peek() == Some(b'}')
    {
        return Ok((next, (target, Modifier::Length)));
    }
    if beyond::is_last_positional(input) {
        return mismatch();
    }
    let (input, target) = target(input)?;
    let (input, modifier) = modifier(input.joined(), quoting)?;
    Ok((input, (target, modifier)))
}

pub fn target(input: Input<'_>) -> Parsed<'_, Target> {
    match input.peek() {
        Some(byte) if class::is(byte, class::DIGIT) => {
            let mut digits = Vec::new();
            let mut here = input;
            while let Some(digit @ b'0'..=b'9') = here.peek() {
                digits.push(digit);
                here = here.skip(1).joined();
            }
            Ok((here, positional(&digits)))
        }
        Some(byte) if class::is(byte, class::NAME) => variable(input),
        Some(byte) => Ok((input.skip(1), special(byte)?)),
        None => mismatch(),
    }
}

pub fn modifier(input: Input<'_>, quoting: Quoting) -> Parsed<'_, Modifier> {
    let (colon, next) = match input.accept(b':') {
        Some(next) => (true, next.joined()),
        None => (false, input),
    };
    let action = match next.peek() {
        Some(b'-') => Switch::Default,
        Some(b'=') => Switch::Assign,
        Some(b'?') => Switch::Error,
        Some(b'+') => Switch::Alternative,
        Some(b'#') if !colon => return trim(next, b'#', Side::Prefix),
        Some(b'%') if !colon => return trim(next, b'%', Side::Suffix),
        Some(_) if colon => return mismatch(),
        _ => return Ok((input, Modifier::None)),
    };
    let (input, word) = deeper(|| word(next.skip(1), quoting))?;
    Ok((
        input,
        Modifier::Switch(Conditional {
            action,
            colon,
            word,
        }),
    ))
}

fn trim(input: Input<'_>, operator: u8, side: Side) -> Parsed<'_, Modifier> {
    let next = input.skip(1);
    let (longest, next) = match next.accept(operator) {
        Some(next) => (true, next),
        None => (false, next),
    };
    let (next, pattern) = deeper(|| opaque(next, Place::Pattern))?;
    Ok((
        next,
        Modifier::Trim(Trim {
            side,
            longest,
            pattern: pattern.into(),
        }),
    ))
}

/// The word of `${x-word}`.
fn word(input: Input<'_>, quoting: Quoting) -> Parsed<'_, Word> {
    match quoting {
        Quoting::None => opaque(input, Place::Alternative),
        Quoting::Assigned => opaque(input, Place::AssignedAlternative),
        _ => quoted_word(input, quoting),
    }
}

/// The word of `${x-word}` in double quotes or a here-document: all of it is quoted, and double
/// quotes in it change nothing but that a brace in them does not end it.
fn quoted_word(mut input: Input<'_>, quoting: Quoting) -> Parsed<'_, Word> {
    let style = Style {
        stops: class::QUOTED_BRACE,
        brace: true,
        quoting,
    };
    let mut builder = Builder::of(input.session);
    loop {
        (input, ()) = style.text(input, &mut builder)?;
        if input.peek() != Some(b'"') {
            break;
        }
        (input, ()) = quote::double(input, true, &mut builder)?;
    }
    Ok((input, builder.word(super::shape::Purpose::Value)))
}

/// What POSIX does not define: a form that other shells have, or one that nobody has.
fn unknown(input: Input<'_>, quoting: Quoting) -> Parsed<'_, (Target, Modifier)> {
    if !input.session.manner.extended {
        return bad(input, quoting);
    }
    match beyond::expansion(input, quoting) {
        Ok((end, found)) => match end.accept(b'}') {
            Some(end) => Ok((end, found)),
            None => bad(input, quoting),
        },
        Err(nom::Err::Error(_)) => bad(input, quoting),
        Err(error) => Err(error),
    }
}

/// Something else, up to the closing brace: what is in it counts only for where it ends.
fn bad(start: Input<'_>, quoting: Quoting) -> Parsed<'_, (Target, Modifier)> {
    let (end, _) = deeper(|| word(start, quoting))?;
    if end.peek() != Some(b'}') {
        return Err(end.unexpected(Some("`}`")));
    }
    let bad = Modifier::Bad(start.text_to(end));
    Ok((end.skip(1), (Target::Special(Special::Zero), bad)))
}
