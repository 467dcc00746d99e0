//! Undo: what a line has been.
//!
//! The line editor's own list is lost when reading is interrupted, for a notice, a trap, or a function of
//! the user that completes; this one belongs to the line, and goes with it through all of them.

use super::text::Text;

/// What a line has been, the oldest first.
#[derive(Debug, Default)]
pub struct Trail {
    states: Vec<Text>,
    /// What has been undone since the last change, the first one first.
    undone: Vec<Text>,
    /// Where a run of letters that are typed one after the other has come to: it is undone as one.
    run: Option<usize>,
    /// A search through the history has changed the line: what it goes through is no change.
    searching: bool,
}

impl Trail {
    /// The line has become another.
    pub fn changed(&mut self, before: Text, line: &str, pos: usize, searching: bool) {
        let again = std::mem::replace(&mut self.searching, searching);
        if again && searching {
            return;
        }
        self.undone.clear();
        let typed = typed(&before, line, pos);
        let goes_on = typed && self.run == Some(before.pos);
        self.run = typed.then_some(pos);
        if !goes_on {
            self.states.push(before);
        }
    }

    /// What the line was so many changes ago; `None` if it has always been the same.
    pub fn back(&mut self, now: Text, count: usize) -> Option<Text> {
        self.run = None;
        let mut found: Option<Text> = None;
        for _ in 0..count {
            let current = found.as_ref().unwrap_or(&now).line.clone();
            while let Some(state) = self.states.pop() {
                if state.line != current {
                    found = Some(state);
                    break;
                }
            }
        }
        if found.is_some() {
            self.undone.push(now);
        }
        found
    }

    /// What the line was before the last undoing; `None` if it has been changed since.
    pub fn forth(&mut self, now: Text) -> Option<Text> {
        let state = self.undone.pop()?;
        self.states.push(now);
        Some(state)
    }
}

/// Whether a letter has been typed.
fn typed(before: &Text, line: &str, pos: usize) -> bool {
    let Text {
        line: old,
        pos: from,
    } = before;
    let letter = line.get(*from..pos).filter(|letter| {
        let mut letters = letter.chars();
        letters.next().is_some_and(char::is_alphanumeric) && letters.next().is_none()
    });
    letter.is_some_and(|letter| {
        old.len() + letter.len() == line.len()
            && line.get(..*from) == old.get(..*from)
            && line.get(pos..) == old.get(*from..)
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn what_is_typed_is_undone_word_by_word() {
        let mut trail = Trail::default();
        let mut now = Text::default();
        for letter in "echo one".chars() {
            let line = format!("{}{letter}", now.line);
            trail.changed(now, &line, line.len(), false);
            now = Text::ended(line);
        }
        let state = |text: &str| Text::ended(text.to_owned());
        assert_eq!(trail.back(state("echo one"), 1).unwrap().line, "echo ");
        assert_eq!(trail.back(state("echo "), 2).unwrap().line, "");
        assert_eq!(trail.back(state(""), 1), None);
        assert_eq!(trail.forth(state("")).unwrap().line, "echo ");
        assert_eq!(trail.forth(state("echo ")).unwrap().line, "echo one");
        assert_eq!(trail.forth(state("echo one")), None);
        assert_eq!(trail.back(state("echo one"), 1).unwrap().line, "echo ");
    }

    #[test]
    fn a_search_is_one_change() {
        let mut trail = Trail::default();
        let state = |text: &str| Text::ended(text.to_owned());
        trail.changed(state("typed"), "found", 0, true);
        trail.changed(state("found"), "other", 0, true);
        trail.changed(state("other"), "other x", 7, false);
        assert_eq!(trail.back(state("other x"), 1).unwrap().line, "other");
        assert_eq!(trail.back(state("other"), 1).unwrap().line, "typed");
    }
}
