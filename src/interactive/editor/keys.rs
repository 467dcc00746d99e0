//! Keys that do more than the line editor has for them.

use super::scan::{Role, scan};
use rustyline::{
    At, Cmd, ConditionalEventHandler, EditMode, Event, EventContext, EventHandler, InputMode,
    KeyCode, KeyEvent, Modifiers, Movement, RepeatCount, Word,
};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Where the next key takes an open menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// So many items on.
    By(isize),
    /// A column to the left or right.
    Column(isize),
    /// It is closed, and the line is as it was.
    Cancel,
}

/// What the keys share with the editor around them.
#[derive(Debug, Default)]
pub struct Keys {
    /// Abbreviations.
    pub abbreviations: BTreeMap<String, String>,
    /// The last words of earlier commands, the newest first.
    pub last_words: Vec<String>,
    /// The last word that has been inserted: which one, and the line and place behind it.
    inserted: Option<(usize, String, usize)>,
    /// What walking through the history looks for.
    pub prefix: Option<String>,
    /// What was in the line before.
    pub draft: String,
    /// The command that walking through the history has put into the line.
    pub shown: Option<String>,
    /// A menu is open; whether an item is selected that wants a blank behind it.
    pub menu: Option<bool>,
    /// What the next completion is to do with the menu.
    pub step: Option<Step>,
    /// What the next completion puts into the line instead, from where on.
    pub rewrite: Option<(usize, String)>,
    /// The user wants the line in an editor of their own.
    pub edit: bool,
}

/// The keys, as handlers have them.
pub type SharedKeys = Arc<Mutex<Keys>>;

/// Nothing that is done under the lock can leave it half done.
pub fn lock(keys: &SharedKeys) -> MutexGuard<'_, Keys> {
    keys.lock().unwrap_or_else(PoisonError::into_inner)
}

type Action = fn(&mut Keys, &EventContext<'_>) -> Option<Cmd>;

struct Handler {
    keys: SharedKeys,
    action: Action,
}

impl ConditionalEventHandler for Handler {
    fn handle(&self, _: &Event, _: RepeatCount, _: bool, context: &EventContext) -> Option<Cmd> {
        (self.action)(&mut lock(&self.keys), context)
    }
}

/// All bindings.
pub fn bindings(keys: &SharedKeys) -> Vec<(Event, EventHandler)> {
    let key = |code, modifiers| Event::from(KeyEvent(code, modifiers));
    let (none, alt, ctrl) = (Modifiers::NONE, Modifiers::ALT, Modifiers::CTRL);
    let edit = Event::KeySeq(vec![KeyEvent::ctrl('X'), KeyEvent::ctrl('E')]);
    let actions: [(Event, Action); 20] = [
        (key(KeyCode::Up, none), up),
        (key(KeyCode::Down, none), down),
        (key(KeyCode::Left, none), left),
        (key(KeyCode::Right, none), right),
        (key(KeyCode::BackTab, none), back),
        (key(KeyCode::Esc, none), cancel),
        (Event::from(KeyEvent::ctrl('G')), cancel),
        (key(KeyCode::Enter, none), enter),
        (Event::from(KeyEvent::ctrl('M')), enter),
        (key(KeyCode::Char(' '), none), space),
        (key(KeyCode::Char('.'), alt), last_word),
        (key(KeyCode::Char('_'), alt), last_word),
        (key(KeyCode::Right, ctrl), word_right),
        (key(KeyCode::Right, alt), word_right),
        (key(KeyCode::Char('f'), alt), word_right),
        (key(KeyCode::End, none), line_end),
        (Event::from(KeyEvent::ctrl('E')), line_end),
        (edit, open_editor),
        (key(KeyCode::Char('e'), alt), open_editor),
        (key(KeyCode::Char('v'), none), vi_editor),
    ];
    let conditional = actions.into_iter().map(|(event, action)| {
        let keys = Arc::clone(keys);
        (
            event,
            EventHandler::Conditional(Box::new(Handler { keys, action })),
        )
    });
    // The shell itself is not stopped by a key, and ^\ is no more than a key here.
    let nothing = ['Z', '\\'].map(|c| {
        (
            Event::from(KeyEvent::ctrl(c)),
            EventHandler::from(Cmd::Noop),
        )
    });
    conditional.chain(nothing).collect()
}

fn step(keys: &mut Keys, step: Step) -> Option<Cmd> {
    keys.menu?;
    keys.step = Some(step);
    Some(Cmd::Complete)
}

fn up(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    if keys.menu.is_some() {
        return step(keys, Step::By(-1));
    }
    if is_vi_command(context) {
        return None;
    }
    Some(walk(
        keys,
        context,
        Cmd::PreviousHistory,
        Cmd::HistorySearchBackward,
        Cmd::LineUpOrPreviousHistory(1),
    ))
}

fn down(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    if keys.menu.is_some() {
        return step(keys, Step::By(1));
    }
    if is_vi_command(context) {
        return None;
    }
    Some(walk(
        keys,
        context,
        Cmd::NextHistory,
        Cmd::HistorySearchForward,
        Cmd::LineDownOrNextHistory(1),
    ))
}

fn is_vi_command(context: &EventContext<'_>) -> bool {
    context.mode() == EditMode::Vi && context.input_mode() == InputMode::Command
}

/// Through the history: all of it from an empty line, else what begins like the line.
fn walk(keys: &mut Keys, context: &EventContext<'_>, all: Cmd, alike: Cmd, lines: Cmd) -> Cmd {
    let walking = keys.shown.as_deref() == Some(context.line());
    if !walking {
        if context.line().contains('\n') {
            return lines;
        }
        let before = context.line().get(..context.pos()).unwrap_or_default();
        context.line().clone_into(&mut keys.draft);
        keys.prefix = (!before.is_empty()).then(|| before.to_owned());
        keys.shown = None;
    }
    if keys.prefix.is_some() { alike } else { all }
}

fn left(keys: &mut Keys, _: &EventContext<'_>) -> Option<Cmd> {
    step(keys, Step::Column(-1))
}

fn right(keys: &mut Keys, _: &EventContext<'_>) -> Option<Cmd> {
    step(keys, Step::Column(1))
}

fn back(keys: &mut Keys, _: &EventContext<'_>) -> Option<Cmd> {
    step(keys, Step::By(-1))
}

fn cancel(keys: &mut Keys, _: &EventContext<'_>) -> Option<Cmd> {
    step(keys, Step::Cancel)
}

/// Enter takes what is selected in a menu, and runs the line where nothing is.
fn enter(keys: &mut Keys, _: &EventContext<'_>) -> Option<Cmd> {
    match keys.menu.take() {
        Some(true) => Some(Cmd::Insert(1, " ".to_owned())),
        _ => None,
    }
}

/// A blank behind an abbreviation puts what it stands for in its place.
fn space(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    if context.mode() == EditMode::Vi && context.input_mode() == InputMode::Command {
        return None;
    }
    let before = context.line().get(..context.pos())?;
    let (word, text) = abbreviation(&keys.abbreviations, before)?;
    let start = before.len() - word.len();
    Some(rewritten(keys, start, format!("{text} ")))
}

/// Puts a text in the place of what is between `start` and the cursor, and the cursor behind it: that is
/// what a completion does.
fn rewritten(keys: &mut Keys, start: usize, text: String) -> Cmd {
    keys.menu = None;
    keys.rewrite = Some((start, text));
    Cmd::Complete
}

/// The abbreviation that a text ends with, where a command is expected, and what it stands for.
pub fn abbreviation<'t>(
    abbreviations: &BTreeMap<String, String>,
    text: &'t str,
) -> Option<(&'t str, String)> {
    if abbreviations.is_empty() {
        return None;
    }
    let edge = scan(text.as_bytes()).edge;
    if edge.role != Some(Role::Command) || edge.quote.is_some() {
        return None;
    }
    let word = text.get(edge.start..)?;
    Some((word, abbreviations.get(word)?.clone()))
}

