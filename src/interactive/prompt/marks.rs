//! What is told to the terminal beside the text: where prompts and output begin (OSC 133), the
//! directory (OSC 7), the title. The terminal of VS Code has a dialect of its own (OSC 633), in which it is also told the
//! command.

use super::Prompt;
use super::escape::directory;
use crate::env::Env;
use crate::exec::terminal;
use crate::name::Name;
use crate::sys::{fd, host};
use std::fmt::Write;

/// What is pasted comes between marks: the line editor's own switch would cost a write of its own.
const PASTE_ON: &str = "\x1b[?2004h";
const PASTE_OFF: &str = "\x1b[?2004l";

/// Whether it is the one of VS Code.
pub fn is_vscode(env: &Env) -> bool {
    env.variables.named(b"TERM_PROGRAM") == Some(b"vscode")
}

/// How marks begin that the terminal knows.
fn beginning(env: &Env) -> &'static str {
    if is_vscode(env) {
        "\x1b]633;"
    } else {
        "\x1b]133;"
    }
}

/// By the nonce the terminal knows that it is the shell who names the command. It is for nobody else.
pub fn learn_nonce(env: &mut Env) {
    let Some(name) = Name::existing(b"VSCODE_NONCE") else {
        return;
    };
    if let Some(nonce) = env.variables.value(name).map(<[u8]>::to_vec)
        && env.variables.unset(name).is_ok()
    {
        env.session.nonce = nonce;
    }
}

/// What has happened since the last prompt.
#[derive(Debug, Default)]
pub struct Since {
    /// A command has been executed.
    pub ended: bool,
    /// It cannot have left the cursor in the middle of a row.
    pub tidy: bool,
    /// It has told the terminal nothing, not even that it runs.
    pub silent: bool,
    /// The working directory is another.
    pub moved: bool,
}

/// What makes output without a final newline stay to be seen: a mark, and blanks up to where the cursor must be in the
/// next line if it was not at the beginning of one.
pub fn end_row(env: &Env) -> String {
    let size = crate::sys::terminal::size(terminal::descriptor(env));
    let columns = size.map_or(80, |(_, columns)| usize::from(columns));
    let columns = columns.clamp(2, 2000);
    let mark = if env.utf8 { '⏎' } else { '%' };
    format!(
        "\x1b[7m{mark}\x1b[0m{:width$}\r\x1b[K",
        "",
        width = columns - 1
    )
}

/// What the terminal is told before the prompt.
pub fn before_prompt(env: &Env, since: &Since) -> String {
    let mut text = String::new();
    if !since.tidy {
        text.push_str(&end_row(env));
    }
    if terminal::understands(env) {
        let begin = beginning(env);
        if since.silent {
            text.extend([begin, "C\x07"]);
        }
        if since.ended {
            text.extend([begin, "D;", &env.status.to_string(), "\x07"]);
        }
        if !since.silent || since.moved {
            place(env, &mut text);
        }
        text.extend([begin, "A\x07"]);
    }
    if !is_paste_marked(env) {
        text.push_str(PASTE_OFF);
    } else if !since.silent {
        text.push_str(PASTE_ON);
    }
    text
}

/// Whether the user wants what is pasted to come between marks.
pub fn is_paste_marked(env: &Env) -> bool {
    let settings = &env.session.bindings.settings;
    settings.is_on("enable-bracketed-paste")
}

/// Where the shell is.
fn place(env: &Env, text: &mut String) {
    let path = env.variables.directory();
    if is_vscode(env) {
        text.extend([beginning(env), "P;Cwd=", &escaped(path), "\x07"]);
    } else {
        let host = String::from_utf8_lossy(&host::host_name()).into_owned();
        let _ = write!(text, "\x1b]7;file://{host}{}\x07", encoded(path));
    }
    let _ = write!(text, "\x1b]2;{}\x07", printable(&directory(env)));
}

/// At the end of the prompt.
pub fn close(env: &Env, prompt: &mut Prompt) {
    if terminal::understands(env) {
        prompt.styled.extend([beginning(env), "B\x07"]);
    }
}

/// What is told before a command runs.
pub fn before_command(env: &Env, command: &[u8]) -> Vec<u8> {
    if !terminal::understands(env) {
        return PASTE_OFF.into();
    }
    let line = command
        .split(|&byte| byte == b'\n')
        .next()
        .unwrap_or_default();
    let mut told = [PASTE_OFF, "\x1b]2;", &printable(line), "\x07"].concat();
    let begin = beginning(env);
    if is_vscode(env) {
        let (line, nonce) = (
            escaped(command.trim_ascii_end()),
            escaped(&env.session.nonce),
        );
        told.extend([begin, "E;", &line, ";", &nonce, "\x07"]);
    }
    told.extend([begin, "C\x07"]);
    told.into_bytes()
}

/// The line editor is not needed any more.
pub fn leave(descriptor: i32) {
    paste(descriptor, false);
}

/// What is pasted comes between marks, or not.
pub fn paste(descriptor: i32, marked: bool) {
    let switch = if marked { PASTE_ON } else { PASTE_OFF };
    let _ = fd::write_all(descriptor, switch.as_bytes());
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

/// A text in one field of a mark of VS Code's.
fn escaped(text: &[u8]) -> String {
    let mut out = String::new();
    for character in String::from_utf8_lossy(text).chars() {
        match character {
            '\\' => out.push_str("\\\\"),
            ';' | '\0'..='\x1f' | '\x7f' => {
                let _ = write!(out, "\\x{:02x}", u32::from(character));
            }
            character => out.push(character),
        }
    }
    out
}
