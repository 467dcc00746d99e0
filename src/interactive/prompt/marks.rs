//! What is told to the terminal beside the text: where prompts and output begin (OSC 133), the
//! directory (OSC 7), the title.

use super::Prompt;
use super::escape::directory;
use crate::env::Env;
use crate::name::Name;
use crate::sys::{fd, host};
use std::fmt::Write;

/// Whether the terminal can be expected to swallow what it does not understand.
fn understood(env: &Env) -> bool {
    let term = Name::existing(b"TERM").and_then(|name| env.variables.value(name));
    !matches!(
        term.unwrap_or_default(),
        b"" | b"dumb" | b"linux" | b"cons25" | b"emacs" | b"eterm"
    )
}

/// Before the prompt. Output without a final newline stays to be seen: a mark, and blanks up to where
/// the cursor must be in the next line if it was not at the beginning of one; unless it is known to be
/// there (`tidy`).
pub fn before_prompt(env: &Env, descriptor: i32, ended: bool, tidy: bool) {
    let mut text = String::new();
    if !tidy {
        let columns = env
            .variables
            .get(Name::COLUMNS)
            .and_then(crate::env::variables::Variable::number);
        let columns = columns.unwrap_or(80).clamp(2, 2000) as usize;
        let mark = if env.utf8 { '⏎' } else { '%' };
        let _ = write!(
            text,
            "\x1b[7m{mark}\x1b[0m{:width$}\r\x1b[K",
            "",
            width = columns - 1
        );
    }
    if understood(env) {
        if ended {
            let _ = write!(text, "\x1b]133;D;{}\x07", env.status);
        }
        let path = env.variables.value(Name::PWD).unwrap_or_default();
        let host = String::from_utf8_lossy(&host::host_name()).into_owned();
        let _ = write!(text, "\x1b]7;file://{host}{}\x07", encoded(path));
        let _ = write!(text, "\x1b]2;{}\x07", printable(&directory(env)));
        text.push_str("\x1b]133;A\x07");
    }
    let _ = fd::write_all(descriptor, text.as_bytes());
}

/// At the end of the prompt.
pub fn close(env: &Env, prompt: &mut Prompt) {
    if understood(env) {
        prompt.styled.push_str("\x1b]133;B\x07");
    }
}

/// Before a command runs.
pub fn before_command(env: &Env, descriptor: i32, command: &[u8]) {
    if !understood(env) {
        return;
    }
    let line = command
        .split(|&byte| byte == b'\n')
        .next()
        .unwrap_or_default();
    let text = format!("\x1b]2;{}\x07\x1b]133;C\x07", printable(line));
    let _ = fd::write_all(descriptor, text.as_bytes());
}

fn printable(text: &[u8]) -> String {
    let text = String::from_utf8_lossy(text);
    text.chars()
        .filter(|character| !character.is_control())
        .take(200)
        .collect()
}

/// A path as in a URL.
fn encoded(path: &[u8]) -> String {
    let mut text = String::new();
    for &byte in path {
        if byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            let _ = write!(text, "%{byte:02X}");
        }
    }
    text
}
