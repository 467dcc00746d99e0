//! The scopes of functions and temporary assignments: what a `local` hid is back at their end.

use super::attributes::Attributes;
use super::variable::Variable;
use super::variables::{Variables, Watch};
use crate::name::Name;

/// What a function or a temporary assignment hid.
#[derive(Debug, Default)]
pub(super) struct Scope {
    /// It is that of a function, not of a temporary assignment.
    function: bool,
    pub(super) hidden: Vec<(Name, Variable)>,
    /// Where `getopts` stood when `OPTIND` was hidden.
    getopts: Option<usize>,
}

impl Scope {
    fn hides(&self, name: Name) -> bool {
        self.position(name).is_some()
    }

    fn position(&self, name: Name) -> Option<usize> {
        self.hidden.iter().position(|(hidden, _)| *hidden == name)
    }
}

impl Variables {
    /// Opens a scope: for a function call or a temporary assignment.
    pub fn push_scope(&mut self, function: bool) {
        self.scopes.push(Scope {
            function,
            hidden: Vec::new(),
            getopts: None,
        });
    }

    /// Closes the innermost scope: what it hid is back.
    pub fn pop_scope(&mut self) {
        let Some(scope) = self.scopes.pop() else {
            return;
        };
        for (name, variable) in scope.hidden.into_iter().rev() {
            self.restore(name, variable);
        }
        if let Some(getopts) = scope.getopts {
            self.take_changed(Watch::Optind);
            self.getopts = getopts;
        }
    }

    /// What the nearest scope outside the function that is running hides under this name, and no more hides.
    pub(super) fn uncovered(&mut self, name: Name) -> Option<Variable> {
        let own = self.scopes.iter().rposition(|scope| scope.function)?;
        let (outer, inner) = self.scopes.split_at_mut_checked(own)?;
        if inner.iter().any(|scope| scope.hides(name)) {
            return None;
        }
        let mut outer = outer.iter_mut().enumerate().rev();
        let (index, scope, at) =
            outer.find_map(|(index, scope)| scope.position(name).map(|at| (index, scope, at)))?;
        if index < self.floor {
            // The subshell will be gone before that function returns.
            return scope.hidden.get(at).map(|(_, variable)| variable.clone());
        }
        Some(scope.hidden.remove(at).1)
    }

    pub(super) fn restore(&mut self, name: Name, mut variable: Variable) {
        variable.epoch = self.touch(name).epoch;
        self.place(name, variable);
    }

    /// Puts a variable back as it was.
    pub(super) fn place(&mut self, name: Name, variable: Variable) {
        if variable.attributes.contains(Attributes::DYNAMIC) {
            self.dynamic.put_back(name, &variable.text);
        }
        let slot = self.slot(name);
        let noteworthy = !(slot.attributes | variable.attributes).is_empty();
        *slot = variable;
        if noteworthy {
            self.environment.invalidate();
            self.noted(name);
        }
    }

    /// A copy to be put back later.
    pub(super) fn kept(&mut self, name: Name) -> Variable {
        let mut variable = self.slot(name).clone();
        if variable.attributes.contains(Attributes::DYNAMIC) {
            self.dynamic.keep(name, &mut variable.text);
        }
        variable
    }

    /// Saves the variable in the innermost scope, once, so that it comes back when that is closed.
    /// False: it is there already.
    pub fn hide(&mut self, name: Name) -> bool {
        let variable = self.kept(name);
        let optind = name == Name::OPTIND;
        if optind && self.take_changed(Watch::Optind) {
            self.getopts = 0;
        }
        if let Some(scope) = self.scopes.last_mut() {
            if scope.hides(name) {
                return false;
            }
            scope.hidden.push((name, variable));
            scope.getopts = optind.then_some(self.getopts).or(scope.getopts);
        }
        true
    }

