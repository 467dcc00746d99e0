//! What the line may become: the rest of an earlier command, or else of its last word.

use super::caret;
use super::scan::{Role, scan};
use super::view::View;
use crate::env::Options;
use crate::env::history::Entry;
use crate::interactive::completion::{Caches, Suggested, suggested, unquoted};
use crate::sys::fd;
use rustyline::hint::Hint;
use std::collections::BTreeSet;

/// How many commands back suggestions are looked for.
const REACH: usize = 20_000;

/// A text behind the line.
pub struct Suggestion {
    /// As it is shown.
    pub shown: String,
    /// What can be taken into the line.
    pub taken: Option<String>,
}

impl Suggestion {
    /// What can only be seen.
    pub fn seen(shown: String) -> Self {
        Self { shown, taken: None }
    }

    /// What can be taken into the line: its first line is shown.
    pub fn offered(text: String) -> Self {
        let shown = match text.split_once('\n') {
            Some((first, _)) => format!("{first}…"),
            None => text.clone(),
        };
        Self {
            shown,
            taken: Some(text),
        }
    }
}

impl Hint for Suggestion {
    fn display(&self) -> &str {
        &self.shown
    }

    fn completion(&self) -> Option<&str> {
        self.taken.as_deref()
    }
}

/// The search for the newest command that begins like the line. A line that has grown is looked for only
/// from where the shorter one was found: none of the newer commands began like that.
#[derive(Debug, Default)]
pub struct Suggestions {
    line: String,
    /// How many commands back one entered in this directory was found.
    here: usize,
    /// How many commands back one was found, wherever it was entered.
    anywhere: usize,
    completion: Completion,
}

/// What was found for the last word of a line.
#[derive(Debug, Default)]
struct Completion {
    line: String,
    found: Option<Suggested>,
}

impl Completion {
    /// What the last word of the line may become. While a word grows into what was found for it, or on
    /// from what nothing was found for, nothing has to be looked at.
    fn rest(&mut self, line: &str, look: impl FnOnce() -> Suggested) -> Option<String> {
        let typed = line.strip_prefix(&self.line);
        let answer = match (typed, self.found.take()) {
            (Some(""), Some(found)) => found,
            (Some(typed), Some(Suggested::Rest(rest)))
                if rest.len() > typed.len() && rest.starts_with(typed) =>
            {
                Suggested::Rest(rest.get(typed.len()..).unwrap_or_default().to_owned())
            }
            (Some(typed), Some(Suggested::Barren)) if typed.chars().all(goes_on) => {
                Suggested::Barren
            }
            _ => look(),
        };
        line.clone_into(&mut self.line);
        match self.found.insert(answer) {
            Suggested::Rest(rest) => Some(rest.clone()),
            Suggested::Barren | Suggested::Nothing => None,
        }
    }
}

/// Whether a character is always part of the word before it.
fn goes_on(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '-' | '_' | '.' | ',' | '+')
}

impl Suggestions {
    /// What the line may go on with. `completed`: commands whose arguments the user's own functions
    /// complete.
    pub fn rest(
        &mut self,
        view: &View,
        caches: &Caches,
        completed: &BTreeSet<Vec<u8>>,
        (before, line): (&str, &str),
    ) -> Option<String> {
        if !view.options.contains(Options::AUTOSUGGEST) {
            return None;
        }
        self.of_history(view, line).or_else(|| {
            let look = || suggested(view, caches, completed, (before, line));
            self.completion.rest(line, look)
        })
    }

    /// The rest of the newest command that begins like the line: one entered in this directory first.
    fn of_history(&mut self, view: &View, line: &str) -> Option<String> {
        let grown = !self.line.is_empty() && line.starts_with(&self.line) && !line.contains('\n');
        if !grown {
            (self.here, self.anywhere) = (0, 0);
        }
        line.clone_into(&mut self.line);
        let history = view.history.borrow();
        let find = |from: usize, in_place: &dyn Fn(&Entry) -> bool| {
            let reached = history.newest_first().enumerate().take(REACH).skip(from);
            reached
                .filter(|(_, entry)| in_place(entry))
                .find_map(|(place, entry)| Some((place, rest(view, entry, line)?)))
        };
        let here = |entry: &Entry| *entry.directory == *view.directory;
        if let Some((place, rest)) = find(self.here, &here) {
            self.here = place;
            return Some(rest);
        }
        self.here = REACH;
        let (place, rest) = find(self.anywhere, &|_| true).unzip();
        self.anywhere = place.unwrap_or(REACH);
        rest
    }
}

/// What an entry has behind a text that it begins with, if that is worth being suggested.
fn rest(view: &View, entry: &Entry, line: &str) -> Option<String> {
    let rest = entry.text.strip_prefix(line.as_bytes())?;
    let rest = std::str::from_utf8(rest)
        .ok()
        .filter(|rest| !rest.is_empty())?;
    let command = [line, rest].concat();
    (is_known(view, &command) && leads_somewhere(view, &command))
        .then(|| caret::lined(rest.to_owned()))
}

/// Whether the first command of a text is one: it may have been mistyped, or be gone.
fn is_known(view: &View, text: &str) -> bool {
    let found = scan(text.as_bytes());
    let mut words = found.words.iter();
    let Some(word) = words.find(|word| word.role == Role::Command) else {
        return true;
    };
    let name = text.get(word.start..word.end).unwrap_or_default();
    name.contains(|c: char| "'\"\\$`*?[{".contains(c)) || view.is_command(name.as_bytes(), false)
}

/// Whether a command may do anything from here: a `cd` wants a directory that is there.
fn leads_somewhere(view: &View, command: &str) -> bool {
    if !["cd ", "pushd ", "rmdir "]
        .iter()
        .any(|name| command.starts_with(name))
    {
        return true;
    }
    let found = scan(command.as_bytes());
    let operand = found.words.iter().find(|word| word.role == Role::Argument);
    let Some(operand) = operand.and_then(|word| command.get(word.start..word.end)) else {
        return true;
    };
    let named = operand.starts_with(['-', '+']) || operand.contains(['$', '`', '*', '?', '[', '{']);
    let searched = !view.cdpath.is_empty() && !operand.starts_with(['/', '.', '~']);
    let path = unquoted(operand);
    let path = if operand.starts_with('~') {
        view.untilde(path.as_bytes())
    } else {
        path.into_bytes()
    };
    named || searched || view.is_far(&path) || fd::is_directory(&path)
}
