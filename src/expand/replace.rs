//! Changing a text: the matches of a pattern, a part of it, the case of its letters.

use super::{Builder, Expand, Mode, single};
use crate::env::{Env, Flow, Options, change_case};
use crate::pattern::Pattern;
use crate::syntax::extended::{LetterCase, Which};
use crate::syntax::tree::{Shape, Word};
use crate::sys::find;
use std::ops::ControlFlow::Continue;

/// What takes the place of a match.
pub struct Replacement {
    text: Vec<u8>,
    /// Where what matched is put in.
    matches: Vec<usize>,
}

impl Replacement {
    /// What a word expands to.
    pub fn of(env: &mut Env, word: &Word) -> Flow<Self> {
        let mut fields = env.take_fields();
        let mut matches = Vec::new();
        let text = match word.shape {
            Shape::Literal(ref text) => text.to_vec(),
            _ if !env.has(Options::PATSUB_REPLACEMENT) => {
                single(env, word, &mut fields)?;
                fields.at(0).to_vec()
            }
            _ => {
                let mut builder = Builder::new(fields, Mode::Replacement);
                word.expand(env, &mut builder)?;
                let (text, quoted) = builder.unfinished();
                let text = unescaped(text, quoted, &mut matches);
                fields = builder.into_fields();
                text
            }
        };
        env.give_fields(fields);
        Continue(Self { text, matches })
    }

    fn put(&self, found: &[u8], out: &mut Vec<u8>) {
        let mut from = 0;
        for &at in &self.matches {
            out.extend_from_slice(self.text.get(from..at).unwrap_or_default());
            out.extend_from_slice(found);
            from = at;
        }
        out.extend_from_slice(self.text.get(from..).unwrap_or_default());
    }
}

/// The text without the unquoted `&`, whose places are noted, and without the backslashes before those that
/// stand for themselves.
fn unescaped(text: &[u8], quoted: Option<&[bool]>, matches: &mut Vec<usize>) -> Vec<u8> {
    let Some(quoted) = quoted else {
        return text.to_vec();
    };
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.iter().zip(quoted).peekable();
    while let Some((&byte, quoted)) = bytes.next() {
        match (byte, quoted) {
            (b'&', false) => matches.push(out.len()),
            (b'\\', false) => {
                let next = bytes.next_if(|next| matches!(next, (b'&' | b'\\', false)));
                out.push(next.map_or(byte, |(&next, _)| next));
            }
            _ => out.push(byte),
        }
    }
    out
}

/// The text with matches replaced, each as long as it can be.
pub fn replace(pattern: &Pattern<'_>, text: &[u8], which: Which, by: &Replacement) -> Vec<u8> {
    let part = |range| -> &[u8] { text.get(range).unwrap_or_default() };
    if text.is_empty() && pattern.matches_extended(b"") {
        let mut out = Vec::new();
        by.put(b"", &mut out);
        return out;
    }
    let mut out = Vec::with_capacity(text.len());
    match which {
        Which::Prefix => {
            let length = pattern.longest_prefix(text);
            if let Some(length) = length {
                by.put(part(0..length), &mut out);
            }
            out.extend_from_slice(part(length.unwrap_or(0)..text.len()));
        }
        Which::Suffix => {
            let length = pattern.longest_suffix(text);
            let start = text.len() - length.unwrap_or(0);
            out.extend_from_slice(part(0..start));
            if length.is_some() {
                by.put(part(start..text.len()), &mut out);
            }
        }
        Which::First | Which::All => {
            let mut from = 0;
            while let Some((start, end)) = find(pattern, text, from) {
                out.extend_from_slice(part(from..start));
                by.put(part(start..end), &mut out);
                from = end;
                if which == Which::First || from >= text.len() {
                    break;
                }
                if start == end {
                    // Nothing has been matched in front of this character: it stays.
                    from += pattern.first_character(part(end..text.len()));
                    out.extend_from_slice(part(end..from));
                }
            }
            out.extend_from_slice(part(from..text.len()));
        }
    }
    out
}

/// The first match at `from` or behind it: before some character, even if it is empty.
fn find(pattern: &Pattern<'_>, text: &[u8], from: usize) -> Option<(usize, usize)> {
    if let Some(literal) = pattern.literal() {
        let at = from + find::text(literal, text.get(from..)?)?;
        return (!literal.is_empty()).then_some((at, at + literal.len()));
    }
    let mut start = from;
    while start < text.len() {
        let rest = text.get(start..)?;
        if let Some(length) = pattern.longest_prefix(rest) {
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

/// The text with its letters, or its first character, in another case where `wanted` says so.
pub fn letters(text: &[u8], to: LetterCase, all: bool, wanted: impl Fn(&[u8]) -> bool) -> Vec<u8> {
    let change = match to {
        LetterCase::Upper => str::to_uppercase,
        LetterCase::Lower => str::to_lowercase,
        LetterCase::Other => other_case,
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

fn other_case(text: &str) -> String {
    if text.chars().any(char::is_uppercase) {
        text.to_lowercase()
    } else {
        text.to_uppercase()
    }
}