    /// As [`Variables::hide`], for an assignment in front of a command: meanwhile an array is a plain variable, which
    /// a program can be given.
    pub fn hide_for_command(&mut self, name: Name) {
        let kept = Attributes::READONLY | Attributes::DYNAMIC;
        let plain = self
            .get(name)
            .is_none_or(|variable| variable.array.is_none());
        if self.hide(name) && !plain && !self.attributes(name).intersects(kept) {
            self.restore(name, Variable::default());
        }
    }

    /// Makes a variable of the innermost scope, which is not set.
    pub fn make_local(&mut self, name: Name) {
        self.hide(name);
        self.restore(name, Variable::default());
    }

    /// The same in the scope of the function that is executed, also where assignments in front of the
    /// command stand in between: what these assigned to the variable is then its value in the function.
    pub fn hide_in_function(&mut self, name: Name) -> bool {
        let own = self.scopes.iter().rposition(|scope| scope.function);
        let inner = own.map_or(0, |own| own + 1);
        // What a subshell finds in place goes with it.
        if inner == 0 || inner == self.scopes.len() || inner < self.floor || name == Name::OPTIND {
            return self.hide(name);
        }
        let mut before = None;
        for scope in self.scopes.iter_mut().skip(inner) {
            if let Some(at) = scope.position(name) {
                let (_, variable) = scope.hidden.remove(at);
                before.get_or_insert(variable);
            }
        }
        let variable = before.unwrap_or_else(|| self.kept(name));
        let Some(scope) = self.scopes.get_mut(inner - 1) else {
            return true;
        };
        let fresh = !scope.hides(name);
        if fresh {
            scope.hidden.push((name, variable));
        }
        fresh
    }

    /// Whether an assignment in front of the command that is executed, or in front of the call of the
    /// function that it stands in, gave the variable its value.
    pub fn is_assigned_ahead(&self, name: Name) -> bool {
        let hides = |scope: &Scope| scope.hides(name);
        let Some(own) = self.scopes.iter().rposition(|scope| scope.function) else {
            return false;
        };
        let (outer, inner) = self.scopes.split_at(own);
        let call = outer.last().filter(|scope| !scope.function);
        call.is_some_and(hides) || inner.iter().skip(1).any(hides)
    }

    /// Whether the variable belongs to a function around the one that is executed.
    pub fn is_callers(&self, name: Name) -> bool {
        let hides = |scope: &Scope| scope.hides(name);
        let Some(own) = self.scopes.iter().rposition(|scope| scope.function) else {
            return false;
        };
        let (outer, inner) = self.scopes.split_at(own);
        let mut callers = outer.iter().filter(|scope| scope.function);
        !inner.iter().any(hides) && callers.any(hides)
    }

    /// Exchanges the variable, if functions hide it, and what it is outside of all of them; twice, and all is as it was.
    /// False: a subshell cannot reach that.
    pub fn exchange_global(&mut self, name: Name) -> bool {
        let places = self.scopes.iter().enumerate();
        let Some((index, at)) =
            { places }.find_map(|(index, scope)| Some((index, scope.position(name)?)))
        else {
            return true;
        };
        if index < self.floor {
            return false;
        }
        let mut variable = self.kept(name);
        let scope = self.scopes.get_mut(index);
        if let Some((_, hidden)) = scope.and_then(|scope| scope.hidden.get_mut(at)) {
            std::mem::swap(hidden, &mut variable);
        }
        self.restore(name, variable);
        true
    }

    /// The variables of the function that is executed.
    pub fn hidden(&self) -> Vec<Name> {
        let scope = self.scopes.iter().rfind(|scope| scope.function);
        let hidden = scope.into_iter().flat_map(|scope| &scope.hidden);
        hidden.map(|(name, _)| *name).collect()
    }

    /// Whether the variable belongs to a function that is executed, be it set or not.
    pub fn is_hidden(&self, name: Name) -> bool {
        self.scopes.iter().any(|scope| scope.hides(name))
    }
}
