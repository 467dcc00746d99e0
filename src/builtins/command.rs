//! `command`

use super::args::Args;
use super::describe::{self, Style};
use crate::env::flow::{FAILURE, SUCCESS};
use crate::env::{Builtin, Env, Fields, Flow, Kind, Status};
use crate::exec;
use crate::exec::lookup::{self, Found};
use crate::exec::{Tail, external};
use std::ops::ControlFlow::Continue;

/// `command`
pub const COMMAND: Builtin = Builtin {
    name: "command",
    kind: Kind::Intrinsic,
    declaration: false,
    run,
    synopsis: "[-p] [-v | -V] command [argument...]",
    summary: "execute a command that is no function",
    manual: "\
Executes the command, looking for no function; errors of a special builtin, and
within what `eval` and `.` execute, do not end the shell then.

  -p  Look in the standard directories rather than in PATH.
  -v  Write how the command would be called.
  -V  Write what the command is.",
};

fn run(env: &mut Env, fields: &Fields) -> Flow<Status> {
    let mut args = Args::new(fields);
    let (mut standard, mut style) = (false, None);
    loop {
        match args.option(env, "pvV") {
            Ok(Some((b'p', _))) => standard = true,
            Ok(Some((b'v', _))) => style = Some(Style::Terse),
            Ok(Some(_)) => style = Some(Style::Verbose),
            Ok(None) => break,
            Err(status) => return Continue(status),
        }
    }
    if let Some(style) = style {
        return Continue(describe_all(env, &args, style, standard));
    }
    if args.count() == 0 {
        return Continue(SUCCESS);
    }
    let command = fields.tail(args.first());
    if standard
        && matches!(
            lookup::find_no_function(env, command.at(0)),
            Found::External(_) | Found::NotExecutable | Found::Nothing
        )
    {
        let found = lookup::standard(env, command.at(0));
        external::run(env, found, &command, Tail::No)?;
        return Continue(env.status);
    }
    exec::invoke(env, &command, false)?;
    Continue(env.status)
}

fn describe_all(env: &mut Env, args: &Args<'_>, style: Style, standard: bool) -> Status {
    let mut any = false;
    for operand in args.operands() {
        let found = describe::describe(env, operand, style, standard);
        if !found && style == Style::Verbose {
            env.report_argument(b"command", operand, "not found");
        }
        any |= found;
    }
    if any { SUCCESS } else { FAILURE }
}
