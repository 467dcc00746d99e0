//! A pattern that is typed behind `/` or `?`.

use super::{BACKSPACE, ESCAPE, Reply, Vi};
use crate::interactive::editor::text::Text;

impl Vi {
    /// A key of a pattern that is being typed behind `/` or `?`.
    pub(super) fn searching(&mut self, text: &mut Text, key: char) -> Option<Reply> {
        let (back, before) = self.search.take()?;
        match key {
            '\r' | '\n' => {
                let typed = text.line.get(1..).unwrap_or_default().to_owned();
                *text = before;
                let pattern = if typed.is_empty() {
                    self.last_search
                        .as_ref()
                        .map_or(typed, |(last, _)| last.clone())
                } else {
                    typed
                };
                self.last_search = Some((pattern.clone(), back));
                Some(Reply::Search { pattern, back })
            }
            ESCAPE => {
                *text = before;
                Some(Reply::Done)
            }
            BACKSPACE if text.line.len() <= 1 => {
                *text = before;
                Some(Reply::Done)
            }
            BACKSPACE => {
                text.line.pop();
                text.pos = text.line.len();
                self.search = Some((back, before));
                Some(Reply::Done)
            }
            key if key.is_control() => {
                *text = before;
                Some(Reply::Other)
            }
            key => {
                text.line.push(key);
                text.pos = text.line.len();
                self.search = Some((back, before));
                Some(Reply::Done)
            }
        }
    }

    /// Whether a pattern is being typed.
    pub fn is_searching(&self) -> bool {
        self.search.is_some()
    }
}
