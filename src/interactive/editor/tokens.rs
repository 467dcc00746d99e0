//! Earlier words that have the one at the cursor in them (Alt-Up).

use super::bang;
use super::scan::scan;
use super::text::Text;
use super::view::View;
use std::collections::HashSet;

/// How many commands back words are looked for.
const REACH: usize = 1000;

/// A walk through earlier words.
#[derive(Debug, Default)]
pub struct Tokens {
    /// The word that was typed, and where it begins.
    typed: (String, usize),
    /// What was found for it, the newest first.
    found: Vec<String>,
    /// Which of them is in the line; none: what was typed.
    current: Option<usize>,
    /// The line then.
    expected: Option<Text>,
}

impl Tokens {
    /// So many words on from the one that is in the line, which has been typed or was found.
    pub fn step(&mut self, view: &View, line: &str, pos: usize, by: isize) -> Option<Text> {
        let goes_on = self.expected.as_ref().is_some_and(|it| it.is(line, pos));
        if !goes_on {
            self.begin(view, line, pos)?;
        }
        let current = self.current.map_or(-1, |current| current as isize);
        let next = current + by;
        if next < -1 || next >= self.found.len() as isize {
            return None;
        }
        self.current = usize::try_from(next).ok();
        let word = self.current.and_then(|at| self.found.get(at));
        let (typed, start) = &self.typed;
        self.expected = Some(Text::replaced(line, pos, *start, word.unwrap_or(typed)));
        self.expected.clone()
    }

    fn begin(&mut self, view: &View, line: &str, pos: usize) -> Option<()> {
        let before = line.get(..pos)?;
        let start = scan(before.as_bytes()).edge.start.min(pos);
        let typed = before.get(start..)?.to_owned();
        let history = view.history.borrow();
        let mut seen = HashSet::from([typed.clone()]);
        self.found.clear();
        for entry in history.newest_first().take(REACH) {
            let text = String::from_utf8_lossy(&entry.text);
            for word in bang::split(&text).into_iter().rev() {
                if word.contains(&typed) && seen.insert(word.to_owned()) {
                    self.found.push(word.to_owned());
                }
            }
        }
        self.typed = (typed, start);
        self.current = None;
        Some(())
    }
}
