//! Words that stand for others as they are typed.

use super::actions::{leave, line};
use super::keys::Keys;
use super::requests::{Leave, Rewrite};
use super::scan::{Role, scan};
use crate::env::session;
use crate::interactive::completion::run_by;
use crate::sys::regex::Regex;
use rustyline::{Cmd, EventContext};
use std::collections::BTreeMap;

/// An abbreviation whose text a function writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Called {
    /// The function.
    pub function: String,
    /// The word.
    pub word: String,
    /// What in its output the cursor takes the place of.
    pub mark: Option<String>,
    /// The line is entered then.
    pub entered: bool,
}

/// What a word stands for.
#[derive(Debug, Clone)]
pub struct Abbreviation {
    /// The text in its place.
    pub text: String,
    /// It need not be the name of a command.
    pub anywhere: bool,
    /// Where in the text the cursor goes, if not behind it.
    pub cursor: Option<usize>,
    /// The text is the name of a function that writes it.
    pub function: bool,
    /// What the cursor takes the place of in what the function writes.
    pub mark: Option<String>,
    /// What words match that stand for it.
    pub pattern: Option<Vec<u8>>,
    /// It stands only among the arguments of these commands.
    pub commands: Vec<String>,
}

impl Abbreviation {
    /// As the shell has it.
    pub fn new(of: &session::Abbreviation) -> Self {
        let mut text = String::from_utf8_lossy(&of.text).into_owned();
        let mark = of.cursor.as_deref().map(String::from_utf8_lossy);
        let place = mark.as_deref().and_then(|mark| text.find(mark));
        if let (Some(at), Some(mark)) = (place, mark) {
            text.replace_range(at..at + mark.len(), "");
        }
        Self {
            text,
            anywhere: of.anywhere,
            cursor: place,
            function: of.function,
            mark: of
                .cursor
                .as_deref()
                .map(|mark| String::from_utf8_lossy(mark).into_owned()),
            pattern: of.pattern.clone(),
            commands: of
                .commands
                .iter()
                .map(|name| String::from_utf8_lossy(name).into_owned())
                .collect(),
        }
    }
}

/// A blank behind an abbreviation puts what it stands for in its place.
pub fn space(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    let before = context.line().get(..context.pos())?;
    let (word, of) = abbreviation(&keys.config.abbreviations, before)?;
    if of.function {
        return call(keys, before, false);
    }
    let start = before.len() - word.len();
    let Some(place) = of.cursor else {
        return Some(rewritten(keys, start, format!("{} ", of.text)));
    };
    let behind = context.line().get(context.pos()..)?;
    let whole = [before.get(..start)?, &*of.text, behind].concat();
    line(keys, whole, start + place)
}

/// What ends a command does to an abbreviation before it what a blank does.
pub fn behind_word(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    let before = context.line().get(..context.pos())?;
    let (word, of) = abbreviation(&keys.config.abbreviations, before)?;
    let plain = !of.function && of.cursor.is_none();
    let start = before.len() - word.len();
    let key = char::from(keys.input.pressed);
    plain.then(|| rewritten(keys, start, format!("{}{key}", of.text)))
}

/// Puts a text in the place of what is between `start` and the cursor, and the cursor behind it: that is
/// what a completion does.
pub fn rewritten(keys: &mut Keys, start: usize, text: String) -> Cmd {
    keys.menu = None;
    keys.requests.rewrite = Some(Rewrite::Part { start, text });
    Cmd::Complete
}

/// The abbreviation that a text ends with, where it may stand, and what it stands for.
pub fn abbreviation<'t>(
    abbreviations: &BTreeMap<String, Abbreviation>,
    text: &'t str,
) -> Option<(&'t str, Abbreviation)> {
    if abbreviations.is_empty() {
        return None;
    }
    let edge = scan(text.as_bytes()).edge;
    let word = text.get(edge.start..).filter(|word| !word.is_empty())?;
    let words = edge.words.iter();
    let words = words.filter_map(|&(from, to)| Some(text.get(from..to)?.to_owned()));
    let mut words: Vec<String> = words.collect();
    run_by(&mut words);
    let stands = |of: &&Abbreviation| match (edge.role, words.first()) {
        _ if edge.quote.is_some() => false,
        (Some(Role::Command), _) | (Some(Role::Argument), None) => of.commands.is_empty(),
        (Some(Role::Argument), _) if of.commands.is_empty() => of.anywhere,
        (Some(Role::Argument), Some(command)) => of.commands.contains(command),
        _ => false,
    };
    let named = abbreviations.get(word).filter(|of| of.pattern.is_none());
    let of = named.filter(stands).or_else(|| {
        let mut others = abbreviations.values();
        others.find(|of| stands(of) && of.pattern.as_deref().is_some_and(|one| matches(one, word)))
    })?;
    Some((word, of.clone()))
}

/// Whether a regular expression matches all of a word.
fn matches(pattern: &[u8], word: &str) -> bool {
    let Ok(pattern) = Regex::new(&[b"^(", pattern, b")$"].concat(), false, true) else {
        return false;
    };
    pattern.groups(word.as_bytes()).is_some()
}

/// Asks a function what the word before the cursor stands for, if it is such an abbreviation.
pub(super) fn call(keys: &mut Keys, before: &str, entered: bool) -> Option<Cmd> {
    let (word, of) = abbreviation(&keys.config.abbreviations, before)?;
    if !of.function {
        return None;
    }
    let called = Called {
        function: of.text,
        word: word.to_owned(),
        mark: of.mark,
        entered,
    };
    leave(keys, Leave::Abbreviate(called))
}
