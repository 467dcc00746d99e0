//! The environment of child processes, built when something exported has changed.

use crate::sys::strings::Strings;
use std::rc::Rc;

/// The cached block, and the inherited entries that are no variables.
#[derive(Debug, Default)]
pub struct Environment {
    odd: Vec<Vec<u8>>,
    block: Option<Rc<Strings>>,
}

impl Environment {
    /// Keeps an entry that is no variable, as it is.
    pub fn keep(&mut self, entry: &[u8]) {
        self.odd.push(entry.to_vec());
    }

    /// Something exported has changed.
    #[inline]
    pub fn invalidate(&mut self) {
        self.block = None;
    }

    /// The block of `name=value` strings; `exported` names the variables if it has to be built.
    pub fn block<'a>(
        &mut self,
        exported: impl Iterator<Item = (&'a [u8], &'a [u8])>,
    ) -> Rc<Strings> {
        if let Some(block) = &self.block {
            return Rc::clone(block);
        }
        let entries = exported.map(|(name, value)| [name, b"=", value].concat());
        let block = Rc::new(Strings::new(entries.chain(self.odd.iter().cloned())));
        self.block = Some(Rc::clone(&block));
        block
    }
}
