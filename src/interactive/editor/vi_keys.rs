//! Keys as vi gets them, and what its answers mean to the line editor.

use super::actions::{ask, leave, line};
use super::bang;
use super::completing::{Purpose, all_at, by_functions, list_at};
use super::drawing;
use super::keys::{Keys, Taken};
use super::requests::{Ask, Leave};
use super::text::Text;
use super::vi::motion::end_of_this;
use super::vi::{ESCAPE, Mode, Reply, Vi};
use rustyline::{Cmd, EventContext, KeyCode, KeyEvent, Modifiers, Movement};
use std::ops::ControlFlow::{Break, Continue};

/// What vi makes of a key, if it is not left to others.
pub fn key(keys: &mut Keys, key: KeyEvent, context: &EventContext<'_>) -> Taken {
    let Some(mut vi) = keys.vi.take() else {
        return Continue(());
    };
    let (before, shown) = (vi.mode, vi.shown_mode());
    let kept = vi.kept().to_owned();
    let mut answer = answered(keys, &mut vi, key, context);
    if vi.kept() != kept {
        keys.region.keep(vi.kept());
    }
    if vi.shown_mode() != shown {
        show_mode(keys, Some(vi.shown_mode()));
    }
    let drawn = vi.mode != before && keys.config.settings.is_on("show-mode-in-prompt");
    if drawn && answer == Break(Some(Cmd::Noop)) {
        answer = Break(Some(Cmd::Repaint));
    }
    keys.vi = Some(vi);
    answer
}

/// A command of vi, or the key that ends a mode, in whatever mode another key has called it. Several letters: the one
/// that has been pressed, or else the first.
pub fn one_of(keys: &mut Keys, context: &EventContext<'_>, letters: &str) -> Option<Cmd> {
    let pressed = char::from(keys.input.pressed);
    let letter = Some(pressed).filter(|&pressed| letters.contains(pressed));
    let letter = letter.or(letters.chars().next())?;
    let code = if letter == ESCAPE {
        KeyCode::Esc
    } else {
        KeyCode::Char(letter)
    };
    let before = keys.vi.as_ref().map(|vi| vi.mode);
    let here = Text::at(context);
    if letter != ESCAPE && before != Some(Mode::Command) {
        let vi = keys.vi.get_or_insert_with(|| Vi::on(&here));
        vi.mode = Mode::Command;
    }
    if keys.count.typed.is_some()
        && let Some(vi) = &mut keys.vi
    {
        vi.set_count(keys.count.times);
    }
    let answer = match key(keys, KeyEvent(code, Modifiers::NONE), context) {
        Break(answer) => answer,
        Continue(()) => Some(Cmd::Noop),
    };
    match (before, &mut keys.vi) {
        (None, _) => keys.vi = None,
        // A command that is complete leaves text to be put in, as before.
        (Some(mode), Some(vi)) if letter != ESCAPE && vi.mode == Mode::Command && !vi.waits() => {
            vi.mode = mode;
        }
        _ => {}
    }
    answer
}

/// Shows a mode by the shape of the cursor, or none: it is as the terminal has it then.
pub fn show_mode(keys: &Keys, mode: Option<Mode>) {
    if keys.shapes {
        drawing::beside(match mode {
            Some(Mode::Insert) => "\x1b[6 q",
            Some(Mode::Replace) => "\x1b[4 q",
            Some(Mode::Command) => "\x1b[2 q",
            None => "\x1b[0 q",
        });
    }
}

