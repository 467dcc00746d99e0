//! What the word at the end of the line may become, if that can be told at once.
//!
//! It is looked for while a word is typed, with every key: no program is asked, and of directories only
//! those are read that are near and small.

use super::command::Callable;
use super::files::{Wanted, place};
use super::item::Item;
use super::options::{self, Ask};
use super::quote::Word;
use super::request::Request;
use super::{Caches, arguments, files, git, make, request, variables};
use crate::env::listing::{Listing, Listings};
use crate::interactive::editor::scan::{Role, scan};
use crate::interactive::editor::view::View;
use nix::sys::statfs::{FsType, statfs};
use std::collections::BTreeSet;
use std::rc::Rc;

/// Of so many files it is looked at what they are.
const TRIES: usize = 200;

/// The answer to a word.
#[derive(Debug, PartialEq, Eq)]
pub enum Suggested {
    /// This behind it makes it the first candidate.
    Rest(String),
    /// Nothing begins like it, nor like anything longer.
    Barren,
    /// There is nothing to be said: it has not begun, or is whole.
    Nothing,
}

/// What the last word of the line may become. `completed`: commands whose arguments the user's own
/// functions complete.
pub fn suggested(
    view: &View,
    caches: &Caches,
    completed: &BTreeSet<Vec<u8>>,
    (before, line): (&str, &str),
) -> Suggested {
    let whole = [before, line].concat();
    let edge = scan(whole.as_bytes()).edge;
    let start = edge.start.clamp(before.len().min(whole.len()), whole.len());
    let raw = whole.get(start..).unwrap_or_default();
    let Some(role) = edge.role.filter(|role| *role != Role::Other) else {
        return Suggested::Nothing;
    };
    if let Some(answer) = variable(view, raw, edge.quote) {
        return answer;
    }
    if raw.is_empty() || raw.contains(['*', '?', '[', '{']) {
        return Suggested::Nothing;
    }
    let mut request = request(view, caches, &whole, &edge, role);
    let own = request.words.first().map_or("", String::as_str);
    let base = own.rsplit('/').next().unwrap_or_default();
    if role == Role::Argument
        && [own, base]
            .iter()
            .any(|name| completed.contains(name.as_bytes()))
    {
        return Suggested::Nothing;
    }
    request.word = Word::new(raw, edge.quote);
    if request.word.skipped > 0 && request.role == Role::Command {
        request.role = Role::Target;
    }
    of_word(&request)
}

fn of_word(request: &Request<'_>) -> Suggested {
    let text = &request.word.text;
    match request.role {
        Role::Command if !text.contains('/') && !request.word.has_tilde() => {
            match command_name(request) {
                Suggested::Barren => file(request, Wanted::Directories),
                found => found,
            }
        }
        Role::Command => file(request, Wanted::Executable),
        Role::Target => file(request, Wanted::Any),
        Role::Argument => argument(request),
        Role::Other => Suggested::Nothing,
    }
}

/// The variable that the text ends with, if it ends with the beginning of one.
fn variable(view: &View, raw: &str, quote: Option<u8>) -> Option<Suggested> {
    let found = variables::parameter(raw, quote)?;
    let name = found.name;
    if name.is_empty() {
        return Some(Suggested::Nothing);
    }
    let at = view
        .variables
        .partition_point(|(other, _)| other.as_str() < name);
    let rest = view
        .variables
        .get(at)
        .and_then(|(other, _)| other.strip_prefix(name));
    Some(match rest {
        None => Suggested::Barren,
        Some("") => Suggested::Nothing,
        Some(rest) => Suggested::Rest([rest, found.close()].concat()),
    })
}

/// The first command that begins like the word.
fn command_name(request: &Request<'_>) -> Suggested {
    let (view, text) = (request.view, request.word.text.as_bytes());
    if view.is_command(text, true) || crate::syntax::is_reserved(text) {
        return Suggested::Nothing;
    }
    let begins = |name: &&[u8]| name.starts_with(text);
    let callable = request.callable;
    let functions = view.functions.iter().map(|one| one.name.as_bytes());
    let aliases = view.aliases.iter().map(|(name, _)| name);
    let own = functions
        .chain(aliases)
        .filter(|_| callable == Callable::Any);
    let builtins = view.builtins.iter().map(|one| one.name.as_bytes());
    let builtins = builtins.filter(|_| callable.builtins());
    let known = own.chain(builtins).filter(begins).min();
    let program = view.first_program(text).filter(|_| callable.programs());
    let first = match (known, program.as_deref()) {
        (Some(known), Some(program)) => Some(known.min(program)),
        (known, program) => known.or(program),
    };
    match first.and_then(|name| std::str::from_utf8(name).ok()) {
        Some(name) => rest(request, &request.word.quoted(name)),
        None => Suggested::Barren,
    }
}

