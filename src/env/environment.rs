//! The environment of child processes, built when something exported has changed.

use super::functions::MARKS;
use crate::sys::find;
use crate::sys::strings::Strings;
use std::ffi::CStr;
use std::rc::Rc;

/// The cached block, and the inherited entries that are no variables.
#[derive(Debug, Default)]
pub struct Environment {
    odd: Vec<Vec<u8>>,
    block: Option<Rc<Strings>>,
    /// The functions in it.
    functions: Option<Rc<[Vec<u8>]>>,
    /// The last entry of the block is `_`, the path of a program.
    has_path: bool,
}

impl Environment {
    /// Keeps an entry that is no variable, as it is.
    pub fn keep(&mut self, entry: &[u8]) {
        self.odd.push(entry.to_vec());
    }

    /// Takes out the entries of functions (see [`MARKS`]): their names and what they are.
    pub fn take_functions(&mut self) -> Vec<(Vec<u8>, Vec<u8>)> {
        let function = |entry: &mut Vec<u8>| {
            let rest = entry.strip_prefix(MARKS.0)?;
            let (name, text) = find::split_once(b'=', rest)?;
            let text = Some(text).filter(|text| text.starts_with(b"() {"))?;
            Some((name.strip_suffix(MARKS.1)?.to_vec(), text.to_vec()))
        };
        self.odd
            .extract_if(.., |entry| function(entry).is_some())
            .filter_map(|mut entry| function(&mut entry))
            .collect()
    }

    /// Something exported has changed.
    #[inline]
    pub fn invalidate(&mut self) {
        self.block = None;
    }

    /// The block of `name=value` strings; `exported` names the variables if it has to be built, `functions` are
    /// entries of their own. For a program whose path is to be in it, as the variable `_`, the block is changed
    /// where it stands.
    pub fn block<'a>(
        &mut self,
        exported: impl Iterator<Item = (&'a [u8], &'a [u8])>,
        functions: Option<&Rc<[Vec<u8>]>>,
        path: Option<&CStr>,
    ) -> Rc<Strings> {
        let address = |functions: Option<&Rc<[Vec<u8>]>>| functions.map(Rc::as_ptr);
        if address(functions) != address(self.functions.as_ref()) {
            self.functions = functions.cloned();
            self.block = None;
        }
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
        let functions = self.functions.iter().flat_map(|list| list.iter());
        let odd = self.odd.iter().chain(functions);
        let entries = entries.chain(odd.cloned()).chain(last);
        let block = Rc::new(Strings::new(entries));
        self.has_path = path.is_some();
        self.block = Some(Rc::clone(&block));
        block
    }
}
