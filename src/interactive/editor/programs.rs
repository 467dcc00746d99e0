//! The names in the directories of PATH: read once, and again when a directory has changed.

use crate::env::commands::directories;
use crate::sys::dir;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::ops::Bound;
use std::os::unix::ffi::OsStrExt;
use std::time::SystemTime;

/// The names of programs.
#[derive(Debug, Default)]
pub struct Programs {
    path: Vec<u8>,
    changed: Vec<Option<SystemTime>>,
    /// For each name, which directory has it first.
    names: BTreeMap<Vec<u8>, usize>,
    /// Nothing has to be looked at before the next prompt.
    fresh: bool,
}

impl Programs {
    /// At a new prompt the directories may have changed.
    pub fn doubt(&mut self) {
        self.fresh = false;
    }

    /// The directory of `path` that has the first file of this name.
    pub fn place<'p>(&mut self, name: &[u8], path: &'p [u8]) -> Option<&'p [u8]> {
        self.look(path);
        directories(path).nth(*self.names.get(name)?)
    }

    /// The names from this one on that begin with it, in their order, each with the directory of `path`
    /// that has the first file of it.
    pub fn begun<'p>(
        &mut self,
        name: &[u8],
        path: &'p [u8],
    ) -> impl Iterator<Item = (&[u8], &'p [u8])> {
        self.look(path);
        let from = (Bound::Included(name), Bound::Unbounded);
        let begun = self.names.range::<[u8], _>(from);
        let begun = begun.take_while(move |(other, _)| other.starts_with(name));
        begun.filter_map(|(name, &number)| Some((&**name, directories(path).nth(number)?)))
    }

    fn look(&mut self, path: &[u8]) {
        if !self.fresh {
            self.refresh(path);
            self.fresh = true;
        }
    }

    fn refresh(&mut self, path: &[u8]) {
        let time = |directory: &[u8]| {
            let found = fs::metadata(OsStr::from_bytes(directory));
            found.and_then(|found| found.modified()).ok()
        };
        let changed: Vec<_> = directories(path).map(time).collect();
        if self.path == path && self.changed == changed {
            return;
        }
        self.names.clear();
        for (number, directory) in directories(path).enumerate() {
            // What cannot be read has no names that could be known.
            let _ = dir::read(directory, |name, _| {
                self.names.entry(name.to_vec()).or_insert(number);
                true
            });
        }
        path.clone_into(&mut self.path);
        self.changed = changed;
    }
}
