//! Matching: placing the segments of a pattern in a text.

use super::character::{character, character_before};
use super::plan::{Anchor, Segment};
use super::{Element, Pattern};
use crate::sys::find;

impl Pattern<'_> {
    /// Whether it matches the whole text.
    pub fn matches(&self, text: &[u8]) -> bool {
        self.place(text).is_some()
    }

    /// Whether it matches a file's name: a period at the beginning of the name is matched only by
    /// one at the beginning of the pattern (XCU 2.14.3).
    pub fn matches_filename(&self, name: &[u8]) -> bool {
        if name.first() == Some(&b'.') {
            match self.element(0, 0) {
                Some((Element::Literal(start), _)) if self.text.get(start) == Some(&b'.') => {}
                _ => return false,
            }
        }
        self.matches(name)
    }

    /// The length of the shortest beginning of the text that it matches: `${x#pattern}`.
    pub fn shortest_prefix(&self, text: &[u8]) -> Option<usize> {
        if self.plan.groups {
            return self.ends(text).iter().position(|&end| end);
        }
        let (first, rest) = self.segments().split_first()?;
        let mut end = self.at(*first, text, 0)?;
        for segment in rest {
            end = self.leftmost(*segment, text, end)?.1;
        }
        Some(end)
    }

    /// The length of the longest beginning of the text that it matches: `${x##pattern}`.
    pub fn longest_prefix(&self, text: &[u8]) -> Option<usize> {
        if self.plan.groups {
            return self.ends(text).iter().rposition(|&end| end);
        }
        let (first, rest) = self.segments().split_first()?;
        let mut end = self.at(*first, text, 0)?;
        let Some((last, middle)) = rest.split_last() else {
            return Some(end);
        };
        for segment in middle {
            end = self.leftmost(*segment, text, end)?.1;
        }
        Some(self.rightmost(*last, text, end)?.1)
    }

    /// The length of the shortest end of the text that it matches: `${x%pattern}`.
    pub fn shortest_suffix(&self, text: &[u8]) -> Option<usize> {
        if self.plan.groups {
            return self
                .starts(text)
                .next_back()
                .map(|start| text.len() - start);
        }
        let (last, rest) = self.segments().split_last()?;
        let mut start = self.before(*last, text)?;
        for segment in rest.iter().rev() {
            start = self.rightmost(*segment, text.get(..start)?, 0)?.0;
        }
        Some(text.len() - start)
    }

    /// The length of the longest end of the text that it matches: `${x%%pattern}`.
    pub fn longest_suffix(&self, text: &[u8]) -> Option<usize> {
        if self.plan.groups {
            return self.starts(text).next().map(|start| text.len() - start);
        }
        let (last, rest) = self.segments().split_last()?;
        let mut start = self.before(*last, text)?;
        let Some((first, middle)) = rest.split_first() else {
            return Some(text.len() - start);
        };
        for segment in middle.iter().rev() {
            start = self.rightmost(*segment, text.get(..start)?, 0)?.0;
        }
        Some(text.len() - self.leftmost(*first, text.get(..start)?, 0)?.0)
    }

    /// Places all segments so that they fill the text.
    fn place(&self, text: &[u8]) -> Option<()> {
        let (first, rest) = self.segments().split_first()?;
        let mut end = self.at(*first, text, 0)?;
        let Some((last, middle)) = rest.split_last() else {
            return (end == text.len()).then_some(());
        };
        let start = self.before(*last, text)?;
        let text = text.get(..start)?;
        for segment in middle {
            end = self.leftmost(*segment, text, end)?.1;
        }
        (end <= start).then_some(())
    }

    fn literal_of(&self, segment: Segment) -> &[u8] {
        self.text
            .get(segment.start..segment.end)
            .unwrap_or_default()
    }

    /// Where the segment ends if it begins at `at`.
    fn at(&self, segment: Segment, text: &[u8], mut at: usize) -> Option<usize> {
        if !segment.general {
            let literal = self.literal_of(segment);
            return text
                .get(at..)?
                .starts_with(literal)
                .then_some(at + literal.len());
        }
        let mut place = segment.start;
        while place < segment.end {
            if let Some(byte) = self.plain(place) {
                let found = text.get(at).copied().unwrap_or_default();
                if found != byte && self.seen(u32::from(found)) != u32::from(byte)
                    || at >= text.len()
                {
                    return None;
                }
                place += 1;
                at += 1;
                continue;
            }
            let (code, length) = character(text, at, self.plan.utf8)?;
            let (element, next) = self.element(place, code)?;
            let matched = match element {
                Element::Star | Element::Any => true,
                Element::Bracket(contained) => contained,
                Element::Literal(start) => self.is_character(start, code),
            };
            if !matched {
                return None;
            }
            place = next;
            at += length;
        }
        Some(at)
    }

    /// Where the segment begins if it ends the text.
    fn before(&self, segment: Segment, text: &[u8]) -> Option<usize> {
        if !segment.general {
            let literal = self.literal_of(segment);
            return text.ends_with(literal).then(|| text.len() - literal.len());
        }
        let start = self.back(text, text.len(), segment.characters)?;
        (self.at(segment, text, start)? == text.len()).then_some(start)
    }

    /// The place so many characters before `end`.
    fn back(&self, text: &[u8], mut end: usize, characters: usize) -> Option<usize> {
        for _ in 0..characters {
            end = character_before(text, end, self.plan.utf8)?;
        }
        Some(end)
    }

    /// Beginning and end of the segment as far to the left as it goes, at `from` or behind.
    fn leftmost(&self, segment: Segment, text: &[u8], from: usize) -> Option<(usize, usize)> {
        if segment.general {
            let mut start = from;
            loop {
                start += self.skipped(segment.anchor, text.get(start..)?)?;
                if let Some(end) = self.at(segment, text, start) {
                    return Some((start, end));
                }
                start += character(text, start, self.plan.utf8)?.1;
            }
        }
        let literal = self.literal_of(segment);
        let rest = text.get(from..)?;
        let start = from
            + match literal {
                [] => 0,
                [byte] => find::byte(*byte, rest)?,
                _ => find::text(literal, rest)?,
            };
        Some((start, start + literal.len()))
    }

    /// How much of a text comes before the first place where a segment may begin. What is skipped is ASCII, or there is
    /// no such place.
    fn skipped(&self, anchor: Anchor, text: &[u8]) -> Option<usize> {
        match anchor {
            Anchor::Open => Some(0),
            Anchor::Byte(byte) => find::byte(byte, text),
            Anchor::Noted(noted) => {
                let ascii = self.plan.noted.get(usize::from(noted))?.ascii;
                text.iter()
                    .position(|&byte| !byte.is_ascii() || ascii >> byte & 1 == 1)
            }
        }
    }

    /// Beginning and end of the segment as far to the right as it goes, at `from` or behind.
    fn rightmost(&self, segment: Segment, text: &[u8], from: usize) -> Option<(usize, usize)> {
        if segment.general {
            let mut start = self.back(text, text.len(), segment.characters)?;
            while start >= from {
                if let Anchor::Byte(anchor) = segment.anchor {
                    start = from + find::last_byte(anchor, text.get(from..=start)?)?;
                }
                if let Some(end) = self.at(segment, text, start) {
                    return Some((start, end));
                }
                start = character_before(text, start, self.plan.utf8)?;
            }
            return None;
        }
        let literal = self.literal_of(segment);
        let rest = text.get(from..)?;
        let start = from
            + match literal {
                [] => rest.len(),
                [byte] => find::last_byte(*byte, rest)?,
                _ => find::last_text(literal, rest)?,
            };
        Some((start, start + literal.len()))
    }
}
