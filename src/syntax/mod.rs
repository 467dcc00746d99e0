//! Text to tree (XCU 2.3 to 2.10), and a tree back to text.
//!
//! The grammar is nom: a function per production, over an input of our own (`input::Input`) that
//! is a place in a text which grows while it is parsed. Laws of the room:
//!
//! - A production begins at a token and ends at the next one: blanks behind a token are skipped by
//!   who reads it (within words there are no tokens, and nothing is skipped).
//! - A production looks at the next byte before it tries anything, and nothing is read twice. The
//!   one exception is `$((` that turns out to be `$( (`.
//! - More text is asked for only when the next byte is needed and not there: never beyond the
//!   newline that ends a complete command. No borrow of the text may outlive that question.
//! - A mismatch ([`nom::Err::Error`]) has consumed nothing but may have substituted an alias in
//!   place; whoever goes on after it skips blanks again.
//! - Whatever nests goes through [`depth::deeper`](crate::sys::depth::deeper).
//!
//! Productions that need one another call each other through the traits here, so that no file
//! knows more than the files below it.

mod alias;
mod arithmetic;
mod array;
mod beyond;
mod brace;
mod buffer;
mod builder;
mod case;
mod class;
mod command;
mod compound;
mod condition;
mod error;
pub mod extended;
mod for_loop;
mod function;
mod heredoc;
mod identity;
mod input;
mod lead;
mod list;
mod memory;
mod modifier;
mod newlines;
mod parameter;
mod pipeline;
pub mod print;
mod quote;
mod reader;
mod redirect;
mod reserved;
mod session;
mod shape;
mod simple;
mod source;
mod substitution;
mod text;
mod token;
pub mod tree;
mod word;

pub use alias::{Aliases, NoAliases};
pub use error::{Cause, Found, Opened, SyntaxError};
pub use reader::{Reader, function, parse};
pub use reserved::{RESERVED, is_reserved, is_reserved_by_posix};
pub use source::{Lines, Text};
pub use text::{list_of, text_word, unescape};

use error::Parsed;
use input::Input;

/// A production of the grammar (XCU 2.10.2).
trait Production: Sized {
    /// Reads one.
    fn parse(input: Input<'_>) -> Parsed<'_, Self>;
}

/// A production that depends on what it stands in.
trait Part: Sized {
    /// What it may stand in.
    type Context;

    /// Reads one.
    fn parse_in(input: Input<'_>, context: Self::Context) -> Parsed<'_, Self>;
}
