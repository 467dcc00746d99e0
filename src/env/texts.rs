//! Texts that `eval` and `.` read lately, as they were understood: loops come back to the same ones.

use super::{Env, Options};
use crate::syntax::Origin;
use crate::syntax::tree::CompleteCommand;
use crate::sys::find;
use std::cell::RefCell;
use std::rc::Rc;

/// How many are kept.
const KEPT: usize = 64;
/// How long a text may be, in bytes: longer ones rarely come twice.
const LONGEST: usize = 4096;
/// How long all of them may be together, in bytes.
const ROOM: usize = 64 * 1024;

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
    origin: Rc<Origin>,
    steps: RefCell<Vec<Step>>,
}

impl Understood {
    /// What the text is.
    pub fn origin(&self) -> &Rc<Origin> {
        &self.origin
    }

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

/// The texts, each in the place that its bytes tell.
#[derive(Debug, Default)]
pub struct Texts {
    kept: Vec<Option<Rc<Understood>>>,
    /// The length of all of them, in bytes.
    length: usize,
}

impl Texts {
    /// What is known of a text; from now on that is something. `None` if it is too long.
    pub fn of(&mut self, text: &[u8], name: &[u8], lines_before: u32) -> Option<Rc<Understood>> {
        if text.len() > LONGEST {
            return None;
        }
        let slot = slot(text);
        let known = self.kept.get(slot).and_then(Option::as_ref);
        if let Some(known) = known.filter(|known| {
            *known.text == *text
                && known.origin.lines_before == lines_before
                && known.origin.name == name
        }) {
            return Some(Rc::clone(known));
        }
        // The parser drops null bytes: it would count others than are in the text.
        if find::byte(0, text).is_some() {
            return None;
        }
        Some(self.put(slot, text, name, lines_before))
    }

    fn put(&mut self, slot: usize, text: &[u8], name: &[u8], lines_before: u32) -> Rc<Understood> {
        if self.kept.is_empty() || self.length + text.len() > ROOM {
            self.kept.clear();
            self.kept.resize_with(KEPT, || None);
            self.length = 0;
        }
        let name = name.to_vec();
        let new = Rc::new(Understood {
            text: text.into(),
            origin: Rc::new(Origin { name, lines_before }),
            steps: RefCell::default(),
        });
        if let Some(place) = self.kept.get_mut(slot) {
            let before = place.replace(Rc::clone(&new));
            self.length += text.len();
            self.length -= before.map_or(0, |before| before.text.len());
        }
        new
    }
}

/// The place of a text.
fn slot(text: &[u8]) -> usize {
    let mut sum = text.len() as u64;
    let (words, rest) = text.as_chunks::<8>();
    for word in words {
        sum = (sum.rotate_left(5) ^ u64::from_ne_bytes(*word)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
    for &byte in rest {
        sum = (sum.rotate_left(5) ^ u64::from(byte)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
    (sum >> 32) as usize % KEPT
}
