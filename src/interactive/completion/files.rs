//! Names of files.

use super::{Ending, Item, Marks, Request};
use crate::builtins::spelling;
use crate::env::Options;
use crate::pattern::Pattern;
use crate::sys::dir::{self, EntryKind};
use crate::sys::{fd, host};

/// Which files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// All.
    Any,
    /// Directories.
    Directories,
    /// Directories, and files that can be executed.
    Executable,
}

/// A name in a directory.
struct Found {
    name: String,
    bytes: Option<Vec<u8>>,
}

/// Files that the word may become.
pub fn files(request: &Request<'_>, wanted: Wanted) -> Vec<Item> {
    let word = &request.word;
    if word.has_tilde() && !word.text.contains('/') {
        return super::names::users(request.view, &word.text);
    }
    let (directory, prefix) = word.path();
    let (place, head) = located(request, directory);
    let mut items = in_directory(request, &place, &head, prefix, wanted);
    if items.is_empty() && wanted == Wanted::Directories && !directory.starts_with(['/', '.', '~'])
    {
        let bases = request.view.cdpath.split(|&byte| byte == b':');
        for base in bases.filter(|base| !base.is_empty()) {
            let place = [base, b"/", directory.as_bytes()].concat();
            items.extend(in_directory(request, &place, &head, prefix, wanted));
        }
    }
    if items.is_empty() && !directory.is_empty() {
        for (path, shown) in super::paths::abbreviated(request, directory) {
            items.extend(in_directory(request, &path, &shown, prefix, wanted));
        }
    }
    items
}

/// The directory as the file system has it, and as it stands in the line: `direxpand` puts it in full,
/// `dirspell` looks past small errors.
fn located(request: &Request<'_>, directory: &str) -> (Vec<u8>, String) {
    let place = place(request, directory);
    let options = request.view.options;
    let named = request.word.has_tilde() || directory.starts_with('$');
    let tilde = request.word.has_tilde() && request.view.settings.is_on("expand-tilde");
    if tilde || named && options.contains(Options::DIREXPAND) {
        let text = String::from_utf8_lossy(&place).into_owned();
        let head = request.word.quoted(&text);
        return (place, head);
    }
    if options.contains(Options::DIRSPELL)
        && !directory.is_empty()
        && !named
        && !fd::exists(&place)
        && let Some(corrected) = spelling::corrected(&place, true)
    {
        let text = String::from_utf8_lossy(&corrected).into_owned();
        let mark = request.word.mark().map(String::from).unwrap_or_default();
        return (corrected, mark + &request.word.quoted(&text));
    }
    (place, head(request, directory))
}

/// Directories as a command: they are changed to.
pub fn directories(request: &Request<'_>) -> Vec<Item> {
    if request.word.text.is_empty() {
        return Vec::new();
    }
    files(request, Wanted::Directories)
}

fn in_directory(
    request: &Request<'_>,
    place: &[u8],
    head: &str,
    prefix: &str,
    wanted: Wanted,
) -> Vec<Item> {
    let listed = if place.is_empty() { b"." } else { place };
    let mut found = Vec::new();
    let hidden = prefix.starts_with('.') || request.view.settings.is_on("match-hidden-files");
    let ignored = request.view.variable("FIGNORE").unwrap_or_default();
    let ignored = |name: &[u8]| {
        let mut endings = ignored.split(':').filter(|ending| !ending.is_empty());
        endings.any(|ending| name.len() > ending.len() && name.ends_with(ending.as_bytes()))
    };
    let _ = dir::read(listed, |name, kind| {
        let visible = (hidden || !name.starts_with(b".")) && !ignored(name);
        if visible && suits(place, name, kind, wanted) {
            let bytes = std::str::from_utf8(name).is_err().then(|| name.to_vec());
            let name = String::from_utf8_lossy(name).into_owned();
            found.push(Found { name, bytes });
        }
        true
    });
    if prefix == ".." {
        // It is in every directory, and worth a slash.
        found.push(Found {
            name: prefix.to_owned(),
            bytes: None,
        });
    }
    let pattern = Pattern::new(prefix.as_bytes(), None, true);
    let begun = [prefix.as_bytes(), b"*"].concat();
    let begun = Pattern::new(&begun, None, true);
    let is_pattern = request.word.is_pattern() && prefix.contains(['*', '?', '[']);
    // A pattern that matches nothing may be the beginning of one, or of a name.
    let patterns = [pattern, begun].into_iter().filter(|_| is_pattern);
    let mut matched =
        patterns.map(|pattern| move |name: &str| pattern.matches_filename(name.as_bytes()));
    let matched = matched.find(|matched| found.iter().any(|found| matched(&found.name)));
    let mut found = if let Some(matched) = matched {
        found.retain(|found| matched(&found.name));
        found
    } else {
        request
            .view
            .likeness
            .matching(found, prefix, |found| &found.name)
    };
    found.sort_unstable_by(|one, other| one.name.cmp(&other.name));
    found
        .into_iter()
        .map(|found| item(request, place, head, found))
        .collect()
}

