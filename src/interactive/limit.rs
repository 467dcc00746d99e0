//! What ends a shell that nobody has told to: `TMOUT`, who types nothing for so long is logged out; and the end of input,
//! which `IGNOREEOF` can take for an error of typing.

use crate::env::{Env, Options};
use crate::exec::trap;
use crate::name::Name;
use crate::signal::{self, Signal};
use std::time::{Duration, Instant};

/// How long a prompt waits, if it does not wait for ever.
pub fn seconds(env: &Env) -> Option<Duration> {
    let value = env.variables.value(Name::existing(b"TMOUT")?)?;
    let seconds: u32 = std::str::from_utf8(value).ok()?.trim().parse().ok()?;
    (seconds > 0).then(|| Duration::from_secs(u64::from(seconds)))
}

/// Waiting begins: a signal comes when it has taken too long.
pub fn begin(env: &Env, limit: Instant) {
    if env.traps.get(Signal::ALRM.number()).is_none() {
        let _ = signal::catch(Signal::ALRM);
    }
    let left = limit.saturating_duration_since(Instant::now());
    // A second too late is better than one too early, and 0 would be never.
    let whole = u32::try_from(left.as_secs()).unwrap_or(u32::MAX);
    signal::alarm(whole.saturating_add(u32::from(left.subsec_nanos() > 0 || whole == 0)));
}

/// It is over.
pub fn end(env: &Env) {
    signal::alarm(0);
    if env.traps.get(Signal::ALRM.number()).is_none() {
        signal::take_one(Signal::ALRM);
        trap::reinstate_one(Signal::ALRM);
    }
}

/// Ends of input in a row.
#[derive(Debug, Default)]
pub struct Ends {
    count: usize,
    /// How many commands had been executed.
    entered: usize,
}

impl Ends {
    /// Whether one more end of input changes nothing: as often as `IGNOREEOF` says, ten times if that is no number.
    pub fn ignored(&mut self, env: &Env) -> bool {
        if self.entered != env.session.entered {
            self.entered = env.session.entered;
            self.count = 0;
        }
        self.count += 1;
        let value = Name::existing(b"IGNOREEOF").and_then(|name| env.variables.value(name));
        let often = value.map(|value| std::str::from_utf8(value).unwrap_or_default().parse());
        env.has(Options::IGNOREEOF) || often.is_some_and(|often| self.count <= often.unwrap_or(10))
    }
}
