//! The signals that the shell itself ignores or catches, and those that end it.

use super::Env;
use super::options::Options;
use crate::signal::Signal;
use crate::sys::signal::{SignalSet, any_pending, caught, pending};

/// The signals that end a shell which does nothing about them, and let it run its EXIT trap first.
pub const ENDING: SignalSet = SignalSet::EMPTY
    .with(Signal::HUP)
    .with(Signal::INT)
    .with(Signal::PIPE)
    .with(Signal::ALRM)
    .with(Signal::TERM)
    .with(Signal::USR1)
    .with(Signal::USR2);

impl Env {
    /// Signals that the shell itself ignores (XCU 2.11, 2.12).
    pub fn own_ignored(&self) -> SignalSet {
        if !self.interactive_process() {
            return SignalSet::default();
        }
        let set = SignalSet::default().with(Signal::TERM).with(Signal::QUIT);
        if self.has(Options::MONITOR) {
            set.with(Signal::TSTP).with(Signal::TTIN).with(Signal::TTOU)
        } else {
            set
        }
    }

    /// Signals that the shell itself catches: an interrupt, since it may be the affair of the program
    /// that a shell or a subshell waits for.
    pub fn own_caught(&self) -> SignalSet {
        if !self.process.sole {
            return SignalSet::default();
        }
        let set = SignalSet::default().with(Signal::INT);
        if self.interactive_process() {
            set.with(Signal::HUP).with(Signal::WINCH).with(Signal::CHLD)
        } else if self.traps.awaits_exit() || self.frames.awaits_exit() {
            // The condition may occur as well when a signal ends the shell (XCU `trap`).
            ENDING
        } else {
            set
        }
    }

    /// Signals that interrupt what waits here: in a host program not those that are its own.
    pub fn watched(&self) -> SignalSet {
        if self.process.sole {
            return SignalSet::ALL;
        }
        let trapped = self.traps.commands().into_iter();
        trapped.filter_map(Signal::from_number).collect()
    }

    /// The signals that have no trap, and that the shell catches so as to end in order, or to go back to
    /// its prompt: in the action of EXIT, too, when that is no trap any more.
    pub fn ending(&self) -> SignalSet {
        if !self.process.sole {
            return SignalSet::default();
        }
        let caught = caught().intersection(ENDING);
        let untrapped = |signal: &Signal| self.traps.get(signal.number()).is_none();
        caught.iter().filter(untrapped).collect()
    }

    /// Whether one of them has come in.
    pub fn ends(&self) -> bool {
        any_pending() && !pending().intersection(self.ending()).is_empty()
    }

    /// Whether one has come in that does not leave it to the program in the foreground what becomes of it.
    pub fn ends_waiting(&self) -> bool {
        any_pending() && {
            let deadly = self.ending().without(Signal::INT);
            !pending().intersection(deadly).is_empty()
        }
    }
}
