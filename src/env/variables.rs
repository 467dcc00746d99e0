//! Variables (XCU 2.5.3): slots indexed by interned name.
//!
//! Three things nest properly and are kept as stacks: the scopes of functions and temporary
//! assignments (what a `local` hid), and the journal of in-process subshells (what a variable was
//! before the subshell first changed it). Entering a subshell therefore costs nothing, and leaving
//! it costs as much as it changed.

use super::arrays::Array;
use super::dynamic::{self, Dynamic};
use super::environment::Environment;
use super::ifs::Ifs;
use super::scopes::Scope;
use crate::arith::decimal;
use crate::name::{Name, is_name};
use crate::sys::find;
use crate::sys::strings::Strings;
use std::ffi::CStr;
use std::rc::Rc;
use std::time::Duration;

bitflags::bitflags! {
    /// Attributes of a variable.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub struct Attributes: u16 {
        /// Handed to child processes.
        const EXPORT = 1;
        /// May not be assigned or unset.
        const READONLY = 2;
        /// Its value is computed when it is read (`LINENO`).
        const DYNAMIC = 4;
        /// Something in the shell depends on it; see [`Watch`].
        const WATCHED = 8;
        /// What is assigned is evaluated (`typeset -i`).
        const INTEGER = 16;
        /// What is assigned becomes lower case (`typeset -l`).
        const LOWER = 32;
        /// What is assigned becomes upper case (`typeset -u`).
        const UPPER = 64;
        /// Its value is the name of the variable that is meant (`typeset -n`).
        const REFERENCE = 128;
        /// What is assigned gets a capital and is lower case otherwise (`typeset -c`).
        const CAPITAL = 32 | 64;
        /// Said to be traced (`typeset -t`): of a variable, that means nothing.
        const TRACE = 256;
        /// An array to which nothing has been assigned yet.
        const BARE = 512;
        /// What is assigned is changed first.
        const TYPED = 16 | 32 | 64;
    }
}

/// A variable: unset, or a value, with its attributes.
#[derive(Debug, Clone, Default)]
pub struct Variable {
    pub(super) text: Vec<u8>,
    set: bool,
    number: Option<i64>,
    /// Attributes.
    pub attributes: Attributes,
    pub(super) epoch: u32,
    /// The elements of an array but the one at 0, which is the value.
    pub(super) array: Option<Box<Array>>,
}

impl Variable {
    /// Its value, if it is set.
    #[inline]
    pub fn value(&self) -> Option<&[u8]> {
        self.set.then_some(&self.text)
    }

    /// Whether it is set or has been given an attribute.
    fn is_known(&self) -> bool {
        let own = Attributes::DYNAMIC | Attributes::WATCHED;
        self.set || self.array.is_some() || !(self.attributes - own).is_empty()
    }

    /// Its value as an integer, if that is known without parsing.
    #[inline]
    pub fn number(&self) -> Option<i64> {
        self.number
    }
}

/// Why a variable was not changed: it is read-only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadOnly(pub Name);

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
    slots: Vec<Variable>,
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
    /// Variables from an environment: entries that are no names are kept for child processes.
    pub fn from_environment<'a>(entries: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut variables = Self::default();
        for name in [
            Name::IFS,
            Name::PATH,
            Name::OPTIND,
            Name::LC_ALL,
            Name::LC_CTYPE,
            Name::LANG,
        ] {
            variables.slot(name).attributes |= Attributes::WATCHED;
        }
        for entry in entries {
            match find::byte(b'=', entry).map(|equals| entry.split_at(equals)) {
                // XCU 2.5.3: IFS is not imported, nor what only the shell itself can know.
                Some((
                    b"IFS" | b"OPTIND" | b"PPID" | b"LINENO" | b"RANDOM" | b"SECONDS" | b"_",
                    _,
                )) => {}
                Some((name, value)) if is_name(name) => {
                    let name = Name::new(name);
                    variables.store(name, value.get(1..).unwrap_or_default());
                    variables.slot(name).attributes |= Attributes::EXPORT;
                }
                _ => variables.environment.keep(entry),
            }
        }
        variables.store(Name::IFS, b" \t\n");
        variables.store(Name::OPTIND, b"1");
        for &name in std::iter::once(&Name::LINENO).chain(dynamic::BEYOND) {
            // What is inherited of these is as good as what would be computed.
            let inherited = matches!(
                name,
                Name::HOSTNAME | Name::HOSTTYPE | Name::OSTYPE | Name::MACHTYPE | Name::SHELL
            );
            if !(inherited && variables.slot(name).set) {
                variables.compute(name);
            }
        }
        variables.changed = Watch::Path as u8 | Watch::Locale as u8;
        variables
    }

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

    /// The working directory as the shell came to it: `PWD` (XCU 2.5.3), empty where that is unset.
    pub fn directory(&self) -> &[u8] {
        self.value(Name::PWD).unwrap_or_default()
    }

    /// A path with `~` for the home directory.
    pub fn with_tilde(&self, path: &[u8]) -> Vec<u8> {
        let home = self.value(Name::HOME).unwrap_or_default();
        match path.strip_prefix(home) {
            Some(rest) if home.len() > 1 && (rest.is_empty() || rest.starts_with(b"/")) => {
                [b"~", rest].concat()
            }
            _ => path.to_vec(),
        }
    }

    /// How long is waited for somebody who types, if not for ever: `TMOUT`.
    pub fn patience(&self) -> Option<Duration> {
        let seconds: u32 = decimal(self.named(b"TMOUT")?.trim_ascii())?;
        (seconds > 0).then(|| Duration::from_secs(u64::from(seconds)))
    }

    /// The attributes; none if it was never mentioned.
    pub fn attributes(&self, name: Name) -> Attributes {
        self.get(name)
            .map_or(Attributes::empty(), |variable| variable.attributes)
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

    /// Adds attributes.
    pub fn add_attributes(&mut self, name: Name, attributes: Attributes) {
        self.touch(name).attributes |= attributes;
        self.environment.invalidate();
    }

    /// Removes attributes.
    pub fn remove_attributes(&mut self, name: Name, attributes: Attributes) {
        self.touch(name).attributes -= attributes;
        self.environment.invalidate();
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

    /// Takes the export attribute from everything, before the process becomes a program without an environment.
    pub fn withhold_environment(&mut self) {
        for variable in &mut self.slots {
            variable.attributes -= Attributes::EXPORT;
        }
        self.environment = Environment::default();
    }

    /// The entries of functions in the environment of the process; it has them no longer.
    pub fn take_functions(&mut self) -> Vec<(Vec<u8>, Vec<u8>)> {
        self.environment.take_functions()
    }

    /// The block of `name=value` strings that a child process gets; `functions`: those that are exported, as
    /// entries; `path`: the program, if it is to be told.
    pub fn environment(
        &mut self,
        functions: Option<&Rc<[Vec<u8>]>>,
        path: Option<&CStr>,
    ) -> Rc<Strings> {
        let exported = self
            .slots
            .iter()
            .enumerate()
            .filter_map(|(index, variable)| {
                let exported = variable.set
                    && variable.attributes.contains(Attributes::EXPORT)
                    && variable.array.is_none();
                exported.then_some((
                    Name::from_index(index)?.as_bytes(),
                    variable.text.as_slice(),
                ))
            });
        self.environment.block(exported, functions, path)
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
