//! Completion, as the line editor asks for it: what is put into the line.

use super::assistant::Assistant;
use super::keys::lock;
use super::requests::Rewrite;
use super::text::Text;
use rustyline::completion::{Candidate, Completer};
use rustyline::line_buffer::LineBuffer;
use rustyline::{Changeset, Context};

/// What is put into the line.
pub struct Replacement(String);

impl Candidate for Replacement {
    fn display(&self) -> &str {
        &self.0
    }

    fn replacement(&self) -> &str {
        &self.0
    }
}

impl Completer for Assistant {
    type Candidate = Replacement;

    fn complete(
        &self,
        line: &str,
        pos: usize,
        _: &Context<'_>,
    ) -> rustyline::Result<(usize, Vec<Replacement>)> {
        let rewrite = lock(&self.keys).requests.rewrite.take();
        let whole = match rewrite {
            Some(Rewrite::Part { start, text }) => return Ok((start, vec![Replacement(text)])),
            Some(Rewrite::Line(text)) => Some(text),
            Some(Rewrite::Ask(ask)) => self.answer(ask, line, pos),
            None => self.walk(line, pos).or_else(|| self.completed(line, pos)),
        };
        if whole.is_none() {
            return Ok((pos, Vec::new()));
        }
        self.wanted.replace(whole);
        Ok((pos, vec![Replacement(String::new())]))
    }

    fn update(&self, line: &mut LineBuffer, start: usize, elected: &str, changes: &mut Changeset) {
        let end = line.pos();
        let Some(Text { line: text, pos }) = self.wanted.take() else {
            line.replace(start..end, elected, changes);
            return;
        };
        // Only what differs is replaced, so that it can be undone in one step.
        let (from, to, new) = difference(line.as_str(), &text);
        if from < to || !new.is_empty() {
            line.replace(from..to, new, changes);
        }
        line.set_pos(pos.min(line.len()));
    }
}

/// Where two texts differ: from where to where in the old one, and what is there in the new one.
fn difference<'t>(old: &str, new: &'t str) -> (usize, usize, &'t str) {
    let mut from = old
        .bytes()
        .zip(new.bytes())
        .take_while(|(a, b)| a == b)
        .count();
    while !old.is_char_boundary(from) || !new.is_char_boundary(from) {
        from -= 1;
    }
    let (rest_old, rest_new) = (
        old.get(from..).unwrap_or_default(),
        new.get(from..).unwrap_or_default(),
    );
    let mut same = rest_old
        .bytes()
        .rev()
        .zip(rest_new.bytes().rev())
        .take_while(|(a, b)| a == b)
        .count();
    while !rest_old.is_char_boundary(rest_old.len() - same)
        || !rest_new.is_char_boundary(rest_new.len() - same)
    {
        same -= 1;
    }
    let changed = rest_new.get(..rest_new.len() - same).unwrap_or_default();
    (from, old.len() - same, changed)
}
