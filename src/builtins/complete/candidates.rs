//! Candidates: names of all kinds, words, and what functions say.

use super::{Asked, words};
use crate::env::commands::{directories, path};
use crate::env::completions::Spec;
use crate::env::jobs::State;
use crate::env::options::{Home, OPTIONS};
use crate::env::variables::Attributes;
use crate::env::{Env, Fields, Flow, Options};
use crate::exec::{Tail, function, run};
use crate::expand::pathname::{self, Globbing};
use crate::expand::tilde;
use crate::name::Name;
use crate::pattern::Pattern;
use crate::signal::Signal;
use crate::syntax::print;
use crate::sys::dir::{self, EntryKind};
use crate::sys::{fd, host};
use std::ops::ControlFlow::Continue;
use std::ops::Range;
use std::rc::Rc;

/// The reserved words, of the extensions too.
const KEYWORDS: &[&str] = &[
    "if", "then", "else", "elif", "fi", "case", "esac", "for", "select", "while", "until", "do",
    "done", "in", "function", "time", "{", "}", "!", "[[", "]]",
];

/// A function that returns this has made another specification.
const AGAIN: i32 = 124;

/// The candidates for a word, except those of functions and commands.
pub fn of(env: &mut Env, spec: &Spec, word: &[u8]) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    for action in &spec.actions {
        let names = names(env, action, word);
        found.extend(names.into_iter().filter(|name| name.starts_with(word)));
    }
    if let Some(words) = &spec.words {
        let words = words::listed(env, words).into_iter();
        found.extend(words.filter(|name| name.starts_with(word)));
    }
    if let Some(pattern) = &spec.pattern {
        let quoted = vec![false; pattern.len()];
        let mut names = Fields::default();
        let mut globbing = Globbing::new(env);
        globbing.options |= Options::NULLGLOB;
        pathname::expand(pattern, &quoted, &globbing, &mut names);
        found.extend(names.iter().map(<[u8]>::to_vec));
    }
    finished(env, spec, word, found)
}

/// All candidates for a word that is in no line.
pub fn generated(env: &mut Env, spec: &Spec, word: Vec<u8>) -> Flow<Vec<Vec<u8>>> {
    let asked = Asked {
        words: vec![b"compgen".to_vec(), Vec::new(), word.clone()],
        current: word,
        ..Asked::default()
    };
    gathered(env, spec, &asked)
}

/// All candidates, also those of functions and commands.
fn gathered(env: &mut Env, spec: &Spec, asked: &Asked) -> Flow<Vec<Vec<u8>>> {
    let word = &asked.current;
    let mut found = of(env, spec, word);
    env.status = 0;
    if let Some(function) = &spec.function {
        let reply = replied(env, function, asked)?;
        found.extend(finished(env, spec, word, reply));
    }
    let status = env.status;
    if let Some(program) = &spec.command {
        let reply = written(env, program, asked)?;
        found.extend(finished(env, spec, word, reply));
    }
    env.status = status;
    Continue(found)
}

/// Without what the filter leaves out, and with prefix and suffix.
fn finished(env: &Env, spec: &Spec, word: &[u8], mut found: Vec<Vec<u8>>) -> Vec<Vec<u8>> {
    if let Some(filter) = &spec.filter {
        let (wanted, filter) = match filter.strip_prefix(b"!") {
            Some(rest) => (true, rest),
            None => (false, filter.as_slice()),
        };
        let filter: Vec<u8> = filter
            .iter()
            .flat_map(|&byte| {
                if byte == b'&' {
                    word.to_vec()
                } else {
                    vec![byte]
                }
            })
            .collect();
        let pattern = Pattern::new(&filter, None, env.utf8);
        found.retain(|name| pattern.matches_extended(name) == wanted);
    }
    if !spec.prefix.is_empty() || !spec.suffix.is_empty() {
        for name in &mut found {
            *name = [&*spec.prefix, name, &*spec.suffix].concat();
        }
    }
    found
}

