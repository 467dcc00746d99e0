//! `unset`

use super::args::{Args, Outcome, special};
use super::export::read_only;
use crate::env::flow::{ERROR, FAILURE, SUCCESS};
use crate::env::{Builtin, Env, Fields, Kind, Options};
use crate::expand;
use crate::name::{Name, reference};
use std::ops::ControlFlow::{Break, Continue};

/// `unset`
pub const UNSET: Builtin = Builtin {
    name: "unset",
    kind: Kind::Special,
    declaration: false,
    run: |env, fields| {
        let outcome = unset(env, fields);
        special(env, outcome)
    },
    synopsis: "[-fnv] name...",
    summary: "remove variables or functions",
    manual: "\
Removes values and attributes of variables, or functions. Read-only variables
stay.

  -f  Functions.
  -n  References (see `help typeset`), not what they refer to.
  -v  Variables.

Without -f and -v, what is no variable is taken for a function, except in
posix mode.",
};

fn unset(env: &mut Env, fields: &Fields) -> Outcome {
    let mut args = Args::new(fields);
    let mut functions = false;
    let mut reference_itself = false;
    let mut status = SUCCESS;
    let mut either = !env.has(Options::POSIX);
    while let Some((letter, _)) = args.option(env, "fnv")? {
        either = false;
        functions = letter == b'f';
        reference_itself |= letter == b'n';
    }
    for operand in args.operands() {
        let function = Name::existing(operand).filter(|name| env.functions.get(*name).is_some());
        if functions || either && function.is_some_and(|name| !env.variables.is_known(name)) {
            if let Some(name) = function {
                if env.functions.is_read_only(name) {
                    return Err(read_only(env, b"unset", name));
                }
                env.functions.unset(name);
            }
            continue;
        }
        let Some(found) = reference(operand) else {
            env.report_argument(b"unset", operand, "not a name");
            return Err(ERROR);
        };
        let mut name = Name::new(found.name);
        if !reference_itself {
            name = env.variables.follow(name);
        }
        if !reference_itself && let Some((array, key)) = env.variables.element_referred(name) {
            if env.variables.unset_element(array, &key).is_err() {
                return Err(read_only(env, b"unset", array));
            }
            continue;
        }
        if let Some(subscript) = found.subscript {
            status = status.max(unset_element(env, name, subscript)?);
            continue;
        }
        if env.variables.unset(name).is_err() {
            return Err(read_only(env, b"unset", name));
        }
    }
    env.refresh_locale();
    Ok(status)
}

fn unset_element(env: &mut Env, name: Name, subscript: &[u8]) -> Outcome {
    let whole = matches!(subscript, b"@" | b"*");
    let done = if whole && !env.variables.is_associative(name) {
        if env.variables.is_array(name) {
            env.variables.clear_array(name)
        } else {
            env.variables.unset(name)
        }
    } else {
        match expand::argument_key(env, name, subscript) {
            Continue(Some(key)) => env.variables.unset_element(name, &key),
            Continue(None) if env.variables.is_known(name) => {
                env.report_argument(b"unset", subscript, "no element with this index");
                return Ok(FAILURE);
            }
            Continue(None) => Ok(()),
            Break(_) => return Err(ERROR),
        }
    };
    done.map(|()| SUCCESS)
        .map_err(|_| read_only(env, b"unset", name))
}
