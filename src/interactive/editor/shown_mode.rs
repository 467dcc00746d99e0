//! The mode that keys are understood in, in front of the last line of the prompt (`show-mode-in-prompt`).
//!
//! The line editor measures a prompt once, before it reads a line; the mode changes meanwhile. So the texts of
//! both modes take as much room as the wider one.

use super::keys::Keys;
use super::vi::Mode;
use crate::env::bindings::{Settings, sequence};
use crate::interactive::prompt::{Prompt, plain};
use unicode_width::UnicodeWidthStr;

/// The texts of the modes.
#[derive(Debug, Default)]
pub struct ShownMode {
    insert: Prompt,
    command: Prompt,
    emacs: Prompt,
}

impl ShownMode {
    /// As the user wants them.
    pub fn of(settings: &Settings) -> Self {
        if !settings.is_on("show-mode-in-prompt") {
            return Self::default();
        }
        let text = |name| plain(&sequence(settings.get(name)));
        Self {
            insert: text("vi-ins-mode-string"),
            command: text("vi-cmd-mode-string"),
            emacs: text("emacs-mode-string"),
        }
    }

    /// How wide the text is, whatever the mode.
    fn width(&self, vi: bool) -> usize {
        if vi {
            self.insert.raw.width().max(self.command.raw.width())
        } else {
            self.emacs.raw.width()
        }
    }

    /// The prompt with room for the mode in what can be seen of it.
    pub fn make_room(&self, prompt: &Prompt, vi: bool) -> Prompt {
        Prompt {
            raw: in_last_line(&prompt.raw, &" ".repeat(self.width(vi))),
            styled: prompt.styled.clone(),
        }
    }

    /// What is drawn of a prompt, with the mode in it.
    pub fn put_into(&self, styled: &str, keys: &Keys) -> String {
        let text = match keys.vi.as_ref().map(|vi| vi.mode) {
            None => &self.emacs,
            Some(Mode::Command) => &self.command,
            Some(Mode::Insert | Mode::Replace) => &self.insert,
        };
        let missing = self
            .width(keys.vi.is_some())
            .saturating_sub(text.raw.width());
        in_last_line(styled, &[&*text.styled, &*" ".repeat(missing)].concat())
    }

    /// Whether there is anything to be shown.
    pub fn is_shown(&self) -> bool {
        [&self.insert, &self.command, &self.emacs]
            .iter()
            .any(|text| !text.styled.is_empty())
    }
}

/// A text with another one at the beginning of its last line.
fn in_last_line(text: &str, added: &str) -> String {
    let (above, last) = text.split_at(text.rfind('\n').map_or(0, |at| at + 1));
    [above, added, last].concat()
}
