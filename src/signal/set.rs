//! Sets of signals.

use crate::sys::signal::{Signal, SignalSet, bit};

impl SignalSet {
    /// The set without signals.
    ///
    /// As XSH `sigemptyset`.
    ///
    /// ```
    /// assert_eq!(tine::signal::SignalSet::EMPTY.iter().count(), 0);
    /// ```
    pub const EMPTY: Self = Self(0);
    /// The set of all signals.
    ///
    /// As XSH `sigfillset`.
    ///
    /// ```
    /// use tine::signal::{Signal, SignalSet};
    /// assert!(SignalSet::ALL.contains(Signal::TERM));
    /// ```
    pub const ALL: Self = Self(u64::MAX);

    /// Whether no signal is in it.
    ///
    /// As `sigisemptyset(3)`.
    ///
    /// ```
    /// use tine::signal::SignalSet;
    /// assert!(SignalSet::EMPTY.is_empty());
    /// ```
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether `signal` is in it.
    ///
    /// As XSH `sigismember`.
    ///
    /// ```
    /// use tine::signal::{Signal, SignalSet};
    /// assert!(SignalSet::ALL.contains(Signal::INT));
    /// ```
    pub const fn contains(self, signal: Signal) -> bool {
        self.0 & bit(signal.0) != 0
    }

    /// The set with `signal` in it.
    ///
    /// As XSH `sigaddset`.
    ///
    /// ```
    /// use tine::signal::{Signal, SignalSet};
    /// assert!(SignalSet::EMPTY.with(Signal::INT).contains(Signal::INT));
    /// ```
    #[must_use]
    pub const fn with(self, signal: Signal) -> Self {
        Self(self.0 | bit(signal.0))
    }

    /// The set without `signal`.
    ///
    /// As XSH `sigdelset`.
    ///
    /// ```
    /// use tine::signal::{Signal, SignalSet};
    /// assert!(!SignalSet::ALL.without(Signal::INT).contains(Signal::INT));
    /// ```
    #[must_use]
    pub const fn without(self, signal: Signal) -> Self {
        Self(self.0 & !bit(signal.0))
    }

    /// The signals of either set.
    ///
    /// As `sigorset(3)`.
    ///
    /// ```
    /// use tine::signal::{Signal, SignalSet};
    /// assert!(SignalSet::from(Signal::INT).union(Signal::HUP.into()).contains(Signal::HUP));
    /// ```
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The signals of this set that are not in `other`.
    ///
    /// See `sigsetops(3)`.
    ///
    /// ```
    /// use tine::signal::{Signal, SignalSet};
    /// assert!(SignalSet::from(Signal::INT).difference(SignalSet::ALL).is_empty());
    /// ```
    #[must_use]
    pub const fn difference(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// The signals that are in both.
    ///
    /// As XSH `sigismember` tells of each.
    ///
    /// ```
    /// use tine::signal::{Signal, SignalSet};
    /// let set = SignalSet::EMPTY.with(Signal::INT).with(Signal::HUP);
    /// assert!(!set.intersection(SignalSet::from(Signal::HUP)).contains(Signal::INT));
    /// ```
    #[must_use]
    pub const fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Its signals by number.
    ///
    /// See `sigsetops(3)`.
    ///
    /// ```
    /// use tine::signal::{Signal, SignalSet};
    /// assert_eq!(SignalSet::from(Signal::INT).iter().next(), Some(Signal::INT));
    /// ```
    pub fn iter(self) -> impl Iterator<Item = Signal> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let number = rest.trailing_zeros() as i32 + 1;
            rest &= rest.wrapping_sub(1);
            (number <= 64).then_some(Signal(number))
        })
    }
}

impl From<Signal> for SignalSet {
    fn from(signal: Signal) -> Self {
        Self(bit(signal.0))
    }
}

impl FromIterator<Signal> for SignalSet {
    fn from_iter<I: IntoIterator<Item = Signal>>(signals: I) -> Self {
        signals.into_iter().fold(Self::EMPTY, Self::with)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_lists_what_was_put_in() {
        let set: SignalSet = [Signal::TERM, Signal::HUP, Signal(64)]
            .into_iter()
            .collect();
        assert_eq!(
            set.iter().collect::<Vec<_>>(),
            [Signal::HUP, Signal::TERM, Signal(64)]
        );
        assert!(SignalSet::EMPTY.iter().next().is_none());
    }
}
