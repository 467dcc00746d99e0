//! What keys do before the user makes something else of them.

use super::events::event;
use super::keys::{Action, Does};
use super::{abbreviation, actions, completing, functions, handy, region, walking, words};
use crate::env::bindings;
use rustyline::{Event, KeyCode, KeyEvent, Modifiers};

const NONE: Modifiers = Modifiers::NONE;
const ALT: Modifiers = Modifiers::ALT;
const CTRL: Modifiers = Modifiers::CTRL;

/// Keys that do what has no name, or what has one and may do more on them.
const OWN: [(KeyEvent, Action); 38] = [
    (KeyEvent(KeyCode::Up, NONE), walking::up),
    (KeyEvent(KeyCode::Down, NONE), walking::down),
    (KeyEvent(KeyCode::Left, NONE), walking::left),
    (KeyEvent(KeyCode::Right, NONE), walking::right),
    (KeyEvent(KeyCode::Tab, NONE), completing::tab),
    (KeyEvent(KeyCode::BackTab, NONE), walking::back),
    (KeyEvent(KeyCode::Esc, NONE), walking::cancel),
    (KeyEvent(KeyCode::Char('G'), CTRL), walking::cancel),
    (KeyEvent(KeyCode::Enter, NONE), actions::enter),
    (KeyEvent(KeyCode::Char('M'), CTRL), actions::enter),
    (KeyEvent(KeyCode::Char('\\'), CTRL), |_, _| {
        Some(handy::quit())
    }),
    (KeyEvent(KeyCode::Char(' '), NONE), abbreviation::space),
    (KeyEvent(KeyCode::Right, CTRL), actions::word_right),
    (KeyEvent(KeyCode::Char('f'), ALT), actions::word_right),
    (KeyEvent(KeyCode::End, NONE), actions::line_end),
    (KeyEvent(KeyCode::Char('E'), CTRL), actions::line_end),
    (KeyEvent(KeyCode::Char('F'), CTRL), actions::line_end),
    // What is nothing new is left to the line editor, for which the key may be a special character of the terminal.
    (KeyEvent(KeyCode::Char('T'), CTRL), |keys, at| {
        keys.count
            .is_given()
            .then(|| words::transpose_letters(keys, at))?
    }),
    (KeyEvent(KeyCode::Char('U'), CTRL), |keys, at| {
        if keys.count.is_given() {
            words::discard(keys, at)
        } else {
            words::discard_endless(keys, at)
        }
    }),
    (KeyEvent(KeyCode::Char('W'), CTRL), words::rubout),
    (KeyEvent(KeyCode::Char('Y'), CTRL), region::yank),
    (KeyEvent(KeyCode::Char('D'), CTRL), region::delete_forward),
    (KeyEvent(KeyCode::Delete, NONE), region::delete_forward),
    (KeyEvent(KeyCode::Char('H'), CTRL), region::rubout),
    (KeyEvent(KeyCode::Backspace, NONE), region::rubout),
    (KeyEvent(KeyCode::Char('P'), CTRL), walking::up),
    (KeyEvent(KeyCode::Char('N'), CTRL), walking::down),
    (KeyEvent(KeyCode::Up, ALT), words::token_back),
    (KeyEvent(KeyCode::Down, ALT), words::token_forward),
    (KeyEvent(KeyCode::PageUp, NONE), walking::page_up),
    (KeyEvent(KeyCode::PageDown, NONE), walking::page_down),
    (KeyEvent(KeyCode::Char('/'), NONE), walking::slash),
    (
        KeyEvent(KeyCode::Char(';'), NONE),
        abbreviation::behind_word,
    ),
    (
        KeyEvent(KeyCode::Char('&'), NONE),
        abbreviation::behind_word,
    ),
    (
        KeyEvent(KeyCode::Char('|'), NONE),
        abbreviation::behind_word,
    ),
    (
        KeyEvent(KeyCode::Char(')'), NONE),
        abbreviation::behind_word,
    ),
    (KeyEvent(KeyCode::Char('r'), CTRL), actions::nothing_special),
    (KeyEvent(KeyCode::Char('s'), CTRL), actions::nothing_special),
];

/// What all keys do before the user makes something else of some: of two answers for a key the last one counts.
pub fn usual() -> Vec<(Event, Does)> {
    let any = (Event::Any, Does::Own(actions::nothing_special));
    let own = OWN.map(|(key, action)| (Event::from(key), Does::Own(action)));
    // Commands that the line editor has itself it has on these keys, too; but it may not know those of several bytes.
    let named = bindings::FUNCTIONS.iter().flat_map(|of| {
        let does = functions::function(of.name);
        of.keys.iter().filter_map(move |keys| {
            let bytes = bindings::sequence(keys.as_bytes());
            let known = bytes.len() == 1 && matches!(does, Some(Does::Fixed(_)));
            Some((event(&bytes).filter(|_| !known)?, does.clone()?))
        })
    });
    named.chain([any]).chain(own).collect()
}
