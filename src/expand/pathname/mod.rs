//! Pathname expansion (XCU 2.6.6, 2.14.3).

mod component;
mod walk;

use crate::env::listing::Listings;
use crate::env::{Env, Fields, Options};
use crate::name::Name;
use crate::pattern::{Pattern, fold};
use component::{lead, split};
use std::cell::RefCell;
use std::rc::Rc;
use walk::Walk;

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
