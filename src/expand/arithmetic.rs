//! Arithmetic expansion (XCU 2.6.4).

use super::Builder;
use crate::arith::{self, Expr};
use crate::env::arithmetic::Operands;
use crate::env::variables::push_number;
use crate::env::{Env, Flow};
use crate::syntax::tree::{Arithmetic, Shape, Unit, Word};
use crate::sys::depth;
use crate::sys::find;
use std::ops::ControlFlow::{Break, Continue};

/// Expands `$((...))`.
pub fn expand(env: &mut Env, arithmetic: &Arithmetic, quoted: bool, to: &mut Builder) -> Flow {
    let value = number(env, arithmetic)?;
    result(env, value, quoted, to);
    Continue(())
}

/// Appends a number.
pub fn result(env: &Env, value: i64, quoted: bool, to: &mut Builder) {
    let mut text = Vec::with_capacity(20);
    push_number(&mut text, value);
    let ifs = &env.variables.ifs;
    // The sign makes a range in a bracket expression.
    to.result(ifs, &text, quoted || ifs.spares_numbers && value >= 0);
}

/// The most expansions in an expression that is evaluated without going through its text.
const OPERANDS: usize = 8;

/// The value of an arithmetic expansion.
pub fn number(env: &mut Env, arithmetic: &Arithmetic) -> Flow<i64> {
    let Some(tree) = &arithmetic.tree else {
        return depth::deeper(|| by_text(env, &arithmetic.text));
    };
    match &arithmetic.text.shape {
        Shape::Literal(text) => env.evaluate(tree, Operands::default(), text),
        Shape::Variable { name, .. } => match env.variables.get(*name).and_then(|variable| {
            variable
                .number()
                .or_else(|| arith::integer(variable.value()?))
        }) {
            Some(value) => {
                let operands = Operands {
                    values: &[value],
                    ..Operands::default()
                };
                env.evaluate(tree, operands, b"$")
            }
            None => depth::deeper(|| by_text(env, &arithmetic.text)),
        },
        Shape::Units(units) => depth::deeper(|| by_operands(env, tree, units)),
    }
}

/// Expands the operands; if each is an integer, the tree that was made when the script was read is
/// evaluated, else the text that they make.
fn by_operands(env: &mut Env, tree: &Expr, units: &[Unit]) -> Flow<i64> {
    let mut values = [0; OPERANDS];
    let mut places = [(0, 0); OPERANDS];
    let mut brackets = 0_usize;
    let mut count = 0;
    let mut clean = true;
    let mut fields = env.take_fields();
    for unit in units {
        let start = fields.open().len();
        match unit {
            Unit::Literal(text) | Unit::Quoted(text) => {
                fields.open().extend_from_slice(text);
                brackets += find::count(b'[', text);
                brackets = brackets.saturating_sub(find::count(b']', text));
            }
            _ => {
                let mut builder = Builder::new(std::mem::take(&mut fields), super::Mode::Join);
                super::Expand::expand(std::slice::from_ref(unit), env, &mut builder)?;
                fields = builder.into_fields();
                let text = fields.open().get(start..).unwrap_or_default();
                let value = arith::integer(text);
                if let (Some(value), Some(slot), Some(place)) =
                    (value, values.get_mut(count), places.get_mut(count))
                {
                    *slot = value;
                    *place = (start, start + text.len());
                } else {
                    clean = false;
                    if brackets > 0 {
                        protect(fields.open(), start);
                    }
                }
                count += 1;
            }
        }
    }
    let value = if clean {
        let operands = Operands {
            values: &values,
            text: fields.unfinished(),
            places: &places,
        };
        env.evaluate(tree, operands, operands.text)
    } else {
        let text = fields.unfinished().to_vec();
        env.calculate(&text)
    };
    env.give_fields(fields);
    value
}

/// Puts backslashes into the key of an element, from `start` on, where its brackets would end it, and before quotes.
fn protect(text: &mut Vec<u8>, start: usize) {
    let mut depth = Some(0_usize);
    for byte in text.get(start..).unwrap_or_default() {
        depth = match byte {
            b'[' => depth.map(|depth| depth + 1),
            b']' => depth.and_then(|depth| depth.checked_sub(1)),
            b'\\' => None,
            _ => continue,
        };
    }
    let rest = text.get(start..).unwrap_or_default();
    if depth != Some(0) || find::either(b'"', b'\'', rest).is_some() {
        for byte in text.split_off(start) {
            if matches!(byte, b'[' | b']' | b'\\' | b'"' | b'\'') {
                text.push(b'\\');
            }
            text.push(byte);
        }
    }
}

fn by_text(env: &mut Env, word: &Word) -> Flow<i64> {
    super::text(env, word, Env::calculate)?
}

/// What is asked for outside of expansions, as by `(( ))`; `None` if the expression is in error, which ends no script
/// there.
pub fn tolerant<T>(env: &mut Env, value: impl FnOnce(&mut Env) -> Flow<T>) -> Flow<Option<T>> {
    env.outcome.miscalculated = false;
    match value(env) {
        Continue(value) => Continue(Some(value)),
        Break(_) if env.outcome.miscalculated => Continue(None),
        Break(divert) => Break(divert),
    }
}
