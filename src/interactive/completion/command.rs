//! Commands: those that there are, and those that run another.

use super::{Item, Request};
use crate::interactive::editor::scan::is_assignment;
use crate::interactive::editor::view::View;
use crate::syntax::RESERVED;
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
    // Marks are typed as fast as they are completed.
    let words = RESERVED
        .iter()
        .filter(|word| word.iter().all(u8::is_ascii_alphabetic));
    for word in words {
        found
            .entry(bytes(word))
            .or_insert_with(|| "reserved word".to_owned());
    }
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