/// Names of a kind.
fn names(env: &mut Env, kind: &[u8], word: &[u8]) -> Vec<Vec<u8>> {
    let bytes = |name: &str| name.as_bytes().to_vec();
    match kind {
        b"alias" => env.aliases.iter().map(|(name, _)| name.to_vec()).collect(),
        b"builtin" | b"enabled" | b"helptopic" => env
            .hooks
            .builtins
            .iter()
            .map(|one| bytes(one.name))
            .collect(),
        b"function" => env
            .functions
            .iter()
            .map(|one| one.name.as_bytes().to_vec())
            .collect(),
        b"keyword" => KEYWORDS.iter().map(|word| bytes(word)).collect(),
        b"command" => commands(env),
        b"directory" => files(env, word, true),
        b"file" => files(env, word, false),
        b"variable" => variables(env, |_| true),
        b"export" => variables(env, |name| {
            let attributes = env.variables.attributes(name);
            attributes.contains(Attributes::EXPORT)
        }),
        b"arrayvar" => variables(env, |name| env.variables.is_array(name)),
        b"user" => first_fields("/etc/passwd"),
        b"group" => first_fields("/etc/group"),
        b"service" => words_of_lines("/etc/services", 0..1),
        b"hostname" => words_of_lines("/etc/hosts", 1..usize::MAX),
        b"job" => jobs(env, |_| true),
        b"running" => jobs(env, |state| matches!(state, State::Running)),
        b"stopped" => jobs(env, |state| matches!(state, State::Stopped(_))),
        b"signal" => Signal::all()
            .map(|one| bytes(&format!("SIG{}", one.name())))
            .collect(),
        b"setopt" => OPTIONS
            .iter()
            .filter(|option| {
                option.home != Home::Shopt && !option.name.is_empty() && option.settable
            })
            .map(|option| bytes(option.name))
            .collect(),
        b"shopt" => OPTIONS
            .iter()
            .filter(|option| option.home != Home::Set)
            .map(|option| bytes(option.name))
            .collect(),
        b"binding" => crate::env::bindings::FUNCTIONS
            .iter()
            .map(|(name, _)| bytes(name))
            .collect(),
        _ => Vec::new(),
    }
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
    let jobs = env.jobs.iter().filter(|job| wanted(job.state()));
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

fn commands(env: &mut Env) -> Vec<Vec<u8>> {
    let mut found: Vec<Vec<u8>> = Vec::new();
    for kind in [&b"alias"[..], b"builtin", b"function", b"keyword"] {
        found.extend(names(env, kind, b""));
    }
    let path = path(&env.variables).to_vec();
    for directory in directories(&path) {
        let _ = dir::read(directory, |name, kind| {
            let path = [directory, b"/", name].concat();
            if kind != EntryKind::Directory && host::may_access(&path, nix::libc::X_OK).is_ok() {
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

/// Paths that begin like the word.
fn files(env: &Env, word: &[u8], directories: bool) -> Vec<Vec<u8>> {
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
        let directory = kind == EntryKind::Directory
            || kind != EntryKind::Other && fd::stat_path(&path).is_ok_and(|stat| stat.is_dir());
        if visible && name.starts_with(prefix) && (directory || !directories) {
            found.push([head, name].concat());
        }
        true
    });
    found.sort_unstable();
    found
}

/// What the specification of a command offers; `None` if there is none.
pub fn offered(env: &mut Env, asked: &Asked) -> Flow<Option<(Spec, Vec<Vec<u8>>)>> {
    let word = asked.current.clone();
    for _ in 0..10 {
        let Some(spec) = env.session.completions.find_for(&asked.words) else {
            return Continue(None);
        };
        let spec = Spec::clone(spec);
        env.session.completions.current = Some(spec.clone());
        tell(env, asked);
        let mut found = gathered(env, &spec, asked)?;
        let again = spec.function.is_some() && env.status == AGAIN;
        let mut spec = env.session.completions.current.take().unwrap_or(spec);
        if again {
            continue;
        }
        if spec
            .actions
            .iter()
            .any(|kind| matches!(&**kind, b"file" | b"directory"))
        {
            spec.set(b"filenames", true);
        }
        if spec.has(b"plusdirs") || found.is_empty() && spec.has(b"dirnames") {
            found.extend(files(env, &word, true));
            spec.set(b"filenames", true);
        }
        if !spec.has(b"nosort") {
            found.sort_unstable();
        }
        found.dedup();
        let usual = spec.has(b"default") || spec.has(b"bashdefault");
        return Continue(if found.is_empty() && usual {
            None
        } else {
            Some((spec, found))
        });
    }
    Continue(None)
}

/// Sets the variables that a completion finds the line in.
fn tell(env: &mut Env, asked: &Asked) {
    // Who has made them read-only gets what is left of them.
    let _ = env.variables.assign_values(
        Name::new(b"COMP_WORDS"),
        asked.words.iter().map(Vec::as_slice),
    );
    let number = |count: usize| count.to_string().into_bytes();
    for (name, value) in [
        (
            &b"COMP_CWORD"[..],
            number(asked.words.len().saturating_sub(1)),
        ),
        (b"COMP_LINE", asked.line.clone()),
        (b"COMP_POINT", number(asked.point)),
        (b"COMP_TYPE", b"9".to_vec()),
        (b"COMP_KEY", b"9".to_vec()),
    ] {
        let _ = env.variables.assign(Name::new(name), &value);
    }
}

/// The command, the word, and the word before.
fn arguments(asked: &Asked) -> [Vec<u8>; 3] {
    let count = asked.words.len();
    let word = |index: Option<usize>| index.and_then(|at| asked.words.get(at)).cloned();
    [
        word(Some(0)).unwrap_or_default(),
        asked.current.clone(),
        word(count.checked_sub(2)).unwrap_or_default(),
    ]
}

/// What a function leaves in COMPREPLY.
fn replied(env: &mut Env, name: &[u8], asked: &Asked) -> Flow<Vec<Vec<u8>>> {
    let definition = Name::existing(name).and_then(|name| env.functions.get(name));
    let Some(body) = definition.map(Rc::clone) else {
        return Continue(Vec::new());
    };
    let reply = Name::new(b"COMPREPLY");
    let _ = env.variables.clear_array(reply);
    let arguments = arguments(asked);
    let fields: Fields = std::iter::once(name)
        .chain(arguments.iter().map(Vec::as_slice))
        .collect();
    let flow = function::call(env, &body, fields, Tail::No);
    let _ = env.flush();
    flow?;
    let found = env.values(reply).into_iter();
    Continue(found.filter(|value| !value.is_empty()).collect())
}

/// What a command writes.
fn written(env: &mut Env, command: &[u8], asked: &Asked) -> Flow<Vec<Vec<u8>>> {
    for name in ["COMP_LINE", "COMP_POINT", "COMP_TYPE", "COMP_KEY"] {
        env.variables
            .add_attributes(Name::new(name.as_bytes()), Attributes::EXPORT);
    }
    let reply = Name::new(b"COMPREPLY");
    let _ = env.variables.unset(reply);
    let mut text = [b"COMPREPLY=$(", command].concat();
    for argument in arguments(asked) {
        text.push(b' ');
        text.extend_from_slice(&print::quote(&argument));
    }
    text.push(b')');
    run::text(env, &text)?;
    let value = env.variables.value(reply).unwrap_or_default();
    let lines = value.split(|&byte| byte == b'\n');
    Continue(
        lines
            .filter(|line| !line.is_empty())
            .map(<[u8]>::to_vec)
            .collect(),
    )
}
