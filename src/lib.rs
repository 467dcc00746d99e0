//! Tine: a Unix shell and pipeline engine.
pub mod arith;
pub mod name;
pub mod syntax;

pub mod cli {
    //! Command line.
    /// Runs the shell.
    pub fn main() -> i32 {
        0
    }
}
