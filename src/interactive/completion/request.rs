//! What a candidate is wanted for: the word, the command around it, and where that works.

use super::command::Callable;
use super::item::Item;
use super::options::Caches;
use super::quote::Word;
use super::{command, git, make, quote};
use crate::interactive::editor::scan::{Edge, Role};
use crate::interactive::editor::view::View;

/// What is asked for.
pub(super) struct Request<'v> {
    pub(super) view: &'v View,
    pub(super) caches: &'v Caches,
    /// The words of the command before the one at the cursor, quotes removed.
    pub(super) words: Vec<String>,
    /// The word at the cursor.
    pub(super) word: Word,
    pub(super) role: Role,
    /// What the word may name as a command.
    pub(super) callable: Callable,
    /// Where the command is told to work.
    pub(super) place: Place,
}

impl Request<'_> {
    /// The command, without the directory that it is in.
    pub(super) fn command(&self) -> &str {
        let command = self.words.first().map_or("", String::as_str);
        command.rsplit('/').next().unwrap_or_default()
    }

    /// The word before the one at the cursor.
    pub(super) fn previous(&self) -> &str {
        self.words.last().map_or("", String::as_str)
    }

    /// Whether one of these letters is an option that has been given.
    pub(super) fn has_option(&self, letters: &[char]) -> bool {
        let mut words = self.words.iter();
        words.any(|word| word.starts_with('-') && word.contains(letters))
    }

    /// Those of some names, each with a description, that the word may become.
    pub(super) fn listed<N: AsRef<str>, D: AsRef<str>>(
        &self,
        all: impl IntoIterator<Item = (N, D)>,
    ) -> Vec<Item> {
        let all = all.into_iter().collect();
        let likeness = self.view.likeness;
        likeness
            .matching(all, &self.word.text, |(name, _)| name.as_ref())
            .into_iter()
            .map(|(name, description)| Item::word(name.as_ref(), description.as_ref()))
            .collect()
    }
}

/// Where a command works, if it is told by its options: `git -C elsewhere`.
#[derive(Debug, Default)]
pub(super) struct Place {
    /// What its relative paths begin from; with a slash at its end, if it is not empty.
    pub(super) base: Vec<u8>,
    /// The repository that it is about.
    pub(super) repository: Option<Vec<u8>>,
}

impl Place {
    /// A path as seen from there.
    pub(super) fn of(&self, view: &View, path: &str) -> Vec<u8> {
        if path.starts_with(['/', '~']) {
            return view.untilde(path.as_bytes());
        }
        [&*self.base, path.as_bytes()].concat()
    }

    /// Goes to another directory.
    pub(super) fn enter(&mut self, view: &View, path: &str) {
        self.base = self.of(view, path);
        if !path.is_empty() && !path.ends_with('/') {
            self.base.push(b'/');
        }
    }
}

pub(super) fn request<'v>(
    view: &'v View,
    caches: &'v Caches,
    whole: &str,
    edge: &Edge,
    mut role: Role,
) -> Request<'v> {
    let words = edge
        .words
        .iter()
        .filter_map(|&(from, to)| whole.get(from..to));
    let mut words: Vec<String> = words.map(quote::plain).collect();
    // `sudo command`, `a=b command`: what counts is the command.
    let mut callable = Callable::Any;
    // Behind an alias that ends in a blank, other aliases count.
    let mut aliases = command::unalias(view, &mut words);
    while let Some((skip, runs)) = command::before_another(&words) {
        if !aliases {
            callable = runs;
        }
        aliases = false;
        words.drain(..skip.min(words.len()));
        if words.is_empty() && role == Role::Argument {
            role = Role::Command;
        }
    }
    command::unalias(view, &mut words);
    let place = match words.first().map(String::as_str) {
        Some("git") => git::place(view, &mut words),
        Some("make" | "gmake") => make::place(view, &words),
        _ => Place::default(),
    };
    Request {
        view,
        caches,
        words,
        word: Word::default(),
        role,
        callable,
        place,
    }
}
