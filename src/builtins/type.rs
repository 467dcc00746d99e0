//! `type`

use super::args::Args;
use super::describe::{self, Style};
use crate::env::commands::{self, Search};
use crate::env::flow::{FAILURE, SUCCESS};
use crate::env::{Builtin, Env, Fields, Flow, Kind, Status};
use crate::exec::lookup::{self, Found};
use crate::name::Name;
use crate::syntax::print;
use crate::sys::find;
use std::ffi::CStr;
use std::ops::ControlFlow::Continue;

/// `type`
pub const TYPE: Builtin = Builtin {
    name: "type",
    kind: Kind::Intrinsic,
    declaration: false,
    run,
    synopsis: "[-afpPt] name...",
    summary: "say what names are as commands",
    manual: "\
Writes of each name whether it is an alias, a keyword, a builtin, a function or a program.

  -a  Everything that it is, not only what counts.
  -t  One word: alias, keyword, function, builtin or file; nothing if it is none.
  -p  The path of the program, nothing if the name is something else.
  -P  The path of the program even if the name is something else.
  -f  Leave functions out.",
};

/// What is written of a name.
#[derive(Default)]
struct Wanted {
    all: bool,
    word: bool,
    path: bool,
    search: bool,
    no_functions: bool,
}

/// One thing that a name is.
struct Meaning {
    word: &'static str,
    sentence: Vec<u8>,
    path: Option<Vec<u8>>,
}

fn run(env: &mut Env, fields: &Fields) -> Flow<Status> {
    let mut args = Args::new(fields);
    let mut wanted = Wanted::default();
    loop {
        match args.option(env, "afPpt") {
            Ok(Some((b'a', _))) => wanted.all = true,
            Ok(Some((b't', _))) => wanted.word = true,
            Ok(Some((b'p', _))) => wanted.path = true,
            Ok(Some((b'f', _))) => wanted.no_functions = true,
            Ok(Some(_)) => wanted.search = true,
            Ok(None) => break,
            Err(status) => return Continue(status),
        }
    }
    if args.count() == 0 {
        return Continue(args.misuse(env, b"", "name expected"));
    }
    let plain = !(wanted.all || wanted.word || wanted.path || wanted.search || wanted.no_functions);
    let mut status = SUCCESS;
    for name in args.operands() {
        if plain {
            if !describe::describe(env, name, Style::Verbose, false) {
                status = FAILURE;
            }
        } else if !show(env, name, &wanted) {
            status = FAILURE;
        }
    }
    Continue(status)
}

/// Writes what is wanted; false if the name is nothing.
fn show(env: &mut Env, name: &[u8], wanted: &Wanted) -> bool {
    let mut meanings = if wanted.search {
        Vec::new()
    } else {
        inner(env, name, !wanted.no_functions)
    };
    if wanted.all || meanings.is_empty() {
        meanings.extend(programs(env, name, wanted.all));
    }
    if !wanted.all {
        meanings.truncate(1);
    }
    let quiet = wanted.word || wanted.path || wanted.search;
    if meanings.is_empty() && !quiet {
        env.report(name, "not found");
    }
    for meaning in &meanings {
        if wanted.word {
            env.out.extend_from_slice(meaning.word.as_bytes());
        } else if wanted.path || wanted.search {
            let Some(path) = &meaning.path else { continue };
            env.out.extend_from_slice(path);
        } else {
            env.out.extend_from_slice(name);
            env.out.extend_from_slice(b" is ");
            env.out.extend_from_slice(&meaning.sentence);
        }
        env.out.push(b'\n');
    }
    !meanings.is_empty()
}

/// What a name is inside the shell, in the order in which it is looked for.
fn inner(env: &Env, name: &[u8], functions: bool) -> Vec<Meaning> {
    let mut meanings = Vec::new();
    let mut add = |word, sentence: &[u8]| {
        meanings.push(Meaning {
            word,
            sentence: sentence.to_vec(),
            path: None,
        });
    };
    if let Some(value) = env.aliases.get(name) {
        add("alias", &[b"an alias for ", &*print::quote(value)].concat());
    }
    if describe::is_keyword(env, name) {
        add("keyword", b"a shell keyword");
    }
    let Some(known) = Name::existing(name) else {
        return meanings;
    };
    let builtin = env.builtin(known);
    let special = builtin.is_some_and(|builtin| builtin.kind == Kind::Special);
    if special {
        add("builtin", b"a special shell builtin");
    }
    if let Some(function) = env.functions.get(known).filter(|_| functions) {
        let text = print::definition(function);
        add("function", &[b"a shell function\n", &*text].concat());
    }
    if builtin.is_some() && !special {
        add("builtin", b"a shell builtin");
    }
    meanings
}

/// The programs of that name: the first, or all.
fn programs(env: &mut Env, name: &[u8], all: bool) -> Vec<Meaning> {
    let meaning = |path: &CStr| Meaning {
        word: "file",
        sentence: path.to_bytes().to_vec(),
        path: Some(path.to_bytes().to_vec()),
    };
    if find::byte(b'/', name).is_some() {
        return match lookup::program(env, name) {
            Found::External(path) if commands::is_program(&path) => vec![meaning(&path)],
            _ => Vec::new(),
        };
    }
    let path = env.variables.value(Name::PATH).unwrap_or_default();
    commands::directories(path)
        .filter_map(|directory| match commands::search(name, directory) {
            Search::Found(path) => Some(meaning(&path)),
            _ => None,
        })
        .take(if all { usize::MAX } else { 1 })
        .collect()
}
