//! Variables that change what is assigned to them: `typeset -i`, `-l`, `-u`.

use super::arrays::Key;
use super::variables::{Attributes, ReadOnly, Variables, push_number};
use crate::arith::{self, Subscript};
use crate::name::{Name, is_name, reference};
use crate::sys::depth::deeper;
use std::borrow::Cow;

/// How many references may lead to a variable.
const LONGEST_CHAIN: usize = 16;

/// Numbers from here: a value that is neither one nor an expression counts as 0. Beside them, how many values of
/// variables this is nested in.
struct Numbers<'v>(&'v mut Variables, u32);

impl Numbers<'_> {
    /// The value of a text as an expression; 0 if it is none.
    fn of(&mut self, text: &[u8]) -> i64 {
        if let Some(number) = arith::integer(text) {
            return number;
        }
        let tree = arith::parse(text)
            .ok()
            .filter(|_| self.1 < arith::LONGEST_CHAIN);
        let Some(tree) = tree else { return 0 };
        let mut inner = Numbers(self.0, self.1 + 1);
        deeper(|| arith::eval(&tree, &mut inner)).unwrap_or(0)
    }

    fn at(&mut self, name: Name, key: &Key<'_>) -> i64 {
        let value = self.0.element(name, key).unwrap_or_default().to_vec();
        self.of(&value)
    }
}

impl arith::Variables for Numbers<'_> {
    type Error = ReadOnly;

    fn get(&mut self, name: Name) -> Result<i64, ReadOnly> {
        let name = self.0.follow(name);
        if let Some((array, key)) = self.0.element_referred(name) {
            return Ok(self.at(array, &key));
        }
        let value = self.0.value(name).unwrap_or_default().to_vec();
        Ok(self.of(&value))
    }

    fn set(&mut self, name: Name, value: i64) -> Result<(), ReadOnly> {
        self.0.assign_number(name, value)
    }

    fn get_element(&mut self, name: Name, index: i64) -> Result<i64, ReadOnly> {
        let index = self.0.index(name, index);
        Ok(index.map_or(0, |index| self.at(name, &Key::Index(index))))
    }

    fn has_keys(&mut self, name: Name) -> bool {
        self.0.is_associative(self.0.follow(name))
    }

    fn get_key(&mut self, name: Name, key: &Subscript) -> Result<i64, ReadOnly> {
        let name = self.0.follow(name);
        let key = self.0.key_referred(name, key.text());
        Ok(key.map_or(0, |key| self.at(name, &key)))
    }

    fn set_key(&mut self, name: Name, key: &Subscript, value: i64) -> Result<(), ReadOnly> {
        let name = self.0.follow(name);
        match self.0.key_referred(name, key.text()) {
            Some(key) => self
                .0
                .assign_element(name, &key, value.to_string().as_bytes(), false),
            None => Ok(()),
        }
    }

    fn set_element(&mut self, name: Name, index: i64, value: i64) -> Result<(), ReadOnly> {
        match self.0.index(name, index) {
            Some(index) => self.0.assign_element(
                name,
                &Key::Index(index),
                value.to_string().as_bytes(),
                false,
            ),
            None => Ok(()),
        }
    }

    fn operand(&mut self, _: u32) -> Result<i64, ReadOnly> {
        Ok(0)
    }
}

impl Variables {
    /// What the variable becomes when `value` is appended to `before`.
    pub(super) fn typed(&mut self, name: Name, before: &[u8], value: &[u8]) -> Vec<u8> {
        let attributes = self.attributes(name);
        if attributes.contains(Attributes::INTEGER) {
            let number = self.number_of(value);
            let before = arith::integer(before).unwrap_or(0);
            let mut text = Vec::new();
            push_number(&mut text, before.wrapping_add(number));
            return text;
        }
        let whole = [before, value].concat();
        if attributes.contains(Attributes::CAPITAL) {
            capital(&change_case(&whole, str::to_lowercase))
        } else if attributes.contains(Attributes::LOWER) {
            change_case(&whole, str::to_lowercase)
        } else {
            change_case(&whole, str::to_uppercase)
        }
    }

    /// The value of a text as an expression; 0 if it is none.
    fn number_of(&mut self, text: &[u8]) -> i64 {
        Numbers(self, 0).of(text)
    }

    #[cold]
    pub(super) fn assign_typed(&mut self, name: Name, value: &[u8]) -> Result<(), ReadOnly> {
        let target = self.follow(name);
        if target != name {
            return self.assign(target, value);
        }
        self.arrives(name)?;
        if let Some((array, key)) = self.element_referred(name) {
            return self.assign_element(array, &key, value, false);
        }
        self.writable(name)?;
        if self.attributes(name).contains(Attributes::REFERENCE) && reference(value).is_none() {
            return Err(ReadOnly(name));
        }
        if self.attributes(name).intersects(Attributes::TYPED) {
            let value = self.typed(name, b"", value);
            self.store(name, &value);
        } else {
            self.store(name, value);
        }
        Ok(())
    }

