//! Arithmetic expansion (XCU 2.6.4).

use super::Builder;
use crate::arith::{self, Expr, Subscript};
use crate::env::arrays::Key;
use crate::env::variables::{Attributes, push_number};
use crate::env::{Env, Flow, Options, flow};
use crate::name::Name;
use crate::syntax::tree::{Arithmetic, Shape, Unit, Word};
use crate::sys::depth;
use crate::sys::find;
use std::borrow::Cow;
use std::fmt;
use std::ops::ControlFlow::{Break, Continue};

/// Why a variable could not be used.
#[derive(Debug)]
enum Trouble {
    Unset(Name),
    NoInteger(Name),
    ReadOnly(Name),
    Index(Name),
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unset(name) => write!(f, "{name}: parameter not set"),
            Self::NoInteger(name) => write!(f, "{name}: its value is no integer"),
            Self::Index(name) => write!(f, "{name}: no element with this index"),
            Self::ReadOnly(name) => write!(f, "{name}: is read only"),
        }
    }
}

/// The values of the expansions in an expression, and where they stand in its expanded text.
#[derive(Clone, Copy, Default)]
struct Operands<'e> {
    values: &'e [i64],
    text: &'e [u8],
    places: &'e [(usize, usize)],
}

/// The variables of the shell, as arithmetic sees them.
struct Variables<'e> {
    env: &'e mut Env,
    operands: Operands<'e>,
    /// How many values of variables this is nested in.
    chain: u32,
}

impl arith::Variables for Variables<'_> {
    type Error = Trouble;

    #[inline]
    fn get(&mut self, name: Name) -> Result<i64, Trouble> {
        let Some(variable) = self.env.variables.get(name) else {
            return self.unset(name);
        };
        if let Some(number) = variable.number() {
            return Ok(number);
        }
        if variable.attributes.contains(Attributes::REFERENCE) {
            let target = self.env.variables.follow(name);
            if target != name {
                return self.get(target);
            }
            return match self.env.variables.element_referred(name) {
                Some((array, key)) => self.at(array, &key),
                None => Ok(0),
            };
        }
        if variable.attributes.contains(Attributes::DYNAMIC) {
            return Ok(self.env.computed_number(name));
        }
        let Some(value) = variable.value() else {
            return self.unset(name);
        };
        // An empty value counts as 0, like that of an unset variable, but is no integer as an operand.
        let number = if value.trim_ascii().is_empty() {
            0
        } else if let Some(number) = arith::integer(value) {
            number
        } else {
            let value = value.to_vec();
            return self.expression(name, &value);
        };
        self.env.variables.cache_number(name, number);
        Ok(number)
    }

    fn get_element(&mut self, name: Name, index: i64) -> Result<i64, Trouble> {
        let place = self.env.index(name, index).ok_or(Trouble::Index(name))?;
        self.at(name, &Key::Index(place))
    }

    fn has_keys(&mut self, name: Name) -> bool {
        let name = self.env.variables.follow(name);
        self.env.variables.is_associative(name)
    }

    fn get_key(&mut self, name: Name, key: &Subscript) -> Result<i64, Trouble> {
        let key = self.key(key);
        self.at(name, &key)
    }

    fn set_key(&mut self, name: Name, key: &Subscript, value: i64) -> Result<(), Trouble> {
        let key = self.key(key);
        let mut text = Vec::new();
        push_number(&mut text, value);
        let name = self.env.variables.follow(name);
        self.env
            .variables
            .assign_element(name, &key, &text, false)
            .map_err(|_| Trouble::ReadOnly(name))
    }

    fn set_element(&mut self, name: Name, index: i64, value: i64) -> Result<(), Trouble> {
        let variables = &mut self.env.variables;
        let name = variables.follow(name);
        let place = variables.index(name, index).ok_or(Trouble::Index(name))?;
        if place == 0 {
            return self.set(name, value);
        }
        let mut text = Vec::new();
        push_number(&mut text, value);
        variables
            .assign_element(name, &Key::Index(place), &text, false)
            .map_err(|_| Trouble::ReadOnly(name))
    }

    fn set(&mut self, name: Name, value: i64) -> Result<(), Trouble> {
        self.env
            .variables
            .assign_number(name, value)
            .map_err(|_| Trouble::ReadOnly(name))
    }

    fn operand(&mut self, n: u32) -> Result<i64, Trouble> {
        Ok(self.operands.values.get(n as usize).copied().unwrap_or(0))
    }
}

