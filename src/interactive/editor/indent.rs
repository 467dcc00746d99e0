//! A line that is inside of a compound command begins with blanks; a word that ends one goes back.

use super::actions::{leave, line};
use super::keys::Keys;
use super::requests::Leave;
use super::scan::{Role, scan};
use crate::sys::typing;
use rustyline::{Cmd, EventContext, KeyCode, KeyEvent, Modifiers};

/// The blanks for one command.
const STEP: usize = 4;

/// How many blanks a line begins with.
#[derive(Debug, Default, Clone, Copy)]
pub struct Indent {
    /// Whatever comes.
    pub line: usize,
    /// Before `esac`, which ends an open list of commands too.
    esac: usize,
}

/// What a line begins with behind these lines of the same command: nothing unless a command stands there, and
/// nothing for what has been typed ahead or is pasted.
pub fn of(before: &str) -> Indent {
    if typing::is_ahead() {
        return Indent::default();
    }
    Indent {
        line: STEP * depth(before),
        esac: STEP * depth(&[before, "esac\n"].concat()),
    }
}

/// How many compound commands are open, if a command or a pattern could stand at the end of a text.
fn depth(text: &str) -> usize {
    let edge = scan(text.as_bytes()).edge;
    let begins = edge.role == Some(Role::Command) || edge.pattern;
    if begins && edge.quote.is_none() {
        edge.level
    } else {
        0
    }
}

/// A key in a line that began with blanks. Where nothing else is in it, it is as good as empty; behind a word
/// that stands where its compound command began, the word goes there.
pub fn key(keys: &mut Keys, key: KeyEvent, context: &EventContext<'_>) -> Option<Cmd> {
    let before = context.line().get(..context.pos())?;
    if before.is_empty() || !before.trim_start_matches(' ').is_empty() {
        return closed(keys, key, context);
    }
    match key {
        KeyEvent(KeyCode::Char('D'), Modifiers::CTRL) if before == context.line() => {
            leave(keys, Leave::End)
        }
        KeyEvent(KeyCode::Backspace, Modifiers::NONE)
        | KeyEvent(KeyCode::Char('H'), Modifiers::CTRL) => {
            let end = (before.len() - 1) / STEP * STEP;
            let rest = context.line().get(before.len()..)?;
            line(keys, " ".repeat(end) + rest, end)
        }
        _ => None,
    }
}

fn closed(keys: &mut Keys, key: KeyEvent, context: &EventContext<'_>) -> Option<Cmd> {
    let text = context.line();
    let word = text.trim_start_matches(' ');
    if context.pos() != text.len() || text.len() - word.len() != keys.indent.line {
        return None;
    }
    let goes_back = ["do", "done", "then", "else", "elif", "fi", "esac", "}", ")"];
    if !goes_back.contains(&word) {
        return None;
    }
    let blanks = match word {
        "esac" => keys.indent.esac,
        _ => keys.indent.line - STEP,
    };
    let text = " ".repeat(blanks) + word;
    match key {
        KeyEvent(KeyCode::Enter, _) | KeyEvent(KeyCode::Char('M' | 'J'), Modifiers::CTRL) => {
            leave(keys, Leave::Submit(text))
        }
        KeyEvent(KeyCode::Char(letter @ (' ' | ';' | '|' | '&' | '>')), Modifiers::NONE) => {
            keys.indent = Indent::default();
            let end = text.len() + 1;
            line(keys, format!("{text}{letter}"), end)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_indented_and_nothing_else() {
        for (text, expected) in [
            ("if true\n", 1),
            ("while true; do\n", 1),
            ("for i in a b\ndo\nif x\nthen\n", 2),
            ("f() {\n", 1),
            ("(\n", 1),
            ("{ a\n}\n", 0),
            ("echo a |\n", 0),
            ("if true; then\necho 'a\n", 0),
            ("while true; do\ncat <<E\n", 0),
            ("while true; do\ncat <<E\na\nE\n", 1),
            ("{ echo a \\\n", 0),
            ("case x in\n", 1),
            ("case x\n", 0),
            ("case x in\na)\n", 2),
            ("case x in (a|b) y\n", 2),
            ("case x in\na) y ;;\n", 1),
            ("case x in\na)\ny\n;&\nb)\nif z; then\n", 3),
            ("(case x in a) case y in b)\n", 5),
            ("(case x in a) case y in b) z;; esac\n", 3),
            ("case x in a) y;; esac\n", 0),
            ("case x in a) y\nesac\n", 0),
            ("while x; do case y in esac\n", 1),
            ("if true; then echo $(\n", 2),
        ] {
            assert_eq!(depth(text), expected, "{text}");
        }
    }
}
