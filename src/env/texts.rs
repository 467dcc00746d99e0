//! Texts that `eval` and `.` read lately, as they were understood: loops come back to the same ones.

use super::{Env, Options};
use crate::syntax::tree::CompleteCommand;
use crate::sys::find;
use std::cell::RefCell;
use std::rc::Rc;

/// How many are kept at most.
const PLACES: usize = 64;
/// How long a text may be, in bytes: a library of functions, read in a loop; longer ones rarely come twice.
const LONGEST: usize = 32 * 1024;
/// How long all of them may be together, in bytes.
const ROOM: usize = 128 * 1024;

/// What the meaning of a command in a text depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    options: Options,
    /// The aliases ([`Aliases::generation`](super::aliases::Aliases::generation)); 0 without any.
    aliases: u64,
}

impl Setting {
    /// As it is now.
    pub fn now(env: &Env) -> Self {
        let aliases = &env.aliases;
        Self {
            options: aliases.options,
            aliases: if aliases.is_empty() {
                0
            } else {
                aliases.generation
            },
        }
    }

    /// Whether what is read may be longer or shorter than the text.
    pub fn has_aliases(self) -> bool {
        self.aliases != 0
    }
}

/// A command of a text.
#[derive(Debug, Clone)]
pub struct Step {
    /// When it was read.
    pub setting: Setting,
    /// Where the text behind it begins.
    pub end: usize,
    /// What it is.
    pub command: Rc<CompleteCommand>,
}

/// A text, and its commands as far as they have been read.
#[derive(Debug)]
pub struct Understood {
    text: Box<[u8]>,
    /// How many lines are counted before its first.
    lines_before: u32,
    steps: RefCell<Vec<Step>>,
}

impl Understood {
    /// The command with this number, from 0, if it has been read.
    pub fn step(&self, number: usize) -> Option<Step> {
        self.steps.borrow().get(number).cloned()
    }

    /// Adds the command with this number, unless it is known or one before it is not.
    pub fn add(&self, number: usize, step: Step) {
        let mut steps = self.steps.borrow_mut();
        if steps.len() == number {
            steps.push(step);
        }
    }

    /// Forgets the commands from this number on.
    pub fn forget(&self, number: usize) {
        self.steps.borrow_mut().truncate(number);
    }
}

/// A place for a text.
#[derive(Debug, Default)]
struct Place {
    /// What the bytes of the text that was here last come to: one that comes again is kept.
    last: u64,
    kept: Option<Rc<Understood>>,
}

/// The texts, each in the place that its bytes tell.
#[derive(Debug, Default)]
pub struct Texts {
    places: Vec<Place>,
    /// The length of all that are kept, in bytes.
    length: usize,
}

impl Texts {
    /// What is known of a text that has come before. `None` if it has not, or is too long.
    pub fn of(&mut self, text: &[u8], lines_before: u32) -> Option<Rc<Understood>> {
        if text.len() > LONGEST {
            return None;
        }
        if self.places.is_empty() {
            self.places.resize_with(PLACES, Place::default);
        }
        let sum = sum(text);
        let place = self.places.get_mut((sum >> 32) as usize % PLACES)?;
        if let Some(kept) = place
            .kept
            .as_ref()
            .filter(|kept| *kept.text == *text && kept.lines_before == lines_before)
        {
            return Some(Rc::clone(kept));
        }
        let last = std::mem::replace(&mut place.last, sum);
        // The parser drops null bytes: it would count others than are in the text.
        if last != sum || find::byte(0, text).is_some() {
            return None;
        }
        let new = Rc::new(Understood {
            text: text.into(),
            lines_before,
            steps: RefCell::default(),
        });
        let before = place.kept.replace(Rc::clone(&new));
        self.length += text.len();
        self.length -= before.map_or(0, |before| before.text.len());
        if self.length > ROOM {
            self.places.clear();
            self.length = 0;
        }
        Some(new)
    }
}

/// What the bytes of a text come to.
fn sum(text: &[u8]) -> u64 {
    let mut sum = text.len() as u64;
    let (words, rest) = text.as_chunks::<8>();
    for word in words {
        sum = (sum.rotate_left(5) ^ u64::from_ne_bytes(*word)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
    for &byte in rest {
        sum = (sum.rotate_left(5) ^ u64::from(byte)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
    sum
}
