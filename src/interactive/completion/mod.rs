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
mod likeness;
mod make;
mod manual;
mod marks;
mod names;
mod near;
mod only;
mod options;
mod paths;
mod python;
mod quote;
mod scripted;
mod ssh;
mod suggested;
mod values;

use crate::env::Options;
use crate::interactive::editor::scan::{Edge, Role, scan};
use crate::interactive::editor::view::View;
use crate::sys::fd;
use quote::Word;

pub use command::{Callable, before_another, run_by};
pub use likeness::Likeness;
pub use marks::Marks;
pub use only::{Sort, only};
pub use options::Caches;
pub use quote::plain as unquoted;
pub use scripted::{names as commands, programmable};
pub use suggested::{Suggested, suggested};

/// What a candidate is, as far as what follows it is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// A blank.
    Blank,
    /// A slash, if it is a directory; else a blank.
    Path(Marks),
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

    /// It is a part of a word that goes on behind it; that much of its text is in the line already.
    fn goes_on(&mut self, there: &str) {
        if let Some(rest) = self.text.strip_prefix(there) {
            self.text = rest.to_owned();
        }
        self.close = None;
        if !self.is_directory() {
            self.ending = Ending::Open;
        }
    }

    fn is_directory(&self) -> bool {
        matches!(self.ending, Ending::Path(_)) && fd::is_directory(&self.path)
    }

    /// The slash behind it, if it gets one.
    fn slash(&self) -> &'static str {
        match self.ending {
            Ending::Path(marks) if marks.slash(&self.path) => "/",
            _ => "",
        }
    }

    /// What is shown of it in a list: a directory tells that it is one.
    pub fn label(&self) -> String {
        let mark = match self.ending {
            Ending::Path(marks) if marks.kinds => marks::kind(&self.path),
            _ => self.slash(),
        };
        [&*self.shown, mark].concat()
    }

    /// How it is shown in a list, if files are shown in colours.
    pub fn colour(&self, colours: &str) -> Option<String> {
        match self.ending {
            Ending::Path(marks) if marks.colours => marks::colour(&self.path, colours),
            _ => None,
        }
    }

    /// What is put into the line while other candidates may take its place.
    pub fn inserted(&self) -> String {
        if self.is_directory() {
            return [&*self.text, self.slash()].concat();
        }
        match self.close {
            Some(close) => format!("{}{close}", self.text),
            None => self.text.clone(),
        }
    }

    /// What is put into the line for good; `next` stands behind it.
    pub fn finished(&self, next: Option<char>) -> String {
        let mut text = self.inserted();
        if next.is_some() && next == self.close && text.ends_with(next.as_slice()) {
            // The quote is there.
            text.pop();
        } else if self.wants_blank() && matches!(next, None | Some('\n')) {
            text.push(' ');
        }
        text
    }

    /// Whether a blank belongs behind it.
    pub fn wants_blank(&self) -> bool {
        match self.ending {
            Ending::Blank => true,
            Ending::Path(_) => !self.is_directory(),
            Ending::Open => false,
        }
    }
}

/// What the user's own functions offer.
#[derive(Debug)]
pub enum Offer {
    /// What is offered without them.
    Usual,
    /// These, for a word that begins there.
    These(usize, Vec<Item>),
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
    /// What the word may name as a command.
    callable: Callable,
    /// Where the command is told to work.
    place: Place,
}

impl Request<'_> {
    /// The command, without the directory that it is in.
    fn command(&self) -> &str {
        let command = self.words.first().map_or("", String::as_str);
        command.rsplit('/').next().unwrap_or_default()
    }

    /// The word before the one at the cursor.
    fn previous(&self) -> &str {
        self.words.last().map_or("", String::as_str)
    }

    /// Whether one of these letters is an option that has been given.
    fn has_option(&self, letters: &[char]) -> bool {
        let mut words = self.words.iter();
        words.any(|word| word.starts_with('-') && word.contains(letters))
    }

    /// Those of some names, each with a description, that the word may become.
    fn listed<N: AsRef<str>, D: AsRef<str>>(
        &self,
        all: impl IntoIterator<Item = (N, D)>,
    ) -> Vec<Item> {
        let all = all.into_iter().collect();
        let likeness = self.view.likeness;
        likeness
            .matching(all, &self.word.text, |(name, _)| name.as_ref())
            .into_iter()
            .map(|(name, description)| Item::word(name.as_ref(), description.as_ref()))
            .collect()
    }
}

/// Where a command works, if it is told by its options: `git -C elsewhere`.
#[derive(Debug, Default)]
struct Place {
    /// What its relative paths begin from; with a slash at its end, if it is not empty.
    base: Vec<u8>,
    /// The repository that it is about.
    repository: Option<Vec<u8>>,
}

impl Place {
    /// A path as seen from there.
    fn of(&self, view: &View, path: &str) -> Vec<u8> {
        if path.starts_with(['/', '~']) {
            return view.untilde(path.as_bytes());
        }
        [&*self.base, path.as_bytes()].concat()
    }

    /// Goes to another directory.
    fn enter(&mut self, view: &View, path: &str) {
        self.base = self.of(view, path);
        if !path.is_empty() && !path.ends_with('/') {
            self.base.push(b'/');
        }
    }
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
    if let Some((at, items)) = names::variables(view, raw, edge.quote, expression) {
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

fn request<'v>(
    view: &'v View,
    caches: &'v Caches,
    whole: &str,
    edge: &Edge,
    mut role: Role,
) -> Request<'v> {
    let words = edge
        .words
        .iter()
        .filter_map(|&(from, to)| whole.get(from..to));
    let mut words: Vec<String> = words.map(quote::plain).collect();
    // `sudo command`, `a=b command`: what counts is the command.
    let mut callable = Callable::Any;
    // Behind an alias that ends in a blank, other aliases count.
    let mut aliases = command::unalias(view, &mut words);
    while let Some((skip, runs)) = command::before_another(&words) {
        if !aliases {
            callable = runs;
        }
        aliases = false;
        words.drain(..skip.min(words.len()));
        if words.is_empty() && role == Role::Argument {
            role = Role::Command;
        }
    }
    command::unalias(view, &mut words);
    let place = match words.first().map(String::as_str) {
        Some("git") => git::place(view, &mut words),
        Some("make" | "gmake") => make::place(view, &words),
        _ => Place::default(),
    };
    Request {
        view,
        caches,
        words,
        word: Word::default(),
        role,
        callable,
        place,
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
