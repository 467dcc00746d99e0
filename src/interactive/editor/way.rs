//! The way through the history: where it has come to, what it looks for, and what has been made of the commands on it.

use super::caret;
use crate::env::history::History;
use crate::sys::find;
use std::collections::BTreeMap;

/// A way through the history. A place is one of its commands, counted from the oldest; the line that is being written
/// is behind the newest.
#[derive(Debug, Default)]
pub struct Way {
    /// The place that it has come to.
    place: Option<usize>,
    /// The number of the command there.
    number: Option<usize>,
    /// What it has put into the line.
    shown: Option<String>,
    /// What was in the line before.
    draft: String,
    /// What it looks for at the beginning of commands.
    prefix: Option<String>,
    /// No command begins with that: one is wanted that has it in it.
    within: bool,
    /// The place that it has left, because the command was changed.
    edited: Option<usize>,
    /// What commands have been made into, by their place.
    edits: BTreeMap<usize, String>,
    /// The number of the command that the next line begins with.
    next: Option<usize>,
    /// That number, until the line is begun.
    given: Option<usize>,
}

impl Way {
    /// Before a new line.
    pub fn begin(&mut self) {
        self.place = None;
        self.number = self.given.take();
        self.shown = None;
        self.draft.clear();
        self.prefix = None;
        self.edited = None;
        self.edits.clear();
    }

    /// The next line begins with the command behind this one.
    pub fn give_next(&mut self) {
        self.next = self.number.map(|number| number + 1);
        self.given = self.next;
    }

    /// The number of the command that the line begins with.
    pub fn take_next(&mut self) -> Option<usize> {
        self.next.take()
    }

    /// The place that it has come to.
    pub fn place(&self) -> Option<usize> {
        self.place
    }

    /// What it has put into the line, or nothing.
    pub fn shown(&self) -> &str {
        self.shown.as_deref().unwrap_or_default()
    }

    /// Whether a line is as it has put it there.
    pub fn shows(&self, line: &str) -> bool {
        self.shown.as_deref() == Some(line)
    }

    /// Whether it is at a command of the history.
    pub fn is_at_command(&self) -> bool {
        self.number.is_some()
    }

    /// Whether it has left any command changed.
    pub fn has_edits(&self) -> bool {
        !self.edits.is_empty()
    }

    /// A way that looks for what begins like a text, from a command that was changed, if it was one.
    pub fn look_for(&mut self, prefix: &str) {
        self.edited = self.place.take();
        self.prefix = (!prefix.is_empty()).then(|| prefix.to_owned());
        self.within = false;
    }

    /// From now on it goes through all commands.
    fn look_for_all(&mut self) {
        self.prefix = None;
        self.within = false;
    }

    /// A line that is not as it has put it there is what the command has been made into.
    pub fn keep(&mut self, line: &str) {
        let changed = self.shown.as_ref().is_some_and(|shown| *shown != line);
        if let Some(place) = self.place.filter(|_| changed) {
            self.edits.insert(place, line.to_owned());
        }
    }

    /// A command is in the line.
    pub fn reach(&mut self, place: usize, number: usize, text: String) {
        self.place = Some(place);
        self.number = Some(number);
        self.shown = Some(text);
    }

    /// It goes on from a command that was found otherwise; the line before that.
    pub fn go_on_from(&mut self, place: usize, number: usize, text: String, draft: String) {
        self.reach(place, number, text);
        self.draft = draft;
        self.look_for_all();
    }

    /// Where in the history of `end` commands it begins; the line that is being written is kept.
    fn depart(&mut self, line: &str, end: usize) -> usize {
        let place = self.place.unwrap_or(end);
        if place == end {
            line.clone_into(&mut self.draft);
        }
        place
    }

