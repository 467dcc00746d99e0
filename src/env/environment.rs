//! The environment of child processes, built when something exported has changed.

use super::attributes::Attributes;
use super::dynamic;
use super::functions::MARKS;
use super::variables::{Variables, Watch};
use crate::name::{Name, is_name};
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

impl Variables {
    /// Variables from an environment: entries that are no names are kept for child processes.
    pub fn from_environment<'a>(entries: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut variables = Self::default();
        for name in [
            Name::IFS,
            Name::PATH,
            Name::OPTIND,
            Name::LC_ALL,
            Name::LC_CTYPE,
            Name::LANG,
        ] {
            variables.slot(name).attributes |= Attributes::WATCHED;
        }
        for entry in entries {
            match find::byte(b'=', entry).map(|equals| entry.split_at(equals)) {
                // XCU 2.5.3: IFS is not imported, nor what only the shell itself can know.
                Some((
                    b"IFS" | b"OPTIND" | b"PPID" | b"LINENO" | b"RANDOM" | b"SECONDS" | b"_",
                    _,
                )) => {}
                Some((name, value)) if is_name(name) => {
                    let name = Name::new(name);
                    variables.store(name, value.get(1..).unwrap_or_default());
                    variables.slot(name).attributes |= Attributes::EXPORT;
                }
                _ => variables.environment.keep(entry),
            }
        }
        variables.store(Name::IFS, b" \t\n");
        variables.store(Name::OPTIND, b"1");
        for &name in std::iter::once(&Name::LINENO).chain(dynamic::BEYOND) {
            // What is inherited of these is as good as what would be computed.
            let inherited = matches!(
                name,
                Name::HOSTNAME | Name::HOSTTYPE | Name::OSTYPE | Name::MACHTYPE | Name::SHELL
            );
            if !(inherited && variables.slot(name).set) {
                variables.compute(name);
            }
        }
        variables.changed = Watch::Path as u8 | Watch::Locale as u8;
        variables
    }

    /// The entries of functions in the environment of the process; it has them no longer.
    pub fn take_functions(&mut self) -> Vec<(Vec<u8>, Vec<u8>)> {
        self.environment.take_functions()
    }

    /// The block of `name=value` strings that a child process gets; `functions`: those that are exported, as
    /// entries; `path`: the program, if it is to be told.
    pub fn environment(
        &mut self,
        functions: Option<&Rc<[Vec<u8>]>>,
        path: Option<&CStr>,
    ) -> Rc<Strings> {
        let exported = self
            .slots
            .iter()
            .enumerate()
            .filter_map(|(index, variable)| {
                let exported = variable.set
                    && variable.attributes.contains(Attributes::EXPORT)
                    && variable.array.is_none();
                exported.then_some((
                    Name::from_index(index)?.as_bytes(),
                    variable.text.as_slice(),
                ))
            });
        self.environment.block(exported, functions, path)
    }
}
