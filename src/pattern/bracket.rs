//! Bracket expressions (XBD 9.3.5), with `!` for `^`.

use super::character::{ascii_class, character, in_class, range, unfolded};
use super::plan::Bracket;
use super::{Pattern, symbol};

/// The names of classes and collating symbols are no longer than this. The bound also keeps a
/// pattern of nothing but `[.` from being searched to its end at each of them.
const LONGEST_NAME: usize = 32;

/// A member of a bracket expression.
enum Member<'p> {
    /// A character, which may begin a range.
    Character(u32),
    /// `[:class:]`
    Class(&'p [u8]),
    /// A collating symbol or equivalence class that no character has.
    Nothing,
}

/// What a bracket expression has.
enum Part<'p> {
    /// The characters from the one to the other.
    Range(u32, u32),
    /// Those of a class.
    Class(&'p [u8]),
}

impl<'p> Pattern<'p> {
    /// Whether the expression that begins at `start` has the character, and where it ends. `None`: no
    /// `]` closes it, so the `[` stands for itself.
    #[inline]
    pub(super) fn member_of(&self, start: usize, code: u32) -> Option<(bool, usize)> {
        if code < 0x80 {
            for noted in &self.plan.noted {
                if noted.start == start && noted.next != 0 {
                    return Some((noted.ascii >> code & 1 == 1, noted.next));
                }
            }
        }
        let mut found = false;
        let seen = self.seen(code);
        let (negated, next) = self.bracket(start + 1, |part| {
            found |= match part {
                Part::Range(low, high) => (low..=high).contains(&seen),
                Part::Class(class) => in_class(class, code),
            };
        })?;
        Some((found != negated, next))
    }

    /// Looks through the expression that begins at `start`, if it is one and there is room for it: the place where
    /// that is noted.
    pub(super) fn note(&mut self, start: usize) -> Option<usize> {
        let free = self.plan.noted.iter().position(|noted| noted.next == 0)?;
        if self.active(start) != Some(b'[') {
            return None;
        }
        let mut ascii = 0;
        let walked = self.bracket(start + 1, |part| {
            ascii |= match part {
                Part::Range(low, high) if self.plan.folded => unfolded(range(low, high)),
                Part::Range(low, high) => range(low, high),
                Part::Class(class) => ascii_class(class),
            };
        });
        let (negated, next) = walked?;
        let ascii = if negated { !ascii } else { ascii };
        *self.plan.noted.get_mut(free)? = Bracket { start, next, ascii };
        Some(free)
    }

    /// Walks over the expression whose `[` is just before `open`: whether it is negated, and where it ends.
    fn bracket(&self, open: usize, mut part: impl FnMut(Part<'p>)) -> Option<(bool, usize)> {
        if open >= self.plan.last_close {
            return None;
        }
        let negated = matches!(self.active(open), Some(b'!' | b'^'));
        let first = if negated { open + 1 } else { open };
        let mut at = first;
        while at == first || self.active(at) != Some(b']') {
            let (member, next) = self.member(at)?;
            at = next;
            match member {
                Member::Character(low) => match self.range_end(at) {
                    Some((high, next)) => {
                        at = next;
                        part(Part::Range(low, high));
                    }
                    None => part(Part::Range(low, low)),
                },
                Member::Class(class) => part(Part::Class(class)),
                Member::Nothing => {}
            }
        }
        Some((negated, at + 1))
    }

    /// The end of a range, if a `-` stands there that makes one.
    fn range_end(&self, at: usize) -> Option<(u32, usize)> {
        if self.active(at) != Some(b'-') || self.active(at + 1) == Some(b']') {
            return None;
        }
        match self.member(at + 1)? {
            (Member::Character(high), next) => Some((high, next)),
            _ => None,
        }
    }

    fn member(&self, at: usize) -> Option<(Member<'p>, usize)> {
        match self.active(at) {
            Some(b'[') => {
                if let Some(named) = self.named_member(at) {
                    return Some(named);
                }
            }
            Some(b'\\') if at + 1 < self.text.len() => {
                let (code, length) = character(self.text, at + 1, self.plan.utf8)?;
                return Some((Member::Character(code), at + 1 + length));
            }
            _ => {}
        }
        let (code, length) = character(self.text, at, self.plan.utf8)?;
        Some((Member::Character(code), at + length))
    }

    /// `[:class:]`, `[.symbol.]` or `[=equivalent=]`.
    fn named_member(&self, at: usize) -> Option<(Member<'p>, usize)> {
        let kind = self
            .active(at + 1)
            .filter(|kind| matches!(kind, b':' | b'.' | b'='))?;
        let start = at + 2;
        let closes =
            |&end: &usize| self.active(end) == Some(kind) && self.active(end + 1) == Some(b']');
        let end = (start + 1..=start + LONGEST_NAME).find(closes)?;
        let name = self.text.get(start..end)?;
        let member = match (kind, character(name, 0, self.plan.utf8)) {
            (b':', _) => Member::Class(name),
            (_, Some((code, length))) if length == name.len() => Member::Character(code),
            (b'.', _) => symbol::character(name).map_or(Member::Nothing, |character| {
                Member::Character(u32::from(character))
            }),
            _ => Member::Nothing,
        };
        Some((member, end + 2))
    }
}
