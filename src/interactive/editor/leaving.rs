//! How reading a line is left before it is entered, and gone on with.

use super::assistant::Assistant;
use super::drawing::{beside, step};
use super::keys::lock;
use super::reflow::ends_at_margin;
use super::requests::Leave;
use super::{Cut, LineEditor, Outcome, Wanted, caret, cut, highlight};
use crate::env::report::errno_text;
use crate::interactive::prompt::Prompt;
use crate::sys::typing::unfinished_key;
use crate::sys::{showing, terminal};
use nix::errno::Errno;
use nix::libc;
use rustyline::error::ReadlineError;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

impl LineEditor {
    /// The window may have got another size while the line was edited, and the line rows as wide if they are broken anew.
    pub(super) fn note_columns(&mut self) {
        let reflows = self
            .editor
            .helper()
            .is_some_and(|helper| helper.view.reflows);
        let (_, columns) = if reflows {
            terminal::room(2)
        } else {
            showing::room()
        };
        self.columns = columns;
    }

    /// ^C, or a signal that must not wait: then the line is kept, and what can be undone and is looked
    /// for in it; as it is where interrupts are ignored.
    pub(super) fn interrupted(&mut self, prompt: &Prompt, by_signal: bool) -> Outcome {
        let kept = |helper: &&Assistant| by_signal || helper.view.uninterrupted;
        let Some(helper) = self.editor.helper().filter(kept) else {
            self.show_dropped(prompt);
            return Outcome::Interrupted;
        };
        let hint = helper.hint.take();
        let mut text = helper.line.borrow().clone();
        self.erase(prompt, &[&*text.line, &*hint].concat());
        let mut keys = lock(&self.keys);
        if let Some(search) = keys.recall.searching.now.take() {
            text = search.from;
            helper.line.replace(text.clone());
            keys.input.again = search.keys.into_iter().collect::<String>().into_bytes();
        }
        keys.input.again.extend(unfinished_key());
        drop(keys);
        self.go_on_with(cut(&text.line, text.pos));
        Outcome::Signal
    }

    /// A line that is dropped stays on the screen, with a mark that says so.
    fn show_dropped(&self, prompt: &Prompt) {
        let Some(helper) = self.editor.helper() else {
            return;
        };
        if helper.other_prompt.borrow().is_some() {
            return;
        }
        let line = &helper.line.borrow().line;
        let shown = [&*prompt.raw, line].concat();
        let (row, column) = end(&shown, self.columns);
        // What is suggested or listed behind the line goes.
        let (last, _) = end(&[&*shown, &*helper.hint.take()].concat(), self.columns);
        let up = last - row + 1;
        beside(&[&*step(up, 'A'), &*step(column, 'C'), "^C\x1b[J\n"].concat());
    }

    /// Whether the cursor is in an empty row behind the line: the line fills its last row, or ends in a newline.
    pub(super) fn has_left_row(&self, prompt: &Prompt, line: &str) -> bool {
        let shown = [&*prompt.raw, line].concat();
        shown.ends_with('\n') || ends_at_margin(&shown, self.columns)
    }

    /// Behind a line that fills its last row the line editor has gone to the next one before it was entered: what
    /// follows begins there.
    pub(super) fn close_last_row(&self, prompt: &Prompt, line: &str) {
        if self.has_left_row(prompt, line) {
            beside(&step(1, 'A'));
        }
    }

    /// The line that is gone on with.
    pub fn go_on_with(&mut self, line: Cut) {
        self.initial = Some(line);
        self.resumed = true;
    }

    /// What has been typed of the line that was to be gone on with is not wanted any more.
    pub fn give_up(&mut self) {
        self.initial = None;
        self.resumed = false;
    }

    /// Takes the prompt and what is behind it off the screen.
    fn erase(&self, prompt: &Prompt, shown: &str) {
        let other = self
            .editor
            .helper()
            .and_then(|helper| helper.other_prompt.take());
        let prompt = other.as_deref().unwrap_or(&prompt.raw);
        let up = rows(&[prompt, shown].concat(), self.columns);
        beside(&[&*step(up, 'A'), "\r\x1b[J"].concat());
    }

