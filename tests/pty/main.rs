//! What needs a terminal: an interactive shell on a pseudo-terminal of its own, one test for each behaviour.
//!
//! Nothing here waits for time: what a test waits for is output or a process, and a limit that is far
//! beyond what any machine needs turns waiting for ever into a failure.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

mod candidates;
mod colours;
mod completion;
mod editing;
mod functions;
mod git;
mod history;
mod indentation;
mod jobs;
mod keys;
mod leaving;
mod lists;
mod mail;
mod modes;
mod notices;
mod offers;
mod programmable;
mod prompts;
mod reading;
mod repeating;
mod sessions;
mod settings;
mod signals;
mod startup;
mod terminal;
mod vi;
mod window;
mod words;
