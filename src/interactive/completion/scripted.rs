//! Completion by the functions that the user's scripts have made known with `complete`.

use super::quote::{Word, plain};
use super::{Ending, Item, Marks, Offer};
use crate::builtins::complete::kinds::untilde;
use crate::builtins::complete::{Asked, offered};
use crate::env::completions::Spec;
use crate::env::{Env, Flow};
use crate::interactive::editor::scan::{Edge, Part, WordAt, scan};
use crate::name::Name;
use crate::sys::find;
use std::collections::BTreeSet;
use std::ops::ControlFlow::Continue;

/// Candidates for the word before the cursor, and where it begins.
pub fn programmable(env: &mut Env, line: &(String, String)) -> Flow<Offer> {
    let edge = scan(line.0.as_bytes()).edge;
    let (asked, last) = question(env, &edge, line);
    let start = line.0.len() - last.len();
    let status = env.status;
    let answer = offered(env, &asked)?;
    env.status = status;
    let Some((spec, found)) = answer else {
        return Continue(Offer::Usual);
    };
    let word = Word::whole(last, edge.quote);
    let several = found.len() > 1;
    let items = found
        .iter()
        .map(|text| match described(text).filter(|_| several) {
            Some((text, description)) => Item {
                description,
                ..item(env, &spec, &word, text)
            },
            None => item(env, &spec, &word, text),
        });
    Continue(Offer::These(start, items.collect()))
}

/// What a completion function is asked, and what stands in the line of the word that it is asked about.
fn question<'l>(env: &Env, edge: &Edge, line: &'l (String, String)) -> (Asked, &'l str) {
    let (left, right) = line;
    let breaks = env.variables.value(Name::new(b"COMP_WORDBREAKS"));
    let breaks = breaks.map_or(&b"=:"[..], |breaks| breaks).to_vec();
    let breaks = |mark: char| matches!(mark, '=' | ':' | '@') && breaks.contains(&(mark as u8));
    let raw = left.get(edge.start..).unwrap_or_default();
    let mut words: Vec<Vec<u8>> = Vec::new();
    for &(from, to) in &edge.words {
        let word = left.get(from..to).unwrap_or_default();
        let parts = broken(word, breaks);
        words.extend(parts.into_iter().map(|part| part.as_bytes().to_vec()));
    }
    // The word at the cursor, cut where bash cuts words.
    let parts = broken(raw, breaks);
    let last = parts
        .last()
        .copied()
        .filter(|part| !part.starts_with(breaks));
    let behind_break = last.is_none() && !parts.is_empty();
    let last = last.unwrap_or_default();
    let before = parts.len() - usize::from(!last.is_empty());
    let begun = parts.iter().take(before).filter(|part| !part.is_empty());
    words.extend(begun.map(|part| part.as_bytes().to_vec()));
    let current = plain(last).into_bytes();
    // Right behind a break, that is the word.
    if !behind_break {
        words.push(last.as_bytes().to_vec());
    }
    let begin = edge.words.first().map_or(0, |&(from, _)| from);
    let before = left.get(begin..).unwrap_or_default();
    let text = [before, right].concat();
    let (command, rest, behind) = goes_on(&text, before.len());
    let mut rest = broken(rest, breaks);
    let own = rest.first().is_some_and(|part| !part.starts_with(breaks));
    // Behind a break they are words of their own.
    let own = if own && !behind_break {
        rest.remove(0)
    } else {
        ""
    };
    let parts = behind.into_iter().flat_map(|word| broken(word, breaks));
    let parts = rest.into_iter().chain(parts);
    let mut asked = Asked {
        words,
        current,
        own: own.as_bytes().to_vec(),
        behind: parts.map(|part| part.as_bytes().to_vec()).collect(),
        line: command.as_bytes().to_vec(),
        point: before.chars().count(),
    };
    unalias(env, &mut asked);
    (asked, last)
}

/// The command that begins a text, as far as it goes; what stands behind the place of the word there, and the words
/// behind that.
fn goes_on(text: &str, pos: usize) -> (&str, &str, Vec<&str>) {
    let found = scan(text.as_bytes());
    let mut words: Vec<WordAt> = Vec::new();
    for word in found.words.iter().rev() {
        // Those of a substitution are part of another one.
        if words.last().is_none_or(|last| word.end <= last.start) {
            words.push(*word);
        }
    }
    let whole = |at: usize| {
        words
            .iter()
            .any(|word| (word.start..word.end).contains(&at))
    };
    let ends = |&at: &usize| found.parts.get(at) == Some(&Part::Operator) && !whole(at);
    let end = (pos..text.len()).find(ends).unwrap_or(text.len());
    let cut = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    let here = words
        .iter()
        .find(|word| (word.start..word.end).contains(&pos));
    let rest = here.map_or("", |word| cut(pos, word.end));
    let behind = words
        .iter()
        .rev()
        .filter(|word| word.start > pos && word.end <= end);
    let behind = behind.map(|word| cut(word.start, word.end)).collect();
    (cut(0, end), rest, behind)
}

