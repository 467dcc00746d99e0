//! Assembles the rooms into a shell.

use crate::builtins;
use crate::env::{Env, Hooks};
use crate::exec::substitute;

/// What expansion needs from execution, and the builtins.
pub const HOOKS: Hooks = Hooks {
    substitute: substitute::substitute,
    builtins: builtins::TABLE,
};

/// A new execution environment that inherits these entries of a process environment.
pub fn environment<'a>(environ: impl IntoIterator<Item = &'a [u8]>) -> Env {
    Env::new(HOOKS, environ)
}
