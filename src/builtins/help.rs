//! `help`

use super::args::{Args, Outcome, regular};
use crate::env::flow::{FAILURE, SUCCESS};
use crate::env::{Builtin, Env, Fields, Kind};
use crate::name::Name;

/// `help`
pub const HELP: Builtin = Builtin {
    name: "help",
    kind: Kind::Extension,
    declaration: false,
    run: |env, fields| regular(help(env, fields)),
    synopsis: "[-ds] [name...]",
    summary: "explain builtins",
    manual: "\
Shows the manual of the builtins with these names; without names, all builtins
in a line each.

  -d  Only what they do, in a line each.
  -s  Only how they are called.",
};

fn help(env: &mut Env, fields: &Fields) -> Outcome {
    let mut args = Args::new(fields);
    let mut part = None;
    while let Some((letter, _)) = args.option(env, "ds")? {
        part = Some(letter);
    }
    if args.count() == 0 {
        for builtin in env.hooks.builtins {
            let line = format!("{:<12}{}\n", builtin.name, builtin.summary);
            env.out.extend_from_slice(line.as_bytes());
        }
        return Ok(SUCCESS);
    }
    let mut status = SUCCESS;
    for name in args.operands() {
        if let Some(builtin) = Name::existing(name).and_then(|name| env.builtins.get(name)) {
            let text = explain(builtin, part);
            env.out.extend_from_slice(text.as_bytes());
        } else {
            env.report_argument(b"help", name, "not a builtin");
            status = FAILURE;
        }
    }
    Ok(status)
}

/// All there is to say of a builtin, or the part that an option asks for.
fn explain(builtin: &Builtin, part: Option<u8>) -> String {
    let Builtin { name, summary, .. } = builtin;
    let call = builtin.call();
    match part {
        Some(b'd') => format!("{name} - {summary}\n"),
        Some(_) => format!("{name}: {call}\n"),
        None => {
            let manual = builtin.explanation();
            format!("{call}\n    {summary}\n\n{manual}\n")
        }
    }
}
