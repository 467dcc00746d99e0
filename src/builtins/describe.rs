//! What a command name stands for, in words: `command -v`, `command -V`, `type`.

use crate::env::{Env, Kind, Options};
use crate::exec::lookup::{self, Found};
use crate::syntax::{is_reserved, is_reserved_by_posix, print};
use std::os::unix::ffi::OsStrExt;

/// How it is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// What could be typed instead: `command -v`.
    Terse,
    /// A sentence: `command -V`, `type`.
    Verbose,
}

/// Writes what `word` is. False if it is nothing, which `Verbose` reports.
pub fn describe(env: &mut Env, word: &[u8], style: Style, standard: bool) -> bool {
    let text = match (text(env, word, style, standard), style) {
        (Some(text), _) => text,
        (None, Style::Terse) => return false,
        (None, Style::Verbose) => {
            env.report(word, "not found");
            return false;
        }
    };
    env.out.extend_from_slice(&text);
    env.out.push(b'\n');
    true
}

fn text(env: &mut Env, word: &[u8], style: Style, standard: bool) -> Option<Vec<u8>> {
    let verbose = style == Style::Verbose;
    if let Some(value) = env.aliases.get(word) {
        let definition = [word, b"=", &*print::quote(value)].concat();
        return Some(if verbose {
            [word, b" is an alias for ", &*print::quote(value)].concat()
        } else {
            [b"alias ", &*definition].concat()
        });
    }
    let said = |what: &str| {
        if verbose {
            [word, b" is ", what.as_bytes()].concat()
        } else {
            word.to_vec()
        }
    };
    if is_keyword(env, word) {
        return Some(said("a shell keyword"));
    }
    let found = match lookup::find(env, word, None) {
        Found::External(_) | Found::NotExecutable | Found::Nothing if standard => {
            lookup::standard(env, word)
        }
        Found::External(_) => lookup::present(env, word),
        found => found,
    };
    match found {
        Found::Builtin(builtin) if builtin.kind == Kind::Special => {
            Some(said("a special shell builtin"))
        }
        Found::Builtin(builtin) if builtin.kind == Kind::Substitutive && !verbose => {
            Some(location(env, word, standard).unwrap_or_else(|| word.to_vec()))
        }
        Found::Builtin(builtin) if builtin.kind == Kind::Substitutive => {
            let place = location(env, word, standard)
                .map_or_else(Vec::new, |path| [b", at ", &*path].concat());
            Some([said("a shell builtin"), place].concat())
        }
        Found::Builtin(_) => Some(said("a shell builtin")),
        Found::Function(function) if verbose && !env.has(Options::POSIX) => {
            let definition = print::definition(&function);
            Some([&*said("a shell function"), b"\n", &*definition].concat())
        }
        Found::Function(_) => Some(said("a shell function")),
        Found::External(path) => {
            let path = absolute(path.to_bytes());
            Some(if verbose {
                [word, b" is ", &*path].concat()
            } else {
                path
            })
        }
        Found::NotExecutable | Found::Nothing => None,
    }
}

/// Where PATH finds a program with the name of a builtin that stands for it.
fn location(env: &mut Env, word: &[u8], standard: bool) -> Option<Vec<u8>> {
    let found = if standard {
        lookup::standard(env, word)
    } else {
        lookup::present(env, word)
    };
    match found {
        Found::External(path) => Some(absolute(path.to_bytes())),
        _ => None,
    }
}

/// An absolute path (XCU `command` -v): relative ones are from the working directory.
fn absolute(path: &[u8]) -> Vec<u8> {
    if path.starts_with(b"/") {
        return path.to_vec();
    }
    let short = path.strip_prefix(b"./").unwrap_or(path);
    match std::env::current_dir() {
        Ok(directory) => [
            directory
                .as_os_str()
                .as_bytes()
                .strip_suffix(b"/")
                .unwrap_or(directory.as_os_str().as_bytes()),
            b"/",
            short,
        ]
        .concat(),
        Err(_) => path.to_vec(),
    }
}

/// Whether a word is reserved as things are: in posix mode, what other shells reserve is not.
pub fn is_keyword(env: &Env, word: &[u8]) -> bool {
    if env.has(Options::POSIX) {
        is_reserved_by_posix(word)
    } else {
        is_reserved(word)
    }
}
