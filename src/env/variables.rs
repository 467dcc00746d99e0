//! Variables (XCU 2.5.3): slots indexed by interned name.
//!
//! Three things nest properly and are kept as stacks: the scopes of functions and temporary
//! assignments (what a `local` hid), and the journal of in-process subshells (what a variable was
//! before the subshell first changed it). Entering a subshell therefore costs nothing, and leaving
//! it costs as much as it changed.

pub use super::attributes::Attributes;
use super::dynamic::Dynamic;
use super::environment::Environment;
use super::ifs::Ifs;
use super::scopes::Scope;
pub use super::variable::{ReadOnly, Variable};
use crate::name::Name;

/// What watched variables stand for in [`Variables::take_changed`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Watch {
    /// `PATH`: remembered command locations are void.
    Path = 1,
    /// `OPTIND`: `getopts` starts again.
    Optind = 2,
    /// `LC_ALL`, `LC_CTYPE`, `LANG`: how bytes make characters.
    Locale = 4,
    /// Any variable: what has been made of all of them is void.
    Any = 8,
}

/// All variables.
#[derive(Debug, Default)]
pub struct Variables {
    pub(super) slots: Vec<Variable>,
    pub(super) scopes: Vec<Scope>,
    /// How many of them there were when the running in-process subshell began.
    pub(super) floor: usize,
    pub(super) journal: Vec<(Name, Variable)>,
    /// Which in-process subshell is running; 0: none.
    pub(super) epoch: u32,
    /// Epochs given out so far: a subshell must not look like the one before it.
    pub(super) epochs: u32,
    pub(super) environment: Environment,
    /// The table of field separators.
    pub ifs: Ifs,
    /// Watched variables that have changed since the last look: a bit per [`Watch`].
    pub(super) changed: u8,
    /// Where `getopts` stands in the argument that `OPTIND` tells: the offset of the next letter of a group, 0 before
    /// the argument.
    pub getopts: usize,
    /// `set -a`: every assignment exports.
    pub export_all: bool,
    /// Where values come from that are computed when they are read.
    pub dynamic: Dynamic,
}

impl Variables {
    /// The variable is computed from now on, until it is assigned to.
    pub fn compute(&mut self, name: Name) {
        let computed = self.touch(name);
        computed.set = true;
        computed.attributes |= Attributes::DYNAMIC;
    }

    #[inline]
    pub(super) fn slot(&mut self, name: Name) -> &mut Variable {
        let index = name.index();
        if index >= self.slots.len() {
            self.slots.resize_with(index + 16, Variable::default);
        }
        &mut self.slots[index]
    }

    /// The variable, if it was ever mentioned.
    #[inline]
    pub fn get(&self, name: Name) -> Option<&Variable> {
        self.slots.get(name.index())
    }

    /// The value, if the variable is set; not of one that is computed ([`Attributes::DYNAMIC`]).
    #[inline]
    pub fn value(&self, name: Name) -> Option<&[u8]> {
        self.get(name)?.value()
    }

    /// As [`value`](Self::value), of a variable without a name in the program.
    pub fn named(&self, name: &[u8]) -> Option<&[u8]> {
        self.value(Name::existing(name)?)
    }

    /// Prepares a slot for being changed: the journal keeps what it was before the subshell.
    #[inline]
    pub(super) fn touch(&mut self, name: Name) -> &mut Variable {
        let epoch = self.epoch;
        if epoch != 0 && self.slot(name).epoch != epoch {
            let before = self.kept(name);
            self.journal.push((name, before));
        }
        self.changed |= Watch::Any as u8;
        let variable = self.slot(name);
        variable.epoch = epoch;
        variable
    }

    /// Assigns, unless the variable is read-only.
    #[inline]
    pub fn assign(&mut self, name: Name, value: &[u8]) -> Result<(), ReadOnly> {
        const NOT_PLAIN: Attributes = Attributes::READONLY
            .union(Attributes::TYPED)
            .union(Attributes::REFERENCE);
        if self.attributes(name).intersects(NOT_PLAIN) {
            return self.assign_typed(name, value);
        }
        self.store(name, value);
        Ok(())
    }

    /// Assigns an integer: its value as a number stays known.
    #[inline]
    pub fn assign_number(&mut self, name: Name, number: i64) -> Result<(), ReadOnly> {
        if self
            .attributes(name)
            .intersects(Attributes::READONLY | Attributes::REFERENCE)
        {
            let mut text = Vec::new();
            push_number(&mut text, number);
            return self.assign_typed(name, &text);
        }
        let variable = self.touch(name);
        variable.text.clear();
        push_number(&mut variable.text, number);
        variable.number = Some(number);
        self.stored(name);
        Ok(())
    }

