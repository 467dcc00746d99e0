//! Which builtins there are.

use super::Builtin;
use crate::name::Name;

/// The builtins that commands find, by name, and those that are switched off.
#[derive(Debug, Default)]
pub struct Builtins {
    slots: Vec<Option<&'static Builtin>>,
    /// Those that `enable -n` has switched off.
    pub disabled: Vec<&'static Builtin>,
}

impl Builtins {
    /// The one with this name.
    #[inline]
    pub fn get(&self, name: Name) -> Option<&'static Builtin> {
        self.slots.get(name.index()).copied().flatten()
    }

    /// Adds one, or replaces the one of its name.
    pub fn define(&mut self, builtin: &'static Builtin) {
        let index = Name::new(builtin.name.as_bytes()).index();
        if index >= self.slots.len() {
            self.slots.resize(index + 64, None);
        }
        if let Some(slot) = self.slots.get_mut(index) {
            *slot = Some(builtin);
        }
    }

    /// Switches one off. False: there is none of the name.
    pub fn disable(&mut self, name: Name) -> bool {
        match self.slots.get_mut(name.index()).and_then(Option::take) {
            Some(builtin) => {
                self.disabled.push(builtin);
                true
            }
            None => self.place_among_disabled(name).is_some(),
        }
    }

    /// Switches one on again. False: there is none of the name.
    pub fn enable(&mut self, name: Name) -> bool {
        if let Some(at) = self.place_among_disabled(name) {
            let builtin = self.disabled.swap_remove(at);
            self.define(builtin);
        }
        self.get(name).is_some()
    }

    fn place_among_disabled(&self, name: Name) -> Option<usize> {
        let name = name.as_bytes();
        self.disabled
            .iter()
            .position(|builtin| builtin.name.as_bytes() == name)
    }
}
