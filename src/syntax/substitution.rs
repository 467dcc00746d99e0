//! Command substitution (XCU 2.6.3).

use super::Production;
use super::arithmetic;
use super::error::{Parsed, Trouble, later};
use super::extended::Substitution;
use super::input::Input;
use super::list::reserve_one;
use super::print;
use super::quote::Quoting;
use super::token::{blanks, newline};
use super::tree::{CompleteCommand, Program, Span, Unit};
use crate::sys::depth::deeper;
use crate::sys::find;
use std::borrow::Cow;
use std::cell::OnceCell;
use std::rc::Rc;

/// `$(...)` or `$((...))`, from behind the first parenthesis.
///
/// If what begins with `$((` is not closed by `))`, it is a substitution that begins with a
/// subshell. Which one it is can be seen at its end only; the finding is kept, so that what is
/// nested in it is not tried again.
pub fn parenthesis<'s>(dollar: Input<'s>, input: Input<'s>, quoted: bool) -> Parsed<'s, Unit> {
    let session = input.session;
    if let Some(inner) = input.accept(b'(')
        && !session.not_arithmetic.borrow().contains(&dollar.at)
    {
        let opened = session.opened.borrow().len();
        let pending = session.pending.borrow().len();
        match arithmetic::expansion(dollar, inner, quoted) {
            Err(nom::Err::Error(_)) => (),
            result => return result,
        }
        session.opened.borrow_mut().truncate(opened);
        session.pending.borrow_mut().truncate(pending);
        session.not_arithmetic.borrow_mut().insert(dollar.at);
    }
    dollar.open("`$(`");
    let (end, program) = program(input, Delimiter::Parenthesis)?;
    dollar.close();
    Ok((
        end,
        Unit::Command {
            program: Rc::new(program),
            quoted,
            form: Substitution::Parentheses,
        },
    ))
}

/// Whether `${` begins a function substitution, by what follows it.
pub fn is_function(next: Option<u8>) -> bool {
    matches!(next, Some(b' ' | b'\t' | b'\n' | b'|'))
}

/// `${ ...; }` or `${| ...; }`, from behind the brace.
pub fn function<'s>(dollar: Input<'s>, input: Input<'s>, quoted: bool) -> Parsed<'s, Unit> {
    let (form, start) = match input.peek() {
        Some(b'|') => (Substitution::Reply, input.skip(1)),
        _ => (Substitution::Here, input),
    };
    dollar.open("`${`");
    let (end, program) = program(start, Delimiter::Brace)?;
    dollar.close();
    let program = Rc::new(program);
    Ok((
        end,
        Unit::Command {
            program,
            quoted,
            form,
        },
    ))
}

/// `<(...)` or `>(...)`.
pub fn process(input: Input<'_>) -> Parsed<'_, Unit> {
    let writes = input.peek() == Some(b'>');
    input.open(if writes { "`>(`" } else { "`<(`" });
    let (end, program) = deeper(|| program(input.skip(2), Delimiter::Parenthesis))?;
    input.close();
    let program = Rc::new(program);
    Ok((end, Unit::Process { program, writes }))
}

/// What ends a substitution.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Delimiter {
    Parenthesis,
    /// Where a command may begin, whatever stands behind it.
    Brace,
}

/// The commands of `$(...)` and what ends it. Aliases are left alone: those that are defined when it is
/// executed count.
fn program(input: Input<'_>, delimiter: Delimiter) -> Parsed<'_, Program> {
    let session = input.session;
    let brace = session.brace_ends.replace(delimiter == Delimiter::Brace);
    let answer = commands(input, delimiter);
    session.brace_ends.set(brace);
    answer
}

fn commands(input: Input<'_>, delimiter: Delimiter) -> Parsed<'_, Program> {
    let session = input.session;
    let outer = session.shared.borrow().clone();
    let (source, base) = outer.clone().unwrap_or_else(|| (Rc::default(), input.at));
    *session.shared.borrow_mut() = Some((Rc::clone(&source), base));
    let line = input.noted_line();
    // Here-documents announced before it begin behind it; one announced in it that has not begun
    // joins them.
    let mut pending = session.pending.take();
    let ended_before = session.ended_early.take();
    let lines = lines(input);
    let partial = session.ended_early.replace(ended_before) || !session.pending.borrow().is_empty();
    pending.append(&mut session.pending.borrow_mut());
    *session.pending.borrow_mut() = pending;
    let outermost = outer.is_none();
    *session.shared.borrow_mut() = outer;
    let (end, lines) = lines?;
    let (last, expected) = match delimiter {
        Delimiter::Parenthesis => (b')', "`)`"),
        Delimiter::Brace => (b'}', "`}`"),
    };
    if end.peek() != Some(last) {
        return Err(end.unexpected(Some(expected)));
    }
    if outermost && !session.manner.only_checks {
        let text = session.buffer.text().look(|text| {
            text.get(base as usize..end.at as usize)
                .unwrap_or_default()
                .into()
        });
        // A fresh cell, which nothing else has filled.
        source.get_or_init(|| text);
    }
    let span = Span {
        start: input.at - base,
        end: end.at - base,
    };
    Ok((
        end.skip(1),
        Program {
            lines,
            source,
            span,
            line,
            partial,
        },
    ))
}

impl Program {
    /// The text between the delimiters, as read (in backquotes: after removing the escapes).
    pub fn text(&self) -> Cow<'_, [u8]> {
        self.text_from(0)
    }

    /// The text from this of its complete commands on.
    pub fn text_from(&self, line: usize) -> Cow<'_, [u8]> {
        if self.partial {
            let lines = self.lines.get(line..).unwrap_or_default();
            return Cow::Owned(print::lines(lines));
        }
        let source = self.source.get().map_or(&[][..], |text| text);
        let before = line.checked_sub(1).and_then(|line| self.lines.get(line));
        let start = self.span.start as usize + before.map_or(0, |before| before.end);
        let text = source.get(start..self.span.end as usize);
        Cow::Borrowed(text.unwrap_or_default())
    }

    /// The line of the source on which this of its complete commands begins, from 1.
    pub fn line_of(&self, line: usize) -> u32 {
        let source = self.source.get().map_or(&[][..], |text| text);
        let before = line.checked_sub(1).and_then(|line| self.lines.get(line));
        let start = self.span.start as usize;
        let skipped = source.get(start..start + before.map_or(0, |before| before.end));
        self.line + find::count(b'\n', skipped.unwrap_or_default()) as u32
    }
}

