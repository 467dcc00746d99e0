//! The public face: reads a source one complete command at a time.

use super::Production;
use super::alias::{Aliases, NoAliases};
use super::buffer::Buffer;
use super::error::{Cause, Found, Parsed, SyntaxError, Trouble};
use super::input::Input;
use super::session::{Manner, Session};
use super::source::{Lines, Text};
use super::token::{blanks, newline};
use super::tree::{Command, CompleteCommand, FunctionDefinition, Program, Span};
use crate::sys::find;
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

/// Reads a source one complete command at a time, and no further than it must: an alias, or an
/// error on a later line, does not matter to what comes before.
pub struct Reader<'a> {
    lines: RefCell<Box<dyn Lines + 'a>>,
    buffer: Buffer,
    at: u32,
}

impl<'a> Reader<'a> {
    /// A reader at the beginning of a source, in front of whose first line others are counted.
    pub fn new(lines_before: u32, lines: Box<dyn Lines + 'a>) -> Self {
        let buffer = Buffer::new(Vec::new(), lines_before + 1);
        Self {
            lines: RefCell::new(lines),
            buffer,
            at: 0,
        }
    }

    /// The next complete command, with the bodies of its here-documents; `None` at the end of the
    /// source. The list is empty for a blank line.
    pub fn next(&mut self, aliases: &dyn Aliases) -> Result<Option<CompleteCommand>, SyntaxError> {
        self.at = self.buffer.compact(self.at);
        let more =
            |text: &mut Vec<u8>, continuation| self.lines.borrow_mut().more(text, continuation);
        let manner = Manner::of(aliases);
        let aliases = (!aliases.is_empty()).then_some(aliases);
        let session = Session::new(&self.buffer, &more, aliases, self.at, manner);
        let here = Input {
            session: &session,
            at: self.at,
        };
        let result = complete_command(after_mark(here));
        if let Some(error) = session.failure.take() {
            self.buffer.ended.set(false);
            return Err(here.report(Cause::Read(error), 0));
        }
        match result {
            Ok((end, mut command)) => {
                self.at = end.at;
                if let Some(command) = &mut command {
                    command.end = self.buffer.absolute(end.at);
                } else {
                    // A terminal may give more after an end of file.
                    self.buffer.ended.set(false);
                }
                Ok(command)
            }
            Err(nom::Err::Failure(Trouble::Fatal(error))) => Err(*error),
            Err(_) => Err(here.report(
                Cause::Unexpected {
                    found: Found::End,
                    expected: None,
                },
                0,
            )),
        }
    }

    /// Whether text is left of what has been read.
    pub fn has_text(&self) -> bool {
        self.buffer.text().size() > self.at as usize
    }

    /// Whether the end of the source has been met, and no text is left.
    pub fn has_ended(&self) -> bool {
        self.buffer.ended.get() && !self.has_text()
    }

    /// The line that is read next, from 1.
    pub fn line(&self) -> u32 {
        self.buffer.line(self.at)
    }

    /// Drops the text up to the end of the line that an error is on, so that reading can go on with the next.
    pub fn skip_error(&mut self, error: &SyntaxError) {
        loop {
            let at = self.at as usize;
            let newline = self.buffer.text().look(|text| {
                let rest = text.get(at..).unwrap_or_default();
                find::byte(b'\n', rest).map(|newline| newline + 1)
            });
            let done = newline.is_some() && self.line() >= error.line;
            self.at = newline.map_or(self.buffer.text().size(), |length| at + length) as u32;
            let more = |text: &mut Vec<u8>| self.lines.borrow_mut().more(text, true);
            if done || newline.is_none() && !self.buffer.grow(more).is_ok_and(|more| more) {
                return;
            }
        }
    }

    /// Drops what has been read and not yet been returned: what an interactive shell does after an
    /// error.
    pub fn skip_line(&mut self) {
        self.buffer.clear();
        self.buffer.ended.set(false);
        self.at = 0;
    }
}

/// The place behind the mark that some editors put before a text in UTF-8.
fn after_mark(input: Input<'_>) -> Input<'_> {
    let marked = |(at, byte): (usize, &u8)| input.skip(at).peek() == Some(*byte);
    let first = input.session.buffer.absolute(input.at) == 0;
    if first && b"\xef\xbb\xbf".iter().enumerate().all(marked) {
        input.skip(3)
    } else {
        input
    }
}

/// A complete command with its newline, or as many blank lines as are there without asking for more.
fn complete_command(input: Input<'_>) -> Parsed<'_, Option<CompleteCommand>> {
    let mut here = input;
    loop {
        here = blanks(here);
        match CompleteCommand::parse(here) {
            Ok((next, command)) => {
                let end = match next.peek() {
                    Some(b'\n') => newline(next)?.0,
                    None => next,
                    Some(_) => return Err(next.unexpected(None)),
                };
                return Ok((end, Some(command)));
            }
            Err(nom::Err::Error(_)) => (),
            Err(error) => return Err(error),
        }
        // An alias may have been replaced by nothing, or by a newline.
        let next = blanks(here);
        match next.peek() {
            Some(b'\n') => here = newline(next)?.0,
            None => return Ok((next, None)),
            Some(_) => return Err(next.unexpected(None)),
        }
        if here.scan(<[u8]>::is_empty) {
            return Ok((here, Some(CompleteCommand::default())));
        }
    }
}

/// Reads a whole text, without aliases.
pub fn parse(text: &[u8]) -> Result<Program, SyntaxError> {
    let mut reader = Reader::new(0, Box::new(Text::new(text)));
    let mut lines = Vec::new();
    while let Some(command) = reader.next(&NoAliases)? {
        if !command.list.items.is_empty() {
            lines.push(command);
        }
    }
    let span = Span {
        start: 0,
        end: text.len() as u32,
    };
    Ok(Program {
        lines,
        source: Rc::new(OnceCell::from(Rc::from(text))),
        span,
        line: 1,
        partial: false,
    })
}

/// A text that is a function without its name, parentheses and a group, and nothing else: the function. Patterns of
/// every kind are understood.
pub fn function(name: &[u8], text: &[u8]) -> Option<FunctionDefinition> {
    let whole = [b"function ", name, b" ", text].concat();
    let mut reader = Reader::new(0, Box::new(Text::new(whole)));
    let command = reader.next(&AllGroups).ok()??;
    let rest = std::iter::from_fn(|| reader.next(&AllGroups).transpose());
    for more in rest {
        if !more.ok()?.list.items.is_empty() {
            return None;
        }
    }
    let mut items = command.list.items.into_iter();
    let item = items.next().filter(|_| items.next().is_none())?;
    if item.asynchronous || !item.and_or.rest.is_empty() || item.and_or.first.negated {
        return None;
    }
    let mut commands = item.and_or.first.commands.into_iter();
    match (commands.next(), commands.next()) {
        (Some(Command::Function(definition)), None) if definition.name.as_bytes() == name => {
            Some(definition)
        }
        _ => None,
    }
}

/// No aliases, and every pattern.
struct AllGroups;

impl Aliases for AllGroups {
    fn lookup(&self, _: &[u8]) -> Option<Rc<[u8]>> {
        None
    }

    fn is_empty(&self) -> bool {
        true
    }

    fn groups(&self) -> bool {
        true
    }
}
