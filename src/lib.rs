//! Tine: a Unix shell and pipeline engine.
pub mod arith;
pub mod builtins;
pub mod cli;
pub mod env;
pub mod exec;
pub mod expand;
pub mod interactive;
pub mod ipc;
pub mod name;
pub mod pattern;
pub mod process;
pub mod shell;
pub mod signal;
pub mod syntax;
pub mod sys;
