//! Arithmetic expressions (XCU 2.6.4): parsed with nom, evaluated over a trait of variables.

use crate::name::Name;

/// An expression; see [`parse`].
#[derive(Debug, Clone, PartialEq)]
pub enum Expr {
    /// An integer constant.
    Constant(i64),
    /// A variable.
    Variable(Name),
    /// The value of the n-th expansion in the text (from 0).
    Operand(u32),
}
