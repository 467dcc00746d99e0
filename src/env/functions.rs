//! The functions (XCU 2.9.5), indexed by name; copied on write, so that a subshell costs nothing.

use crate::name::Name;
use crate::syntax::tree::FunctionDefinition;
use std::rc::Rc;

/// A function, and the file in which it was defined.
type Function = (Rc<FunctionDefinition>, Option<Rc<[u8]>>);

/// The defined functions.
#[derive(Debug, Clone, Default)]
pub struct Functions {
    slots: Rc<Vec<Option<Function>>>,
    count: usize,
}

impl Functions {
    /// The function with this name.
    #[inline]
    pub fn get(&self, name: Name) -> Option<&Rc<FunctionDefinition>> {
        if self.count == 0 {
            return None;
        }
        self.slots
            .get(name.index())?
            .as_ref()
            .map(|function| &function.0)
    }

    /// The file in which it was defined.
    pub fn source(&self, name: Name) -> Option<&Rc<[u8]>> {
        self.slots.get(name.index())?.as_ref()?.1.as_ref()
    }

    /// Defines a function.
    pub fn define(&mut self, definition: Rc<FunctionDefinition>, source: Option<Rc<[u8]>>) {
        let index = definition.name.index();
        let slots = Rc::make_mut(&mut self.slots);
        if index >= slots.len() {
            slots.resize(index + 1, None);
        }
        if let Some(slot) = slots.get_mut(index) {
            self.count += usize::from(slot.is_none());
            *slot = Some((definition, source));
        }
    }

    /// Forgets a function. True if there was one.
    pub fn unset(&mut self, name: Name) -> bool {
        if self.get(name).is_none() {
            return false;
        }
        if let Some(slot) = Rc::make_mut(&mut self.slots).get_mut(name.index()) {
            *slot = None;
            self.count -= 1;
        }
        true
    }

    /// All functions, sorted by name.
    pub fn iter(&self) -> impl Iterator<Item = &Rc<FunctionDefinition>> {
        let mut functions: Vec<_> = self
            .slots
            .iter()
            .flatten()
            .map(|function| &function.0)
            .collect();
        functions.sort_unstable_by_key(|function| function.name.as_bytes());
        functions.into_iter()
    }
}
