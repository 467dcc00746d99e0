//! The history as the line editor walks through it.

use super::caret;
use super::keys::{Keys, SharedKeys};
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
                    entry: Cow::Owned(caret::lined(
                        String::from_utf8_lossy(&entry.text).into_owned(),
                    )),
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
        keys.shown = Some(result.entry.to_string());
        keys.place = Some(first + result.idx);
        keys.walked = Some(result.idx);
        Some(SearchResult {
            pos: result.entry.len(),
            ..result
        })
    }
}

impl History for Past {
    fn get(&self, index: usize, direction: SearchDirection) -> Result<Option<SearchResult<'_>>> {
        let mut keys = super::keys::lock(&self.keys);
        let current = keys.shown.clone().unwrap_or_default();
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
        let found = self.find(start, direction, |text| {
            find::text(term.as_bytes(), text).filter(|_| !term.is_empty())
        });
        if let Some(found) = &found {
            let number = self.commands.borrow().first_number() + found.idx;
            super::keys::lock(&self.keys).found = Some((found.idx, number));
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
