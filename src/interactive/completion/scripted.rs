//! Completion by the functions that the user's scripts have made known with `complete`.

use super::quote::{Word, plain};
use super::{Ending, Item, Marks, Offer};
use crate::builtins::complete::kinds::untilde;
use crate::builtins::complete::{Asked, offered};
use crate::env::completions::Spec;
use crate::env::{Env, Flow};
use crate::interactive::editor::scan::{Edge, scan};
use crate::name::Name;
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
    let items = found.iter().map(|text| item(env, &spec, &word, text));
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
    let behind = last.is_none() && !parts.is_empty();
    let last = last.unwrap_or_default();
    let before = parts.len() - usize::from(!last.is_empty());
    let begun = parts.iter().take(before).filter(|part| !part.is_empty());
    words.extend(begun.map(|part| part.as_bytes().to_vec()));
    let current = plain(last).into_bytes();
    // Right behind a break, that is the word.
    if !behind {
        words.push(current.clone());
    }
    let begin = edge.words.first().map_or(0, |&(from, _)| from);
    let text = [left.as_str(), right.as_str()].concat();
    let mut asked = Asked {
        words,
        current,
        line: text.get(begin..).unwrap_or_default().as_bytes().to_vec(),
        point: left.len() - begin,
    };
    unalias(env, &mut asked);
    (asked, last)
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
    asked.point = asked.point + value.len() - name.len();
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
    let plain = if home { text.find('/').unwrap_or(0) } else { 0 };
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
