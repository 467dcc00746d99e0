//! `time`: how long a pipeline takes (XCU `time`); `TIMEFORMAT` says how that is shown.

use super::{Execute, Tail};
use crate::env::{Divert, Env, Flow, Options, flow};
use crate::name::Name;
use crate::syntax::tree::Pipeline;
use crate::sys::find;
use crate::sys::host;
use std::ops::ControlFlow::{Break, Continue};
use std::time::Instant;

/// Runs a pipeline and writes its times to standard error; without commands, those of the shell.
pub fn execute(env: &mut Env, portable: bool, pipeline: &Pipeline) -> Flow {
    let (start, before) = (Instant::now(), host::times());
    if pipeline.commands.is_empty() {
        let user = before.user + before.children_user;
        let system = before.system + before.children_system;
        let real = env.variables.dynamic.age();
        report(env, portable, real, user, system);
        env.status = flow::SUCCESS;
        return Continue(());
    }
    let flow = pipeline.execute(env, Tail::No);
    // Who has interrupted it wants to know how long that took, and is still there to be told.
    let told = flow == Break(Divert::Interrupt) && env.interactive_process();
    if flow.is_break() && !told {
        return flow;
    }
    let (real, after) = (start.elapsed().as_secs_f64(), host::times());
    let user = (after.user + after.children_user) - (before.user + before.children_user);
    let system = (after.system + after.children_system) - (before.system + before.children_system);
    report(env, portable, real, user, system);
    flow
}

/// Seconds: of the clock, and of the processor in the programs and for them.
struct Spent {
    real: f64,
    user: f64,
    system: f64,
}

/// The times as text: the first in seconds, the others in ticks.
#[allow(clippy::cast_precision_loss, reason = "times are small")]
fn report(env: &mut Env, portable: bool, real: f64, user: u64, system: u64) {
    let ticks = host::ticks_per_second().max(1) as f64;
    let (user, system) = (user as f64 / ticks, system as f64 / ticks);
    let spent = Spent { real, user, system };
    let format = env.variables.value(Name::TIMEFORMAT);
    let text = match format.filter(|_| !env.has(Options::POSIX)) {
        _ if portable => format!("real {real:.2}\nuser {user:.2}\nsys {system:.2}\n").into_bytes(),
        Some(b"") => return,
        Some(format) => spent.formatted(format),
        None => spent.formatted(b"\nreal\t%3lR\nuser\t%3lU\nsys\t%3lS"),
    };
    env.write_error(&text);
}

impl Spent {
    /// As a format says: `%[digits][l]` and `R`, `U` or `S`; `%P` for the share of the processor.
    fn formatted(&self, format: &[u8]) -> Vec<u8> {
        let mut text = Vec::new();
        let mut rest = format;
        while let Some(at) = find::byte(b'%', rest) {
            let (before, directive) = rest.split_at(at);
            text.extend_from_slice(before);
            let (shown, length) = self.directive(directive);
            text.extend_from_slice(&shown);
            rest = directive.get(length..).unwrap_or_default();
        }
        text.extend_from_slice(rest);
        text.push(b'\n');
        text
    }

    /// What a directive stands for, and its length; one that there is not stands for itself.
    fn directive(&self, text: &[u8]) -> (Vec<u8>, usize) {
        let digit = text.get(1).filter(|byte| byte.is_ascii_digit());
        let places = digit.map_or(3, |digit| usize::from(digit - b'0').min(3));
        let mut at = 1 + usize::from(digit.is_some());
        let long = text.get(at) == Some(&b'l');
        at += usize::from(long);
        let seconds = match text.get(at) {
            Some(b'R') => self.real,
            Some(b'U') => self.user,
            Some(b'S') => self.system,
            Some(b'P') if at == 1 => {
                let share = 100.0 * (self.user + self.system) / self.real.max(1e-6);
                return (format!("{share:.2}").into_bytes(), 2);
            }
            Some(b'%') if at == 1 => return (b"%".to_vec(), 2),
            _ => return (b"%".to_vec(), 1),
        };
        let minutes = (seconds / 60.0).floor();
        let shown = if long {
            format!("{minutes:.0}m{:.places$}s", seconds - minutes * 60.0)
        } else {
            format!("{seconds:.places$}")
        };
        (shown.into_bytes(), at + 1)
    }
}
