//! Whether what is being typed may become the name of a file: it is asked with every key, so that no more than one
//! directory is looked at, no more of that than is quick, and none that is far.

use super::highlight::UNKNOWABLE;
use super::scan::Role;
use super::view::View;
use crate::sys::{dir, find};

/// So many entries of a directory are looked at.
const ENTRIES: usize = 4096;

/// A name that was looked for in a directory, and the first entry that begins with it.
#[derive(Debug)]
pub struct Looked {
    place: Vec<u8>,
    name: Vec<u8>,
    entry: Option<Vec<u8>>,
}

impl Looked {
    /// What that says of a name there, if it says anything.
    fn tells(&self, place: &[u8], name: &[u8]) -> Option<bool> {
        if self.place != place || !name.starts_with(&self.name) {
            return None;
        }
        match &self.entry {
            Some(entry) => entry.starts_with(name).then_some(true),
            None => Some(false),
        }
    }
}

/// Whether a file has a name that begins like a word. What was found for the same word before another key was typed
/// answers for most of them.
pub fn is_file(view: &View, text: &str, role: Role) -> bool {
    if !matches!(role, Role::Argument | Role::Target) || text.contains(UNKNOWABLE) {
        return false;
    }
    let path = view.untilde(text.as_bytes());
    let end = find::last_byte(b'/', &path).map_or(0, |at| at + 1);
    let (directory, name) = path.split_at_checked(end).unwrap_or_default();
    if name.is_empty() || view.is_far(directory) {
        return false;
    }
    let place = if directory.is_empty() {
        b"."
    } else {
        directory
    };
    let mut looked = view.looked.borrow_mut();
    if let Some(answer) = looked.as_ref().and_then(|looked| looked.tells(place, name)) {
        return answer;
    }
    let entry = first(place, name);
    looked
        .insert(Looked {
            place: place.to_owned(),
            name: name.to_owned(),
            entry,
        })
        .entry
        .is_some()
}

fn first(place: &[u8], name: &[u8]) -> Option<Vec<u8>> {
    let (mut found, mut looked_at) = (None, 0);
    let _ = dir::read(place, |entry, _| {
        found = entry.starts_with(name).then(|| entry.to_owned());
        looked_at += 1;
        found.is_none() && looked_at < ENTRIES
    });
    found
}
