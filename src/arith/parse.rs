//! Text to tree. One function a production of C's grammar, but all operators that associate to the
//! left are one function that knows their ranks. Each looks at what comes next before it decides,
//! so nothing is read twice.

use super::error::{Error, ErrorKind};
use super::operator::{Infix, Left, Rank, infix};
use super::subscript::Bracketed;
use super::token::{
    begins_name, blanks, constant, fail, is_blank, is_name_byte, name, skip_blanks, token,
};
use super::tree::Tree;
use super::{Binary, Expr, Step, Unary};
use crate::name::Name;
use crate::sys::depth::deeper;
use nom::Parser;
use nom::sequence::preceded;
use std::cell::{Cell, OnceCell};
use std::rc::Rc;

/// What is left behind a production. Its tree is put where the caller wants it: returned from one production to
/// the next it would be copied at each.
type Rest<'a> = Result<&'a [u8], nom::Err<Error>>;

/// Reads an expression. A NUL byte in the text stands for the next expansion in it, which becomes
/// an [`Expr::Operand`]. A text of blanks has the value 0.
///
/// ```
/// use tine::arith::{Expr, parse};
/// assert_eq!(parse(b"0x10"), Ok(Expr::Constant(16)));
/// assert!(parse(b"1 +").is_err());
/// ```
pub fn parse(text: &[u8]) -> Result<Expr, Error> {
    if text.iter().all(|&byte| is_blank(byte)) {
        return Ok(Expr::Constant(0));
    }
    let grammar = Grammar {
        operands: Cell::new(0),
        text,
        whole: OnceCell::new(),
    };
    let mut tree = Tree::default();
    let read = grammar.expression(text, &mut tree);
    let rest = read.map_err(|error| match error {
        nom::Err::Error(error) | nom::Err::Failure(error) => Error {
            offset: text.len().saturating_sub(error.offset),
            ..error
        },
        nom::Err::Incomplete(_) => Error {
            offset: text.len(),
            kind: ErrorKind::Operand,
        },
    })?;
    let rest = skip_blanks(rest);
    if rest.is_empty() {
        return Ok(tree.expr);
    }
    Err(Error {
        offset: text.len() - rest.len(),
        kind: ErrorKind::Operator,
    })
}

/// The productions, and how many expansions have been seen.
pub(super) struct Grammar<'t> {
    operands: Cell<u32>,
    /// The whole text.
    pub(super) text: &'t [u8],
    /// A copy for the subscripts, made for the first of them.
    pub(super) whole: OnceCell<Rc<[u8]>>,
}

