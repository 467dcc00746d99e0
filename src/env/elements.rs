//! Elements of arrays as expansions see them: also of `PIPESTATUS` and others, which are no variables.

use super::array::Key;
use super::arrays::listed;
use super::attributes::Attributes;
use super::{Env, computed};
use crate::name::Name;
use crate::sys::host;
use std::borrow::Cow;

impl Env {
    /// The statuses of the last pipeline's stages; one that had a single stage is not remembered.
    fn statuses(&self) -> Vec<Vec<u8>> {
        if self.outcome.pipe_status.is_empty() {
            return vec![self.status.to_string().into_bytes()];
        }
        let statuses = self.outcome.pipe_status.iter();
        statuses
            .map(|status| status.to_string().into_bytes())
            .collect()
    }

    fn is_computed(&self, name: Name) -> bool {
        let attributes = self.variables.attributes(name);
        attributes.contains(Attributes::DYNAMIC)
    }

    /// The values of an array that is no variable, if this is one.
    pub(super) fn made(&self, name: Name) -> Option<Vec<Vec<u8>>> {
        Some(match name {
            Name::PIPESTATUS => self.statuses(),
            Name::FUNCNAME => self.call_names(),
            Name::BASH_SOURCE => self.call_files(),
            Name::BASH_LINENO => self.call_lines(),
            Name::BASH_ARGC => self.call_counts(),
            Name::BASH_ARGV => self.call_arguments(),
            Name::BASH_VERSINFO if self.is_computed(name) => computed::version_parts(),
            Name::GROUPS if self.is_computed(name) => {
                let groups = host::groups().into_iter();
                groups.map(|group| group.to_string().into_bytes()).collect()
            }
            // `pushd` makes it an array as others are.
            Name::DIRSTACK if self.is_computed(name) => {
                self.directory_stack().map(<[u8]>::to_vec).collect()
            }
            _ => return None,
        })
    }

    /// The directories that `pushd` remembers, behind the working directory, which takes the place of the first.
    pub fn directory_stack(&self) -> impl Iterator<Item = &[u8]> {
        let kept = self.variables.is_array(Name::DIRSTACK);
        let elements = kept.then(|| self.variables.elements(Name::DIRSTACK));
        let rest = elements.into_iter().flatten();
        let rest = rest.filter(|(key, _)| *key != Key::FIRST);
        std::iter::once(self.variables.directory()).chain(rest.map(|(_, value)| value))
    }

    /// An index as it is written, where negative ones count from the end. `None`: there is no such.
    pub fn index(&self, name: Name, index: i64) -> Option<usize> {
        let name = self.variables.follow(name);
        if index < 0
            && let Some(values) = self.made(name)
        {
            return usize::try_from(values.len() as i64 + index).ok();
        }
        self.variables.index(name, index)
    }

    /// The value of an element, if it is set.
    pub fn element(&self, name: Name, key: &Key<'_>) -> Option<Cow<'_, [u8]>> {
        let name = self.variables.follow(name);
        if let Some(values) = self.made(name) {
            let Key::Index(index) = key else { return None };
            return values.into_iter().nth(*index).map(Cow::Owned);
        }
        let value = self.variables.element(name, key);
        value.filter(|_| !self.is_circle(name)).map(Cow::Borrowed)
    }

    /// Whether what a reference leads to is a reference: that one refers to nothing.
    fn is_circle(&self, name: Name) -> bool {
        let attributes = self.variables.attributes(name);
        attributes.contains(Attributes::REFERENCE)
    }

    /// The elements that are set, in order, with their keys.
    pub fn elements(&self, name: Name) -> Vec<(Key<'_>, Cow<'_, [u8]>)> {
        let name = self.variables.follow(name);
        if let Some(values) = self.made(name) {
            return values
                .into_iter()
                .enumerate()
                .map(|(index, value)| (Key::Index(index), Cow::Owned(value)))
                .collect();
        }
        let elements = self.variables.elements(name);
        elements
            .filter(|_| !self.is_circle(name))
            .map(|(key, value)| (key, Cow::Borrowed(value)))
            .collect()
    }

    /// Whether it is an array, also one that is computed.
    pub fn is_array(&self, name: Name) -> bool {
        self.variables.is_array(name) || self.made(name).is_some() && self.is_computed(name)
    }

    /// The elements of an array as an assignment has them: `([0]="a" [1]="b")`. `None`: it is none, or
    /// one that is computed and has no elements now.
    pub fn listed(&self, name: Name) -> Option<Vec<u8>> {
        if self.variables.is_array(name) {
            return Some(self.variables.listed(name));
        }
        let values = self.made(name).filter(|values| !values.is_empty())?;
        let keys = (0..).map(Key::Index);
        Some(listed(keys.zip(values.iter().map(Vec::as_slice)), false))
    }

    /// The values of an array.
    pub fn values(&self, name: Name) -> Vec<Vec<u8>> {
        let elements = self.elements(name).into_iter();
        elements.map(|(_, value)| value.into_owned()).collect()
    }
}
