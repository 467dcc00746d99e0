//! Arrays: a variable is the element at 0 of its array; the others lie beside it, and are there only
//! when it has some. In an associative array it is the one whose key is `0`, which nobody notices.

pub use super::array::{Array, Key};
use super::attributes::Attributes;
pub use super::member::{Member, decode, encode};
use super::quote;
use super::variable::{ReadOnly, Variable};
use super::variables::Variables;
use crate::name::Name;
use std::borrow::Cow;
use std::collections::BTreeMap;

impl Variable {
    /// What has become an array is to be shown without elements until it is given some, or none.
    fn begin_bare(&mut self) {
        if self.value().is_none() {
            self.attributes |= Attributes::BARE;
        }
    }
}

/// The greatest index of an element.
const LAST: i64 = i32::MAX as i64;

impl Variables {
    /// Makes the variable an array of these values.
    pub fn assign_values<'v>(
        &mut self,
        name: Name,
        values: impl IntoIterator<Item = &'v [u8]>,
    ) -> Result<(), ReadOnly> {
        let name = self.follow(name);
        self.clear_array(name)?;
        for (index, value) in values.into_iter().enumerate() {
            self.assign_element(name, &Key::Index(index), value, false)?;
        }
        Ok(())
    }

    /// Whether the variable has elements beside its value, or was declared to be an array.
    pub fn is_array(&self, name: Name) -> bool {
        self.get(name)
            .is_some_and(|variable| variable.array.is_some())
    }

    /// Whether its elements have keys.
    #[inline]
    pub fn is_associative(&self, name: Name) -> bool {
        self.get(name).is_some_and(|variable| {
            matches!(variable.array.as_deref(), Some(Array::Associative(_)))
        })
    }

    /// Makes the variable an array, perhaps an empty one.
    pub fn make_array(&mut self, name: Name) {
        let variable = self.touch(name);
        if variable.array.is_none() {
            variable.array = Some(Box::default());
            variable.begin_bare();
        }
    }

    /// Makes the variable an associative array. False: it is an array of another kind.
    pub fn make_associative(&mut self, name: Name) -> bool {
        if self.is_array(name) {
            return self.is_associative(name);
        }
        let variable = self.touch(name);
        variable.array = Some(Box::new(Array::Associative(BTreeMap::new())));
        variable.begin_bare();
        true
    }

    /// The greatest index in use.
    fn last_index(&self, name: Name) -> Option<usize> {
        let variable = self.get(name)?;
        match variable.array.as_deref() {
            Some(Array::Indexed(elements)) if !elements.is_empty() => {
                elements.last().map(|(index, _)| *index)
            }
            _ => variable.value().map(|_| 0),
        }
    }

    /// An index as it is written, where negative ones count from the end. `None`: there is no such.
    pub fn index(&self, name: Name, index: i64) -> Option<usize> {
        if (0..=LAST).contains(&index) {
            return Some(index as usize);
        }
        let end = self.last_index(name).map_or(0, |last| last as i64 + 1);
        let index = end.checked_add(index)?;
        (0..end).contains(&index).then_some(index as usize)
    }

    /// Whether the element is the variable's own value.
    fn is_first(&self, name: Name, key: &Key<'_>) -> bool {
        match key {
            // An index into an associative array is one of the variable itself.
            Key::Index(index) => *index == 0 || self.is_associative(name),
            Key::Text(text) => **text == *b"0",
        }
    }

    /// The value of an element, if it is set.
    pub fn element(&self, name: Name, key: &Key<'_>) -> Option<&[u8]> {
        let variable = self.get(name)?;
        if self.is_first(name, key) {
            return variable.value();
        }
        variable.array.as_ref()?.get(key)
    }

    /// The elements that are set, in order, with their keys.
    pub fn elements(&self, name: Name) -> impl Iterator<Item = (Key<'_>, &[u8])> {
        let variable = self.get(name);
        let array = variable.and_then(|variable| variable.array.as_deref());
        let first = match array {
            Some(Array::Associative(_)) => Key::Text(Cow::Borrowed(b"0")),
            _ => Key::FIRST,
        };
        let value = variable.and_then(|variable| variable.value());
        value
            .map(|value| (first, value))
            .into_iter()
            .chain(array.into_iter().flat_map(Array::iter))
    }

    /// Assigns or appends to an element.
    pub fn assign_element(
        &mut self,
        name: Name,
        key: &Key<'_>,
        value: &[u8],
        append: bool,
    ) -> Result<(), ReadOnly> {
        if self.is_first(name, key) {
            return if append {
                self.append(name, value)
            } else {
                self.assign(name, value)
            };
        }
        self.writable(name)?;
        let typed = self.attributes(name).intersects(Attributes::TYPED);
        let value = if typed {
            let old = self.element(name, key).filter(|_| append);
            let old = old.map(<[u8]>::to_vec).unwrap_or_default();
            self.typed(name, &old, value)
        } else {
            value.to_vec()
        };
        let variable = self.touch(name);
        variable.attributes -= Attributes::BARE;
        let array = variable.array.get_or_insert_default();
        if let Some(slot) = array.entry(key) {
            if append && !typed {
                slot.extend_from_slice(&value);
            } else {
                *slot = value;
            }
        }
        Ok(())
    }

    /// Removes all elements: what is assigned next makes a new array, of the kind it was.
    pub fn clear_array(&mut self, name: Name) -> Result<(), ReadOnly> {
        self.writable(name)?;
        self.unset_value(name);
        let empty = if self.is_associative(name) {
            Array::Associative(BTreeMap::new())
        } else {
            Array::default()
        };
        let variable = self.touch(name);
        variable.array = Some(Box::new(empty));
        variable.attributes -= Attributes::BARE;
        Ok(())
    }

    /// The index behind the last element.
    pub fn next_index(&self, name: Name) -> usize {
        self.last_index(name).map_or(0, |last| last + 1)
    }

    /// Unsets an element.
    pub fn unset_element(&mut self, name: Name, key: &Key<'_>) -> Result<(), ReadOnly> {
        self.writable(name)?;
        if self.is_first(name, key) {
            // Whatever else there was, the variable is an array by now.
            if !self.is_array(name) {
                return self.unset(name);
            }
            self.unset_value(name);
        } else if let Some(array) = &mut self.touch(name).array {
            array.remove(key);
        }
        Ok(())
    }

    /// The elements as an assignment has them: `([0]="a" [1]="b")`.
    pub fn listed(&self, name: Name) -> Vec<u8> {
        listed(self.elements(name), self.is_associative(name))
    }
}

/// Elements as an assignment has them.
pub(super) fn listed<'a>(
    elements: impl Iterator<Item = (Key<'a>, &'a [u8])>,
    associative: bool,
) -> Vec<u8> {
    let mut text = b"(".to_vec();
    for (position, (key, value)) in elements.enumerate() {
        if position > 0 && !associative {
            text.push(b' ');
        }
        text.push(b'[');
        match key {
            Key::Text(key) if !quote::is_word(&key) => {
                quote::push_in_double_quotes(&mut text, &key);
            }
            key => text.extend_from_slice(&key.to_text()),
        }
        text.extend_from_slice(b"]=");
        quote::push_in_double_quotes(&mut text, value);
        if associative {
            text.push(b' ');
        }
    }
    text.push(b')');
    text
}
