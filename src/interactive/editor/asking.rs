//! A search through the history for a text that is typed first and entered then
//! (`non-incremental-reverse-search-history`): the text is typed behind a colon, in the place of the line.

use super::actions::{ask, line};
use super::keys::{Keys, Taken};
use super::requests::Ask;
use super::text::Text;
use rustyline::{Cmd, EventContext, KeyCode, KeyEvent, Modifiers};
use std::ops::ControlFlow::{Break, Continue};

/// What stands in the place of the prompt of such a search.
const MARK: &str = ":";

/// What there is of such searches.
#[derive(Debug, Default)]
pub struct Asking {
    /// The one whose text is being typed.
    now: Option<Asked>,
    /// The last text.
    last: String,
}

impl Asking {
    /// Whether a text is being typed.
    pub fn is_open(&self) -> bool {
        self.now.is_some()
    }

    /// Nothing is looked for any more.
    pub fn give_up(&mut self) {
        self.now = None;
    }
}

/// Such a search.
#[derive(Debug)]
struct Asked {
    /// It goes back in the history.
    back: bool,
    /// The line before it, and the place in it.
    from: Text,
}

/// Asks for a text that an earlier command has in it.
pub fn ask_back(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    begin(keys, context, true)
}

/// Asks for a text that a later command has in it.
pub fn ask_forward(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    begin(keys, context, false)
}

/// Looks further back for the text of the last such search.
pub fn again_back(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    again(keys, context, true)
}

/// As [`again_back`], the other way.
pub fn again_forward(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    again(keys, context, false)
}

fn again(keys: &mut Keys, context: &EventContext<'_>, back: bool) -> Option<Cmd> {
    let from = Text::at(context);
    find(keys, Asked { back, from })
}

fn begin(keys: &mut Keys, context: &EventContext<'_>, back: bool) -> Option<Cmd> {
    keys.recall.asking.now = Some(Asked {
        back,
        from: Text::at(context),
    });
    line(keys, MARK.to_owned(), MARK.len())
}

/// Keys while the text is typed: they edit it, look for it, or give up.
pub fn key(keys: &mut Keys, key: KeyEvent, context: &EventContext<'_>) -> Taken {
    let Some(asked) = keys.recall.asking.now.take() else {
        return Continue(());
    };
    let ctrl = |letters: &str| matches!(key, KeyEvent(KeyCode::Char(letter), Modifiers::CTRL) if letters.contains(letter));
    let backspace = ctrl("H") || matches!(key, KeyEvent(KeyCode::Backspace, Modifiers::NONE));
    if matches!(key, KeyEvent(KeyCode::Enter, _)) || ctrl("JM") {
        return Break(looked_for(keys, asked, context.line()));
    }
    if ctrl("G")
        || matches!(key, KeyEvent(KeyCode::Esc, _))
        || backspace && context.line().len() <= MARK.len()
    {
        return Break(line(keys, asked.from.line, asked.from.pos));
    }
    keys.recall.asking.now = Some(asked);
    match key {
        // It is no command, and the history is not walked through from it.
        KeyEvent(KeyCode::Up | KeyCode::Down | KeyCode::Tab | KeyCode::BackTab, _) => {
            Break(Some(Cmd::Noop))
        }
        KeyEvent(KeyCode::Char(' '), Modifiers::NONE) => Break(None),
        _ if ctrl("PNRSO") => Break(Some(Cmd::Noop)),
        _ => Continue(()),
    }
}

/// Looks for the text, or for the last one if there is none.
fn looked_for(keys: &mut Keys, asked: Asked, typed: &str) -> Option<Cmd> {
    let typed = typed.strip_prefix(MARK).unwrap_or(typed);
    if !typed.is_empty() {
        typed.clone_into(&mut keys.recall.asking.last);
    }
    find(keys, asked)
}

/// Looks for the last text.
fn find(keys: &mut Keys, Asked { back, from }: Asked) -> Option<Cmd> {
    let text = keys.recall.asking.last.clone();
    ask(keys, Ask::Find { text, back, from })
}