/// The directory as the file system has it.
pub fn place(request: &Request<'_>, directory: &str) -> Vec<u8> {
    let text = match directory.strip_prefix('$') {
        Some(rest) if request.word.quote != Some(b'\'') => {
            let (name, rest) = rest.split_once('/').unwrap_or((rest, ""));
            let name = name.trim_start_matches('{').trim_end_matches('}');
            match request.view.variable(name) {
                Some(value) => format!("{value}/{rest}"),
                None => directory.to_owned(),
            }
        }
        _ => directory.to_owned(),
    };
    if request.word.has_tilde() {
        request.view.untilde(text.as_bytes())
    } else if text.starts_with('/') {
        text.into_bytes()
    } else {
        [&*request.place.base, text.as_bytes()].concat()
    }
}

/// The directory part as it stands in the line.
pub fn head(request: &Request<'_>, directory: &str) -> String {
    if directory.is_empty() {
        return request.word.mark().map(String::from).unwrap_or_default();
    }
    request.word.head()
}

/// Whether an entry of the directory `place` is one of those.
pub fn suits(place: &[u8], name: &[u8], kind: EntryKind, wanted: Wanted) -> bool {
    let path = || [place, name].concat();
    let directory = match kind {
        EntryKind::Directory => true,
        EntryKind::Other => false,
        EntryKind::Link | EntryKind::Unknown if wanted == Wanted::Any => return true,
        EntryKind::Link | EntryKind::Unknown => fd::is_directory(&path()),
    };
    match wanted {
        Wanted::Any => true,
        Wanted::Directories => directory,
        Wanted::Executable => directory || host::may_access(&path(), nix::libc::X_OK).is_ok(),
    }
}

/// The file of this name in `place`, whose directory part stands in the line as `head`.
pub fn named(request: &Request<'_>, place: &[u8], head: &str, name: &str) -> Item {
    let found = Found {
        name: name.to_owned(),
        bytes: None,
    };
    item(request, place, head, found)
}

fn item(request: &Request<'_>, place: &[u8], head: &str, found: Found) -> Item {
    let path = match &found.bytes {
        Some(bytes) => [place, bytes].concat(),
        None => [place, found.name.as_bytes()].concat(),
    };
    let mark = request.word.mark().filter(|_| found.bytes.is_none());
    let text = match &found.bytes {
        None => [head, &request.word.quoted(&found.name)].concat(),
        Some(bytes) => {
            let close = request.word.mark().map(String::from).unwrap_or_default();
            [head, &close, &octal(bytes)].concat()
        }
    };
    Item {
        shown: found.name,
        description: String::new(),
        text,
        ending: Ending::Path(Marks::of(&request.view.settings)),
        path,
        close: mark,
    }
}

/// A name that is no text.
fn octal(bytes: &[u8]) -> String {
    let mut text = "$'".to_owned();
    for &byte in bytes {
        match byte {
            b'\'' | b'\\' => text.extend(['\\', char::from(byte)]),
            b' '..=b'~' => text.push(char::from(byte)),
            _ => text.extend(["\\", &format!("{byte:03o}")]),
        }
    }
    text + "'"
}
