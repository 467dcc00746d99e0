//! Alias substitution (XCU 2.3.1): the value is put in the place of the name, in the text.

use super::class;
use super::input::Input;
use super::token::{blanks, reserved};
use std::rc::Rc;

/// What is asked about aliases while parsing.
pub trait Aliases {
    /// The value of an alias.
    fn lookup(&self, name: &[u8]) -> Option<Rc<[u8]>>;

    /// Whether there is none at all.
    fn is_empty(&self) -> bool {
        false
    }

    /// Whether what other shells add to the language is understood, where POSIX leaves that open.
    fn extended(&self) -> bool {
        true
    }

    /// Whether `+(a|b)` and its kin may stand in any word.
    fn groups(&self) -> bool {
        false
    }

    /// Whether assignments may stand among the arguments of a command too.
    fn keyword(&self) -> bool {
        false
    }

    /// Whether tilde prefixes may stand in an argument as in the assignment that it looks like.
    fn tildes(&self) -> bool {
        false
    }

    /// Whether what is read is only checked: of a list, its last item is all that has to be there.
    fn only_checks(&self) -> bool {
        false
    }
}

/// No aliases.
pub struct NoAliases;

impl Aliases for NoAliases {
    fn lookup(&self, _: &[u8]) -> Option<Rc<[u8]>> {
        None
    }

    fn is_empty(&self) -> bool {
        true
    }
}

/// Substitutes the word here if it is an alias; the place of the first token of the value.
#[inline]
pub fn substitute(input: Input<'_>) -> Option<Input<'_>> {
    substitute_from(input, input.session.aliases?)
}

/// Substitutes the word here where a command may begin: reserved words stay.
#[inline]
pub fn substitute_command(input: Input<'_>) -> Option<Input<'_>> {
    if input.session.aliases.is_none() || reserved(input).is_some() {
        None
    } else {
        substitute(input)
    }
}

#[inline(never)]
fn substitute_from<'s>(input: Input<'s>, aliases: &dyn Aliases) -> Option<Input<'s>> {
    if input.session.shared.borrow().is_some() {
        return None;
    }
    let (name, value, end) = {
        let (name, end) = bare(input)?;
        let buffer = input.session.buffer;
        if name.is_empty() || buffer.within(&name, input.at) {
            return None;
        }
        let value = aliases.lookup(&name)?;
        (Rc::from(name), value, end)
    };
    // What is behind moves, and may be closed by the value.
    let mut known = input.session.not_arithmetic.borrow_mut();
    drop(known.split_off(&input.at));
    input.session.buffer.splice(input.at, end, name, &value);
    Some(blanks(input))
}

/// The word here, if none of it is quoted or to be expanded, and where it ends.
fn bare(input: Input<'_>) -> Option<(Vec<u8>, u32)> {
    let mut name = Vec::new();
    let mut here = input;
    loop {
        here = here.run(class::WORD, |text| name.extend_from_slice(text));
        let next = here.joined();
        match next.peek() {
            Some(b'<' | b'>') if name.iter().all(u8::is_ascii_digit) => return None,
            Some(b'~') => {
                name.push(b'~');
                here = next.skip(1);
            }
            Some(byte) if class::is(byte, class::WORD) && !class::is(byte, class::DELIMITER) => {
                return None;
            }
            Some(byte) if !class::is(byte, class::DELIMITER) => here = next,
            _ => return Some((name, here.at)),
        }
    }
}

/// Substitutes the word here if it follows an alias value that ends in a blank, whatever its role.
/// The word that is then here still follows that value.
#[inline]
pub fn substitute_eligible(input: Input<'_>) -> Option<Input<'_>> {
    if !input.session.buffer.is_eligible(input.at) {
        return None;
    }
    let next = substitute(input)?;
    next.session.buffer.make_eligible(next.at);
    Some(next)
}

/// Does that as long as it can be done, where no reserved word can be.
#[inline]
pub fn settle(mut input: Input<'_>) -> Input<'_> {
    while let Some(next) = substitute_eligible(input) {
        input = next;
    }
    input
}
