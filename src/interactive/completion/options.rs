//! Options of programs with descriptions: from their manual page or their `--help`.

use super::{Ending, Item, Request, values};
use crate::env::commands::{Search, search};
use crate::interactive::editor::view::View;
use crate::sys::fd;
use crate::sys::signal::SignalSet;
use crate::sys::spawn::{Plan, spawn};
use crate::sys::strings::Strings;
use crate::sys::{signal, wait};
use std::cell::RefCell;
use std::collections::HashMap;
use std::ffi::CStr;
use std::os::fd::AsRawFd;
use std::rc::Rc;
use std::time::{Duration, Instant};

/// How long a program may take to explain itself, and how much it may say.
const PATIENCE: Duration = Duration::from_millis(800);
const ENOUGH: usize = 256 * 1024;

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
    subcommands: Vec<(String, String)>,
}

/// Options of a command.
pub fn options(request: &Request<'_>, command: &str) -> Vec<Item> {
    items(request, &help(request, command, None).options)
}

/// The values that an option of a command may have, where its help names some.
pub fn values(request: &Request<'_>, command: &str, option: &str) -> Vec<Item> {
    valued(request, &help(request, command, None).text, option)
}

/// Those that are known without asking a program.
pub fn known_values(request: &Request<'_>, command: &str, option: &str) -> Vec<Item> {
    if is_known(request, command, None) {
        values(request, command, option)
    } else {
        Vec::new()
    }
}

/// The values of the option before the word, if it is known to want one of some.
pub fn values_behind(request: &Request<'_>, command: &str, option: &str) -> Option<Vec<Item>> {
    if !option.starts_with("--") || !is_known(request, command, None) {
        return None;
    }
    let help = help(request, command, None);
    let items = valued(request, &help.text, option);
    (!items.is_empty() && values::demands(&help.text, option)).then_some(items)
}

fn valued(request: &Request<'_>, text: &str, option: &str) -> Vec<Item> {
    let values = values::values(text, option).into_iter();
    request.listed(values.map(|value| (value, "")))
}

fn is_known(request: &Request<'_>, command: &str, subcommand: Option<&str>) -> bool {
    let builtin = subcommand.is_none() && request.view.builtin(command.as_bytes()).is_some();
    builtin
        || request
            .caches
            .help
            .borrow()
            .contains_key(&key(command, subcommand))
}

/// Options of a command, or of a command of it, as far as they are known without asking a program.
pub fn known(request: &Request<'_>, command: &str, subcommand: Option<&str>) -> Vec<Item> {
    if is_known(request, command, subcommand) {
        items(request, &help(request, command, subcommand).options)
    } else {
        Vec::new()
    }
}

