//! Words in the tree (XCU 2.3, 2.6): what is left of them to be expanded.

use super::Program;
use crate::arith::Expr;
use crate::name::Name;
use crate::pattern::Kept;
use crate::syntax::extended::{Braces, Element, Substitution};
use crate::syntax::modifier::Modifier;
use std::cell::{Cell, OnceCell};
use std::rc::Rc;

/// A word, classified by how much is left to do when it is expanded.
#[derive(Debug, Clone, PartialEq)]
pub struct Word {
    /// What it is made of.
    pub shape: Shape,
    /// Shaped like an assignment, in an argument of a declaration utility (`export a=~:$b`):
    /// expanded like an assignment, neither split nor globbed.
    pub assignment: bool,
}

/// A word that is a pattern.
#[derive(Debug, Clone)]
pub struct PatternWord {
    /// As it is written.
    pub word: Word,
    /// It has been looked at: most are never again, and are not worth being made ready.
    pub met: Cell<bool>,
    /// As it was made ready when it was looked at again, if nothing in it is to be expanded.
    pub ready: OnceCell<Rc<Kept>>,
}

impl From<Word> for PatternWord {
    fn from(word: Word) -> Self {
        Self {
            word,
            met: Cell::new(false),
            ready: OnceCell::new(),
        }
    }
}

impl PartialEq for PatternWord {
    fn eq(&self, other: &Self) -> bool {
        self.word == other.word
    }
}

/// How much there is to expand in a word.
#[derive(Debug, Clone, PartialEq)]
#[repr(u64)]
pub enum Shape {
    /// Nothing: the text after quote removal. No part that is active in a pattern is unquoted. In
    /// the word of `${x-word}`, which is split where it is not quoted, all of it was quoted.
    Literal(Rc<[u8]>),
    /// `$name` or `"$name"`, and nothing else.
    Variable {
        /// The variable.
        name: Name,
        /// In double quotes.
        quoted: bool,
    },
    /// Everything else.
    Units(Box<[Unit]>),
}

/// A part of a word. Text in double quotes is not nested: its parts say that they are quoted.
/// Adjacent parts of the same text kind are merged.
#[derive(Debug, Clone, PartialEq)]
#[repr(u64)]
pub enum Unit {
    /// Unquoted text; pattern characters in it are active.
    Literal(Rc<[u8]>),
    /// Quoted text, quotes removed; may be empty (then it still makes a field).
    Quoted(Rc<[u8]>),
    /// `~` or `~user` where it is a tilde prefix (XCU 2.6.1): the login name, maybe empty.
    Tilde(Rc<[u8]>),
    /// `$name`, `${...}`.
    Parameter {
        /// Which one, and what is done with it.
        parameter: Rc<Parameter>,
        /// In double quotes.
        quoted: bool,
    },
    /// `$(...)` and what else stands for what commands give.
    Command {
        /// The commands.
        program: Rc<Program>,
        /// In double quotes.
        quoted: bool,
        /// How it is written.
        form: Substitution,
    },
    /// `<(...)` or `>(...)`: never quoted.
    Process {
        /// The commands.
        program: Rc<Program>,
        /// `>(...)`: the commands read what is written to it.
        writes: bool,
    },
    /// `$((...))`
    Arithmetic {
        /// The expression.
        arithmetic: Rc<Arithmetic>,
        /// In double quotes.
        quoted: bool,
    },
    /// `(...)` in an argument `name=(...)` of a declaration utility.
    List(Rc<Vec<Element>>),
    /// All of a word whose braces make words of it.
    Braces(Rc<Braces>),
}

/// An arithmetic expansion (XCU 2.6.4).
#[derive(Debug, Clone, PartialEq)]
pub struct Arithmetic {
    /// The text as it expands before it is evaluated, as in double quotes.
    pub text: Word,
    /// The expression, where the text can be understood before its expansions are known: each
    /// expansion in it stands for one whole operand, [`Expr::Operand`] by its place among them.
    /// If one turns out not to be an integer constant, the expanded text is parsed instead.
    pub tree: Option<Expr>,
}

/// A parameter expansion (XCU 2.6.2).
#[derive(Debug, Clone)]
pub struct Parameter {
    /// Which parameter.
    pub target: Target,
    /// What is done with its value.
    pub modifier: Modifier,
    /// Line of the `$`, from 1; without a modifier that of the command.
    pub line: u32,
}

/// A parameter (XCU 2.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u64)]
pub enum Target {
    /// A variable.
    Variable(Name),
    /// `$1` and on.
    Positional(usize),
    /// A special parameter.
    Special(Special),
}

/// The special parameters (XCU 2.5.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Special {
    /// `$@`
    At,
    /// `$*`
    Asterisk,
    /// `$#`
    Hash,
    /// `$?`
    Question,
    /// `$-`
    Hyphen,
    /// `$$`
    Dollar,
    /// `$!`
    Bang,
    /// `$0`
    Zero,
}

impl Word {
    /// A word with nothing to expand.
    pub fn literal(text: &[u8]) -> Self {
        Self {
            shape: Shape::Literal(text.into()),
            assignment: false,
        }
    }

    /// A word without parts, which stands for one of which nothing is kept.
    pub fn nothing() -> Self {
        Self {
            shape: Shape::Units(Box::default()),
            assignment: false,
        }
    }

    /// Its text, if nothing in it is left to expand.
    pub fn as_literal(&self) -> Option<&[u8]> {
        match &self.shape {
            Shape::Literal(text) => Some(text),
            _ => None,
        }
    }
}