impl Grammar<'_> {
    /// `assignment , assignment ...`
    pub(super) fn expression<'a>(&self, input: &'a [u8], tree: &mut Tree) -> Rest<'a> {
        let mut input = self.assignment(input, tree)?;
        while let Ok((rest, _)) = token(",").parse(input) {
            let mut right = Tree::default();
            input = self.assignment(rest, &mut right)?;
            tree.two(right, |operands| Expr::Binary(Binary::Comma, operands));
        }
        Ok(input)
    }

    /// `variable = assignment`, or a conditional expression.
    fn assignment<'a>(&self, input: &'a [u8], tree: &mut Tree) -> Rest<'a> {
        deeper(|| {
            let input = self.conditional(input, tree)?;
            let at = skip_blanks(input);
            let Some((Infix::Assign(operator), length)) = infix(at) else {
                return Ok(input);
            };
            let (name, index) = match std::mem::replace(&mut tree.expr, Expr::Constant(0)) {
                Expr::Variable(name) => (name, None),
                Expr::Element(name, subscript) => (name, Some(subscript)),
                _ => return fail(at, ErrorKind::Assignment),
            };
            let mut value = Tree::default();
            let input = self.assignment(at.get(length..).unwrap_or_default(), &mut value)?;
            if let Some(subscript) = index {
                let height = tree.height.max(value.height) + 1;
                let parts = Box::new((subscript, value.under(height)));
                tree.expr = Expr::AssignElement(name, operator, parts);
                tree.height = height;
            } else {
                value.one(|value| Expr::Assign(name, operator, value));
                *tree = value;
            }
            Ok(input)
        })
    }

    /// `a ? expression : conditional`, or a logical or.
    fn conditional<'a>(&self, input: &'a [u8], tree: &mut Tree) -> Rest<'a> {
        let input = self.operation(Rank::Or, input, tree)?;
        let Ok((rest, _)) = token("?").parse(input) else {
            return Ok(input);
        };
        deeper(|| {
            let (mut then, mut otherwise) = (Tree::default(), Tree::default());
            let rest = self.expression(rest, &mut then)?;
            let Ok((rest, _)) = token(":").parse(rest) else {
                return fail(skip_blanks(rest), ErrorKind::Colon);
            };
            let rest = self.conditional(rest, &mut otherwise)?;
            tree.three(then, otherwise);
            Ok(rest)
        })
    }

    /// Operands joined by operators of this rank and higher ones.
    fn operation<'a>(&self, lowest: Rank, input: &'a [u8], tree: &mut Tree) -> Rest<'a> {
        let mut input = self.unary(input, tree)?;
        loop {
            let at = skip_blanks(input);
            let (rank, operator, length) = match infix(at) {
                Some((Infix::Left(rank, operator), length)) if rank >= lowest => {
                    (rank, operator, length)
                }
                _ => return Ok(input),
            };
            let rest = at.get(length..).unwrap_or_default();
            let mut right = Tree::default();
            input = match rank.next() {
                // What binds tightest, and to the right.
                None => deeper(|| self.operation(rank, rest, &mut right))?,
                Some(next) => self.operation(next, rest, &mut right)?,
            };
            tree.two(right, |operands| match operator {
                Left::Binary(operator) => Expr::Binary(operator, operands),
                Left::And => Expr::And(operands),
                Left::Or => Expr::Or(operands),
            });
        }
    }

    /// A sign or negation before a unary expression, or a primary one. `++` and `--` are steps only
    /// before a variable; elsewhere they are two signs.
    fn unary<'a>(&self, input: &'a [u8], tree: &mut Tree) -> Rest<'a> {
        let input = skip_blanks(input);
        let (operator, rest) = match input {
            [b'+', b'+', rest @ ..] if begins_name(skip_blanks(rest)) => {
                return self.step(rest, Step::PreIncrement, tree);
            }
            [b'-', b'-', rest @ ..] if begins_name(skip_blanks(rest)) => {
                return self.step(rest, Step::PreDecrement, tree);
            }
            [b'+', rest @ ..] => (Unary::Plus, rest),
            [b'-', rest @ ..] => (Unary::Minus, rest),
            [b'!', rest @ ..] => (Unary::Not, rest),
            [b'~', rest @ ..] => (Unary::Complement, rest),
            _ => return self.primary(input, tree),
        };
        let rest = deeper(|| self.unary(rest, tree))?;
        tree.one(|operand| Expr::Unary(operator, operand));
        Ok(rest)
    }

    /// A constant, a variable, an expansion or `( expression )`.
    fn primary<'a>(&self, input: &'a [u8], tree: &mut Tree) -> Rest<'a> {
        match input {
            [b'(', rest @ ..] => {
                let rest = self.expression(rest, tree)?;
                match token(")").parse(rest) {
                    Ok((rest, _)) => Ok(rest),
                    Err(_) => fail(skip_blanks(rest), ErrorKind::Parenthesis),
                }
            }
            [0, rest @ ..] => {
                if rest
                    .first()
                    .is_some_and(|&byte| byte == 0 || is_name_byte(byte))
                {
                    return fail(input, ErrorKind::Glued);
                }
                let number = self.operands.replace(self.operands.get() + 1);
                tree.expr = Expr::Operand(number);
                Ok(rest)
            }
            [b'0'..=b'9', ..] => {
                let (rest, value) = constant(input)?;
                tree.expr = Expr::Constant(value);
                Ok(rest)
            }
            _ => self.variable(input, tree),
        }
    }

    /// What comes after `++` or `--`.
    fn step<'a>(&self, input: &'a [u8], step: Step, tree: &mut Tree) -> Rest<'a> {
        let (rest, name) = preceded(blanks, name).parse(input)?;
        let (rest, index) = self.index(rest)?;
        *tree = stepped(name, step, index);
        Ok(rest)
    }

    /// A variable or an element of an array, perhaps with `++` or `--` behind it: unless an operand
    /// follows, which makes `x--5` what it is for shells that do not have these operators, a
    /// difference.
    fn variable<'a>(&self, input: &'a [u8], tree: &mut Tree) -> Rest<'a> {
        let (rest, name) = name(input)?;
        let (rest, index) = self.index(rest)?;
        let (step, after) = match skip_blanks(rest) {
            [b'+', b'+', after @ ..] => (Step::PostIncrement, after),
            [b'-', b'-', after @ ..] => (Step::PostDecrement, after),
            _ => {
                *tree = value_of(name, index);
                return Ok(rest);
            }
        };
        let operand_follows = skip_blanks(after)
            .first()
            .is_some_and(|&byte| is_name_byte(byte) || matches!(byte, 0 | b'(' | b'~'));
        if operand_follows {
            *tree = value_of(name, index);
            return Ok(rest);
        }
        *tree = stepped(name, step, index);
        Ok(after)
    }
}

fn value_of(name: Name, index: Option<Bracketed>) -> Tree {
    match index {
        Some(index) => index.one(|index| Expr::Element(name, index)),
        None => Tree::leaf(Expr::Variable(name)),
    }
}

fn stepped(name: Name, step: Step, index: Option<Bracketed>) -> Tree {
    match index {
        Some(index) => index.one(|index| Expr::StepElement(name, step, index)),
        None => Tree::leaf(Expr::Step(name, step)),
    }
}
