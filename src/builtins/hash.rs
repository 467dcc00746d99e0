//! `hash`

use super::args::{Args, Outcome, regular};
use crate::env::commands::{Search, path, search};
use crate::env::flow::{FAILURE, SUCCESS};
use crate::env::variables::Watch;
use crate::env::{Builtin, Env, Fields, Kind};
use crate::name::Name;
use crate::syntax::print;
use std::ffi::CString;

/// `hash`
pub const HASH: Builtin = Builtin {
    name: "hash",
    kind: Kind::Intrinsic,
    declaration: false,
    run: |env, fields| regular(hash(env, fields)),
    synopsis: "[-lr] [-p path] [-dt] [name...]",
    summary: "remember or show where commands are",
    manual: "\
Searches PATH for the names and remembers where they are; without names, shows
what is remembered.

  -r       Forget everything.
  -d       Forget the names.
  -t       Show where the names are.
  -l       Show commands that can be read back.
  -p path  The names are at this path.",
};

/// What is asked for.
#[derive(Default)]
struct Request<'f> {
    forget: bool,
    delete: bool,
    tell: bool,
    commands: bool,
    path: Option<&'f [u8]>,
}

fn hash(env: &mut Env, fields: &Fields) -> Outcome {
    let mut args = Args::new(fields);
    let mut request = Request {
        forget: env.variables.take_changed(Watch::Path),
        ..Request::default()
    };
    let mut show = true;
    while let Some((letter, value)) = args.option(env, "rdtlp:")? {
        match letter {
            b'r' => {
                request.forget = true;
                show = false;
            }
            b'd' => request.delete = true,
            b't' => request.tell = true,
            b'l' => request.commands = true,
            _ => request.path = Some(value),
        }
    }
    if request.forget {
        env.locations.clear();
    }
    if args.count() == 0 {
        if request.delete || request.tell || request.path.is_some() {
            return Err(args.misuse(env, b"", "name expected"));
        }
        if show {
            list(env, request.commands);
        }
        return Ok(SUCCESS);
    }
    let several = args.count() > 1;
    let mut status = SUCCESS;
    for operand in args.operands() {
        let known = Name::existing(operand).filter(|name| env.locations.get(*name).is_some());
        let done = match known {
            Some(name) if request.delete => {
                env.locations.remove(name);
                true
            }
            Some(name) if request.tell => {
                tell(env, name, several, request.commands);
                true
            }
            _ if request.delete || request.tell => false,
            _ => match request.path {
                Some(path) => set(env, operand, path),
                None => remember(env, operand),
            },
        };
        if !done {
            env.report_argument(b"hash", operand, "not found");
            status = FAILURE;
        }
    }
    Ok(status)
}

/// Writes what is remembered: paths, or commands that remember them again.
fn list(env: &mut Env, commands: bool) {
    for (name, path) in env.locations.iter() {
        let path = path.to_bytes();
        if commands {
            push_command(&mut env.out, name, path);
        } else {
            env.out.extend_from_slice(path);
            env.out.push(b'\n');
        }
    }
}

fn push_command(out: &mut Vec<u8>, name: Name, path: &[u8]) {
    let name = print::quote(name.as_bytes());
    out.extend_from_slice(&[b"hash -p ", &*print::quote(path), b" ", &*name, b"\n"].concat());
}

/// Writes where a command is.
fn tell(env: &mut Env, name: Name, several: bool, command: bool) {
    let Some(path) = env.locations.get(name).cloned() else {
        return;
    };
    if command {
        return push_command(&mut env.out, name, path.to_bytes());
    }
    if several {
        env.out
            .extend_from_slice(&[name.as_bytes(), b"\t"].concat());
    }
    env.out
        .extend_from_slice(&[path.to_bytes(), b"\n"].concat());
}

/// Remembers a path without looking for it.
fn set(env: &mut Env, name: &[u8], path: &[u8]) -> bool {
    match CString::new(path) {
        Ok(path) => {
            env.locations.insert(Name::new(name), path.into());
            true
        }
        Err(_) => false,
    }
}

/// Searches for a name; false if there is no such command at all.
fn remember(env: &mut Env, word: &[u8]) -> bool {
    if word.contains(&b'/') {
        return true;
    }
    let name = Name::new(word);
    env.locations.remove(name);
    if let Search::Found(path) = search(word, path(&env.variables)) {
        env.locations.insert(name, path);
        return true;
    }
    env.builtins.get(name).is_some() || env.functions.get(name).is_some()
}
