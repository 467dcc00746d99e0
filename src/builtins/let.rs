//! `let`

use super::args::Args;
use crate::env::flow::FAILURE;
use crate::env::{Builtin, Env, Fields, Flow, Kind, Status};
use crate::expand;
use std::ops::ControlFlow::Continue;

/// `let`
pub const LET: Builtin = Builtin {
    name: "let",
    kind: Kind::Extension,
    declaration: false,
    run,
    synopsis: "expression...",
    summary: "evaluate expressions",
    manual: "\
Evaluates each expression as $(( )) does. The status is 1 if the last one is
0, else 0; so `let` is to its arguments what (( )) is to the expression in it.
An expression in error has status 1 too.",
};

fn run(env: &mut Env, fields: &Fields) -> Flow<Status> {
    let args = Args::operands_only(fields);
    if args.count() == 0 {
        return Continue(args.misuse(env, b"", "expression expected"));
    }
    let mut value = 0;
    for expression in args.operands() {
        match expand::tolerant(env, |env| env.calculate(expression))? {
            Some(number) => value = number,
            None => return Continue(FAILURE),
        }
    }
    Continue(Status::from(value == 0))
}
