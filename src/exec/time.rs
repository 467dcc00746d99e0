//! `time`: how long a pipeline takes (XCU `time`).

use super::{Execute, Tail};
use crate::env::{Env, Flow};
use crate::syntax::tree::Pipeline;
use crate::sys::host;
use std::ops::ControlFlow::Continue;
use std::time::Instant;

/// Runs a pipeline and writes its times to standard error.
pub fn execute(env: &mut Env, portable: bool, pipeline: &Pipeline) -> Flow {
    let (start, before) = (Instant::now(), host::times());
    pipeline.execute(env, Tail::No)?;
    let (real, after) = (start.elapsed().as_secs_f64(), host::times());
    let ticks = host::ticks_per_second().max(1) as f64;
    let user = (after.user + after.children_user) - (before.user + before.children_user);
    let system = (after.system + after.children_system) - (before.system + before.children_system);
    let (user, system) = (user as f64 / ticks, system as f64 / ticks);
    let text = if portable {
        format!("real {real:.2}\nuser {user:.2}\nsys {system:.2}\n")
    } else {
        let clock = |seconds: f64| format!("{}m{:.3}s", (seconds / 60.0) as u64, seconds % 60.0);
        format!(
            "\nreal\t{}\nuser\t{}\nsys\t{}\n",
            clock(real),
            clock(user),
            clock(system)
        )
    };
    env.write_error(text.as_bytes());
    Continue(())
}
