//! The functions (XCU 2.9.5), indexed by name; copied on write, so that a subshell costs nothing.

use crate::name::Name;
use crate::syntax::print;
use crate::syntax::tree::FunctionDefinition;
use std::rc::Rc;

/// What stands before and behind the name of a function in the environment of a program.
pub const MARKS: (&[u8], &[u8]) = (b"BASH_FUNC_", b"%%");

/// A function, and what is known of it beside its definition.
#[derive(Debug, Clone)]
struct Function {
    definition: Rc<FunctionDefinition>,
    /// The file in which it was defined.
    source: Option<Rc<[u8]>>,
    /// Shells that are started have it too.
    exported: bool,
    /// It can be neither defined anew nor unset.
    read_only: bool,
    /// It has the traps DEBUG and RETURN of its caller.
    traced: bool,
}

/// The defined functions.
#[derive(Debug, Clone, Default)]
pub struct Functions {
    slots: Rc<Vec<Option<Function>>>,
    count: usize,
    exported: Option<Rc<[Vec<u8>]>>,
}

impl Functions {
    #[inline]
    fn slot(&self, name: Name) -> Option<&Function> {
        if self.count == 0 {
            return None;
        }
        self.slots.get(name.index())?.as_ref()
    }

    /// The function with this name.
    #[inline]
    pub fn get(&self, name: Name) -> Option<&Rc<FunctionDefinition>> {
        self.slot(name).map(|function| &function.definition)
    }

    /// The file in which it was defined.
    pub fn source(&self, name: Name) -> Option<&Rc<[u8]>> {
        self.slot(name)?.source.as_ref()
    }

    /// Whether it is there and exported.
    pub fn is_exported(&self, name: Name) -> bool {
        self.slot(name).is_some_and(|function| function.exported)
    }

    /// Whether it is there and may not be changed.
    pub fn is_read_only(&self, name: Name) -> bool {
        self.slot(name).is_some_and(|function| function.read_only)
    }

    /// Whether it has the traps DEBUG and RETURN of its caller, whatever the options say.
    #[cold]
    pub fn is_traced(&self, name: Name) -> bool {
        self.slot(name).is_some_and(|function| function.traced)
    }

    /// Makes it a function that has, or has not, the traps DEBUG and RETURN of its caller.
    pub fn trace(&mut self, name: Name, on: bool) {
        self.change(name, |function| function.traced = on);
    }

    /// Defines a function. It stays exported if one with its name was.
    pub fn define(&mut self, definition: Rc<FunctionDefinition>, source: Option<Rc<[u8]>>) {
        let name = definition.name;
        let exported = self.exported.is_some() && self.is_exported(name);
        let slots = Rc::make_mut(&mut self.slots);
        if name.index() >= slots.len() {
            slots.resize(name.index() + 1, None);
        }
        if let Some(slot) = slots.get_mut(name.index()) {
            self.count += usize::from(slot.is_none());
            *slot = Some(Function {
                definition,
                source,
                exported,
                read_only: false,
                traced: false,
            });
        }
        if exported {
            self.list_exported();
        }
    }

    /// Forgets a function. True if there was one.
    pub fn unset(&mut self, name: Name) -> bool {
        if self.get(name).is_none() {
            return false;
        }
        let exported = self.is_exported(name);
        if let Some(slot) = Rc::make_mut(&mut self.slots).get_mut(name.index()) {
            *slot = None;
            self.count -= 1;
        }
        if exported {
            self.list_exported();
        }
        true
    }

    /// Has shells that are started know the function, or not. False: there is none.
    pub fn export(&mut self, name: Name, on: bool) -> bool {
        let changed = self.change(name, |function| function.exported = on);
        if changed {
            self.list_exported();
        }
        changed
    }

    /// Protects the function from being changed. False: there is none.
    pub fn protect(&mut self, name: Name) -> bool {
        self.change(name, |function| function.read_only = true)
    }

    fn change(&mut self, name: Name, change: impl FnOnce(&mut Function)) -> bool {
        if self.slot(name).is_none() {
            return false;
        }
        let slot = Rc::make_mut(&mut self.slots).get_mut(name.index());
        slot.and_then(Option::as_mut).map(change).is_some()
    }

    fn list_exported(&mut self) {
        let exported = self.slots.iter().flatten().filter(|slot| slot.exported);
        let entries: Rc<[Vec<u8>]> = exported
            .map(|function| {
                let text = print::exported(&function.definition);
                let name = function.definition.name.as_bytes();
                [MARKS.0, name, MARKS.1, b"=", &text].concat()
            })
            .collect();
        self.exported = (!entries.is_empty()).then_some(entries);
    }

    /// What programs have in their environment of the functions that are exported.
    #[inline]
    pub fn entries(&self) -> Option<&Rc<[Vec<u8>]>> {
        self.exported.as_ref()
    }

    /// All functions, sorted by name.
    pub fn iter(&self) -> impl Iterator<Item = &Rc<FunctionDefinition>> {
        let mut functions: Vec<_> = self
            .slots
            .iter()
            .flatten()
            .map(|function| &function.definition)
            .collect();
        functions.sort_unstable_by_key(|function| function.name.as_bytes());
        functions.into_iter()
    }
}
