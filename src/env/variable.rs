//! One variable.

use super::array::Array;
use super::attributes::Attributes;
use crate::name::Name;

/// A variable: unset, or a value, with its attributes.
#[derive(Debug, Clone, Default)]
pub struct Variable {
    pub(super) text: Vec<u8>,
    pub(super) set: bool,
    pub(super) number: Option<i64>,
    /// Attributes.
    pub attributes: Attributes,
    pub(super) epoch: u32,
    /// The elements of an array but the one at 0, which is the value.
    pub(super) array: Option<Box<Array>>,
}

impl Variable {
    /// Its value, if it is set.
    #[inline]
    pub fn value(&self) -> Option<&[u8]> {
        self.set.then_some(&self.text)
    }

    /// Whether it is set or has been given an attribute.
    pub(super) fn is_known(&self) -> bool {
        let own = Attributes::DYNAMIC | Attributes::WATCHED;
        self.set || self.array.is_some() || !(self.attributes - own).is_empty()
    }

    /// Its value as an integer, if that is known without parsing.
    #[inline]
    pub fn number(&self) -> Option<i64> {
        self.number
    }
}

/// Why a variable was not changed: it is read-only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadOnly(pub Name);
