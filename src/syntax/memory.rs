//! What is remembered of the words that were met lately, by a text and those that are taken out of it.

use super::builder::Spare;
use crate::name::Name;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// A spelling and its name.
type Known = (&'static [u8], Name);

/// Texts and names that are found quickly when they are met again, as most words of a script are.
#[derive(Default)]
pub struct Memory {
    /// There is so much text that tables of its words are worth their making.
    worth: Cell<bool>,
    /// Memory that words are collected in, for those that are read within others too.
    spare: RefCell<Vec<Spare>>,
    literals: RefCell<Vec<Option<Rc<[u8]>>>>,
    names: RefCell<Vec<Option<Known>>>,
}

/// So many words within words are usual.
const NESTED: usize = 8;

/// How many texts and names are kept to be found quickly.
const KEPT: usize = 512;

/// With less text than this, nothing is kept.
const WORTH: usize = 1024;

/// Where `text` is kept: told from its length and three of its bytes, for it is in most cases short.
fn slot(text: &[u8]) -> usize {
    match (text.first(), text.get(text.len() / 2), text.last()) {
        (Some(first), Some(middle), Some(last)) => {
            let ends = usize::from(*first) ^ usize::from(*last) << 3;
            (ends ^ usize::from(*middle) << 1 ^ text.len() << 5) % KEPT
        }
        _ => 0,
    }
}

impl Memory {
    /// Notes that there is so much text.
    pub fn note_size(&self, size: usize) {
        if size >= WORTH {
            self.worth.set(true);
        }
    }

    /// Memory for a word.
    #[inline]
    pub fn spare(&self) -> Spare {
        self.spare.borrow_mut().pop().unwrap_or_default()
    }

    /// Takes it back.
    #[inline]
    pub fn recycle(&self, (mut run, mut units): Spare) {
        let mut spare = self.spare.borrow_mut();
        if spare.len() < NESTED {
            run.clear();
            units.clear();
            spare.push((run, units));
        }
    }

    /// `text`, shared with others like it if it is short.
    pub fn literal(&self, text: &[u8]) -> Rc<[u8]> {
        if text.len() > 16 || !self.worth.get() {
            return text.into();
        }
        let mut literals = self.literals.borrow_mut();
        if literals.is_empty() {
            literals.resize(KEPT, None);
        }
        match literals.get_mut(slot(text)) {
            Some(Some(kept)) if **kept == *text => Rc::clone(kept),
            Some(place) => Rc::clone(place.insert(text.into())),
            None => text.into(),
        }
    }

    /// The name with this spelling.
    pub fn name(&self, spelling: &[u8]) -> Name {
        if !self.worth.get() {
            return Name::new(spelling);
        }
        let mut names = self.names.borrow_mut();
        if names.is_empty() {
            names.resize(KEPT, None);
        }
        match names.get_mut(slot(spelling)) {
            Some(Some((kept, name))) if *kept == spelling => *name,
            Some(place) => {
                let name = Name::new(spelling);
                *place = Some((name.as_bytes(), name));
                name
            }
            None => Name::new(spelling),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_shared() {
        let memory = Memory::default();
        memory.note_size(2000);
        let (first, second) = (memory.literal(b"echo"), memory.literal(b"echo"));
        assert!(Rc::ptr_eq(&first, &second) && *memory.literal(b"") == *b"");
        assert_eq!(memory.name(b"abc"), Name::new(b"abc"));
        assert_eq!(memory.name(b"adc"), Name::new(b"adc"));
        assert_eq!(memory.name(b"abc"), Name::new(b"abc"));
    }
}
