//! The prompt.

mod plain;
pub mod startup;

use crate::env::{Env, Flow};
use crate::exec::terminal;

/// Reads and executes commands until the end of input or `exit`.
pub fn run(env: &mut Env) -> Flow {
    plain::run(env)
}

/// The end of an interactive shell.
pub fn leave(env: &mut Env) {
    terminal::give_back(env);
}
