//! Lists (XCU 2.9.3): what is separated by `;`, `&`, newlines, `&&` and `||`.

use super::Production;
use super::error::{Parsed, Trouble, mismatch};
use super::input::Input;
use super::token::{blanks, ends_list, linebreak, operator};
use super::tree::{AndOr, AndOrList, CompleteCommand, Item, List, Pipeline};
use std::mem;

/// A complete command: a list on one line, up to where that must end. A mismatch if there is none.
impl Production for CompleteCommand {
    fn parse(input: Input<'_>) -> Parsed<'_, Self> {
        let mut list = List::default();
        let mut here = input;
        while !ends_list(here) {
            let Some((next, separator)) = item(here, &mut list.items)? else {
                // An alias may have been replaced by nothing or by a newline.
                here = blanks(here);
                break;
            };
            here = blanks(next);
            if separator.is_none() {
                break;
            }
        }
        if list.items.is_empty() {
            mismatch()
        } else {
            let session = input.session;
            Ok((
                here,
                Self {
                    list,
                    end: 0,
                    asks_pid: session.asks_pid.get(),
                    asks_command: session.asks_command.get(),
                },
            ))
        }
    }
}

/// A compound list: newlines separate too. Empty if no command begins here.
impl Production for List {
    fn parse(input: Input<'_>) -> Parsed<'_, Self> {
        let mut list = Self::default();
        let (mut here, ()) = linebreak(input)?;
        while !ends_list(here) {
            let Some((next, separator)) = item(here, &mut list.items)? else {
                // An alias may have been replaced by nothing or by a newline.
                here = blanks(here);
                break;
            };
            if separator.is_none() && next.peek() != Some(b'\n') {
                return Ok((next, list));
            }
            (here, ()) = linebreak(next)?;
        }
        Ok((here, list))
    }
}

/// Puts an and-or list, pipelines joined by `&&` and `||`, among the items; what separates it from the next one, if
/// anything does. `None` if no command begins here.
#[inline]
fn item<'i>(
    input: Input<'i>,
    items: &mut Vec<Item>,
) -> Result<Option<(Input<'i>, Option<Separator>)>, nom::Err<Trouble>> {
    let (mut here, first) = match Pipeline::parse(input) {
        Err(nom::Err::Error(_)) => return Ok(None),
        result => result?,
    };
    let mut rest = Vec::new();
    while let Some(byte @ (b'&' | b'|')) = here.peek()
        && let Some(next) = operator(here, byte, byte)
    {
        let (joint, expected) = if byte == b'&' {
            (AndOr::And, "a command after `&&`")
        } else {
            (AndOr::Or, "a command after `||`")
        };
        let (next, ()) = linebreak(next)?;
        let (next, pipeline) =
            Pipeline::parse(next).map_err(|error| required(error, blanks(next), expected))?;
        rest.push((joint, pipeline));
        here = next;
    }
    let (next, separator) = separator(here);
    room(input, items).push(Item {
        and_or: AndOrList { first, rest },
        asynchronous: separator == Some(Separator::Ampersand),
    });
    Ok(Some((next, separator)))
}

/// Makes room for an item: in the place of the one before, if that was only to be checked.
#[inline]
fn room<'l>(input: Input<'_>, items: &'l mut Vec<Item>) -> &'l mut Vec<Item> {
    if input.session.manner.only_checks {
        items.clear();
    }
    reserve_one(items)
}

/// Makes room for one, which is all there is in most lists.
#[inline]
pub fn reserve_one<T>(list: &mut Vec<T>) -> &mut Vec<T> {
    if list.capacity() == 0 {
        // There is nothing to be dropped.
        mem::forget(mem::replace(list, Vec::with_capacity(1)));
    }
    list
}

/// A compound list that must not be empty.
pub fn commands(input: Input<'_>) -> Parsed<'_, List> {
    let (next, list) = List::parse(input)?;
    if list.items.is_empty() {
        Err(next.unexpected(Some("a command")))
    } else {
        Ok((next, list))
    }
}

/// What separates and-or lists on a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Separator {
    Semicolon,
    Ampersand,
}

/// `;` or `&`, if it is that, and not the beginning of `;;` or `;&`.
#[inline]
fn separator(input: Input<'_>) -> (Input<'_>, Option<Separator>) {
    match input.peek() {
        Some(b'&') => (input.skip(1), Some(Separator::Ampersand)),
        Some(b';') if !matches!(input.skip(1).joined().peek(), Some(b';' | b'&')) => {
            (input.skip(1), Some(Separator::Semicolon))
        }
        _ => (input, None),
    }
}

/// Makes a mismatch an error: `expected` must stand at `input`.
pub fn required(
    error: nom::Err<Trouble>,
    input: Input<'_>,
    expected: &'static str,
) -> nom::Err<Trouble> {
    match error {
        nom::Err::Error(_) => input.unexpected(Some(expected)),
        error => error,
    }
}
