//! Candidates for a word: one takes its place, several are offered in a menu.

use super::assistant::{Assistant, replaced};
use super::keys::{Step, lock};
use super::menu::Menu;
use crate::interactive::completion::{self, Sort};

impl Assistant {
    /// Opens a menu of several candidates; what the word is extended to.
    fn open_menu(
        &self,
        line: &str,
        pos: usize,
        start: usize,
        items: Vec<completion::Item>,
    ) -> String {
        let typed = line.get(start..pos).unwrap_or_default().to_owned();
        let common = completion::common_prefix(&items);
        let pattern = typed.contains(['*', '?', '[']);
        let longer = common.len() > typed.len() || common != typed && !common.is_empty();
        let insert = if longer && !pattern {
            common
        } else {
            typed.clone()
        };
        let mut menu = Menu {
            start,
            items,
            current: None,
            typed: insert.clone(),
            expected: Default::default(),
            rows: 1,
        };
        menu.expected = replaced(line, pos, start, &insert);
        self.menu.replace(Some(menu));
        lock(&self.keys).menu = Some(false);
        insert
    }

    /// Shows candidates for the word from `start` on, and leaves the line as it is.
    pub(super) fn list(
        &self,
        line: &str,
        pos: usize,
        start: usize,
        typed: String,
        items: Vec<completion::Item>,
    ) -> (String, usize) {
        let expected = (line.to_owned(), pos);
        self.menu.replace(Some(Menu {
            start,
            items,
            current: None,
            typed,
            expected: expected.clone(),
            rows: 1,
        }));
        lock(&self.keys).menu = Some(false);
        expected
    }

    /// The line with a word completed out of these candidates, or the usual ones.
    pub fn offered(&self, line: &str, pos: usize, offer: completion::Offer) -> (String, usize) {
        let found = match offer {
            completion::Offer::Usual => self.completed(line, pos),
            completion::Offer::These(start, items) => self.chosen(line, pos, start, items),
        };
        match found {
            Some((start, text)) => replaced(line, pos, start, &text),
            None => (line.to_owned(), pos),
        }
    }

    /// What the word before `pos` may become, and where it begins.
    pub(super) fn candidates(&self, line: &str, pos: usize) -> (usize, Vec<completion::Item>) {
        if self.plain {
            return completion::only(&self.view, &self.caches, Sort::File, line, pos);
        }
        completion::complete(&self.view, &self.caches, &self.before, line, pos)
    }

    /// What the word before `pos` is completed to, and where it begins.
    pub(super) fn completed(&self, line: &str, pos: usize) -> Option<(usize, String)> {
        self.close_menu();
        let (start, items) = self.candidates(line, pos);
        self.chosen(line, pos, start, items)
    }

    pub(super) fn chosen(
        &self,
        line: &str,
        pos: usize,
        start: usize,
        mut items: Vec<completion::Item>,
    ) -> Option<(usize, String)> {
        let text = match items.len() {
            0 => return None,
            1 => {
                let next = line.get(pos..).and_then(|rest| rest.chars().next());
                items.pop()?.finished(next)
            }
            _ => self.open_menu(line, pos, start, items),
        };
        Some((start, text))
    }

    pub(super) fn walk(&self, line: &str, pos: usize) -> Option<(usize, String)> {
        let mut slot = self.menu.borrow_mut();
        let menu = slot
            .as_mut()
            .filter(|menu| menu.expected == (line.to_owned(), pos))?;
        let mut keys = lock(&self.keys);
        let step = keys.step.take().unwrap_or(Step::By(1));
        let text = menu.step(step);
        menu.expected = replaced(line, pos, menu.start, &text);
        let blank = menu
            .current
            .and_then(|at| menu.items.get(at))
            .is_some_and(completion::Item::wants_blank);
        keys.menu = (step != Step::Cancel).then_some(blank);
        Some((menu.start, text))
    }
}
