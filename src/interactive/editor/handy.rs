//! Keys that save typing a command: what they run works on the line as it stands, and leaves it.

use super::actions::{leave, line};
use super::keys::Keys;
use super::requests::Leave;
use super::scan::scan;
use super::words;
use crate::signal::{self, Signal};
use rustyline::{At, Cmd, EventContext, Movement, Word};

/// Has a command run above the line.
fn run(keys: &mut Keys, command: String) -> Option<Cmd> {
    leave(keys, Leave::Run(command.into_bytes()))
}

/// Whether a word can stand in a command as it is, and is no option.
fn is_plain(word: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || "_./+~-".contains(c);
    !word.is_empty() && !word.starts_with('-') && word.chars().all(plain)
}

/// The name of the command that the cursor is in.
fn command(context: &EventContext<'_>) -> Option<String> {
    let text = context.line();
    let rest = text.get(context.pos()..)?;
    let end = context.pos() + rest.find(char::is_whitespace).unwrap_or(rest.len());
    let before = text.get(..end)?;
    let edge = scan(before.as_bytes()).edge;
    let word = match edge.words.first() {
        Some(&(from, to)) => before.get(from..to)?,
        None => before.get(edge.start..)?,
    };
    is_plain(word).then(|| word.to_owned())
}

/// The letters of a word become small; where there is no word, what is in the directory is listed.
pub fn downcase_or_list(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    let (before, behind) = context.line().split_at_checked(context.pos())?;
    if behind.contains(char::is_alphanumeric) || keys.count.is_given() {
        return words::downcase(keys, context);
    }
    let word = before.rsplit(char::is_whitespace).next()?;
    let command = if is_plain(word) && word.contains(['/', '~', '.']) {
        format!("if test -d {word}; then ls -- {word}; else ls; fi")
    } else {
        "ls".to_owned()
    };
    run(keys, command)
}

/// The manual of the command.
pub fn manual(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    let name = command(context)?;
    run(keys, format!("help {name} 2>/dev/null || man {name}"))
}

/// What the command is.
pub fn what_is(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    let name = command(context)?;
    run(keys, format!("type {name}"))
}

/// What shows the output of the line page by page behind it; or no more.
pub fn page(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    const PAGER: &str = " 2>&1 | less";
    let text = match context.line() {
        "" => keys.recall.latest.clone(),
        text => text.to_owned(),
    };
    let text = match text.strip_suffix(PAGER) {
        Some(rest) => rest.to_owned(),
        None => text.trim_end().to_owned() + PAGER,
    };
    let end = text.len();
    line(keys, text, end)
}

/// A newline in the line, which is not entered.
pub fn newline(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    let (before, behind) = context.line().split_at_checked(context.pos())?;
    line(keys, [before, "\n", behind].concat(), before.len() + 1)
}

/// A word to the left; on an empty line, the directory before this one.
pub fn previous_directory(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    if context.line().is_empty() {
        return run(keys, "prevd 2>/dev/null".to_owned());
    }
    let movement = if keys.count.backwards {
        Movement::ForwardWord(1, At::AfterEnd, Word::Emacs)
    } else {
        Movement::BackwardWord(1, Word::Emacs)
    };
    Some(Cmd::Move(movement))
}

/// A word to the right; on an empty line, the directory that was left by the way back.
pub fn next_directory(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    if context.line().is_empty() {
        return run(keys, "nextd 2>/dev/null".to_owned());
    }
    super::actions::word_right(keys, context).or(Some(Cmd::Move(Movement::ForwardWord(
        1,
        At::AfterEnd,
        Word::Emacs,
    ))))
}

/// The signal that the terminal itself makes of the key while no line is edited: a trap runs, and the line is kept.
pub fn quit() -> Cmd {
    let _ = signal::raise(Signal::QUIT);
    Cmd::Noop
}
