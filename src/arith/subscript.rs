//! Reading the subscript of an array's element: an index, and perhaps a key, as only evaluation knows the kind of the
//! array.

use super::error::ErrorKind;
use super::parse::Grammar;
use super::token::{Parsed, fail, skip_blanks, token};
use super::tree::Tree;
use super::{Expr, Subscript};
use crate::sys::depth::deeper;
use nom::Parser;
use std::rc::Rc;

/// A subscript whose index has so many levels below its root.
pub(super) struct Bracketed {
    subscript: Box<Subscript>,
    height: u32,
}

impl Bracketed {
    /// A tree of one more level, made of the subscript alone.
    pub(super) fn one(self, make: impl FnOnce(Box<Subscript>) -> Expr) -> Tree {
        Tree {
            expr: make(self.subscript),
            height: self.height,
        }
    }
}

impl Grammar<'_> {
    /// `[index]` behind a name, if there is one.
    pub(super) fn index<'a>(&self, input: &'a [u8]) -> Parsed<'a, Option<Bracketed>> {
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
