//! What is shown behind or below the line: a suggestion, what the line will become, the list of a menu.

use super::assistant::Assistant;
use super::bang;
use super::keys::lock;
use super::suggestion::Suggestion;
use crate::sys::{showing, typing};
use rustyline::Context;
use rustyline::hint::Hinter;

impl Assistant {
    /// What the line will become, or else what it may go on with.
    fn line_hint(&self, line: &str, pos: usize) -> Option<Suggestion> {
        // What the history has is looked at, and not gone on with.
        let keys = lock(&self.keys);
        if keys.recall.way.shows(line) || keys.recall.asking.is_open() {
            return None;
        }
        drop(keys);
        if let Some(shown) = bang::preview(&self.view, &self.before, line) {
            return Some(Suggestion::seen(shown));
        }
        if pos < line.len() {
            return None;
        }
        let text = self.suggestions.borrow_mut().rest(
            &self.view,
            &self.caches,
            &lock(&self.keys).config.completed,
            (&self.before, line),
        )?;
        Some(Suggestion::offered(text))
    }

    /// The open menu's list, if the line is as the menu has left it.
    fn menu_hint(&self, line: &str, pos: usize) -> Option<String> {
        let mut menu = self.menu.borrow_mut();
        let open = menu.as_mut()?;
        let kept = lock(&self.keys).menu.is_some() && open.expected.is(line, pos);
        if !kept {
            *menu = None;
            lock(&self.keys).menu = None;
            return None;
        }
        let colours = self.view.variable("LS_COLORS").unwrap_or_default();
        // The window may have another size than when the line began.
        let (raw, coloured) = open.show(showing::room(), colours);
        self.coloured.replace(if self.view.colours {
            coloured
        } else {
            raw.clone()
        });
        Some(raw)
    }
}

impl Hinter for Assistant {
    type Hint = Suggestion;

    fn hint(&self, line: &str, pos: usize, _: &Context<'_>) -> Option<Suggestion> {
        typing::line_drawn();
        self.arm();
        self.follow_window();
        self.see(line, pos);
        let hint = match self.menu_hint(line, pos) {
            Some(shown) => Some(Suggestion::seen(shown)),
            None if line.is_empty() || self.plain => None,
            None => self.line_hint(line, pos),
        };
        self.hint.replace(
            hint.as_ref()
                .map(|hint| hint.shown.clone())
                .unwrap_or_default(),
        );
        hint
    }
}
