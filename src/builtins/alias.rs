//! `alias` and `unalias`

use super::args::{Args, Outcome, regular};
use crate::env::flow::{FAILURE, SUCCESS};
use crate::env::quote::push_in_quotes;
use crate::env::{Builtin, Env, Fields, Kind};
use crate::sys::find;

/// `alias`
pub const ALIAS: Builtin = Builtin {
    name: "alias",
    kind: Kind::Intrinsic,
    declaration: false,
    run: |env, fields| regular(alias(env, fields)),
    synopsis: "[-p] [name[=value]...]",
    summary: "define or show aliases",
    manual: "\
Where a command begins with a name that is defined, its value is read instead.
If the value ends in a blank, the next word may be an alias too. Without a
value the alias is shown; without names, all are.

  -p  Show them as commands, which can be read back. They always are where bash
      was asked for.",
};

/// `unalias`
pub const UNALIAS: Builtin = Builtin {
    name: "unalias",
    kind: Kind::Intrinsic,
    declaration: false,
    run: |env, fields| regular(unalias(env, fields)),
    synopsis: "-a | name...",
    summary: "remove aliases",
    manual: "  -a  Remove all aliases.",
};

fn alias(env: &mut Env, fields: &Fields) -> Outcome {
    let mut args = Args::new(fields);
    let commands = args.option(env, "p")?.is_some() || env.is_bash();
    if args.count() == 0 {
        for (name, value) in env.aliases.iter() {
            if commands {
                env.out.extend_from_slice(b"alias ");
            }
            push(&mut env.out, name, value);
        }
        return Ok(SUCCESS);
    }
    let mut status = SUCCESS;
    for operand in args.operands() {
        match find::split_once(b'=', operand) {
            Some((name, value)) if !name.is_empty() => env.aliases.define(name, value),
            _ => {
                if let Some(value) = env.aliases.get(operand) {
                    if commands {
                        env.out.extend_from_slice(b"alias ");
                    }
                    push(&mut env.out, operand, value);
                } else {
                    env.report_argument(b"alias", operand, "not an alias");
                    status = FAILURE;
                }
            }
        }
    }
    Ok(status)
}

/// Appends a definition that can be read back.
pub fn push(out: &mut Vec<u8>, name: &[u8], value: &[u8]) {
    out.extend_from_slice(name);
    out.push(b'=');
    push_in_quotes(out, value);
    out.push(b'\n');
}

fn unalias(env: &mut Env, fields: &Fields) -> Outcome {
    let mut args = Args::new(fields);
    let mut all = false;
    while args.option(env, "a")?.is_some() {
        all = true;
    }
    if all {
        args.at_most(env, 0)?;
        env.aliases.clear();
        return Ok(SUCCESS);
    }
    if args.count() == 0 {
        return Err(args.misuse(env, b"", "name expected"));
    }
    let mut status = SUCCESS;
    for name in args.operands() {
        if !env.aliases.unset(name) {
            env.report_argument(b"unalias", name, "not an alias");
            status = FAILURE;
        }
    }
    Ok(status)
}
