//! Words without a closer look: of plain text only, which most are, or of one variable, which most others are.

use crate::syntax::class;
use crate::syntax::input::Input;
use crate::syntax::tree::{Shape, Word};

/// A word of plain text only, if it has been read to its end.
#[inline]
pub(super) fn plain(rest: &[u8]) -> Option<&[u8]> {
    let (word, behind) = rest.split_at_checked(class::position(rest, class::PLAIN)?)?;
    (!word.is_empty() && class::is(*behind.first()?, class::DELIMITER)).then_some(word)
}

/// A word of plain text only, which most are.
#[inline]
pub(super) fn literal(input: Input<'_>) -> Option<(Input<'_>, Word)> {
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
pub(super) struct Whole<'t> {
    name: &'t [u8],
    quoted: bool,
    pub(super) length: usize,
}

/// The variable, if it is all of the word here. There is no line continuation in it.
#[inline]
pub(super) fn parameter(rest: &[u8]) -> Option<Whole<'_>> {
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
pub(super) fn variable(input: Input<'_>) -> Option<(Input<'_>, Word)> {
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
