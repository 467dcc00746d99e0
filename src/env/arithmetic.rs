//! Arithmetic over the variables of the shell (XCU 2.6.4), of expressions in which everything has been expanded; and
//! assigning to integers (`typeset -i`), which evaluates.

use super::array::Key;
use super::attributes::Attributes;
use super::variable::ReadOnly;
use super::variables::push_number;
use super::{Env, Flow, Options, flow};
use crate::arith::{self, Expr, Subscript};
use crate::name::Name;
use crate::sys::depth;
use std::borrow::Cow;
use std::fmt;
use std::ops::ControlFlow::Continue;

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
#[derive(Debug, Clone, Copy, Default)]
pub struct Operands<'e> {
    /// The values.
    pub values: &'e [i64],
    /// The expanded text.
    pub text: &'e [u8],
    /// Where each of them stands in it.
    pub places: &'e [(usize, usize)],
}

/// The variables of the shell, as arithmetic sees them.
struct Scope<'e> {
    env: &'e mut Env,
    operands: Operands<'e>,
    /// How many values of variables this is nested in.
    chain: u32,
}

impl arith::Variables for Scope<'_> {
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

impl Scope<'_> {
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
        let mut inner = Scope {
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

impl Env {
    /// The value of a text as an expression.
    pub fn calculate(&mut self, text: &[u8]) -> Flow<i64> {
        match arith::parse(text) {
            Ok(tree) => self.evaluate(&tree, Operands::default(), text),
            Err(error) => self.miscalculate(text, error, true),
        }
    }

    /// The value of an expression; `text` is what a message shows of it.
    pub fn evaluate(&mut self, tree: &Expr, operands: Operands<'_>, text: &[u8]) -> Flow<i64> {
        let mut scope = Scope {
            env: self,
            operands,
            chain: 0,
        };
        match arith::eval(tree, &mut scope) {
            Ok(value) => Continue(value),
            Err(error) => {
                // What is unset stays an error for the whole script.
                let tolerable = !matches!(error, arith::EvalError::Variable(Trouble::Unset(_)));
                self.miscalculate(text, error, tolerable)
            }
        }
    }

    #[cold]
    fn miscalculate(&mut self, text: &[u8], why: impl fmt::Display, tolerable: bool) -> Flow<i64> {
        self.outcome.miscalculated = tolerable;
        self.report(&[b"$((", text, b"))"].concat(), why);
        if tolerable {
            self.mistaken(flow::FAILURE)
        } else {
            self.fatal(flow::FAILURE)
        }
    }

    /// What an expression comes to that is to be assigned to an integer; `None`: it is no such, or no integer is
    /// asked for.
    #[inline]
    pub fn integer(&mut self, name: Name, value: &[u8]) -> Flow<Option<Vec<u8>>> {
        const ASKED: Attributes = Attributes::INTEGER.union(Attributes::REFERENCE);
        if self.variables.attributes(name).intersects(ASKED) {
            self.integer_at(name, value)
        } else {
            Continue(None)
        }
    }

    #[cold]
    fn integer_at(&mut self, name: Name, value: &[u8]) -> Flow<Option<Vec<u8>>> {
        let mut name = self.variables.follow(name);
        if let Some((array, _)) = self.variables.element_referred(name) {
            name = array;
        }
        let attributes = self.variables.attributes(name);
        if !attributes.contains(Attributes::INTEGER)
            || arith::integer(value).is_some()
            || value.trim_ascii().is_empty()
        {
            return Continue(None);
        }
        let mut text = Vec::new();
        push_number(&mut text, self.calculate(value)?);
        Continue(Some(text))
    }

    /// Assigns what the user says: for an integer, an expression.
    #[inline]
    pub fn assign(&mut self, name: Name, value: &[u8]) -> Flow<Result<(), ReadOnly>> {
        let number = self.integer(name, value)?;
        let value = number.as_deref().unwrap_or(value);
        Continue(self.variables.assign(name, value))
    }

    /// Assigns or appends to an element, as [`assign`](Self::assign).
    pub fn assign_element(
        &mut self,
        name: Name,
        key: &Key<'_>,
        value: &[u8],
        append: bool,
    ) -> Flow<Result<(), ReadOnly>> {
        let number = self.integer(name, value)?;
        let value = number.as_deref().unwrap_or(value);
        Continue(self.variables.assign_element(name, key, value, append))
    }
}