    /// The line stays on the screen until it is gone on with. The cursor is left where it was, but always in the first
    /// row: what is written meanwhile is not taken off the screen then.
    fn leave_standing(&mut self, prompt: &Prompt, line: &str, pos: usize) {
        let shown = [&*prompt.raw, line].concat();
        let up = rows(&shown, self.columns);
        let before = line.get(..pos).unwrap_or_default();
        let (row, column) = end(&[&*prompt.raw, before].concat(), self.columns);
        let first = shown.split('\n').next().unwrap_or_default();
        let column = match row {
            0 => column,
            _ => first.width().min(self.columns.saturating_sub(1)),
        };
        beside(&[&*step(up, 'A'), "\r", &*step(column, 'C')].concat());
        self.standing = true;
    }

    /// Takes what stands of the line off the screen, where it is drawn anew.
    pub(super) fn clear_standing(&mut self) {
        if std::mem::take(&mut self.standing) && self.resumed {
            beside("\r\x1b[J");
        }
    }

    /// A key has made the line editor give its line away. It was entered for the editor, so that what
    /// has been typed behind the key is kept.
    pub(super) fn left(&mut self, prompt: &Prompt, leave: Leave, line: String) -> Outcome {
        if leave == Leave::End {
            return Outcome::End;
        }
        let mut pos = lock(&self.keys).requests.left_at;
        if let Leave::Complete(completing) = leave {
            pos = completing.place;
            self.leave_standing(prompt, &line, pos);
        } else {
            self.erase(prompt, &line);
        }
        let cut = cut(&line, pos);
        Outcome::Wanted(match leave {
            Leave::Edit => Wanted::Edit(line),
            Leave::EditAndRun(number) => Wanted::EditAndRun(line, number),
            Leave::Run(command) => Wanted::Run(command, cut),
            Leave::Complete(completing) => Wanted::Complete(cut, completing),
            Leave::Search => Wanted::Search(cut),
            Leave::ReadBindings => Wanted::ReadBindings(cut),
            Leave::Abbreviate(called) => Wanted::Abbreviate(called, cut),
            Leave::Expand => Wanted::Expand(line),
            Leave::Reopen => Wanted::Reopen(cut),
            Leave::End => return Outcome::End,
            Leave::Line(line) => return Outcome::Line(line),
            Leave::Submit(text) => return self.submitted(prompt, text),
        })
    }

    /// The next line, which is not typed but shown as if it were.
    pub fn submit(&mut self, text: String) {
        self.entered = Some(text);
    }

    /// Shows a line as it is when it has been typed and entered.
    pub(super) fn submitted(&self, prompt: &Prompt, text: String) -> Outcome {
        let coloured = self.editor.helper().map_or_else(
            || text.clone(),
            |helper| highlight::line(&helper.view, &helper.before, &text, text.len()).text,
        );
        beside(&[&*prompt.styled, &*caret::drawn(&coloured), "\n"].concat());
        Outcome::Line(text)
    }
}

/// What an error of the line editor means: that the terminal is gone, or that it cannot go on.
pub(super) fn failure(error: &ReadlineError) -> Outcome {
    let why = match error {
        ReadlineError::Io(error) => errno_text(error),
        ReadlineError::Errno(error) => error.desc().to_owned(),
        _ => return Outcome::Lost,
    };
    let lost = match error {
        ReadlineError::Io(error) => {
            matches!(error.raw_os_error(), Some(libc::EIO | libc::ENXIO))
        }
        ReadlineError::Errno(error) => matches!(error, Errno::EIO | Errno::ENXIO),
        _ => true,
    };
    if lost {
        Outcome::Lost
    } else {
        Outcome::Failed(why)
    }
}

/// How many rows a text takes.
pub(super) fn rows(text: &str, columns: usize) -> usize {
    end(text, columns).0 + 1
}

/// The row and column behind a text.
pub(super) fn end(text: &str, columns: usize) -> (usize, usize) {
    let (mut row, mut column) = (0, 0);
    for character in text.chars() {
        if character == '\n' {
            row += 1;
            column = 0;
            continue;
        }
        let width = character.width().unwrap_or(0);
        column += width;
        if column > columns {
            row += 1;
            column = width;
        }
    }
    if column == columns {
        (row + 1, 0)
    } else {
        (row, column)
    }
}
