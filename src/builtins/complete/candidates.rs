//! Candidates: names of all kinds, words, and what functions say.

use super::{Asked, kinds, words};
use crate::env::completions::Spec;
use crate::env::flow::SUCCESS;
use crate::env::variables::Attributes;
use crate::env::{Env, Fields, Flow, Options};
use crate::exec::{Tail, function, run};
use crate::expand::pathname::{self, Globbing};
use crate::name::Name;
use crate::pattern::Pattern;
use crate::syntax::print;
use std::ops::ControlFlow::Continue;
use std::rc::Rc;

/// A function that returns this has made another specification.
const AGAIN: i32 = 124;

/// The candidates for a word, except those of functions and commands.
pub fn of(env: &mut Env, spec: &Spec, word: &[u8]) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    for action in &spec.actions {
        found.extend(of_kind(env, action, word));
    }
    if let Some(words) = &spec.words {
        let words = words::listed(env, words).into_iter();
        // The word may still have the quotes that it is typed with.
        let plain = words::without_quotes(word);
        found.extend(words.filter(|name| name.starts_with(word) || name.starts_with(&plain)));
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

/// The names of a kind that begin like the word. Functions have that as it stands in the line, and may have quoted it
/// once more, when they ask for files.
fn of_kind(env: &Env, kind: &[u8], word: &[u8]) -> Vec<Vec<u8>> {
    let begun = |word: &[u8]| -> Vec<Vec<u8>> {
        let names = kinds::source(kind).map(|source| source(env, word));
        let names = names.into_iter().flatten();
        names.filter(|name| name.starts_with(word)).collect()
    };
    let mut found = begun(word);
    let asked = env.session.completions.current.is_some();
    if asked && matches!(kind, b"file" | b"directory") {
        let mut word = word.to_vec();
        for _ in 0..2 {
            if !found.is_empty() {
                break;
            }
            word = words::without_quotes(&word);
            found = begun(&word);
        }
    }
    found
}

/// All candidates for a word that is in no line.
pub fn generated(env: &mut Env, spec: &Spec, word: Vec<u8>) -> Flow<Vec<Vec<u8>>> {
    let asked = Asked {
        words: vec![b"compgen".to_vec(), Vec::new(), word.clone()],
        current: word,
        ..Asked::default()
    };
    let mut found = gathered(env, spec, &asked)?;
    add_directories(env, spec, &asked.current, &mut found);
    Continue(found)
}

/// Adds the directories that the specification wants; whether it has wanted some.
fn add_directories(env: &Env, spec: &Spec, word: &[u8], found: &mut Vec<Vec<u8>>) -> bool {
    let wanted = spec.has(b"plusdirs") || found.is_empty() && spec.has(b"dirnames");
    if wanted {
        found.extend(of_kind(env, b"directory", word));
    }
    wanted
}

/// All candidates, also those of functions and commands.
fn gathered(env: &mut Env, spec: &Spec, asked: &Asked) -> Flow<Vec<Vec<u8>>> {
    let word = &asked.current;
    let mut found = of(env, spec, word);
    env.status = SUCCESS;
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
        let is_group = env.has(Options::EXTGLOB) && filter.starts_with(b"!(");
        let (wanted, filter) = match filter.strip_prefix(b"!") {
            Some(rest) if !is_group => (true, rest),
            _ => (false, filter.as_slice()),
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

/// What the specification of a command offers; `None` if there is none, or nothing but what is always offered.
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
        if add_directories(env, &spec, &word, &mut found) {
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
    let manner = env.session.completions.manner;
    let mut words = asked.words.clone();
    if let Some(word) = words.last_mut() {
        word.extend_from_slice(&asked.own);
    }
    words.extend_from_slice(&asked.behind);
    // Who has made them read-only gets what is left of them.
    let _ = env
        .variables
        .assign_values(Name::new(b"COMP_WORDS"), words.iter().map(Vec::as_slice));
    let number = |count: usize| count.to_string().into_bytes();
    for (name, value) in [
        (
            &b"COMP_CWORD"[..],
            number(asked.words.len().saturating_sub(1)),
        ),
        (b"COMP_LINE", asked.line.clone()),
        (b"COMP_POINT", number(asked.point)),
        (b"COMP_TYPE", number(manner.0.into())),
        (b"COMP_KEY", number(manner.1.into())),
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
    // The command may end in a comment.
    text.extend_from_slice(b"\n)");
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
