//! What a repository has names for, read without git.

use std::fs;
use std::path::Path;

/// Where the names of all the working trees of a repository are kept.
fn common(directory: &Path) -> std::path::PathBuf {
    let other = fs::read_to_string(directory.join("commondir"));
    other.map_or_else(
        |_| directory.to_owned(),
        |path| directory.join(path.trim_end()),
    )
}

/// Branches and tags, each with what it is.
pub fn references(directory: &Path) -> Vec<(String, &'static str)> {
    const KINDS: [(&str, &str); 3] = [
        ("heads", "branch"),
        ("tags", "tag"),
        ("remotes", "remote branch"),
    ];
    let common = common(directory);
    let mut names: Vec<(String, &str)> = vec![("HEAD".to_owned(), "")];
    for (folder, kind) in KINDS {
        walk(&common.join("refs").join(folder), "", &mut |name| {
            names.push((name, kind));
        });
    }
    let packed = fs::read_to_string(common.join("packed-refs")).unwrap_or_default();
    for (_, name) in packed.lines().filter_map(|line| line.split_once(' ')) {
        for (folder, kind) in KINDS {
            let name = name.strip_prefix("refs/");
            let name = name.and_then(|name| name.strip_prefix(folder)?.strip_prefix('/'));
            names.extend(name.map(|name| (name.to_owned(), kind)));
        }
    }
    names.sort_unstable();
    names.dedup();
    names
}

/// The files below a directory, however their user nests the names of branches.
fn walk(directory: &Path, before: &str, found: &mut dyn FnMut(String)) {
    let Ok(entries) = fs::read_dir(directory) else {
        return;
    };
    for entry in entries.flatten() {
        let name = format!("{before}{}", entry.file_name().to_string_lossy());
        if !entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            found(name);
        } else if before.len() < 1000 {
            walk(&entry.path(), &format!("{name}/"), found);
        }
    }
}

/// What has been put aside, the newest first.
pub fn stashes(directory: &Path) -> Vec<(String, String)> {
    let log = fs::read(common(directory).join("logs/refs/stash")).unwrap_or_default();
    let log = String::from_utf8_lossy(&log);
    let described = |(number, line): (usize, &str)| {
        let (_, message) = line.split_once('\t').unwrap_or_default();
        (format!("stash@{{{number}}}"), message.to_owned())
    };
    log.lines().rev().enumerate().map(described).collect()
}

/// Other repositories that it knows.
pub fn remotes(directory: &Path) -> Vec<String> {
    let text = fs::read_to_string(common(directory).join("config")).unwrap_or_default();
    let name = |line: &str| {
        let name = line
            .trim()
            .strip_prefix("[remote \"")?
            .strip_suffix("\"]")?;
        Some(name.to_owned())
    };
    text.lines().filter_map(name).collect()
}

/// The user's own commands, with what they stand for: those of the repository, if there is one, come last.
pub fn aliases(home: &Path, directory: Option<&Path>) -> Vec<(String, String)> {
    let own = [home.join(".config/git/config"), home.join(".gitconfig")];
    let files = own
        .into_iter()
        .chain(directory.map(|directory| common(directory).join("config")));
    let mut found = Vec::new();
    for text in files.filter_map(|file| fs::read_to_string(file).ok()) {
        let mut inside = false;
        for line in text.lines().map(str::trim) {
            if line.starts_with('[') {
                inside = line.eq_ignore_ascii_case("[alias]");
            } else if let Some((name, value)) = line.split_once('=').filter(|_| inside) {
                found.push((name.trim_end().to_owned(), value.trim_start().to_owned()));
            }
        }
    }
    found
}
