//! `local`

use super::args::{Args, Outcome, regular};
use super::export::{assignment, read_only};
use crate::env::flow::{ERROR, SUCCESS};
use crate::env::{Builtin, Env, Fields, Kind};

/// `local`
pub const LOCAL: Builtin = Builtin {
    name: "local",
    kind: Kind::Extension,
    declaration: true,
    run: |env, fields| regular(local(env, fields)),
    synopsis: "name[=value]...",
    summary: "give a function variables of its own",
    manual: "\
The variables are unset, or have the values, until the function returns; then they are what they were
before. Functions that it calls see them.",
};

fn local(env: &mut Env, fields: &Fields) -> Outcome {
    let args = Args::operands_only(fields);
    if env.context.functions == 0 {
        env.report(b"local", "not in a function");
        return Err(ERROR);
    }
    for operand in args.operands() {
        let (name, value) = assignment(env, b"local", operand)?;
        if env.variables.writable(name).is_err() {
            return Err(read_only(env, b"local", name));
        }
        env.variables.hide(name);
        let _ = match value {
            Some(value) => env.variables.assign(name, value),
            None => env.variables.unset(name),
        };
    }
    env.refresh_locale();
    Ok(SUCCESS)
}
