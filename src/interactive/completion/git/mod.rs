//! The basics of git: its commands, and the names in a repository, which are read without git; it knows best which
//! files have changed.

mod commands;
mod repository;

use super::files::{Wanted, files};
use super::options::{self, Ask};
use super::{Ending, Item, Place, Request, asking};
use crate::interactive::editor::view::View;
use crate::interactive::prompt::git as prompt;
use commands::{COMMANDS, SUBCOMMANDS, UNTOLD, VALUES};
use std::borrow::Cow;
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

/// The values of an option.
pub fn values(request: &Request<'_>, option: &str) -> Vec<Item> {
    let found = VALUES.iter().find(|(names, _)| names.contains(&option));
    let values = found.map_or("", |(_, values)| values).split_whitespace();
    let values = request
        .view
        .likeness
        .matching(values.collect(), &request.word.text, |value| value);
    values
        .into_iter()
        .map(|value| options::item(value, ""))
        .collect()
}

/// Options before the command that take the next word as their argument.
const WITH_ARGUMENT: &[&str] = &[
    "-C",
    "-c",
    "--git-dir",
    "--work-tree",
    "--namespace",
    "--config-env",
    "--attr-source",
];

/// Takes the options before the command out of the words of a `git`, and says where they have it run. An
/// option whose argument is still to come stays.
pub fn place(view: &View, words: &mut Vec<String>) -> Place {
    let mut place = Place::default();
    while let Some(option) = words.get(1).filter(|word| word.starts_with('-')) {
        let (name, attached) = match option.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (option.as_str(), None),
        };
        let apart = attached.is_none() && WITH_ARGUMENT.contains(&name);
        let argument = if apart {
            words.get(2).map(String::as_str)
        } else {
            attached
        };
        match (name, argument) {
            _ if apart && argument.is_none() => break,
            ("-C", Some(path)) => place.enter(view, path),
            ("--git-dir", Some(path)) => place.repository = Some(place.of(view, path)),
            _ => {}
        }
        words.drain(1..if apart { 3 } else { 2 });
    }
    place
}

/// Arguments of git; `None` where files are as good as anything.
pub fn complete(request: &Request<'_>) -> Option<Vec<Item>> {
    let text = &request.word.text;
    let Some(command) = request.words.get(1) else {
        if text.starts_with('-') {
            return Some(options::options(request, "git", Ask::Program));
        }
        return Some(commands(request));
    };
    match command.as_str() {
        "-C" | "--git-dir" | "--work-tree" => return Some(files(request, Wanted::Directories)),
        _ if command.starts_with('-') => return None,
        _ => {}
    }
    let command = real_command(request, command);
    if text.starts_with('-') {
        return Some(options_of(request, &command));
    }
    if request.words.iter().any(|word| word == "--") {
        return Some(match command.as_str() {
            "checkout" | "restore" => changed(request, &["--modified"]),
            _ => files(request, Wanted::Any),
        });
    }
    arguments(request, &command)
}

/// The options of a command: those of its help, and those that are told nowhere but in the manual.
fn options_of(request: &Request<'_>, command: &str) -> Vec<Item> {
    let mut items = options::options_of(request, &["git", command], Ask::Program);
    let groups = UNTOLD.iter().filter(|(names, _)| names.contains(&command));
    for (name, meaning) in groups.flat_map(|(_, untold)| *untold) {
        let known = items.iter().any(|item| item.shown == *name);
        if name.starts_with(&*request.word.text) && !known {
            items.push(options::item(name, meaning));
        }
    }
    items
}

fn arguments(request: &Request<'_>, command: &str) -> Option<Vec<Item>> {
    let text = &request.word.text;
    let mut words = request.words.iter().skip(2);
    let first = words.find(|word| !word.starts_with('-'));
    if first.is_none()
        && let Some((_, names)) = SUBCOMMANDS.iter().find(|(name, _)| *name == command)
    {
        return Some(request.listed(names.split(' ').map(|name| (name, ""))));
    }
    let items = match command {
        "add" | "stage" => changed(request, &["--modified", "--others", "--exclude-standard"]),
        "restore" => {
            let mut items = references(request);
            items.extend(changed(request, &["--modified"]));
            items
        }
        "show" | "diff" | "log" | "cat-file" | "archive" if text.contains(':') => tree(request)?,
        "diff" if first.is_none() => {
            let mut items = changed(request, &["--modified"]);
            items.extend(references(request));
            items
        }
        "checkout" | "diff" | "log" | "show" | "reset" | "blame" | "worktree" => {
            let mut items = references(request);
            items.extend(files(request, Wanted::Any));
            items
        }
        "switch" => {
            let mut items = references(request);
            // It is there already.
            items.retain(|item| item.shown != "HEAD");
            items
        }
        "branch" if request.has_option(&['d', 'D', 'm', 'M']) => of_kind(request, "branch"),
        "tag" if request.has_option(&['d']) => of_kind(request, "tag"),
        "config" if first.is_none() => settings(request),
        "merge" | "rebase" | "branch" | "cherry-pick" | "revert" | "tag" | "describe"
        | "bisect" | "reflog" | "rev-parse" | "shortlog" | "format-patch" | "range-diff"
        | "notes" => references(request),
        "push" | "pull" | "fetch" if first.is_some() => references(request),
        "push" | "pull" | "fetch" | "remote" => {
            let remotes = repository(request).map(|one| repository::remotes(&one));
            let remotes = remotes.unwrap_or_default().into_iter();
            request.listed(remotes.map(|name| (name, "remote")))
        }
        "stash" if first.is_some_and(|word| word != "push") => {
            let stashes = repository(request).map(|one| repository::stashes(&one));
            request.listed(stashes.unwrap_or_default())
        }
        _ => return None,
    };
    Some(items)
}

