//! Pathname expansion (XCU 2.6.6, 2.14.3).

use crate::env::listing::Listings;
use crate::env::{Env, Fields, Options};
use crate::name::Name;
use crate::pattern::{Pattern, fold};
use crate::sys::dir::EntryKind;
use crate::sys::fd;
use crate::sys::find;
use std::cell::RefCell;
use std::rc::Rc;

/// How pathnames are expanded.
#[derive(Debug)]
pub struct Globbing {
    /// Directory listings that are kept.
    pub listings: Rc<RefCell<Listings>>,
    /// Of the options, [`Options::GLOBBING`].
    pub options: Options,
    /// Characters are UTF-8.
    pub utf8: bool,
    /// GLOBIGNORE: patterns of pathnames that are left out.
    pub ignored: Option<Rc<[u8]>>,
}

impl Globbing {
    /// As the environment wants it.
    pub fn new(env: &Env) -> Self {
        let ignored = env.variables.value(Name::GLOBIGNORE);
        let ignored = ignored.filter(|text| !text.is_empty() && !env.has(Options::POSIX));
        let mut options = env.options & Options::GLOBBING;
        if ignored.is_some() {
            options |= Options::DOTGLOB;
        }
        Self {
            listings: Rc::clone(&env.caches.listings),
            options,
            utf8: env.utf8,
            ignored: ignored.map(Rc::from),
        }
    }

    fn has(&self, option: Options) -> bool {
        self.options.contains(option)
    }
}

/// Replaces a pattern by the pathnames that match it, sorted; by itself if there are none. False: there
/// are none, and there should be.
pub fn expand(text: &[u8], quoted: &[bool], globbing: &Globbing, out: &mut Fields) -> bool {
    let groups = globbing.has(Options::EXTGLOB);
    let whole = Pattern::new(text, Some(quoted), globbing.utf8).with_groups(groups);
    if !whole.is_magic() {
        out.push(text);
        return true;
    }
    let folded = globbing
        .has(Options::NOCASEGLOB)
        .then(|| fold(text, globbing.utf8));
    let before = out.len();
    let components = split(text, folded.as_deref(), quoted, globbing);
    let mut walk = Walk {
        globbing,
        out,
        unsorted: false,
        matched: false,
    };
    walk.follow(lead(text), &components);
    let unsorted = walk.unsorted;
    if let Some(ignored) = &globbing.ignored {
        leave_out(ignored, globbing, out, before);
    }
    if out.len() == before {
        if globbing.has(Options::FAILGLOB) {
            return false;
        }
        if !globbing.has(Options::NULLGLOB) {
            out.push(text);
        }
        return true;
    }
    if unsorted {
        out.sort_from(before);
    }
    true
}

/// Takes out the pathnames from `first` on that GLOBIGNORE names, and what stands for a directory itself.
fn leave_out(ignored: &[u8], globbing: &Globbing, out: &mut Fields, first: usize) {
    let tail = out.tail(first);
    out.truncate(first);
    let patterns: Vec<&[u8]> = patterns(ignored).collect();
    let is_ignored = |path: &&[u8]| {
        let name = path.rsplit(|&byte| byte == b'/').next();
        matches!(name, Some(b"." | b".."))
            || patterns
                .iter()
                .any(|pattern| covers(pattern, path, globbing))
    };
    let kept = tail.iter().filter(|path| !is_ignored(path));
    kept.for_each(|path| out.push(path));
}

/// The patterns between the colons, but those within brackets.
fn patterns(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut depth = 0_usize;
    text.split(move |&byte| {
        match byte {
            b'[' => depth += 1,
            b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        byte == b':' && depth == 0
    })
}

/// Whether a pattern matches all of a pathname, each part between slashes by itself.
fn covers(pattern: &[u8], path: &[u8], globbing: &Globbing) -> bool {
    let fold = |text: &[u8]| {
        if globbing.has(Options::NOCASEGLOB) {
            fold(text, globbing.utf8)
        } else {
            text.to_vec()
        }
    };
    let (pattern, path) = (fold(pattern), fold(path));
    let mut parts = path.split(|&byte| byte == b'/');
    let matches = pattern.split(|&byte| byte == b'/').all(|pattern| {
        let pattern = Pattern::new(pattern, None, globbing.utf8);
        let pattern = pattern.with_groups(globbing.has(Options::EXTGLOB));
        parts
            .next()
            .is_some_and(|part| pattern.matches_extended(part))
    });
    matches && parts.next().is_none()
}

/// A part of a pattern between slashes.
struct Component<'p> {
    pattern: Pattern<'p>,
    /// Its text, without the backslashes that quote, if it is no pattern.
    plain: Option<Vec<u8>>,
    /// It is `**`: any number of directories.
    deep: bool,
    /// It begins with a dot.
    hidden: bool,
    /// It matches names that begin with a dot although it does not.
    dotted: bool,
    /// It has groups, in which the dot of such a name may be written.
    guarded: bool,
    /// It may have groups such as `+(a|b)`.
    groups: bool,
    /// The slashes behind it.
    slashes: &'p [u8],
}

