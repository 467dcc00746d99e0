//! What keys do that the line editor has no command for.

#![allow(clippy::unnecessary_wraps, reason = "actions are all alike")]

use super::abbreviation::{call, space};
use super::keys::Keys;
use super::menu::Opened;
use super::requests::{Ask, Leave, Rewrite};
use super::scan::scan;
use super::text::Text;
use super::words::word_end;
use crate::interactive::completion::Sort;
use crate::sys::typing::{self, keys_come_singly};
use rustyline::{At, Cmd, EventContext, Movement, Word};

/// What keys do that nobody has bound.
pub fn nothing_special(_: &mut Keys, _: &EventContext<'_>) -> Option<Cmd> {
    None
}

/// Through the history: all of it from an empty line, else what begins like the line. With `lines`,
/// through the lines of the text first.
pub fn walk(keys: &mut Keys, context: &EventContext<'_>, by: isize, lines: bool) -> Option<Cmd> {
    if !keys.recall.way.shows(context.line()) {
        let (before, behind) = context.line().split_at_checked(context.pos())?;
        if lines && by < 0 && before.contains('\n') {
            return Some(Cmd::Move(Movement::LineUp(1)));
        }
        if lines && by < 0 && keys.continued {
            return leave(keys, Leave::Reopen);
        }
        if lines && by > 0 && behind.contains('\n') {
            return Some(Cmd::Move(Movement::LineDown(1)));
        }
        keys.recall.way.look_for(before);
    }
    let by = by * isize::try_from(keys.count.times).unwrap_or(1);
    ask(keys, Ask::Walk { by })
}

/// So many changes back.
pub fn undo(keys: &mut Keys, _: &EventContext<'_>) -> Option<Cmd> {
    let count = keys.count.times;
    ask(keys, Ask::Undo { count })
}

/// What has just been undone is done again; if nothing has, the word becomes the name of a file.
pub fn redo(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    ask(keys, Ask::Redo(context.pos()))
}

/// Enter takes what is selected in a menu, and runs the line where nothing is. The line editor would draw
/// the line once more; where nothing but the line is shown it is left without that.
pub fn enter(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    match keys.menu.take() {
        Some(Opened::Taking) => return Some(Cmd::Insert(1, " ".to_owned())),
        Some(Opened::Showing) => return None,
        None => {}
    }
    if context.pos() == context.line().len()
        && let Some(command) = call(keys, context.line(), true)
    {
        return Some(command);
    }
    let bare = context.hint_text().is_none() && keys.count.times == 1 && keys_come_singly();
    if !bare {
        return None;
    }
    keys.requests.leave = Some(Leave::Line(context.line().to_owned()));
    Some(Cmd::Interrupt)
}

/// Whether the cursor is between single quotes.
pub fn is_quoted(context: &EventContext<'_>) -> bool {
    let before = context.line().get(..context.pos()).unwrap_or_default();
    before.contains('\'') && scan(before.as_bytes()).edge.quote == Some(b'\'')
}

/// A word to the right: at the end of the line, a word of the suggestion.
pub fn word_right(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    if keys.count.backwards {
        return Some(Cmd::Move(Movement::BackwardWord(1, Word::Emacs)));
    }
    if context.pos() < context.line().len() {
        return Some(Cmd::Move(Movement::ForwardWord(
            1,
            At::AfterEnd,
            Word::Emacs,
        )));
    }
    let hint = context.hint_text()?;
    Some(Cmd::Insert(1, hint.get(..word_end(hint))?.to_owned()))
}

/// To the end of the line, or of the suggestion behind it.
pub fn line_end(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    if keys.count.backwards {
        return None;
    }
    let at_end = context.pos() == context.line().len();
    (at_end && context.hint_text().is_some()).then_some(Cmd::CompleteHint)
}

/// Puts another line in the place of this one.
pub fn line(keys: &mut Keys, line: String, pos: usize) -> Option<Cmd> {
    keys.menu = None;
    keys.requests.rewrite = Some(Rewrite::Line(Text { line, pos }));
    Some(Cmd::Complete)
}

/// Has something done that needs more than the line.
pub fn ask(keys: &mut Keys, ask: Ask) -> Option<Cmd> {
    keys.menu = None;
    keys.requests.rewrite = Some(Rewrite::Ask(ask));
    Some(Cmd::Complete)
}

/// Leaves the reading of the line.
pub fn leave(keys: &mut Keys, why: Leave) -> Option<Cmd> {
    keys.requests.leave = Some(why);
    Some(Cmd::AcceptLine)
}

