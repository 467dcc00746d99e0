//! Names that are no files: variables, users, hosts, jobs, signals, processes.

use super::item::{Ending, Item};
use super::request::Request;
use crate::env::traps::CONDITIONS;
use crate::interactive::editor::view::View;
use crate::signal::Signal;
use std::fs;

/// `~user`
pub fn users(view: &View, text: &str) -> Vec<Item> {
    let wanted = text.strip_prefix('~').unwrap_or(text);
    let names = fs::read_to_string("/etc/passwd").unwrap_or_default();
    let all: Vec<(&str, &str)> = names
        .lines()
        .filter_map(|line| {
            let mut fields = line.split(':');
            Some((fields.next()?, fields.nth(4)?))
        })
        .collect();
    view.likeness
        .matching(all, wanted, |(name, _)| name)
        .into_iter()
        .map(|(name, home)| Item {
            text: format!("~{name}/"),
            ending: Ending::Open,
            ..Item::word(&format!("~{name}"), home)
        })
        .collect()
}

/// Login names.
pub fn logins(request: &Request<'_>) -> Vec<Item> {
    let mut items = users(request.view, &request.word.text);
    for item in &mut items {
        item.shown = item.shown.trim_start_matches('~').to_owned();
        item.text.clone_from(&item.shown);
        item.ending = Ending::Blank;
    }
    items
}

/// Groups, behind what the word has before its colon.
pub fn groups(request: &Request<'_>) -> Vec<Item> {
    let text = request.word.text.as_str();
    let (user, wanted) = match text.rsplit_once(':') {
        Some((user, wanted)) => (format!("{user}:"), wanted),
        None => (String::new(), text),
    };
    let groups = read("/etc/group");
    let names = groups.lines().filter_map(|line| line.split(':').next());
    request
        .view
        .likeness
        .matching(names.collect(), wanted, |name| name)
        .into_iter()
        .map(|name| Item {
            text: format!("{user}{name}"),
            ..Item::word(name, "group")
        })
        .collect()
}

/// Where file systems are mounted, but for where they always are.
pub fn mounts(request: &Request<'_>) -> Vec<Item> {
    let mounts = read("/proc/self/mounts");
    let place = |line: &str| {
        let mut fields = line.split(' ');
        let (from, place) = (fields.next()?, fields.next()?);
        Some((place.replace("\\040", " "), from.to_owned()))
    };
    let found: Vec<(String, String)> = mounts.lines().filter_map(place).collect();
    let likeness = &request.view.likeness;
    likeness
        .begun(found, &request.word.text, |(place, _)| place)
        .into_iter()
        .map(|(place, from)| Item {
            text: request.word.quoted(&place),
            ..Item::word(&place, &from)
        })
        .collect()
}

/// `%n`, also for who has typed the beginning of the command behind the `%`.
pub fn jobs(request: &Request<'_>) -> Vec<Item> {
    let text = request.word.text.as_str();
    let item = |(number, state, command): &(usize, String, String)| {
        Item::word(&format!("%{number}"), &format!("{state}: {command}"))
    };
    let jobs = &request.view.jobs;
    let numbered = request
        .view
        .likeness
        .matching(jobs.iter().map(item).collect(), text, |item| &item.shown);
    if !numbered.is_empty() {
        return numbered;
    }
    let named = text.strip_prefix('%').unwrap_or(text);
    let named = |(_, _, command): &&(usize, String, String)| {
        let program = command.rsplit('/').next().unwrap_or_default();
        command.starts_with(named) || program.starts_with(named)
    };
    jobs.iter().filter(named).map(item).collect()
}

/// Names of signals, each with this in front of it.
pub fn signals(request: &Request<'_>, before: &str) -> Vec<Item> {
    let sig = [before, "SIG"].concat();
    let before = if request.word.text.starts_with(&sig) {
        &sig
    } else {
        before
    };
    let items = Signal::all()
        .filter(|signal| signal.number() < 32)
        .map(|signal| Item::word(&format!("{before}{}", signal.name()), &signal.description()));
    request
        .view
        .likeness
        .matching(items.collect(), &request.word.text, |item| &item.shown)
}

/// What a trap may be for.
pub fn conditions(request: &Request<'_>) -> Vec<Item> {
    let mut items = signals(request, "");
    items.extend(request.listed(CONDITIONS.iter().map(|&(_, name)| (name, ""))));
    items
}

/// Hosts that have been connected to or are configured.
pub fn hosts(request: &Request<'_>, ending: Ending) -> Vec<Item> {
    let (user, text) = match request.word.text.rsplit_once('@') {
        Some((user, text)) => (format!("{user}@"), text),
        None => (String::new(), request.word.text.as_str()),
    };
    let home = String::from_utf8_lossy(&request.view.home).into_owned();
    let mut names: Vec<(String, &str)> = Vec::new();
    let configured = super::ssh::hosts(&format!("{home}/.ssh"));
    names.extend(configured.into_iter().map(|name| (name, "ssh config")));
    for line in read(&format!("{home}/.ssh/known_hosts")).lines() {
        let first = line.split_whitespace().next().unwrap_or_default();
        let plain = first
            .split(',')
            .filter(|name| !name.starts_with(['|', '@', '#']));
        names.extend(plain.map(|name| {
            let name = name
                .trim_start_matches('[')
                .split(']')
                .next()
                .unwrap_or_default();
            (name.to_owned(), "known host")
        }));
    }
    for line in read("/etc/hosts").lines() {
        let line = line.split('#').next().unwrap_or_default();
        names.extend(
            line.split_whitespace()
                .skip(1)
                .map(|name| (name.to_owned(), "/etc/hosts")),
        );
    }
    names.sort_unstable();
    names.dedup_by(|one, other| one.0 == other.0);
    request
        .view
        .likeness
        .matching(names, text, |(name, _)| name)
        .into_iter()
        .map(|(name, from)| Item {
            text: format!("{user}{name}"),
            ending,
            ..Item::word(&name, from)
        })
        .collect()
}

/// The text of a file; none if there is no such file.
pub fn read(path: &str) -> String {
    fs::read(path)
        .map(|text| String::from_utf8_lossy(&text).into_owned())
        .unwrap_or_default()
}
