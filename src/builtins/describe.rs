//! What a command name stands for: `command -v`, `command -V`, `type`.

use crate::env::{Builtin, Env, Kind, Options};
use crate::exec::lookup::{self, Found};
use crate::name::Name;
use crate::syntax::tree::FunctionDefinition;
use crate::syntax::{is_reserved, is_reserved_by_posix, print};
use crate::sys::find;
use std::os::unix::ffi::OsStrExt;
use std::rc::Rc;

/// How it is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// What could be typed instead: `command -v`.
    Terse,
    /// A sentence: `command -V`, `type`.
    Verbose,
}

/// One thing that a name is.
pub enum Meaning {
    /// An alias: its value, quoted.
    Alias(Vec<u8>),
    Keyword,
    Builtin(&'static Builtin),
    Function(Rc<FunctionDefinition>),
    /// A program: its path.
    Program(Vec<u8>),
}

impl Meaning {
    /// In a word: `type -t`.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Alias(_) => "alias",
            Self::Keyword => "keyword",
            Self::Builtin(_) => "builtin",
            Self::Function(_) => "function",
            Self::Program(_) => "file",
        }
    }

    /// What could be typed in place of the word.
    fn spelling(self, word: &[u8]) -> Vec<u8> {
        match self {
            Self::Alias(value) => [b"alias ", word, b"=", &value].concat(),
            Self::Program(path) => path,
            Self::Keyword | Self::Builtin(_) | Self::Function(_) => word.to_vec(),
        }
    }

    /// What the word is, in a sentence.
    pub fn sentence(&self, env: &Env, word: &[u8]) -> Vec<u8> {
        let what = match self {
            Self::Alias(value) if env.is_bash() => &[b"aliased to ", &**value].concat(),
            Self::Alias(value) => &[b"an alias for ", &**value].concat(),
            Self::Keyword => &b"a shell keyword"[..],
            Self::Builtin(builtin) if env.kind_of(builtin) == Kind::Special => {
                b"a special shell builtin"
            }
            Self::Builtin(_) => b"a shell builtin",
            Self::Function(_) if env.has(Options::POSIX) => b"a shell function",
            Self::Function(definition) => {
                // Scripts look for these words of bash.
                let shell: &[u8] = if env.is_bash() { b"" } else { b"shell " };
                &[b"a ", shell, b"function\n", &*print::definition(definition)].concat()
            }
            Self::Program(path) => path,
        };
        [word, b" is ", what].concat()
    }
}

/// Writes what `word` is; `standard`: a program is looked for as `command -p` does. False if it is nothing.
pub fn describe(env: &mut Env, word: &[u8], style: Style, standard: bool) -> bool {
    let first = inside(env, word).into_iter().next();
    let Some(meaning) = first.or_else(|| program(env, word, standard).map(Meaning::Program)) else {
        return false;
    };
    // One that stands for a program is told by where that is.
    let place = match &meaning {
        Meaning::Builtin(builtin) if env.kind_of(builtin) == Kind::Substitutive => {
            program(env, word, standard)
        }
        _ => None,
    };
    let mut text = match (style, &place) {
        (Style::Terse, Some(path)) => path.clone(),
        (Style::Terse, None) => meaning.spelling(word),
        (Style::Verbose, None) => meaning.sentence(env, word),
        (Style::Verbose, Some(path)) => [&*meaning.sentence(env, word), b", at ", path].concat(),
    };
    text.push(b'\n');
    env.out.extend_from_slice(&text);
    true
}

/// What a name is inside the shell, in the order in which it is looked for (XCU 2.9.1.4).
pub fn inside(env: &Env, word: &[u8]) -> Vec<Meaning> {
    let mut found = Vec::new();
    let aliases = env.has(Options::EXPAND_ALIASES);
    if let Some(value) = env.aliases.get(word).filter(|_| aliases) {
        found.push(Meaning::Alias(print::quote(value).into_owned()));
    }
    if is_keyword(env, word) {
        found.push(Meaning::Keyword);
    }
    let Some(name) = Name::existing(word) else {
        return found;
    };
    let builtin = (env.builtins.get(name)).filter(|builtin| lookup::is_there(env, builtin));
    let function = env.functions.get(name);
    let special = builtin.is_some_and(|builtin| env.kind_of(builtin) == Kind::Special);
    let at = found.len();
    found.extend(builtin.map(Meaning::Builtin));
    if let Some(function) = function {
        let place = at + usize::from(special);
        found.insert(place, Meaning::Function(Rc::clone(function)));
    }
    found
}

/// Where a program with the name is, as an absolute path (XCU `command` -v).
fn program(env: &mut Env, word: &[u8], standard: bool) -> Option<Vec<u8>> {
    let found = if standard && find::byte(b'/', word).is_none() {
        lookup::standard(env, word)
    } else {
        lookup::present(env, word)
    };
    match found {
        Found::External(path) => Some(absolute(path.to_bytes())),
        _ => None,
    }
}

/// A relative path is one from the working directory.
fn absolute(path: &[u8]) -> Vec<u8> {
    if path.starts_with(b"/") {
        return path.to_vec();
    }
    let short = path.strip_prefix(b"./").unwrap_or(path);
    match std::env::current_dir() {
        Ok(directory) => {
            let directory = directory.as_os_str().as_bytes();
            let directory = directory.strip_suffix(b"/").unwrap_or(directory);
            [directory, b"/", short].concat()
        }
        Err(_) => path.to_vec(),
    }
}

/// Whether a word is reserved as things are: in posix mode, what other shells reserve is not.
fn is_keyword(env: &Env, word: &[u8]) -> bool {
    if env.has(Options::POSIX) {
        is_reserved_by_posix(word)
    } else {
        is_reserved(word)
    }
}