/// What is missing of a text that goes on from the word.
fn rest(request: &Request<'_>, text: &str) -> Suggested {
    match text.strip_prefix(&*request.word.raw) {
        Some("") | None => Suggested::Nothing,
        Some(rest) => Suggested::Rest(rest.to_owned()),
    }
}

/// The first argument that begins like the word.
fn argument(request: &Request<'_>) -> Suggested {
    let name = request.command();
    let text = request.word.text.as_str();
    if request.word.skipped > 0 {
        let values = match name {
            "git" => git::values(request, &request.word.named),
            _ => options::values(request, name, &request.word.named, Ask::Nobody),
        };
        if values.is_empty() {
            return file(request, Wanted::Any);
        }
        return listed(request, &values);
    }
    if text.starts_with('-') {
        if !text.starts_with("--") || text.len() == 2 {
            return Suggested::Nothing;
        }
        return listed(request, &options::options(request, name, Ask::Nobody));
    }
    if request.words.len() == 1 && name == "git" {
        return listed(request, &git::commands(request));
    }
    if let Some(commands) = options::subcommands(request, name, Ask::Nobody) {
        return listed(request, &commands);
    }
    if matches!(name, "make" | "gmake") && !text.is_empty() {
        let goals = make::goals(request);
        if goals.iter().any(|goal| goal.text.starts_with(text)) {
            return listed(request, &goals);
        }
    }
    match arguments::named_files(name, &request.words) {
        Some(wanted) => file(request, wanted),
        None => Suggested::Nothing,
    }
}

fn listed(request: &Request<'_>, items: &[Item]) -> Suggested {
    let text = request.word.text.as_str();
    let Some(first) = items
        .iter()
        .filter(|item| item.text.starts_with(text))
        .min_by_key(|item| &item.text)
    else {
        return Suggested::Barren;
    };
    rest(request, &first.text)
}

/// The first file whose name begins like the word.
fn file(request: &Request<'_>, wanted: Wanted) -> Suggested {
    let word = &request.word;
    let (directory, prefix) = word.path();
    if directory.is_empty() && (prefix.is_empty() || word.has_tilde()) {
        return Suggested::Nothing;
    }
    let place = place(request, directory);
    let path = if place.is_empty() { b"." } else { &*place };
    let listing = near_at_hand(&mut request.view.listings.borrow_mut(), path);
    let hidden = prefix.starts_with('.');
    // What is no text cannot be typed.
    let mut begun = listing
        .begun(prefix.as_bytes())
        .filter(|(name, _)| hidden || !name.starts_with(b"."))
        .filter_map(|(name, kind)| Some((std::str::from_utf8(name).ok()?, kind)))
        .take(TRIES);
    let first = begun.find(|(name, kind)| files::suits(&place, name.as_bytes(), *kind, wanted));
    match first {
        None if prefix.is_empty() || wanted == Wanted::Executable => Suggested::Nothing,
        None => Suggested::Barren,
        Some((name, _)) if name == prefix => Suggested::Nothing,
        Some((name, _)) => {
            let item = files::named(request, &place, &files::head(request, directory), name);
            rest(request, &item.inserted())
        }
    }
}

/// A directory with more names is left alone.
const MOST: usize = 2000;

/// File systems on other machines: NFS, SMB, CIFS, AFS, Coda, Ceph, and what mounts some of those at a look.
const FAR: [FsType; 8] = [
    FsType(0x6969),
    FsType(0x517b),
    FsType(0xfe53_4d42),
    FsType(0xff53_4d42),
    FsType(0x5346_414f),
    FsType(0x7375_7245),
    FsType(0x00c3_6400),
    FsType(0x0187),
];

/// What is in a directory; nothing if that is large or far away: it may be looked at with every key.
fn near_at_hand(listings: &mut Listings, path: &[u8]) -> Rc<Listing> {
    let near = |path: &[u8]| {
        let system = statfs(path);
        system.is_ok_and(|system| !FAR.contains(&system.filesystem_type()))
    };
    listings.short(path, MOST, near).unwrap_or_default()
}