    /// Appends to the value in place.
    pub fn append(&mut self, name: Name, value: &[u8]) -> Result<(), ReadOnly> {
        let name = self.follow(name);
        self.writable(name)?;
        self.arrives(name)?;
        if let Some((array, key)) = self.element_referred(name) {
            return self.assign_element(array, &key, value, true);
        }
        if self.attributes(name).intersects(Attributes::TYPED) {
            self.append_typed(name, value);
            return Ok(());
        }
        let variable = self.touch(name);
        variable.text.extend_from_slice(value);
        variable.number = None;
        self.stored(name);
        Ok(())
    }

    /// Whether the variable may be changed.
    #[inline]
    pub fn writable(&self, name: Name) -> Result<(), ReadOnly> {
        if self.attributes(name).contains(Attributes::READONLY) {
            Err(ReadOnly(name))
        } else {
            Ok(())
        }
    }

    /// Assigns, whatever its attributes.
    pub fn store(&mut self, name: Name, value: &[u8]) {
        let variable = self.touch(name);
        variable.text.clear();
        variable.text.extend_from_slice(value);
        variable.number = None;
        self.stored(name);
    }

    #[inline]
    fn stored(&mut self, name: Name) {
        let export_all = self.export_all;
        let Some(variable) = self.slots.get_mut(name.index()) else {
            return;
        };
        variable.set = true;
        if export_all {
            variable.attributes |= Attributes::EXPORT;
        }
        if !variable.attributes.is_empty() {
            variable.attributes -= Attributes::BARE;
            if variable.attributes.contains(Attributes::DYNAMIC) {
                if self.dynamic.assigned(name, &variable.text) {
                    variable.number = None;
                } else {
                    variable.attributes -= Attributes::DYNAMIC;
                }
            }
            self.noted(name);
        }
    }

    /// Remembers the value as an integer, once it has been parsed.
    #[inline]
    pub fn cache_number(&mut self, name: Name, number: i64) {
        if let Some(variable) = self.slots.get_mut(name.index()) {
            variable.number = Some(number);
        }
    }

    /// Acts on a change of a variable with attributes.
    pub(super) fn noted(&mut self, name: Name) {
        let attributes = self.attributes(name);
        if attributes.contains(Attributes::EXPORT) {
            self.environment.invalidate();
        }
        if attributes.contains(Attributes::WATCHED) {
            match name {
                Name::IFS => self.ifs = Ifs::new(self.value(Name::IFS)),
                Name::PATH => self.changed |= Watch::Path as u8,
                Name::OPTIND => self.changed |= Watch::Optind as u8,
                _ => self.changed |= Watch::Locale as u8,
            }
        }
    }

    /// Whether this watched variable has changed since it was last asked.
    #[inline]
    pub fn take_changed(&mut self, watch: Watch) -> bool {
        let bit = watch as u8;
        let changed = self.changed & bit != 0;
        self.changed &= !bit;
        changed
    }

    /// Unsets value and attributes. A `local` of a function further out goes, and what it hid is back: that
    /// is how a function hands a result to a variable of its caller.
    pub fn unset(&mut self, name: Name) -> Result<(), ReadOnly> {
        self.writable(name)?;
        if let Some(variable) = self.uncovered(name) {
            self.restore(name, variable);
            return Ok(());
        }
        let variable = self.touch(name);
        variable.set = false;
        variable.text = Vec::new();
        variable.array = None;
        variable.number = None;
        variable.attributes &= Attributes::WATCHED;
        self.environment.invalidate();
        self.noted(name);
        Ok(())
    }

    /// Unsets the value and leaves everything else.
    pub(super) fn unset_value(&mut self, name: Name) {
        let variable = self.touch(name);
        variable.set = false;
        variable.text.clear();
        variable.number = None;
        self.environment.invalidate();
        self.noted(name);
    }

    /// Whether the variable is set or has been given an attribute.
    pub fn is_known(&self, name: Name) -> bool {
        self.get(name).is_some_and(Variable::is_known)
    }

    /// Names of all variables that are set or have attributes worth printing, sorted by spelling.
    pub fn names(&self) -> Vec<Name> {
        let mut names = Vec::new();
        for (index, variable) in self.slots.iter().enumerate() {
            if variable.is_known() {
                names.extend(Name::from_index(index));
            }
        }
        names.sort_unstable_by_key(|name| name.as_bytes());
        names
    }
}

/// Appends a decimal integer.
pub fn push_number(text: &mut Vec<u8>, number: i64) {
    let mut digits = [0u8; 20];
    let mut at = digits.len();
    let mut rest = number.unsigned_abs();
    loop {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if number < 0 {
        text.push(b'-');
    }
    text.extend_from_slice(&digits[at..]);
}
