//! The input that the productions work on: a place in a text that grows while it is parsed.

use super::class;
use super::error::{Cause, Found, Opened, SyntaxError, Trouble};
use super::session::Session;
use super::tree::Span;
use crate::sys::find;

/// A place in the text.
#[derive(Clone, Copy)]
pub struct Input<'s> {
    pub session: &'s Session<'s>,
    pub at: u32,
}

impl<'s> Input<'s> {
    /// Looks at the text from here to the end of what has been read. `look` must not ask for more.
    #[inline]
    pub fn scan<T>(self, look: impl FnOnce(&[u8]) -> T) -> T {
        let text = self.session.buffer.text();
        text.look(|text| look(text.get(self.at as usize..).unwrap_or_default()))
    }

    /// Skips to what `find` finds in what has been read, or to its end, and shows that to `take`.
    #[inline]
    #[must_use]
    pub fn skip_to(
        self,
        find: impl FnOnce(&[u8]) -> Option<usize>,
        take: impl FnOnce(&[u8]),
    ) -> Self {
        let length = self.scan(|rest| {
            let length = find(rest).unwrap_or(rest.len());
            take(rest.get(..length).unwrap_or_default());
            length
        });
        self.skip(length)
    }

    /// Skips what is in none of the classes, as far as it has been read, and shows it to `take`.
    #[inline]
    #[must_use]
    pub fn run(self, class: u32, take: impl FnOnce(&[u8])) -> Self {
        self.skip_to(|rest| class::position(rest, class), take)
    }

    /// The text from here to `end`.
    pub fn text_to<T: for<'t> From<&'t [u8]>>(self, end: Self) -> T {
        self.scan(|rest| {
            rest.get(..(end.at - self.at) as usize)
                .unwrap_or_default()
                .into()
        })
    }

    /// The next byte; gets more text if need be. `None` at the end of the source.
    #[inline]
    pub fn peek(self) -> Option<u8> {
        let byte = self.session.buffer.text().get(self.at as usize);
        if byte.is_some() {
            byte
        } else {
            self.peek_further()
        }
    }

    #[cold]
    fn peek_further(self) -> Option<u8> {
        if !self.session.buffer.ended.get() && self.session.more() {
            self.peek()
        } else {
            None
        }
    }

    /// The place `count` bytes further.
    #[inline]
    #[must_use]
    pub fn skip(self, count: usize) -> Self {
        Self {
            at: self.at + count as u32,
            ..self
        }
    }

    /// The place behind line continuations (XCU 2.2.1).
    #[inline]
    #[must_use]
    pub fn joined(self) -> Self {
        if self.peek() == Some(b'\\') {
            self.skip_continuations()
        } else {
            self
        }
    }

    fn skip_continuations(mut self) -> Self {
        while self.peek() == Some(b'\\') && self.skip(1).peek() == Some(b'\n') {
            self = self.skip(2);
        }
        self
    }

    /// The place behind `byte`, if that is next; line continuations before it are skipped.
    #[inline]
    pub fn accept(self, byte: u8) -> Option<Self> {
        let here = self.joined();
        (here.peek() == Some(byte)).then(|| here.skip(1))
    }

    /// Whether a word has ended here.
    #[inline]
    pub fn is_delimiter(self) -> bool {
        self.peek()
            .is_none_or(|byte| class::is(byte, class::DELIMITER))
            && !self.begins_process()
    }

    /// Whether a process substitution begins here: `<(` or `>(`.
    #[inline]
    pub fn begins_process(self) -> bool {
        matches!(self.peek(), Some(b'<' | b'>'))
            && self.session.manner.extended
            && self.skip(1).peek() == Some(b'(')
    }

    /// The line of this place, from 1.
    #[inline]
    pub fn line(self) -> u32 {
        self.session.buffer.line(self.at)
    }

    /// The line of this place, to be noted in the tree: not counted where nothing of that is kept.
    #[inline]
    pub fn noted_line(self) -> u32 {
        if self.session.manner.only_checks {
            0
        } else {
            self.line()
        }
    }

    /// Notes that a construct begins here.
    #[inline]
    pub fn open(self, construct: &'static str) {
        self.session.opened.borrow_mut().push((construct, self.at));
    }

    /// Notes that the innermost construct has ended.
    #[inline]
    pub fn close(self) {
        self.session.opened.borrow_mut().pop();
    }

    /// The error that what begins here is not closed before the source ends, at `end`.
    #[cold]
    pub fn unclosed(
        self,
        end: Input<'s>,
        construct: &'static str,
        expected: &'static str,
    ) -> nom::Err<Trouble> {
        self.open(construct);
        end.unexpected(Some(expected))
    }

    /// The error that something else stands here than `expected`.
    #[cold]
    pub fn unexpected(self, expected: Option<&'static str>) -> nom::Err<Trouble> {
        let (found, length) = self.found();
        failure(self.report(Cause::Unexpected { found, expected }, length))
    }

    /// The error that what stands here, `length` bytes of it, is not right.
    #[cold]
    pub fn invalid(self, problem: &'static str, length: usize) -> nom::Err<Trouble> {
        let text = self.scan(|rest| rest.get(..length).unwrap_or_default().into());
        failure(self.report(Cause::Invalid { problem, text }, length))
    }

    fn found(self) -> (Found, usize) {
        const LONGEST: usize = 40;
        let Some(first) = self.peek() else {
            return (Found::End, 0);
        };
        if first == b'\n' {
            return (Found::Newline, 1);
        }
        self.scan(|text| {
            let length = if class::is(first, class::DELIMITER) {
                let both = matches!(
                    text.get(..2),
                    Some(
                        b"&&"
                            | b"||"
                            | b";;"
                            | b";&"
                            | b"<<"
                            | b">>"
                            | b"<&"
                            | b">&"
                            | b"<>"
                            | b">|"
                    )
                );
                1 + usize::from(both)
            } else {
                class::run(text, class::DELIMITER).min(LONGEST)
            };
            (
                Found::Token(text.get(..length).unwrap_or_default().into()),
                length,
            )
        })
    }

    /// An error at `length` bytes from here.
    #[cold]
    pub fn report(self, cause: Cause, length: usize) -> SyntaxError {
        let session = self.session;
        let opened = session.opened.borrow().last().copied();
        let opened = opened.map(|(construct, at)| Opened {
            construct,
            line: session.buffer.line(at),
        });
        let incomplete = matches!(
            cause,
            Cause::Unexpected {
                found: Found::End,
                ..
            }
        ) && !session.closed;
        let line = self.line();
        let (text, column) = session.buffer.text().look(|text| {
            let at = (self.at as usize).min(text.len());
            let (before, after) = text.split_at(at);
            let from = find::last_byte(b'\n', before).map_or(0, |newline| newline + 1);
            let to = find::byte(b'\n', after).map_or(text.len(), |newline| at + newline);
            (text.get(from..to).unwrap_or_default().into(), at - from)
        });
        let start = session.buffer.absolute(self.at) as u32;
        SyntaxError {
            cause,
            opened,
            line,
            column: column as u32 + 1,
            span: Span {
                start,
                end: start.saturating_add(length as u32),
            },
            text,
            incomplete,
        }
    }
}

fn failure(error: SyntaxError) -> nom::Err<Trouble> {
    nom::Err::Failure(Trouble::Fatal(Box::new(error)))
}
