//! What variables were before an in-process subshell changed them.

use super::variables::{Variables, Watch};

/// Where the stacks were when a subshell began.
#[derive(Debug, Clone, Copy)]
pub struct Mark {
    journal: usize,
    scopes: usize,
    hidden: usize,
    epoch: u32,
    floor: usize,
}

impl Variables {
    /// Begins an in-process subshell.
    pub fn begin(&mut self) -> Mark {
        let hidden = self.scopes.last().map_or(0, |scope| scope.hidden.len());
        let mark = Mark {
            journal: self.journal.len(),
            scopes: self.scopes.len(),
            hidden,
            epoch: self.epoch,
            floor: self.floor,
        };
        self.floor = self.scopes.len();
        self.epochs = self.epochs.wrapping_add(1).max(1);
        self.epoch = self.epochs;
        mark
    }

    /// Ends an in-process subshell: every variable is what it was.
    pub fn roll_back(&mut self, mark: Mark) {
        self.floor = mark.floor;
        self.scopes.truncate(mark.scopes);
        if let Some(scope) = self.scopes.last_mut() {
            scope.hidden.truncate(mark.hidden);
        }
        while self.journal.len() > mark.journal {
            let Some((name, variable)) = self.journal.pop() else {
                break;
            };
            self.changed |= Watch::Any as u8;
            self.place(name, variable);
        }
        self.epoch = mark.epoch;
    }
}
