//! What the one walk over the text of a pattern finds: the segments between its stars.

use super::{Element, Pattern};

/// How many segments fit without an allocation.
const INLINE: usize = 4;

/// How many bracket expressions are looked through once instead of for each character.
const NOTED: usize = 2;

/// What the walk over the text of a pattern found.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    pub(super) utf8: bool,
    /// Its letters are small ones, and capitals are the same to it.
    pub(super) folded: bool,
    /// It has groups such as `+(a|b)`, and they count.
    pub(super) groups: bool,
    /// A dot at the beginning of a text is only matched by one that is written.
    pub(super) guarded: bool,
    pub(super) magic: bool,
    /// Where the last `]` is: no bracket expression ends behind it.
    pub(super) last_close: usize,
    /// The first segments; all of them are in `spill` when there are more than fit here.
    pub(super) inline: [Segment; INLINE],
    pub(super) count: usize,
    pub(super) spill: Vec<Segment>,
    pub(super) noted: [Bracket; NOTED],
}

impl Plan {
    /// What is known before the walk.
    pub(super) fn new(text: &[u8], utf8: bool) -> Self {
        Self {
            utf8,
            folded: false,
            guarded: false,
            groups: false,
            magic: false,
            last_close: text.iter().rposition(|&byte| byte == b']').unwrap_or(0),
            inline: [Segment::default(); INLINE],
            count: 0,
            spill: Vec::new(),
            noted: [Bracket::default(); NOTED],
        }
    }
}

/// What stands between two stars.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Segment {
    pub(super) start: usize,
    pub(super) end: usize,
    /// How many characters it matches.
    pub(super) characters: usize,
    /// It matches more than the very bytes of its text.
    pub(super) general: bool,
    pub(super) anchor: Anchor,
}

/// What is known of the character that a segment begins with.
#[derive(Debug, Clone, Copy, Default)]
pub(super) enum Anchor {
    /// Nothing.
    #[default]
    Open,
    /// It is this one of ASCII.
    Byte(u8),
    /// It is in this one of the bracket expressions that have been looked through.
    Noted(u8),
}

/// What a bracket expression has of ASCII.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Bracket {
    pub(super) start: usize,
    /// Where the next element begins; 0: there is no such expression.
    pub(super) next: usize,
    /// A bit for each character.
    pub(super) ascii: u128,
}

impl Pattern<'_> {
    /// Cuts the text at its stars.
    pub(super) fn cut(&mut self) {
        let mut at = 0;
        let mut segment = Segment::default();
        loop {
            let plain = at;
            while self.plain(at).is_some() {
                at += 1;
            }
            segment.characters += at - plain;
            if plain == segment.start && at > plain && !self.plan.folded {
                segment.anchor =
                    (self.text.get(plain)).map_or(Anchor::Open, |&byte| Anchor::Byte(byte));
            }
            let Some((element, next)) = self.element(at, 0) else {
                break;
            };
            match element {
                Element::Star => {
                    self.add(Segment { end: at, ..segment });
                    segment = Segment {
                        start: next,
                        ..Segment::default()
                    };
                    at = next;
                    self.plan.magic = true;
                    continue;
                }
                Element::Any | Element::Bracket(_) => {
                    segment.general = true;
                    self.plan.magic = true;
                    if let Some(noted) = self.note(at)
                        && at == segment.start
                    {
                        segment.anchor = Anchor::Noted(noted as u8);
                    }
                }
                // Valid UTF-8 is found by its bytes; a stray byte must not be found inside a character.
                Element::Literal(start) => {
                    let stray = self.plan.utf8
                        && next - start == 1
                        && !self.text.get(start).is_some_and(u8::is_ascii);
                    segment.general |= start != at || stray;
                }
            }
            segment.characters += 1;
            at = next;
        }
        self.add(Segment { end: at, ..segment });
    }

    pub(super) fn add(&mut self, mut segment: Segment) {
        segment.general |= self.plan.folded;
        if let Some(place) = self.plan.inline.get_mut(self.plan.count) {
            *place = segment;
        } else {
            if self.plan.spill.is_empty() {
                self.plan.spill.extend_from_slice(&self.plan.inline);
            }
            self.plan.spill.push(segment);
        }
        self.plan.count += 1;
    }

    pub(super) fn segments(&self) -> &[Segment] {
        self.plan
            .inline
            .get(..self.plan.count)
            .unwrap_or(&self.plan.spill)
    }
}
