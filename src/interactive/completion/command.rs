//! Commands, and which arguments each of them takes.

use super::files::{Wanted, files};
use super::{Ending, Item, Request, git, make, manual, names, options, python};
use crate::env::bindings::FUNCTIONS;
use crate::env::options::{Home, OPTIONS};
use crate::interactive::editor::scan::is_assignment;
use crate::interactive::editor::view::View;
use crate::sys::dir::{self, EntryKind};
use crate::sys::{fd, host};
use std::collections::BTreeMap;

/// What a name of a command may be that of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Callable {
    /// Of all that there is.
    #[default]
    Any,
    /// Of a builtin or a program: functions and aliases are passed over.
    Utility,
    /// Of a builtin.
    Builtin,
    /// Of a program.
    Program,
}

impl Callable {
    /// Whether it may be that of a program.
    pub fn programs(self) -> bool {
        self != Self::Builtin
    }

    /// Whether it may be that of a builtin.
    pub fn builtins(self) -> bool {
        self != Self::Program
    }
}

use Callable::{Any, Builtin, Program, Utility};

/// Commands that run the command in their arguments, their options that take an argument, and what they run.
const RUNNERS: &[(&str, &str, Callable)] = &[
    ("builtin", "", Builtin),
    ("chrt", "", Program),
    ("command", "", Utility),
    ("doas", "uC", Program),
    ("env", "uCS", Program),
    ("exec", "a", Program),
    ("ionice", "cn", Program),
    ("nice", "n", Program),
    ("nohup", "", Program),
    ("setsid", "", Program),
    ("stdbuf", "ioe", Program),
    ("strace", "eopsuP", Program),
    ("sudo", "ugpCDRThr", Program),
    ("time", "fo", Any),
    ("watch", "n", Program),
    ("xargs", "aEdIiLlnPs", Program),
];

/// How many words come before the command that the first of them runs, and what that may be; `None` if it runs none.
pub fn before_another(words: &[String]) -> Option<(usize, Callable)> {
    let (first, rest) = words.split_first()?;
    let (_, arguments, callable) = RUNNERS.iter().find(|(name, ..)| name == first)?;
    let mut count = 1;
    let mut rest = rest.iter();
    while let Some(word) = rest.next() {
        let mut letters = word.chars();
        match (letters.next(), letters.next(), letters.next()) {
            (Some('-'), Some(letter), None) if arguments.contains(letter) => {
                // Its argument is what the cursor is at.
                rest.next()?;
                count += 2;
            }
            (Some('-'), _, _) => count += 1,
            _ if is_assignment(word.as_bytes()) => count += 1,
            _ => break,
        }
    }
    Some((count, *callable))
}

/// Takes what comes before the command that is run out of some words: none are left where it is still to come.
pub fn run_by(words: &mut Vec<String>) {
    while let Some((skip, _)) = before_another(words) {
        words.drain(..skip.min(words.len()));
    }
}

/// Everything that can be executed and begins like the word.
pub fn commands(request: &Request<'_>) -> Vec<Item> {
    let view = request.view;
    let text = &request.word.text;
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    let folded = text.to_lowercase();
    let near = |name: &str| name.len() >= folded.len() && name.to_lowercase().starts_with(&folded);
    let callable = request.callable;
    let places = view.path.split(|&byte| byte == b':');
    for directory in places.filter(|_| callable.programs()) {
        let _ = dir::read(directory, |name, kind| {
            if let Ok(name) = std::str::from_utf8(name) {
                let path = || [directory, b"/", name.as_bytes()].concat();
                let wanted =
                    kind != EntryKind::Directory && near(name) && !found.contains_key(name);
                if wanted
                    && host::may_access(&path(), nix::libc::X_OK).is_ok()
                    && fd::stat_path(&path()).is_ok_and(|stat| stat.is_file())
                {
                    found.insert(name.to_owned(), String::new());
                }
            }
            true
        });
    }
    for builtin in view.builtins.iter().filter(|_| callable.builtins()) {
        found.insert(builtin.name.to_owned(), builtin.summary.to_owned());
    }
    if callable == Any {
        add_own(view, &mut found);
    }
    let found: Vec<(String, String)> = found.into_iter().collect();
    let few = found
        .iter()
        .filter(|(name, _)| name.starts_with(text.as_str()))
        .count()
        <= 20;
    request
        .view
        .likeness
        .matching(found, text, |(name, _)| name)
        .into_iter()
        .map(|(name, description)| {
            let mut item = Item::word(&name, if few { &description } else { "" });
            item.text = request.word.quoted(&name);
            item
        })
        .collect()
}