    /// The variable that is meant: another one if this is a reference (`typeset -n`).
    #[inline]
    pub fn follow(&self, name: Name) -> Name {
        if self.attributes(name).contains(Attributes::REFERENCE) {
            self.referent(name)
        } else {
            name
        }
    }

    #[cold]
    fn referent(&self, name: Name) -> Name {
        let mut target = name;
        for _ in 0..LONGEST_CHAIN {
            let next = self
                .get(target)
                .filter(|variable| variable.attributes.contains(Attributes::REFERENCE));
            match next.and_then(|variable| variable.value()) {
                Some(text) if is_name(text) => target = Name::new(text),
                _ => return target,
            }
        }
        // They go round in a circle.
        name
    }

    /// Whether what references have led to can be assigned to: it is none that leads round in a circle, or to all
    /// elements of an array.
    pub(super) fn arrives(&self, name: Name) -> Result<(), ReadOnly> {
        let reference = self
            .get(name)
            .filter(|variable| variable.attributes.contains(Attributes::REFERENCE))
            .and_then(|variable| reference(variable.value()?));
        match reference.map(|found| found.subscript) {
            Some(None | Some(b"@" | b"*")) => Err(ReadOnly(name)),
            _ => Ok(()),
        }
    }

    /// Whether it is a reference to no variable.
    #[inline]
    pub fn leads_nowhere(&self, name: Name) -> bool {
        let target = self.follow(name);
        self.attributes(target).contains(Attributes::REFERENCE)
    }

    /// Why a variable cannot be assigned to.
    pub fn refusal(&self, name: Name) -> &'static str {
        if self.leads_nowhere(name) {
            "the reference leads to no variable"
        } else {
            "is read only"
        }
    }

    /// The element that a reference to one means, as `typeset -n r='a[i]'` makes it.
    #[cold]
    pub fn element_referred(&self, name: Name) -> Option<(Name, Key<'static>)> {
        let variable = self.get(name)?;
        if !variable.attributes.contains(Attributes::REFERENCE) {
            return None;
        }
        let found = reference(variable.value()?)?;
        let array = self.follow(Name::new(found.name));
        if self.attributes(array).contains(Attributes::REFERENCE) {
            // It leads to itself.
            return None;
        }
        Some((array, self.key_referred(array, found.subscript?)?))
    }

    /// The key that a subscript means, where nothing may be changed on the way: a number, or a variable.
    fn key_referred(&self, array: Name, text: &[u8]) -> Option<Key<'static>> {
        let text = match text {
            [quote @ (b'\'' | b'"'), inner @ .., last] if quote == last => inner,
            text => text,
        };
        let variable = |text: &[u8]| {
            let name = Name::existing(text)?;
            Some(self.value(self.follow(name)).unwrap_or_default().to_vec())
        };
        let text = match text.strip_prefix(b"$") {
            Some(name) => variable(name)?,
            None => text.to_vec(),
        };
        if self.is_associative(array) {
            return Some(Key::Text(Cow::Owned(text)));
        }
        let index = arith::integer(&text).or_else(|| arith::integer(&variable(&text)?))?;
        self.index(array, index).map(Key::Index)
    }

    #[cold]
    pub(super) fn append_typed(&mut self, name: Name, value: &[u8]) {
        let before = self.value(name).unwrap_or_default().to_vec();
        let value = self.typed(name, &before, value);
        self.store(name, &value);
    }
}

/// The text with its first letter as a capital.
fn capital(text: &[u8]) -> Vec<u8> {
    let first = text.utf8_chunks().next();
    let first = first.and_then(|chunk| chunk.valid().chars().next());
    let (first, rest) = text
        .split_at_checked(first.map_or(0, char::len_utf8))
        .unwrap_or_default();
    [&change_case(first, str::to_uppercase), rest].concat()
}

/// Changes the case of what is text. A letter that would become several stays as it is.
pub fn change_case(text: &[u8], change: impl Fn(&str) -> String) -> Vec<u8> {
    let count = |text: &str| text.chars().count();
    let mut changed = Vec::with_capacity(text.len());
    for chunk in text.utf8_chunks() {
        let valid = chunk.valid();
        let whole = change(valid);
        if count(&whole) == count(valid) {
            changed.extend_from_slice(whole.as_bytes());
        } else {
            for letter in valid.chars().map(String::from) {
                let other = Some(change(&letter)).filter(|other| count(other) == 1);
                changed.extend_from_slice(other.unwrap_or(letter).as_bytes());
            }
        }
        changed.extend_from_slice(chunk.invalid());
    }
    changed
}
