//! Processes as candidates: by number, or by the name of their program.

use super::item::Item;
use super::names::read;
use super::request::Request;
use crate::sys::host;
use std::fs;

/// Which processes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Running {
    /// Those of the user.
    All,
    /// Those that the shell has started.
    Children,
}

/// Processes, by number.
pub fn processes(request: &Request<'_>, which: Running) -> Vec<Item> {
    let own = host::pid();
    let wanted = |pid: i32| which == Running::All || parent_of(pid) == Some(own);
    let found = of_user().into_iter().filter(|&(pid, _)| wanted(pid));
    let items = found.map(|(pid, command)| Item::word(&pid.to_string(), &command));
    let text = request.word.text.as_str();
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    items
        .filter(|item| {
            if digits {
                item.shown.starts_with(text)
            } else {
                item.description.contains(text)
            }
        })
        .collect()
}

/// Processes, by the name of their program.
pub fn running(request: &Request<'_>) -> Vec<Item> {
    let name = |pid: i32| read(&format!("/proc/{pid}/comm")).trim_end().to_owned();
    let found = of_user().into_iter();
    let mut names: Vec<(String, String)> =
        found.map(|(pid, command)| (name(pid), command)).collect();
    names.retain(|(name, _)| !name.is_empty());
    names.sort();
    names.dedup_by(|one, other| one.0 == other.0);
    let likeness = &request.view.likeness;
    let names = likeness.matching(names, &request.word.text, |(name, _)| name);
    let items = names.into_iter().map(|(name, command)| Item {
        text: request.word.quoted(&name),
        ..Item::word(&name, &command)
    });
    items.collect()
}

/// The processes of the user but the shell itself, the youngest first, with what they run.
fn of_user() -> Vec<(i32, String)> {
    let own = host::user_ids().0;
    let mut found: Vec<(i32, String)> = Vec::new();
    let _ = crate::sys::dir::read(b"/proc", |name, _| {
        let name = std::str::from_utf8(name).unwrap_or_default();
        let pid = name.parse::<i32>().ok();
        found.extend(pid.and_then(|pid| Some((pid, command_of(pid, own)?))));
        true
    });
    found.sort_unstable_by_key(|(pid, _)| std::cmp::Reverse(*pid));
    found
}

fn parent_of(pid: i32) -> Option<i32> {
    let stat = read(&format!("/proc/{pid}/stat"));
    let (_, behind) = stat.rsplit_once(") ")?;
    behind.split(' ').nth(1)?.parse().ok()
}

/// What a process of this user runs.
fn command_of(pid: i32, user: u32) -> Option<String> {
    use std::os::unix::fs::MetadataExt;
    let path = format!("/proc/{pid}");
    if user != 0 && fs::metadata(&path).ok()?.uid() != user || pid == host::pid() {
        return None;
    }
    let line = read(&format!("{path}/cmdline"));
    let line = line.trim_end_matches('\0').replace('\0', " ");
    (!line.is_empty()).then(|| line.chars().take(80).collect())
}
