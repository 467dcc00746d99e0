//! Whether a word can be executed, as far as the editor knows.

use super::view::View;
use crate::env::Builtin;
use crate::env::commands::{self, Search};
use crate::interactive::completion::Callable;
use crate::name::Name;
use crate::sys::{fd, find, host};

/// Of so many names it is looked at whether they can be executed.
const TRIES: usize = 16;

impl View {
    /// The builtin with this name.
    pub fn builtin(&self, word: &[u8]) -> Option<&'static Builtin> {
        self.builtins
            .iter()
            .find(|builtin| builtin.name.as_bytes() == word)
    }

    /// Whether a word can be executed. `typed`: it is still being typed, and looked at with every key:
    /// then the file system is not asked for what has no slash.
    pub fn is_command(&self, word: &[u8], typed: bool) -> bool {
        // What is not a name that the shell knows cannot be one of its builtins either.
        let named = Name::existing(word)
            .is_some_and(|name| self.functions.get(name).is_some() || self.builtin(word).is_some());
        if named || self.aliases.get(word).is_some() {
            return true;
        }
        let far = find::byte(b'/', word).is_some() || word.starts_with(b"~") || word == b"..";
        if typed && !far {
            return self.is_program(word);
        }
        if let Some(&known) = self.known.borrow().get(word) {
            return known;
        }
        let known = if far {
            let path = self.untilde(word);
            host::may_access(&path, nix::libc::X_OK).is_ok()
        } else {
            self.is_program(word) || fd::is_directory(word)
        };
        self.known.borrow_mut().insert(word.to_vec(), known);
        known
    }

    /// As [`Self::is_command`], of a command that another one runs.
    pub fn is_run(&self, word: &[u8], typed: bool, callable: Callable) -> bool {
        if callable == Callable::Any || find::byte(b'/', word).is_some() || word.starts_with(b"~") {
            return self.is_command(word, typed);
        }
        callable.builtins() && self.builtin(word).is_some()
            || callable.programs() && self.is_program(word)
    }

    /// Whether PATH has a program of this name; only files of the name are looked at.
    fn is_program(&self, word: &[u8]) -> bool {
        let place = self.programs.borrow_mut().place(word, &self.path);
        let found = |path| matches!(commands::search(word, path), Search::Found(_));
        place.is_some_and(|place| found(place) || found(&self.path))
    }

    /// The first program in PATH whose name begins like that.
    pub fn first_program(&self, begin: &[u8]) -> Option<Vec<u8>> {
        let mut programs = self.programs.borrow_mut();
        let mut begun = programs.begun(begin, &self.path).take(TRIES);
        let found = |(name, place): &(&[u8], &[u8])| {
            matches!(commands::search(name, place), Search::Found(_))
        };
        begun.find(found).map(|(name, _)| name.to_vec())
    }
}
