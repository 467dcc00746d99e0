//! Where commands are: PATH search (XCU 2.9.1.4) and the remembered locations.

use super::variables::Variables;
use crate::name::Name;
use crate::sys::{fd, host};
use std::ffi::{CStr, CString};
use std::rc::Rc;

/// Locations of commands that were found in PATH.
#[derive(Debug, Clone, Default)]
pub struct Locations {
    slots: Rc<Vec<Option<Rc<CStr>>>>,
}

impl Locations {
    /// Where the command was found before.
    #[inline]
    pub fn get(&self, name: Name) -> Option<&Rc<CStr>> {
        self.slots.get(name.index())?.as_ref()
    }

    /// Remembers a location.
    pub fn insert(&mut self, name: Name, path: Rc<CStr>) {
        let slots = Rc::make_mut(&mut self.slots);
        if name.index() >= slots.len() {
            slots.resize(name.index() + 1, None);
        }
        if let Some(slot) = slots.get_mut(name.index()) {
            *slot = Some(path);
        }
    }

    /// Forgets one.
    pub fn remove(&mut self, name: Name) {
        if self.get(name).is_some()
            && let Some(slot) = Rc::make_mut(&mut self.slots).get_mut(name.index())
        {
            *slot = None;
        }
    }

    /// Forgets all.
    pub fn clear(&mut self) {
        if !self.slots.is_empty() {
            self.slots = Rc::default();
        }
    }

    /// All of them, sorted by name.
    pub fn iter(&self) -> impl Iterator<Item = (Name, &Rc<CStr>)> {
        let slots = self.slots.iter().enumerate();
        let mut locations: Vec<_> = slots
            .filter_map(|(index, slot)| Some((Name::from_index(index)?, slot.as_ref()?)))
            .collect();
        locations.sort_unstable_by_key(|(name, _)| name.as_bytes());
        locations.into_iter()
    }
}

/// What a search ended with.
#[derive(Debug, Clone)]
pub enum Search {
    /// An executable regular file.
    Found(Rc<CStr>),
    /// Only files that may not be executed: the first.
    NotExecutable(Rc<CStr>),
    /// Nothing.
    Nothing,
}

/// The directories of a PATH value; an empty one is the current directory.
pub fn directories(path: &[u8]) -> impl Iterator<Item = &[u8]> {
    path.split(|&byte| byte == b':').map(|directory| {
        if directory.is_empty() {
            b"."
        } else {
            directory
        }
    })
}

/// Looks for `name`, which has no slash, in the directories of `path`.
pub fn search(name: &[u8], path: &[u8]) -> Search {
    let mut denied = None;
    for directory in directories(path) {
        let Ok(candidate) = CString::new([directory, b"/", name].concat()) else {
            continue;
        };
        // Most directories have nothing of the name: one call tells.
        if !is_file(&candidate) {
            continue;
        }
        if is_executable(&candidate) {
            return Search::Found(candidate.into());
        }
        denied.get_or_insert(candidate);
    }
    denied.map_or(Search::Nothing, |path| Search::NotExecutable(path.into()))
}

/// The value of PATH, or what counts if it is unset.
pub fn path(variables: &Variables) -> &[u8] {
    variables.value(Name::PATH).unwrap_or(STANDARD_PATH)
}

/// The value of PATH that finds all standard utilities (`command -p`, XSH `confstr`).
pub const STANDARD_PATH: &[u8] = b"/bin:/usr/bin";

fn is_file(path: &CStr) -> bool {
    fd::stat_path(path.to_bytes()).is_ok_and(|stat| stat.is_file())
}

fn is_executable(path: &CStr) -> bool {
    host::may_access_c(path, nix::libc::X_OK).is_ok()
}

/// Whether a path leads to a file that can be executed.
pub fn is_program(path: &CStr) -> bool {
    is_file(path) && is_executable(path)
}
