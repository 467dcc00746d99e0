//! A line that is inside of a compound command begins with blanks; a word that ends one goes back.

use super::actions::{leave, line};
use super::keys::{Keys, Leave};
use super::scan::{Part, Role, scan};
use crate::sys::{fd, typing};
use nix::libc;
use rustyline::{Cmd, EventContext, KeyCode, KeyEvent, Modifiers};

/// The blanks for one command.
const STEP: usize = 4;

/// What a line begins with behind these lines of the same command: nothing unless a command stands there, and
/// nothing for what has been typed ahead or is pasted.
pub fn of(before: &str) -> String {
    let waits = typing::reads_again()
        || fd::poll_one(0, libc::POLLIN, 0).is_ok_and(|events| events & libc::POLLIN != 0);
    if waits {
        return String::new();
    }
    " ".repeat(STEP * depth(before))
}

/// How many compound commands are open, if a command could stand at the end of a text.
fn depth(text: &str) -> usize {
    let found = scan(text.as_bytes());
    if found.edge.role != Some(Role::Command) || found.edge.quote.is_some() {
        return 0;
    }
    let (mut open, mut parentheses, mut at) = (0_usize, 0_usize, 0);
    for run in found.parts.chunk_by(|a, b| a == b) {
        let part = text.get(at..at + run.len()).unwrap_or_default();
        at += run.len();
        match run.first() {
            Some(Part::Keyword) => match part {
                "if" | "while" | "until" | "for" | "select" | "case" | "{" => open += 1,
                "fi" | "done" | "esac" | "}" => open = open.saturating_sub(1),
                _ => {}
            },
            Some(Part::Operator) => {
                for byte in part.bytes() {
                    match byte {
                        b'(' => parentheses += 1,
                        b')' => parentheses = parentheses.saturating_sub(1),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
    open + parentheses
}

/// A key behind a word that stands where its compound command began: the word goes there.
pub fn closed(keys: &mut Keys, key: KeyEvent, context: &EventContext<'_>) -> Option<Cmd> {
    let text = context.line();
    let word = text.trim_start_matches(' ');
    if context.pos() != text.len() || text.len() - word.len() != keys.indent {
        return None;
    }
    let goes_back = ["do", "done", "then", "else", "elif", "fi", "esac", "}", ")"];
    if !goes_back.contains(&word) {
        return None;
    }
    let text = " ".repeat(keys.indent - STEP) + word;
    match key {
        KeyEvent(KeyCode::Enter, _) | KeyEvent(KeyCode::Char('M' | 'J'), Modifiers::CTRL) => {
            leave(keys, Leave::Submit(text))
        }
        KeyEvent(KeyCode::Char(letter @ (' ' | ';' | '|' | '&' | '>')), Modifiers::NONE) => {
            keys.indent = 0;
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
            ("if true; then echo $(\n", 2),
        ] {
            assert_eq!(depth(text), expected, "{text}");
        }
    }
}