/// Options of `git commit` and the like.
pub fn options_of_git(request: &Request<'_>, subcommand: &str) -> Vec<Item> {
    items(request, &help(request, "git", Some(subcommand)).options)
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

/// Commands of a command, where its help lists some.
pub fn subcommands(request: &Request<'_>, command: &str) -> Vec<Item> {
    if !ASKED.contains(&command) {
        return Vec::new();
    }
    items(request, &help(request, command, None).subcommands)
}

/// As [`subcommands`], of what is known without asking: none while it is not. `None`: such a command has none.
pub fn known_subcommands(request: &Request<'_>, command: &str) -> Option<Vec<Item>> {
    ASKED.contains(&command).then(|| {
        if is_known(request, command, None) {
            subcommands(request, command)
        } else {
            Vec::new()
        }
    })
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

fn key(command: &str, subcommand: Option<&str>) -> String {
    [command, subcommand.unwrap_or_default()].join(" ")
}

fn help(request: &Request<'_>, command: &str, subcommand: Option<&str>) -> Rc<Help> {
    let key = key(command, subcommand);
    if let Some(known) = request.caches.help.borrow().get(&key) {
        return Rc::clone(known);
    }
    let text = match request.view.builtin(command.as_bytes()) {
        Some(builtin) if subcommand.is_none() => builtin.explanation(),
        _ => explain(request.view, command, subcommand),
    };
    let help = Rc::new(Help {
        options: listed_options(&text),
        subcommands: listed_commands(&text),
        text,
    });
    request
        .caches
        .help
        .borrow_mut()
        .insert(key, Rc::clone(&help));
    help
}

/// What a command says, the first word of which is its name.
pub fn said(view: &View, words: &[&str]) -> String {
    let name = words.first().copied().unwrap_or_default();
    let Search::Found(path) = search(name.as_bytes(), &view.path) else {
        return String::new();
    };
    let arguments: Vec<&[u8]> = words.iter().map(|word| word.as_bytes()).collect();
    output(view, &path, &arguments)
}

/// What a program says to `--help`; also what its manual page says, if that has no options.
fn explain(view: &View, command: &str, subcommand: Option<&str>) -> String {
    let mut words = vec![command];
    match subcommand {
        Some(subcommand) => words.extend([subcommand, "-h"]),
        None => words.push("--help"),
    }
    let mut text = said(view, &words);
    if text.contains("  -") || text.contains("\t-") {
        return text;
    }
    let page = subcommand.map_or_else(|| command.to_owned(), |sub| format!("{command}-{sub}"));
    text.push('\n');
    text + &said(view, &["man", "-P", "cat", &page])
}

/// Runs a program out of everybody's way and gathers what it says.
fn output(view: &View, path: &CStr, arguments: &[&[u8]]) -> String {
    let (Ok((read, write)), Ok(null)) = (
        fd::pipe(),
        fd::open_high(b"/dev/null", nix::libc::O_RDWR, 0),
    ) else {
        return String::new();
    };
    let (Ok(read), Ok(write)) = (fd::high(read), fd::high(write)) else {
        return String::new();
    };
    let argv = Strings::new(arguments.iter().copied());
    let mut plan = Plan::new(path, &argv, &view.environment);
    let moves = [
        (null.as_raw_fd(), 0),
        (write.as_raw_fd(), 1),
        (write.as_raw_fd(), 2),
    ];
    plan.moves = &moves;
    // Away from the terminal: it can neither ask nor draw.
    plan.session = true;
    plan.default_caught = true;
    plan.default = ignored();
    let Ok(pid) = spawn(&plan) else {
        return String::new();
    };
    drop(write);
    let text = gather(&read);
    let _ = signal::kill(-pid, nix::libc::SIGKILL);
    let _ = signal::kill(pid, nix::libc::SIGKILL);
    while wait::waitpid(pid, wait::WaitFlags::empty())
        .is_err_and(|error| error.kind() == std::io::ErrorKind::Interrupted)
    {}
    // Overstrikes of manual pages.
    let mut shown: Vec<u8> = Vec::with_capacity(text.len());
    for byte in text {
        if byte == 8 {
            shown.pop();
        } else {
            shown.push(byte);
        }
    }
    String::from_utf8_lossy(&shown).into_owned()
}

/// Signals that the shell ignores for itself.
fn ignored() -> SignalSet {
    use crate::signal::Signal;
    [
        Signal::TERM,
        Signal::QUIT,
        Signal::TSTP,
        Signal::TTIN,
        Signal::TTOU,
    ]
    .into_iter()
    .fold(SignalSet::default(), SignalSet::with)
}

fn gather(read: &std::os::fd::OwnedFd) -> Vec<u8> {
    let deadline = Instant::now() + PATIENCE;
    let mut text = Vec::new();
    let mut block = [0; 8192];
    while text.len() < ENOUGH {
        let left = deadline
            .saturating_duration_since(Instant::now())
            .as_millis() as i32;
        match fd::poll_one(read.as_raw_fd(), nix::libc::POLLIN, left) {
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Ok(0) | Err(_) => break,
            Ok(_) => {}
        }
        match fd::read(read.as_raw_fd(), &mut block) {
            Ok(0) | Err(_) => break,
            Ok(count) => text.extend_from_slice(block.get(..count).unwrap_or_default()),
        }
    }
    text
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
fn listed_commands(text: &str) -> Vec<(String, String)> {
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
        let name = names.split([',', ' ']).next().unwrap_or_default();
        let sound = !name.is_empty()
            && name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if inside && sound && !name.starts_with('-') && !description.is_empty() {
            found.push((name.to_owned(), description));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn help_is_understood() {
        let text = "Usage: ls\n  -a, --all                  do not ignore entries\n      --block-size=SIZE      with -l, scale\n  -C                         list by columns\n      --color[=WHEN]         color the output\n    --[no-]amend             amend it\n      --caches-under exclude everything under\n                             CACHE\n  -W is like\n  -J).\n\n  -J place\n     Jump there\nCommands:\n    build, b    Compile\n  clean - Remove what was built\n";
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
        assert_eq!(
            listed_commands(text),
            [("build", "Compile"), ("clean", "Remove what was built")]
                .map(|(name, description)| (name.to_owned(), description.to_owned()))
        );
    }
}
