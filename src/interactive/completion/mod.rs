//! Completion: what the word at the cursor could become.
//!
//! Law of the room: it looks at the [`View`] of the shell and at the file system, changes nothing, and
//! never takes long: what would (a manual, a program's help) is asked once, under a time limit, and
//! remembered.

mod command;
mod files;
mod git;
mod names;
mod options;
mod quote;

use crate::interactive::editor::scan::{Edge, Role, is_assignment, scan};
use crate::interactive::editor::view::View;
use quote::Word;

pub use options::Caches;

/// What a candidate is, as far as what follows it is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// A blank.
    Blank,
    /// A slash, if it is a directory; else a blank.
    Path,
    /// Nothing.
    Open,
}

/// A candidate.
#[derive(Debug, Clone)]
pub struct Item {
    /// What is shown.
    pub shown: String,
    /// What it is, in a few words.
    pub description: String,
    /// What takes the place of the word, quoted.
    pub text: String,
    /// What follows it.
    pub ending: Ending,
    /// For a path: the path, to find out whether it is a directory.
    pub path: Vec<u8>,
    /// The quote that is to be closed behind it.
    pub close: Option<char>,
}

impl Item {
    /// A candidate that is a word of its own.
    fn word(text: &str, description: &str) -> Self {
        Self {
            shown: text.to_owned(),
            description: description.to_owned(),
            text: text.to_owned(),
            ending: Ending::Blank,
            path: Vec::new(),
            close: None,
        }
    }

    fn is_directory(&self) -> bool {
        self.ending == Ending::Path
            && crate::sys::fd::stat_path(&self.path).is_ok_and(|stat| stat.is_dir())
    }

    /// What is put into the line while other candidates may take its place.
    pub fn inserted(&self) -> String {
        if self.is_directory() {
            return format!("{}/", self.text);
        }
        match self.close {
            Some(close) => format!("{}{close}", self.text),
            None => self.text.clone(),
        }
    }

    /// What is put into the line for good; `next` stands behind it.
    pub fn finished(&self, next: Option<char>) -> String {
        let mut text = self.inserted();
        if self.wants_blank() && next != Some(' ') {
            text.push(' ');
        }
        text
    }

    /// Whether a blank belongs behind it.
    pub fn wants_blank(&self) -> bool {
        match self.ending {
            Ending::Blank => true,
            Ending::Path => !self.is_directory(),
            Ending::Open => false,
        }
    }
}

/// What is asked for.
struct Request<'v> {
    view: &'v View,
    caches: &'v Caches,
    /// The words of the command before the one at the cursor, quotes removed.
    words: Vec<String>,
    /// The word at the cursor.
    word: Word,
    role: Role,
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
    if let Some((at, items)) = names::variables(view, raw, edge.quote) {
        return (start - before.len() + at, items);
    }
    let request = request(view, caches, &whole, &edge, raw);
    let mut items = candidates(&request);
    items.dedup_by(|one, other| one.text == other.text);
    (start - before.len() + request.word.skipped, items)
}

fn request<'v>(
    view: &'v View,
    caches: &'v Caches,
    whole: &str,
    edge: &Edge,
    raw: &str,
) -> Request<'v> {
    let words = edge
        .words
        .iter()
        .filter_map(|&(from, to)| whole.get(from..to));
    let mut words: Vec<String> = words.map(quote::plain).collect();
    let mut role = edge.role.unwrap_or(Role::Other);
    // `sudo command`, `a=b command`: what counts is the command.
    while words
        .first()
        .is_some_and(|word| command::runs_another(word))
    {
        let skip = 1 + words
            .iter()
            .skip(1)
            .take_while(|word| word.starts_with('-') || is_assignment(word.as_bytes()))
            .count();
        words.drain(..skip.min(words.len()));
        if words.is_empty() && role == Role::Argument {
            role = Role::Command;
        }
    }
    Request {
        view,
        caches,
        words,
        word: Word::new(raw, edge.quote),
        role,
    }
}

fn candidates(request: &Request<'_>) -> Vec<Item> {
    let text = &request.word.text;
    match request.role {
        Role::Command if !text.contains('/') && !text.starts_with('~') => {
            let mut items = command::commands(request);
            items.extend(files::directories(request));
            items
        }
        Role::Command => files::files(request, files::Wanted::Executable),
        Role::Target | Role::Other => files::files(request, files::Wanted::Any),
        Role::Argument => command::arguments(request),
    }
}

/// Those that begin with the text; where none does, those that do whatever the case of the letters;
/// then those that have it in them.
fn matching<T>(all: Vec<T>, text: &str, name: impl Fn(&T) -> &str) -> Vec<T> {
    let lower = text.to_lowercase();
    let tests: [&dyn Fn(&str) -> bool; 3] = [
        &|name| name.starts_with(text),
        &|name| name.to_lowercase().starts_with(&lower),
        &|name| text.len() > 1 && name.to_lowercase().contains(&lower),
    ];
    for test in tests {
        if all.iter().any(|item| test(name(item))) {
            return all.into_iter().filter(|item| test(name(item))).collect();
        }
    }
    Vec::new()
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