/// Inserts the last word of the command before; again, that of the one before that.
fn last_word(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    let again = keys
        .inserted
        .as_ref()
        .filter(|(_, line, pos)| line == context.line() && *pos == context.pos());
    let (index, old) = match again {
        Some((index, _, _)) => (
            index + 1,
            keys.last_words.get(*index).map_or(0, String::len),
        ),
        None => (0, 0),
    };
    let word = keys.last_words.get(index)?.clone();
    let (before, after) = context.line().split_at_checked(context.pos())?;
    let start = before.len().checked_sub(old)?;
    let kept = before.get(..start)?;
    let position = kept.len() + word.len();
    keys.inserted = Some((index, [kept, &*word, after].concat(), position));
    Some(rewritten(keys, start, word))
}

/// A word to the right: at the end of the line, a word of the suggestion.
fn word_right(_: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    if context.pos() < context.line().len() {
        return Some(Cmd::Move(Movement::ForwardWord(
            1,
            At::AfterEnd,
            Word::Emacs,
        )));
    }
    let hint = context.hint_text()?;
    let begin = hint.find(|c: char| !c.is_whitespace())?;
    let rest = hint.get(begin..)?;
    let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
    Some(Cmd::Insert(1, hint.get(..begin + length)?.to_owned()))
}

/// To the end of the line, or of the suggestion behind it.
fn line_end(_: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    let at_end = context.pos() == context.line().len();
    (at_end && context.hint_text().is_some()).then_some(Cmd::CompleteHint)
}

#[allow(clippy::unnecessary_wraps, reason = "an action like the others")]
fn open_editor(keys: &mut Keys, _: &EventContext<'_>) -> Option<Cmd> {
    keys.edit = true;
    Some(Cmd::Interrupt)
}

fn vi_editor(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    if is_vi_command(context) {
        open_editor(keys, context)
    } else {
        None
    }
}
