//! The text that has been read and not yet been parsed to its end, with what was spliced into it.

use super::memory::Memory;
use super::newlines::newlines;
use super::reserved::Reserved;
use crate::sys::bytes::Bytes;
use crate::sys::find;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// No place.
const NOWHERE: u32 = u32::MAX;

/// A reserved word and the place behind it, or none.
pub type ReservedAt = Option<(Reserved, u32)>;

/// Text read ahead of and behind the parser.
#[derive(Default)]
pub struct Buffer {
    text: Bytes,
    /// How much was dropped before `text`.
    dropped: Cell<usize>,
    /// The source has ended.
    pub ended: Cell<bool>,
    /// An offset, and the line it is on.
    counted: Cell<(u32, u32)>,
    splices: RefCell<Splices>,
    spliced: Cell<bool>,
    eligible: Cell<u32>,
    /// The place last looked at for a reserved word, and what is there.
    reserved: Cell<(u32, ReservedAt)>,
    /// A word has been read that may have braces to expand.
    pub braced: Cell<bool>,
    /// What is remembered of the words in it.
    pub memory: Rc<Memory>,
}

#[derive(Default)]
struct Splices {
    /// Alias values that the parser is in or has just left.
    regions: Vec<Region>,
    /// Newlines that came from alias values: they begin no line of the source.
    newlines: Vec<u32>,
}

/// Where the value of an alias stands in the text.
struct Region {
    name: Rc<[u8]>,
    start: u32,
    end: u32,
    /// It ends in a blank, and the parser has not come past that.
    blank: bool,
}

impl Buffer {
    /// Holds `text`, the first line of which is `line`.
    pub fn new(text: Vec<u8>, line: u32) -> Self {
        let buffer = Self {
            text: Bytes::new(text),
            ..Self::default()
        };
        buffer.counted.set((0, line));
        buffer.eligible.set(NOWHERE);
        buffer.reserved.set((NOWHERE, None));
        buffer
    }

    /// Holds a text that was taken out of this one.
    pub fn nested(&self, text: Vec<u8>, line: u32) -> Self {
        let memory = Rc::clone(&self.memory);
        let nested = Self {
            memory,
            ..Self::new(text, line)
        };
        nested.ended.set(true);
        nested
    }

    /// What is held.
    #[inline]
    pub fn text(&self) -> &Bytes {
        &self.text
    }

    /// Lets `append` add to the text; false if there was no more or no room.
    pub fn grow<E>(&self, append: impl FnOnce(&mut Vec<u8>) -> Result<bool, E>) -> Result<bool, E> {
        self.text.change(|text| {
            let before = text.len();
            // Offsets are 32 bits wide; a single command of this length is not read.
            let more = before < (NOWHERE / 2) as usize && append(text)?;
            // As in other shells, bytes of value 0 are dropped.
            if let Some(null) = text.get(before..).and_then(|new| find::byte(0, new)) {
                let tail = text.split_off(before + null);
                text.extend(tail.into_iter().filter(|&byte| byte != 0));
            }
            self.memory.note_size(self.dropped.get() + text.len());
            Ok(more)
        })
    }

    /// How much of the source lies before `at`.
    pub fn absolute(&self, at: u32) -> usize {
        self.dropped.get() + at as usize
    }

    /// The line that `at` is on. Quick if `at` is near the place last asked for.
    pub fn line(&self, at: u32) -> u32 {
        let (from, line) = self.counted.get();
        if from == at {
            return line;
        }
        let (low, high) = (from.min(at), from.max(at));
        let mut newlines = self
            .text
            .look(|text| newlines(text, low as usize, high as usize));
        if self.spliced.get() {
            let splices = self.splices.borrow();
            newlines -= splices
                .newlines
                .iter()
                .filter(|&&place| low <= place && place < high)
                .count() as u32;
        }
        let line = if from <= at {
            line + newlines
        } else {
            line.saturating_sub(newlines)
        };
        self.counted.set((at, line));
        line
    }

