//! Changing a text: the matches of a pattern, a part of it, the case of its letters.

use crate::env::change_case;
use crate::pattern::Pattern;
use crate::syntax::extended::Which;

/// The text with matches replaced, each as long as it can be.
pub fn replace(pattern: &Pattern<'_>, text: &[u8], which: Which, by: &[u8]) -> Vec<u8> {
    let part = |range| -> &[u8] { text.get(range).unwrap_or_default() };
    let seen = &*pattern.fold(text);
    if text.is_empty() && pattern.matches_extended(b"") {
        return by.to_vec();
    }
    match which {
        Which::Prefix => match pattern.longest_prefix(seen) {
            Some(length) => [by, part(length..text.len())].concat(),
            None => text.to_vec(),
        },
        Which::Suffix => match pattern.longest_suffix(seen) {
            Some(length) => [part(0..text.len() - length), by].concat(),
            None => text.to_vec(),
        },
        Which::First | Which::All => {
            let mut out = Vec::with_capacity(text.len());
            let mut from = 0;
            while let Some((start, end)) = find(pattern, seen, from) {
                out.extend_from_slice(part(from..start));
                out.extend_from_slice(by);
                from = end;
                if which == Which::First || from >= text.len() {
                    break;
                }
            }
            out.extend_from_slice(part(from..text.len()));
            out
        }
    }
}

/// The first match at `from` or behind it that is not empty.
fn find(pattern: &Pattern<'_>, text: &[u8], from: usize) -> Option<(usize, usize)> {
    if let Some(literal) = pattern.literal() {
        let at = from + memchr::memmem::find(text.get(from..)?, literal)?;
        return (!literal.is_empty()).then_some((at, at + literal.len()));
    }
    let mut start = from;
    while start < text.len() {
        let rest = text.get(start..)?;
        if let Some(length) = pattern.longest_prefix(rest).filter(|&length| length > 0) {
            return Some((start, start + length));
        }
        start += pattern.first_character(rest);
    }
    None
}

/// From character `offset` on, so many characters; negative numbers count from the end.
pub fn characters(text: &[u8], offset: i64, length: Option<i64>, utf8: bool) -> Option<&[u8]> {
    let starts: Vec<usize> = if utf8 && !text.is_ascii() {
        let mut starts = Vec::with_capacity(text.len());
        let mut at = 0;
        for chunk in text.utf8_chunks() {
            starts.extend(chunk.valid().char_indices().map(|(place, _)| at + place));
            at += chunk.valid().len();
            starts.extend(at..at + chunk.invalid().len());
            at += chunk.invalid().len();
        }
        starts
    } else {
        Vec::new()
    };
    let count = if starts.is_empty() {
        text.len()
    } else {
        starts.len()
    };
    let byte = |character: usize| {
        if starts.is_empty() {
            character.min(text.len())
        } else {
            starts.get(character).copied().unwrap_or(text.len())
        }
    };
    let count = count as i64;
    let first = if offset < 0 {
        count.saturating_add(offset)
    } else {
        offset
    };
    if !(0..=count).contains(&first) {
        return Some(b"");
    }
    let end = match length {
        None => count,
        Some(length) if length < 0 => count.saturating_add(length),
        Some(length) => first.saturating_add(length).min(count),
    };
    if end < first {
        return None;
    }
    text.get(byte(first as usize)..byte(end as usize))
}

/// The text with its letters, or its first character, in the other case where `wanted` says so.
pub fn letters(text: &[u8], upper: bool, all: bool, wanted: impl Fn(&[u8]) -> bool) -> Vec<u8> {
    let change = if upper {
        str::to_uppercase
    } else {
        str::to_lowercase
    };
    let mut out = Vec::with_capacity(text.len());
    let mut first = true;
    for chunk in text.utf8_chunks() {
        for letter in chunk.valid().chars() {
            let mut buffer = [0; 4];
            let letter = letter.encode_utf8(&mut buffer).as_bytes();
            if (all || first) && wanted(letter) {
                out.extend_from_slice(&change_case(letter, change));
            } else {
                out.extend_from_slice(letter);
            }
            first = false;
        }
        out.extend_from_slice(chunk.invalid());
        first &= chunk.invalid().is_empty();
    }
    out
}
