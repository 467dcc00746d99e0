//! `enable`

use super::args::{Args, Outcome, regular};
use crate::env::flow::{FAILURE, SUCCESS};
use crate::env::{Builtin, Env, Fields, Flow, Kind, Status};
use crate::exec::subshell;
use crate::name::Name;

/// `enable`
pub const ENABLE: Builtin = Builtin {
    name: "enable",
    kind: Kind::Extension,
    declaration: false,
    run,
    synopsis: "[-n] [-a] [-p] [-s] [name...]",
    summary: "switch builtins on and off",
    manual: "\
Switches the builtins with these names on again; with -n off, so that a
program of the same name is found. Without names, lists the builtins that are
on.

  -n  Switch off; without names, list those that are off.
  -a  List all builtins, those that are off too.
  -s  List only special builtins.
  -p  List, as without names.

Builtins cannot be loaded from files (-f and -d of other shells).",
};

fn run(env: &mut Env, fields: &Fields) -> Flow<Status> {
    if fields.len() > 1 {
        // What is on is not put back at the end of a subshell.
        subshell::leave_process(env)?;
    }
    let outcome = enable(env, fields);
    regular(outcome)
}

fn enable(env: &mut Env, fields: &Fields) -> Outcome {
    let mut args = Args::new(fields);
    let (mut off, mut all, mut special, mut list) = (false, false, false, false);
    while let Some((letter, _)) = args.option(env, "napsdf:")? {
        match letter {
            b'n' => off = true,
            b'a' => all = true,
            b's' => special = true,
            b'p' => list = true,
            letter => {
                let why = "builtins cannot be loaded from files";
                env.report_argument(b"enable", &[b'-', letter], why);
                return Err(FAILURE);
            }
        }
    }
    if list || args.count() == 0 {
        show(env, off, all, special);
        return Ok(SUCCESS);
    }
    let mut status = SUCCESS;
    for word in args.operands() {
        let name = Name::new(word);
        let done = if off {
            env.builtins.disable(name)
        } else {
            env.builtins.enable(name)
        };
        if !done {
            env.report_argument(b"enable", word, "not a builtin");
            status = FAILURE;
        }
    }
    Ok(status)
}

fn show(env: &mut Env, off: bool, all: bool, special: bool) {
    for builtin in env.hooks.builtins {
        let on = Name::existing(builtin.name.as_bytes())
            .is_some_and(|name| env.builtins.get(name).is_some());
        if special && builtin.kind != Kind::Special || !all && on == off {
            continue;
        }
        let flag = if on { "" } else { "-n " };
        let line = format!("enable {flag}{}\n", builtin.name);
        env.out.extend_from_slice(line.as_bytes());
    }
}
