//! Options of programs with descriptions: from their manual page or their `--help`.

use super::asking::explain;
use super::help::{listed_commands, listed_options};
use super::item::{Ending, Item};
use super::request::Request;
use super::values;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// What programs have said, by command line.
#[derive(Debug, Default)]
pub struct Caches {
    help: RefCell<HashMap<String, Rc<Help>>>,
}

/// What could be learnt about a command.
#[derive(Debug, Default)]
struct Help {
    text: String,
    options: Vec<(String, String)>,
    subcommands: Vec<Subcommand>,
}

/// A command of a command.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Subcommand {
    /// Its name, and those that stand for it.
    pub(super) names: Vec<String>,
    pub(super) description: String,
}

/// Whether a program may be asked, or only what is known counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    Program,
    Nobody,
}

/// The command and those of its commands that the words name, one within the other: `docker container ls`.
fn chain<'r>(request: &'r Request<'_>, command: &'r str, ask: Ask) -> Vec<&'r str> {
    let mut chain = vec![command];
    let words = request.words.iter().skip(1).map(String::as_str);
    if command == "git" {
        chain.extend(words.take(1));
    } else if ASKED.contains(&command) {
        for word in words.filter(|word| !word.starts_with(['-', '+'])) {
            let Some(help) = help(request, &chain, ask) else {
                break;
            };
            let mut names = help.subcommands.iter().flat_map(|one| &one.names);
            if !names.any(|name| name == word) {
                break;
            }
            chain.push(word);
        }
    }
    chain
}

/// Options of the command that is being written.
pub fn options(request: &Request<'_>, command: &str, ask: Ask) -> Vec<Item> {
    options_of(request, &chain(request, command, ask), ask)
}

/// Options of a command of commands; where its help tells of none, of that whose command it is.
pub fn options_of(request: &Request<'_>, chain: &[&str], ask: Ask) -> Vec<Item> {
    let Some(help) = help(request, chain, ask) else {
        return Vec::new();
    };
    match chain {
        [rest @ .., _] if help.options.is_empty() && !rest.is_empty() => {
            options_of(request, rest, ask)
        }
        _ => items(request, &help.options),
    }
}

/// The values that an option of a command may have, where its help names some.
pub fn values(request: &Request<'_>, command: &str, option: &str, ask: Ask) -> Vec<Item> {
    let help = help(request, &chain(request, command, ask), ask);
    help.map_or_else(Vec::new, |help| valued(request, &help.text, option))
}

/// The values of the option before the word, if it is known to want one of some.
pub fn values_behind(request: &Request<'_>, command: &str, option: &str) -> Option<Vec<Item>> {
    let ask = Ask::Nobody;
    let help = option
        .starts_with("--")
        .then(|| help(request, &chain(request, command, ask), ask))??;
    let items = valued(request, &help.text, option);
    (!items.is_empty() && values::demands(&help.text, option)).then_some(items)
}

fn valued(request: &Request<'_>, text: &str, option: &str) -> Vec<Item> {
    let values = values::values(text, option).into_iter();
    request.listed(values.map(|value| (value, "")))
}

/// Commands that have commands of their own, and whose help is known to be harmless and quick.
const ASKED: &[&str] = &[
    "cargo",
    "rustup",
    "docker",
    "podman",
    "docker-compose",
    "kubectl",
    "minikube",
    "helm",
    "systemctl",
    "loginctl",
    "machinectl",
    "networkctl",
    "busctl",
    "timedatectl",
    "hostnamectl",
    "udevadm",
    "npm",
    "pnpm",
    "yarn",
    "bun",
    "deno",
    "go",
    "apt",
    "apt-get",
    "apt-cache",
    "dnf",
    "snap",
    "pip",
    "pip3",
    "poetry",
    "bundle",
    "composer",
    "dotnet",
    "terraform",
    "zig",
    "gh",
    "glab",
    "flatpak",
    "nix",
    "uv",
    "restic",
    "rclone",
];

/// Commands of a command, or of a command of it, where its help lists some. `None` if it has none.
pub fn subcommands(request: &Request<'_>, command: &str, ask: Ask) -> Option<Vec<Item>> {
    let chain = chain(request, command, ask);
    if !ASKED.contains(&command) || chain.len() < request.words.len() {
        return None;
    }
    let Some(help) = help(request, &chain, ask) else {
        // The command itself has some.
        return (chain.len() == 1).then(Vec::new);
    };
    let named = help.subcommands.iter().filter_map(|one| {
        let name = one.names.first()?;
        name.starts_with(&request.word.text)
            .then(|| item(name, &one.description))
    });
    (!help.subcommands.is_empty()).then(|| named.collect())
}

fn items(request: &Request<'_>, all: &[(String, String)]) -> Vec<Item> {
    all.iter()
        .filter(|(name, _)| name.starts_with(&request.word.text))
        .map(|(name, description)| item(name, description))
        .collect()
}

/// An option, or a value of one; what it is set to follows some.
pub fn item(name: &str, description: &str) -> Item {
    Item {
        ending: if name.ends_with(['=', ':']) {
            Ending::Open
        } else {
            Ending::Blank
        },
        ..Item::word(name, description)
    }
}

fn help(request: &Request<'_>, chain: &[&str], ask: Ask) -> Option<Rc<Help>> {
    let key = chain.join(" ");
    if let Some(known) = request.caches.help.borrow().get(&key) {
        return Some(Rc::clone(known));
    }
    let text = match chain {
        [command] if let Some(builtin) = request.view.builtin(command.as_bytes()) => {
            builtin.explanation()
        }
        _ if ask == Ask::Nobody => return None,
        _ => explain(request.view, chain),
    };
    let help = Rc::new(Help {
        options: listed_options(&text),
        subcommands: listed_commands(&text),
        text,
    });
    let mut caches = request.caches.help.borrow_mut();
    caches.insert(key, Rc::clone(&help));
    Some(help)
}
