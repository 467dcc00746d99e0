//! Evaluation.

use super::{Binary, Expr, Step, Subscript, Unary};
use crate::name::Name;
use crate::sys::depth::deeper;
use std::fmt;

/// Where an expression finds its variables, and the values of the expansions in its text.
pub trait Variables {
    /// Why a variable cannot be read or set.
    type Error;
    /// The value of a variable; of an unset one 0, or an error under `set -u`.
    fn get(&mut self, name: Name) -> Result<i64, Self::Error>;
    /// Sets a variable.
    fn set(&mut self, name: Name, value: i64) -> Result<(), Self::Error>;
    /// The value of an element of an array; the one at 0 is the variable itself.
    fn get_element(&mut self, name: Name, index: i64) -> Result<i64, Self::Error> {
        let _ = index;
        self.get(name)
    }
    /// Sets an element of an array.
    fn set_element(&mut self, name: Name, index: i64, value: i64) -> Result<(), Self::Error> {
        let _ = index;
        self.set(name, value)
    }
    /// Whether the elements of an array have keys; then these are asked for, and set.
    fn has_keys(&mut self, name: Name) -> bool {
        let _ = name;
        false
    }
    /// The value of an element of an associative array.
    fn get_key(&mut self, name: Name, key: &Subscript) -> Result<i64, Self::Error> {
        let _ = key;
        self.get(name)
    }
    /// Sets an element of an associative array.
    fn set_key(&mut self, name: Name, key: &Subscript, value: i64) -> Result<(), Self::Error> {
        let _ = key;
        self.set(name, value)
    }
    /// The value of [`Expr::Operand`].
    fn operand(&mut self, n: u32) -> Result<i64, Self::Error>;
}

/// Why an expression has no value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EvalError<E> {
    /// The right operand of `/` or `%` is 0.
    DivisionByZero,
    /// The right operand of `**` is negative.
    NegativeExponent,
    /// What stands in the brackets behind the name of an array is no expression.
    Subscript,
    /// A variable cannot be read or set.
    Variable(E),
}

impl<E: fmt::Display> fmt::Display for EvalError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DivisionByZero => f.write_str("division by zero"),
            Self::NegativeExponent => f.write_str("the exponent is negative"),
            Self::Subscript => f.write_str("an index is no expression"),
            Self::Variable(error) => error.fmt(f),
        }
    }
}

impl<E: fmt::Display + fmt::Debug> std::error::Error for EvalError<E> {}

/// The value of an expression.
pub fn eval<V: Variables>(expr: &Expr, vars: &mut V) -> Result<i64, EvalError<V::Error>> {
    match expr {
        Expr::Constant(value) => Ok(*value),
        Expr::Variable(name) => vars.get(*name).map_err(EvalError::Variable),
        Expr::Operand(n) => vars.operand(*n).map_err(EvalError::Variable),
        Expr::Binary(operator, operands) => {
            let left = leaf(&operands.0, vars)?;
            let right = leaf(&operands.1, vars)?;
            apply(*operator, left, right).ok_or_else(|| undefined(*operator))
        }
        Expr::Unary(operator, operand) => {
            let value = leaf(operand, vars)?;
            Ok(match operator {
                Unary::Plus => value,
                Unary::Minus => value.wrapping_neg(),
                Unary::Not => i64::from(value == 0),
                Unary::Complement => !value,
            })
        }
        Expr::And(operands) => Ok(i64::from(
            leaf(&operands.0, vars)? != 0 && leaf(&operands.1, vars)? != 0,
        )),
        Expr::Or(operands) => Ok(i64::from(
            leaf(&operands.0, vars)? != 0 || leaf(&operands.1, vars)? != 0,
        )),
        Expr::Conditional(parts) => {
            if leaf(&parts.0, vars)? == 0 {
                leaf(&parts.2, vars)
            } else {
                leaf(&parts.1, vars)
            }
        }
        Expr::Assign(name, operator, value) => assign(*name, *operator, value, vars),
        Expr::Element(..) | Expr::AssignElement(..) | Expr::StepElement(..) => element(expr, vars),
        Expr::Step(name, step) => take_step(*name, *step, vars).map_err(EvalError::Variable),
        Expr::Deep(deep) => match deep.get() {
            Some(expr) => deeper(|| eval(expr, vars)),
            None => Ok(0),
        },
    }
}

/// [`eval`], which spares the operands that are leaves a call.
#[inline]
fn leaf<V: Variables>(expr: &Expr, vars: &mut V) -> Result<i64, EvalError<V::Error>> {
    match expr {
        Expr::Constant(value) => Ok(*value),
        Expr::Variable(name) => vars.get(*name).map_err(EvalError::Variable),
        _ => eval(expr, vars),
    }
}

fn assign<V: Variables>(
    name: Name,
    operator: Option<Binary>,
    value: &Expr,
    vars: &mut V,
) -> Result<i64, EvalError<V::Error>> {
    let mut value = eval(value, vars)?;
    if let Some(operator) = operator {
        let old = vars.get(name).map_err(EvalError::Variable)?;
        value = apply(operator, old, value).ok_or_else(|| undefined(operator))?;
    }
    vars.set(name, value).map_err(EvalError::Variable)?;
    Ok(value)
}

