//! The basics of git: its commands, and the names in a repository, which are read without git; it knows best which
//! files have changed.

use super::files::{Wanted, files};
use super::{Ending, Item, Request, options};
use crate::interactive::editor::view::View;
use crate::interactive::prompt::git::repository;
use std::fs;
use std::path::Path;

const COMMANDS: &[(&str, &str)] = &[
    ("add", "put files into the index"),
    ("am", "apply patches from mails"),
    ("apply", "apply a patch"),
    ("archive", "make an archive of a tree"),
    ("bisect", "search for the commit that brought a bug"),
    ("blame", "who changed each line last"),
    ("branch", "list, make or delete branches"),
    ("checkout", "switch branches or restore files"),
    ("cherry-pick", "apply existing commits"),
    ("clean", "remove untracked files"),
    ("clone", "copy a repository"),
    ("commit", "record changes"),
    ("config", "read or set options"),
    ("describe", "name a commit after a tag"),
    ("diff", "show changes"),
    ("fetch", "get objects and refs from elsewhere"),
    ("format-patch", "make patches for mail"),
    ("gc", "tidy the repository"),
    ("grep", "search in tracked files"),
    ("init", "make a repository"),
    ("log", "show commits"),
    ("ls-files", "list tracked files"),
    ("ls-tree", "list a tree"),
    ("merge", "join histories"),
    ("mv", "move or rename a file"),
    ("notes", "add notes to objects"),
    ("pull", "fetch and join"),
    ("push", "send refs and objects elsewhere"),
    ("range-diff", "compare two ranges of commits"),
    ("rebase", "apply commits on top of another base"),
    ("reflog", "where refs have been"),
    ("remote", "manage other repositories"),
    ("reset", "set HEAD to another state"),
    ("restore", "restore files"),
    ("revert", "undo commits by new ones"),
    ("rev-parse", "turn names into object ids"),
    ("rm", "remove files"),
    ("shortlog", "summarize log output"),
    ("show", "show objects"),
    ("stash", "put changes aside"),
    ("status", "show the state of the working tree"),
    ("submodule", "manage submodules"),
    ("switch", "switch branches"),
    ("tag", "list, make or delete tags"),
    ("worktree", "manage several working trees"),
];

/// What some of its options may be set to.
const VALUES: &[(&[&str], &str)] = &[
    (
        &["--pretty", "--format"],
        "oneline short medium full fuller reference email raw format: tformat:",
    ),
    (&["--color", "--color-words"], "always never auto"),
    (&["--decorate"], "short full auto no"),
    (
        &["--date"],
        "relative local iso iso-strict rfc short raw human unix default format:",
    ),
    (&["--diff-algorithm"], "patience minimal histogram myers"),
    (&["--cleanup"], "strip whitespace verbatim scissors default"),
    (&["--untracked-files"], "no normal all"),
    (
        &["--strategy"],
        "ort recursive resolve octopus ours subtree",
    ),
    (&["--recurse-submodules"], "check on-demand only no yes"),
    (&["--conflict"], "merge diff3 zdiff3"),
    (&["--rebase"], "false true merges interactive"),
];

/// The values of an option.
pub fn values(request: &Request<'_>, option: &str) -> Vec<Item> {
    let found = VALUES.iter().find(|(names, _)| names.contains(&option));
    let values = found.map_or("", |(_, values)| values).split_whitespace();
    request
        .view
        .likeness
        .matching(values.collect(), &request.word.text, |value| value)
        .into_iter()
        .map(|value| Item {
            ending: if value.ends_with(':') {
                Ending::Open
            } else {
                Ending::Blank
            },
            ..Item::word(value, "")
        })
        .collect()
}

