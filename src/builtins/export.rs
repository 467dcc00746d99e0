//! `export` and `readonly`

use super::args::{Args, Outcome, special};
use crate::env::arrays::decode;
use crate::env::flow::{ERROR, FAILURE, SUCCESS};
use crate::env::quote::push_in_quotes;
use crate::env::variables::Attributes;
use crate::env::{Builtin, Env, Fields, Kind, Status};
use crate::name::{Name, is_name};

/// `export`
pub const EXPORT: Builtin = Builtin {
    name: "export",
    kind: Kind::Special,
    declaration: true,
    run: |env, fields| {
        let outcome = declare(env, fields, "np", Attributes::EXPORT);
        special(env, outcome)
    },
    synopsis: "[-p] [-n] [name[=value]...]",
    summary: "hand variables to programs",
    manual: "\
The variables, with the values if given, become part of the environment of programs.

  -n  Take them out of it.
  -p  Show all of them, in a form that can be read back (as without names).",
};

/// `readonly`
pub const READONLY: Builtin = Builtin {
    name: "readonly",
    kind: Kind::Special,
    declaration: true,
    run: |env, fields| {
        let outcome = declare(env, fields, "pa", Attributes::READONLY);
        special(env, outcome)
    },
    synopsis: "[-p] [name[=value]...]",
    summary: "protect variables",
    manual: "\
The variables, with the values if given, can no longer be assigned or unset.

  -p  Show all of them, in a form that can be read back (as without names).",
};

/// An operand at its first `=`.
pub fn split(operand: &[u8]) -> (&[u8], Option<&[u8]>) {
    match memchr::memchr(b'=', operand) {
        Some(at) => (operand.get(..at).unwrap_or_default(), operand.get(at + 1..)),
        None => (operand, None),
    }
}

/// The name of an operand `name[=value]`, with its value.
pub fn assignment<'f>(
    env: &mut Env,
    what: &[u8],
    operand: &'f [u8],
) -> Result<(Name, Option<&'f [u8]>), Status> {
    let (name, value) = split(operand);
    if is_name(name) {
        return Ok((Name::new(name), value));
    }
    env.report_argument(what, name, "not a name");
    Err(ERROR)
}

/// Reports a variable that may not be changed.
pub fn read_only(env: &mut Env, what: &[u8], name: Name) -> Status {
    env.report_argument(what, name.as_bytes(), "is read only");
    FAILURE
}

/// Assigns a text or a list.
pub fn set(env: &mut Env, what: &[u8], name: Name, value: &[u8]) -> Result<(), Status> {
    let done = match decode(value) {
        None => env.variables.assign(name, value).map(Some),
        Some(list) => env.variables.assign_list(name, &list, false),
    };
    match done {
        Ok(Some(())) => Ok(()),
        Ok(None) => {
            env.report_argument(what, name.as_bytes(), "no element with this index");
            Err(ERROR)
        }
        Err(_) => Err(read_only(env, what, name)),
    }
}

fn declare(env: &mut Env, fields: &Fields, letters: &str, attribute: Attributes) -> Outcome {
    let mut args = Args::new(fields);
    let mut remove = false;
    while let Some((letter, _)) = args.option(env, letters)? {
        remove |= letter == b'n';
    }
    let what = fields.at(0);
    if args.count() == 0 {
        show(env, what, attribute);
        return Ok(SUCCESS);
    }
    for operand in args.operands() {
        let (name, value) = assignment(env, what, operand)?;
        if let Some(value) = value {
            set(env, what, name, value)?;
        }
        if remove {
            env.variables.remove_attributes(name, attribute);
        } else {
            env.variables.add_attributes(name, attribute);
        }
    }
    env.refresh_locale();
    Ok(SUCCESS)
}

fn show(env: &mut Env, what: &[u8], attribute: Attributes) {
    for name in env.variables.names() {
        if env.variables.attributes(name).contains(attribute) {
            env.out.extend_from_slice(what);
            env.out.push(b' ');
            env.out.extend_from_slice(name.as_bytes());
            if let Some(value) = env.variables.value(name) {
                env.out.push(b'=');
                push_in_quotes(&mut env.out, value);
            }
            env.out.push(b'\n');
        }
    }
}
