//! What keys do before the user makes something else of them.

use super::events::event;
use super::keys::{Action, Does};
use super::{abbreviation, actions, completing, functions, handy, region, walking, words};
use crate::env::bindings;
use rustyline::{Event, KeyCode, KeyEvent, Modifiers};

/// What all keys do before the user makes something else of some: of two answers for a key the last one counts.
pub fn usual() -> Vec<(Event, Does)> {
    let key = |code, modifiers| Event::from(KeyEvent(code, modifiers));
    let (none, alt, ctrl) = (Modifiers::NONE, Modifiers::ALT, Modifiers::CTRL);
    let own: [(Event, Action); 35] = [
        (Event::Any, actions::nothing_special),
        (key(KeyCode::Up, none), walking::up),
        (key(KeyCode::Down, none), walking::down),
        (key(KeyCode::Left, none), walking::left),
        (key(KeyCode::Right, none), walking::right),
        (key(KeyCode::Tab, none), completing::tab),
        (key(KeyCode::BackTab, none), walking::back),
        (key(KeyCode::Esc, none), walking::cancel),
        (Event::from(KeyEvent::ctrl('G')), walking::cancel),
        (key(KeyCode::Enter, none), actions::enter),
        (Event::from(KeyEvent::ctrl('M')), actions::enter),
        (
            Event::from(KeyEvent::ctrl('\\')),
            |_, _| Some(handy::quit()),
        ),
        (key(KeyCode::Char(' '), none), abbreviation::space),
        (key(KeyCode::Right, ctrl), actions::word_right),
        (key(KeyCode::Char('f'), alt), actions::word_right),
        (key(KeyCode::End, none), actions::line_end),
        (Event::from(KeyEvent::ctrl('E')), actions::line_end),
        (Event::from(KeyEvent::ctrl('F')), actions::line_end),
        // What is nothing new is left to the line editor, for which the key may be a special character of the terminal.
        (Event::from(KeyEvent::ctrl('T')), |keys, at| {
            keys.count
                .is_given()
                .then(|| words::transpose_letters(keys, at))?
        }),
        (Event::from(KeyEvent::ctrl('U')), |keys, at| {
            if keys.count.is_given() {
                words::discard(keys, at)
            } else {
                words::discard_endless(keys, at)
            }
        }),
        (Event::from(KeyEvent::ctrl('W')), words::rubout),
        (Event::from(KeyEvent::ctrl('Y')), region::yank),
        (Event::from(KeyEvent::ctrl('P')), walking::up),
        (Event::from(KeyEvent::ctrl('N')), walking::down),
        (key(KeyCode::Up, alt), words::token_back),
        (key(KeyCode::Down, alt), words::token_forward),
        (key(KeyCode::PageUp, none), walking::page_up),
        (key(KeyCode::PageDown, none), walking::page_down),
        (key(KeyCode::Char('/'), none), walking::slash),
        (key(KeyCode::Char(';'), none), abbreviation::behind_word),
        (key(KeyCode::Char('&'), none), abbreviation::behind_word),
        (key(KeyCode::Char('|'), none), abbreviation::behind_word),
        (key(KeyCode::Char(')'), none), abbreviation::behind_word),
        (key(KeyCode::Char('r'), ctrl), actions::nothing_special),
        (key(KeyCode::Char('s'), ctrl), actions::nothing_special),
    ];
    let own = own.map(|(event, action)| (event, Does::Own(action)));
    // Commands that the line editor has itself it has on these keys, too; but it may not know those of several bytes.
    let named = bindings::FUNCTIONS.iter().flat_map(|of| {
        let does = functions::function(of.name);
        of.keys.iter().filter_map(move |keys| {
            let bytes = bindings::sequence(keys.as_bytes());
            let known = bytes.len() == 1 && matches!(does, Some(Does::Fixed(_)));
            Some((event(&bytes).filter(|_| !known)?, does.clone()?))
        })
    });
    named.chain(own).collect()
}
