//! `builtin`

use super::args::Args;
use crate::env::flow::{FAILURE, SUCCESS};
use crate::env::{Builtin, Env, Fields, Flow, Kind, Status};
use crate::exec::output;
use crate::name::Name;
use std::ops::ControlFlow::Continue;

/// `builtin`
pub const BUILTIN: Builtin = Builtin {
    name: "builtin",
    kind: Kind::Extension,
    declaration: false,
    run,
    synopsis: "name [argument...]",
    summary: "execute a builtin, whatever else has its name",
    manual: "\
Executes the builtin with this name, also where a function has the same name:
for a function that does something around the builtin.",
};

fn run(env: &mut Env, fields: &Fields) -> Flow<Status> {
    let args = Args::operands_only(fields);
    let Some(name) = args.get(0) else {
        return Continue(SUCCESS);
    };
    let Some(builtin) = Name::existing(name).and_then(|name| env.builtins.get(name)) else {
        env.report_argument(b"builtin", name, "not a builtin");
        return Continue(FAILURE);
    };
    output::run_guarded(env, builtin, &fields.tail(args.first()))?;
    Continue(env.status)
}
