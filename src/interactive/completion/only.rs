//! A word completed as what the user says it is, whatever stands before it.

use super::command::Callable;
use super::{Caches, Ending, Item, Place, Request, command, files, names, variables};
use crate::interactive::editor::bang;
use crate::interactive::editor::scan::{Role, scan};
use crate::interactive::editor::view::View;
use std::collections::BTreeSet;

/// What a word is taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// The name of a command.
    Command,
    /// A file.
    File,
    /// A host.
    Host,
    /// A user.
    User,
    /// A variable.
    Variable,
    /// A word of an earlier command.
    Past,
}

/// What the word before `pos` may become as one of a sort, and where it begins.
pub fn only(
    view: &View,
    caches: &Caches,
    sort: Sort,
    line: &str,
    pos: usize,
) -> (usize, Vec<Item>) {
    let typed = line.get(..pos).unwrap_or_default();
    let edge = scan(typed.as_bytes()).edge;
    let raw = typed.get(edge.start..).unwrap_or_default();
    let request = Request {
        view,
        caches,
        words: Vec::new(),
        word: super::Word::whole(raw, edge.quote),
        role: Role::Target,
        callable: Callable::Any,
        place: Place::default(),
    };
    let items = match sort {
        Sort::Command => command::commands(&request),
        Sort::File => files::files(&request, files::Wanted::Any),
        Sort::Host => names::hosts(&request, Ending::Blank),
        Sort::User if raw.starts_with('~') => names::users(view, raw),
        Sort::User => names::logins(&request),
        Sort::Variable => match variables::variables(view, raw, edge.quote, false) {
            Some((at, items)) => return (edge.start + at, items),
            None => variables::variable_names(&request),
        },
        Sort::Past => past(view, raw),
    };
    (edge.start, items)
}

/// Words of earlier commands.
fn past(view: &View, text: &str) -> Vec<Item> {
    let history = view.history.borrow();
    let mut words = BTreeSet::new();
    for entry in history.newest_first() {
        let command = String::from_utf8_lossy(&entry.text);
        words.extend(bang::split(&command).into_iter().map(str::to_owned));
    }
    let words: Vec<String> = words.into_iter().collect();
    let found = view.likeness.matching(words, text, |word| word);
    found.iter().map(|word| Item::word(word, "")).collect()
}
