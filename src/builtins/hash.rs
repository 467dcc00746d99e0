//! `hash`

use super::args::{Args, Outcome, regular};
use crate::env::commands::{Search, path, search};
use crate::env::flow::{FAILURE, SUCCESS};
use crate::env::variables::Watch;
use crate::env::{Builtin, Env, Fields, Kind};
use crate::name::Name;

/// `hash`
pub const HASH: Builtin = Builtin {
    name: "hash",
    kind: Kind::Intrinsic,
    declaration: false,
    run: |env, fields| regular(hash(env, fields)),
    synopsis: "[-r] [name...]",
    summary: "remember or show where commands are",
    manual: "\
Searches PATH for the names and remembers where they are; without names, shows what is remembered.

  -r  Forget everything.",
};

fn hash(env: &mut Env, fields: &Fields) -> Outcome {
    let mut args = Args::new(fields);
    let mut forget = env.variables.take_changed(Watch::Path);
    let mut show = true;
    while args.option(env, "r")?.is_some() {
        forget = true;
        show = false;
    }
    if forget {
        env.locations.clear();
    }
    if show && args.count() == 0 {
        for (_, location) in env.locations.iter() {
            env.out.extend_from_slice(location.path.to_bytes());
            env.out.push(b'\n');
        }
    }
    let mut status = SUCCESS;
    for operand in args.operands() {
        if !remember(env, operand) {
            env.report_argument(b"hash", operand, "not found");
            status = FAILURE;
        }
    }
    Ok(status)
}

/// Searches for a name; false if there is no such command at all.
fn remember(env: &mut Env, word: &[u8]) -> bool {
    if word.contains(&b'/') {
        return true;
    }
    let name = Name::new(word);
    env.locations.remove(name);
    if let Search::Found(path) = search(word, path(&env.variables)) {
        env.locations.insert(name, path);
        return true;
    }
    env.builtin(name).is_some() || env.functions.get(name).is_some()
}
