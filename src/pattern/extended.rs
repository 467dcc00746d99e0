//! Patterns with groups: `?(a|b)`, `*(a|b)`, `+(a|b)`, `@(a|b)`, `!(a|b)`.
//!
//! What a part of a pattern does is told for all places in the text at once: the places where it may
//! begin become those where it may end. So nothing is tried twice, and no pattern takes more than a
//! power of the length of the text.

use super::character::character;
use super::{Element, Pattern};
use crate::sys::depth;

/// Which places of a text, its end included, are meant.
type Places = Vec<bool>;

impl Pattern<'_> {
    /// Whether it matches the whole text, with groups where the pattern has some.
    pub fn matches_extended(&self, text: &[u8]) -> bool {
        if !self.has_groups() {
            return self.matches(text);
        }
        self.ends(text).last() == Some(&true)
    }

    /// Where matches of the whole pattern that begin the text end.
    pub(super) fn ends(&self, text: &[u8]) -> Places {
        let mut places = vec![false; text.len() + 1];
        if let Some(first) = places.first_mut() {
            *first = true;
        }
        self.sequence(text, 0, self.text.len(), places)
    }

    /// Where matches that end the text begin.
    pub(super) fn starts(&self, text: &[u8]) -> impl DoubleEndedIterator<Item = usize> {
        (0..=text.len()).filter(move |&start| {
            let rest = text.get(start..).unwrap_or_default();
            self.ends(rest).last() == Some(&true)
        })
    }

    /// The first place that what stands for any character may go on from.
    fn open(&self, text: &[u8]) -> usize {
        usize::from(self.plan.guarded && text.first() == Some(&b'.'))
    }

    /// Whether there are groups in it.
    pub fn has_groups(&self) -> bool {
        self.text.contains(&b'(') && (0..self.text.len()).any(|at| self.begins_group(at))
    }

    fn begins_group(&self, at: usize) -> bool {
        matches!(self.active(at), Some(b'?' | b'*' | b'+' | b'@' | b'!'))
            && self.active(at + 1) == Some(b'(')
            && self.closing(at + 2).is_some()
    }

    /// The place of the parenthesis that closes what is open at `at`.
    fn closing(&self, mut at: usize) -> Option<usize> {
        let mut depth = 0_usize;
        loop {
            match self.active(at) {
                Some(b'(') => depth += 1,
                Some(b')') if depth == 0 => return Some(at),
                Some(b')') => depth -= 1,
                _ if at >= self.text.len() => return None,
                _ => (),
            }
            at += 1;
        }
    }

    /// The elements from `at` to `end`, one behind the other.
    fn sequence(&self, text: &[u8], mut at: usize, end: usize, mut places: Places) -> Places {
        while at < end {
            if self.begins_group(at)
                && let Some(close) = self.closing(at + 2)
            {
                places = depth::deeper(|| self.group(text, at, close, &places));
                at = close + 1;
                continue;
            }
            let Some((element, next)) = self.element(at, 0) else {
                break;
            };
            places = if let Element::Star = element {
                let mut reached = false;
                let spread = |(at, place): (usize, &bool)| {
                    reached |= *place && at >= self.open(text);
                    *place || reached
                };
                places.iter().enumerate().map(spread).collect()
            } else {
                self.step(text, at, &places)
            };
            at = next;
        }
        places
    }

    /// An element that takes one character.
    fn step(&self, text: &[u8], at: usize, places: &Places) -> Places {
        let mut after = vec![false; places.len()];
        for place in (0..text.len()).filter(|&place| places.get(place) == Some(&true)) {
            let Some((code, length)) = character(text, place, self.plan.utf8) else {
                continue;
            };
            let matched = match self.element(at, code) {
                Some((Element::Any, _)) => place >= self.open(text),
                Some((Element::Bracket(contained), _)) => contained && place >= self.open(text),
                Some((Element::Literal(start), _)) => self.is_character(start, code),
                _ => false,
            };
            if matched && let Some(end) = after.get_mut(place + length) {
                *end = true;
            }
        }
        after
    }

    /// A group, from its operator to its closing parenthesis.
    fn group(&self, text: &[u8], at: usize, close: usize, places: &Places) -> Places {
        let once = |places: &Places| self.alternatives(text, at + 2, close, places);
        match self.active(at) {
            Some(b'?') => either(once(places), places),
            Some(b'*') => repeated(places.clone(), once),
            Some(b'+') => repeated(once(places), once),
            Some(b'!') => {
                let mut after = vec![false; places.len()];
                let open = self.open(text)..places.len();
                for place in open.filter(|&place| places.get(place) == Some(&true)) {
                    let mut alone = vec![false; places.len()];
                    if let Some(alone) = alone.get_mut(place) {
                        *alone = true;
                    }
                    let taken = once(&alone);
                    for (end, taken) in after.iter_mut().zip(&taken).skip(place) {
                        *end |= !taken;
                    }
                }
                after
            }
            _ => once(places),
        }
    }

    /// `a|b|c`: where any of them ends.
    fn alternatives(&self, text: &[u8], mut at: usize, close: usize, places: &Places) -> Places {
        let mut after = vec![false; places.len()];
        let mut start = at;
        let mut depth = 0_usize;
        while at <= close {
            match self.active(at) {
                _ if at == close => (),
                Some(b'(') => depth += 1,
                Some(b')') => depth = depth.saturating_sub(1),
                Some(b'|') if depth == 0 => (),
                _ => {
                    at += 1;
                    continue;
                }
            }
            if at == close || depth == 0 && self.active(at) == Some(b'|') {
                let ends = self.sequence(text, start, at, places.clone());
                after = either(after, &ends);
                start = at + 1;
            }
            at += 1;
        }
        after
    }
}

fn either(mut places: Places, others: &Places) -> Places {
    for (place, other) in places.iter_mut().zip(others) {
        *place |= other;
    }
    places
}

/// Does it again until no more places are reached.
fn repeated(mut reached: Places, once: impl Fn(&Places) -> Places) -> Places {
    loop {
        let next = either(once(&reached), &reached);
        if next == reached {
            return reached;
        }
        reached = next;
    }
}
