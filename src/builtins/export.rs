//! `export` and `readonly`

use super::args::{Args, Outcome, special};
use super::show;
use crate::env::arrays::{Key, decode};
use crate::env::flow::{ERROR, FAILURE, SUCCESS};
use crate::env::quote::push_in_quotes;
use crate::env::variables::Attributes;
use crate::env::{Builtin, Env, Fields, Kind, Status};
use crate::exec::array;
use crate::expand;
use crate::name::{Name, assigned, reference};
use crate::sys::find;
use std::borrow::Cow;
use std::ops::ControlFlow::{Break, Continue};

/// `export`
pub const EXPORT: Builtin = Builtin {
    name: "export",
    kind: Kind::Special,
    declaration: true,
    run: |env, fields| {
        let outcome = declare(env, fields, "fnp", Attributes::EXPORT);
        special(env, outcome)
    },
    synopsis: "[-p] [-fn] [name[=value]...]",
    summary: "hand variables to programs",
    manual: "\
The variables, with the values if given, become part of the environment of
programs.

  -n  Take them out of it.
  -f  Functions: shells that are started have them. They are entries
      BASH_FUNC_name%%=() {...} of the environment, which bash and this shell
      understand, unless they are started as `sh`.
  -p  Show all of them, in a form that can be read back (as without names).",
};

/// `readonly`
pub const READONLY: Builtin = Builtin {
    name: "readonly",
    kind: Kind::Special,
    declaration: true,
    run: |env, fields| {
        let outcome = declare(env, fields, "fpaA", Attributes::READONLY);
        special(env, outcome)
    },
    synopsis: "[-aAfp] [name[=value]...]",
    summary: "protect variables",
    manual: "\
The variables, with the values if given, can no longer be assigned or unset.

  -a  Arrays.  -A  Associative arrays.  -f  Functions.
  -p  Show all of them, in a form that can be read back (as without names).",
};

/// An operand `name[=value]`, where the name may have a subscript and the value may be appended.
pub struct Operand<'f> {
    /// The variable.
    pub name: Name,
    /// What stands in brackets behind its name.
    pub subscript: Option<&'f [u8]>,
    /// `+=`
    pub append: bool,
    /// What it is to be.
    pub value: Option<&'f [u8]>,
}

/// Understands an operand.
pub fn operand<'f>(env: &mut Env, what: &[u8], text: &'f [u8]) -> Result<Operand<'f>, Status> {
    let name = find::split_once(b'=', text).map_or(text, |(name, _)| name);
    let (found, append, value) = match assigned(text) {
        Some((found, append, value)) => (Some(found), append, Some(value)),
        None => (reference(name), false, text.get(name.len() + 1..)),
    };
    let Some(found) = found else {
        env.report_argument(what, name, "not a name");
        return Err(ERROR);
    };
    Ok(Operand {
        name: Name::new(found.name),
        subscript: found.subscript,
        append,
        value,
    })
}

/// Reports a variable that may not be changed.
pub fn read_only(env: &mut Env, what: &[u8], name: Name) -> Status {
    let why = env.variables.refusal(name);
    env.report_argument(what, name.as_bytes(), why);
    FAILURE
}

/// Assigns the value of an operand, a text or a list.
pub fn set(env: &mut Env, what: &[u8], operand: &Operand<'_>) -> Result<(), Status> {
    let Some(value) = operand.value else {
        return Ok(());
    };
    let name = operand.name;
    if env.variables.writable(name).is_err() {
        return Err(read_only(env, what, name));
    }
    let flow = match (decode(value), operand.subscript) {
        (Some(list), _) => array::assign_list(env, name, &list, operand.append),
        (None, Some(subscript)) => match expand::argument_key(env, name, subscript) {
            Continue(key) => array::store(env, name, key, value, operand.append),
            Break(divert) => Break(divert),
        },
        (None, None) => array::store(env, name, Some(Key::FIRST), value, operand.append),
    };
    match flow {
        Continue(()) => Ok(()),
        Break(_) => Err(ERROR),
    }
}

fn declare(env: &mut Env, fields: &Fields, letters: &str, attribute: Attributes) -> Outcome {
    let mut args = Args::new(fields);
    let mut remove = false;
    let mut kind = None;
    let mut functions = false;
    while let Some((letter, _)) = args.option(env, letters)? {
        remove |= letter == b'n';
        functions |= letter == b'f';
        if letter.eq_ignore_ascii_case(&b'a') {
            kind = Some(letter);
        }
    }
    let what = fields.at(0);
    if functions {
        return Ok(mark_functions(env, what, &args, attribute, !remove));
    }
    if args.count() == 0 {
        show_all(env, what, attribute);
        return Ok(SUCCESS);
    }
    for text in args.operands() {
        let mut operand = operand(env, what, text)?;
        operand.name = env.variables.follow(operand.name);
        let name = operand.name;
        match kind {
            Some(b'a') => env.variables.make_array(name),
            Some(_) => {
                env.variables.make_associative(name);
            }
            None => (),
        }
        set(env, what, &operand)?;
        if remove {
            env.variables.remove_attributes(name, attribute);
        } else {
            env.variables.add_attributes(name, attribute);
        }
    }
    env.publish();
    env.refresh_locale();
    Ok(SUCCESS)
}

/// Gives functions an attribute or takes it away; without names, shows those that have it.
fn mark_functions(
    env: &mut Env,
    what: &[u8],
    args: &Args<'_>,
    attribute: Attributes,
    on: bool,
) -> Status {
    if args.count() == 0 {
        show::functions(env, attribute, false);
        return SUCCESS;
    }
    let mut status = SUCCESS;
    for operand in args.operands() {
        if !mark_function(env, operand, attribute, on) {
            env.report_argument(what, operand, "not a function");
            status = FAILURE;
        }
    }
    status
}

/// Gives a function an attribute or takes it away. False: there is none with this name.
pub fn mark_function(env: &mut Env, name: &[u8], attribute: Attributes, on: bool) -> bool {
    let Some(name) = Name::existing(name) else {
        return false;
    };
    if attribute.contains(Attributes::READONLY) && !env.functions.protect(name) {
        return false;
    }
    if attribute.contains(Attributes::EXPORT) {
        return env.functions.export(name, on);
    }
    true
}

fn show_all(env: &mut Env, what: &[u8], attribute: Attributes) {
    for name in env.variables.names() {
        if !env.variables.attributes(name).contains(attribute) {
            continue;
        }
        if env.is_bash() {
            show::declaration(env, name);
        } else {
            env.out.extend_from_slice(what);
            env.out.push(b' ');
            env.out.extend_from_slice(name.as_bytes());
            let value = expand::of_variable(env, name).map(Cow::into_owned);
            if let Some(value) = value {
                env.out.push(b'=');
                push_in_quotes(&mut env.out, &value);
            }
            env.out.push(b'\n');
        }
    }
}
