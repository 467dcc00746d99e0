//! `caller`

use super::args::{Args, regular};
use crate::arith::decimal;
use crate::env::flow::{FAILURE, SUCCESS};
use crate::env::{Builtin, Kind};
use crate::name::Name;

/// `caller`
pub const CALLER: Builtin = Builtin {
    name: "caller",
    kind: Kind::Extension,
    declaration: false,
    run: |env, fields| {
        let args = Args::operands_only(fields);
        let depth = match args.get(0) {
            None => Some(0),
            Some(text) => decimal(text),
        };
        let Some(depth) = depth else {
            return regular(Err(args.misuse(env, fields.at(1), "not a number")));
        };
        let at = |name, depth: usize| env.values(name).into_iter().nth(depth);
        let line = at(Name::BASH_LINENO, depth).unwrap_or_else(|| b"0".to_vec());
        let file = at(Name::BASH_SOURCE, depth + 1);
        let name = at(Name::FUNCNAME, depth + 1);
        let name = name.unwrap_or_else(|| b"main".to_vec());
        let called = env.calls.list.len() > depth;
        // The commands around all functions have a place in a script only.
        let outside = env.calls.list.len() == depth + 1 && env.calls.main.is_none();
        if (!called || outside) && args.count() > 0 {
            return regular(Ok(FAILURE));
        }
        let file = file.filter(|_| called).unwrap_or_else(|| b"NULL".to_vec());
        let text = if args.count() == 0 {
            [line, file].join(&b' ')
        } else {
            [line, name, file].join(&b' ')
        };
        env.out.extend_from_slice(&text);
        env.out.push(b'\n');
        regular(Ok(SUCCESS))
    },
    synopsis: "[n]",
    summary: "say where the current function was called",
    manual: "\
Writes line and file of the call of the function, or sourced file, that is
running; with a number also the function that the call stands in, for the n-th
call counted from the innermost one at 0. Status 1: there is no such call.
Without a number there is always an answer: outside it is `0 NULL`.",
};
