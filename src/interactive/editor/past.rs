//! The history as the line editor walks through it.

use super::keys::{Keys, SharedKeys};
use super::search::Found;
use super::way::lined;
use crate::env::history::History as Commands;
use crate::sys::find;
use rustyline::Result;
use rustyline::history::{History, SearchDirection, SearchResult};
use std::borrow::Cow;
use std::cell::RefCell;
use std::path::Path;
use std::rc::Rc;

/// The session's history, for reading.
pub struct Past {
    commands: Rc<RefCell<Commands>>,
    keys: SharedKeys,
}

impl Past {
    /// A view of the history; `keys` says what is being looked for.
    pub fn new(commands: Rc<RefCell<Commands>>, keys: SharedKeys) -> Self {
        Self { commands, keys }
    }

    /// The first entry from `start` on that `wanted` says yes to.
    fn find(
        &self,
        start: usize,
        direction: SearchDirection,
        wanted: impl Fn(&[u8]) -> Option<usize>,
    ) -> Option<SearchResult<'static>> {
        let commands = self.commands.borrow();
        let mut index = start;
        loop {
            let entry = commands.at(index)?;
            if let Some(position) = wanted(&entry.text) {
                return Some(SearchResult {
                    entry: Cow::Owned(lined(&entry.text)),
                    idx: index,
                    pos: position,
                });
            }
            index = match direction {
                SearchDirection::Reverse => index.checked_sub(1)?,
                SearchDirection::Forward => index + 1,
            };
        }
    }

    /// Remembers what is shown, so that the next key can tell that the user still walks.
    fn shown(
        &self,
        keys: &mut Keys,
        result: Option<SearchResult<'static>>,
    ) -> Option<SearchResult<'static>> {
        let result = result?;
        let first = self.commands.borrow().first_number();
        let text = result.entry.to_string();
        keys.recall.way.reach(result.idx, first + result.idx, text);
        Some(SearchResult {
            pos: result.entry.len(),
            ..result
        })
    }
}

/// Where in a command, as it is in the line, a text is.
pub fn place_of(part: &str, command: &[u8], ignore_case: bool) -> Option<usize> {
    if !ignore_case {
        let place = find::text(part.as_bytes(), command)?;
        return command.get(..place).map(|before| lined(before).len());
    }
    let command = String::from_utf8_lossy(command);
    let lower = |c: char| c.to_lowercase();
    let wanted: Vec<char> = part.chars().flat_map(lower).collect();
    let mut places = command.char_indices().map(|(place, _)| place);
    let place = places.find(|&place| {
        let mut rest = command
            .get(place..)
            .unwrap_or_default()
            .chars()
            .flat_map(lower);
        wanted.iter().all(|&wanted| rest.next() == Some(wanted))
    })?;
    command
        .get(..place)
        .map(|before| lined(before.as_bytes()).len())
}

impl History for Past {
    fn get(&self, index: usize, direction: SearchDirection) -> Result<Option<SearchResult<'_>>> {
        let mut keys = super::keys::lock(&self.keys);
        let current = keys.recall.way.shown().to_owned();
        // The same command several times in a row is one step.
        let different = |text: &[u8]| (text != current.as_bytes()).then_some(0);
        let found = self
            .find(index, direction, different)
            .or_else(|| self.find(index, direction, |_| Some(0)));
        Ok(self.shown(&mut keys, found))
    }

    fn add(&mut self, _: &str) -> Result<bool> {
        Ok(false)
    }

    fn add_owned(&mut self, _: String) -> Result<bool> {
        Ok(false)
    }

    fn len(&self) -> usize {
        self.commands.borrow().len()
    }

    fn is_empty(&self) -> bool {
        self.commands.borrow().is_empty()
    }

    fn set_max_len(&mut self, _: usize) -> Result<()> {
        Ok(())
    }

    fn ignore_dups(&mut self, _: bool) -> Result<()> {
        Ok(())
    }

    fn ignore_space(&mut self, _: bool) {}

    fn save(&mut self, _: &Path) -> Result<()> {
        Ok(())
    }

    fn append(&mut self, _: &Path) -> Result<()> {
        Ok(())
    }

    fn load(&mut self, _: &Path) -> Result<()> {
        Ok(())
    }

    fn clear(&mut self) -> Result<()> {
        Ok(())
    }

    fn search(
        &self,
        term: &str,
        start: usize,
        direction: SearchDirection,
    ) -> Result<Option<SearchResult<'_>>> {
        let keys = super::keys::lock(&self.keys);
        let ignore_case = keys.config.settings.is_on("search-ignore-case");
        let (begins, forward) = match &keys.recall.searching.now {
            Some(search) => (search.begins, search.forward),
            None => (None, false),
        };
        let found = &keys.recall.searching.found;
        let found = found.as_ref().map(|found| found.place);
        drop(keys);
        let start = begins.filter(|_| found.is_none()).unwrap_or(start);
        // Who goes on to look wants another one.
        let commands = self.commands.borrow();
        let last = found.filter(|place| *place != start);
        let last = last.and_then(|place| commands.at(place));
        let direction = if forward {
            SearchDirection::Forward
        } else {
            direction
        };
        let found = self.find(start, direction, |text| {
            let another = !term.is_empty() && last.is_none_or(|last| *last.text != *text);
            place_of(term, text, ignore_case).filter(|_| another)
        });
        if let Some(found) = &found {
            let number = self.commands.borrow().first_number() + found.idx;
            super::keys::lock(&self.keys).recall.searching.found = Some(Found {
                place: found.idx,
                number,
            });
        }
        Ok(found)
    }

    fn starts_with(
        &self,
        term: &str,
        start: usize,
        direction: SearchDirection,
    ) -> Result<Option<SearchResult<'_>>> {
        let wanted = |text: &[u8]| text.starts_with(term.as_bytes()).then_some(0);
        Ok(self.find(start, direction, wanted))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_in_the_line() {
        for (command, place) in [
            (&b"a x"[..], 2),
            (b"\x1b x", 5),
            (b"\xff x", 4),
            (b"\xc3\xa9\xc3x", 5),
        ] {
            for ignore_case in [false, true] {
                assert_eq!(place_of("x", command, ignore_case), Some(place));
            }
            assert_eq!(lined(command).find('x'), Some(place));
        }
    }
}
