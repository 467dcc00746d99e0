//! Reading and executing: one complete command at a time, since aliases, options and traps take
//! effect between them.

use super::input::{Echo, Echoed};
use super::record::Record;
use super::{Tail, function, list, trap};
use crate::env::texts::Setting;
use crate::env::{Divert, Env, Flow, Options, flow};
use crate::syntax::tree::{CompleteCommand, Item, List};
use crate::syntax::{Lines, Reader, SyntaxError, Text};
use crate::sys::{depth, find};
use std::ops::ControlFlow::{Break, Continue};
use std::rc::Rc;
use unicode_width::UnicodeWidthChar;

/// Executes text: `eval`, the action of a trap.
pub fn text(env: &mut Env, text: &[u8]) -> Flow {
    let line = env.line;
    let flow = nested_text(env, text, line.saturating_sub(1));
    env.line = line;
    flow
}

/// Executes the text of a substitution as it reads now; it begins on `line` of the script.
pub fn text_again(env: &mut Env, text: &[u8], line: u32) -> Flow {
    nested_text(env, text, line.saturating_sub(1))
}

/// Executes text that a host program hands over: nothing is around it.
pub fn text_of_host(env: &mut Env, text: &[u8]) -> Flow {
    let line = env.line;
    let flow = depth::deeper(|| all_of(env, text, line.saturating_sub(1), false));
    env.line = line;
    flow
}

fn nested_text(env: &mut Env, text: &[u8], lines_before: u32) -> Flow {
    function::nested(env, |env| {
        depth::deeper(|| all_of(env, text, lines_before, false))
    })
}

/// Executes a text; what it means is remembered. `echoed`: it is a file, which `set -v` writes.
fn all_of(env: &mut Env, text: &[u8], lines_before: u32, echoed: bool) -> Flow {
    let verbose = |env: &Env| echoed && env.has(Options::VERBOSE);
    let known = if verbose(env) {
        None
    } else {
        env.caches.texts.of(text, lines_before)
    };
    let mut progress = Progress {
        nested: true,
        ..Progress::default()
    };
    let (rest, lines_before) = if let Some(known) = known {
        let mut record = Record::new(known);
        progress.begun = record.repeat(env, verbose)?;
        let (before, rest) = text.split_at_checked(record.base).unwrap_or((text, b""));
        if record.number > 0 && is_blank(rest) && !verbose(env) {
            if !progress.begun {
                env.status = flow::SUCCESS;
            }
            return Continue(());
        }
        progress.record = Some(record);
        (rest, lines_before + find::count(b'\n', before) as u32)
    } else {
        (text, lines_before)
    };
    let lines = Box::new(Text::new(rest));
    if echoed {
        let echo = Echo::default();
        progress.echo = Some(echo.clone());
        all(
            env,
            &mut Reader::new(lines_before, Box::new(Echoed::new(lines, echo))),
            &progress,
        )
    } else {
        all(env, &mut Reader::new(lines_before, lines), &progress)
    }
}

/// Executes a file that has been opened: `.`, start-up files.
pub fn lines(env: &mut Env, lines: Box<dyn Lines>, name: &[u8]) -> Flow {
    of_file(env, name, |env| {
        let echo = Echo::default();
        let lines = Box::new(Echoed::new(lines, echo.clone()));
        let mut reader = Reader::new(0, lines);
        let progress = Progress {
            echo: Some(echo),
            nested: true,
            ..Progress::default()
        };
        all(env, &mut reader, &progress)
    })
}

/// Executes a file that has been read.
pub fn file(env: &mut Env, text: &[u8], name: &[u8]) -> Flow {
    of_file(env, name, |env| all_of(env, text, 0, true))
}

fn of_file(env: &mut Env, name: &[u8], execute: impl FnOnce(&mut Env) -> Flow) -> Flow {
    let script = std::mem::replace(&mut env.script.name, name.into());
    env.script.depth += 1;
    let line = env.line;
    let flow = function::nested(env, |env| depth::deeper(|| execute(env)));
    env.script.name = script;
    env.script.depth -= 1;
    env.line = line;
    flow
}

/// What is known of a source beside its text.
#[derive(Debug, Default)]
pub struct Progress<'t> {
    /// The whole text, so that its last command can be told: nothing is left to do behind it.
    pub whole: Option<&'t [u8]>,
    /// Where its text is remembered for `set -v`.
    pub echo: Option<Echo>,
    /// Where its commands are remembered.
    pub record: Option<Record>,
    /// Commands of it have been executed before.
    pub begun: bool,
    /// It is part of a command: `eval`, `.`.
    pub nested: bool,
}

impl Progress<'_> {
    /// Whether one command is enough, of what is read first.
    fn ends_early(&self, env: &Env) -> bool {
        !self.nested && env.has(Options::ONECMD)
    }

    fn show(&self, env: &mut Env, end: usize) {
        if let Some(echo) = &self.echo {
            let remembers = self.whole.is_none() && env.script.depth == 0;
            echo.show(env, end, remembers);
        }
    }
}

