//! `echo`

use super::escape::{Dialect, expand};
use crate::env::flow::SUCCESS;
use crate::env::{Builtin, Env, Fields, Flow, Kind, Options, Status};
use std::ops::ControlFlow;

/// `echo`
pub const ECHO: Builtin = Builtin {
    name: "echo",
    kind: Kind::Substitutive,
    declaration: false,
    run,
    synopsis: "[-neE] [string...]",
    summary: "write arguments",
    manual: "\
Writes the strings, separated by spaces, and a newline.

  -n  Leave the newline out.
  -e  Replace the escapes \\a \\b \\c \\e \\f \\n \\r \\t \\v \\\\ \\0nnn \\xHH \\uHHHH; \\c
      ends the output.
  -E  Do not (the default).

With `shopt -s xpg_echo` escapes are replaced without -e. With `set -o posix`
escapes are always replaced, and the only option is a single -n before the
strings. Where the strings are not known, use printf.",
};

fn run(env: &mut Env, fields: &Fields) -> Flow<Status> {
    let mut first = 1;
    let habit = env.has(Options::XPG_ECHO).then_some(Dialect::Xsi);
    let (mut newline, mut escapes) = (true, habit);
    if env.has(Options::POSIX) {
        escapes = Some(Dialect::Xsi);
        if fields.get(1) == Some(b"-n") {
            newline = false;
            first = 2;
        }
    } else {
        while let Some([b'-', letters @ ..]) = fields.get(first)
            && !letters.is_empty()
            && letters.iter().all(|letter| b"neE".contains(letter))
        {
            first += 1;
            for letter in letters {
                match letter {
                    b'n' => newline = false,
                    b'e' => escapes = Some(Dialect::Echo),
                    _ => escapes = None,
                }
            }
        }
    }
    for (index, field) in fields.iter_from(first).enumerate() {
        if index > 0 {
            env.out.push(b' ');
        }
        match escapes {
            None => env.out.extend_from_slice(field),
            Some(dialect) => {
                if expand(&mut env.out, field, dialect) {
                    return ControlFlow::Continue(SUCCESS);
                }
            }
        }
    }
    if newline {
        env.out.push(b'\n');
    }
    ControlFlow::Continue(SUCCESS)
}
