//! What can be a candidate, by the names that `-A` has for it.

use crate::env::bindings;
use crate::env::commands;
use crate::env::jobs::State;
use crate::env::options::{Home, OPTIONS, OptionEntry};
use crate::env::variables::Attributes;
use crate::env::{Builtin, Env};
use crate::expand::tilde;
use crate::name::Name;
use crate::signal::Signal;
use crate::syntax::RESERVED;
use crate::sys::dir::{self, EntryKind};
use crate::sys::{fd, find, host};
use std::ops::Range;

/// All names of a kind; where these are paths, those that begin like the word.
pub type Source = fn(&Env, &[u8]) -> Vec<Vec<u8>>;

/// The kinds.
const KINDS: [(&[u8], Source); 24] = [
    (b"alias", aliases),
    (b"arrayvar", |env, _| {
        variables(env, |name| env.variables.is_array(name))
    }),
    (b"binding", |_, _| {
        owned(bindings::FUNCTIONS.iter().map(|function| function.name))
    }),
    (b"builtin", builtins),
    (b"command", of_commands),
    (b"directory", directories),
    (b"disabled", |env, _| {
        owned(env.builtins.disabled.iter().map(|one| one.name))
    }),
    (b"enabled", |env, _| {
        let on = |one: &&Builtin| !env.builtins.disabled.iter().any(|off| off.name == one.name);
        owned(env.hooks.builtins.iter().filter(on).map(|one| one.name))
    }),
    (b"export", |env, _| {
        let exported = |name| env.variables.attributes(name).contains(Attributes::EXPORT);
        variables(env, exported)
    }),
    (b"file", files),
    (b"function", functions),
    (b"group", |_, _| first_fields("/etc/group")),
    (b"helptopic", builtins),
    (b"hostname", |_, _| {
        words_of_lines("/etc/hosts", 1..usize::MAX)
    }),
    (b"job", |env, _| jobs(env, |_| true)),
    (b"keyword", keywords),
    (b"running", |env, _| {
        jobs(env, |state| matches!(state, State::Running))
    }),
    (b"service", |_, _| words_of_lines("/etc/services", 0..1)),
    (b"setopt", |_, _| {
        options(|option| option.is_of(Home::Set) && option.settable)
    }),
    (b"shopt", |_, _| options(|option| option.is_of(Home::Shopt))),
    (b"signal", |_, _| {
        let names = Signal::all().map(|one| format!("SIG{}", one.name()));
        names.map(String::into_bytes).collect()
    }),
    (b"stopped", |env, _| {
        jobs(env, |state| matches!(state, State::Stopped(_)))
    }),
    (b"user", |_, _| first_fields("/etc/passwd")),
    (b"variable", |env, _| variables(env, |_| true)),
];

/// Where the names of a kind come from; `None` if there is no such kind.
pub fn source(kind: &[u8]) -> Option<Source> {
    let found = KINDS.iter().find(|(name, _)| *name == kind);
    found.map(|&(_, source)| source)
}

fn owned<'n>(names: impl Iterator<Item = &'n str>) -> Vec<Vec<u8>> {
    names.map(|name| name.as_bytes().to_vec()).collect()
}

fn aliases(env: &Env, _: &[u8]) -> Vec<Vec<u8>> {
    env.aliases.iter().map(|(name, _)| name.to_vec()).collect()
}

fn builtins(env: &Env, _: &[u8]) -> Vec<Vec<u8>> {
    owned(env.hooks.builtins.iter().map(|one| one.name))
}

fn functions(env: &Env, _: &[u8]) -> Vec<Vec<u8>> {
    let names = env.functions.iter().map(|one| one.name);
    names.map(|name| name.as_bytes().to_vec()).collect()
}

fn keywords(_: &Env, _: &[u8]) -> Vec<Vec<u8>> {
    RESERVED.iter().map(|word| word.to_vec()).collect()
}