/// The command of git that an alias stands for, or which is none.
fn real_command(request: &Request<'_>, command: &str) -> String {
    let aliases = || aliases(request).into_iter().rev();
    let value = (!COMMANDS.iter().any(|(name, _)| *name == command))
        .then(|| aliases().find(|(name, _)| name == command))
        .flatten();
    let first = value
        .as_ref()
        .and_then(|(_, value)| value.split_whitespace().next());
    first.unwrap_or(command).to_owned()
}

fn aliases(request: &Request<'_>) -> Vec<(String, String)> {
    let home = Path::new(OsStr::from_bytes(&request.view.home));
    repository::aliases(home, repository(request).as_deref())
}

/// Files of the kinds that git is asked for, and the directories that they are in; all files, if there are none.
fn changed(request: &Request<'_>, kinds: &[&str]) -> Vec<Item> {
    let mut items = files(request, Wanted::Any);
    let arguments = [&git(request), &["ls-files", "-z"][..], kinds].concat();
    let names = asking::said(request.view, &arguments);
    let is_one = |item: &Item| {
        let path = item.path.strip_prefix(&*request.place.base);
        let path = path.unwrap_or(&item.path);
        names.split('\0').any(|name| {
            let rest = name.as_bytes().strip_prefix(path);
            rest.is_some_and(|rest| matches!(rest, [] | [b'/', ..]))
        })
    };
    if items.iter().any(is_one) {
        items.retain(is_one);
    }
    items
}

/// Its commands, and the user's own, that begin like the word.
pub fn commands(request: &Request<'_>) -> Vec<Item> {
    let known = COMMANDS.iter();
    let known = known.map(|&(name, description)| (Cow::from(name), Cow::from(description)));
    let own = aliases(request).into_iter();
    let own = own.map(|(name, value)| (name.into(), format!("alias for {value}").into()));
    request.listed(known.chain(own))
}

/// Branches and tags, also behind another one: `from..to`, `from:to`.
fn references(request: &Request<'_>) -> Vec<Item> {
    let Some(directory) = repository(request) else {
        return Vec::new();
    };
    let text = request.word.text.as_str();
    let at = text.rfind([':', '^', '+']).map(|at| at + 1);
    let at = at.max(text.rfind("..").map(|at| at + 2)).unwrap_or(0);
    let (before, text) = text.split_at_checked(at).unwrap_or_default();
    request
        .view
        .likeness
        .matching(repository::references(&directory), text, |(name, _)| name)
        .into_iter()
        .map(|(name, kind)| Item {
            text: [before, &name].concat(),
            ..Item::word(&name, kind)
        })
        .collect()
}

/// Those of the references that are branches, or tags.
fn of_kind(request: &Request<'_>, kind: &str) -> Vec<Item> {
    let mut items = references(request);
    items.retain(|item| item.description == kind);
    items
}

/// The names of git's own settings, but for those that are named after something else in part.
fn settings(request: &Request<'_>) -> Vec<Item> {
    let names = asking::said(request.view, &["git", "help", "--config"]);
    let whole = names.lines().filter(|name| {
        let mut bytes = name.bytes();
        name.contains('.')
            && bytes.all(|byte| byte.is_ascii_alphanumeric() || b".-".contains(&byte))
    });
    request.listed(whole.map(|name| (name, "")))
}

/// The files of a commit, behind its name: `HEAD:path`.
fn tree(request: &Request<'_>) -> Option<Vec<Item>> {
    let text = request.word.text.as_str();
    let colon = text.find(':').filter(|&at| at > 0)? + 1;
    let at = text.rfind('/').map_or(colon, |slash| colon.max(slash + 1));
    let (place, begin) = text.split_at_checked(at)?;
    if request.word.quote.is_some() {
        return None;
    }
    let listed = &["ls-tree", "-z", "--full-tree", place];
    let entries = asking::said(request.view, &[&git(request), &listed[..]].concat());
    let entry = |entry: &str| {
        let (about, name) = entry.split_once('\t')?;
        let directory = about.contains(" tree ");
        Some((name.to_owned(), directory))
    };
    let found = entries.split('\0').filter_map(entry).collect();
    let found = request
        .view
        .likeness
        .matching(found, begin, |(name, _)| name);
    let items = found.into_iter().map(|(name, directory)| {
        let slash = if directory { "/" } else { "" };
        Item {
            text: [place, &request.word.quoted(&name), slash].concat(),
            ending: if directory {
                Ending::Open
            } else {
                Ending::Blank
            },
            ..Item::word(&[&*name, slash].concat(), "")
        }
    });
    Some(items.collect())
}

/// How git is called about the place that the command is about.
fn git<'r>(request: &'r Request<'_>) -> Vec<&'r str> {
    match std::str::from_utf8(&request.place.base) {
        Ok("") | Err(_) => vec!["git"],
        Ok(base) => vec!["git", "-C", base],
    }
}

/// The repository that the command is about.
fn repository(request: &Request<'_>) -> Option<PathBuf> {
    let directory = Path::new(OsStr::from_bytes(&request.view.directory));
    let place = |path: &[u8]| directory.join(OsStr::from_bytes(path));
    match &request.place.repository {
        Some(path) => Some(place(path)),
        None => prompt::repository(place(&request.place.base).as_os_str().as_bytes()),
    }
}
