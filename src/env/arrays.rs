//! Arrays: a variable is the element at 0 of its array; the others lie beside it, and are there only
//! when it has some. In an associative array it is the one whose key is `0`, which nobody notices.

use super::quote;
use super::variables::{Attributes, ReadOnly, Variable, Variables};
use crate::name::Name;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Which element of an array is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Key<'k> {
    /// By its index.
    Index(usize),
    /// By its key, in an associative array.
    Text(Cow<'k, [u8]>),
}

impl Key<'_> {
    /// The element that is the variable itself.
    pub const FIRST: Key<'static> = Key::Index(0);

    /// A key that borrows nothing.
    pub fn into_owned(self) -> Key<'static> {
        match self {
            Self::Index(index) => Key::Index(index),
            Self::Text(text) => Key::Text(Cow::Owned(text.into_owned())),
        }
    }

    /// The key as it is written.
    pub fn to_text(&self) -> Vec<u8> {
        match self {
            Self::Index(index) => index.to_string().into_bytes(),
            Self::Text(text) => text.to_vec(),
        }
    }
}

/// The elements of an array but the first.
#[derive(Debug, Clone)]
pub enum Array {
    /// By index, in order, with gaps.
    Indexed(Vec<(usize, Vec<u8>)>),
    /// By key.
    Associative(BTreeMap<Vec<u8>, Vec<u8>>),
}

impl Variable {
    /// What has become an array is to be shown without elements until it is given some, or none.
    fn begin_bare(&mut self) {
        if self.value().is_none() {
            self.attributes |= Attributes::BARE;
        }
    }
}

impl Default for Array {
    fn default() -> Self {
        Self::Indexed(Vec::new())
    }
}

fn place(elements: &[(usize, Vec<u8>)], index: usize) -> Result<usize, usize> {
    // Without gaps, which is usual, an element is found at once.
    match elements.get(index.wrapping_sub(1)) {
        Some((found, _)) if *found == index => Ok(index - 1),
        _ => elements.binary_search_by_key(&index, |element| element.0),
    }
}

impl Array {
    fn get(&self, key: &Key<'_>) -> Option<&[u8]> {
        match (self, key) {
            (Self::Indexed(elements), Key::Index(index)) => {
                let place = place(elements, *index).ok()?;
                elements.get(place).map(|(_, value)| value.as_slice())
            }
            (Self::Associative(map), Key::Text(text)) => map.get(&**text).map(Vec::as_slice),
            _ => None,
        }
    }

    fn entry(&mut self, key: &Key<'_>) -> Option<&mut Vec<u8>> {
        match (self, key) {
            (Self::Indexed(elements), Key::Index(index)) => {
                let place = match place(elements, *index) {
                    Ok(place) => place,
                    Err(place) => {
                        elements.insert(place, (*index, Vec::new()));
                        place
                    }
                };
                elements.get_mut(place).map(|element| &mut element.1)
            }
            (Self::Associative(map), Key::Text(text)) => {
                Some(map.entry(text.to_vec()).or_default())
            }
            _ => None,
        }
    }

    fn remove(&mut self, key: &Key<'_>) {
        match (self, key) {
            (Self::Indexed(elements), Key::Index(index)) => {
                if let Ok(place) = place(elements, *index) {
                    elements.remove(place);
                }
            }
            (Self::Associative(map), Key::Text(text)) => {
                map.remove(&**text);
            }
            _ => (),
        }
    }

    fn iter(&self) -> Box<dyn Iterator<Item = (Key<'_>, &[u8])> + '_> {
        match self {
            Self::Indexed(elements) => Box::new(
                elements
                    .iter()
                    .map(|(index, value)| (Key::Index(*index), value.as_slice())),
            ),
            Self::Associative(map) => Box::new(
                map.iter()
                    .map(|(key, value)| (Key::Text(Cow::Borrowed(key)), value.as_slice())),
            ),
        }
    }
}

/// The greatest index of an element.
const LAST: i64 = i32::MAX as i64;

/// An element of a list that is to be an array.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Member {
    /// What stands in brackets before it, expanded: an expression or a key, as the array has it.
    pub subscript: Option<Vec<u8>>,
    /// The value is appended to what is there.
    pub append: bool,
    /// The value.
    pub value: Vec<u8>,
}

/// A list as the value of an argument `name=(...)` of a builtin. A NUL byte, which no other value
/// has, tells it from a text.
pub fn encode(list: &[Member]) -> Vec<u8> {
    let mut text = vec![0];
    for member in list {
        text.push(match (&member.subscript, member.append) {
            (None, _) => b'-',
            (Some(_), false) => b'=',
            (Some(_), true) => b'+',
        });
        text.extend_from_slice(member.subscript.as_deref().unwrap_or_default());
        text.push(0);
        text.extend_from_slice(&member.value);
        text.push(0);
    }
    text
}

/// The list that such a value stands for, if it is one.
pub fn decode(value: &[u8]) -> Option<Vec<Member>> {
    let list = value.strip_prefix(&[0])?;
    let parts: Vec<&[u8]> = list.split(|&byte| byte == 0).collect();
    let members = parts.chunks_exact(2).filter_map(|pair| match pair {
        [[mark, subscript @ ..], value] => Some(Member {
            subscript: (*mark != b'-').then(|| subscript.to_vec()),
            append: *mark == b'+',
            value: value.to_vec(),
        }),
        _ => None,
    });
    Some(members.collect())
}

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

    /// The letters of the options of `declare` that give the variable its attributes.
    pub fn attribute_letters(&self, name: Name) -> Vec<u8> {
        let attributes = self.attributes(name);
        let associative = self.is_associative(name);
        let case = attributes & Attributes::CAPITAL;
        let letters = [
            (b'a', self.is_array(name) && !associative),
            (b'A', associative),
            (b'i', attributes.contains(Attributes::INTEGER)),
            (b'n', attributes.contains(Attributes::REFERENCE)),
            (b'r', attributes.contains(Attributes::READONLY)),
            (b't', attributes.contains(Attributes::TRACE)),
            (b'x', attributes.contains(Attributes::EXPORT)),
            (b'c', case == Attributes::CAPITAL),
            (b'l', case == Attributes::LOWER),
            (b'u', case == Attributes::UPPER),
        ];
        let there = letters.into_iter().filter(|(_, there)| *there);
        there.map(|(letter, _)| letter).collect()
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
