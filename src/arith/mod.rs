//! Arithmetic expressions (XCU 2.6.4): parsed with nom, evaluated over a trait of variables.
//!
//! All of C's operators on `long` values of 64 bits that wrap. The room knows no shell: where a
//! variable lives is the business of whoever implements [`Variables`], and so is what a value means
//! that is no number ([`integer`]). Read as an expression it may assign variables, and name others
//! whose values are expressions: up to [`LONGEST_CHAIN`] of them.
//!
//! The tree has no bound on its depth and needs none: every edge that crosses a multiple of
//! `STRETCH` levels is an [`Expr::Deep`], and everything that walks a tree looks there, and only
//! there, at how much stack is left.

mod constant;
mod error;
mod eval;
mod operator;
mod parse;
mod subscript;
#[cfg(test)]
mod tests;
mod token;
mod tree;

use crate::sys::depth::deeper;
use crate::sys::find;
pub use constant::{decimal, integer};
pub use error::{Error, ErrorKind};
pub use eval::{EvalError, Variables, eval};
pub use parse::parse;

use crate::name::Name;
use std::fmt;
use std::rc::Rc;

/// How deep expressions may refer to each other by the values of variables: `a=b b=a` has no end.
pub const LONGEST_CHAIN: u32 = 1000;

/// An expression; see [`parse`].
#[derive(Debug, Clone, PartialEq)]
pub enum Expr {
    /// An integer constant.
    Constant(i64),
    /// A variable.
    Variable(Name),
    /// The value of the n-th expansion in the text (from 0).
    Operand(u32),
    /// An operator before its operand.
    Unary(Unary, Box<Expr>),
    /// An operator between two operands that are both evaluated, the left one first.
    Binary(Binary, Box<(Expr, Expr)>),
    /// `a && b`: the right side only if the left one is not 0.
    And(Box<(Expr, Expr)>),
    /// `a || b`: the right side only if the left one is 0.
    Or(Box<(Expr, Expr)>),
    /// `a ? b : c`
    Conditional(Box<(Expr, Expr, Expr)>),
    /// `a = b`, or `a += b` and its kin.
    Assign(Name, Option<Binary>, Box<Expr>),
    /// `++a` and its kin.
    Step(Name, Step),
    /// `a[i]`
    Element(Name, Box<Subscript>),
    /// `a[i] = b`, or `a[i] += b` and its kin.
    AssignElement(Name, Option<Binary>, Box<(Box<Subscript>, Expr)>),
    /// `++a[i]` and its kin.
    StepElement(Name, Step, Box<Subscript>),
    /// A part that begins a new stretch of levels.
    Deep(Deep),
}

/// What stands in the brackets behind the name of an array.
#[derive(Debug, Clone, PartialEq)]
pub struct Subscript {
    /// The text of the whole expression, and where in it this stands.
    whole: Rc<[u8]>,
    range: (u32, u32),
    /// It as an expression, if it is one.
    index: Option<Box<Expr>>,
}

impl Subscript {
    /// Its text: the key, if the array is associative.
    pub fn text(&self) -> &[u8] {
        self.whole
            .get(self.range.0 as usize..self.range.1 as usize)
            .unwrap_or_default()
    }

    /// How many expansions there are before it: the number of the first one in it.
    pub fn first_operand(&self) -> usize {
        let before = self.whole.get(..self.range.0 as usize);
        find::count(0, before.unwrap_or_default())
    }
}

/// Operators with one operand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unary {
    /// `+`
    Plus,
    /// `-`
    Minus,
    /// `!`
    Not,
    /// `~`
    Complement,
}

/// Operators with two operands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Binary {
    /// `*`
    Multiply,
    /// `/`
    Divide,
    /// `%`
    Remainder,
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `<<`
    ShiftLeft,
    /// `>>`
    ShiftRight,
    /// `<`
    Less,
    /// `<=`
    LessEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterEqual,
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `&`
    BitAnd,
    /// `^`
    BitXor,
    /// `|`
    BitOr,
    /// `**`
    Power,
    /// `,`
    Comma,
}

/// The increments and decrements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// `++a`
    PreIncrement,
    /// `--a`
    PreDecrement,
    /// `a++`
    PostIncrement,
    /// `a--`
    PostDecrement,
}

/// How many levels of a tree are walked without a look at the stack.
const STRETCH: u32 = 32;

/// An expression below a multiple of `STRETCH` levels; walked with a fresh look at the stack.
/// It holds one always, until it is dropped.
pub struct Deep(Option<Box<Expr>>);

impl Deep {
    pub(super) fn new(expr: Expr) -> Self {
        Self(Some(Box::new(expr)))
    }

    fn get(&self) -> Option<&Expr> {
        self.0.as_deref()
    }
}

impl Drop for Deep {
    fn drop(&mut self) {
        let expr = self.0.take();
        deeper(|| drop(expr));
    }
}

impl Clone for Deep {
    fn clone(&self) -> Self {
        Self(deeper(|| self.0.clone()))
    }
}

impl PartialEq for Deep {
    fn eq(&self, other: &Self) -> bool {
        deeper(|| self.0 == other.0)
    }
}

impl fmt::Debug for Deep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        deeper(|| self.get().fmt(f))
    }
}
