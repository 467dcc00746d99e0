//! Counts before a key, as functions that any key can be bound to: the line editor itself knows those of Alt and a digit.

#![allow(clippy::unnecessary_wraps, reason = "actions are all alike")]

use super::keys::{Keys, Taken};
use crate::sys::typing::{self, Count};
use rustyline::{Cmd, EventContext, KeyCode, KeyEvent, Modifiers};
use std::ops::ControlFlow::{Break, Continue};

/// What a key counts as by itself that asks for a count.
const FOURFOLD: usize = 4;

/// The largest count.
const MOST: usize = 9999;

/// A count that is being typed.
#[derive(Debug, Default)]
pub struct Counting {
    /// Four, or four times as many each time more that the key is pressed.
    times: usize,
    digits: Option<usize>,
    negative: bool,
    /// It is complete, and the next digit a key.
    ended: bool,
}

/// The count of a key.
#[derive(Debug, Default)]
pub struct Counts {
    /// How many times the key counts.
    pub times: usize,
    /// The count is negative.
    pub backwards: bool,
    /// The count that has been typed before the key.
    pub typed: Option<usize>,
    /// The count as it is typed, before its key comes.
    shown: Option<usize>,
    /// The count of the next key is negative, which the line editor has not been told.
    turned: bool,
    /// The count that is being typed, if the line editor does not know of it.
    unknown: Option<Counting>,
}

impl Counts {
    /// A key comes, or `several` as one. Whether it counts the other way than the line editor knows.
    pub fn begin(&mut self, times: usize, positive: bool, several: bool) -> bool {
        let turned = std::mem::take(&mut self.turned);
        self.times = times;
        self.backwards = turned || !positive;
        // It may have been typed before the first key of several.
        let before = self.typed.filter(|_| several);
        self.typed = self.shown.take().or(before);
        turned
    }

    /// What has been typed of the count of the next key.
    pub fn show(&mut self, count: Option<usize>) {
        self.shown = count;
    }

    /// Before a new line.
    pub fn drop_unknown(&mut self) {
        self.unknown = None;
    }

    /// The count, with its sign.
    pub fn signed(&self) -> isize {
        let count = isize::try_from(self.times).unwrap_or(1);
        if self.backwards { -count } else { count }
    }

    /// Whether there is a count that is not as if there were none.
    pub fn is_given(&self) -> bool {
        self.times != 1 || self.backwards
    }
}

/// A digit of a count, or its sign, whatever key it is on.
pub fn digit(keys: &mut Keys, _: &EventContext<'_>) -> Option<Cmd> {
    let pressed = char::from(keys.input.pressed);
    let known = pressed.is_ascii_digit() || pressed == '-';
    if known {
        typing::read_before(&[0x1b, keys.input.pressed]);
    }
    Some(Cmd::Noop)
}

/// The next digits are a count; without any, it is four, and each time more four times as much.
pub fn universal(keys: &mut Keys) -> Cmd {
    let mut counting = keys.count.unknown.take().unwrap_or_default();
    counting.times = counting.times.max(keys.count.typed.unwrap_or(1));
    counting.times = (counting.times * FOURFOLD).min(MOST);
    keys.count.unknown = Some(counting);
    typing::count_typed(Count::Kept);
    Cmd::Noop
}

/// A key while a count is typed: it goes on with it, or is given it, in the way that the line editor knows.
/// `asks`: it asks for a count itself.
pub fn key(keys: &mut Keys, key: KeyEvent, asks: bool) -> Taken {
    match key.0 {
        KeyCode::Char(typing::MINUS) => return Break(Some(Cmd::Insert(1, "-".to_owned()))),
        KeyCode::Char(typing::SIGNED) => {
            let counting = Counting {
                digits: Some(keys.count.times),
                negative: true,
                ..Counting::default()
            };
            return goes_on(keys, counting);
        }
        _ => {}
    }
    let Some(mut counting) = keys.count.unknown.take() else {
        return Continue(());
    };
    let count = match key {
        KeyEvent(KeyCode::Char(letter @ '0'..='9'), Modifiers::NONE) if !counting.ended => {
            let digit = letter.to_digit(10).unwrap_or(0) as usize;
            let before = counting.digits.unwrap_or(0);
            counting.digits = Some((before * 10 + digit).min(MOST));
            return goes_on(keys, counting);
        }
        KeyEvent(KeyCode::Char('-'), Modifiers::NONE) if counting.digits.is_none() => {
            counting.negative = !counting.negative;
            return goes_on(keys, counting);
        }
        // Once there are digits, it only ends them.
        _ if asks && counting.digits.is_none() => {
            keys.count.unknown = Some(counting);
            return Continue(());
        }
        _ if asks => {
            counting.ended = true;
            return goes_on(keys, counting);
        }
        _ => match counting.digits {
            None if counting.negative => 1,
            digits => digits.unwrap_or(counting.times),
        },
    };
    if let (KeyEvent(KeyCode::Char(letter @ ('0'..='9' | '-')), Modifiers::NONE), false) =
        (key, counting.negative)
    {
        // The line editor would take it for more of the count.
        return Break(Some(Cmd::Insert(1, letter.to_string().repeat(count))));
    }
    // Of a negative one the line editor knows a single digit.
    keys.count.turned = counting.negative && count > 9;
    let sign = if counting.negative && !keys.count.turned {
        "-"
    } else {
        ""
    };
    let digits = format!("{sign}{count}");
    let typed = digits.bytes().flat_map(|digit| [0x1b, digit]);
    typing::read_taken_behind(&typed.collect::<Vec<u8>>());
    Break(Some(Cmd::Noop))
}

/// The next key is one of the count, or gets it.
fn goes_on(keys: &mut Keys, counting: Counting) -> Taken {
    keys.count.unknown = Some(counting);
    typing::count_typed(Count::Kept);
    Break(Some(Cmd::Noop))
}
