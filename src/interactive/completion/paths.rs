//! Paths whose directories are abbreviated, `/u/l/b` for `/usr/local/bin`, or are patterns.

use super::Request;
use super::files::place;
use crate::pattern::Pattern;
use crate::sys::dir::{self, EntryKind};
use crate::sys::fd;

/// Beyond so many, an abbreviation says nothing.
const MOST: usize = 50;

/// The directories that this may stand for, each as a path and as it is put into the line; none if it
/// is there as it is.
pub fn abbreviated(request: &Request<'_>, directory: &str) -> Vec<(Vec<u8>, String)> {
    if request.word.quote.is_some() || fd::exists(&place(request, directory)) {
        return Vec::new();
    }
    let (begin, rest) = match directory.find('/') {
        Some(at) if directory.starts_with(['/', '~', '$']) => {
            directory.split_at_checked(at + 1).unwrap_or_default()
        }
        _ => ("", directory),
    };
    let mut found = vec![(place(request, begin), begin.to_owned())];
    for part in rest.split('/').filter(|part| !part.is_empty()) {
        let mut next = Vec::new();
        let pattern = request.word.is_pattern() && part.contains(['*', '?', '[']);
        let pattern = pattern.then(|| Pattern::new(part.as_bytes(), None, true));
        for (path, shown) in &found {
            let listed = if path.is_empty() { &b"."[..] } else { path };
            let exact = fd::exists(&[path, part.as_bytes()].concat());
            let _ = dir::read(listed, |name, kind| {
                let directory = matches!(kind, EntryKind::Directory)
                    || !matches!(kind, EntryKind::Other)
                        && fd::is_directory(&[path, name].concat());
                let wanted = if exact {
                    name == part.as_bytes()
                } else if let Some(pattern) = &pattern {
                    pattern.matches_filename(name) && !name.starts_with(b".")
                } else {
                    name.starts_with(part.as_bytes())
                };
                if let Ok(text) = std::str::from_utf8(name)
                    && wanted
                    && directory
                {
                    let shown = [shown, &*request.word.quoted(text), "/"].concat();
                    next.push(([path, name, b"/"].concat(), shown));
                }
                next.len() < MOST
            });
        }
        found = next;
    }
    found.sort_unstable();
    found
}
