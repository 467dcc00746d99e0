//! Targets of makefiles.

use super::files::{Wanted, files};
use super::{Item, Place, Request};
use crate::interactive::editor::view::View;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;

/// The options that name the makefile, and the directory that it is for.
const FILE: [&str; 3] = ["-f", "--file", "--makefile"];
const DIRECTORY: [&str; 2] = ["-C", "--directory"];

/// What may be an argument of `make` that is no option.
pub fn arguments(request: &Request<'_>) -> Vec<Item> {
    let previous = request.previous();
    if DIRECTORY.contains(&previous) {
        return files(request, Wanted::Directories);
    }
    if FILE.contains(&previous) {
        return files(request, Wanted::Any);
    }
    let mut items = goals(request);
    items.extend(files(request, Wanted::Any));
    items
}

/// The targets that the word may be; none behind an option that names a file.
pub fn goals(request: &Request<'_>) -> Vec<Item> {
    let previous = request.previous();
    if DIRECTORY.contains(&previous) || FILE.contains(&previous) {
        return Vec::new();
    }
    request.listed(targets(&makefile(request)))
}

/// Where a `make` works.
pub fn place(view: &View, words: &[String]) -> Place {
    let mut place = Place::default();
    if let Some(path) = given(words, &DIRECTORY) {
        place.enter(view, path);
    }
    place
}

/// The makefile that the command reads.
fn makefile(request: &Request<'_>) -> String {
    let read = |name: &str| {
        let path = request.place.of(request.view, name);
        fs::read(OsStr::from_bytes(&path)).ok()
    };
    let text = match given(&request.words, &FILE) {
        Some(name) => read(name),
        None => ["GNUmakefile", "makefile", "Makefile"]
            .into_iter()
            .find_map(read),
    };
    String::from_utf8_lossy(&text.unwrap_or_default()).into_owned()
}

/// The value of the last of these options in a command: `-o value`, `-ovalue`, `--option=value`.
fn given<'w>(words: &'w [String], options: &[&str]) -> Option<&'w str> {
    let attached = |word: &'w str| {
        options.iter().find_map(|option| {
            let rest = word.strip_prefix(option)?;
            match rest.strip_prefix('=') {
                None if option.starts_with("--") => None,
                value => value.or(Some(rest)).filter(|value| !value.is_empty()),
            }
        })
    };
    let mut values = words.iter().enumerate().filter_map(|(at, word)| {
        let behind = at.checked_sub(1).and_then(|at| words.get(at));
        match behind {
            Some(option) if options.contains(&option.as_str()) => Some(word.as_str()),
            _ => attached(word),
        }
    });
    values.next_back()
}

/// The variables that a makefile sets to a text.
fn variables(text: &str) -> Vec<(&str, &str)> {
    text.lines()
        .filter(|line| !line.starts_with(['\t', '#']))
        .filter_map(|line| line.split_once('='))
        .map(|(name, value)| {
            (
                name.trim_end_matches([':', '?', ' ', '\t']).trim(),
                value.trim(),
            )
        })
        .filter(|(name, value)| !name.contains([' ', ':', '+']) && !value.contains('$'))
        .collect()
}

/// A text with these variables in full.
fn expanded(text: &str, variables: &[(&str, &str)]) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('$') {
        out.push_str(before);
        let close = match after.as_bytes().first() {
            Some(b'(') => ')',
            Some(b'{') => '}',
            _ => '\0',
        };
        let inside = after.get(1..).and_then(|inside| inside.split_once(close));
        let value = inside.and_then(|(name, behind)| {
            let found = variables.iter().rfind(|(one, _)| *one == name)?;
            Some((found.1, behind))
        });
        if let Some((value, behind)) = value {
            out.push_str(value);
            rest = behind;
        } else {
            out.push('$');
            rest = after;
        }
    }
    out + rest
}

/// The targets in a makefile.
fn targets(text: &str) -> Vec<(String, String)> {
    let variables = variables(text);
    let rule = |line: &'_ str| {
        let (names, rest) = line.split_once(':')?;
        let assigns = names.contains('=') || rest.trim_start_matches(':').starts_with('=');
        (!assigns).then(|| expanded(names, &variables))
    };
    let mut targets: Vec<(String, String)> = text
        .lines()
        .filter(|line| !line.starts_with(['\t', '#', ' ', '.']))
        .filter_map(rule)
        .flat_map(|names| {
            let names = names
                .split_whitespace()
                .filter(|name| !name.contains(['$', '%']));
            names
                .map(|name| (name.to_owned(), "target".to_owned()))
                .collect::<Vec<_>>()
        })
        .collect();
    targets.sort_unstable();
    targets.dedup();
    targets
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_set_is_no_target() {
        let text = "URL = http://x\nA := 1\nB ::= 2\nall: a.o b.o\n\tcc\na.o b.o: %.o: %.c\n.PHONY: all\n$(X): y\nT = one two\n$(T) $(U): z\n";
        let names: Vec<String> = targets(text).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["a.o", "all", "b.o", "one", "two"]);
    }

    #[test]
    fn values_of_options() {
        for (line, expected) in [
            ("make -f a.mk", Some("a.mk")),
            ("make -fa.mk -k", Some("a.mk")),
            ("make --file=a -f b all", Some("b")),
            ("make --makefile a", Some("a")),
            ("make --filed", None),
            ("make all", None),
        ] {
            let words: Vec<String> = line.split(' ').map(str::to_owned).collect();
            assert_eq!(given(&words, &FILE), expected, "{line}");
        }
    }
}