    /// So many commands on; a command that was changed, and that nothing begins like, is kept as it is while others
    /// are looked at.
    pub fn walk(&mut self, history: &History, line: &str, by: isize) -> Option<String> {
        let draft = self.draft.clone();
        let found = self.step(history, line, by);
        let left = self.edited.take();
        if found.is_some() || left.is_none() {
            return found;
        }
        self.edits.insert(left?, line.to_owned());
        self.draft = draft;
        self.place = left;
        self.look_for_all();
        self.step(history, line, by)
    }

    /// So many commands on, or as many as there are, out of those that begin as is looked for, or have it in them if none
    /// begins so; the same one several times in a row is one.
    fn step(&mut self, history: &History, line: &str, by: isize) -> Option<String> {
        let end = history.len();
        let from = self.depart(line, end);
        let prefix = self.prefix.as_deref().unwrap_or_default().as_bytes();
        let begins = |text: &[u8]| text.starts_with(prefix);
        if from == end && by < 0 {
            self.within = !history.newest_first().any(|entry| begins(&entry.text));
        }
        let within = self.within;
        // Small letters are capital ones, too, as in a search.
        let small = !prefix.iter().any(u8::is_ascii_uppercase);
        let alike = |text: &[u8]| {
            let mut parts = text.windows(prefix.len().max(1));
            parts.any(|part| part.eq_ignore_ascii_case(prefix))
        };
        let within_it = |text: &[u8]| find::text(prefix, text).is_some() || small && alike(text);
        let next = |place: &usize| {
            let current = history.at(*place);
            let current = current.map_or(line.as_bytes(), |entry| &entry.text);
            let wanted =
                |text: &[u8]| text != current && (begins(text) || within && within_it(text));
            let further = |&place: &usize| {
                let further = if by < 0 {
                    place.checked_sub(1)
                } else {
                    Some(place + 1)
                };
                further.filter(|&place| place <= end)
            };
            let mut places = std::iter::successors(further(place), further);
            places.find(|&place| history.at(place).is_none_or(|entry| wanted(&entry.text)))
        };
        let steps = std::iter::successors(Some(from), next).skip(1);
        let place = steps.take(by.unsigned_abs()).last()?;
        let text = match (history.at(place), self.edits.get(&place)) {
            (Some(_), Some(edited)) => edited.clone(),
            (Some(entry), None) => lined(&entry.text),
            (None, _) => self.draft.clone(),
        };
        self.place = Some(place);
        self.number = (place < end).then(|| history.first_number() + place);
        self.shown = Some(text.clone());
        Some(text)
    }

    /// The command of a number, or the oldest.
    pub fn fetch(
        &mut self,
        history: &History,
        line: &str,
        number: Option<usize>,
    ) -> Option<String> {
        let place = match number {
            Some(number) => number.checked_sub(history.first_number())?,
            None => 0,
        };
        self.depart(line, history.len());
        self.go_to(history, place)
    }

    /// The line that was being written.
    pub fn come_back(&mut self) -> Option<String> {
        self.place.take()?;
        self.number = None;
        self.prefix = None;
        self.shown = Some(self.draft.clone());
        self.shown.clone()
    }

    /// The next command that `wanted` says yes to, and that is another than the line.
    pub fn search(
        &mut self,
        history: &History,
        line: &str,
        back: bool,
        wanted: impl Fn(&[u8]) -> bool,
    ) -> Option<String> {
        let mut place = self.depart(line, history.len());
        loop {
            place = if back {
                place.checked_sub(1)?
            } else {
                place + 1
            };
            let entry = history.at(place)?;
            if wanted(&entry.text) && *entry.text != *line.as_bytes() {
                return self.go_to(history, place);
            }
        }
    }

    fn go_to(&mut self, history: &History, place: usize) -> Option<String> {
        let text = lined(&history.at(place)?.text);
        self.reach(place, history.first_number() + place, text.clone());
        self.prefix = None;
        Some(text)
    }
}

/// A command of the history as it is in the line.
pub fn lined(text: &[u8]) -> String {
    caret::lined(String::from_utf8_lossy(text).into_owned())
}
