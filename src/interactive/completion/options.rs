//! Options of programs with descriptions: from their manual page or their `--help`.

use super::asking::explain;
use super::{Ending, Item, Request, values};
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
struct Subcommand {
    /// Its name, and those that stand for it.
    names: Vec<String>,
    description: String,
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

/// Lines such as `  -a, --all    do not ignore`.
fn listed_options(text: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let start = line.trim_start();
        if !start.starts_with('-') || start.len() == line.len() && !line.starts_with('-') {
            continue;
        }
        let (names, mut description) = cut(start);
        let next = lines.peek().copied().unwrap_or_default();
        let continued = next.starts_with(' ') && !next.trim_start().starts_with('-');
        if description.is_empty() && continued {
            next.trim().clone_into(&mut description);
        }
        for name in names
            .split([',', ' ', '|'])
            .filter(|name| name.starts_with('-'))
        {
            // git's way to say that there is the opposite, too.
            let plain = name.replacen("[no-]", "", 1);
            let name = plain.split(['[', '<']).next().unwrap_or_default();
            let name = match name.split_once('=') {
                Some((name, _)) => format!("{name}="),
                None => name.trim_end_matches(['.', ':', ';', ')', ']']).to_owned(),
            };
            // It may stand alone, and be set to something.
            let set = plain.contains("[=").then(|| format!("{name}="));
            for name in std::iter::once(name).chain(set) {
                note(&mut found, name, &description);
            }
        }
    }
    found.sort_unstable_by_key(|(name, _)| (!name.starts_with("--"), name.clone()));
    found
}

/// Puts an option among those that have been found, if it can be one.
fn note(found: &mut Vec<(String, String)>, name: String, description: &str) {
    let sound = name.len() > 1
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_=?#+".contains(&byte));
    match found.iter_mut().find(|(other, _)| *other == name) {
        // It was only spoken of before.
        Some((_, known)) if known.is_empty() => description.clone_into(known),
        None if sound && name != "--" => found.push((name, description.to_owned())),
        _ => {}
    }
}

/// Splits where two blanks are: names, description. A long option that leaves room for one alone has words behind it.
fn cut(line: &str) -> (&str, String) {
    let at = line
        .find("  ")
        .or_else(|| line.find('\t'))
        .or_else(|| line.find(' ').filter(|&at| is_sentence(line, at)))
        .unwrap_or(line.len());
    let (names, rest) = line.split_at_checked(at).unwrap_or((line, ""));
    (names, rest.trim().to_owned())
}

/// Whether what stands behind a place is told of the long option before it, and no argument or other name of it.
fn is_sentence(line: &str, at: usize) -> bool {
    let (name, rest) = line.split_at_checked(at).unwrap_or_default();
    let word = |word: &str| word.starts_with(|c: char| c.is_ascii_lowercase());
    let mut words = rest.split_whitespace();
    let several = words.clone().count() > 1;
    name.starts_with("--") && !name.contains(',') && several && words.all(word)
}

/// Lines below a heading such as `Commands:`.
fn listed_commands(text: &str) -> Vec<Subcommand> {
    let mut found = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        let heading = !line.starts_with([' ', '\t']);
        if heading && !line.trim().is_empty() {
            inside = line.to_lowercase().contains("command") && line.trim_end().ends_with(':');
            continue;
        }
        let line = line.trim_start();
        let dashed = line
            .split_once(" - ")
            .filter(|(name, _)| !name.contains(' '));
        let (names, description) =
            dashed.map_or_else(|| cut(line), |(name, rest)| (name, rest.trim().to_owned()));
        let sound = |name: &&str| {
            let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
            !name.is_empty() && !name.starts_with('-') && name.bytes().all(allowed)
        };
        // Other names are behind a comma; behind a blank are arguments.
        let names = names
            .split(',')
            .filter_map(|part| part.trim_start().split(' ').next());
        let names: Vec<String> = names.take_while(sound).map(str::to_owned).collect();
        // One of a list; several names without a word about them may be anything.
        let told = !description.is_empty() || names.concat() == line;
        let known = |name| {
            let mut all = found.iter().flat_map(|one: &Subcommand| &one.names);
            all.any(|other| other == name)
        };
        if inside && told && !names.is_empty() && !names.iter().any(known) {
            found.push(Subcommand { names, description });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn help_is_understood() {
        let text = "Usage: ls\n  -a, --all                  do not ignore entries\n      --block-size=SIZE      with -l, scale\n  -C                         list by columns\n      --color[=WHEN]         color the output\n    --[no-]amend             amend it\n      --caches-under exclude everything under\n                             CACHE\n  -W is like\n  -J).\n\n  -J place\n     Jump there\nCommands:\n    build, b    Compile\n  clean - Remove what was built\n\nInstalled commands:\n    b     alias: build\n    clippy     Find mistakes\n    miri\n    one, two\n";
        let options = listed_options(text);
        for (name, description) in [
            ("--all", "do not ignore entries"),
            ("-a", "do not ignore entries"),
            ("--block-size=", "with -l, scale"),
            ("-C", "list by columns"),
            ("--color", "color the output"),
            ("--color=", "color the output"),
            ("--amend", "amend it"),
            ("--caches-under", "exclude everything under"),
            ("-J", "Jump there"),
        ] {
            assert!(
                options.contains(&(name.to_owned(), description.to_owned())),
                "{name}: {options:?}"
            );
        }
        let command = |names: &[&str], description: &str| Subcommand {
            names: names.iter().copied().map(str::to_owned).collect(),
            description: description.to_owned(),
        };
        let commands = [
            command(&["build", "b"], "Compile"),
            command(&["clean"], "Remove what was built"),
            command(&["clippy"], "Find mistakes"),
            command(&["miri"], ""),
        ];
        assert_eq!(listed_commands(text), commands);
    }
}
