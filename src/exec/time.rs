//! `time`: how long a pipeline takes (XCU `time`).

use super::{Execute, Tail};
use crate::env::{Env, Flow};
use crate::syntax::tree::Pipeline;
use crate::sys::host;
use std::ops::ControlFlow::Continue;
use std::time::Instant;

/// Runs a pipeline and writes its times to standard error; without commands, those of the shell.
pub fn execute(env: &mut Env, portable: bool, pipeline: &Pipeline) -> Flow {
    let (start, before) = (Instant::now(), host::times());
    if pipeline.commands.is_empty() {
        let user = before.user + before.children_user;
        let system = before.system + before.children_system;
        let real = env.variables.dynamic.age();
        env.write_error(report(portable, real, user, system).as_bytes());
        env.status = 0;
        return Continue(());
    }
    pipeline.execute(env, Tail::No)?;
    let (real, after) = (start.elapsed().as_secs_f64(), host::times());
    let user = (after.user + after.children_user) - (before.user + before.children_user);
    let system = (after.system + after.children_system) - (before.system + before.children_system);
    env.write_error(report(portable, real, user, system).as_bytes());
    Continue(())
}

/// The times as text: the first in seconds, the others in ticks.
#[allow(clippy::cast_precision_loss, reason = "times are small")]
fn report(portable: bool, real: f64, user: u64, system: u64) -> String {
    let ticks = host::ticks_per_second().max(1) as f64;
    let (user, system) = (user as f64 / ticks, system as f64 / ticks);
    if portable {
        return format!("real {real:.2}\nuser {user:.2}\nsys {system:.2}\n");
    }
    let clock = |seconds: f64| {
        let minutes = (seconds / 60.0).floor();
        format!("{minutes:.0}m{:.3}s", seconds - minutes * 60.0)
    };
    format!(
        "\nreal\t{}\nuser\t{}\nsys\t{}\n",
        clock(real),
        clock(user),
        clock(system)
    )
}
