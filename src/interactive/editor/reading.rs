//! Reading a line with the line editor.

use super::keys::lock;
use super::outcome::{Outcome, cut};
use super::requests::Leave;
use super::shown_mode::ShownMode;
use super::text::Text;
use super::{LineEditor, bound, caret, drawing, leaving, vi_keys};
use crate::interactive::prompt::Prompt;
use crate::signal;
use rustyline::error::ReadlineError;

impl LineEditor {
    /// Reads a line that is no command; `limited`: only until a signal comes.
    pub fn read_plain(&mut self, prompt: &Prompt, limited: bool) -> Outcome {
        let mut keys = lock(&self.keys);
        keys.config.abbreviations.clear();
        keys.config.completed.clear();
        keys.recall.past = None;
        keys.continued = false;
        drop(keys);
        if let Some(helper) = self.editor.helper_mut() {
            helper.plain = true;
            if limited {
                helper.view.urgent = helper.view.urgent.with(signal::Signal::ALRM);
            }
        }
        let outcome = self.read(prompt, &Prompt::default(), "");
        if let Some(helper) = self.editor.helper_mut() {
            helper.plain = false;
        }
        outcome
    }

    /// Reads a line. `before`: the lines of the same command before it.
    pub fn read(&mut self, prompt: &Prompt, right_prompt: &Prompt, before: &str) -> Outcome {
        self.read_line(prompt, right_prompt, before)
            .map(caret::meant)
    }

    fn read_line(&mut self, prompt: &Prompt, right_prompt: &Prompt, before: &str) -> Outcome {
        if let Some(text) = self.entered.take() {
            return self.submitted(prompt, caret::lined(text));
        }
        let mode = ShownMode::of(&lock(&self.keys).config.settings);
        let prompt = &mode.make_room(prompt, lock(&self.keys).vi.is_some());
        self.begin(prompt, right_prompt, before, mode);
        let pair = (prompt.raw.as_str(), prompt.styled.as_str());
        let initial = self.initial.take();
        let result = match &initial {
            Some((left, right)) => self.editor.readline_with_initial(&pair, (left, right)),
            None => self.editor.readline(&pair),
        };
        signal::interrupt_on(signal::SignalSet::default());
        self.note_columns();
        let mut keys = lock(&self.keys);
        if keys.vi.is_some() {
            vi_keys::show_mode(&keys, None);
        }
        let by_signal = signal::take_interrupted();
        if by_signal {
            // It may have come too late for the line editor's own handler.
            signal::take_one(signal::Signal::INT);
        }
        let leave = match result {
            Ok(_) | Err(ReadlineError::Interrupted) => keys.requests.leave.take(),
            Err(_) => None,
        };
        drop(keys);
        match (result, leave) {
            (Ok(line), Some(leave)) => self.left(prompt, leave, line),
            (Ok(line), None) | (Err(_), Some(Leave::Line(line))) => {
                self.close_last_row(prompt, &line);
                Outcome::Line(line)
            }
            (Err(ReadlineError::Interrupted), _) => self.interrupted(prompt, by_signal),
            // It came while the line editor waited for what ^V has inserted, and it knows nothing better.
            (Err(ReadlineError::Signal(_)), _) => self.interrupted(prompt, true),
            (Err(ReadlineError::Eof), _) => Outcome::End,
            (Err(ReadlineError::Io(error)), _)
                if error.kind() == std::io::ErrorKind::InvalidData =>
            {
                Outcome::Garbage
            }
            (Err(error), _) => leaving::failure(&error),
        }
    }

    /// What there is to be done before the line editor has its turn.
    fn begin(&mut self, prompt: &Prompt, right_prompt: &Prompt, before: &str, mode: ShownMode) {
        if let Some((left, right)) = self.initial.take() {
            self.initial = Some((caret::lined(left), caret::lined(right)));
        }
        self.clear_standing();
        let resumed = std::mem::take(&mut self.resumed);
        let (left, right) = self.initial.clone().unwrap_or_default();
        let pos = left.len();
        let text = Text::new(left + &right, pos);
        let mut keys = lock(&self.keys);
        keys.begin(&text, resumed);
        bound::listen(&keys);
        drop(keys);
        drawing::begin(self.steady, std::mem::take(&mut self.blank));
        let Some(helper) = self.editor.helper_mut() else {
            return;
        };
        helper.begin(before, (prompt, right_prompt), resumed);
        helper.mode = mode;
        if !resumed {
            helper.trail.take();
            helper.line.replace(text);
        }
        if let (Some(items), Some((left, right))) = (self.offered.take(), self.initial.clone()) {
            let pos = left.len();
            let text = helper.offered(&(left + &right), pos, items.0, items.1);
            self.initial = Some(cut(&text.line, text.pos));
        }
    }
}
