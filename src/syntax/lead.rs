//! How a word begins: with the name of a variable and what assigns to it, or with a name that is all of it.

use super::class;
use super::input::Input;
use crate::name::Name;

/// How a word begins.
pub enum Lead<'s> {
    /// With `name=`; the place behind that.
    Assigned(Name, Input<'s>),
    /// Perhaps with `name+=` or `name[`.
    Special,
    /// With as many bytes of a name, or digits, and there the word ends.
    Name(usize),
    /// With nothing that an assignment begins with.
    Plain,
}

/// How the word here begins.
#[inline]
pub fn lead(input: Input<'_>) -> Lead<'_> {
    let found = input.scan(|rest| {
        let (name, behind) = rest.split_at_checked(class::run_of(rest, class::NAME))?;
        let Some(first) = name.first() else {
            return matches!(rest.first(), Some(byte) if *byte != b'\\').then_some(Lead::Plain);
        };
        match (first, behind.first()?) {
            (_, b'\\') => None,
            (first, b'=') if !class::is(*first, class::DIGIT) => Some(Lead::Assigned(
                input.session.buffer.memory.name(name),
                input.skip(name.len() + 1),
            )),
            (_, b'+' | b'[') => Some(Lead::Special),
            (_, b' ' | b'\n' | b';' | b')') => Some(Lead::Name(name.len())),
            _ => Some(Lead::Plain),
        }
    });
    found.unwrap_or_else(|| lead_slowly(input))
}

/// The same through line continuations, and where more has to be read.
#[cold]
fn lead_slowly(input: Input<'_>) -> Lead<'_> {
    match input.peek() {
        Some(byte) if byte == b'\\' || class::is(byte, class::NAME) => (),
        _ => return Lead::Plain,
    }
    match assigned_slowly(input) {
        Some((name, value)) => Lead::Assigned(name, value),
        None => Lead::Special,
    }
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
