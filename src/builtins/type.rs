//! `type`

use super::args::Args;
use super::describe::{Meaning, Style, describe, inside};
use crate::env::commands::{self, Search};
use crate::env::flow::{FAILURE, SUCCESS};
use crate::env::{Builtin, Env, Fields, Flow, Kind, Options, Status};
use crate::exec::lookup::{self, Found};
use crate::name::Name;
use crate::sys::find;
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
Writes of each name whether it is an alias, a keyword, a builtin, a function
or a program.

  -a  Everything that it is, not only what counts.
  -t  One word: alias, keyword, function, builtin or file; nothing if it is
      none.
  -p  The path of the program, nothing if the name is something else.
  -P  The path of the program even if the name is something else.
  -f  Leave functions out.",
};

/// What is written of a name.
#[derive(Default, PartialEq, Eq)]
struct Wanted {
    all: bool,
    word: bool,
    path: bool,
    search: bool,
    no_functions: bool,
}

impl Wanted {
    /// Whether nothing is said of a name that is nothing.
    fn is_quiet(&self) -> bool {
        self.word || self.path || self.search
    }
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
    let mut status = SUCCESS;
    for name in args.operands() {
        let known = if wanted == Wanted::default() {
            describe(env, name, Style::Verbose, false)
        } else {
            show(env, name, &wanted)
        };
        if !known {
            if !wanted.is_quiet() {
                env.report_argument(b"type", name, "not found");
            }
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
        inside(env, name)
    };
    meanings.retain(|meaning| !(wanted.no_functions && matches!(meaning, Meaning::Function(_))));
    if wanted.all || meanings.is_empty() {
        meanings.extend(programs(env, name, wanted.all));
    }
    if !wanted.all {
        meanings.truncate(1);
    }
    let quiet = wanted.is_quiet();
    for meaning in &meanings {
        let text = match meaning {
            _ if wanted.word => meaning.kind().as_bytes(),
            Meaning::Program(path) if quiet => path,
            _ if quiet => continue,
            _ => &meaning.sentence(env, name),
        };
        env.out.extend_from_slice(text);
        env.out.push(b'\n');
    }
    !meanings.is_empty()
}

/// The programs of that name: the first, or all. As in bash, the first may be one that is not executable if all are so.
fn programs(env: &mut Env, name: &[u8], all: bool) -> Vec<Meaning> {
    let found = |path: &std::ffi::CStr| Meaning::Program(path.to_bytes().to_vec());
    if find::byte(b'/', name).is_some() {
        return match lookup::present(env, name) {
            Found::External(path) => vec![found(&path)],
            _ => Vec::new(),
        };
    }
    let path = env.variables.value(Name::PATH).unwrap_or_default();
    let places = commands::directories(path).map(|directory| commands::search(name, directory));
    let mut denied = None;
    let mut programs = Vec::new();
    for place in places {
        match place {
            Search::Found(path) => programs.push(found(&path)),
            Search::NotExecutable(path) => {
                denied.get_or_insert(path);
            }
            Search::Nothing => (),
        }
        if !all && !programs.is_empty() {
            return programs;
        }
    }
    if !all && !env.has(Options::POSIX) {
        programs.extend(denied.map(|path| found(&path)));
    }
    programs
}
