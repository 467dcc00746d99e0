//! Tree to effects (XCU 2.9): what commands do.
//!
//! Every node of the tree implements [`Execute`] in a file of its own and calls the others through
//! the trait. The exit status of what was executed is in `Env::status`; a [`Flow`] that breaks says
//! where execution goes on.

pub mod apart;
pub mod array;
pub mod assign;
mod asynchronous;
mod background;
mod case;
mod command;
mod condition;
pub mod connect;
mod continuation;
pub mod coprocess;
mod detach;
pub mod directory;
pub mod dispositions;
pub mod external;
pub mod function;
mod gather;
pub mod input;
pub mod jobs;
mod launch;
mod list;
pub mod lookup;
mod looping;
mod network;
mod notices;
pub mod output;
mod pipeline;
mod reach;
mod record;
pub mod redirect;
pub mod run;
mod select;
mod simple;
mod stage;
pub mod subshell;
pub mod substitute;
mod suggest;
mod target;
pub mod terminal;
mod time;
pub mod trace;
pub mod trap;
pub mod wait;

pub use simple::invoke;

use crate::env::{Env, Flow};

/// Whether anything is left to do behind a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tail {
    /// Something is, or may be.
    No,
    /// The process (or the stage of a pipeline) ends with the command: a program may take its place.
    Yes,
}

/// Execution of a node of the tree.
pub trait Execute {
    /// Executes it; the exit status is left in `env.status`.
    fn execute(&self, env: &mut Env, tail: Tail) -> Flow;
}
