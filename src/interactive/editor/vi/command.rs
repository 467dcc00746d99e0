//! Command mode.

use super::super::text::Text;
use super::change::is_change;
use super::motion::{self, find, left, line_end, line_start, right};
use super::{ESCAPE, Mode, Pending, Reply, Vi};

/// Where a motion leads, and whether an operator takes the character there too.
pub(super) type Target = Option<(usize, bool)>;

impl Vi {
    pub(super) fn command_key(&mut self, text: &mut Text, key: char) -> Reply {
        if self.recording.is_none() && !self.replaying {
            self.recording = Some(Vec::new());
        }
        self.record(key);
        // What the user has bound to functions may have left it elsewhere.
        clamp(text);
        let before = text.clone();
        let named = self.registers.chosen.is_some();
        let reply = self.command(text, key);
        let mut waiting = self.pending.is_some() || self.operator.is_some() || self.count.is_some();
        if named && !waiting {
            self.registers.chosen = None;
        }
        waiting |= self.registers.chosen.is_some();
        let inserting = self.mode != Mode::Command;
        let changed = text.line != before.line && self.search.is_none();
        if (changed || inserting) && !matches!(key, 'u' | 'U') {
            self.undo.push(before);
        }
        if self.mode == Mode::Command && self.search.is_none() {
            clamp(text);
        }
        if !waiting && self.mode == Mode::Command {
            let repeatable = self.recording.as_ref().is_some_and(|keys| is_change(keys));
            if changed && repeatable && reply == Reply::Done {
                self.changed();
            }
            if !self.replaying {
                self.recording = None;
            }
        }
        reply
    }

    pub(super) fn command(&mut self, text: &mut Text, key: char) -> Reply {
        if let Some(pending) = self.pending.take() {
            return self.continued(text, pending, key);
        }
        match key {
            '1'..='9' => self.digit(key),
            '0' if self.count.is_some() => self.digit(key),
            ESCAPE => {
                self.count = None;
                self.operator = None;
                Reply::Done
            }
            '"' => self.wait(Pending::Register),
            '@' => self.wait(Pending::Alias),
            'm' if self.operator.is_none() => self.wait(Pending::Mark),
            '`' => self.wait(Pending::Marked),
            'f' | 'F' | 't' | 'T' => self.wait(Pending::Find(key)),
            'g' => self.wait(Pending::Prefix),
            'i' | 'a' if self.operator.is_some() => self.wait(Pending::Object(key == 'i')),
            'd' | 'c' | 'y' => {
                if let Some((operator, _)) = self.operator.take() {
                    if operator == key {
                        let (start, end) = (
                            line_start(&text.line, text.pos),
                            line_end(&text.line, text.pos),
                        );
                        let pos = text.pos;
                        self.operate(text, operator, start, end);
                        if operator == 'y' {
                            text.pos = pos;
                        }
                    }
                    self.count = None;
                } else {
                    self.operator = Some((key, self.count.take()));
                }
                Reply::Done
            }
            _ => {
                let total = self.total();
                if let Some(target) = self.motion(text, key, total) {
                    self.count = None;
                    self.go(text, key, target);
                    return Reply::Done;
                }
                let count = self.count.take();
                if self.operator.take().is_some() {
                    return Reply::Done;
                }
                self.action(text, key, total, count)
            }
        }
    }

    /// The count of a motion: its own times that of the operator before it.
    fn total(&self) -> usize {
        let count = self.count.unwrap_or(1);
        match self.operator {
            Some((_, Some(times))) => count.saturating_mul(times),
            _ => count,
        }
    }

    fn digit(&mut self, key: char) -> Reply {
        let digit = key.to_digit(10).unwrap_or(0) as usize;
        self.count = Some((self.count.unwrap_or(0) * 10 + digit).min(10_000));
        Reply::Done
    }

    fn wait(&mut self, pending: Pending) -> Reply {
        self.pending = Some(pending);
        Reply::Done
    }