/// Arguments of git; `None` where files are as good as anything.
pub fn complete(request: &Request<'_>) -> Option<Vec<Item>> {
    // Options before the command, two of which take an argument.
    let mut rest = request.words.get(1..).unwrap_or_default();
    while let Some((option, others)) = rest.split_first().filter(|(word, _)| word.starts_with('-'))
    {
        if !matches!(option.as_str(), "-C" | "-c") {
            rest = others;
        } else if let Some((_, others)) = others.split_first() {
            rest = others;
        } else {
            return None;
        }
    }
    let mut words = rest.iter().filter(|word| !word.starts_with('-'));
    let text = &request.word.text;
    let Some(command) = words.next() else {
        if text.starts_with('-') {
            return Some(options::options(request, "git"));
        }
        return Some(commands(request.view, text));
    };
    if text.starts_with('-') {
        return Some(options::options_of_subcommand(request, "git", command));
    }
    if request.words.iter().any(|word| word == "--") {
        return Some(files(request, Wanted::Any));
    }
    let items = match command.as_str() {
        "add" | "stage" => changed(request, &["--modified", "--others", "--exclude-standard"]),
        "restore" => {
            let mut items = references(request);
            items.extend(changed(request, &["--modified"]));
            items
        }
        "checkout" | "diff" | "log" | "show" | "reset" | "blame" => {
            let mut items = references(request);
            items.extend(files(request, Wanted::Any));
            items
        }
        "switch" | "merge" | "rebase" | "branch" | "cherry-pick" | "revert" | "tag"
        | "describe" | "worktree" => references(request),
        "push" | "pull" | "fetch" => match words.next() {
            None => remotes(request),
            Some(_) => references(request),
        },
        "remote" => remotes(request),
        _ => return None,
    };
    Some(items)
}

/// Files of the kinds that git is asked for, and the directories that they are in; all files, if there are none.
fn changed(request: &Request<'_>, kinds: &[&str]) -> Vec<Item> {
    let mut items = files(request, Wanted::Any);
    let arguments = [&["git", "ls-files", "-z"], kinds].concat();
    let names = options::said(request.view, &arguments);
    let is_one = |item: &Item| {
        names.split('\0').any(|name| {
            let rest = name.as_bytes().strip_prefix(&*item.path);
            rest.is_some_and(|rest| matches!(rest, [] | [b'/', ..]))
        })
    };
    if items.iter().any(is_one) {
        items.retain(is_one);
    }
    items
}

/// Its commands that begin like the text.
pub fn commands(view: &View, text: &str) -> Vec<Item> {
    view.likeness
        .matching(COMMANDS.to_vec(), text, |(name, _)| name)
        .into_iter()
        .map(|(name, description)| Item::word(name, description))
        .collect()
}

/// Branches and tags.
fn references(request: &Request<'_>) -> Vec<Item> {
    let Some(directory) = repository(&request.view.directory) else {
        return Vec::new();
    };
    let common = fs::read_to_string(directory.join("commondir")).map_or_else(
        |_| directory.clone(),
        |path| directory.join(path.trim_end()),
    );
    let mut names: Vec<(String, &str)> = vec![("HEAD".to_owned(), "")];
    for (folder, kind) in [
        ("heads", "branch"),
        ("tags", "tag"),
        ("remotes", "remote branch"),
    ] {
        walk(&common.join("refs").join(folder), "", &mut |name| {
            names.push((name, kind));
        });
    }
    for line in fs::read_to_string(common.join("packed-refs"))
        .unwrap_or_default()
        .lines()
    {
        let Some((_, name)) = line.split_once(' ') else {
            continue;
        };
        for (prefix, kind) in [
            ("refs/heads/", "branch"),
            ("refs/tags/", "tag"),
            ("refs/remotes/", "remote branch"),
        ] {
            if let Some(name) = name.strip_prefix(prefix) {
                names.push((name.to_owned(), kind));
            }
        }
    }
    names.sort_unstable();
    names.dedup();
    request
        .view
        .likeness
        .matching(names, &request.word.text, |(name, _)| name)
        .into_iter()
        .map(|(name, kind)| Item::word(&name, kind))
        .collect()
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

fn remotes(request: &Request<'_>) -> Vec<Item> {
    let Some(directory) = repository(&request.view.directory) else {
        return Vec::new();
    };
    let text = fs::read_to_string(directory.join("config")).unwrap_or_default();
    let names: Vec<&str> = text
        .lines()
        .filter_map(|line| line.trim().strip_prefix("[remote \"")?.strip_suffix("\"]"))
        .collect();
    request
        .view
        .likeness
        .matching(names, &request.word.text, |name| name)
        .into_iter()
        .map(|name| Item::word(name, "remote"))
        .collect()
}