/// Executes everything a reader gives.
pub fn all(env: &mut Env, reader: &mut Reader<'_>, progress: &Progress<'_>) -> Flow {
    let mut any = progress.begun;
    let mut number = 0;
    loop {
        let setting = Setting::now(env);
        let aliases = env.aliases.clone();
        let read = reader.next(&aliases);
        drop(aliases);
        match read {
            Ok(Some(command)) => {
                progress.show(env, command.end);
                note(env, &command)?;
                any |= !command.list.items.is_empty();
                if let Some(record) = &progress.record {
                    let command = Rc::new(command);
                    let last = !reader.has_text();
                    record.add(number, setting, &command, last);
                    number += 1;
                    whole(env, &command.list, Tail::No)?;
                } else {
                    // An alias may have lines that are not in the text.
                    let whole_text = progress.whole.filter(|_| env.aliases.is_empty());
                    let last = whole_text
                        .is_some_and(|text| is_blank(text.get(command.end..).unwrap_or_default()));
                    whole(env, &command.list, if last { Tail::Yes } else { Tail::No })?;
                }
                if any && (progress.ends_early(env) || reader.has_ended()) {
                    return Continue(());
                }
            }
            Ok(None) => {
                progress.show(env, usize::MAX);
                if !any {
                    env.status = flow::SUCCESS;
                }
                return Continue(());
            }
            Err(error) if error.is_interruption() => trap::safe_point(env)?,
            Err(error) => {
                progress.show(env, usize::MAX);
                if env.interactive() {
                    reader.skip_error(&error);
                }
                if error.is_of_reading() && !progress.nested {
                    return unreadable(env, &error);
                }
                return syntax_error(env, &error);
            }
        }
    }
}

/// Notes what a command asks for: `BASHPID` needs a process of its own, `BASH_COMMAND` that commands are written down.
pub fn note(env: &mut Env, command: &CompleteCommand) -> Flow {
    if command.asks_pid && !env.frames.asks_pid {
        env.frames.asks_pid = true;
        super::detach::leave_process(env)?;
    }
    env.traps.noting |= command.asks_command;
    Continue(())
}

/// Whether nothing but blanks and newlines is there.
fn is_blank(text: &[u8]) -> bool {
    text.iter().all(u8::is_ascii_whitespace)
}

/// Executes a complete command; when it is abandoned, what stands behind it is not. For bash it is nothing that
/// `eval` or `.` would be in error with.
pub(super) fn whole(env: &mut Env, list: &List, tail: Tail) -> Flow {
    let guarded = env.context.guarded;
    env.context.guarded = guarded && !env.is_bash();
    let flow = complete(env, list, tail);
    env.context.guarded = guarded;
    match flow {
        Break(Divert::Abandon) if env.has(Options::ERREXIT) || env.context.subshell => {
            Break(Divert::Exit)
        }
        Break(Divert::Abandon) => Continue(()),
        flow => flow,
    }
}

/// Executes a complete command, unless `set -n` forbids it.
pub fn complete(env: &mut Env, list: &List, tail: Tail) -> Flow {
    some(env, &list.items, tail)
}

/// As [`complete`], for some of its items.
pub fn some(env: &mut Env, items: &[Item], tail: Tail) -> Flow {
    if env.has(Options::NOEXEC) && !env.has(Options::INTERACTIVE) {
        return Continue(());
    }
    trap::safe_point(env)?;
    list::items(items, env, tail)
}

/// Reports a syntax error, which ends a script (XCU 2.8.1).
fn syntax_error(env: &mut Env, error: &SyntaxError) -> Flow {
    report(env, error);
    env.fatal(flow::ERROR)
}

/// The commands of the shell itself cannot be read any further: it ends, at a prompt too (XCU 2.8.1).
fn unreadable(env: &mut Env, error: &SyntaxError) -> Flow {
    report(env, error);
    env.status = flow::UNREADABLE;
    Break(Divert::Exit)
}

/// Writes a syntax error: in a script with its place, at a prompt with the line and a caret under it.
pub fn report(env: &mut Env, error: &SyntaxError) {
    let line = std::mem::replace(&mut env.line, error.line);
    if error.is_of_reading() {
        env.report(b"", format_args!("{error}"));
    } else {
        env.report(b"", format_args!("syntax error: {error}"));
    }
    env.line = line;
    if env.interactive() && env.script.depth == 0 && !error.text.is_empty() {
        env.write_error(&marked(error));
    }
}

/// The line of an error, and a caret below the place of it.
fn marked(error: &SyntaxError) -> Vec<u8> {
    let line = error.text.trim_ascii_end();
    let before = line.get(..(error.column as usize).saturating_sub(1));
    let before = String::from_utf8_lossy(before.unwrap_or(line));
    let blank = |c: char| {
        let width = if c == '\t' { None } else { c.width() };
        width.map_or_else(|| "\t".to_owned(), |width| " ".repeat(width))
    };
    let blanks: String = before.chars().map(blank).collect();
    [line, b"\n", blanks.as_bytes(), b"^\n"].concat()
}
