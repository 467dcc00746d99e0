//! The names in directories that are near at hand, sorted: read once, and again when one has changed.

use crate::sys::dir::{self, EntryKind};
use nix::sys::statfs::{FsType, statfs};
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::rc::Rc;
use std::time::SystemTime;

/// A directory with more names is left alone.
const MOST: usize = 2000;

/// So many directories are remembered.
const KEPT: usize = 8;

/// File systems on other machines: NFS, SMB, CIFS, AFS, Coda, Ceph, and what mounts some of those at a look.
const FAR: [FsType; 8] = [
    FsType(0x6969),
    FsType(0x517b),
    FsType(0xfe53_4d42),
    FsType(0xff53_4d42),
    FsType(0x5346_414f),
    FsType(0x7375_7245),
    FsType(0x00c3_6400),
    FsType(0x0187),
];

/// The names in a directory, sorted.
type Names = Rc<[(Box<str>, EntryKind)]>;

/// The last directories that have been looked into.
#[derive(Debug, Default)]
pub struct Near(Vec<Listing>);

#[derive(Debug)]
struct Listing {
    path: Vec<u8>,
    changed: SystemTime,
    names: Names,
}

impl Near {
    /// The names in the directory `place`, seen from `here`; none of one that is large or far away.
    pub fn names(&mut self, here: &[u8], place: &[u8]) -> Names {
        let path = match place.first() {
            Some(b'/') => place.to_vec(),
            _ => [here, b"/", place].concat(),
        };
        let found = fs::metadata(OsStr::from_bytes(&path)).and_then(|found| found.modified());
        let Ok(changed) = found else {
            return Names::default();
        };
        if let Some(at) = self.0.iter().position(|one| one.path == path) {
            let known = self.0.remove(at);
            if known.changed == changed {
                let names = Rc::clone(&known.names);
                self.0.push(known);
                return names;
            }
        }
        if self.0.len() == KEPT {
            self.0.remove(0);
        }
        let names: Names = listed(&path).unwrap_or_default().into();
        self.0.push(Listing {
            path,
            changed,
            names: Rc::clone(&names),
        });
        names
    }
}

/// The names in a directory, sorted.
fn listed(path: &[u8]) -> Option<Vec<(Box<str>, EntryKind)>> {
    let system = statfs(path).ok()?;
    if FAR.contains(&system.filesystem_type()) {
        return None;
    }
    let mut names: Vec<(Box<str>, EntryKind)> = Vec::new();
    let mut seen = 0;
    dir::read(path, |name, kind| {
        seen += 1;
        // What is no text cannot be typed.
        names.extend(std::str::from_utf8(name).map(|name| (name.into(), kind)));
        seen <= MOST
    })
    .ok()?;
    if seen > MOST {
        return None;
    }
    names.sort_unstable_by(|one, other| one.0.cmp(&other.0));
    Some(names)
}
