//! Commands that change the line, and what repeats the last change.

use super::super::text::Text;
use super::motion::{left, line_end, line_start, right};
use super::{Mode, Reply, Vi};

/// A count makes no line longer than so many bytes: it would be drawn for minutes, or fill the memory.
const LONGEST: usize = 1 << 16;

impl Vi {
    /// Goes on to insert text, if that is what the key is for.
    pub(super) fn inserts(&mut self, text: &mut Text, key: char) -> bool {
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
    pub(super) fn changes(&mut self, text: &mut Text, key: char, total: usize) -> bool {
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

    fn put(&mut self, text: &mut Text, behind: bool, count: usize) {
        let new = self.registers.text();
        if new.is_empty() {
            return;
        }
        let room = LONGEST.saturating_sub(text.line.len()) / new.len();
        let new = new.repeat(count.min(room.max(1)));
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
    pub(super) fn again(&mut self, text: &mut Text, count: Option<usize>) -> Reply {
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
            if time > 0 && text.line.len() > LONGEST {
                break;
            }
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
pub(super) fn is_change(keys: &[char]) -> bool {
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
