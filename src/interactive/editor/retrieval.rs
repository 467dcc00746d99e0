//! What keys ask for out of the history: commands, their words, and what references to it stand for.

use super::assistant::Assistant;
use super::bang;
use super::keys::lock;
use super::past::place_of;
use super::text::Text;
use super::words::{self, Inserted};
use crate::pattern::Pattern;
use std::borrow::Cow;

impl Assistant {
    /// So many commands on in the history.
    pub(super) fn walked(&self, line: &str, by: isize) -> Option<Text> {
        let mut keys = lock(&self.keys);
        let way = &mut keys.recall.way;
        let text = way.walk(&self.view.history.borrow(), line, by)?;
        let pos = match keys.vi.is_some() {
            _ if keys.config.settings.is_on("history-preserve-point") => {
                let before = self.line.borrow();
                // The end stays the end.
                let ended = before.pos == before.line.len();
                let pos = if ended { usize::MAX } else { before.pos }.min(text.len());
                (0..=pos)
                    .rfind(|&at| text.is_char_boundary(at))
                    .unwrap_or(0)
            }
            true => 0,
            false => text.len(),
        };
        Some(Text::new(text, pos))
    }

    /// The command of a number, or the oldest.
    pub(super) fn fetched(&self, line: &str, number: Option<usize>) -> Option<Text> {
        let mut keys = lock(&self.keys);
        let way = &mut keys.recall.way;
        let text = way.fetch(&self.view.history.borrow(), line, number)?;
        let pos = if keys.vi.is_some() { 0 } else { text.len() };
        Some(Text::new(text, pos))
    }

    /// The line that was being written before the history was looked at.
    pub(super) fn come_back(&self) -> Option<Text> {
        lock(&self.keys).recall.way.come_back().map(Text::ended)
    }

    /// The next command with a text in it, and the place of that; as it was if there is none.
    pub(super) fn asked(&self, from: Text, text: &str, back: bool) -> Text {
        if text.is_empty() {
            return from;
        }
        let ignore_case = self.view.settings.is_on("search-ignore-case");
        let wanted = |entry: &[u8]| match text.strip_prefix('^') {
            Some(begin) => entry.starts_with(begin.as_bytes()),
            None => place_of(text, entry, ignore_case).is_some(),
        };
        let Some(found) = self.next_that(&from.line, back, wanted) else {
            return from;
        };
        let at = place_of(text, found.as_bytes(), ignore_case).unwrap_or(0);
        Text::new(found, at)
    }

    /// The next command with the pattern in it, or at its beginning behind a `^`; the line if there is none.
    pub(super) fn found(&self, line: String, pattern: &str, back: bool) -> Text {
        let wanted = match pattern.strip_prefix('^') {
            Some(begin) => format!("{begin}*"),
            None => format!("*{pattern}*"),
        };
        let wanted = |entry: &[u8]| Pattern::new(wanted.as_bytes(), None, true).matches(entry);
        let found = self.next_that(&line, back, wanted);
        Text::new(found.unwrap_or(line), 0)
    }

    /// The next command that `wanted` says yes to, and that is another than the line.
    fn next_that(&self, line: &str, back: bool, wanted: impl Fn(&[u8]) -> bool) -> Option<String> {
        let history = self.view.history.borrow();
        lock(&self.keys)
            .recall
            .way
            .search(&history, line, back, wanted)
    }

    /// The line with a word of the command so many back between two places, as [`Self::argument`] finds it.
    pub(super) fn with_argument(
        &self,
        line: &str,
        (start, end): (usize, usize),
        number: Option<isize>,
        back: usize,
    ) -> Option<Text> {
        let word = self.argument(number, back)?;
        let found = Text::replaced(line, end, start, &word);
        lock(&self.keys).recall.inserted = Some(Inserted {
            number,
            back,
            length: word.len(),
            text: found.clone(),
        });
        Some(found)
    }

    /// A word of the command so many back: the one of a number, or the last; commands without words are none then.
    fn argument(&self, number: Option<isize>, back: usize) -> Option<String> {
        let history = self.view.history.borrow();
        let texts = history.newest_first();
        let mut texts = texts.map(|entry| String::from_utf8_lossy(&entry.text));
        let last = |text: Cow<'_, str>| bang::split(&text).last().map(|&word| word.to_owned());
        match number {
            Some(number) => Some(words::numbered(&texts.nth(back)?, number)?.to_owned()),
            None => texts.filter_map(last).nth(back),
        }
    }

    /// The line with the references to the history before a place in full, and the place behind them.
    pub(super) fn unreferenced(&self, line: &str, pos: usize) -> Option<Text> {
        let (left, right) = line.split_at_checked(pos)?;
        let full = bang::expand(&self.view.history.borrow(), &self.before, left).ok()??;
        let end = full.text.len();
        Some(Text::new(full.text + right, end))
    }
}
