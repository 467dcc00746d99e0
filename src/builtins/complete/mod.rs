//! `complete`, `compgen`, `compopt`: completion as scripts for bash define it.

mod candidates;
pub mod kinds;
mod listing;
mod words;

pub use candidates::offered;

use super::args::{Args, Outcome, regular};
use crate::env::completions::{DEFAULT, EMPTY, INITIAL, Spec};
use crate::env::flow::{FAILURE, SUCCESS};
use crate::env::{Builtin, Env, Fields, Flow, Kind, Status};
use crate::exec::subshell::leave_process;
use std::ops::ControlFlow::Continue;
use std::rc::Rc;

/// `complete`
pub const COMPLETE: Builtin = Builtin {
    name: "complete",
    kind: Kind::Extension,
    declaration: false,
    run: |env, fields| {
        // Specifications are not put back at the end of a subshell.
        if fields.len() > 1 && fields.get(1) != Some(b"-p") {
            leave_process(env)?;
        }
        regular(complete(env, fields))
    },
    synopsis: "[-abcdefgjksuv] [-A kind] [-o option] [-W words] [-F function] [-C command] \
               [-G pattern] [-X pattern] [-P prefix] [-S suffix] [-DEI] name... | -p [name...] | -r [name...]",
    summary: "say how the arguments of a command are completed",
    manual: "\
Scripts for bash can be used as they are.

  -W words     Words; parameters in them are expanded when they are needed.
  -F function  It is called with the command, the word and the word before as
               arguments, finds the line in COMP_WORDS, COMP_CWORD, COMP_LINE
               and COMP_POINT, and leaves candidates in COMPREPLY. If it
               returns 124, the specification is looked up again.
  -C command   It writes a candidate a line.
  -G pattern   The files that match it, whatever the word is.
  -A kind      alias, arrayvar, builtin, command, directory, enabled, export,
               file, function, group, helptopic, hostname, job, keyword,
               running, setopt, shopt, signal, stopped, user or variable; -a
               -b -c -d -e -f -g -j -k -u -v stand for some of them.
  -X pattern   Leave out what matches; with a `!` before it, what does not.
  -P, -S       What comes before and behind each candidate.
  -o option    nospace: no blank follows. filenames: candidates are quoted as
               files are. noquote: they are not. nosort: they stay in their
               order. default, bashdefault, dirnames, plusdirs: what else is
               offered.
  -D           For commands without a specification of their own.
  -E           For an empty line.
  -I           For the names of commands.
  -p           Show specifications, in a form that can be read back.
  -r           Forget them.",
};

/// `compgen`
pub const COMPGEN: Builtin = Builtin {
    name: "compgen",
    kind: Kind::Extension,
    declaration: false,
    run: compgen,
    synopsis: "[options of complete] [word]",
    summary: "write the candidates for a word",
    manual: "\
Writes, one a line, what `complete` with these options would offer for the
word. Status 1: nothing.",
};

/// `compopt`
pub const COMPOPT: Builtin = Builtin {
    name: "compopt",
    kind: Kind::Extension,
    declaration: false,
    run: |env, fields| {
        leave_process(env)?;
        regular(Ok(compopt(env, fields)))
    },
    synopsis: "[-o option] [+o option] [-D] [name...]",
    summary: "change options of a completion",
    manual: "\
Turns options of `complete` on (-o) or off (+o): those of the named commands,
or, in a function that completes, of the completion at hand.",
};

const LETTERS: &str = "abcdefgjksuvA:o:W:F:C:X:P:S:G:DEIpr";

/// The kinds of names that have a letter of their own.
const LETTERS_OF_KINDS: [(u8, &[u8]); 12] = [
    (b'a', b"alias"),
    (b'b', b"builtin"),
    (b'c', b"command"),
    (b'd', b"directory"),
    (b'e', b"export"),
    (b'f', b"file"),
    (b'g', b"group"),
    (b'j', b"job"),
    (b'k', b"keyword"),
    (b's', b"service"),
    (b'u', b"user"),
    (b'v', b"variable"),
];

/// What `-o` turns on.
const OPTIONS: [&[u8]; 9] = [
    b"bashdefault",
    b"default",
    b"dirnames",
    b"filenames",
    b"fullquote",
    b"noquote",
    b"nosort",
    b"nospace",
    b"plusdirs",
];

