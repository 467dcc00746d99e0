//! Bracket expressions (XBD 9.3.5), with `!` for `^`.

use super::Pattern;
use super::character::{character, in_class};

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

impl<'p> Pattern<'p> {
    /// Whether the expression whose `[` is just before `open` has the character, and where it ends.
    /// `None`: no `]` closes it, so the `[` stands for itself.
    pub(super) fn bracket(&self, open: usize, code: u32) -> Option<(bool, usize)> {
        if open >= self.last_close {
            return None;
        }
        let negated = matches!(self.active(open), Some(b'!' | b'^'));
        let first = if negated { open + 1 } else { open };
        let mut at = first;
        let mut found = false;
        while at == first || self.active(at) != Some(b']') {
            let (member, next) = self.member(at)?;
            at = next;
            found |= match member {
                Member::Character(low) => match self.range_end(at) {
                    Some((high, next)) => {
                        at = next;
                        (low..=high).contains(&code)
                    }
                    None => low == code,
                },
                Member::Class(class) => in_class(class, code),
                Member::Nothing => false,
            };
        }
        Some((found != negated, at + 1))
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
                let (code, length) = character(self.text, at + 1, self.utf8)?;
                return Some((Member::Character(code), at + 1 + length));
            }
            _ => {}
        }
        let (code, length) = character(self.text, at, self.utf8)?;
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
        let member = match (kind, character(name, 0, self.utf8)) {
            (b':', _) => Member::Class(name),
            (_, Some((code, length))) if length == name.len() => Member::Character(code),
            _ => Member::Nothing,
        };
        Some((member, end + 2))
    }
}