    /// The line last asked for: that of the command which is being read, or one in it.
    #[inline]
    pub fn recent_line(&self) -> u32 {
        self.counted.get().1
    }

    /// What reserved word is at `at`, if any: as found before, or now by `look`.
    #[inline]
    pub fn reserved(&self, at: u32, look: impl FnOnce() -> ReservedAt) -> ReservedAt {
        let (place, word) = self.reserved.get();
        if place == at {
            return word;
        }
        let word = look();
        self.reserved.set((at, word));
        word
    }

    /// Drops what lies before `at` if that is worth the move; the new place of `at`.
    pub fn compact(&self, at: u32) -> u32 {
        let length = self.text.size();
        if (at as usize) < length && (at < 32 * 1024 || (at as usize) < length / 2) {
            return at;
        }
        let line = self.line(at);
        self.text
            .change(|text| drop(text.drain(..(at as usize).min(length))));
        self.dropped.set(self.dropped.get() + at as usize);
        self.counted.set((0, line));
        self.eligible.set(NOWHERE);
        self.reserved.set((NOWHERE, None));
        let mut splices = self.splices.borrow_mut();
        splices.regions.retain_mut(|region| {
            let kept = region.end > at;
            region.start = region.start.saturating_sub(at);
            region.end = region.end.saturating_sub(at);
            kept
        });
        splices.newlines.retain_mut(|place| {
            let kept = *place >= at;
            *place = place.wrapping_sub(at);
            kept
        });
        self.spliced
            .set(!splices.regions.is_empty() || !splices.newlines.is_empty());
        0
    }

    /// Forgets all that has been read.
    pub fn clear(&self) {
        let end = self.text.size() as u32;
        self.compact(end);
    }

    /// Puts the value of an alias in the place of its name.
    pub fn splice(&self, start: u32, end: u32, name: Rc<[u8]>, value: &[u8]) {
        self.line(start);
        self.reserved.set((NOWHERE, None));
        self.text.change(|text| {
            drop(text.splice(start as usize..end as usize, value.iter().copied()));
        });
        let length = value.len() as u32;
        let moved = |place: u32| {
            if place >= end {
                place - end + start + length
            } else {
                place
            }
        };
        let mut splices = self.splices.borrow_mut();
        splices
            .regions
            .retain(|region| region.end > start || region.blank);
        for region in &mut splices.regions {
            region.end = moved(region.end);
        }
        for place in &mut splices.newlines {
            *place = moved(*place);
        }
        splices
            .newlines
            .extend(find::places(b'\n', value).map(|place| start + place as u32));
        let blank = matches!(value.last(), Some(b' ' | b'\t'));
        splices.regions.push(Region {
            name,
            start,
            end: start + length,
            blank,
        });
        self.spliced.set(true);
    }

    /// Whether `at` is in the value of the alias `name`, which is then not substituted again.
    pub fn within(&self, name: &[u8], at: u32) -> bool {
        let splices = self.splices.borrow();
        splices
            .regions
            .iter()
            .any(|region| region.start <= at && at < region.end && *region.name == *name)
    }

    /// Whether a value that was put in may still be looked at.
    #[inline]
    pub fn has_splices(&self) -> bool {
        self.spliced.get()
    }

    /// Notes that the parser skipped blanks: if it has come past a value that ends in a blank, the
    /// word at `to` is checked for aliases whatever its role (XCU 2.3.1).
    #[inline]
    pub fn skipped(&self, from: u32, to: u32) {
        if self.spliced.get() {
            self.crossed(from, to);
        }
    }

    fn crossed(&self, from: u32, to: u32) {
        for region in &mut self.splices.borrow_mut().regions {
            if region.blank && from <= region.end && region.end <= to {
                region.blank = false;
                self.eligible.set(to);
            }
        }
    }

    /// Whether the word at `at` follows such a value.
    #[inline]
    pub fn is_eligible(&self, at: u32) -> bool {
        self.eligible.get() == at
    }

    /// Makes the word at `at` such a word.
    pub fn make_eligible(&self, at: u32) {
        self.eligible.set(at);
    }
}
