//! What the arguments of a command are: its options, names of one kind, or files.

use super::command::commands;
use super::files::{Wanted, files};
use super::options::{self, Ask};
use super::processes::Running;
use super::{Ending, Item, Request, git, make, manual, names, processes, python, variables};
use crate::env::bindings::FUNCTIONS;
use crate::env::options::{Home, OPTIONS};

/// What a word may become.
type Candidates = fn(&Request<'_>) -> Vec<Item>;

type Operands = (&'static str, Option<Wanted>, Candidates);

/// Commands, which files their operands may name where it is the name of a file that comes to mind first, and what
/// their operands may be.
const OPERANDS: &[Operands] = &[
    (
        "cd pushd rmdir mkdir chdir",
        Some(Wanted::Directories),
        |request| files(request, Wanted::Directories),
    ),
    ("kill strace gdb renice", None, |request| {
        jobs_and_processes(request, Running::All)
    }),
    ("wait", None, |request| {
        jobs_and_processes(request, Running::Children)
    }),
    ("killall pgrep pidof pkill", None, processes::running),
    ("fg bg jobs disown", None, names::jobs),
    ("trap", None, |request| match request.words.len() {
        1 => files(request, Wanted::Any),
        _ => names::conditions(request),
    }),
    ("unset", None, |request| {
        let mut items = Vec::new();
        if !request.has_option(&['f']) {
            items = variables::variable_names(request);
        }
        items.extend(functions(request));
        items
    }),
    ("declare typeset", None, |request| {
        if request.has_option(&['f', 'F']) {
            return functions(request);
        }
        variables::variable_names(request)
    }),
    (
        "export getopts let local mapfile printenv read readarray readonly",
        None,
        variables::variable_names,
    ),
    ("alias unalias", None, |request| {
        let text = |bytes| String::from_utf8_lossy(bytes);
        let aliases = request.view.aliases.iter();
        request.listed(aliases.map(|(name, value)| (text(name), text(value))))
    }),
    ("abbr", None, |_| Vec::new()),
    ("enable help", None, |request| {
        let builtins = request.view.builtins.iter();
        request.listed(builtins.map(|builtin| (builtin.name, builtin.summary)))
    }),
    ("man", None, manual::pages),
    ("which type hash whatis", None, commands),
    ("set", None, |request| files(request, Wanted::Any)),
    ("shopt", None, |request| {
        let set = request.has_option(&['o']);
        options_at(request, if set { Home::Set } else { Home::Shopt })
    }),
    (
        "dig host mosh nc ping ssh telnet traceroute",
        None,
        |request| names::hosts(request, Ending::Blank),
    ),
    ("scp rsync sftp", Some(Wanted::Any), files_and_hosts),
    ("su passwd finger id groups", None, names::logins),
    ("chown", Some(Wanted::Any), |request| {
        match request.words.len() {
            _ if request.word.text.contains(':') => names::groups(request),
            1 => names::logins(request),
            _ => files(request, Wanted::Any),
        }
    }),
    ("chgrp", Some(Wanted::Any), |request| {
        match request.words.len() {
            1 => names::groups(request),
            _ => files(request, Wanted::Any),
        }
    }),
    ("umount", Some(Wanted::Any), names::mounts),
    ("bind", None, |request| {
        request.listed(FUNCTIONS.iter().map(|function| (function.name, "")))
    }),
    ("make gmake", Some(Wanted::Any), make::arguments),
];

/// Commands, some options that take an argument, and what that may be.
const BEHIND: &[(&str, &str, Candidates)] = &[
    (SIGNALLING, "-s -l", |request| names::signals(request, "")),
    ("set", "-o +o", |request| options_at(request, Home::Set)),
    ("ssh scp sftp", "-i -F -S -E", |request| {
        files(request, Wanted::Any)
    }),
    ("bind", "-f", |request| files(request, Wanted::Any)),
    ("python python3 pypy3", "-m", python::modules),
    ("printf test [ [[", "-v", variables::variable_names),
];

/// Commands whose options are names of signals.
const SIGNALLING: &str = "kill killall pkill";

/// What an argument of the command may be.
pub fn arguments(request: &Request<'_>) -> Vec<Item> {
    let command = request.command();
    let text = request.word.text.as_str();
    if request.word.skipped > 0 {
        return value(request, command, &request.word.named);
    }
    let operand = request.words.iter().any(|word| word == "--");
    if operand && text.starts_with('-') {
        return files(request, Wanted::Any);
    }
    if let Some(items) = options::values_behind(request, command, request.previous()) {
        return items;
    }
    if let Some(items) = special(request, command) {
        return items;
    }
    if text.starts_with('-') {
        let options = options::options(request, command, Ask::Program);
        if !options.is_empty() {
            return options;
        }
    }
    let mut items = files(request, Wanted::Any);
    if !text.contains('/')
        && let Some(mut commands) = options::subcommands(request, command, Ask::Program)
    {
        commands.append(&mut items);
        items = commands;
    }
    items
}

/// What may stand behind `option=` or `name=`.
fn value(request: &Request<'_>, command: &str, name: &str) -> Vec<Item> {
    let values = match command {
        _ if name == "--signal" => names::signals(request, ""),
        "git" => git::values(request, name),
        _ if name.starts_with('-') || command == "dd" => {
            options::values(request, command, name, Ask::Program)
        }
        _ => Vec::new(),
    };
    if values.is_empty() {
        return files(request, Wanted::Any);
    }
    values
}

/// What the tables above say.
fn special(request: &Request<'_>, command: &str) -> Option<Vec<Item>> {
    let option = request.word.text.starts_with('-');
    if command == "git" {
        return git::complete(request);
    }
    if option && is_among(command, SIGNALLING) {
        return Some(names::signals(request, "-"));
    }
    let previous = request.previous();
    let behind = |(commands, options, _): &&(&str, &str, _)| {
        is_among(command, commands) && is_among(previous, options)
    };
    if let Some((.., candidates)) = BEHIND.iter().find(behind) {
        return Some(candidates(request));
    }
    let (.., candidates) = operands_of(command).filter(|_| !option)?;
    Some(candidates(request))
}

fn is_among(name: &str, names: &str) -> bool {
    names.split(' ').any(|other| other == name)
}

fn operands_of(command: &str) -> Option<&'static Operands> {
    OPERANDS
        .iter()
        .find(|(commands, ..)| is_among(command, commands))
}

/// Which files an argument of the command may name, where it is the name of a file that comes to mind first.
pub fn named_files(command: &str, words: &[String]) -> Option<Wanted> {
    if command == "git" {
        let on_files = ["add", "rm", "mv", "restore", "apply", "blame"];
        let command = words.get(1)?;
        return on_files.contains(&command.as_str()).then_some(Wanted::Any);
    }
    operands_of(command).map_or(Some(Wanted::Any), |&(_, wanted, _)| wanted)
}

fn jobs_and_processes(request: &Request<'_>, which: Running) -> Vec<Item> {
    let mut items = names::jobs(request);
    if !request.word.text.starts_with('%') {
        items.extend(processes::processes(request, which));
    }
    items
}

fn files_and_hosts(request: &Request<'_>) -> Vec<Item> {
    let mut items = files(request, Wanted::Any);
    if !request.word.text.contains('/') {
        let hosts = names::hosts(request, Ending::Open).into_iter();
        items.extend(hosts.map(|mut host| {
            host.text.push(':');
            host
        }));
    }
    items
}

fn functions(request: &Request<'_>) -> Vec<Item> {
    let functions = request.view.functions.iter();
    request.listed(functions.map(|one| (String::from_utf8_lossy(one.name.as_bytes()), "")))
}

/// The options of `set -o`, or of `shopt`.
fn options_at(request: &Request<'_>, home: Home) -> Vec<Item> {
    let there = |at: Home| at == home || at == Home::Both;
    let options = OPTIONS
        .iter()
        .filter(|option| there(option.home) && !option.name.is_empty() && option.settable);
    request.listed(options.map(|option| (option.name, option.summary)))
}
