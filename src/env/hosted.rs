//! What a shell inside another program has beside the language: it shares a process, and leaves no traces in it.

use super::{Env, Fields, Flow, Status};
use crate::name::Name;
use crate::signal::Signal;
use crate::sys::notice::Saved;
use std::fmt;
use std::rc::Rc;

/// A builtin with a state of its own.
pub type Closure = Rc<dyn Fn(&mut Env, &Fields) -> Flow<Status>>;

/// The part of an embedded shell that knows of its host.
#[derive(Default)]
pub struct Hosted {
    /// The file mode creation masks of host and shell, once the shell has one of its own.
    pub umask: Option<(u32, u32)>,
    /// What the host had set for the signals that traps have changed.
    actions: Vec<Saved>,
    /// Builtins that the host has added, by name.
    closures: Vec<(Name, Closure)>,
}

impl fmt::Debug for Hosted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Hosted")
            .field("umask", &self.umask)
            .field("actions", &self.actions)
            .finish_non_exhaustive()
    }
}

impl Hosted {
    /// Before a trap changes what `signal` does: what it did for the host.
    pub fn remember(&mut self, signal: Signal) {
        if self.actions.iter().all(|saved| saved.signal() != signal) {
            self.actions.extend(Saved::of(signal));
        }
    }

    /// Puts back what the host had set for signals.
    pub fn restore_actions(&mut self) {
        self.actions.drain(..).for_each(|saved| saved.restore());
    }

    /// Adds a builtin, or replaces the one of its name.
    pub fn define(&mut self, name: Name, closure: Closure) {
        self.closures.retain(|entry| entry.0 != name);
        self.closures.push((name, closure));
    }

    /// The builtin with this name.
    pub fn closure(&self, name: Name) -> Option<Closure> {
        let entry = self.closures.iter().find(|entry| entry.0 == name)?;
        Some(Rc::clone(&entry.1))
    }
}
