//! Names that are no files: variables, users, hosts, jobs, signals, processes.

use super::{Ending, Item, Request};
use crate::env::traps::CONDITIONS;
use crate::interactive::editor::view::View;
use crate::signal::Signal;
use crate::sys::fd::is_directory;
use crate::sys::host;
use std::fs;

/// A parameter whose name ends a text.
pub struct Parameter<'t> {
    /// Where its `$` stands.
    dollar: usize,
    /// What stands between the two.
    brace: &'t str,
    /// What there is of its name.
    pub name: &'t str,
}

impl Parameter<'_> {
    /// What ends it.
    pub fn close(&self) -> &'static str {
        if self.brace.is_empty() { "" } else { "}" }
    }
}

fn in_name(character: char) -> bool {
    character == '_' || character.is_ascii_alphanumeric()
}

/// The `$name` or `${name` that ends a text.
pub fn parameter(raw: &str, quote: Option<u8>) -> Option<Parameter<'_>> {
    let (ahead, after) = raw.rsplit_once('$').filter(|_| quote != Some(b'\''))?;
    let escapes = ahead.bytes().rev().take_while(|&byte| byte == b'\\');
    let braced = after.strip_prefix('{');
    let name = braced.map_or(after, |name| name.trim_start_matches(['#', '!']));
    let (brace, name) = after.split_at_checked(after.len() - name.len())?;
    (escapes.count() % 2 == 0 && name.chars().all(in_name)).then_some(Parameter {
        dollar: ahead.len(),
        brace,
        name,
    })
}

/// If the text ends in the beginning of a parameter: where that begins, and the variables it may be.
/// `expression`: the whole text is arithmetic.
pub fn variables(
    view: &View,
    raw: &str,
    quote: Option<u8>,
    expression: bool,
) -> Option<(usize, Vec<Item>)> {
    let Some(found) = parameter(raw, quote) else {
        let inside = if expression {
            Some(raw)
        } else {
            expression_in(raw).filter(|_| quote != Some(b'\''))
        };
        return in_expression(view, raw, inside?);
    };
    let all: Vec<&(String, String)> = view.variables.iter().collect();
    let items = view
        .likeness
        .begun(all, found.name, |(name, _)| name)
        .into_iter()
        .map(|(name, value)| {
            // What is asked of it with `${#name}` and `${!name}` is no directory.
            let directory = matches!(found.brace, "" | "{") && is_directory(value.as_bytes());
            let slash = if directory { "/" } else { "" };
            Item {
                ending: if directory {
                    Ending::Open
                } else {
                    Ending::Blank
                },
                close: quote.filter(|_| !directory).map(char::from),
                text: format!("${}{name}{}{slash}", found.brace, found.close()),
                ..Item::word(name, begin_of(value))
            }
        })
        .collect();
    Some((found.dollar, items))
}

/// The arithmetic expression that is open at the end of a text: a command, an expansion or an index.
fn expression_in(raw: &str) -> Option<&str> {
    let command = raw.strip_prefix("((");
    let expression = command.or(raw.rsplit_once("$((").map(|(_, rest)| rest));
    let index = || {
        let (_, inside) = raw.rsplit_once("${")?;
        let (name, index) = inside.split_once('[')?;
        let open = !name.is_empty() && name.chars().all(in_name) && !index.contains(']');
        open.then_some(index)
    };
    let expression = expression.filter(|expression| !expression.contains("))"));
    expression.or_else(index)
}

/// A name without a `$`, at the end of an arithmetic expression.
fn in_expression(view: &View, raw: &str, expression: &str) -> Option<(usize, Vec<Item>)> {
    let name = expression.rsplit(|c| !in_name(c)).next()?;
    if name.is_empty() {
        return None;
    }
    let all: Vec<&(String, String)> = view.variables.iter().collect();
    let items = view
        .likeness
        .begun(all, name, |(name, _)| name)
        .into_iter()
        .map(|(name, value)| Item {
            ending: Ending::Open,
            ..Item::word(name, begin_of(value))
        })
        .collect();
    Some((raw.len() - name.len(), items))
}

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

/// Names of variables, without `$`.
pub fn variable_names(request: &Request<'_>) -> Vec<Item> {
    let variables = request.view.variables.iter();
    request.listed(variables.map(|(name, value)| (name, begin_of(value))))
}

/// As much of the value of a variable as tells which one it is.
fn begin_of(value: &str) -> &str {
    let end = value
        .char_indices()
        .nth(60)
        .map_or(value.len(), |(at, _)| at);
    value.get(..end).unwrap_or_default()
}
