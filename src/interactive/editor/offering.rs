//! Candidates for a word: one takes its place, several are offered in a menu.

use super::assistant::Assistant;
use super::completing::Purpose;
use super::keys::lock;
use super::menu::{Layout, Menu};
use super::requests::Step;
use super::scan::scan;
use super::text::Text;
use crate::interactive::completion::{self, Sort};

/// Where the word begins that candidates may take the place of, and they.
pub(super) type Candidates = (usize, Vec<completion::Item>);

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
        let expected = Text::replaced(line, pos, start, &insert);
        if entering.is_none() && !self.shows_all(line, pos, longer) {
            self.quiet.replace(Some(expected));
            return insert;
        }
        let layout = Layout::of(&self.view.settings);
        let mut menu = Menu::new((start, insert.clone()), items, expected, layout);
        menu.comes_back = entering.is_some();
        let text = entering.map(|step| menu.step(step));
        if let Some(text) = &text {
            menu.expected = Text::replaced(line, pos, start, text);
        }
        self.open(menu);
        text.unwrap_or(insert)
    }

    fn open(&self, menu: Menu) {
        lock(&self.keys).menu = Some(menu.opened());
        self.menu.replace(Some(menu));
    }

    /// Whether several candidates are shown at once, as this is how the user wants it, or as they have asked
    /// before. `longer`: they have more in common than has been typed.
    fn shows_all(&self, line: &str, pos: usize, longer: bool) -> bool {
        let asked = self.quiet.take().is_some_and(|it| it.is(line, pos));
        let settings = &self.view.settings;
        asked
            || settings.is_on("show-all-if-ambiguous")
            || settings.is_on("show-all-if-unmodified") && !longer
    }

    /// Shows candidates for the word before a place, if there are any, and leaves the line as it is.
    pub(super) fn list(
        &self,
        line: &str,
        pos: usize,
        place: usize,
        (start, items): Candidates,
    ) -> Option<Text> {
        if items.is_empty() {
            return None;
        }
        let typed = line.get(start..place)?.to_owned();
        let expected = Text::new(line, pos);
        let layout = Layout::of(&self.view.settings);
        self.open(Menu::new((start, typed), items, expected.clone(), layout));
        Some(expected)
    }

    /// What becomes of the line with these candidates, or the usual ones, for the word before `pos`.
    pub fn offered(
        &self,
        line: &str,
        pos: usize,
        offer: completion::Offer,
        purpose: Purpose,
    ) -> Text {
        let candidates = match offer {
            completion::Offer::Usual if purpose == Purpose::Complete => {
                let found = self.completed(line, pos);
                return found.unwrap_or_else(|| Text::new(line, pos));
            }
            completion::Offer::Usual => self.candidates(line, pos),
            completion::Offer::These(start, items) => (start, items),
        };
        let mut cursor = pos;
        let found = match purpose {
            Purpose::Complete => self.chosen(line, pos, candidates),
            Purpose::InsertAll => all_inserted(line, pos, &candidates),
            Purpose::List(back) => {
                let before = line.get(..pos).unwrap_or_default();
                let mut places = before.char_indices().rev().map(|(at, _)| at);
                cursor = back
                    .checked_sub(1)
                    .and_then(|at| places.nth(at))
                    .unwrap_or(pos);
                self.list(line, cursor, pos, candidates)
            }
        };
        found.unwrap_or_else(|| Text::new(line, cursor))
    }

    /// What the word before `pos` may become, and where it begins.
    pub(super) fn candidates(&self, line: &str, pos: usize) -> Candidates {
        if self.plain {
            return completion::only(&self.view, &self.caches, Sort::File, line, pos);
        }
        completion::complete(&self.view, &self.caches, &self.before, line, pos)
    }

    /// The line with the word before `pos` completed.
    pub(super) fn completed(&self, line: &str, pos: usize) -> Option<Text> {
        self.close_menu();
        let word = scan(line.get(..pos)?.as_bytes()).edge.start;
        let mark = self.view.history.borrow().marks[0];
        if self.view.bang && !self.plain && line.get(word..pos)?.contains(mark) {
            // What stands for a word is shown before there is more to be made of it.
            if let Some(line) = self.unreferenced(line, pos) {
                return Some(line);
            }
        }
        self.chosen(line, pos, self.candidates(line, pos))
    }

    /// The line with the text from `start` on to `pos` completed out of these candidates.
    pub(super) fn chosen(
        &self,
        line: &str,
        mut pos: usize,
        (start, mut items): Candidates,
    ) -> Option<Text> {
        let entering = lock(&self.keys).requests.entering.take();
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
        Some(Text::replaced(line, pos, start, &text))
    }

    /// The line with the next item of the open menu.
    pub(super) fn walk(&self, line: &str, pos: usize) -> Option<Text> {
        let mut slot = self.menu.borrow_mut();
        let menu = slot.as_mut().filter(|menu| menu.expected.is(line, pos))?;
        let mut keys = lock(&self.keys);
        let step = keys.requests.step.take().unwrap_or(Step::By(1));
        let text = menu.step(step);
        menu.expected = Text::replaced(line, pos, menu.start, &text);
        keys.menu = (step != Step::Cancel).then(|| menu.opened());
        Some(menu.expected.clone())
    }
}

/// The line with all the candidates in the place of the text from `start` on to `pos`.
pub(super) fn all_inserted(line: &str, pos: usize, (start, items): &Candidates) -> Option<Text> {
    let start = *start;
    let typed = line.get(start..pos)?;
    // Names that are only like the word are for the user to choose from.
    let pattern = typed.contains(['*', '?', '[']);
    let all: Vec<String> = items
        .iter()
        .map(completion::Item::inserted)
        .filter(|name| pattern || name.starts_with(typed))
        .collect();
    let text = all.join(" ") + " ";
    (!all.is_empty()).then(|| Text::replaced(line, pos, start, &text))
}

/// How many bytes two texts have in common at their beginning.
fn in_common(one: &str, other: &str) -> usize {
    let same = one.chars().zip(other.chars()).take_while(|(a, b)| a == b);
    same.map(|(character, _)| character.len_utf8()).sum()
}
