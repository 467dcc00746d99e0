//! Pathname expansion (XCU 2.6.6, 2.14.3).

use crate::env::Fields;
use crate::pattern::Pattern;
use crate::sys::dir::{self, EntryKind};
use crate::sys::fd;
use std::ops::Range;

/// Replaces a pattern by the pathnames that match it, sorted; by itself if there are none.
pub fn expand(text: &[u8], quoted: &[bool], utf8: bool, out: &mut Fields) {
    if !Pattern::new(text, Some(quoted), utf8).is_magic() {
        return out.push(text);
    }
    let found = glob(text, quoted, utf8);
    if found.ranges.is_empty() {
        return out.push(text);
    }
    found.sorted().for_each(|path| out.push(path));
}

/// Pathnames, in one allocation.
#[derive(Debug, Default)]
pub struct Found {
    bytes: Vec<u8>,
    ranges: Vec<Range<usize>>,
}

impl Found {
    /// The pathnames in byte order.
    pub fn sorted(&self) -> impl Iterator<Item = &[u8]> {
        let path = |range: &Range<usize>| self.bytes.get(range.clone()).unwrap_or_default();
        let first = self.ranges.first().map(path).unwrap_or_default();
        let shared = self
            .ranges
            .iter()
            .map(path)
            .fold(first.len(), |shared, other| {
                first
                    .iter()
                    .zip(other)
                    .take(shared)
                    .take_while(|(a, b)| a == b)
                    .count()
            });
        // Most comparisons are decided by the eight bytes behind what all have in common.
        let mut keyed: Vec<(u64, &[u8])> = self
            .ranges
            .iter()
            .map(|range| (key(path(range), shared), path(range)))
            .collect();
        keyed.sort_unstable();
        keyed.into_iter().map(|(_, path)| path)
    }

    fn push(&mut self, prefix: &[u8], name: &[u8]) {
        let start = self.bytes.len();
        self.bytes.extend_from_slice(prefix);
        self.bytes.extend_from_slice(name);
        self.ranges.push(start..self.bytes.len());
    }
}

fn key(path: &[u8], from: usize) -> u64 {
    let mut bytes = [0; 8];
    let rest = path.get(from..).unwrap_or_default();
    let length = rest.len().min(8);
    if let (Some(to), Some(from)) = (bytes.get_mut(..length), rest.get(..length)) {
        to.copy_from_slice(from);
    }
    u64::from_be_bytes(bytes)
}

/// A part of a pattern between slashes.
struct Component<'p> {
    pattern: Pattern<'p>,
    /// Its text, without the backslashes that quote, if it is no pattern.
    plain: Option<Vec<u8>>,
    /// The slashes behind it.
    slashes: &'p [u8],
}

/// All pathnames that match a pattern, unsorted.
pub fn glob(text: &[u8], quoted: &[bool], utf8: bool) -> Found {
    let lead = text.iter().take_while(|&&byte| byte == b'/').count();
    let mut components = Vec::new();
    let mut at = lead;
    while at < text.len() {
        let rest = text.get(at..).unwrap_or_default();
        let length = memchr::memchr(b'/', rest).unwrap_or(rest.len());
        let slashes = rest
            .iter()
            .skip(length)
            .take_while(|&&byte| byte == b'/')
            .count();
        let part = rest.get(..length).unwrap_or_default();
        let mask = quoted.get(at..at + length).unwrap_or_default();
        let pattern = Pattern::new(part, Some(mask), utf8);
        let plain = (!pattern.is_magic()).then(|| unescape(part, mask));
        components.push(Component {
            pattern,
            plain,
            slashes: rest.get(length..length + slashes).unwrap_or_default(),
        });
        at += length + slashes;
    }
    let mut found = Found::default();
    walk(
        text.get(..lead).unwrap_or_default(),
        &components,
        &mut found,
    );
    found
}

fn unescape(part: &[u8], mask: &[bool]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(part.len());
    let mut bytes = part.iter().zip(mask);
    while let Some((&byte, &quoted)) = bytes.next() {
        match bytes.clone().next() {
            Some((&next, _)) if byte == b'\\' && !quoted => {
                plain.push(next);
                bytes.next();
            }
            _ => plain.push(byte),
        }
    }
    plain
}

/// Follows the components below `prefix`.
fn walk(prefix: &[u8], components: &[Component<'_>], found: &mut Found) {
    let Some((first, rest)) = components.split_first() else {
        // Also a name that leads nowhere, a broken symbolic link, exists.
        if fd::exists(prefix) {
            found.push(prefix, b"");
        }
        return;
    };
    if let Some(plain) = &first.plain {
        return walk(&[prefix, plain, first.slashes].concat(), rest, found);
    }
    let directory = if prefix.is_empty() { b"." } else { prefix };
    let mut deeper = Vec::new();
    let last = rest.is_empty() && first.slashes.is_empty();
    // What cannot be read matches nothing (XCU 2.14.3).
    let _ = dir::read(directory, |name, kind| {
        if first.pattern.matches_filename(name) {
            if last {
                found.push(prefix, name);
            } else if kind != EntryKind::Other {
                deeper.push([prefix, name, first.slashes].concat());
            }
        }
        true
    });
    for path in deeper {
        walk(&path, rest, found);
    }
}
