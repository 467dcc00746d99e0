//! The hosts that the configuration of ssh names.

use super::names::read;
use crate::pattern::Pattern;
use crate::sys::dir;

/// Includes go no deeper, as for ssh itself.
const DEEPEST: usize = 16;

/// The names of hosts in the configuration of the user and of the system; patterns are none.
pub fn hosts(own: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (directory, file) in [(own, "config"), ("/etc/ssh", "ssh_config")] {
        collect(directory, &format!("{directory}/{file}"), 0, &mut names);
    }
    names
}

fn collect(directory: &str, file: &str, depth: usize, names: &mut Vec<String>) {
    for line in read(file).lines() {
        let line = line.trim_start();
        let (keyword, rest) = line.split_at(line.find([' ', '\t', '=']).unwrap_or(line.len()));
        let values = rest
            .split([' ', '\t', '=', '"'])
            .filter(|one| !one.is_empty());
        if keyword.eq_ignore_ascii_case("host") {
            let plain = values.filter(|name| !name.contains(['*', '?', '!']));
            names.extend(plain.map(str::to_owned));
        } else if keyword.eq_ignore_ascii_case("include") && depth < DEEPEST {
            for file in values.flat_map(|pattern| included(directory, pattern)) {
                collect(directory, &file, depth + 1, names);
            }
        }
    }
}

/// The files that a pattern names, whose last part alone may be one; relative ones are beside the configuration.
fn included(directory: &str, pattern: &str) -> Vec<String> {
    let path = match pattern.strip_prefix("~/") {
        Some(rest) => format!("{}/{rest}", directory.trim_end_matches("/.ssh")),
        None if pattern.starts_with('/') => pattern.to_owned(),
        None => format!("{directory}/{pattern}"),
    };
    let (place, last) = path.rsplit_once('/').unwrap_or((".", &path));
    if !last.contains(['*', '?', '[']) {
        return vec![path];
    }
    let pattern = Pattern::new(last.as_bytes(), None, true);
    let mut files = Vec::new();
    let _ = dir::read(place.as_bytes(), |name, _| {
        if let Ok(text) = std::str::from_utf8(name)
            && pattern.matches_filename(name)
        {
            files.push(format!("{place}/{text}"));
        }
        true
    });
    files.sort_unstable();
    files
}
