//! Directory listings, sorted where that is wanted, and kept for the next pattern in the same directory, or the next key that is
//! typed in the name of a file in it.
//!
//! A kept listing is used again only while the directory is the same one and has not changed since.
//! Time stamps are coarse: a change in the same tick as the reading could not be told from none, so a
//! listing is kept only if the directory had been left alone for a while when it was read.

use crate::sys::dir::{self, EntryKind};
use crate::sys::fd::{self, Stat};
use std::cell::{Cell, OnceCell};
use std::collections::BTreeMap;
use std::io;
use std::os::fd::AsRawFd;
use std::rc::Rc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// How many bytes of names may be kept.
const KEPT: usize = 4 << 20;
/// How many listings.
const LISTINGS: usize = 1000;
/// How long a directory must have been left alone: far more than a tick of any clock.
const QUIET: Duration = Duration::from_millis(100);

/// The names in a directory, without `.` and `..`.
#[derive(Debug, Default)]
pub struct Listing {
    /// The names as the directory had them, each behind its length and kind.
    records: Vec<u8>,
    /// How many there are.
    count: usize,
    /// All of them, sorted: what would be too much where few are wanted once.
    sorted: OnceCell<Vec<Entry>>,
    /// Some have been asked for.
    used: Cell<bool>,
    stat: Option<Stat>,
    /// There were too many names, or it was not to be read: it has none.
    given_up: bool,
}

/// A name: with as little memory as will do, as each page of it costs more than what is done with it.
#[derive(Debug)]
struct Entry {
    /// Eight bytes of it, those that it is being sorted by.
    key: u64,
    /// Its record.
    at: u32,
}

/// The bytes that a record begins with: the length of the name and, in the lowest bits, its kind.
const HEAD: usize = 2;
const KINDS: [EntryKind; 4] = [
    EntryKind::Unknown,
    EntryKind::Directory,
    EntryKind::Link,
    EntryKind::Other,
];

impl Listing {
    /// The names in byte order, with what the directory says they are.
    pub fn iter(&self) -> impl Iterator<Item = (&[u8], EntryKind)> {
        self.sorted().iter().filter_map(|entry| self.record(entry))
    }

    /// Those that begin with a text.
    pub fn begun(&self, text: &[u8]) -> impl Iterator<Item = (&[u8], EntryKind)> {
        let sorted = self.sorted();
        let from = sorted.partition_point(|entry| self.name(entry) < text);
        let names = sorted.get(from..).unwrap_or_default().iter();
        names
            .filter_map(|entry| self.record(entry))
            .take_while(move |(name, _)| name.starts_with(text))
    }

    /// Hands over those that fit, in byte order.
    pub fn each(&self, fits: impl Fn(&[u8]) -> bool, mut does: impl FnMut(&[u8], EntryKind)) {
        if self.sorted.get().is_some() || self.used.replace(true) {
            let fitting = self.iter().filter(|(name, _)| fits(name));
            return fitting.for_each(|(name, kind)| does(name, kind));
        }
        let some = self.sort(fits);
        let fitting = some.iter().filter_map(|entry| self.record(entry));
        fitting.for_each(|(name, kind)| does(name, kind));
        if some.len() == self.count {
            let _ = self.sorted.set(some);
        }
    }

    /// How many names there are, and how many bytes they have together.
    pub fn size(&self) -> (usize, usize) {
        (self.count, self.records.len() - self.count * HEAD)
    }

    fn sorted(&self) -> &[Entry] {
        self.sorted.get_or_init(|| self.sort(|_| true))
    }

    fn record(&self, entry: &Entry) -> Option<(&[u8], EntryKind)> {
        let (name, kind, _) = split(self.records.get(entry.at as usize..)?)?;
        Some((name, kind))
    }

    fn name(&self, entry: &Entry) -> &[u8] {
        self.record(entry).map_or(b"", |(name, _)| name)
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
            let kind = KINDS.iter().position(|one| *one == kind).unwrap_or(0);
            let head = (name.len() << 2 | kind) as u16;
            listing.records.extend_from_slice(&head.to_ne_bytes());
            listing.records.extend_from_slice(name);
            listing.count += 1;
            listing.count <= most
        })?;
        if listing.count > most {
            return Ok(Self::given_up(listing.stat));
        }
        Ok(listing)
    }

    fn given_up(stat: Option<Stat>) -> Self {
        Self {
            stat,
            given_up: true,
            ..Self::default()
        }
    }

    /// The names that fit, sorted.
    fn sort(&self, fits: impl Fn(&[u8]) -> bool) -> Vec<Entry> {
        let mut entries = Vec::new();
        let (mut rest, mut at, mut common) = (&*self.records, 0, None);
        while let Some((name, _, after)) = split(rest) {
            if fits(name) {
                let shared = common.map_or(name, |common| shared(common, name));
                common = Some(shared);
                entries.push(Entry { key: 0, at });
            }
            at += (rest.len() - after.len()) as u32;
            rest = after;
        }
        self.arrange(&mut entries, common.map_or(0, <[u8]>::len));
        entries
    }

    /// Sorts names that are alike before `from`: by the eight bytes there as numbers, and those that are still alike
    /// by what follows these.
    fn arrange(&self, entries: &mut [Entry], from: usize) {
        for entry in &mut *entries {
            entry.key = key(self.name(entry), from);
        }
        entries.sort_unstable_by_key(|entry| entry.key);
        for alike in entries.chunk_by_mut(|left, right| left.key == right.key) {
            // A name that has ended ends in zeros here.
            if let [first, _, ..] = alike
                && first.key & 0xff != 0
            {
                self.arrange(alike, from + size_of::<u64>());
            }
        }
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
        self.records.len() <= KEPT && now.checked_sub(last).is_some_and(|quiet| quiet >= QUIET)
    }
}

/// The first name in a list of records, its kind, and what is behind it.
#[inline]
fn split(records: &[u8]) -> Option<(&[u8], EntryKind, &[u8])> {
    let (head, rest) = records.split_first_chunk::<HEAD>()?;
    let head = usize::from(u16::from_ne_bytes(*head));
    let (name, rest) = rest.split_at_checked(head >> 2)?;
    Some((name, KINDS[head & 3], rest))
}

/// What two names begin with.
fn shared<'a>(name: &'a [u8], other: &[u8]) -> &'a [u8] {
    let both = name.iter().zip(other);
    let length = both.take_while(|(a, b)| a == b).count();
    name.get(..length).unwrap_or_default()
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
            self.size -= old.records.len();
        }
    }

    fn keep(&mut self, path: &[u8], listing: Rc<Listing>) {
        if self.kept.len() >= LISTINGS || self.size + listing.records.len() > KEPT {
            *self = Self::default();
        }
        self.size += listing.records.len();
        self.kept.insert(path.into(), listing);
    }
}
