//! Candidates for a word: one takes its place, several are offered in a menu.

use super::assistant::{Assistant, replaced};
use super::keys::lock;
use super::menu::{Layout, Menu};
use super::requests::Step;
use super::scan::scan;
use crate::interactive::completion::{self, Sort};

impl Assistant {
    /// Opens a menu of several candidates, and takes a step into it; what the word is extended to.
    fn open_menu(
        &self,
        line: &str,
        pos: usize,
        start: usize,
        items: Vec<completion::Item>,
        entering: Option<Step>,
    ) -> String {
        let typed = line.get(start..pos).unwrap_or_default().to_owned();
        let common = completion::common_prefix(&items);
        let pattern = typed.contains(['*', '?', '[']);
        let longer = common.len() >= typed.len() && common != typed;
        let insert = if longer && !pattern {
            common
        } else {
            typed.clone()
        };
        let expected = replaced(line, pos, start, &insert);
        if entering.is_none() && !self.shows_all(line, pos, longer) {
            self.quiet.replace(Some(expected));
            return insert;
        }
        let layout = Layout::of(&self.view.settings);
        let mut menu = Menu::new((start, insert.clone()), items, expected, layout);
        let text = entering.map(|step| menu.step(step));
        let blank = text.is_some() && menu.wants_blank();
        if let Some(text) = &text {
            menu.expected = replaced(line, pos, start, text);
        }
        self.menu.replace(Some(menu));
        lock(&self.keys).menu = Some(blank);
        text.unwrap_or(insert)
    }

    /// Whether several candidates are shown at once, as this is how the user wants it, or as they have asked
    /// before. `longer`: they have more in common than has been typed.
    fn shows_all(&self, line: &str, pos: usize, longer: bool) -> bool {
        let asked = self.quiet.take() == Some((line.to_owned(), pos));
        let settings = &self.view.settings;
        asked
            || settings.is_on("show-all-if-ambiguous")
            || settings.is_on("show-all-if-unmodified") && !longer
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
        let layout = Layout::of(&self.view.settings);
        let menu = Menu::new((start, typed), items, expected.clone(), layout);
        self.menu.replace(Some(menu));
        lock(&self.keys).menu = Some(false);
        expected
    }

    /// The line with a word completed out of these candidates, or the usual ones.
    pub fn offered(&self, line: &str, pos: usize, offer: completion::Offer) -> (String, usize) {
        let found = match offer {
            completion::Offer::Usual => self.completed(line, pos),
            completion::Offer::These(start, items) => self.chosen(line, pos, start, items),
        };
        found.unwrap_or_else(|| (line.to_owned(), pos))
    }

    /// What the word before `pos` may become, and where it begins.
    pub(super) fn candidates(&self, line: &str, pos: usize) -> (usize, Vec<completion::Item>) {
        if self.plain {
            return completion::only(&self.view, &self.caches, Sort::File, line, pos);
        }
        completion::complete(&self.view, &self.caches, &self.before, line, pos)
    }

    /// The line with the word before `pos` completed.
    pub(super) fn completed(&self, line: &str, pos: usize) -> Option<(String, usize)> {
        self.close_menu();
        let word = scan(line.get(..pos)?.as_bytes()).edge.start;
        let mark = self.view.history.borrow().marks[0];
        if self.view.bang && !self.plain && line.get(word..pos)?.contains(mark) {
            // What stands for a word is shown before there is more to be made of it.
            if let Some(line) = self.unreferenced(line, pos) {
                return Some(line);
            }
        }
        let (start, items) = self.candidates(line, pos);
        self.chosen(line, pos, start, items)
    }

    /// The line with the text from `start` on to `pos` completed out of these candidates.
    pub(super) fn chosen(
        &self,
        line: &str,
        mut pos: usize,
        start: usize,
        mut items: Vec<completion::Item>,
    ) -> Option<(String, usize)> {
        let entering = lock(&self.keys).entering.take();
        let text = match items.len() {
            0 => return None,
            1 => {
                let item = items.pop()?;
                if self.view.settings.is_on("skip-completed-text") {
                    pos = pos.max(start + in_common(&item.inserted(), line.get(start..)?));
                }
                let next = line.get(pos..).and_then(|rest| rest.chars().next());
                item.finished(next)
            }
            _ => self.open_menu(line, pos, start, items, entering),
        };
        Some(replaced(line, pos, start, &text))
    }

    /// The line with the next item of the open menu.
    pub(super) fn walk(&self, line: &str, pos: usize) -> Option<(String, usize)> {
        let mut slot = self.menu.borrow_mut();
        let menu = slot
            .as_mut()
            .filter(|menu| menu.expected == (line.to_owned(), pos))?;
        let mut keys = lock(&self.keys);
        let step = keys.step.take().unwrap_or(Step::By(1));
        let text = menu.step(step);
        menu.expected = replaced(line, pos, menu.start, &text);
        let blank = menu.wants_blank();
        keys.menu = (step != Step::Cancel).then_some(blank);
        Some(menu.expected.clone())
    }
}

/// How many bytes two texts have in common at their beginning.
fn in_common(one: &str, other: &str) -> usize {
    let same = one.chars().zip(other.chars()).take_while(|(a, b)| a == b);
    same.map(|(character, _)| character.len_utf8()).sum()
}
