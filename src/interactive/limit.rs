//! What ends a shell that nobody has told to: `TMOUT`, who types nothing for so long is logged out; and the end of input,
//! which `IGNOREEOF` can take for an error of typing.

use crate::arith::decimal;
use crate::env::{Env, Options};
use crate::exec::dispositions;
use crate::signal::{self, Signal};
use std::time::Instant;

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
        let _ = dispositions::restore(env, Signal::ALRM);
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
        let value = env.variables.named(b"IGNOREEOF");
        let often = value.map(|value| decimal(value).unwrap_or(10));
        env.has(Options::IGNOREEOF) || often.is_some_and(|often| self.count <= often)
    }
}
