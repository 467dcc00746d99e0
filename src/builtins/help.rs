//! `help`

use super::args::Args;
use crate::env::flow::{FAILURE, SUCCESS};
use crate::env::{Builtin, Env, Fields, Kind, Status};
use crate::name::Name;
use std::ops::ControlFlow;

/// `help`
pub const HELP: Builtin = Builtin {
    name: "help",
    kind: Kind::Extension,
    declaration: false,
    run: |env, fields| ControlFlow::Continue(help(env, fields)),
    synopsis: "[name...]",
    summary: "explain builtins",
    manual: "\
Shows the manual of the builtins with these names; without names, all builtins
in a line each.",
};

fn help(env: &mut Env, fields: &Fields) -> Status {
    let args = Args::operands_only(fields);
    if args.count() == 0 {
        for builtin in env.hooks.builtins {
            let line = format!("{:<12}{}\n", builtin.name, builtin.summary);
            env.out.extend_from_slice(line.as_bytes());
        }
        return SUCCESS;
    }
    let mut status = SUCCESS;
    for name in args.operands() {
        if let Some(builtin) = Name::existing(name).and_then(|name| env.builtins.get(name)) {
            let text = format!(
                "{} {}\n    {}\n\n{}\n",
                builtin.name,
                builtin.synopsis,
                builtin.summary,
                builtin.explanation()
            );
            env.out.extend_from_slice(text.as_bytes());
        } else {
            env.report_argument(b"help", name, "not a builtin");
            status = FAILURE;
        }
    }
    status
}
