//! Tine: a Unix shell and pipeline engine.
pub mod arith;
pub mod builtins;
pub mod env;
pub mod ipc;
pub mod name;
pub mod pattern;
pub mod process;
pub mod signal;
pub mod syntax;
pub mod sys;

pub mod cli {
    //! Command line.
    /// Runs the shell.
    pub fn main(_: crate::sys::entry::Start) -> i32 {
        0
    }
}
