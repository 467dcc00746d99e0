//! `break` and `continue`

use super::args::Args;
use crate::arith::decimal;
use crate::env::flow::SUCCESS;
use crate::env::{Builtin, Divert, Env, Fields, Flow, Kind, Status};
use std::ops::ControlFlow::{Break, Continue};

/// `break`
pub const BREAK: Builtin = Builtin {
    name: "break",
    kind: Kind::Special,
    declaration: false,
    run: leave,
    synopsis: "[n]",
    summary: "leave a loop",
    manual: "\
Leaves the n-th loop around it, counted from the inside; the innermost one
without n.",
};

/// `continue`
pub const CONTINUE: Builtin = Builtin {
    name: "continue",
    kind: Kind::Special,
    declaration: false,
    run: go_on,
    synopsis: "[n]",
    summary: "go on with the next round of a loop",
    manual: "\
Goes on with the next round of the n-th loop around it, counted from the
inside.",
};

/// How many loops are meant, at most as many as there are; `None` outside loops.
fn levels(env: &mut Env, fields: &Fields) -> Result<Option<usize>, Status> {
    let args = Args::operands_only(fields);
    let wanted = match args.get(0) {
        None => 1,
        Some(operand) => match decimal::<usize>(operand) {
            Some(number) if number > 0 => number,
            _ => return Err(args.misuse(env, operand, "not a positive number")),
        },
    };
    Ok((env.context.loops > 0).then(|| wanted.min(env.context.loops)))
}

fn divert(env: &mut Env, fields: &Fields, how: fn(usize) -> Divert) -> Flow<Status> {
    match levels(env, fields) {
        Ok(Some(levels)) => {
            env.status = SUCCESS;
            Break(how(levels))
        }
        // Nothing to leave: POSIX leaves it open, other shells go on.
        Ok(None) => Continue(SUCCESS),
        Err(status) => env.fatal(status),
    }
}

fn leave(env: &mut Env, fields: &Fields) -> Flow<Status> {
    divert(env, fields, Divert::Break)
}

fn go_on(env: &mut Env, fields: &Fields) -> Flow<Status> {
    divert(env, fields, Divert::Continue)
}
