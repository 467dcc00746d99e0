//! Reading and executing: one complete command at a time, since aliases, options and traps take
//! effect between them.

use super::input::{Echo, Echoed};
use super::{Tail, function, list, trap};
use crate::env::texts::Setting;
use crate::env::{Divert, Env, Flow, Options, flow};
use crate::syntax::tree::{CompleteCommand, Item, List};
use crate::syntax::{Lines, Origin, Reader, SyntaxError, Text};
use crate::sys::depth;
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
    let flow = depth::deeper(|| all_of(env, text, line.saturating_sub(1)));
    env.line = line;
    flow
}

fn nested_text(env: &mut Env, text: &[u8], lines_before: u32) -> Flow {
    function::nested(env, |env| depth::deeper(|| all_of(env, text, lines_before)))
}

fn all_of(env: &mut Env, text: &[u8], lines_before: u32) -> Flow {
    let setting = Setting {
        lines_before,
        options: env.aliases.options,
        aliases: if env.aliases.is_empty() {
            0
        } else {
            env.aliases.generation
        },
    };
    if let Some(command) = env.texts.find(text, setting) {
        return whole(env, &command.list, Tail::No);
    }
    let origin = Origin {
        name: env.script.name.to_vec(),
        lines_before,
    };
    let mut reader = Reader::new(Rc::new(origin), Box::new(Text::new(text.to_vec())));
    let progress = Progress {
        keep: Some((text, setting)),
        ..Progress::default()
    };
    all(env, &mut reader, &progress)
}

/// Executes a file that has been opened: `.`, start-up files.
pub fn lines(env: &mut Env, lines: Box<dyn Lines>, name: &[u8]) -> Flow {
    let script = std::mem::replace(&mut env.script.name, name.into());
    env.script.depth += 1;
    let line = env.line;
    let origin = Origin {
        name: name.to_vec(),
        lines_before: 0,
    };
    let flow = function::nested(env, |env| {
        depth::deeper(|| {
            let echo = Echo::default();
            let lines = Box::new(Echoed::new(lines, echo.clone()));
            let mut reader = Reader::new(Rc::new(origin), lines);
            let progress = Progress {
                echo: Some(echo),
                ..Progress::default()
            };
            all(env, &mut reader, &progress)
        })
    });
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
    /// The whole text, to be kept as it is understood if it is one command.
    pub keep: Option<(&'t [u8], Setting)>,
    /// Commands of it have been executed before.
    pub begun: bool,
}

impl Progress<'_> {
    /// Keeps a command that is all there is. False: it is not. `rest`: text stands behind it.
    fn keep(&self, env: &mut Env, command: &Rc<CompleteCommand>, rest: bool) -> bool {
        let Some((text, setting)) = self.keep else {
            return false;
        };
        // With aliases in it the text has another length than what has been read.
        let last = if setting.aliases == 0 {
            is_last(text, command)
        } else {
            !rest
        };
        let all = last && !command.list.items.is_empty();
        if all {
            env.texts.keep(text, setting, command);
        }
        all
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
    loop {
        let aliases = env.aliases.clone();
        let read = reader.next(&aliases);
        drop(aliases);
        match read {
            Ok(Some(command)) => {
                progress.show(env, command.end);
                if command.asks_pid && !env.frames.asks_pid {
                    env.frames.asks_pid = true;
                    super::subshell::leave_process(env)?;
                }
                env.traps.noting |= command.asks_command;
                if !any && progress.keep.is_some() {
                    let command = Rc::new(command);
                    let all = progress.keep(env, &command, reader.has_text());
                    any = !command.list.items.is_empty();
                    whole(env, &command.list, Tail::No)?;
                    if all {
                        return Continue(());
                    }
                    continue;
                }
                any |= !command.list.items.is_empty();
                // An alias may have lines that are not in the text.
                let whole_text = progress.whole.filter(|_| env.aliases.is_empty());
                let last = whole_text.is_some_and(|text| is_last(text, &command));
                whole(env, &command.list, if last { Tail::Yes } else { Tail::No })?;
                if any && env.has(Options::ONECMD) {
                    return Continue(());
                }
            }
            Ok(None) => {
                progress.show(env, usize::MAX);
                if !any {
                    env.status = 0;
                }
                return Continue(());
            }
            Err(error) if error.is_interruption() => trap::safe_point(env)?,
            Err(error) => {
                progress.show(env, usize::MAX);
                if env.interactive() {
                    reader.skip_error(&error);
                }
                return syntax_error(env, &error);
            }
        }
    }
}

/// Whether nothing but blanks and newlines is behind a command.
fn is_last(text: &[u8], command: &CompleteCommand) -> bool {
    text.get(command.end..)
        .is_none_or(|rest| rest.iter().all(u8::is_ascii_whitespace))
}

/// Executes a complete command; when it is abandoned, what stands behind it is not.
fn whole(env: &mut Env, list: &List, tail: Tail) -> Flow {
    match complete(env, list, tail) {
        Break(Divert::Abandon) if env.has(Options::ERREXIT) => Break(Divert::Exit),
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

/// Reports a syntax error. It ends a script; `eval` and `.` under `command` go on (XCU 2.8.1).
fn syntax_error(env: &mut Env, error: &SyntaxError) -> Flow {
    report(env, error);
    env.status = flow::ERROR;
    if env.tamed {
        Continue(())
    } else {
        env.fatal(flow::ERROR)
    }
}

/// Writes a syntax error: in a script with its place, at a prompt with the line and a caret under it.
pub fn report(env: &mut Env, error: &SyntaxError) {
    let line = std::mem::replace(&mut env.line, error.line);
    env.report(b"", format_args!("syntax error: {error}"));
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