/// Complete commands up to something that begins none. Their ends count from `input`.
fn lines(input: Input<'_>) -> Parsed<'_, Vec<CompleteCommand>> {
    let mut lines = Vec::new();
    let mut here = blanks(input);
    loop {
        while here.peek() == Some(b'\n') {
            (here, ()) = newline(here)?;
            here = blanks(here);
        }
        let (mut next, mut line) = match CompleteCommand::parse(here) {
            Err(nom::Err::Error(_)) => return Ok((here, lines)),
            result => result?,
        };
        let more = next.peek() == Some(b'\n');
        if more {
            (next, ()) = newline(next)?;
        }
        line.end = (next.at - input.at) as usize;
        reserve_one(&mut lines).push(line);
        if !more {
            return Ok((next, lines));
        }
        here = blanks(next);
    }
}

/// Backquotes. Their text is taken out and freed of one level of backslashes, then read by itself.
pub fn backquoted(input: Input<'_>, quoting: Quoting) -> Parsed<'_, Unit> {
    input.open("backquote");
    let mut text = Vec::new();
    let mut here = input.skip(1);
    loop {
        let stop = |rest: &[u8]| find::either(b'`', b'\\', rest);
        here = here.skip_to(stop, |part| text.extend_from_slice(part));
        match here.peek() {
            None => return Err(here.unexpected(Some("a backquote"))),
            Some(b'`') => break,
            Some(b'\\') => {
                let next = here.skip(1).peek();
                if next == Some(b'\n') {
                    // A line continuation even in quotes, as in every other shell.
                    here = here.skip(2);
                    continue;
                }
                let escaped = match next {
                    Some(b'$' | b'`' | b'\\') => true,
                    Some(b'"') => quoting.quotes(),
                    _ => false,
                };
                if !escaped {
                    text.push(b'\\');
                }
                here = here.skip(1);
                if let Some(byte) = next {
                    text.push(byte);
                    here = here.skip(1);
                }
            }
            Some(_) => (),
        }
    }
    input.close();
    let line = input.noted_line();
    let program =
        deeper(|| inner(input, text, line)).map_err(|error| later(error, input.line() - line))?;
    let program = Rc::new(program);
    Ok((
        here.skip(1),
        Unit::Command {
            program,
            quoted: quoting.quotes(),
            form: Substitution::Backquotes,
        },
    ))
}

/// Reads a text that was taken out of the source at `outer`, on that line.
fn inner(outer: Input<'_>, text: Vec<u8>, line: u32) -> Result<Program, nom::Err<Trouble>> {
    let length = text.len() as u32;
    let source = Rc::<OnceCell<Rc<[u8]>>>::default();
    if !outer.session.manner.only_checks {
        source.get_or_init(|| text.as_slice().into());
    }
    let buffer = outer.session.buffer.nested(text, line);
    let session = outer.session.nested(&buffer);
    session.opened.borrow_mut().push(("backquote", 0));
    let (end, lines) = lines(Input {
        session: &session,
        at: 0,
    })?;
    if session.asks_pid.get() {
        outer.session.asks_pid.set(true);
    }
    if session.asks_command.get() {
        outer.session.asks_command.set(true);
    }
    if end.peek().is_some() {
        return Err(end.unexpected(None));
    }
    Ok(Program {
        lines,
        source,
        span: Span {
            start: 0,
            end: length,
        },
        line,
        partial: false,
    })
}
