//! The words of `-W`: separated by what is in IFS, and expanded as the words of a command, but for names of files.

use crate::env::{Env, Options};
use crate::expand;
use crate::name::Name;
use crate::syntax;
use crate::sys::find;

/// The words that a list stands for; what cannot be understood has none.
pub fn listed(env: &mut Env, text: &[u8]) -> Vec<Vec<u8>> {
    let separators = env.variables.value(Name::IFS).unwrap_or(b" \t\n");
    let list = as_list(text, separators);
    let Some(elements) = syntax::list_of(&list) else {
        return Vec::new();
    };
    let globs = !env.has(Options::NOGLOB);
    env.options |= Options::NOGLOB;
    let members = expand::unnoticed(env, |env| expand::elements(env, &elements, false));
    env.options.set(Options::NOGLOB, !globs);
    let members = members.continue_value().unwrap_or_default();
    let words = members.into_iter().map(|member| member.value);
    words.filter(|word| !word.is_empty()).collect()
}

/// A word without its quotes, which need not be closed.
pub fn without_quotes(word: &[u8]) -> Vec<u8> {
    let mut text = Vec::with_capacity(word.len());
    let mut open = None;
    let mut rest = word.iter().copied();
    while let Some(byte) = rest.next() {
        match (open, byte) {
            (None, b'\'' | b'"') => open = Some(byte),
            (Some(quote), _) if byte == quote => open = None,
            (Some(b'\''), _) => text.push(byte),
            (_, b'\\') => text.extend(rest.next()),
            _ => text.push(byte),
        }
    }
    text
}

/// The text as the list of an assignment has it: a blank for each separator, and a backslash before what would
/// have a meaning there. What is in quotes or is expanded stays as it is.
fn as_list(text: &[u8], separators: &[u8]) -> Vec<u8> {
    let mut list = b"(".to_vec();
    let mut rest = text;
    while let [first, behind @ ..] = rest {
        let length = taken_whole(rest);
        if length > 1 {
            list.extend_from_slice(rest.get(..length).unwrap_or_default());
            rest = rest.get(length..).unwrap_or_default();
            continue;
        }
        match first {
            // Not closed: all that follows is in it.
            b'\'' | b'"' => {
                list.extend_from_slice(rest);
                list.push(*first);
                break;
            }
            byte if separators.contains(byte) => list.push(b' '),
            byte if b" \t;&|<>()#[".contains(byte) => list.extend([b'\\', *byte]),
            b'\n' => list.extend_from_slice(b"'\n'"),
            byte => list.push(*byte),
        }
        rest = behind;
    }
    list.push(b')');
    list
}

/// How much of the text is quoted, or an expansion, from its beginning; 1: it begins with neither.
fn taken_whole(text: &[u8]) -> usize {
    let end = match text {
        [b'\\', _, ..] => Some(2),
        [quote @ (b'\'' | b'`'), rest @ ..] => find::byte(*quote, rest).map(|at| at + 2),
        [b'"', ..] => closed(text, b'"', b'"'),
        [b'$', b'(', ..] => closed(text, b'(', b')'),
        [b'$', b'{', ..] => closed(text, b'{', b'}'),
        _ => None,
    };
    end.unwrap_or(1)
}

/// The place behind what closes the first thing that is opened.
fn closed(text: &[u8], open: u8, close: u8) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        at += if byte == b'\\' { 2 } else { 1 };
        if byte == close && depth > 0 {
            depth -= 1;
            if depth == 0 {
                return (at <= text.len()).then_some(at);
            }
        } else if byte == open {
            depth += 1;
        }
    }
    None
}
