//! Syntax errors: what was found, what was expected, and what is still open.

use super::input::Input;
use super::tree::Span;
use crate::sys::errno_text;
use nom::error::{ErrorKind, ParseError};
use std::fmt;
use std::io;

/// Why a text could not be read.
#[derive(Debug)]
pub struct SyntaxError {
    /// What is wrong.
    pub cause: Cause,
    /// The innermost construct that was open there.
    pub opened: Option<Opened>,
    /// Line of the error, from 1.
    pub line: u32,
    /// Byte in the line, from 1.
    pub column: u32,
    /// Where in the text it is.
    pub span: Span,
    /// The line that it is on.
    pub text: Box<[u8]>,
    /// The text would have been right so far, had it not ended: more lines may complete it.
    pub incomplete: bool,
}

impl SyntaxError {
    /// Nothing is wrong with the text: there is no more of it, since reading failed.
    pub fn is_of_reading(&self) -> bool {
        matches!(self.cause, Cause::Read(_))
    }

    /// Nothing is wrong: a signal came while the source was read, which can go on.
    pub fn is_interruption(&self) -> bool {
        matches!(&self.cause, Cause::Read(error) if error.kind() == io::ErrorKind::Interrupted)
    }
}

/// A construct that has begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opened {
    /// What it is called, such as `` `if` ``.
    pub construct: &'static str,
    /// The line where it began, from 1.
    pub line: u32,
}

/// What is wrong.
#[derive(Debug)]
pub enum Cause {
    /// Something that cannot stand there.
    Unexpected {
        /// What it is.
        found: Found,
        /// What should stand there, where there is one answer.
        expected: Option<&'static str>,
    },
    /// Something that stands in the right place but is not right itself.
    Invalid {
        /// What is wrong with it, such as "not a valid name".
        problem: &'static str,
        /// What it is.
        text: Box<[u8]>,
    },
    /// The source could not be read.
    Read(io::Error),
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// The end of the source.
    End,
    /// The end of a line.
    Newline,
    /// An operator or a word.
    Token(Box<[u8]>),
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::End => f.write_str("end of input"),
            Self::Newline => f.write_str("end of line"),
            Self::Token(text) => write!(f, "`{}`", text.escape_ascii()),
        }
    }
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.cause {
            Cause::Unexpected { found, expected } => {
                write!(f, "unexpected {found}")?;
                if let Some(expected) = expected {
                    write!(f, ", expected {expected}")?;
                }
            }
            Cause::Invalid { problem, text } => {
                write!(f, "`{}` is {problem}", text.escape_ascii())?;
            }
            Cause::Read(error) => return write!(f, "cannot read: {}", errno_text(error)),
        }
        match self.opened {
            Some(Opened { construct, line }) => write!(f, " for the {construct} on line {line}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for SyntaxError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.cause {
            Cause::Read(error) => Some(error),
            _ => None,
        }
    }
}

/// How a production fails.
#[derive(Debug)]
pub enum Trouble {
    /// What it produces does not begin here; something else may.
    Mismatch,
    /// It began, and cannot go on.
    Fatal(Box<SyntaxError>),
}

impl<'s> ParseError<Input<'s>> for Trouble {
    fn from_error_kind(_: Input<'s>, _: ErrorKind) -> Self {
        Self::Mismatch
    }

    fn append(_: Input<'s>, _: ErrorKind, other: Self) -> Self {
        other
    }
}

/// What a production gives: the input behind it and the tree.
pub type Parsed<'s, T> = nom::IResult<Input<'s>, T, Trouble>;

/// The production does not begin here.
pub fn mismatch<T>() -> Result<T, nom::Err<Trouble>> {
    Err(nom::Err::Error(Trouble::Mismatch))
}

/// The same error, in a text that begins `lines` later than it was taken to.
pub fn later(error: nom::Err<Trouble>, lines: u32) -> nom::Err<Trouble> {
    match error {
        nom::Err::Failure(Trouble::Fatal(mut error)) => {
            error.line += lines;
            if let Some(opened) = &mut error.opened {
                opened.line += lines;
            }
            nom::Err::Failure(Trouble::Fatal(error))
        }
        error => error,
    }
}