/// Which element is meant.
enum Place<'s> {
    Index(i64),
    Key(&'s Subscript),
}

fn place<'s, V: Variables>(
    name: Name,
    subscript: &'s Subscript,
    vars: &mut V,
) -> Result<Place<'s>, EvalError<V::Error>> {
    if vars.has_keys(name) {
        return Ok(Place::Key(subscript));
    }
    match &subscript.index {
        Some(index) => Ok(Place::Index(eval(index, vars)?)),
        None => Err(EvalError::Subscript),
    }
}

fn get_at<V: Variables>(
    name: Name,
    place: &Place<'_>,
    vars: &mut V,
) -> Result<i64, EvalError<V::Error>> {
    match place {
        Place::Index(index) => vars.get_element(name, *index),
        Place::Key(key) => vars.get_key(name, key),
    }
    .map_err(EvalError::Variable)
}

fn set_at<V: Variables>(
    name: Name,
    place: &Place<'_>,
    value: i64,
    vars: &mut V,
) -> Result<(), EvalError<V::Error>> {
    match place {
        Place::Index(index) => vars.set_element(name, *index, value),
        Place::Key(key) => vars.set_key(name, key, value),
    }
    .map_err(EvalError::Variable)
}

/// Whatever is done with an element of an array; its index is evaluated once, and first.
fn element<V: Variables>(expr: &Expr, vars: &mut V) -> Result<i64, EvalError<V::Error>> {
    match expr {
        Expr::Element(name, subscript) => {
            let place = place(*name, subscript, vars)?;
            get_at(*name, &place, vars)
        }
        Expr::AssignElement(name, operator, parts) => {
            let place = place(*name, &parts.0, vars)?;
            let mut value = eval(&parts.1, vars)?;
            if let Some(operator) = operator {
                let old = get_at(*name, &place, vars)?;
                value = apply(*operator, old, value).ok_or_else(|| undefined(*operator))?;
            }
            set_at(*name, &place, value, vars)?;
            Ok(value)
        }
        Expr::StepElement(name, step, subscript) => {
            let place = place(*name, subscript, vars)?;
            let (new, result) = stepped(get_at(*name, &place, vars)?, *step);
            set_at(*name, &place, new, vars)?;
            Ok(result)
        }
        _ => eval(expr, vars),
    }
}

/// Why an operator has no result.
#[cold]
fn undefined<E>(operator: Binary) -> EvalError<E> {
    match operator {
        Binary::Power => EvalError::NegativeExponent,
        _ => EvalError::DivisionByZero,
    }
}

/// `left ** right` by squaring; none for a negative exponent.
fn power(mut base: i64, exponent: i64) -> Option<i64> {
    let mut exponent = u64::try_from(exponent).ok()?;
    let mut result = 1_i64;
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = result.wrapping_mul(base);
        }
        base = base.wrapping_mul(base);
        exponent >>= 1;
    }
    Some(result)
}

/// The new value of what is stepped, and that of the expression.
#[inline]
fn stepped(old: i64, step: Step) -> (i64, i64) {
    match step {
        Step::PreIncrement => (old.wrapping_add(1), old.wrapping_add(1)),
        Step::PreDecrement => (old.wrapping_sub(1), old.wrapping_sub(1)),
        Step::PostIncrement => (old.wrapping_add(1), old),
        Step::PostDecrement => (old.wrapping_sub(1), old),
    }
}

fn take_step<V: Variables>(name: Name, step: Step, vars: &mut V) -> Result<i64, V::Error> {
    let old = vars.get(name)?;
    let (new, result) = stepped(old, step);
    vars.set(name, new)?;
    Ok(result)
}

/// The value of `left operator right`; `None`: there is none, see [`undefined`]. Shift counts are taken modulo
/// 64, and the most negative number divided by -1 wraps: both are undefined in C.
#[inline]
fn apply(operator: Binary, left: i64, right: i64) -> Option<i64> {
    Some(match operator {
        Binary::Multiply => left.wrapping_mul(right),
        Binary::Divide | Binary::Remainder if right == 0 => return None,
        Binary::Divide => left.wrapping_div(right),
        Binary::Remainder => left.wrapping_rem(right),
        Binary::Add => left.wrapping_add(right),
        Binary::Subtract => left.wrapping_sub(right),
        Binary::ShiftLeft => left.wrapping_shl(right as u32),
        Binary::ShiftRight => left.wrapping_shr(right as u32),
        Binary::Less => i64::from(left < right),
        Binary::LessEqual => i64::from(left <= right),
        Binary::Greater => i64::from(left > right),
        Binary::GreaterEqual => i64::from(left >= right),
        Binary::Equal => i64::from(left == right),
        Binary::NotEqual => i64::from(left != right),
        Binary::BitAnd => left & right,
        Binary::BitXor => left ^ right,
        Binary::BitOr => left | right,
        Binary::Power => return power(left, right),
        Binary::Comma => right,
    })
}
