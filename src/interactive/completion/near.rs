//! The names in directories that are near at hand and short: those may be looked at with every key.

use crate::env::listing::{Listing, Listings};
use nix::sys::statfs::{FsType, statfs};
use std::rc::Rc;

/// A directory with more names is left alone.
const MOST: usize = 2000;

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

/// What is in a directory; nothing if that is large or far away.
pub fn listing(listings: &mut Listings, path: &[u8]) -> Rc<Listing> {
    let near = |path: &[u8]| {
        let system = statfs(path);
        system.is_ok_and(|system| !FAR.contains(&system.filesystem_type()))
    };
    listings.short(path, MOST, near).unwrap_or_default()
}
