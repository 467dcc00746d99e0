//! Variables that change what is assigned to them: `typeset -i`, `-l`, `-u`.

use super::array::Key;
use super::attributes::Attributes;
use super::variable::ReadOnly;
use super::variables::{Variables, push_number};
use crate::arith;
use crate::name::{Name, is_name, reference};
use std::borrow::Cow;

/// How many references may lead to a variable.
const LONGEST_CHAIN: usize = 16;

impl Variables {
    /// What the variable becomes when `value` is appended to `before`. What is no number counts as 0 for an integer:
    /// expressions are evaluated before, by [`Env::assign`](super::Env::assign).
    pub(super) fn typed(&self, name: Name, before: &[u8], value: &[u8]) -> Vec<u8> {
        let attributes = self.attributes(name);
        if attributes.contains(Attributes::INTEGER) {
            let [before, number] = [before, value].map(|text| arith::integer(text).unwrap_or(0));
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
