//! Arrays: a variable is the element at 0 of its array; the others lie beside it, and are there only
//! when it has some.

use super::variables::{Attributes, ReadOnly, Variables};
use crate::name::Name;

/// The elements of an array from 1 on: in order, with gaps.
#[derive(Debug, Clone, Default)]
pub struct Array {
    elements: Vec<(usize, Vec<u8>)>,
}

impl Array {
    fn place(&self, index: usize) -> Result<usize, usize> {
        // Without gaps, which is usual, an element is found at once.
        match self.elements.get(index.wrapping_sub(1)) {
            Some((found, _)) if *found == index => Ok(index - 1),
            _ => self
                .elements
                .binary_search_by_key(&index, |element| element.0),
        }
    }

    fn get(&self, index: usize) -> Option<&[u8]> {
        let place = self.place(index).ok()?;
        self.elements.get(place).map(|(_, value)| value.as_slice())
    }

    fn entry(&mut self, index: usize) -> &mut Vec<u8> {
        let place = match self.place(index) {
            Ok(place) => place,
            Err(place) => {
                self.elements.insert(place, (index, Vec::new()));
                place
            }
        };
        &mut self.elements[place].1
    }
}

/// The greatest index of an element.
const LAST: i64 = i32::MAX as i64;

/// The elements of a list that is to be an array: those with an index of their own have it.
pub type Elements = Vec<(Option<i64>, Vec<u8>)>;

/// A list as the value of an argument `name=(...)` of a builtin. A NUL byte, which no other value
/// has, tells it from a text.
pub fn encode(list: &[(Option<i64>, Vec<u8>)]) -> Vec<u8> {
    let mut text = vec![0];
    for (index, value) in list {
        if let Some(index) = index {
            text.extend_from_slice(index.to_string().as_bytes());
        }
        text.push(0);
        text.extend_from_slice(value);
        text.push(0);
    }
    text
}

/// The list that such a value stands for, if it is one.
pub fn decode(value: &[u8]) -> Option<Elements> {
    let list = value.strip_prefix(&[0])?;
    let parts: Vec<&[u8]> = list.split(|&byte| byte == 0).collect();
    let pairs = parts.chunks_exact(2);
    Some(
        pairs
            .filter_map(|pair| match pair {
                [index, value] => {
                    let index = std::str::from_utf8(index).ok();
                    let index = index.and_then(|index| index.parse().ok());
                    Some((index, value.to_vec()))
                }
                _ => None,
            })
            .collect(),
    )
}

impl Variables {
    /// Assigns a list, or appends one. `None`: an index is out of range.
    pub fn assign_list(
        &mut self,
        name: Name,
        list: &[(Option<i64>, Vec<u8>)],
        append: bool,
    ) -> Result<Option<()>, ReadOnly> {
        self.writable(name)?;
        if append {
            self.make_array(name);
        } else {
            self.clear_array(name)?;
        }
        let mut next = self.next_index(name);
        for (index, value) in list {
            let place = match index {
                Some(index) => match self.index(name, *index) {
                    Some(place) => place,
                    None => return Ok(None),
                },
                None => next,
            };
            self.assign_element(name, place, value, false)?;
            next = place + 1;
        }
        Ok(Some(()))
    }

    /// Whether the variable has elements beside its value, or was declared to be an array.
    pub fn is_array(&self, name: Name) -> bool {
        self.get(name)
            .is_some_and(|variable| variable.array.is_some())
    }

    /// Makes the variable an array, perhaps an empty one.
    pub fn make_array(&mut self, name: Name) {
        let variable = self.touch(name);
        if variable.array.is_none() {
            variable.array = Some(Box::default());
        }
    }

    /// The greatest index in use.
    fn last_index(&self, name: Name) -> Option<usize> {
        let variable = self.get(name)?;
        let last = variable
            .array
            .as_ref()
            .and_then(|array| array.elements.last());
        match last {
            Some((index, _)) => Some(*index),
            None => variable.value().map(|_| 0),
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

    /// The value of an element, if it is set.
    pub fn element(&self, name: Name, index: usize) -> Option<&[u8]> {
        let variable = self.get(name)?;
        match index {
            0 => variable.value(),
            _ => variable.array.as_ref()?.get(index),
        }
    }

    /// The elements that are set, in order, with their indices.
    pub fn elements(&self, name: Name) -> impl Iterator<Item = (usize, &[u8])> {
        let variable = self.get(name);
        let first = variable.and_then(|variable| variable.value());
        let others = variable.and_then(|variable| variable.array.as_ref());
        let others = others.into_iter().flat_map(|array| &array.elements);
        first
            .map(|value| (0, value))
            .into_iter()
            .chain(others.map(|(index, value)| (*index, value.as_slice())))
    }

    /// Assigns or appends to an element.
    pub fn assign_element(
        &mut self,
        name: Name,
        index: usize,
        value: &[u8],
        append: bool,
    ) -> Result<(), ReadOnly> {
        if index == 0 {
            return if append {
                self.append(name, value)
            } else {
                self.assign(name, value)
            };
        }
        self.writable(name)?;
        let typed = self.attributes(name).intersects(Attributes::TYPED);
        let value = if typed {
            let old = self.element(name, index).filter(|_| append);
            let old = old.map(<[u8]>::to_vec).unwrap_or_default();
            self.typed(name, &old, value)
        } else {
            value.to_vec()
        };
        let array = self.touch(name).array.get_or_insert_default();
        let slot = array.entry(index);
        if append && !typed {
            slot.extend_from_slice(&value);
        } else {
            *slot = value;
        }
        Ok(())
    }

    /// Removes all elements: what is assigned next makes a new array.
    pub fn clear_array(&mut self, name: Name) -> Result<(), ReadOnly> {
        self.writable(name)?;
        self.unset_value(name);
        self.touch(name).array = Some(Box::default());
        Ok(())
    }

    /// The index behind the last element.
    pub fn next_index(&self, name: Name) -> usize {
        self.last_index(name).map_or(0, |last| last + 1)
    }

    /// Unsets an element.
    pub fn unset_element(&mut self, name: Name, index: usize) -> Result<(), ReadOnly> {
        self.writable(name)?;
        if index == 0 {
            self.unset_value(name);
        } else if let Some(array) = &mut self.touch(name).array
            && let Ok(place) = array.place(index)
        {
            array.elements.remove(place);
        }
        Ok(())
    }
}