impl Variables<'_> {
    fn at(&mut self, name: Name, key: &Key<'_>) -> Result<i64, Trouble> {
        let Some(value) = self.env.element(name, key) else {
            return self.unset(name);
        };
        match arith::integer(&value) {
            Some(number) => Ok(number),
            None if value.trim_ascii().is_empty() => Ok(0),
            None => {
                let value = value.into_owned();
                self.expression(name, &value)
            }
        }
    }

    /// The key that is meant: expanded, and without quotes.
    fn key(&self, subscript: &Subscript) -> Key<'static> {
        let mut key = Vec::new();
        let mut operands = self.operands.places.iter().skip(subscript.first_operand());
        let mut bytes = subscript.text().iter();
        while let Some(&byte) = bytes.next() {
            match byte {
                0 => {
                    let place = operands.next().copied().unwrap_or_default();
                    let text = self.operands.text.get(place.0..place.1);
                    key.extend_from_slice(text.unwrap_or_default());
                }
                b'\\' => key.extend(bytes.next()),
                b'"' | b'\'' => (),
                byte => key.push(byte),
            }
        }
        Key::Text(Cow::Owned(key))
    }

    /// The value of a variable that is no integer: POSIX leaves it open, other shells read it as an
    /// expression. Nothing in it is expanded.
    #[cold]
    fn expression(&mut self, name: Name, text: &[u8]) -> Result<i64, Trouble> {
        if self.env.has(Options::POSIX) || self.chain >= arith::LONGEST_CHAIN {
            return Err(Trouble::NoInteger(name));
        }
        let tree = arith::parse(text).map_err(|_| Trouble::NoInteger(name))?;
        let mut inner = Variables {
            env: self.env,
            operands: Operands::default(),
            chain: self.chain + 1,
        };
        let value = depth::deeper(|| arith::eval(&tree, &mut inner));
        value.map_err(|error| match error {
            arith::EvalError::Variable(trouble) => trouble,
            _ => Trouble::NoInteger(name),
        })
    }

    fn unset(&self, name: Name) -> Result<i64, Trouble> {
        if self.env.has(Options::NOUNSET) {
            Err(Trouble::Unset(name))
        } else {
            Ok(0)
        }
    }
}

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
        Shape::Literal(text) => evaluate(env, tree, Operands::default(), text),
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
                evaluate(env, tree, operands, b"$")
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
        evaluate(env, tree, operands, operands.text)
    } else {
        let text = fields.unfinished().to_vec();
        of_text(env, &text)
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
    super::text(env, word, of_text)?
}

/// What is asked for outside of expansions, as by `(( ))`; `None` if the expression is in error, which ends no script
/// there.
pub fn tolerant<T>(env: &mut Env, value: impl FnOnce(&mut Env) -> Flow<T>) -> Flow<Option<T>> {
    env.miscalculated = false;
    match value(env) {
        Continue(value) => Continue(Some(value)),
        Break(_) if env.miscalculated => Continue(None),
        Break(divert) => Break(divert),
    }
}

/// The value of a text as an expression.
pub fn of_text(env: &mut Env, text: &[u8]) -> Flow<i64> {
    match arith::parse(text) {
        Ok(tree) => evaluate(env, &tree, Operands::default(), text),
        Err(error) => {
            env.miscalculated = true;
            env.report(&[b"$((", text, b"))"].concat(), error);
            env.fatal(flow::FAILURE)
        }
    }
}

fn evaluate(env: &mut Env, tree: &Expr, operands: Operands<'_>, text: &[u8]) -> Flow<i64> {
    match arith::eval(
        tree,
        &mut Variables {
            env,
            operands,
            chain: 0,
        },
    ) {
        Ok(value) => Continue(value),
        Err(error) => {
            // What is unset stays an error for the whole script.
            env.miscalculated = !matches!(error, arith::EvalError::Variable(Trouble::Unset(_)));
            env.report(&[b"$((", text, b"))"].concat(), error);
            env.fatal(flow::FAILURE)
        }
    }
}
