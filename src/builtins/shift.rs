//! `shift`

use super::args::{Args, Outcome, special};
use crate::arith::decimal;
use crate::env::flow::{FAILURE, SUCCESS};
use crate::env::{Builtin, Env, Fields, Kind, Options};

/// `shift`
pub const SHIFT: Builtin = Builtin {
    name: "shift",
    kind: Kind::Special,
    declaration: false,
    run: |env, fields| {
        let outcome = shift(env, fields);
        special(env, outcome)
    },
    synopsis: "[n]",
    summary: "drop positional parameters",
    manual: "\
Drops the first n positional parameters (1 if none is given); the others move
down.",
};

fn shift(env: &mut Env, fields: &Fields) -> Outcome {
    let args = Args::operands_only(fields);
    args.at_most(env, 1)?;
    let count = match args.get(0) {
        None => 1,
        Some(text) => {
            if text.is_empty() || !text.iter().all(u8::is_ascii_digit) {
                return Err(args.misuse(env, text, "not a number"));
            }
            decimal(text).unwrap_or(usize::MAX)
        }
    };
    if env.positional.shift(count) {
        return Ok(SUCCESS);
    }
    env.report(b"shift", "there are not so many positional parameters");
    // POSIX leaves it open; most shells go on, and scripts count on it.
    if env.has(Options::POSIX) {
        Err(FAILURE)
    } else {
        Ok(FAILURE)
    }
}
