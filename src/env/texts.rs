//! Texts that `eval` read lately, as they were understood: loops come back to the same ones.

use super::Options;
use crate::syntax::tree::CompleteCommand;
use std::rc::Rc;

/// How many are kept.
const KEPT: usize = 64;
/// How long a text may be, in bytes: longer ones rarely come twice.
const LONGEST: usize = 512;

/// What the meaning of a text depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    /// The number of lines before it.
    pub lines_before: u32,
    /// Options.
    pub options: Options,
    /// The aliases ([`Aliases::generation`](super::aliases::Aliases::generation)); 0 without any.
    pub aliases: u64,
}

#[derive(Debug)]
struct Entry {
    text: Box<[u8]>,
    setting: Setting,
    command: Rc<CompleteCommand>,
}

/// The texts, each in the place that its bytes tell.
#[derive(Debug, Default)]
pub struct Texts {
    kept: Vec<Option<Entry>>,
}

impl Texts {
    /// The command that `text` was.
    pub fn find(&self, text: &[u8], setting: Setting) -> Option<Rc<CompleteCommand>> {
        let entry = self.kept.get(slot(text)?)?.as_ref()?;
        (*entry.text == *text && entry.setting == setting).then(|| Rc::clone(&entry.command))
    }

    /// Keeps a text that is one complete command.
    pub fn keep(&mut self, text: &[u8], setting: Setting, command: &Rc<CompleteCommand>) {
        let Some(slot) = slot(text) else { return };
        if self.kept.is_empty() {
            self.kept.resize_with(KEPT, || None);
        }
        if let Some(place) = self.kept.get_mut(slot) {
            *place = Some(Entry {
                text: text.into(),
                setting,
                command: Rc::clone(command),
            });
        }
    }
}

/// The place of a text, unless it is too long to be kept.
fn slot(text: &[u8]) -> Option<usize> {
    if text.len() > LONGEST {
        return None;
    }
    let mut sum = text.len() as u64;
    let (words, rest) = text.as_chunks::<8>();
    for word in words {
        sum = (sum.rotate_left(5) ^ u64::from_ne_bytes(*word)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
    for &byte in rest {
        sum = (sum.rotate_left(5) ^ u64::from(byte)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
    Some((sum >> 32) as usize % KEPT)
}
