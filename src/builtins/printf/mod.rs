//! `printf`

mod directive;
mod float;
mod number;
mod printer;
#[cfg(test)]
mod tests;

use super::args::{Args, Outcome, regular};
use super::export::read_only;
use crate::env::arrays::Key;
use crate::env::flow::{FAILURE, SUCCESS};
use crate::env::{Builtin, Env, Fields, Flow, Kind, Status};
use crate::exec::array;
use crate::expand;
use crate::name::{Name, Reference, reference};
use printer::Printer;
use std::ops::ControlFlow::{Break, Continue};

/// `printf`
pub const PRINTF: Builtin = Builtin {
    name: "printf",
    kind: Kind::Substitutive,
    declaration: false,
    run,
    synopsis: "[-v name] format [argument...]",
    summary: "write formatted arguments",
    manual: "\
Writes the format with its escapes replaced and each conversion filled in from
the next argument. The format is used again while arguments are left; missing
ones are empty or 0.

  -v name  Assign to the variable instead of writing.

  %d %i %o %u %x %X      integers (C constants, or 'c for the code of a
                         character)
  %f %F %e %E %g %G %a %A  floating point numbers
  %s %c                  a string, its first byte
  %b                     a string with its escapes replaced; \\c ends the
                         output
  %q %Q                  a string, quoted for the shell; with %Q, .precision
                         is of the string before that
  %n                     assigns the number of bytes so far to the variable
                         that the argument names
  %(format)T             a time in seconds since the epoch, as date(1) writes
                         it; -1 and none is now
  %%                     a percent sign

Between % and the letter: n$ for the n-th argument, flags (- + space # 0),
width and .precision, each a number or * for the next argument.",
};

fn run(env: &mut Env, fields: &Fields) -> Flow<Status> {
    regular(print(env, fields))
}

fn print(env: &mut Env, fields: &Fields) -> Outcome {
    let mut args = Args::new(fields);
    let mut variable = None;
    while let Some((_, value)) = args.option(env, "v:")? {
        let Some(found) = reference(value) else {
            env.report_argument(b"printf", value, "not a name");
            return Err(FAILURE);
        };
        variable = Some(found);
    }
    let Some(format) = args.operand() else {
        return Err(args.misuse(env, b"", "format expected"));
    };
    let out = if variable.is_some() {
        Vec::new()
    } else {
        std::mem::take(&mut env.out)
    };
    let mut printer = Printer {
        start: out.len(),
        out,
        to_variable: variable.is_some(),
        args,
        base: 0,
        next: 0,
        highest: 0,
        status: SUCCESS,
        env,
    };
    printer.all(format);
    let Printer {
        out, status, env, ..
    } = printer;
    match variable {
        None => env.out = out,
        Some(found) => store(env, found, &out)?,
    }
    Ok(status)
}

/// `-v`: what would be written becomes the value of a variable or an element.
fn store(env: &mut Env, found: Reference<'_>, value: &[u8]) -> Result<(), Status> {
    let name = Name::new(found.name);
    if env.variables.writable(env.variables.follow(name)).is_err() {
        return Err(read_only(env, b"printf", name));
    }
    let key = match found.subscript {
        None => Continue(Some(Key::FIRST)),
        Some(subscript) => expand::argument_key(env, name, subscript),
    };
    let Continue(key) = key else {
        return Err(FAILURE);
    };
    match array::store(env, name, key, value, false) {
        Continue(()) => Ok(()),
        Break(_) => Err(FAILURE),
    }
}
