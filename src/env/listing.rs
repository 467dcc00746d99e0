//! Directory listings, sorted, and kept for the next pattern in the same directory, or the next key that is
//! typed in the name of a file in it.
//!
//! A kept listing is used again only while the directory is the same one and has not changed since.
//! Time stamps are coarse: a change in the same tick as the reading could not be told from none, so a
//! listing is kept only if the directory had been left alone for a while when it was read.

use crate::sys::dir::{self, EntryKind};
use crate::sys::fd::{self, Stat};
use std::collections::BTreeMap;
use std::io;
use std::ops::Range;
use std::os::fd::AsRawFd;
use std::rc::Rc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// How many bytes of names may be kept.
const KEPT: usize = 4 << 20;
/// How many listings.
const LISTINGS: usize = 1000;
/// How long a directory must have been left alone: far more than a tick of any clock.
const QUIET: Duration = Duration::from_millis(100);

/// The names in a directory, in byte order, without `.` and `..`.
#[derive(Debug, Default)]
pub struct Listing {
    bytes: Vec<u8>,
    names: Vec<(Range<u32>, EntryKind)>,
    stat: Option<Stat>,
    /// There were too many names, or it was not to be read: it has none.
    given_up: bool,
}

impl Listing {
    /// The names, with what the directory says they are.
    pub fn iter(&self) -> impl Iterator<Item = (&[u8], EntryKind)> {
        self.names
            .iter()
            .map(|(range, kind)| (self.name(range), *kind))
    }

    /// Those that begin with a text.
    pub fn begun(&self, text: &[u8]) -> impl Iterator<Item = (&[u8], EntryKind)> {
        let from = self
            .names
            .partition_point(|(range, _)| self.name(range) < text);
        let names = self.names.get(from..).unwrap_or_default().iter();
        names
            .map(|(range, kind)| (self.name(range), *kind))
            .take_while(move |(name, _)| name.starts_with(text))
    }

    fn name(&self, range: &Range<u32>) -> &[u8] {
        self.bytes
            .get(range.start as usize..range.end as usize)
            .unwrap_or_default()
    }

    fn read(path: &[u8], most: usize) -> io::Result<Self> {
        let directory = fd::open(
            path,
            nix::libc::O_RDONLY | nix::libc::O_DIRECTORY | nix::libc::O_NONBLOCK,
            0,
        )?;
        let mut listing = Self {
            stat: fd::stat(directory.as_raw_fd()).ok(),
            ..Self::default()
        };
        dir::read_open(directory.as_raw_fd(), |name, kind| {
            let start = listing.bytes.len() as u32;
            listing.bytes.extend_from_slice(name);
            listing
                .names
                .push((start..listing.bytes.len() as u32, kind));
            listing.names.len() <= most
        })?;
        if listing.names.len() > most {
            return Ok(Self::given_up(listing.stat));
        }
        listing.sort();
        Ok(listing)
    }

    fn given_up(stat: Option<Stat>) -> Self {
        Self {
            stat,
            given_up: true,
            ..Self::default()
        }
    }

    /// Most comparisons are decided by the eight bytes behind what all names have in common.
    fn sort(&mut self) {
        let first = self
            .names
            .first()
            .map(|(range, _)| self.name(range))
            .unwrap_or_default();
        let shared = self.names.iter().fold(first.len(), |shared, (range, _)| {
            first
                .iter()
                .zip(self.name(range))
                .take(shared)
                .take_while(|(a, b)| a == b)
                .count()
        });
        let mut keyed: Vec<_> = self
            .names
            .iter()
            .map(|entry| (key(self.name(&entry.0), shared), entry.clone()))
            .collect();
        keyed.sort_unstable_by(|(a, left), (b, right)| {
            a.cmp(b)
                .then_with(|| self.name(&left.0).cmp(self.name(&right.0)))
        });
        self.names = keyed.into_iter().map(|(_, entry)| entry).collect();
    }

    /// Whether it may be kept: nothing can have changed unseen.
    fn is_settled(&self) -> bool {
        let Some(stat) = &self.stat else { return false };
        let now = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        let since = |(seconds, nanoseconds): (i64, i64)| {
            Duration::new(seconds.max(0) as u64, nanoseconds as u32)
        };
        let last = since(stat.modified).max(since(stat.changed));
        self.bytes.len() <= KEPT && now.checked_sub(last).is_some_and(|quiet| quiet >= QUIET)
    }
}

/// Eight bytes of a name from `from` on, as a number that sorts as they do.
fn key(name: &[u8], from: usize) -> u64 {
    let mut bytes = [0; 8];
    for (to, from) in bytes.iter_mut().zip(name.get(from..).unwrap_or_default()) {
        *to = *from;
    }
    u64::from_be_bytes(bytes)
}

/// The listings that are kept, by the paths under which they were asked for.
#[derive(Debug, Default)]
pub struct Listings {
    kept: BTreeMap<Box<[u8]>, Rc<Listing>>,
    /// The bytes of the names in them.
    size: usize,
}

impl Listings {
    /// The listing of a directory, read anew unless it has not changed.
    pub fn of(&mut self, path: &[u8]) -> io::Result<Rc<Listing>> {
        self.known(path, |listing| !listing.given_up).map_or_else(
            || Ok(self.kept_of(path, Listing::read(path, usize::MAX)?)),
            Ok,
        )
    }

    /// Like [`Listings::of`], but without names if there are more than so many, or if it would have to be
    /// read and is not to be.
    pub fn short(
        &mut self,
        path: &[u8],
        most: usize,
        readable: impl FnOnce(&[u8]) -> bool,
    ) -> io::Result<Rc<Listing>> {
        if let Some(listing) = self.known(path, |_| true) {
            return Ok(listing);
        }
        let listing = if readable(path) {
            Listing::read(path, most)?
        } else {
            Listing::given_up(fd::stat_path(path).ok())
        };
        Ok(self.kept_of(path, listing))
    }

    /// The kept listing, if the directory has not changed.
    fn known(&self, path: &[u8], fits: impl Fn(&Listing) -> bool) -> Option<Rc<Listing>> {
        let listing = self.kept.get(path).filter(|listing| fits(listing))?;
        let same = listing.stat.as_ref() == fd::stat_path(path).ok().as_ref();
        same.then(|| Rc::clone(listing))
    }

    fn kept_of(&mut self, path: &[u8], listing: Listing) -> Rc<Listing> {
        let listing = Rc::new(listing);
        self.forget(path);
        if listing.is_settled() {
            self.keep(path, Rc::clone(&listing));
        }
        listing
    }

    fn forget(&mut self, path: &[u8]) {
        if let Some(old) = self.kept.remove(path) {
            self.size -= old.bytes.len();
        }
    }

    fn keep(&mut self, path: &[u8], listing: Rc<Listing>) {
        if self.kept.len() >= LISTINGS || self.size + listing.bytes.len() > KEPT {
            *self = Self::default();
        }
        self.size += listing.bytes.len();
        self.kept.insert(path.into(), listing);
    }
}
