//! What is wrong with a text that is not an expression.

use nom::error::{ErrorKind as NomKind, ParseError};
use std::fmt;

/// Why a text is not an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Error {
    /// Where in the text.
    pub offset: usize,
    /// What is wrong there.
    pub kind: ErrorKind,
}

/// What can be wrong with an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    /// No operand where one should be.
    Operand,
    /// No operator between two operands, or an unknown one.
    Operator,
    /// No `)` for a `(`.
    Parenthesis,
    /// No `]` for a `[`.
    Bracket,
    /// No `:` for a `?`.
    Colon,
    /// Not a number, although it begins with a digit.
    Constant,
    /// Assignment to something that is not a variable.
    Assignment,
    /// An expansion is only a part of a name or number.
    Glued,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            ErrorKind::Operand => "operand expected",
            ErrorKind::Operator => "operator expected",
            ErrorKind::Parenthesis => "')' expected",
            ErrorKind::Bracket => "']' expected",
            ErrorKind::Colon => "':' expected",
            ErrorKind::Constant => "not an integer constant",
            ErrorKind::Assignment => "assignment to something that is not a variable",
            ErrorKind::Glued => "expansion inside a word",
        })
    }
}

impl std::error::Error for Error {}

/// Here `offset` counts from the end of the text, which is what a parser of a slice knows.
impl ParseError<&[u8]> for Error {
    fn from_error_kind(input: &[u8], _: NomKind) -> Self {
        Self {
            offset: input.len(),
            kind: ErrorKind::Operand,
        }
    }

    fn append(_: &[u8], _: NomKind, other: Self) -> Self {
        other
    }
}
