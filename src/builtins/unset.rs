//! `unset`

use super::args::{Args, Outcome, special};
use super::export::read_only;
use crate::env::flow::{ERROR, SUCCESS};
use crate::env::{Builtin, Env, Fields, Kind};
use crate::name::{Name, is_name};

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
