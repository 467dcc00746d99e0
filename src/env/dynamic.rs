//! Variables whose value is computed when it is read: `LINENO` (XCU 2.5.3), `RANDOM`, `SECONDS`.

use super::Env;
use crate::arith;
use crate::name::Name;
use std::cell::Cell;
use std::time::Instant;

/// Where such values come from.
#[derive(Debug)]
pub struct Dynamic {
    /// When the shell started, or `SECONDS` was assigned.
    since: Instant,
    /// The value that `SECONDS` had then.
    offset: i64,
    /// State of the generator of `RANDOM`; 0: not yet used.
    random: Cell<u32>,
}

impl Default for Dynamic {
    fn default() -> Self {
        Self {
            since: Instant::now(),
            offset: 0,
            random: Cell::new(0),
        }
    }
}

impl Dynamic {
    /// Acts on an assignment; false: the variable is from now on like any other.
    #[cold]
    pub fn assigned(&mut self, name: Name, value: &[u8]) -> bool {
        let number = arith::integer(value).unwrap_or(0);
        match name {
            Name::SECONDS => {
                self.since = Instant::now();
                self.offset = number;
            }
            Name::RANDOM => self
                .random
                .set((number as u32).wrapping_mul(2_654_435_769) | 1),
            _ => return false,
        }
        true
    }

    /// Seconds since the shell started, or `SECONDS` was assigned.
    pub fn age(&self) -> f64 {
        self.since.elapsed().as_secs_f64()
    }

    fn seconds(&self) -> i64 {
        self.offset
            .wrapping_add(self.since.elapsed().as_secs() as i64)
    }

    /// 15 bits of a xorshift generator.
    fn random(&self, seed: u32) -> i64 {
        let mut state = match self.random.get() {
            0 => seed | 1,
            state => state,
        };
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        self.random.set(state);
        i64::from(state >> 16 & 0x7fff)
    }
}

impl Env {
    /// The value of a variable that is computed.
    pub fn computed(&self, name: Name) -> i64 {
        match name {
            Name::SECONDS => self.variables.dynamic.seconds(),
            Name::RANDOM => {
                let time = std::time::SystemTime::UNIX_EPOCH
                    .elapsed()
                    .map_or(0, |time| time.subsec_nanos());
                let seed = time ^ (self.pid as u32).wrapping_mul(2_654_435_769);
                self.variables.dynamic.random(seed)
            }
            _ => i64::from(self.line),
        }
    }
}