/// What only the shell knows: functions, aliases and its own words.
fn add_own(view: &View, found: &mut BTreeMap<String, String>) {
    let bytes = |text: &[u8]| String::from_utf8_lossy(text).into_owned();
    for function in view.functions.iter() {
        found.insert(bytes(function.name.as_bytes()), "function".to_owned());
    }
    for (name, value) in view.aliases.iter() {
        found.insert(bytes(name), format!("alias for {}", bytes(value)));
    }
    for word in [
        "if", "then", "else", "elif", "fi", "for", "while", "until", "do", "done", "case", "esac",
    ] {
        found
            .entry(word.to_owned())
            .or_insert_with(|| "reserved word".to_owned());
    }
}

/// What an argument of the command may be.
pub fn arguments(request: &Request<'_>) -> Vec<Item> {
    let command = request.words.first().map_or("", String::as_str);
    let command = command.rsplit('/').next().unwrap_or_default();
    let previous = request.words.last().map_or("", String::as_str);
    let text = request.word.text.as_str();
    if request.word.skipped > 0 {
        return value(request, command, &request.word.named);
    }
    let operand = request.words.iter().any(|word| word == "--");
    if operand && text.starts_with('-') {
        return files(request, Wanted::Any);
    }
    if let Some(items) = options::values_behind(request, command, previous) {
        return items;
    }
    if let Some(items) = special(request, command, previous, text) {
        return items;
    }
    if text.starts_with('-') {
        let options = options::options(request, command);
        if !options.is_empty() {
            return options;
        }
    }
    let mut items = files(request, Wanted::Any);
    if request.words.len() == 1 && !text.contains('/') {
        let mut commands = options::subcommands(request, command);
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
        _ if name.starts_with('-') || command == "dd" => options::values(request, command, name),
        _ => Vec::new(),
    };
    if values.is_empty() {
        return files(request, Wanted::Any);
    }
    values
}

/// Puts what an alias stands for in the place of the first word, if that is nothing but words. Says whether
/// another alias may follow it.
pub fn unalias(view: &View, words: &mut Vec<String>) -> bool {
    let name = words.first().map_or("", String::as_str);
    let Some(value) = view.aliases.get(name.as_bytes()) else {
        return false;
    };
    let value = String::from_utf8_lossy(value);
    if !value.contains(['|', '&', ';', '<', '>', '(', ')', '$', '`', '\\', '"', '\'']) {
        let parts = value.split_whitespace().map(str::to_owned);
        words.splice(..1, parts).for_each(drop);
    }
    value.ends_with(' ')
}

/// Which files an argument of the command may name, where it is the name of a file that comes to mind first.
pub fn named_files(command: &str, words: &[String]) -> Option<Wanted> {
    match command {
        "cd" | "pushd" | "rmdir" | "mkdir" | "chdir" => Some(Wanted::Directories),
        "kill" | "pkill" | "killall" | "pgrep" | "pidof" | "wait" | "strace" | "gdb" | "renice"
        | "fg" | "bg" | "jobs" | "disown" | "trap" | "unset" | "export" | "readonly" | "read"
        | "local" | "printenv" | "unalias" | "alias" | "abbr" | "help" | "man" | "which"
        | "type" | "hash" | "whatis" | "set" | "shopt" | "ssh" | "ping" | "telnet" | "mosh"
        | "host" | "dig" | "nc" | "traceroute" | "su" | "passwd" | "finger" | "id" | "groups" => {
            None
        }
        "git" => {
            let on_files = ["add", "rm", "mv", "restore", "apply", "blame"];
            let command = words.get(1)?;
            on_files.contains(&command.as_str()).then_some(Wanted::Any)
        }
        _ => Some(Wanted::Any),
    }
}

