//! Pathname expansion (XCU 2.6.6, 2.14.3).

use crate::env::Fields;
use crate::env::listing::Listings;
use crate::pattern::Pattern;
use crate::sys::dir::EntryKind;
use crate::sys::fd;
use std::cell::RefCell;

/// Replaces a pattern by the pathnames that match it, sorted; by itself if there are none.
pub fn expand(
    text: &[u8],
    quoted: &[bool],
    utf8: bool,
    listings: &RefCell<Listings>,
    out: &mut Fields,
) {
    if !Pattern::new(text, Some(quoted), utf8).is_magic() {
        return out.push(text);
    }
    let before = out.len();
    let components = split(text, quoted, utf8);
    let mut walk = Walk {
        listings,
        out,
        unsorted: false,
    };
    walk.follow(lead(text), &components);
    let unsorted = walk.unsorted;
    if out.len() == before {
        return out.push(text);
    }
    if unsorted {
        out.sort_from(before);
    }
}

/// A part of a pattern between slashes.
struct Component<'p> {
    pattern: Pattern<'p>,
    /// Its text, without the backslashes that quote, if it is no pattern.
    plain: Option<Vec<u8>>,
    /// The slashes behind it.
    slashes: &'p [u8],
}

/// The slashes that a pattern begins with.
fn lead(text: &[u8]) -> &[u8] {
    let count = text.iter().take_while(|&&byte| byte == b'/').count();
    text.get(..count).unwrap_or_default()
}

/// Cuts a pattern at its slashes.
fn split<'p>(text: &'p [u8], quoted: &'p [bool], utf8: bool) -> Vec<Component<'p>> {
    let mut components = Vec::new();
    let mut at = lead(text).len();
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
    components
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

/// The way through the directories.
struct Walk<'w> {
    listings: &'w RefCell<Listings>,
    out: &'w mut Fields,
    /// Several directories have been read: their listings are sorted, the whole is not.
    unsorted: bool,
}

impl Walk<'_> {
    /// Follows the components below `prefix`.
    fn follow(&mut self, prefix: &[u8], components: &[Component<'_>]) {
        let Some((first, rest)) = components.split_first() else {
            // Also a name that leads nowhere, a broken symbolic link, exists.
            if fd::exists(prefix) {
                self.out.push(prefix);
            }
            return;
        };
        if let Some(plain) = &first.plain {
            return self.follow(&[prefix, plain, first.slashes].concat(), rest);
        }
        let directory = if prefix.is_empty() { b"." } else { prefix };
        // What cannot be read matches nothing (XCU 2.14.3).
        let Ok(listing) = self.listings.borrow_mut().of(directory) else {
            return;
        };
        let matching = listing
            .iter()
            .filter(|(name, _)| first.pattern.matches_filename(name));
        if rest.is_empty() && first.slashes.is_empty() {
            for (name, _) in matching {
                self.out.open().extend_from_slice(prefix);
                self.out.push(name);
            }
            return;
        }
        self.unsorted = true;
        for (name, _) in matching.filter(|(_, kind)| *kind != EntryKind::Other) {
            self.follow(&[prefix, name, first.slashes].concat(), rest);
        }
    }
}
