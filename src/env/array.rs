//! The elements of one array, and the keys that they go by.

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
    pub(super) fn get(&self, key: &Key<'_>) -> Option<&[u8]> {
        match (self, key) {
            (Self::Indexed(elements), Key::Index(index)) => {
                let place = place(elements, *index).ok()?;
                elements.get(place).map(|(_, value)| value.as_slice())
            }
            (Self::Associative(map), Key::Text(text)) => map.get(&**text).map(Vec::as_slice),
            _ => None,
        }
    }

    pub(super) fn entry(&mut self, key: &Key<'_>) -> Option<&mut Vec<u8>> {
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

    pub(super) fn remove(&mut self, key: &Key<'_>) {
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

    pub(super) fn iter(&self) -> Box<dyn Iterator<Item = (Key<'_>, &[u8])> + '_> {
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