fn special(request: &Request<'_>, command: &str, previous: &str, text: &str) -> Option<Vec<Item>> {
    let option = text.starts_with('-');
    Some(match command {
        "cd" | "pushd" | "rmdir" | "mkdir" | "chdir" if !option => {
            files(request, Wanted::Directories)
        }
        "kill" | "pkill" | "killall" if option || matches!(previous, "-s" | "-l") => {
            names::signals(request, if option { "-" } else { "" })
        }
        "kill" => {
            let mut items = names::jobs(request);
            if !text.starts_with('%') {
                items.extend(names::processes(request, names::Running::All));
            }
            items
        }
        "wait" | "strace" | "gdb" | "renice" if !option => {
            let which = if command == "wait" {
                names::Running::Children
            } else {
                names::Running::All
            };
            let mut items = names::jobs(request);
            items.extend(names::processes(request, which));
            items
        }
        "killall" | "pgrep" | "pidof" | "pkill" if !option => names::running(request),
        "fg" | "bg" | "jobs" | "disown" if !option => names::jobs(request),
        "trap" if request.words.len() > 1 => names::conditions(request),
        "unset" if !option && request.words.iter().any(|word| word == "-f") => {
            listed(request, functions(request))
        }
        "declare" | "typeset" if !option => {
            let functions_only = |word: &String| word.starts_with('-') && word.contains(['f', 'F']);
            if request.words.iter().any(functions_only) {
                listed(request, functions(request))
            } else {
                names::variable_names(request)
            }
        }
        "unset" if !option => {
            let mut items = names::variable_names(request);
            items.extend(listed(request, functions(request)));
            items
        }
        "export" | "readonly" | "read" | "local" | "printenv" if !option => {
            names::variable_names(request)
        }
        "unalias" | "alias" => listed(request, aliases(request)),
        "abbr" if !option => Vec::new(),
        "help" => listed(request, builtins(request)),
        "man" if !option => manual::pages(request),
        "which" | "type" | "hash" | "whatis" if !option => commands(request),
        "set" if matches!(previous, "-o" | "+o") => listed(request, options_at(Home::Set)),
        "shopt" if !option => {
            let home = if request
                .words
                .iter()
                .any(|word| word.contains('o') && word.starts_with('-'))
            {
                Home::Set
            } else {
                Home::Shopt
            };
            listed(request, options_at(home))
        }
        "ssh" | "scp" | "sftp" if matches!(previous, "-i" | "-F" | "-S" | "-E") => {
            files(request, Wanted::Any)
        }
        "python" | "python3" | "pypy3" if previous == "-m" => python::modules(request, command),
        "ssh" | "ping" | "telnet" | "mosh" | "host" | "dig" | "nc" | "traceroute" if !option => {
            names::hosts(request, Ending::Blank)
        }
        "scp" | "rsync" | "sftp" if !option && !text.contains('/') => {
            let mut items = files(request, Wanted::Any);
            for mut host in names::hosts(request, Ending::Open) {
                host.text.push(':');
                items.push(host);
            }
            items
        }
        "su" | "passwd" | "finger" | "id" | "groups" if !option => names::logins(request),
        "chown" if text.contains(':') => names::groups(request),
        "chgrp" if request.words.len() == 1 && !option => names::groups(request),
        "umount" if !option => names::mounts(request),
        "bind" if !option => listed(request, functions_of_editor()),
        "let" => names::variable_names(request),
        "printf" | "test" | "[" | "[[" if previous == "-v" => names::variable_names(request),
        "mapfile" | "readarray" | "getopts" if !option => names::variable_names(request),
        "chown" if request.words.len() == 1 && !option => names::logins(request),
        "make" | "gmake" if !option => make::arguments(request, previous),
        "git" => return git::complete(request),
        _ => return None,
    })
}

/// Those of some names, each with a description, that the word may become.
pub fn listed(request: &Request<'_>, all: Vec<(String, String)>) -> Vec<Item> {
    request
        .view
        .likeness
        .matching(all, &request.word.text, |(name, _)| name)
        .into_iter()
        .map(|(name, description)| Item::word(&name, &description))
        .collect()
}

fn aliases(request: &Request<'_>) -> Vec<(String, String)> {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    request
        .view
        .aliases
        .iter()
        .map(|(name, value)| (text(name), text(value)))
        .collect()
}

fn builtins(request: &Request<'_>) -> Vec<(String, String)> {
    let builtins = request.view.builtins.iter();
    builtins
        .map(|builtin| (builtin.name.to_owned(), builtin.summary.to_owned()))
        .collect()
}

fn functions(request: &Request<'_>) -> Vec<(String, String)> {
    let functions = request.view.functions.iter();
    functions
        .map(|one| {
            (
                String::from_utf8_lossy(one.name.as_bytes()).into_owned(),
                String::new(),
            )
        })
        .collect()
}

/// What keys can be bound to.
fn functions_of_editor() -> Vec<(String, String)> {
    let names = FUNCTIONS.iter().map(|function| function.name);
    names.map(|name| (name.to_owned(), String::new())).collect()
}

/// The options of `set -o`, or of `shopt`.
fn options_at(home: Home) -> Vec<(String, String)> {
    let there = |at: Home| at == home || at == Home::Both;
    OPTIONS
        .iter()
        .filter(|option| there(option.home) && !option.name.is_empty() && option.settable)
        .map(|option| (option.name.to_owned(), option.summary.to_owned()))
        .collect()
}
