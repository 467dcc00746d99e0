//! TMOUT: who types nothing for so long is logged out.

use crate::env::Env;
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