fn answered(keys: &mut Keys, vi: &mut Vi, key: KeyEvent, context: &EventContext<'_>) -> Taken {
    let old = Text::at(context);
    let mut text = old.clone();
    let commanding = vi.mode == Mode::Command || vi.is_searching();
    let reply = match key {
        KeyEvent(KeyCode::Char(letter), Modifiers::ALT) => {
            // An escape character that was not waited for.
            vi.key(&mut text, ESCAPE);
            vi.key(&mut text, letter)
        }
        KeyEvent(KeyCode::Char('M' | 'J'), Modifiers::CTRL_ALT)
        | KeyEvent(KeyCode::Enter, Modifiers::ALT) => {
            vi.key(&mut text, ESCAPE);
            vi.key(&mut text, '\r')
        }
        KeyEvent(KeyCode::Esc, _) if keys.menu.is_some() => {
            keys.menu = None;
            vi.key(&mut text, ESCAPE)
        }
        KeyEvent(KeyCode::Char(letter @ ('P' | 'N')), Modifiers::CTRL)
            if vi.mode == Mode::Command && !vi.is_searching() =>
        {
            vi.key(&mut text, if letter == 'P' { 'k' } else { 'j' })
        }
        KeyEvent(code, Modifiers::NONE) => {
            let Some(letter) = letter(code, commanding && !vi.is_searching()) else {
                return Continue(());
            };
            if !commanding && vi.mode == Mode::Insert && letter == '\r' {
                return Continue(());
            }
            if commanding && letter == 'U' && keys.recall.way.is_at_command() {
                vi.revert_to(keys.recall.way.shown().to_owned());
            }
            vi.key(&mut text, letter)
        }
        _ => return Continue(()),
    };
    answer(keys, vi, reply, &old, text)
}

/// The character that a key stands for.
fn letter(code: KeyCode, commanding: bool) -> Option<char> {
    Some(match code {
        KeyCode::Char(letter) => letter,
        KeyCode::Esc => ESCAPE,
        KeyCode::Backspace => '\x7f',
        KeyCode::Enter => '\r',
        _ if !commanding => return None,
        KeyCode::Left => 'h',
        KeyCode::Right => 'l',
        KeyCode::Up => 'k',
        KeyCode::Down => 'j',
        KeyCode::Home => '0',
        KeyCode::End => '$',
        KeyCode::Delete => 'x',
        _ => return None,
    })
}

fn answer(keys: &mut Keys, vi: &mut Vi, reply: Reply, old: &Text, text: Text) -> Taken {
    Break(match reply {
        Reply::Other => return Continue(()),
        Reply::Done if text == *old => Some(Cmd::Noop),
        Reply::Done => line(keys, text.line, text.pos),
        Reply::Accept if text.line == old.line => Some(Cmd::AcceptLine),
        Reply::Accept => leave(keys, Leave::Submit(text.line)),
        Reply::Editor(number) => leave(keys, Leave::EditAndRun(number)),
        Reply::Alias(letter) => ask(keys, Ask::Alias(letter)),
        Reply::Walk(by) => walk(keys, old, &text, by),
        Reply::Fetch(number) => ask(keys, Ask::Fetch { number }),
        Reply::Search { pattern, back } => {
            let from = text.line;
            ask(
                keys,
                Ask::Search {
                    pattern,
                    back,
                    from,
                },
            )
        }
        Reply::Argument(number) => with_word(keys, &text, number).or_else(|| {
            vi.mode = Mode::Command;
            Some(Cmd::Noop)
        }),
        Reply::Complete => by_functions(keys, &text.line, text.pos, Purpose::Complete)
            .or_else(|| ask(keys, Ask::Complete(text.pos))),
        Reply::List => {
            let end = end_of_this(&text.line, text.pos, true);
            list_at(keys, &text.line, text.pos, end)
        }
        Reply::Untilde => ask(
            keys,
            Ask::ExpandTilde(end_of_this(&text.line, text.pos, true)),
        ),
        Reply::InsertAll => all_at(keys, &text.line, text.pos),
    })
}

/// A line up or down in a command of several, or so many commands on in the history.
fn walk(keys: &mut Keys, old: &Text, text: &Text, by: isize) -> Option<Cmd> {
    let (before, after) = text.halves();
    if by < 0 && before.contains('\n') {
        Some(Cmd::Move(Movement::LineUp(1)))
    } else if by > 0 && after.contains('\n') {
        Some(Cmd::Move(Movement::LineDown(1)))
    } else {
        keys.recall.way.keep(&old.line);
        ask(keys, Ask::Walk { by })
    }
}

/// Puts a blank and a word of the newest command in: the one of a number, or the last. `None`: it has no such word.
fn with_word(keys: &mut Keys, text: &Text, number: Option<usize>) -> Option<Cmd> {
    let words = bang::split(&keys.recall.latest);
    let word = match number {
        Some(number) => words.get(number.saturating_sub(1)),
        None => words.last(),
    }?;
    let (before, after) = text.halves();
    let added = [before, " ", word].concat();
    let pos = added.len();
    line(keys, added + after, pos)
}
