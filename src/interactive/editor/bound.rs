//! What the user has made of keys.

use super::events::event;
use super::keys::{self, Does, Keys, SharedKeys, lock};
use super::{functions, usual};
use crate::env::bindings::{self, Bindings, Bound, Function, Keymap};
use crate::sys::typing;
use rustyline::{Cmd, Event, EventHandler, KeyCode, KeyEvent, Modifiers};
use std::collections::BTreeMap;

/// Keys that are typed one after the other, in a keymap, and the one key that they are read as.
pub type Sequence = (Keymap, Vec<u8>, char);

/// What there is to be bound so that keys do what the user has said.
pub fn handlers(keys: &SharedKeys, bindings: &Bindings) -> Vec<(Event, EventHandler)> {
    let mut bound: BTreeMap<&[u8], Vec<(Keymap, Does)>> = BTreeMap::new();
    for ((keymap, sequence), what) in &bindings.keys {
        if is_usual(sequence, what) {
            continue;
        }
        if let Some(does) = does(what) {
            let of = bound.entry(sequence).or_default();
            of.push((*keymap, does));
        }
    }
    let usual = usual::usual();
    let mut sequences = Vec::new();
    let mut handlers = Vec::new();
    for (index, (sequence, bound)) in bound.into_iter().enumerate() {
        let event = match typing::bound_key(index).filter(|_| is_typed(sequence, bindings)) {
            Some(key) => {
                sequences.extend(bound.iter().map(|of| (of.0, sequence.to_vec(), key)));
                Some(Event::from(KeyEvent(KeyCode::Char(key), Modifiers::NONE)))
            }
            None => event(sequence),
        };
        let Some(event) = event else {
            continue;
        };
        let before = usual.iter().rev().find(|(other, _)| *other == event);
        let before = before.map_or(Does::Usual, |(_, does)| does.clone());
        handlers.push((event, keys::handler(keys, before, bound)));
    }
    lock(keys).config.sequences = sequences;
    handlers
}

/// Whether the first key of several does something by itself, such as to put a character into the line: nobody knows
/// then whether others are to follow.
fn is_typed(sequence: &[u8], bindings: &Bindings) -> bool {
    let several = std::str::from_utf8(sequence).is_ok_and(|text| text.chars().count() > 1);
    let Some(first) = sequence
        .get(..1)
        .filter(|first| several && *first != b"\x1b")
    else {
        return false;
    };
    let does = |keys: &&str| bindings::sequence(keys.as_bytes()) == first;
    !first.iter().all(u8::is_ascii_control)
        || bindings::FUNCTIONS
            .iter()
            .any(|of| of.keys.iter().any(does))
        || bindings.keys.keys().any(|(_, keys)| keys == first)
}

/// Whether it is what an old spelling of a key does anyway, and more: a file for all shells of a system binds
/// `ESC ESC [ D` to `backward-word`, and Alt-Left, which is the same key here, is `prevd-or-backward-word`.
fn is_usual(sequence: &[u8], what: &Bound) -> bool {
    let Bound::Function(name) = what else {
        return false;
    };
    let with_more = |of: &&Function| {
        of.name
            .strip_suffix(name)
            .is_some_and(|more| more.ends_with("-or-"))
    };
    let spelt = |keys: &&str| event(&bindings::sequence(keys.as_bytes())) == event(sequence);
    sequence.starts_with(b"\x1b\x1b")
        && bindings::FUNCTIONS
            .iter()
            .filter(with_more)
            .any(|of| of.keys.iter().any(spelt))
}

fn does(bound: &Bound) -> Option<Does> {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    match bound {
        Bound::Function(name) => functions::function(name),
        Bound::Macro(typed) => Some(Does::Types(text(typed))),
        Bound::Command(command) => Some(Does::Runs(command.clone())),
        Bound::Nothing => Some(Does::Fixed(Cmd::Noop)),
    }
}

/// From now on the sequences of the keymap are read as one key each.
pub fn listen(keys: &Keys) {
    if keys.config.sequences.is_empty() {
        return;
    }
    let keymap = keys.keymap();
    let of_keymap = keys
        .config
        .sequences
        .iter()
        .filter(|of| Some(of.0) == keymap);
    let sequences = of_keymap.map(|(_, bytes, key)| (bytes.clone(), *key));
    typing::read_as_keys(sequences.collect());
}