fn options(wanted: impl Fn(&OptionEntry) -> bool) -> Vec<Vec<u8>> {
    owned(
        OPTIONS
            .iter()
            .filter(|option| wanted(option))
            .map(|option| option.name),
    )
}

fn variables(env: &Env, wanted: impl Fn(Name) -> bool) -> Vec<Vec<u8>> {
    let names = env.variables.names().into_iter();
    names
        .filter(|name| wanted(*name))
        .map(|name| name.as_bytes().to_vec())
        .collect()
}

/// The first words of the commands of jobs.
fn jobs(env: &Env, wanted: impl Fn(State) -> bool) -> Vec<Vec<u8>> {
    let jobs = env.children.jobs.iter().filter(|job| wanted(job.state()));
    jobs.filter_map(|job| job.command.split(|&byte| byte == b' ').next())
        .map(<[u8]>::to_vec)
        .collect()
}

/// Some of the words of each line of a file that is no comment.
fn words_of_lines(path: &str, wanted: Range<usize>) -> Vec<Vec<u8>> {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .flat_map(|line| {
            let words = line.split_whitespace().skip(wanted.start);
            words.take(wanted.len())
        })
        .map(|word| word.as_bytes().to_vec())
        .collect()
}

/// What stands before the first colon of each line.
fn first_fields(path: &str) -> Vec<Vec<u8>> {
    let text = std::fs::read(path).unwrap_or_default();
    let lines = text.split(|&byte| byte == b'\n');
    lines
        .filter_map(|line| line.split(|&byte| byte == b':').next())
        .filter(|name| !name.is_empty())
        .map(<[u8]>::to_vec)
        .collect()
}

fn of_commands(env: &Env, word: &[u8]) -> Vec<Vec<u8>> {
    let may_run = |path: &[u8]| host::may_access(path, nix::libc::X_OK).is_ok();
    if find::byte(b'/', word).is_some() {
        let mut found = paths(env, word, false);
        found.retain(|path| may_run(&untilde(env, path)));
        return found;
    }
    let mut found: Vec<Vec<u8>> = Vec::new();
    for source in [aliases, builtins, functions, keywords] {
        found.extend(source(env, b""));
    }
    for directory in commands::directories(commands::path(&env.variables)) {
        let _ = dir::read(directory, |name, kind| {
            let path = [directory, b"/", name].concat();
            if may_run(&path) && !is_directory(kind, &path) {
                found.push(name.to_vec());
            }
            true
        });
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// A path with its tilde prefix replaced.
pub fn untilde(env: &Env, path: &[u8]) -> Vec<u8> {
    tilde::of_path(path, env.variables.value(Name::HOME))
}

fn files(env: &Env, word: &[u8]) -> Vec<Vec<u8>> {
    paths(env, word, false)
}

/// Directories that begin like the word.
fn directories(env: &Env, word: &[u8]) -> Vec<Vec<u8>> {
    paths(env, word, true)
}

/// Paths that begin like the word.
fn paths(env: &Env, word: &[u8], directories: bool) -> Vec<Vec<u8>> {
    let cut = word
        .iter()
        .rposition(|&byte| byte == b'/')
        .map_or(0, |at| at + 1);
    let (head, prefix) = word.split_at_checked(cut).unwrap_or_default();
    let mut found = Vec::new();
    let place = untilde(env, head);
    let listed = if head.is_empty() { b"." } else { &*place };
    let _ = dir::read(listed, |name, kind| {
        let path = [&*place, name].concat();
        let visible = !name.starts_with(b".") || prefix.starts_with(b".");
        if visible && name.starts_with(prefix) && (!directories || is_directory(kind, &path)) {
            found.push([head, name].concat());
        }
        true
    });
    found.sort_unstable();
    found
}

/// Whether what a directory has as `kind` is a directory, or a link to one.
fn is_directory(kind: EntryKind, path: &[u8]) -> bool {
    kind == EntryKind::Directory || kind != EntryKind::Other && fd::is_directory(path)
}
