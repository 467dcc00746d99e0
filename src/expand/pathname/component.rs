//! The parts of a pattern between its slashes.

use super::Globbing;
use crate::env::Options;
use crate::pattern::Pattern;
use crate::sys::find;

/// A part of a pattern between slashes.
pub(super) struct Component<'p> {
    pattern: Pattern<'p>,
    /// Its text, without the backslashes that quote, if it is no pattern.
    pub(super) plain: Option<Vec<u8>>,
    /// It is `**`: any number of directories.
    pub(super) deep: bool,
    /// It begins with a dot.
    pub(super) hidden: bool,
    /// It matches names that begin with a dot although it does not.
    dotted: bool,
    /// It has groups, in which the dot of such a name may be written.
    guarded: bool,
    /// It may have groups such as `+(a|b)`.
    groups: bool,
    /// The slashes behind it.
    pub(super) slashes: &'p [u8],
}

impl Component<'_> {
    /// Whether it matches a file's name.
    #[inline]
    pub(super) fn matches(&self, name: &[u8]) -> bool {
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
pub(super) fn lead(text: &[u8]) -> &[u8] {
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
pub(super) fn split<'p>(
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
