//! Command mode.

use super::super::text::Text;
use super::motion::{self, find, left, line_end, line_start, right};
use super::{BACKSPACE, ESCAPE, Mode, Pending, Reply, Vi};

/// Where a motion leads, and whether an operator takes the character there too.
type Target = Option<(usize, bool)>;

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

    fn command(&mut self, text: &mut Text, key: char) -> Reply {
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

    /// Where a motion leads; `None` if the key is none.
    fn motion(&mut self, text: &Text, key: char, count: usize) -> Option<Target> {
        let (line, pos) = (text.line.as_str(), text.pos);
        let repeat = |step: &dyn Fn(usize) -> usize| (0..count).fold(pos, |place, _| step(place));
        let (start, end) = (line_start(line, pos), line_end(line, pos));
        let changing = matches!(self.operator, Some(('c', _)));
        let to = |place: usize| Some(Some((place, false)));
        match key {
            'h' | BACKSPACE => to(repeat(&|place| left(line, place)).max(start)),
            'l' | ' ' => to(repeat(&|place| right(line, place)).min(end)),
            '0' => to(start),
            '^' => to(motion::first_print(line, pos)),
            '$' => to(end),
            '|' => to((1..count)
                .fold(start, |place, _| right(line, place))
                .min(end)),
            'w' | 'W' if changing => {
                let mut place = pos;
                for step in 1..=count {
                    place = if step == count {
                        motion::end_of_this(line, place, key == 'W')
                    } else {
                        motion::next_word(line, place, key == 'W')
                    };
                }
                to(place)
            }
            'w' | 'W' => to(repeat(&|place| motion::next_word(line, place, key == 'W'))),
            'b' | 'B' => to(repeat(&|place| {
                motion::previous_word(line, place, key == 'B')
            })),
            'e' | 'E' => {
                let place = repeat(&|place| motion::word_end(line, place, key == 'E'));
                Some(Some((place, true)))
            }
            '%' => Some(motion::matching(line, pos).map(|place| (place, true))),
            ';' | ',' => {
                let (how, wanted) = self.found?;
                let how = match (key, how) {
                    (';', how) => how,
                    (_, how) if how.is_lowercase() => how.to_ascii_uppercase(),
                    (_, how) => how.to_ascii_lowercase(),
                };
                // What was found last time is not found again.
                let from = match how {
                    't' if find(line, pos, 't', wanted, 1) == Some(pos) => right(line, pos),
                    'T' if find(line, pos, 'T', wanted, 1) == Some(pos) => left(line, pos),
                    _ => pos,
                };
                let target = find(line, from, how, wanted, count);
                Some(target.map(|place| (place, how.is_lowercase())))
            }
            _ => None,
        }
    }

    /// Moves, or does what an operator wants with the text up to there.
    fn go(&mut self, text: &mut Text, key: char, target: Target) {
        let operator = self.operator.take();
        let Some((place, inclusive)) = target else {
            return;
        };
        let Some((operator, _)) = operator else {
            text.pos = place;
            return;
        };
        let (mut start, mut end) = (text.pos.min(place), text.pos.max(place));
        if inclusive {
            end = right(&text.line, end);
        }
        if key == '%' && place < text.pos {
            start = place;
        }
        self.operate(text, operator, start, end);
    }

    fn operate(&mut self, text: &mut Text, operator: char, start: usize, end: usize) {
        let taken = text.line.get(start..end).unwrap_or_default().to_owned();
        if !taken.is_empty() {
            self.registers.keep(taken);
        }
        if operator == 'y' {
            // The cursor stays where it is.
            return;
        }
        text.line.replace_range(start..end, "");
        text.pos = start;
        if operator == 'c' {
            self.mode = Mode::Insert;
        }
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

    /// Goes on to insert text, if that is what the key is for.
    fn inserts(&mut self, text: &mut Text, key: char) -> bool {
        let end = line_end(&text.line, text.pos);
        text.pos = match key {
            'i' | 'R' => text.pos,
            'a' => right(&text.line, text.pos).min(end),
            'A' => end,
            'I' => line_start(&text.line, text.pos),
            _ => return false,
        };
        self.mode = if key == 'R' {
            self.overwritten.clear();
            Mode::Replace
        } else {
            Mode::Insert
        };
        true
    }

    /// Changes the line, if that is what the key is for.
    fn changes(&mut self, text: &mut Text, key: char, total: usize) -> bool {
        let (start, end) = (
            line_start(&text.line, text.pos),
            line_end(&text.line, text.pos),
        );
        let ahead = (0..total)
            .fold(text.pos, |place, _| right(&text.line, place))
            .min(end);
        match key {
            'x' => self.operate(text, 'd', text.pos, ahead),
            'X' => {
                let from = (0..total)
                    .fold(text.pos, |place, _| left(&text.line, place))
                    .max(start);
                self.operate(text, 'd', from, text.pos);
            }
            's' => self.operate(text, 'c', text.pos, ahead),
            'S' => self.operate(text, 'c', start, end),
            'D' => self.operate(text, 'd', text.pos, end),
            'C' => self.operate(text, 'c', text.pos, end),
            'Y' => self.operate(text, 'y', text.pos, end),
            'p' | 'P' => self.put(text, key == 'p', total),
            '~' => {
                let old = text.line.get(text.pos..ahead).unwrap_or_default();
                let new: String = old.chars().flat_map(swapped).collect();
                text.line.replace_range(text.pos..ahead, &new);
                text.pos += new.len();
            }
            'u' => self.undone(text),
            'U' => {
                if text.line != self.original.line {
                    let now = std::mem::replace(text, self.original.clone());
                    self.undo.push(now);
                    text.pos = 0;
                }
            }
            _ => return false,
        }
        true
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

    fn put(&mut self, text: &mut Text, behind: bool, count: usize) {
        let new = self.registers.text().repeat(count);
        if new.is_empty() {
            return;
        }
        let end = line_end(&text.line, text.pos);
        if behind {
            text.pos = right(&text.line, text.pos).min(end);
        }
        text.line.insert_str(text.pos, &new);
        text.pos += new.len();
        text.pos = left(&text.line, text.pos);
    }

    fn undone(&mut self, text: &mut Text) {
        while let Some(before) = self.undo.pop() {
            if before.line != text.line {
                *text = before;
                break;
            }
        }
        if self.undo.is_empty() {
            self.undo.push(self.original.clone());
        }
    }

    /// The last change once more, with another count if one is given.
    fn again(&mut self, text: &mut Text, count: Option<usize>) -> Reply {
        let keys = self.last_change.clone();
        let before = text.clone();
        let mut keys = keys.as_slice();
        if count.is_some() {
            while let Some(('1'..='9', rest)) = keys.split_first() {
                keys = rest;
            }
        }
        let (count, times) = match keys.first() {
            Some('a' | 'A' | 'i' | 'I') => (None, count.unwrap_or(1)),
            _ => (count, 1),
        };
        self.replaying = true;
        self.count = count;
        for time in 0..times {
            for (at, &key) in keys.iter().enumerate() {
                // More text follows what has just been put in.
                self.key(text, if time > 0 && at == 0 { 'a' } else { key });
            }
        }
        self.replaying = false;
        if self.mode != Mode::Command {
            self.mode = Mode::Command;
        }
        self.recording = None;
        if text.line != before.line {
            self.undo.push(before);
        }
        Reply::Done
    }
}

/// Whether keys make a change that can be repeated.
fn is_change(keys: &[char]) -> bool {
    keys.iter()
        .find(|key| !key.is_ascii_digit())
        .is_some_and(|key| !matches!(key, '.' | 'u' | 'U'))
}

fn swapped(character: char) -> Vec<char> {
    if character.is_lowercase() {
        character.to_uppercase().collect()
    } else {
        character.to_lowercase().collect()
    }
}

/// In command mode the cursor is on a character.
fn clamp(text: &mut Text) {
    let end = line_end(&text.line, text.pos);
    if text.pos >= end && end > line_start(&text.line, text.pos) {
        text.pos = left(&text.line, end);
    }
}
