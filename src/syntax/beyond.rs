//! The forms of `${...}` that POSIX does not define, up to the closing brace.

use super::Part;
use super::arithmetic::{self, section};
use super::error::{Parsed, mismatch};
use super::extended::{Beyond, LetterCase, Operation, Subscript, Transformation, Which};
use super::input::Input;
use super::parameter::{modifier, target};
use super::quote::Quoting;
use super::tree::{Modifier, Shape, Target, Unit, Word};
use super::word::Place;
use crate::sys::depth::deeper;
use std::rc::Rc;

/// `${!#}`, as in bash: what `$#` leads to, and not `$!` without a prefix that is empty.
pub fn is_last_positional(input: Input<'_>) -> bool {
    let count = input.accept(b'!').and_then(|next| next.accept(b'#'));
    count.is_some_and(|end| end.accept(b'}').is_some()) && input.session.manner.extended
}

/// Reads one of them; a mismatch if it is none.
pub fn expansion(input: Input<'_>, quoting: Quoting) -> Parsed<'_, (Target, Modifier)> {
    let input = input.joined();
    if input.peek() == Some(b'#') {
        match form(input, quoting, true) {
            // Of `$#` itself something is asked.
            Err(nom::Err::Error(_)) => (),
            result => return result,
        }
    }
    form(input, quoting, false)
}

/// One that asks for the length of something, or one that does not.
fn form(input: Input<'_>, quoting: Quoting, length: bool) -> Parsed<'_, (Target, Modifier)> {
    let indirect = input.peek() == Some(b'!');
    let start = if length || indirect {
        input.skip(1)
    } else {
        input
    };
    let (next, target) = target(start.joined())?;
    let (next, subscript) = match (target, next.peek()) {
        (Target::Variable(_), Some(b'[')) => {
            let (next, subscript) = deeper(|| self::subscript(next.skip(1)))?;
            (next, Some(subscript))
        }
        _ => (next, None),
    };
    let (next, operation) = if length {
        (next, Operation::Posix(Modifier::Length))
    } else {
        deeper(|| operation(next.joined(), target, quoting))?
    };
    let keys = indirect
        && operation == Operation::Posix(Modifier::None)
        && matches!(subscript, Some(Subscript::Each | Subscript::Joined));
    let beyond = Beyond {
        indirect: indirect && !keys && !matches!(operation, Operation::Names { .. }),
        subscript,
        operation: if keys { Operation::Keys } else { operation },
    };
    if next.joined().peek() != Some(b'}')
        || matches!(beyond.operation, Operation::Names { .. }) && !indirect
    {
        return mismatch();
    }
    Ok((next, (target, Modifier::Beyond(Box::new(beyond)))))
}

/// From behind the bracket to behind the other one.
fn subscript(input: Input<'_>) -> Parsed<'_, Subscript> {
    if let Some(byte @ (b'@' | b'*')) = input.peek()
        && input.skip(1).peek() == Some(b']')
    {
        let which = if byte == b'@' {
            Subscript::Each
        } else {
            Subscript::Joined
        };
        return Ok((input.skip(2), which));
    }
    let (end, index) = arithmetic::subscript(input, b"}")?;
    if end.peek() != Some(b']') {
        return mismatch();
    }
    Ok((end.skip(1), Subscript::Index(index)))
}

fn operation(input: Input<'_>, target: Target, quoting: Quoting) -> Parsed<'_, Operation> {
    match input.peek() {
        Some(b':') => match modifier(input, quoting) {
            // A colon alone asks for nothing.
            Err(nom::Err::Error(_)) if input.skip(1).peek() == Some(b'}') => mismatch(),
            Err(nom::Err::Error(_)) => slice(input.skip(1)),
            result => posix(result),
        },
        Some(b'/') => replace(input.skip(1)),
        Some(b'^') => letters(input.skip(1), LetterCase::Upper),
        Some(b',') => letters(input.skip(1), LetterCase::Lower),
        Some(b'~') => letters(input.skip(1), LetterCase::Other),
        Some(byte @ (b'@' | b'*'))
            if matches!(target, Target::Variable(_)) && input.skip(1).peek() == Some(b'}') =>
        {
            let joined = byte == b'*';
            Ok((input.skip(1), Operation::Names { joined }))
        }
        Some(b'@') => match input.skip(1).peek().and_then(Transformation::new) {
            Some(how) => Ok((input.skip(2), Operation::Transform(how))),
            None => mismatch(),
        },
        _ => posix(modifier(input, quoting)),
    }
}

fn posix(result: Parsed<'_, Modifier>) -> Parsed<'_, Operation> {
    let (next, modifier) = result?;
    Ok((next, Operation::Posix(modifier)))
}

fn slice(input: Input<'_>) -> Parsed<'_, Operation> {
    let (next, offset) = section(input, b":}")?;
    if next.peek() != Some(b':') {
        return Ok((
            next,
            Operation::Slice {
                offset,
                length: None,
            },
        ));
    }
    let (next, length) = section(next.skip(1), b"}")?;
    let length = Some(length);
    Ok((next, Operation::Slice { offset, length }))
}

fn replace(input: Input<'_>) -> Parsed<'_, Operation> {
    let (which, start) = match input.peek() {
        Some(b'/') => (Which::All, input.skip(1)),
        Some(b'#') => (Which::Prefix, input.skip(1)),
        Some(b'%') => (Which::Suffix, input.skip(1)),
        _ => (Which::First, input),
    };
    // What comes first belongs to the pattern, even a slash.
    let slash = which == Which::All && start.peek() == Some(b'/');
    let begin = if slash { start.skip(1) } else { start };
    let (next, mut pattern) = Word::parse_in(begin, Place::Replaced)?;
    if slash {
        pattern.shape = with_slash(pattern.shape);
    }
    let (next, text) = match next.peek() {
        Some(b'/') => Word::parse_in(next.skip(1), Place::Replacement)?,
        _ => (next, Word::literal(b"")),
    };
    Ok((
        next,
        Operation::Replace {
            which,
            pattern,
            text,
        },
    ))
}

/// The same behind a slash.
fn with_slash(shape: Shape) -> Shape {
    match shape {
        Shape::Literal(text) => Shape::Literal([b"/", &*text].concat().into()),
        Shape::Units(units) => {
            let slash = Unit::Literal(Rc::from(b"/".as_slice()));
            Shape::Units(std::iter::once(slash).chain(units).collect())
        }
        shape @ Shape::Variable { .. } => shape,
    }
}

fn letters(input: Input<'_>, to: LetterCase) -> Parsed<'_, Operation> {
    let all = input.peek() == Some(to as u8);
    let start = if all { input.skip(1) } else { input };
    let (next, pattern) = if start.peek() == Some(b'}') {
        (start, None)
    } else {
        let (next, pattern) = Word::parse_in(start, Place::Pattern)?;
        (next, Some(pattern))
    };
    Ok((next, Operation::Letters { to, all, pattern }))
}
