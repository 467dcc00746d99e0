//! `eval`

use super::args::Args;
use crate::env::{Builtin, Env, Fields, Flow, Kind, Status};
use crate::exec::run;
use std::ops::ControlFlow::Continue;

/// `eval`
pub const EVAL: Builtin = Builtin {
    name: "eval",
    kind: Kind::Special,
    declaration: false,
    run,
    synopsis: "[argument...]",
    summary: "execute arguments as commands",
    manual: "\
Joins the arguments with spaces and executes the result as shell commands in
the current environment.",
};

fn run(env: &mut Env, fields: &Fields) -> Flow<Status> {
    let args = Args::operands_only(fields);
    let mut text = Vec::new();
    for (index, operand) in args.operands().enumerate() {
        if index > 0 {
            text.push(b' ');
        }
        text.extend_from_slice(operand);
    }
    run::text(env, &text)?;
    Continue(env.status)
}