/// Reads the options of a specification.
fn spec(env: &mut Env, args: &mut Args<'_>) -> Result<(Spec, Vec<u8>), Status> {
    let mut spec = Spec::default();
    let mut others = Vec::new();
    while let Some((letter, value)) = args.option(env, LETTERS)? {
        let short = LETTERS_OF_KINDS.iter().find(|(short, _)| *short == letter);
        let kind: &[u8] = match letter {
            _ if let Some((_, kind)) = short => kind,
            b'A' if kinds::source(value).is_some() => value,
            b'A' => return Err(args.misuse(env, value, "unknown kind of names")),
            _ => {
                match letter {
                    b'o' if !OPTIONS.contains(&value) => {
                        return Err(args.misuse(env, value, "unknown option of a completion"));
                    }
                    b'o' => spec.set(value, true),
                    b'W' => spec.words = Some(value.to_vec()),
                    b'F' => spec.function = Some(value.to_vec()),
                    b'G' => spec.pattern = Some(value.to_vec()),
                    b'C' => spec.command = Some(value.to_vec()),
                    b'X' => spec.filter = Some(value.to_vec()),
                    b'P' => spec.prefix = value.to_vec(),
                    b'S' => spec.suffix = value.to_vec(),
                    other => others.push(other),
                }
                continue;
            }
        };
        if !spec.actions.iter().any(|known| known == kind) {
            spec.actions.push(kind.to_vec());
        }
    }
    Ok((spec, others))
}

fn complete(env: &mut Env, fields: &Fields) -> Outcome {
    let mut args = Args::new(fields);
    let (spec, others) = spec(env, &mut args)?;
    let has = |letter| others.contains(&letter);
    let stand_ins = [(b'D', DEFAULT), (b'E', EMPTY), (b'I', INITIAL)];
    let stand_ins = stand_ins.iter().filter(|(letter, _)| has(*letter));
    let mut names: Vec<Vec<u8>> = stand_ins.map(|(_, name)| name.to_vec()).collect();
    if names.is_empty() {
        names = args.operands().map(<[u8]>::to_vec).collect();
    }
    if has(b'r') {
        if names.is_empty() {
            env.session.completions.specs.clear();
        }
        for name in names {
            env.session.completions.specs.remove(&name);
        }
        return Ok(SUCCESS);
    }
    if has(b'p') || names.is_empty() {
        return Ok(listing::show(env, &names));
    }
    let spec = Rc::new(spec);
    for name in names {
        env.session.completions.specs.insert(name, Rc::clone(&spec));
    }
    Ok(SUCCESS)
}

fn compgen(env: &mut Env, fields: &Fields) -> Flow<Status> {
    let mut args = Args::new(fields);
    let spec = match spec(env, &mut args) {
        Ok((spec, _)) => spec,
        Err(status) => return Continue(status),
    };
    let word = args.operands().next().unwrap_or_default().to_vec();
    let found = candidates::generated(env, &spec, word)?;
    for candidate in &found {
        env.out.extend_from_slice(candidate);
        env.out.push(b'\n');
    }
    Continue(if found.is_empty() { FAILURE } else { SUCCESS })
}

fn compopt(env: &mut Env, fields: &Fields) -> Status {
    let mut changes: Vec<(Vec<u8>, bool)> = Vec::new();
    let mut names: Vec<Vec<u8>> = Vec::new();
    let mut rest = fields.iter().skip(1);
    while let Some(word) = rest.next() {
        match word {
            b"-o" | b"+o" => {
                let option = rest.next().unwrap_or_default();
                changes.push((option.to_vec(), word == b"-o"));
            }
            b"-D" | b"-E" | b"-I" => names.push(word.to_vec()),
            b"--" => {}
            name => names.push(name.to_vec()),
        }
    }
    let completions = &mut env.session.completions;
    if names.is_empty() {
        let Some(current) = &mut completions.current else {
            env.report(b"compopt", "there is no completion at hand");
            return FAILURE;
        };
        for (option, on) in &changes {
            current.set(option, *on);
        }
        return SUCCESS;
    }
    for name in names {
        if let Some(spec) = completions.specs.get_mut(&name) {
            let spec = Rc::make_mut(spec);
            for (option, on) in &changes {
                spec.set(option, *on);
            }
        }
    }
    SUCCESS
}

/// The arguments that a completion is asked for.
#[derive(Debug, Default)]
pub struct Asked {
    /// The words of the command, as far as the cursor.
    pub words: Vec<Vec<u8>>,
    /// What is to be completed: that word without quotes, or nothing behind a word that breaks others.
    pub current: Vec<u8>,
    /// What stands behind the cursor of the word that it is in.
    pub own: Vec<u8>,
    /// The words behind that one.
    pub behind: Vec<Vec<u8>>,
    /// The command.
    pub line: Vec<u8>,
    /// The place in it, in characters.
    pub point: usize,
}