impl Component<'_> {
    /// Whether it matches a file's name.
    #[inline]
    fn matches(&self, name: &[u8]) -> bool {
        if name.first() == Some(&b'.')
            && !self.hidden
            && (!self.dotted || matches!(name, b"." | b".."))
            && !self.guarded
        {
            return false;
        }
        if self.groups {
            self.pattern.matches_extended(name)
        } else {
            self.pattern.matches(name)
        }
    }
}

/// The slashes that a pattern begins with.
fn lead(text: &[u8]) -> &[u8] {
    let count = text.iter().take_while(|&&byte| byte == b'/').count();
    text.get(..count).unwrap_or_default()
}

/// The length of the text up to a slash that is not in a group such as `+(a/b)`.
fn to_slash(text: &[u8], quoted: &[bool], groups: bool) -> usize {
    if !groups {
        return find::byte(b'/', text).unwrap_or(text.len());
    }
    let mut depth = 0_usize;
    for (at, (byte, quoted)) in text.iter().zip(quoted).enumerate() {
        match byte {
            b'(' if !quoted => depth += 1,
            b')' if !quoted => depth = depth.saturating_sub(1),
            b'/' if depth == 0 => return at,
            _ => {}
        }
    }
    text.len()
}

/// Cuts a pattern at its slashes; `folded` is the same text in small letters, if that is to count.
fn split<'p>(
    text: &'p [u8],
    folded: Option<&'p [u8]>,
    quoted: &'p [bool],
    globbing: &Globbing,
) -> Vec<Component<'p>> {
    let groups = globbing.has(Options::EXTGLOB);
    let mut components = Vec::new();
    let mut at = lead(text).len();
    while at < text.len() {
        let rest = text.get(at..).unwrap_or_default();
        let length = to_slash(rest, quoted.get(at..).unwrap_or_default(), groups);
        let slashes = rest
            .iter()
            .skip(length)
            .take_while(|&&byte| byte == b'/')
            .count();
        let whole = rest.get(..length).unwrap_or_default();
        let mask = quoted.get(at..at + length).unwrap_or_default();
        // A slash is what it is behind a backslash, too.
        let escaped = slashes > 0 && ends_in_escape(whole, mask);
        let end = length - usize::from(escaped);
        let part = whole.get(..end).unwrap_or_default();
        let mask = mask.get(..end).unwrap_or_default();
        let counts = folded.and_then(|text| text.get(at..at + end));
        let mut pattern =
            Pattern::new(counts.unwrap_or(part), Some(mask), globbing.utf8).with_groups(groups);
        if folded.is_some() {
            pattern = pattern.folded();
        }
        let hidden = part.starts_with(b".") || part.starts_with(b"\\.");
        let dotted = globbing.has(Options::DOTGLOB);
        let guarded = groups && !hidden && !dotted && pattern.has_groups();
        if guarded {
            pattern = pattern.guarded();
        }
        let plain = (!pattern.is_magic()).then(|| unescape(part, mask));
        components.push(Component {
            deep: part == b"**" && mask == [false; 2] && globbing.has(Options::GLOBSTAR),
            hidden,
            dotted,
            guarded,
            groups,
            pattern,
            plain,
            slashes: rest.get(length..length + slashes).unwrap_or_default(),
        });
        at += length + slashes;
    }
    components
}

/// Whether the last byte is a backslash that quotes what follows.
fn ends_in_escape(part: &[u8], mask: &[bool]) -> bool {
    let bytes = part.iter().zip(mask).rev();
    let count = bytes
        .take_while(|&(&byte, &quoted)| byte == b'\\' && !quoted)
        .count();
    count % 2 == 1
}

fn unescape(part: &[u8], mask: &[bool]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(part.len());
    let mut bytes = part.iter().zip(mask);
    while let Some((&byte, &quoted)) = bytes.next() {
        match bytes.clone().next() {
            Some((&next, &false)) if byte == b'\\' && !quoted => {
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
    globbing: &'w Globbing,
    out: &'w mut Fields,
    /// Several directories have been read: their listings are sorted, the whole is not.
    unsorted: bool,
    /// The name of the directory where `**` begins was matched, not written.
    matched: bool,
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
