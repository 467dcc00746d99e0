//! `unset`

use super::args::{Args, Outcome, special};
use super::export::read_only;
use crate::env::flow::{ERROR, SUCCESS};
use crate::env::{Builtin, Env, Fields, Kind, Status};
use crate::expand;
use crate::name::{Name, is_name};
use std::ops::ControlFlow::Continue;

/// `unset`
pub const UNSET: Builtin = Builtin {
    name: "unset",
    kind: Kind::Special,
    declaration: false,
    run: |env, fields| {
        let outcome = unset(env, fields);
        special(env, outcome)
    },
    synopsis: "[-fv] name...",
    summary: "remove variables or functions",
    manual: "\
Removes values and attributes of variables, or functions. Read-only variables stay.

  -f  Functions.
  -v  Variables (the default).",
};

fn unset(env: &mut Env, fields: &Fields) -> Outcome {
    let mut args = Args::new(fields);
    let mut functions = false;
    while let Some((letter, _)) = args.option(env, "fv")? {
        functions = letter == b'f';
    }
    for operand in args.operands() {
        if functions {
            if let Some(name) = Name::existing(operand) {
                env.functions.unset(name);
            }
            continue;
        }
        if let Some((name, index)) = element(operand) {
            unset_element(env, name, index)?;
            continue;
        }
        if !is_name(operand) {
            env.report_argument(b"unset", operand, "not a name");
            return Err(ERROR);
        }
        let name = Name::new(operand);
        if env.variables.unset(name).is_err() {
            return Err(read_only(env, b"unset", name));
        }
    }
    env.refresh_locale();
    Ok(SUCCESS)
}

/// `name[index]`, if an operand is that.
fn element(operand: &[u8]) -> Option<(Name, &[u8])> {
    let (name, index) = operand.split_at(memchr::memchr(b'[', operand)?);
    let index = index.strip_prefix(b"[")?.strip_suffix(b"]")?;
    is_name(name).then(|| (Name::new(name), index))
}

fn unset_element(env: &mut Env, name: Name, index: &[u8]) -> Result<(), Status> {
    let done = if matches!(index, b"@" | b"*") {
        env.variables.unset(name)
    } else {
        let Continue(index) = expand::of_text(env, index) else {
            return Err(ERROR);
        };
        match env.variables.index(name, index) {
            Some(place) => env.variables.unset_element(name, place),
            None => Ok(()),
        }
    };
    done.map_err(|_| read_only(env, b"unset", name))
}
