//! Macros: keys that are recorded and come again, and texts that keys type.

#![allow(clippy::unnecessary_wraps, reason = "actions are all alike")]

use super::actions::{leave, line};
use super::keys::Keys;
use super::requests::Leave;
use super::vi::motion;
use crate::env::bindings::shown;
use crate::sys::typing;
use rustyline::{Cmd, EventContext};

/// So many texts may be typed by the keys of others; one that has its own key in it would never end.
const MOST_TEXTS: usize = 100;

/// What there is of macros.
#[derive(Debug, Default)]
pub struct Macros {
    /// The keys of the last one.
    recorded: Vec<u8>,
    /// How many texts have been typed by keys that nobody has pressed.
    typed: usize,
}

/// From now on keys are remembered.
pub fn start(_: &mut Keys, _: &EventContext<'_>) -> Option<Cmd> {
    typing::record_keys();
    Some(Cmd::Noop)
}

/// The keys since then are a macro.
pub fn end(keys: &mut Keys, _: &EventContext<'_>) -> Option<Cmd> {
    keys.macros.recorded = typing::recorded_keys().unwrap_or_default();
    // The first of the two keys that have ended it may have been taken for one of its own.
    if keys.macros.recorded.last() == Some(&b'\x18') {
        keys.macros.recorded.pop();
    }
    Some(Cmd::Noop)
}

/// The keys of the macro once more, or as often as the count says.
pub fn call(keys: &mut Keys, _: &EventContext<'_>) -> Option<Cmd> {
    let times = keys.count.times.min(MOST_TEXTS);
    typing::read_before(&keys.macros.recorded.repeat(times));
    Some(Cmd::Noop)
}

/// The keys of the macro, as they can be bound to others.
pub fn print(keys: &mut Keys, _: &EventContext<'_>) -> Option<Cmd> {
    let text = [b"\"", &*shown(&keys.macros.recorded), b"\""].concat();
    let text = String::from_utf8_lossy(&text).replace('\'', "'\\''");
    leave(
        keys,
        Leave::Run(format!("command printf '%s\\n' '{text}'").into_bytes()),
    )
}

/// Types a text: its keys are read before those that come from the terminal. Where keys are not read singly, what it
/// has of editing keys is done, and a newline enters the line.
pub fn typed(keys: &mut Keys, context: &EventContext<'_>, text: &str) -> Option<Cmd> {
    keys.macros.typed = if typing::reads_given() {
        keys.macros.typed + 1
    } else {
        0
    };
    if keys.macros.typed > MOST_TEXTS {
        return Some(Cmd::Noop);
    }
    if typing::keys_come_singly() {
        typing::read_before(text.replace('\n', "\r").as_bytes());
        return Some(Cmd::Noop);
    }
    let (mut out, mut pos) = (context.line().to_owned(), context.pos());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\x01' => pos = 0,
            '\x05' => pos = out.len(),
            '\x02' => pos = motion::left(&out, pos),
            '\x06' => pos = motion::right(&out, pos),
            '\x0b' => out.truncate(pos),
            '\x15' => {
                out.replace_range(..pos, "");
                pos = 0;
            }
            '\x04' => {
                let end = motion::right(&out, pos);
                out.replace_range(pos..end, "");
            }
            '\x08' | '\x7f' => {
                let end = pos;
                pos = motion::left(&out, pos);
                out.replace_range(pos..end, "");
            }
            '\x17' => {
                let end = pos;
                pos = motion::previous_word(&out, pos, true);
                out.replace_range(pos..end, "");
            }
            '\r' | '\n' => return leave(keys, Leave::Submit(out)),
            '\x1b' => match letters.next() {
                Some('b') => pos = motion::previous_word(&out, pos, false),
                Some('f') => pos = motion::next_word(&out, pos, false),
                _ => {}
            },
            letter if letter.is_control() => {}
            letter => {
                out.insert(pos, letter);
                pos += letter.len_utf8();
            }
        }
    }
    line(keys, out, pos)
}
