//! Variables whose value is computed when it is read: `LINENO` (XCU 2.5.3), and what other
//! shells have.

pub use super::computed::BASH_VERSION;
use super::variables::push_number;
use crate::arith;
use crate::name::Name;
use std::cell::Cell;
use std::rc::Rc;
use std::time::{Duration, Instant, SystemTime};

/// The variables that POSIX does not have.
pub const BEYOND: &[Name] = &[
    Name::RANDOM,
    Name::SECONDS,
    Name::PIPESTATUS,
    Name::FUNCNAME,
    Name::BASH_SOURCE,
    Name::BASH_LINENO,
    Name::BASH_ARGC,
    Name::BASH_ARGV,
    Name::BASH_ARGV0,
    Name::BASH,
    Name::BASH_SUBSHELL,
    Name::EPOCHSECONDS,
    Name::EPOCHREALTIME,
    Name::SRANDOM,
    Name::UID,
    Name::EUID,
    Name::GROUPS,
    Name::HOSTNAME,
    Name::HOSTTYPE,
    Name::OSTYPE,
    Name::MACHTYPE,
    Name::SHELL,
    Name::BASHPID,
    Name::LAST_ARGUMENT,
    Name::SHELLOPTS,
    Name::BASHOPTS,
    Name::BASH_VERSINFO,
    Name::DIRSTACK,
];

/// Where such values come from.
#[derive(Debug)]
pub struct Dynamic {
    /// When the shell started, or `SECONDS` was assigned.
    since: Instant,
    /// The value that `SECONDS` had then.
    offset: i64,
    /// State of the generator of `RANDOM`; 0: not yet used.
    random: Cell<u32>,
    /// What `BASH_ARGV0` has been set to, which is `$0` from then on.
    zero: Option<Rc<[u8]>>,
}

impl Default for Dynamic {
    fn default() -> Self {
        Self {
            since: Instant::now(),
            offset: 0,
            random: Cell::new(0),
            zero: None,
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
            Name::BASH_ARGV0 => self.zero = Some(value.into()),
            Name::RANDOM => self
                .random
                .set((number as u32).wrapping_mul(2_654_435_769) | 1),
            // What says where execution stands cannot be told otherwise.
            Name::PIPESTATUS
            | Name::FUNCNAME
            | Name::BASH_SOURCE
            | Name::BASH_LINENO
            | Name::BASH_ARGC
            | Name::BASH_ARGV
            | Name::GROUPS
            | Name::BASHPID
            | Name::LAST_ARGUMENT
            | Name::SHELLOPTS
            | Name::BASHOPTS
            | Name::BASH_VERSINFO => (),
            _ => return false,
        }
        true
    }

    /// Writes down what an assignment to the variable would change, before a `local` or a subshell does.
    #[cold]
    pub fn keep(&self, name: Name, text: &mut Vec<u8>) {
        let number = match name {
            Name::SECONDS => self.seconds(),
            Name::RANDOM => i64::from(self.random.get()),
            Name::BASH_ARGV0 => {
                text.clear();
                text.extend_from_slice(self.zero.as_deref().unwrap_or_default());
                return;
            }
            _ => return,
        };
        text.clear();
        push_number(text, number);
    }

    /// Makes it again what [`keep`](Self::keep) has written down.
    #[cold]
    pub fn put_back(&mut self, name: Name, text: &[u8]) {
        match name {
            Name::SECONDS => drop(self.assigned(name, text)),
            Name::RANDOM => {
                let state = arith::integer(text).unwrap_or(0);
                self.random.set(state as u32);
            }
            Name::BASH_ARGV0 => self.zero = (!text.is_empty()).then(|| text.into()),
            _ => (),
        }
    }

    /// `$0`: what `BASH_ARGV0` has been set to, or else what it was from the beginning.
    pub fn zero<'a>(&'a self, first: &'a [u8]) -> &'a [u8] {
        self.zero.as_deref().unwrap_or(first)
    }

    /// Seconds since the shell started, or `SECONDS` was assigned.
    pub fn age(&self) -> f64 {
        self.since.elapsed().as_secs_f64()
    }

    /// Seconds since the epoch.
    pub fn now(&self) -> i64 {
        now().as_secs() as i64
    }

    pub(super) fn seconds(&self) -> i64 {
        self.offset
            .wrapping_add(self.since.elapsed().as_secs() as i64)
    }

    /// 15 bits of a xorshift generator.
    pub(super) fn random(&self, seed: u32) -> i64 {
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

/// The time since the epoch.
pub(super) fn now() -> Duration {
    SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default()
}
