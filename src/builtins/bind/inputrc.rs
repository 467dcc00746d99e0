//! The file that readline reads: its lines, and which of them hold here.

use super::{apply, settings};
use crate::env::bindings::{self, Line};
use crate::env::flow::{FAILURE, SUCCESS};
use crate::env::{Env, Options, Status};

/// The lines of an inputrc file. What is wrong in one of them costs that line.
pub(super) fn file(env: &mut Env, path: &[u8]) -> Status {
    if read(env, path, 0) {
        return SUCCESS;
    }
    env.report_argument(b"bind", path, "cannot be read");
    FAILURE
}

/// Reads an inputrc file; whether it could be.
pub fn read(env: &mut Env, path: &[u8], depth: usize) -> bool {
    use std::os::unix::ffi::OsStrExt;
    let Ok(text) = std::fs::read(std::ffi::OsStr::from_bytes(path)) else {
        return false;
    };
    // Which of the nested `$if` hold.
    let mut conditions: Vec<bool> = Vec::new();
    for text in text.split(|&byte| byte == b'\n') {
        let Ok(line) = bindings::line(text, false) else {
            continue;
        };
        match line {
            Line::Directive(word, rest) => match word.as_slice() {
                b"if" => conditions.push(holds(env, &rest)),
                b"else" => {
                    if let Some(last) = conditions.last_mut() {
                        *last = !*last;
                    }
                }
                b"endif" => {
                    conditions.pop();
                }
                b"include" if depth < 10 && conditions.iter().all(|&holds| holds) => {
                    read(env, &rest, depth + 1);
                }
                _ => {}
            },
            line if conditions.iter().all(|&holds| holds) => {
                let _ = apply(env, None, line);
            }
            _ => {}
        }
    }
    true
}

/// The version of readline whose functions and variables there are.
const VERSION: (u32, u32) = (8, 2);

/// `$if mode=emacs`, `$if term=xterm`, `$if version >= 8.0`, `$if editing-mode == vi`, `$if bash`.
fn holds(env: &Env, test: &[u8]) -> bool {
    let end = test.iter().position(|byte| b"=!<> \t".contains(byte));
    let (name, rest) = test.split_at(end.unwrap_or(test.len()));
    let rest = rest.trim_ascii();
    let end = rest.iter().position(|byte| !b"=!<>".contains(byte));
    let (operator, value) = rest.split_at(end.unwrap_or(rest.len()));
    let value = value.trim_ascii();
    let equal = |same: bool| match operator {
        b"=" | b"==" => same,
        b"!=" => !same,
        _ => false,
    };
    match name {
        b"bash" | b"Bash" | b"tine" if operator.is_empty() => true,
        b"mode" => equal(env.has(Options::VI) == (value == b"vi")),
        b"term" => {
            let term = env.variables.named(b"TERM").unwrap_or_default();
            let family = term.split(|&byte| byte == b'-').next();
            equal(term == value || family == Some(value))
        }
        b"version" => version(value).is_some_and(|wanted| match operator {
            b"<=" => VERSION <= wanted,
            b">=" => VERSION >= wanted,
            b"<" => VERSION < wanted,
            b">" => VERSION > wanted,
            _ => equal(VERSION == wanted),
        }),
        name => {
            let known = settings(env)
                .into_iter()
                .find(|(known, _)| known.as_bytes() == name);
            known.is_some_and(|(_, now)| equal(now == value))
        }
    }
}

/// `8.2`, or `8`.
fn version(text: &[u8]) -> Option<(u32, u32)> {
    let text = std::str::from_utf8(text).ok()?;
    let (major, minor) = text.split_once('.').unwrap_or((text, "0"));
    Some((major.parse().ok()?, minor.parse().ok()?))
}
