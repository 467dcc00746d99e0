//! Motions, and the operators that work on the text up to where one leads.

use super::super::text::Text;
use super::command::Target;
use super::motion::{self, find, left, line_end, line_start, right};
use super::{BACKSPACE, Mode, Vi};

impl Vi {
    /// Where a motion leads; `None` if the key is none.
    pub(super) fn motion(&mut self, text: &Text, key: char, count: usize) -> Option<Target> {
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
    pub(super) fn go(&mut self, text: &mut Text, key: char, target: Target) {
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

    pub(super) fn operate(&mut self, text: &mut Text, operator: char, start: usize, end: usize) {
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
}
