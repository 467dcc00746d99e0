//! Arithmetic expansion (XCU 2.6.4).

use super::builder::{Builder, Purpose};
use super::class;
use super::error::{Parsed, mismatch};
use super::input::Input;
use super::quote::{Quoting, Style};
use super::tree::{Arithmetic, Shape, Unit, Word};
use crate::arith::{self, Expr};
use std::rc::Rc;

/// `$((...))`, from behind the second parenthesis; a mismatch if it is not closed by two together.
pub fn expansion<'s>(dollar: Input<'s>, input: Input<'s>, quoted: bool) -> Parsed<'s, Unit> {
    dollar.open("`$((`");
    let (end, text) = text(input)?;
    let Some(end) = end.accept(b')') else {
        return match end.joined().peek() {
            // What may have become `))` is not taken for something else.
            None => Err(end.unexpected(Some("`))`"))),
            Some(_) => mismatch(),
        };
    };
    dollar.close();
    let tree = tree(&text);
    Ok((
        end,
        Unit::Arithmetic {
            arithmetic: Rc::new(Arithmetic { text, tree }),
            quoted,
        },
    ))
}

/// The text up to and with the parenthesis that has no partner in it.
fn text(mut input: Input<'_>) -> Parsed<'_, Word> {
    const TEXT: Style = Style {
        stops: class::ARITHMETIC,
        brace: false,
        quoting: Quoting::Text,
    };
    let mut builder = Builder::new(input.session);
    let mut depth = 0_u32;
    loop {
        (input, ()) = TEXT.text(input, &mut builder)?;
        match input.peek() {
            Some(b'(') => depth += 1,
            Some(_) if depth > 0 => depth -= 1,
            Some(_) => return Ok((input.skip(1), builder.word(Purpose::Value))),
            None => return Err(input.unexpected(Some("`))`"))),
        }
        let parenthesis = input.peek().unwrap_or_default();
        builder.text(&[parenthesis], true);
        input = input.skip(1);
    }
}

/// The expression, where it can be told without its expansions.
fn tree(text: &Word) -> Option<Expr> {
    match &text.shape {
        Shape::Literal(text) => arith::parse(text).ok(),
        Shape::Variable { .. } => arith::parse(&[0]).ok(),
        Shape::Units(units) => {
            let mut whole = Vec::new();
            for unit in units {
                match unit {
                    Unit::Literal(text) | Unit::Quoted(text) => whole.extend_from_slice(text),
                    _ => whole.push(0),
                }
            }
            arith::parse(&whole).ok()
        }
    }
}
