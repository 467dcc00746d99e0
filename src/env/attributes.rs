//! Attributes of variables (XCU `export`, `readonly`, and what `typeset` of other shells gives).

use super::variables::Variables;
use crate::name::Name;

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

impl Variables {
    /// The attributes; none if it was never mentioned.
    pub fn attributes(&self, name: Name) -> Attributes {
        self.get(name)
            .map_or(Attributes::empty(), |variable| variable.attributes)
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
}

impl Variables {
    /// The letters of the options of `declare` that give the variable its attributes.
    pub fn attribute_letters(&self, name: Name) -> Vec<u8> {
        let attributes = self.attributes(name);
        let associative = self.is_associative(name);
        let case = attributes & Attributes::CAPITAL;
        let letters = [
            (b'a', self.is_array(name) && !associative),
            (b'A', associative),
            (b'i', attributes.contains(Attributes::INTEGER)),
            (b'n', attributes.contains(Attributes::REFERENCE)),
            (b'r', attributes.contains(Attributes::READONLY)),
            (b't', attributes.contains(Attributes::TRACE)),
            (b'x', attributes.contains(Attributes::EXPORT)),
            (b'c', case == Attributes::CAPITAL),
            (b'l', case == Attributes::LOWER),
            (b'u', case == Attributes::UPPER),
        ];
        let there = letters.into_iter().filter(|(_, there)| *there);
        there.map(|(letter, _)| letter).collect()
    }
}