/// Lets the editor of the user's choice have the line.
pub fn open_editor(keys: &mut Keys, _: &EventContext<'_>) -> Option<Cmd> {
    leave(keys, Leave::Edit)
}

/// As [`open_editor`]; what comes of it is executed.
pub fn open_editor_and_run(keys: &mut Keys, _: &EventContext<'_>) -> Option<Cmd> {
    leave(keys, Leave::EditAndRun(None))
}

/// A character to the right, or all of the suggestion.
pub fn forward_always(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    let movement = if keys.count.backwards {
        Movement::BackwardChar(1)
    } else {
        Movement::ForwardChar(1)
    };
    line_end(keys, context).or(Some(Cmd::Move(movement)))
}

/// As [`line_end`], for any key.
pub fn line_end_always(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    line_end(keys, context).or(Some(Cmd::Move(Movement::EndOfLine)))
}

/// As [`word_right`], for any key.
pub fn word_right_always(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    word_right(keys, context).or(Some(Cmd::Noop))
}

/// Enters the line as a comment.
pub fn comment(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    let begin = String::from_utf8_lossy(keys.config.settings.get("comment-begin")).into_owned();
    leave(keys, Leave::Submit(begin + context.line()))
}

/// Has the shell expand the line.
pub fn expand_shell(keys: &mut Keys, _: &EventContext<'_>) -> Option<Cmd> {
    leave(keys, Leave::Expand)
}

/// Puts references to the history in full.
pub fn expand_history(keys: &mut Keys, _: &EventContext<'_>) -> Option<Cmd> {
    ask(keys, Ask::ExpandHistory)
}

/// Puts a tilde in full.
pub fn expand_tilde(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    ask(keys, Ask::ExpandTilde(context.pos()))
}

/// Completes the word as one of a sort.
pub fn complete_as(keys: &mut Keys, context: &EventContext<'_>, sort: Sort) -> Option<Cmd> {
    only(keys, context, sort, false)
}

/// Shows what of a sort the word may be.
pub fn list_as(keys: &mut Keys, context: &EventContext<'_>, sort: Sort) -> Option<Cmd> {
    only(keys, context, sort, true)
}

fn only(keys: &mut Keys, context: &EventContext<'_>, sort: Sort, listed: bool) -> Option<Cmd> {
    let place = context.pos();
    ask(
        keys,
        Ask::Only {
            sort,
            place,
            listed,
        },
    )
}

/// Inserts all candidates, between braces.
pub fn braces(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    ask(keys, Ask::Braces(context.pos()))
}

/// The character of the key, as it would be without any binding.
pub fn insert_itself(keys: &mut Keys, _: &EventContext<'_>) -> Option<Cmd> {
    let itself = match keys.input.pressed {
        0 => return None,
        byte => typing::stand_in(byte).unwrap_or(char::from(byte)),
    };
    Some(Cmd::Insert(1, itself.to_string()))
}

/// A blank; references to the history before it are put in full.
pub fn magic_space(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    space(keys, context).or_else(|| {
        let (before, after) = context.line().split_at_checked(context.pos())?;
        if before.contains('!') {
            ask(keys, Ask::MagicSpace(before.len()))
        } else {
            line(keys, [before, " ", after].concat(), before.len() + 1)
        }
    })
}

/// Enters the line, and begins the next one with the command that follows it in the history.
pub fn operate_and_next(keys: &mut Keys, _: &EventContext<'_>) -> Option<Cmd> {
    keys.recall.way.give_next();
    Some(Cmd::AcceptLine)
}

/// The line as it was before it was changed.
pub fn revert(keys: &mut Keys, _: &EventContext<'_>) -> Option<Cmd> {
    let text = keys.recall.way.shown().to_owned();
    let end = text.len();
    line(keys, text, end)
}

/// `sudo` before the line, or before the last command; or no more.
pub fn sudo(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    for runner in ["sudo ", "doas "] {
        if let Some(rest) = context.line().strip_prefix(runner) {
            let pos = context.pos().saturating_sub(runner.len());
            return line(keys, rest.to_owned(), pos);
        }
    }
    ask(keys, Ask::Sudo(context.pos()))
}

/// No blanks round the cursor.
pub fn horizontal_space(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    let (before, after) = context.line().split_at_checked(context.pos())?;
    let blank = [' ', '\t'];
    let (before, after) = (
        before.trim_end_matches(blank),
        after.trim_start_matches(blank),
    );
    line(keys, [before, after].concat(), before.len())
}
