//! Which command a name stands for (XCU 2.9.1.4).

use crate::env::commands::{self, Search};
use crate::env::variables::Watch;
use crate::env::{Builtin, Env, Kind, Options};
use crate::name::Name;
use crate::syntax::tree::FunctionDefinition;
use crate::sys::find;
use std::ffi::{CStr, CString};
use std::rc::Rc;

/// What a command name was found to be.
#[derive(Debug, Clone)]
pub enum Found {
    /// A builtin.
    Builtin(&'static Builtin),
    /// A function.
    Function(Rc<FunctionDefinition>),
    /// A program.
    External(Rc<CStr>),
    /// A file that may not be executed.
    NotExecutable,
    /// Nothing.
    Nothing,
}

/// Finds a command.
#[inline]
pub fn find(env: &mut Env, word: &[u8], name: Option<Name>) -> Found {
    if let Some(name) = name.or_else(|| Name::existing(word)) {
        let builtin = env.builtins.get(name);
        if let Some(builtin) = builtin.filter(|builtin| env.kind_of(builtin) == Kind::Special) {
            return Found::Builtin(builtin);
        }
        if let Some(function) = env.functions.get(name) {
            return Found::Function(Rc::clone(function));
        }
        if let Some(builtin) = builtin.filter(|builtin| is_there(env, builtin)) {
            return Found::Builtin(builtin);
        }
    }
    program(env, word)
}

/// A builtin that stands for a program is found by PATH (XCU 2.9.1.4 step 1e). Scripts count on it
/// with an odd PATH too, so only one that cannot lead anywhere hides it.
#[inline]
pub fn is_there(env: &Env, builtin: &Builtin) -> bool {
    env.kind_of(builtin) != Kind::Substitutive
        || env
            .variables
            .value(Name::PATH)
            .is_none_or(|path| !path.is_empty())
}

/// Finds a command that is no function.
pub fn find_no_function(env: &mut Env, word: &[u8]) -> Found {
    match Name::existing(word).and_then(|name| env.builtins.get(name)) {
        Some(builtin) if is_there(env, builtin) => Found::Builtin(builtin),
        _ => program(env, word),
    }
}

/// Finds a program: by PATH, unless the word has a slash.
pub fn program(env: &mut Env, word: &[u8]) -> Found {
    if find::byte(b'/', word).is_some() {
        return match CString::new(word) {
            Ok(path) => Found::External(path.into()),
            Err(_) => Found::Nothing,
        };
    }
    if env.variables.take_changed(Watch::Path) {
        env.locations.clear();
    }
    let known = Name::existing(word);
    if let Some(path) = known.and_then(|name| env.locations.get(name)) {
        return Found::External(Rc::clone(path));
    }
    let found = search(env, word);
    if let (Found::External(path), true) = (&found, env.has(Options::HASHALL)) {
        env.locations.insert(Name::new(word), Rc::clone(path));
    }
    found
}

/// As [`program`], but it must be there now, which is not asked where one is executed: it is looked for anew if it has
/// gone from where it was.
pub fn present(env: &mut Env, word: &[u8]) -> Found {
    let found = program(env, word);
    match &found {
        Found::External(path) if !commands::is_program(path) => {
            if find::byte(b'/', word).is_some() {
                return Found::Nothing;
            }
            env.locations.remove(Name::new(word));
            program(env, word)
        }
        _ => found,
    }
}

/// Finds a program as `command -p` does: in the standard directories, unless the word has a slash.
pub fn standard(env: &mut Env, word: &[u8]) -> Found {
    if find::byte(b'/', word).is_some() {
        program(env, word)
    } else {
        search_in(word, commands::STANDARD_PATH)
    }
}

/// Searches PATH, without looking at or changing what is remembered.
pub fn search(env: &Env, word: &[u8]) -> Found {
    search_in(word, commands::path(&env.variables))
}

/// Searches the directories of `path`.
pub fn search_in(word: &[u8], path: &[u8]) -> Found {
    match commands::search(word, path) {
        Search::Found(path) => Found::External(path),
        Search::NotExecutable(_) => Found::NotExecutable,
        Search::Nothing => Found::Nothing,
    }
}
