//! `times`

use super::args::{Args, Outcome, special};
use crate::env::flow::SUCCESS;
use crate::env::{Builtin, Env, Fields, Kind};
use crate::sys::host;

/// `times`
pub const TIMES: Builtin = Builtin {
    name: "times",
    kind: Kind::Special,
    declaration: false,
    run: |env, fields| {
        let outcome = times(env, fields);
        special(env, outcome)
    },
    synopsis: "",
    summary: "show the time that has been used",
    manual: "\
Shows user and system time: of the shell in the first line, of its children
that have ended in the second.",
};

fn times(env: &mut Env, fields: &Fields) -> Outcome {
    Args::operands_only(fields).at_most(env, 0)?;
    let used = host::times();
    let ticks = host::ticks_per_second().max(1);
    for (user, system) in [
        (used.user, used.system),
        (used.children_user, used.children_system),
    ] {
        let line = format!("{} {}\n", clock(user, ticks), clock(system, ticks));
        env.out.extend_from_slice(line.as_bytes());
    }
    Ok(SUCCESS)
}

fn clock(time: u64, ticks: u64) -> String {
    let micros = time % ticks * 1_000_000 / ticks;
    format!("{}m{}.{micros:06}s", time / ticks / 60, time / ticks % 60)
}

#[cfg(test)]
mod tests {
    #[test]
    fn clock() {
        assert_eq!(super::clock(12_345, 100), "2m3.450000s");
    }
}