/// Names of commands that are completed as the user's scripts say: those that they name, and aliases of those.
pub fn names(env: &Env) -> BTreeSet<Vec<u8>> {
    let specs = &env.session.completions.specs;
    let stands_for = |value: &[u8]| {
        let mut words = value.split(u8::is_ascii_whitespace);
        words.next().is_some_and(|first| specs.contains_key(first))
    };
    let aliases = env.aliases.iter();
    let aliases = aliases.filter(|(_, value)| stands_for(value));
    let aliases = aliases.map(|(name, _)| name.to_vec());
    specs.keys().cloned().chain(aliases).collect()
}

/// The command that an alias stands for, if that is simple, takes its place.
fn unalias(env: &Env, asked: &mut Asked) {
    let Some(name) = asked.words.first().filter(|_| asked.words.len() > 1) else {
        return;
    };
    let value = env.aliases.get(name).filter(|value| {
        let whole = value.iter().any(|byte| b"|&;()<>$`'\"\\\n".contains(byte));
        !whole && !env.session.completions.specs.contains_key(name)
    });
    let (Some(value), Some(rest)) = (value, asked.line.get(name.len()..)) else {
        return;
    };
    let value = value.trim_ascii();
    let words = value.split(u8::is_ascii_whitespace);
    let words: Vec<Vec<u8>> = words
        .filter(|word| !word.is_empty())
        .map(<[u8]>::to_vec)
        .collect();
    asked.point = asked.point + String::from_utf8_lossy(value).chars().count()
        - String::from_utf8_lossy(name).chars().count();
    asked.line = [value, rest].concat();
    asked.words.splice(0..1, words);
}

/// An answer as a candidate for the word.
fn item(env: &Env, spec: &Spec, word: &Word, answer: &[u8]) -> Item {
    let files = spec.has(b"filenames");
    let text = String::from_utf8_lossy(answer).into_owned();
    let quoted = files && !spec.has(b"noquote") || word.quote.is_some();
    let mark = word.mark().filter(|_| quoted);
    let home = word.has_tilde() && text.starts_with('~');
    let plain = if home {
        text.find('/').unwrap_or(text.len())
    } else {
        0
    };
    let inserted = match text.split_at_checked(plain) {
        Some((home, rest)) if quoted => {
            mark.map(String::from).unwrap_or_default() + home + &word.quoted(rest)
        }
        _ => text.clone(),
    };
    let shown = if files {
        text.trim_end_matches('/')
            .rsplit('/')
            .next()
            .unwrap_or_default()
            .to_owned()
    } else {
        text.trim_end().to_owned()
    };
    let ending = match (spec.has(b"nospace"), files) {
        (true, false) => Ending::Open,
        (_, true) => Ending::Path(Marks::of(&env.session.bindings.settings)),
        (false, false) if text.ends_with(' ') => Ending::Open,
        (false, false) => Ending::Blank,
    };
    Item {
        shown,
        text: inserted,
        ending,
        path: untilde(env, answer),
        close: mark,
        ..Item::word("", "")
    }
}

/// The two halves of `word  (what it is)`: that is how functions tell a list of candidates from the one that they put
/// into the line, which has no more than the word.
fn described(answer: &[u8]) -> Option<(&[u8], String)> {
    let at = find::text(b"  (", answer)?;
    let (word, behind) = answer.split_at_checked(at)?;
    let description = behind.trim_ascii().strip_prefix(b"(")?.strip_suffix(b")")?;
    let text = String::from_utf8_lossy(description).into_owned();
    (!word.is_empty()).then(|| (word.trim_ascii_end(), text))
}

/// A word cut at what breaks words, which are words of their own, outside quotes.
fn broken(word: &str, breaks: impl Fn(char) -> bool + Copy) -> Vec<&str> {
    if word.is_empty() {
        return Vec::new();
    }
    if word.contains(['\'', '"', '\\']) {
        return vec![word];
    }
    let mut parts = Vec::new();
    let mut rest = word;
    while let Some(first) = rest.chars().next() {
        let kind = breaks(first);
        let end = rest.find(|c| breaks(c) != kind).unwrap_or(rest.len());
        let (part, behind) = rest.split_at_checked(end).unwrap_or((rest, ""));
        parts.push(part);
        rest = behind;
    }
    parts
}
