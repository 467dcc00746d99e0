//! Completion: what the word at the cursor could become.
//!
//! Law of the room: it looks at the [`View`] of the shell and at the file system, changes nothing, and
//! never takes long: what would (a manual, a program's help) is asked once, under a time limit, and
//! remembered.
//!
//! How a completion comes about: the line is scanned for the word before the cursor and what it is there for. That is a
//! `Request`, together with the command that it belongs to, without quotes and without what runs that command (`sudo`).
//! Commands are in `command`, files in `files`; what the arguments of a command may be is told by the tables in
//! `arguments`, by `git` and `make`, and by what the command says of itself (`options`, `values`). Where nothing of all
//! that is like the word, parts of it are tried. Which names are like it, `likeness` says; how they are written so that
//! they are read back, `quote`. What becomes of the candidates is the editor's business (`editor::offering`).
//!
//! Functions of the user's scripts come first (`scripted`): they need the shell. What is suggested while a word is still
//! being typed goes a quicker way through the same tables (`suggested`).

mod arguments;
mod asking;
mod command;
mod files;
mod git;
mod help;
mod item;
mod likeness;
mod make;
mod manual;
mod marks;
mod names;
mod only;
mod options;
mod paths;
mod processes;
mod python;
mod quote;
mod request;
mod scripted;
mod ssh;
mod suggested;
mod values;
mod variables;

use crate::env::Options;
use crate::interactive::editor::scan::{Role, scan};
use crate::interactive::editor::view::View;
pub use item::{Ending, Item};
use quote::Word;
use request::{Place, Request, request};

pub use command::{Callable, before_another, run_by};
pub use likeness::Likeness;
pub use marks::Marks;
pub use only::{Sort, only};
pub use options::Caches;
pub use quote::plain as unquoted;
pub use scripted::{names as commands, programmable};
pub use suggested::{Suggested, suggested};

/// What the user's own functions offer.
#[derive(Debug)]
pub enum Offer {
    /// What is offered without them.
    Usual,
    /// These, for a word that begins there.
    These(usize, Vec<Item>),
}

/// The candidates for what stands before `pos`, and where in the line it begins.
pub fn complete(
    view: &View,
    caches: &Caches,
    before: &str,
    line: &str,
    pos: usize,
) -> (usize, Vec<Item>) {
    let typed = line.get(..pos).unwrap_or_default();
    let whole = [before, typed].concat();
    let edge = scan(whole.as_bytes()).edge;
    let start = edge.start.clamp(before.len().min(whole.len()), whole.len());
    let raw = whole.get(start..).unwrap_or_default();
    let Some(role) = edge.role else {
        return (pos, Vec::new());
    };
    let nothing = raw.is_empty() && role == Role::Command;
    if nothing && view.options.contains(Options::NO_EMPTY_COMPLETION) {
        return (pos, Vec::new());
    }
    let first = edge.words.first();
    let expression = first.and_then(|&(from, to)| whole.get(from..to)) == Some("let");
    if let Some((at, items)) = variables::variables(view, raw, edge.quote, expression) {
        return (start - before.len() + at, items);
    }
    let mut request = request(view, caches, &whole, &edge, role);
    // `name=value` may be the beginning of a file's name, and then it is one.
    request.word = Word::whole(raw, edge.quote);
    let value = Word::new(raw, edge.quote);
    let command = role == Role::Command && value.skipped == 0;
    let mut items = if value.skipped == 0 {
        candidates(&request)
    } else {
        request.role = Role::Target;
        files::files(&request, files::Wanted::Any)
    };
    if items.is_empty() && value.skipped > 0 {
        request.word = value;
        request.role = match role {
            Role::Command => Role::Target,
            role => role,
        };
        items = candidates(&request);
    }
    if items.is_empty() {
        items = parts(&mut request, raw, edge.quote, command);
    }
    if items.is_empty() && view.options.contains(Options::HOSTCOMPLETE) && raw.contains('@') {
        items = names::hosts(&request, Ending::Blank);
    }
    items.dedup_by(|one, other| one.text == other.text);
    sift(&mut items, &request.word.text, view.likeness);
    (start - before.len() + request.word.skipped, items)
}

/// Files that a part of the word may name: what stands behind a colon, say.
fn parts(request: &mut Request<'_>, raw: &str, quote: Option<u8>, command: bool) -> Vec<Item> {
    for inner in Word::inner(raw, quote, command) {
        request.word = inner.word;
        let mut items = files::files(request, files::Wanted::Any);
        if let Some(there) = &inner.there {
            for item in &mut items {
                item.goes_on(there);
            }
        }
        request.word.text.drain(..inner.before);
        if !items.is_empty() {
            return items;
        }
    }
    Vec::new()
}

/// What has only some likeness with the text gives way to what begins with it, wherever either is from.
fn sift(items: &mut Vec<Item>, text: &str, likeness: Likeness) {
    let begin = text.rsplit('/').next().unwrap_or_default();
    if items.len() > 1 && items.iter().any(|item| likeness.begins(&item.shown, begin)) {
        *items = likeness.begun(std::mem::take(items), begin, |item| &item.shown);
    }
}

fn candidates(request: &Request<'_>) -> Vec<Item> {
    let text = &request.word.text;
    match request.role {
        Role::Command if !text.contains('/') && !request.word.has_tilde() => {
            let mut items = command::commands(request);
            if request.callable == Callable::Any {
                items.extend(files::directories(request));
            }
            items
        }
        Role::Command => files::files(request, files::Wanted::Executable),
        Role::Target | Role::Other => files::files(request, files::Wanted::Any),
        Role::Argument => arguments::arguments(request),
    }
}

/// The beginning that all candidates have in common.
pub fn common_prefix(items: &[Item]) -> String {
    let Some((first, others)) = items.split_first() else {
        return String::new();
    };
    let mut length = first.text.len();
    for other in others {
        let same = first
            .text
            .bytes()
            .zip(other.text.bytes())
            .take_while(|(a, b)| a == b)
            .count();
        length = length.min(same);
    }
    while !first.text.is_char_boundary(length) {
        length -= 1;
    }
    let prefix = first.text.get(..length).unwrap_or_default();
    // Half of an escape is none.
    let backslashes = prefix
        .bytes()
        .rev()
        .take_while(|&byte| byte == b'\\')
        .count();
    prefix
        .get(..prefix.len() - backslashes % 2)
        .unwrap_or_default()
        .to_owned()
}
