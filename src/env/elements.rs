//! Elements of arrays as expansions see them: also of `PIPESTATUS`, which is no variable.

use super::Env;
use crate::name::Name;

impl Env {
    /// The statuses of the last pipeline's stages; one that had a single stage is not remembered.
    fn statuses(&self) -> Vec<Vec<u8>> {
        if self.pipe_status.is_empty() {
            return vec![self.status.to_string().into_bytes()];
        }
        let statuses = self.pipe_status.iter();
        statuses
            .map(|status| status.to_string().into_bytes())
            .collect()
    }

    /// An index as it is written, where negative ones count from the end. `None`: there is no such.
    pub fn index(&self, name: Name, index: i64) -> Option<usize> {
        if name == Name::PIPESTATUS && index < 0 {
            let count = self.statuses().len() as i64;
            return usize::try_from(count + index).ok();
        }
        self.variables.index(name, index)
    }

    /// The value of an element, if it is set.
    pub fn element(&self, name: Name, index: usize) -> Option<Vec<u8>> {
        if name == Name::PIPESTATUS {
            return self.statuses().into_iter().nth(index);
        }
        self.variables.element(name, index).map(<[u8]>::to_vec)
    }

    /// The elements that are set, in order, with their indices.
    pub fn elements(&self, name: Name) -> Vec<(usize, Vec<u8>)> {
        if name == Name::PIPESTATUS {
            return self.statuses().into_iter().enumerate().collect();
        }
        let elements = self.variables.elements(name);
        elements
            .map(|(index, value)| (index, value.to_vec()))
            .collect()
    }
}
