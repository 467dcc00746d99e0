//! The aliases (XCU 2.3.1), sorted by name; copied on write.

use super::Options;
use crate::syntax;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// The defined aliases.
#[derive(Debug, Clone)]
pub struct Aliases {
    map: Rc<BTreeMap<Vec<u8>, Rc<[u8]>>>,
    /// Changes with every definition, and is never again what it was: tells whether something read earlier would be
    /// read otherwise now.
    pub generation: u64,
    /// The options that change how text is read ([`Options::READING`]).
    pub options: Options,
}

/// A number that no aliases have had.
fn next_generation() -> u64 {
    thread_local!(static LAST: Cell<u64> = const { Cell::new(0) });
    LAST.with(|last| {
        last.set(last.get() + 1);
        last.get()
    })
}

impl Default for Aliases {
    fn default() -> Self {
        Self {
            map: Rc::default(),
            generation: 0,
            options: Options::INITIAL & Options::READING,
        }
    }
}

impl Aliases {
    /// Defines an alias.
    pub fn define(&mut self, name: &[u8], value: &[u8]) {
        Rc::make_mut(&mut self.map).insert(name.to_vec(), value.into());
        self.generation = next_generation();
    }

    /// Forgets an alias. False if there is none.
    pub fn unset(&mut self, name: &[u8]) -> bool {
        self.generation = next_generation();
        self.map.contains_key(name) && Rc::make_mut(&mut self.map).remove(name).is_some()
    }

    /// Forgets all.
    pub fn clear(&mut self) {
        self.generation = next_generation();
        self.map = Rc::default();
    }

    /// The value of an alias.
    pub fn get(&self, name: &[u8]) -> Option<&Rc<[u8]>> {
        self.map.get(name)
    }

    /// Whether there is none that would be substituted.
    pub fn is_empty(&self) -> bool {
        self.map.is_empty() || !self.options.contains(Options::EXPAND_ALIASES)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = (&[u8], &[u8])> {
        self.map
            .iter()
            .map(|(name, value)| (name.as_slice(), &**value))
    }
}

impl syntax::Aliases for Aliases {
    fn lookup(&self, name: &[u8]) -> Option<Rc<[u8]>> {
        self.get(name).cloned()
    }

    fn is_empty(&self) -> bool {
        self.is_empty()
    }

    fn extended(&self) -> bool {
        !self.options.contains(Options::POSIX)
    }

    fn groups(&self) -> bool {
        self.options.contains(Options::EXTGLOB)
    }

    fn keyword(&self) -> bool {
        self.options.contains(Options::KEYWORD)
    }

    fn tildes(&self) -> bool {
        self.options.contains(Options::BASH)
    }

    fn only_checks(&self) -> bool {
        // An interactive shell ignores the option.
        self.options.contains(Options::NOEXEC) && !self.options.contains(Options::INTERACTIVE)
    }
}
