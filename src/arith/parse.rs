//! Text to tree. One function a production of C's grammar, but all operators that associate to the
//! left are one function that knows their ranks. Each looks at what comes next before it decides,
//! so nothing is read twice.

use super::constant::{is_space, value};
use super::error::{Error, ErrorKind};
use super::operator::{Infix, Left, Rank, infix};
use super::{Binary, Deep, Expr, STRETCH, Step, Subscript, Unary};
use crate::name::Name;
use crate::sys::depth::deeper;
use nom::bytes::complete::{tag, take_while};
use nom::sequence::preceded;
use nom::{IResult, Parser};
use std::cell::{Cell, OnceCell};
use std::rc::Rc;

type Parsed<'a, T> = IResult<&'a [u8], T, Error>;

/// What is left behind a production. Its tree is put where the caller wants it: returned from one production to
/// the next it would be copied at each.
type Rest<'a> = Result<&'a [u8], nom::Err<Error>>;

fn fail<T>(at: &[u8], kind: ErrorKind) -> Result<T, nom::Err<Error>> {
    Err(nom::Err::Failure(Error {
        offset: at.len(),
        kind,
    }))
}

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

/// A tree and how many levels it has below its root.
struct Tree {
    expr: Expr,
    height: u32,
}

impl Default for Tree {
    fn default() -> Self {
        Self::leaf(Expr::Constant(0))
    }
}

impl Tree {
    fn leaf(expr: Expr) -> Self {
        Self { expr, height: 0 }
    }

    fn under(&mut self, height: u32) -> Expr {
        let expr = std::mem::replace(&mut self.expr, Expr::Constant(0));
        if self.height / STRETCH == height / STRETCH {
            expr
        } else {
            Expr::Deep(Deep::new(expr))
        }
    }

    /// It becomes the operand of an operator.
    fn one(&mut self, make: impl FnOnce(Box<Expr>) -> Expr) {
        let height = self.height + 1;
        self.expr = make(Box::new(self.under(height)));
        self.height = height;
    }

    /// It becomes the left operand of an operator.
    fn two(&mut self, mut right: Self, make: impl FnOnce(Box<(Expr, Expr)>) -> Expr) {
        let height = self.height.max(right.height) + 1;
        self.expr = make(Box::new((self.under(height), right.under(height))));
        self.height = height;
    }

    /// It becomes the condition of the others.
    fn three(&mut self, mut second: Self, mut third: Self) {
        let height = self.height.max(second.height).max(third.height) + 1;
        let parts = (
            self.under(height),
            second.under(height),
            third.under(height),
        );
        self.expr = Expr::Conditional(Box::new(parts));
        self.height = height;
    }
}

/// What is between tokens. As elsewhere, double quotes change nothing: `$(("$a" + 1))`.
fn is_blank(byte: u8) -> bool {
    is_space(byte) || byte == b'"'
}

fn skip_blanks(input: &[u8]) -> &[u8] {
    let blanks = input.iter().take_while(|&&byte| is_blank(byte)).count();
    input.get(blanks..).unwrap_or_default()
}

fn blanks(input: &[u8]) -> Parsed<'_, &[u8]> {
    take_while(is_blank)(input)
}

/// Consumes a token after blanks.
fn token<'a>(text: &'static str) -> impl Parser<&'a [u8], Output = &'a [u8], Error = Error> {
    preceded(blanks, tag(text))
}

fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// The productions, and how many expansions have been seen.
struct Grammar<'t> {
    operands: Cell<u32>,
    /// The whole text.
    text: &'t [u8],
    /// A copy for the subscripts, made for the first of them.
    whole: OnceCell<Rc<[u8]>>,
}

/// A subscript whose index has so many levels below its root.
struct Bracketed {
    subscript: Box<Subscript>,
    height: u32,
}

impl Bracketed {
    /// A tree of one more level, made of the subscript alone.
    fn one(self, make: impl FnOnce(Box<Subscript>) -> Expr) -> Tree {
        Tree {
            expr: make(self.subscript),
            height: self.height,
        }
    }
}

impl Grammar<'_> {
    /// `assignment , assignment ...`
    fn expression<'a>(&self, input: &'a [u8], tree: &mut Tree) -> Rest<'a> {
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

    /// `[index]` behind a name, if there is one.
    fn index<'a>(&self, input: &'a [u8]) -> Parsed<'a, Option<Bracketed>> {
        let [b'[', start @ ..] = input else {
            return Ok((input, None));
        };
        let mut index = Tree::default();
        let read = deeper(|| self.expression(start, &mut index));
        let failed = match read {
            Ok(rest) => match token("]").parse(rest) {
                Ok((rest, _)) => {
                    let height = index.height + 1;
                    let index = Some(Box::new(index.under(height)));
                    let found = self.bracketed(start, rest, index, height);
                    return Ok((rest, Some(found)));
                }
                Err(_) => fail(skip_blanks(rest), ErrorKind::Bracket),
            },
            Err(error) => Err(error),
        };
        // It may be a key; whether the array has such is not known here.
        let Some(length) = key_length(start) else {
            return failed;
        };
        let (key, rest) = start.split_at_checked(length).unwrap_or_default();
        if key.contains(&0) {
            return failed;
        }
        let rest = rest.get(1..).unwrap_or_default();
        Ok((rest, Some(self.bracketed(start, rest, None, 1))))
    }

    /// What stands from `start` to the bracket before `rest`.
    fn bracketed(
        &self,
        start: &[u8],
        rest: &[u8],
        index: Option<Box<Expr>>,
        height: u32,
    ) -> Bracketed {
        let whole = Rc::clone(self.whole.get_or_init(|| self.text.into()));
        let from = self.text.len() - start.len();
        let to = (self.text.len() - rest.len()).saturating_sub(1);
        let subscript = Box::new(Subscript {
            whole,
            range: (from as u32, to as u32),
            index,
        });
        Bracketed { subscript, height }
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

/// Up to the bracket that closes the one before `text`; a backslash keeps one from counting.
fn key_length(text: &[u8]) -> Option<usize> {
    let mut depth = 0_usize;
    let mut bytes = text.iter().enumerate();
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'\\' => {
                bytes.next();
            }
            b'[' => depth += 1,
            b']' if depth == 0 => return Some(at),
            b']' => depth -= 1,
            _ => (),
        }
    }
    None
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

fn begins_name(input: &[u8]) -> bool {
    input
        .first()
        .is_some_and(|&byte| byte.is_ascii_alphabetic() || byte == b'_')
}

/// A word of bytes that `accept` takes, with no expansion glued to it.
fn word(input: &[u8], accept: fn(u8) -> bool) -> Parsed<'_, &[u8]> {
    let (rest, word) = take_while(accept)(input)?;
    if rest.first() == Some(&0) {
        fail(rest, ErrorKind::Glued)
    } else {
        Ok((rest, word))
    }
}

fn constant(input: &[u8]) -> Parsed<'_, i64> {
    // The point belongs to no integer; with it in the word, the message names the whole number.
    let (rest, digits) = word(input, |byte| {
        is_name_byte(byte) || matches!(byte, b'.' | b'#' | b'@')
    })?;
    match value(digits) {
        Some(value) => Ok((rest, value)),
        None => fail(input, ErrorKind::Constant),
    }
}

fn name(input: &[u8]) -> Parsed<'_, Name> {
    if !begins_name(input) {
        return fail(input, ErrorKind::Operand);
    }
    let (rest, spelling) = word(input, is_name_byte)?;
    Ok((rest, Name::new(spelling)))
}
