//! Which commands go into the history, and where it is kept.

use crate::arith::decimal;
use crate::env::history::{DEFAULT_SIZE, Form, History};
use crate::env::{Env, Options};
use crate::name::Name;
use crate::pattern::Pattern;
use crate::sys::find;
use std::ffi::OsStr;
use std::fs::create_dir_all;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

/// How many commands a file may have before the older half is dropped.
const FILE_SIZE: usize = 100_000;

/// HISTFILE, where nobody has chosen it, is the place that the XDG directories name. Who wants no history unsets it.
pub fn name_file(env: &mut Env) {
    if env.variables.value(Name::HISTFILE).is_none()
        && let Some(path) = default_file()
    {
        env.variables
            .store(Name::HISTFILE, path.as_os_str().as_bytes());
    }
}

fn chosen(env: &Env) -> Option<PathBuf> {
    let chosen = env.variables.value(Name::HISTFILE);
    let chosen = chosen.filter(|path| !path.is_empty());
    chosen.map(|path| PathBuf::from(OsStr::from_bytes(path)))
}

/// The history is kept in another file as soon as HISTFILE names one, or none.
pub fn follow_file(env: &mut Env) {
    let chosen = chosen(env);
    let result = env.session.history.borrow_mut().go_on_in(chosen.as_deref());
    complain(env, result);
}

/// Opens the history file.
pub fn open(env: &mut Env) {
    resize(env);
    let Some(path) = chosen(env) else { return };
    if !path.exists() && default_file().is_some_and(|usual| usual == path) {
        take_over(&path);
    }
    let most = number(env, b"HISTFILESIZE").unwrap_or(FILE_SIZE);
    let mut history = env.session.history.borrow_mut();
    history.open(&path);
    if controls(env, b"erasedups") {
        history.erase_repeated();
    }
    // A file that cannot be shortened is merely long.
    let _ = history.trim_file(most);
}

/// A home that is not there is not made: who has none keeps no history.
fn default_file() -> Option<PathBuf> {
    let at = dirs::state_dir().or_else(dirs::data_dir)?;
    let homeless = dirs::home_dir().is_some_and(|home| at.starts_with(&home) && !home.is_dir());
    (!homeless).then(|| at.join("tine/history"))
}

/// Who comes from bash has a history already. That this cannot be read, or written, is no reason for a word.
fn take_over(path: &Path) {
    let mut history = History::default();
    let of_bash = dirs::home_dir().map(|home| home.join(".bash_history"));
    if let Some(of_bash) = of_bash.filter(|file| file.is_file())
        && history.read_from(of_bash.as_os_str().as_bytes()).is_ok()
        && path.parent().is_some_and(|at| create_dir_all(at).is_ok())
    {
        let _ = history.write_to(path.as_os_str().as_bytes(), Form::Records);
    }
}

fn number(env: &Env, name: &[u8]) -> Option<usize> {
    let number: i64 = decimal(env.variables.named(name)?.trim_ascii())?;
    // Less than none means that there is no limit.
    Some(usize::try_from(number).unwrap_or(usize::MAX))
}

/// As many commands are kept as HISTSIZE says.
pub fn resize(env: &Env) {
    let size = number(env, b"HISTSIZE").unwrap_or(DEFAULT_SIZE);
    env.session.history.borrow_mut().resize(size);
}

/// What begins a reference to the history is as `histchars` says.
pub fn learn_marks(env: &Env) {
    let value = env.variables.named(b"histchars").unwrap_or_default();
    let value = String::from_utf8_lossy(value);
    let mut given = value.chars();
    let marks = ['!', '^'].map(|usual| given.next().unwrap_or(usual));
    env.session.history.borrow_mut().marks = marks;
}

/// Adds a command that is about to be executed, unless the user wants it left out.
pub fn add(env: &mut Env, text: &[u8]) {
    env.session.current = None;
    let text = text.trim_ascii_end();
    if text.trim_ascii().is_empty() || !env.has(Options::HISTORY) || !wanted(env, text) {
        return;
    }
    resize(env);
    let directory = env.variables.directory().to_vec();
    if controls(env, b"erasedups") {
        env.session.history.borrow_mut().erase(text);
    }
    env.session.current = Some(env.session.history.borrow().next_number());
    let result = env.session.history.borrow_mut().add(text, &directory);
    complain(env, result);
}

/// That the history cannot be written is said once.
fn complain(env: &mut Env, result: std::io::Result<()>) {
    if let Err(error) = result
        && !std::mem::replace(&mut env.session.history_failed, true)
    {
        let why = crate::env::report::errno_text(&error);
        let file = chosen(env).unwrap_or_default();
        let what = [
            b"the history cannot be written to ",
            file.as_os_str().as_bytes(),
        ];
        env.report(&what.concat(), why);
    }
}

/// Whether HISTCONTROL has a word.
fn controls(env: &Env, wanted: &[u8]) -> bool {
    let value = env.variables.named(b"HISTCONTROL");
    let value = value.unwrap_or(b"ignoreboth");
    value.split(|&byte| byte == b':').any(|word| word == wanted)
}

/// HISTCONTROL and HISTIGNORE.
fn wanted(env: &Env, text: &[u8]) -> bool {
    let both = controls(env, b"ignoreboth");
    if (both || controls(env, b"ignorespace")) && text.starts_with(b" ") {
        return false;
    }
    let history = env.session.history.borrow();
    let newest = history.newest_first().next().map(|entry| &*entry.text);
    let repeated = newest == Some(text);
    if (both || controls(env, b"ignoredups")) && repeated {
        return false;
    }
    // XCU `set -o nolog`
    if env.has(Options::NOLOG) && defines_function(text) {
        return false;
    }
    let ignored = env.variables.named(b"HISTIGNORE").unwrap_or_default();
    let groups = env.has(Options::EXTGLOB);
    let mut patterns = ignored.split(|&byte| byte == b':');
    !patterns.any(|pattern| {
        with_previous(pattern, newest).is_some_and(|pattern| {
            let pattern = Pattern::new(&pattern, None, env.utf8);
            if groups {
                pattern.matches_extended(text)
            } else {
                pattern.matches(text)
            }
        })
    })
}

/// A pattern of HISTIGNORE with the command before in the place of each `&` that has no backslash.
fn with_previous(pattern: &[u8], previous: Option<&[u8]>) -> Option<Vec<u8>> {
    let mut full = Vec::new();
    let mut bytes = pattern.iter();
    while let Some(&byte) = bytes.next() {
        match byte {
            b'&' => {
                for &byte in previous? {
                    if byte.is_ascii_punctuation() {
                        full.push(b'\\');
                    }
                    full.push(byte);
                }
            }
            b'\\' => match bytes.next() {
                Some(b'&') => full.push(b'&'),
                next => full.extend([Some(&byte), next].into_iter().flatten()),
            },
            _ => full.push(byte),
        }
    }
    Some(full)
}

fn defines_function(text: &[u8]) -> bool {
    let end = find::byte(b'(', text).unwrap_or(0);
    let (name, rest) = text.split_at_checked(end).unwrap_or_default();
    crate::name::is_name(name.trim_ascii())
        && rest
            .strip_prefix(b"(")
            .is_some_and(|rest| rest.trim_ascii_start().starts_with(b")"))
}
