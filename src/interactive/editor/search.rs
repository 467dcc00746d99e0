//! The search through the history (^R): its keys are noted, so that it can go on after an interruption.
//!
//! The line editor forgets its search when reading is interrupted. So, when reading goes on, the keys of
//! the search are read again.

use super::keys::{Keys, Taken};
use super::requests::Leave;
use super::text::Text;
use super::vi::Mode;
use super::words::word_end;
use super::{actions, events};
use crate::env::bindings::sequence;
use crate::sys::showing;
use crate::sys::typing::{self, EnterApart};
use rustyline::{Cmd, EventContext, KeyCode, KeyEvent, Modifiers, Movement};
use std::ops::ControlFlow::{Break, Continue};

/// What there is of such searches.
#[derive(Debug, Default)]
pub struct Searching {
    /// The one that goes on.
    pub now: Option<Search>,
    /// The command that has been found last.
    pub found: Option<Found>,
    /// The last text.
    last: String,
}

/// A command of the history that has been found.
#[derive(Debug)]
pub struct Found {
    /// Its place there.
    pub place: usize,
    /// Its number.
    pub number: usize,
}

/// A search that goes on.
#[derive(Debug, Default)]
pub struct Search {
    /// The line before it, and the place in it.
    pub from: Text,
    /// The keys that it has got.
    pub keys: Vec<char>,
    /// Where in the history it begins, if not at the newest command.
    pub begins: Option<usize>,
    /// The line editor, which only ever begins backwards, takes it to go the other way.
    pub forward: bool,
    /// How wide the window is.
    columns: usize,
    /// ^J ends it, and Enter enters what has been found.
    _apart: Option<EnterApart>,
}

impl Search {
    /// From a line on.
    fn from(context: &EventContext<'_>, begins: Option<usize>, forward: bool) -> Self {
        Self {
            from: Text::at(context),
            keys: Vec::new(),
            begins,
            forward,
            columns: columns(),
            _apart: EnterApart::begin(),
        }
    }

    /// In a window of another width the line editor draws its usual prompt: a key that changes nothing has the
    /// search draw its own again.
    pub fn follow_window(&mut self) {
        let columns = columns();
        if std::mem::replace(&mut self.columns, columns) != columns {
            self.look_again();
        }
    }

    /// Has the text looked for once more: the line editor does so for a letter, and not for one that goes.
    fn look_again(&self) {
        let last = self.text().chars().next_back();
        let again: String = ['\x7f'].into_iter().chain(last).collect();
        typing::read_before(again.as_bytes());
    }

    /// The text that the keys have made.
    fn text(&self) -> String {
        let mut text = String::new();
        for &key in &self.keys {
            match key {
                '\x7f' => drop(text.pop()),
                key if key.is_control() => {}
                key => text.push(key),
            }
        }
        text
    }
}

/// Whether other sessions may have entered something since. A key that comes once more has seen to that.
fn has_grown(keys: &Keys) -> bool {
    let recall = &keys.recall;
    let past = recall.past.as_ref().filter(|_| !recall.way.has_edits());
    let size = |path| std::fs::metadata(path).map_or(0, |file| file.len());
    !typing::reads_given() && past.is_some_and(|(path, known)| size(path) > *known)
}

fn columns() -> usize {
    showing::room().1
}

/// Keys while the history is searched through: they belong to the search, or end it.
pub fn searched(keys: &mut Keys, key: KeyEvent, context: &EventContext<'_>) -> Taken {
    if let KeyEvent(KeyCode::Char(letter @ ('R' | 'S')), Modifiers::CTRL) = key {
        return begun(keys, letter, context);
    }
    let Some(search) = &mut keys.recall.searching.now else {
        return Continue(());
    };
    let ends = sequence(keys.config.settings.get("isearch-terminators"));
    let terminates = |key| match key {
        KeyEvent(KeyCode::Char(letter), Modifiers::NONE) => {
            u8::try_from(letter).is_ok_and(|byte| ends.contains(&byte))
        }
        key => {
            events::bytes(key).is_some_and(|bytes| matches!(*bytes, [byte] if ends.contains(&byte)))
        }
    };
    match key {
        key if terminates(key) => {
            goes_on(keys, context.line());
            Break(Some(Cmd::Repaint))
        }
        KeyEvent(code @ (KeyCode::Char(_) | KeyCode::Backspace), Modifiers::NONE) => {
            search.keys.push(match code {
                KeyCode::Char(letter) => letter,
                _ => '\x7f',
            });
            if code == KeyCode::Backspace && !typing::reads_given() {
                search.look_again();
            }
            keys.recall.searching.last = search.text();
            Break(None)
        }
        KeyEvent(KeyCode::Esc, _) | KeyEvent(KeyCode::Char('J'), Modifiers::CTRL)
            if ends.is_empty() =>
        {
            // What has been found stays.
            goes_on(keys, context.line());
            Break(Some(Cmd::Repaint))
        }
        // The line editor draws the line behind its own prompt again, and enters it.
        KeyEvent(KeyCode::Enter, _) | KeyEvent(KeyCode::Char('J' | 'M'), Modifiers::CTRL) => {
            keys.recall.searching.now = None;
            Break(None)
        }
        KeyEvent(KeyCode::Char(letter @ ('W' | 'Y')), Modifiers::CTRL) => {
            Break(lengthened(search, context, letter == 'W'))
        }
        key => {
            goes_on(keys, context.line());
            let Some(bytes) = events::bytes(key) else {
                return Continue(());
            };
            // The line editor drops what needs more than itself behind a search: the key comes once more.
            typing::read_before(&bytes);
            Break(Some(Cmd::Repaint))
        }
    }
}

