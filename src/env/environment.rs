//! The environment of child processes, built when something exported has changed.

use crate::sys::strings::Strings;
use std::ffi::CStr;
use std::rc::Rc;

/// The cached block, and the inherited entries that are no variables.
#[derive(Debug, Default)]
pub struct Environment {
    odd: Vec<Vec<u8>>,
    block: Option<Rc<Strings>>,
    /// The last entry of the block is `_`, the path of a program.
    has_path: bool,
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

    /// The block of `name=value` strings; `exported` names the variables if it has to be built. For a program
    /// whose path is to be in it, as the variable `_`, the block is changed where it stands.
    pub fn block<'a>(
        &mut self,
        exported: impl Iterator<Item = (&'a [u8], &'a [u8])>,
        path: Option<&CStr>,
    ) -> Rc<Strings> {
        if let Some(block) = &mut self.block {
            let fits = match (path, self.has_path) {
                (Some(path), true) => Rc::get_mut(block).map(|block| block.replace_last(2, path)),
                (None, false) => Some(()),
                _ => None,
            };
            if fits.is_some() {
                return Rc::clone(block);
            }
        }
        let last = path.map(|path| [b"_=", path.to_bytes()].concat());
        let entries = exported
            .filter(|(name, _)| *name != b"_")
            .map(|(name, value)| [name, b"=", value].concat());
        let entries = entries.chain(self.odd.iter().cloned()).chain(last);
        let block = Rc::new(Strings::new(entries));
        self.has_path = path.is_some();
        self.block = Some(Rc::clone(&block));
        block
    }
}