    /// The key that a command has waited for.
    fn continued(&mut self, text: &mut Text, pending: Pending, key: char) -> Reply {
        let count = self.total();
        let given = self.count.take();
        if key == ESCAPE {
            self.operator = None;
            self.registers.chosen = None;
            return Reply::Done;
        }
        match pending {
            Pending::Find(how) => {
                self.found = Some((how, key));
                let target = find(&text.line, text.pos, how, key, count);
                self.go(text, how, target.map(|to| (to, matches!(how, 'f' | 't'))));
            }
            Pending::Replace => {
                let (mut end, mut replaced) = (text.pos, 0);
                while replaced < count && end < line_end(&text.line, text.pos) {
                    end = right(&text.line, end);
                    replaced += 1;
                }
                let new: String = std::iter::repeat_n(key, replaced).collect();
                text.line.replace_range(text.pos..end, &new);
                text.pos += new.len().saturating_sub(key.len_utf8());
            }
            Pending::Object(inner) => {
                let range = motion::object(&text.line, text.pos, inner, key);
                if let (Some((operator, _)), Some((start, end))) = (self.operator.take(), range) {
                    self.operate(text, operator, start, end);
                }
            }
            Pending::Prefix => {
                let back = |big| {
                    let step = |place, _| motion::previous_end(&text.line, place, big);
                    Some(((0..count).fold(text.pos, step), true))
                };
                let target = match key {
                    'e' => back(false),
                    'E' => back(true),
                    'g' => Some((0, false)),
                    _ => None,
                };
                self.go(text, 'g', target);
            }
            Pending::Register => {
                self.count = given;
                self.registers.chosen = Some(key);
            }
            Pending::Alias => return Reply::Alias(key),
            Pending::Mark => {
                self.marks.insert(key, text.pos);
            }
            Pending::Marked => {
                let place = self.marks.get(&key).copied();
                let place = place.filter(|&place| text.line.is_char_boundary(place));
                self.go(text, '`', place.map(|place| (place, false)));
            }
        }
        Reply::Done
    }

    /// Commands that are neither motions nor operators.
    fn action(&mut self, text: &mut Text, key: char, total: usize, count: Option<usize>) -> Reply {
        if self.inserts(text, key) || self.changes(text, key, total) {
            return Reply::Done;
        }
        match key {
            'r' => {
                self.count = count;
                self.wait(Pending::Replace)
            }
            '.' => self.again(text, count),
            'v' => Reply::Editor(count),
            '\r' | '\n' => Reply::Accept,
            '#' => {
                text.line = if text.line.starts_with('#') {
                    text.line.get(1..).unwrap_or_default().to_owned()
                } else {
                    format!("#{}", text.line)
                };
                Reply::Accept
            }
            _ => self.history_action(text, key, total, count),
        }
    }

    /// Commands that need more than the line.
    fn history_action(
        &mut self,
        text: &mut Text,
        key: char,
        total: usize,
        count: Option<usize>,
    ) -> Reply {
        match key {
            'k' | '-' => Reply::Walk(-(total as isize)),
            'j' | '+' => Reply::Walk(total as isize),
            'G' => Reply::Fetch(count),
            '/' | '?' => {
                let before = std::mem::replace(
                    text,
                    Text {
                        line: key.to_string(),
                        pos: 1,
                    },
                );
                self.search = Some((key == '/', before));
                Reply::Done
            }
            'n' | 'N' => match self.last_search.clone() {
                Some((pattern, back)) => Reply::Search {
                    pattern,
                    back: back == (key == 'n'),
                },
                None => Reply::Done,
            },
            '_' => {
                let end = line_end(&text.line, text.pos);
                text.pos = right(&text.line, text.pos).min(end);
                self.mode = Mode::Insert;
                Reply::Argument(count)
            }
            '=' => Reply::List,
            '&' => Reply::Untilde,
            '\\' | '*' => {
                text.pos = motion::end_of_this(&text.line, text.pos, true);
                self.mode = Mode::Insert;
                match key {
                    '\\' => Reply::Complete,
                    _ => Reply::InsertAll,
                }
            }
            key if key.is_control() => Reply::Other,
            _ => Reply::Done,
        }
    }
}

/// In command mode the cursor is on a character.
fn clamp(text: &mut Text) {
    let end = line_end(&text.line, text.pos);
    if text.pos >= end && end > line_start(&text.line, text.pos) {
        text.pos = left(&text.line, end);
    }
}