/// The keys that begin the search, backwards or forwards, or go on with it.
fn begun(keys: &mut Keys, letter: char, context: &EventContext<'_>) -> Taken {
    if keys.recall.searching.now.is_none() && keys.recall.way.place().is_none() && has_grown(keys) {
        keys.input.again = vec![letter as u8 & 0x1f];
        keys.requests.left_at = context.pos();
        return Break(actions::leave(keys, Leave::Search));
    }
    if keys.recall.latest.is_empty() {
        return Break(Some(Cmd::Noop));
    }
    if keys.recall.searching.now.is_none() {
        keys.recall.searching.found = None;
        let way = &keys.recall.way;
        let begins = way.place().filter(|_| way.shows(context.line()));
        // Nothing is newer than the line that is written: whoever wants to search looks back.
        let forward = letter == 'S' && begins.is_some();
        keys.recall.searching.now = Some(Search::from(context, begins, forward));
        if letter == 'S' {
            typing::read_before(b"\x12");
            return Break(Some(Cmd::Noop));
        }
    }
    let Some(search) = &mut keys.recall.searching.now else {
        return Continue(());
    };
    if matches!(search.keys.as_slice(), ['\x12' | '\x13'])
        && let Some(first) = keys.recall.searching.last.chars().next()
    {
        // Once more the same key before there is a text: the last one is looked for.
        search.keys.push(first);
        let rest = keys.recall.searching.last.get(first.len_utf8()..);
        typing::read_before(rest.unwrap_or_default().as_bytes());
        return Break(Some(Cmd::SelfInsert(1, first)));
    }
    search.forward &= search.keys.is_empty();
    let onwards = search.forward || letter == 'S';
    search.keys.push(if onwards { '\x13' } else { '\x12' });
    if let Some(vi) = &mut keys.vi {
        vi.mode = Mode::Insert;
    }
    Continue(())
}

/// A text that is pasted while the history is searched through is looked for.
pub fn pasted(keys: &mut Keys) -> Taken {
    let Some(search) = &mut keys.recall.searching.now else {
        return Continue(());
    };
    Break(Some(unchanged(search, &typing::pasted_line())))
}

/// What does nothing in a search but look for more: the last letter goes, and comes before what is added.
fn unchanged(search: &mut Search, added: &str) -> Cmd {
    let last = search.text().chars().next_back();
    let again: String = last.into_iter().chain(added.chars()).collect();
    typing::read_before(again.as_bytes());
    search.keys.push('\x7f');
    Cmd::Kill(Movement::BackwardChar(1))
}

/// Goes on to search for what stands behind the text in the command that has been found: one word, or all of it.
fn lengthened(search: &mut Search, context: &EventContext<'_>, word: bool) -> Option<Cmd> {
    let text = search.text();
    let found = context.line().get(context.pos()..)?.strip_prefix(&*text);
    let found = found.unwrap_or_default();
    let end = if word { word_end(found) } else { found.len() };
    Some(unchanged(search, found.get(..end)?))
}

/// A search is over: the way through the history goes on from what it has found.
fn goes_on(keys: &mut Keys, line: &str) {
    let (Some(search), Some(found)) = (
        keys.recall.searching.now.take(),
        keys.recall.searching.found.take(),
    ) else {
        return;
    };
    keys.recall
        .way
        .go_on_from(found.place, found.number, line.to_owned(), search.from.line);
}
