//! The way through the directories, along the components of a pattern.

use super::Globbing;
use super::component::Component;
use crate::env::{Fields, Options};
use crate::sys::dir::EntryKind;
use crate::sys::fd;

/// The way through the directories.
pub(super) struct Walk<'w> {
    pub(super) globbing: &'w Globbing,
    pub(super) out: &'w mut Fields,
    /// Several directories have been read: their listings are sorted, the whole is not.
    pub(super) unsorted: bool,
    /// The name of the directory where `**` begins was matched, not written.
    pub(super) matched: bool,
}

impl Walk<'_> {
    /// Follows the components below `prefix`.
    pub(super) fn follow(&mut self, prefix: &[u8], components: &[Component<'_>]) {
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
        if first.deep {
            return self.descend(prefix, first, rest);
        }
        let directory = if prefix.is_empty() { b"." } else { prefix };
        // What cannot be read matches nothing (XCU 2.14.3).
        let Ok(listing) = self.globbing.listings.borrow_mut().of(directory) else {
            return;
        };
        let dots: &[&[u8]] = if first.hidden && !self.globbing.has(Options::GLOBSKIPDOTS) {
            &[b".", b".."]
        } else {
            &[]
        };
        let last = rest.is_empty() && first.slashes.is_empty();
        if last {
            let (names, bytes) = listing.size();
            self.out.reserve(names, bytes + names * prefix.len());
        }
        self.unsorted |= !last;
        let mut take = |name: &[u8], kind| {
            if last {
                self.out.open().extend_from_slice(prefix);
                self.out.push(name);
            } else if kind != EntryKind::Other {
                self.follow(&[prefix, name, first.slashes].concat(), rest);
            }
        };
        let dots = dots.iter().filter(|name| first.matches(name));
        dots.for_each(|name| take(name, EntryKind::Directory));
        listing.each(|name| first.matches(name), take);
    }

    /// `**`: what follows it is looked for below `prefix` at any depth; symbolic links are not followed.
    fn descend(&mut self, prefix: &[u8], stars: &Component<'_>, rest: &[Component<'_>]) {
        self.unsorted = true;
        let matched = std::mem::replace(&mut self.matched, true);
        self.descend_from(prefix, stars, rest, matched);
        self.matched = matched;
    }

    fn descend_from(
        &mut self,
        prefix: &[u8],
        stars: &Component<'_>,
        rest: &[Component<'_>],
        matched: bool,
    ) {
        let mut waiting = vec![prefix.to_vec()];
        while let Some(place) = waiting.pop() {
            match rest.split_first() {
                None if stars.slashes.is_empty() => {}
                // `**/` is every directory, the first one only if it has a name.
                None if place.is_empty() => {}
                None => self.out.push(&place),
                // One `**` is as good as two.
                Some((next, rest)) if next.deep => return self.descend(prefix, next, rest),
                Some(_) => self.follow(&place, rest),
            }
            let directory = if place.is_empty() { b"." } else { &*place };
            let Ok(listing) = self.globbing.listings.borrow_mut().of(directory) else {
                continue;
            };
            if rest.is_empty() && stars.slashes.is_empty() && place == prefix && !prefix.is_empty()
            {
                let named = prefix.strip_suffix(b"/").filter(|_| matched);
                self.out.push(named.unwrap_or(prefix));
            }
            for (name, kind) in listing.iter() {
                if name.starts_with(b".") && !self.globbing.has(Options::DOTGLOB) {
                    continue;
                }
                let path = [&*place, name].concat();
                if rest.is_empty() && stars.slashes.is_empty() {
                    self.out.push(&path);
                }
                if kind == EntryKind::Other {
                    continue;
                }
                let link = !fd::lstat_path(&path).is_ok_and(|stat| stat.is_dir());
                if !link {
                    waiting.push([&*path, b"/"].concat());
                } else if rest.is_empty() && !stars.slashes.is_empty() && fd::is_directory(&path) {
                    self.out.push(&[&*path, b"/"].concat());
                }
            }
        }
    }
}
