//! What the line may become: the rest of an earlier command.

use super::caret;
use super::view::View;
use crate::env::history::Entry;

/// How many commands back suggestions are looked for.
const REACH: usize = 20_000;

/// The search for the newest command that begins like the line. A line that has grown is looked for only
/// from where the shorter one was found: none of the newer commands began like that.
#[derive(Debug, Default)]
pub struct Suggestions {
    line: String,
    /// How many commands back one entered in this directory was found.
    here: usize,
    /// How many commands back one was found, wherever it was entered.
    anywhere: usize,
}

impl Suggestions {
    /// The rest of the newest command that begins like the line: one entered in this directory first.
    pub fn rest(&mut self, view: &View, line: &str) -> Option<String> {
        let grown = !self.line.is_empty() && line.starts_with(&self.line) && !line.contains('\n');
        if !grown {
            (self.here, self.anywhere) = (0, 0);
        }
        line.clone_into(&mut self.line);
        let history = view.history.borrow();
        let find = |from: usize, in_place: &dyn Fn(&Entry) -> bool| {
            let reached = history.newest_first().enumerate().take(REACH).skip(from);
            reached
                .filter(|(_, entry)| in_place(entry))
                .find_map(|(place, entry)| Some((place, rest(entry, line)?)))
        };
        let here = |entry: &Entry| *entry.directory == *view.directory;
        if let Some((place, rest)) = find(self.here, &here) {
            self.here = place;
            return Some(rest);
        }
        self.here = REACH;
        let (place, rest) = find(self.anywhere, &|_| true).unzip();
        self.anywhere = place.unwrap_or(REACH);
        rest
    }
}

/// What an entry has behind a text that it begins with, if that is worth being suggested.
fn rest(entry: &Entry, line: &str) -> Option<String> {
    let rest = entry.text.strip_prefix(line.as_bytes())?;
    let whole = !rest.is_empty() && memchr::memchr(b'\n', rest).is_none();
    let rest = std::str::from_utf8(rest).ok().filter(|_| whole)?;
    Some(caret::lined(rest.to_owned()))
}
