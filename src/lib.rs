//! Tine is a Unix shell and a pipeline engine: a program for the prompt and for scripts, and a library
//! for Rust programs that start other programs.
//!
//! # For Rust programs
//!
//! The engine is in [`process`], [`signal`] and [`ipc`], with a guide at the head of [`process`];
//! the shell language is in [`shell`].
//!
//! ```
//! use tine::process::Command;
//! use tine::shell::Shell;
//!
//! // A pipeline without a shell: words are never read twice.
//! let pipeline = Command::new("printf").arg("b\\na\\n") | Command::new("sort");
//! assert_eq!(pipeline.read()?, b"a\nb");
//!
//! // The same in the shell language, in this process.
//! let output = Shell::new().capture("printf 'b\\na\\n' | sort")?;
//! assert_eq!(output.stdout, b"a\nb\n");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # The house
//!
//! Rooms, from the ground up; a room imports only from below (`tests/layers.rs` holds them to it).
//!
//! | room | what is in it |
//! |---|---|
//! | [`name`] | names as small integers |
//! | [`sys`] | the kernel boundary: every `unsafe` block, and nothing else |
//! | [`signal`], [`ipc`], [`process`] | the engine: it knows nothing of the language |
//! | [`arith`], [`pattern`], [`syntax`] | the language as text and trees: no input, no output |
//! | [`env`](mod@env) | the shell execution environment (XCU 2.13): data that commands see and change |
//! | [`expand`] | words to fields (XCU 2.6) |
//! | [`exec`] | trees to effects (XCU 2.9) |
//! | [`builtins`] | one file each, one table |
//! | [`shell`] | assembles the rooms; the handle for Rust programs |
//! | [`interactive`] | the prompt |
//! | [`cli`] | arguments, what is read, the exit status |
//! | [`line`] | a line of the language as a process: `system`, `popen` |
//!
//! Two calls go up, through [`env::Hooks`]: expansion needs command substitution executed, and
//! execution needs the table of builtins.
//!
//! # What always holds
//!
//! 1. Text is bytes from end to end.
//! 2. Nothing is parsed twice, unless an alias has changed what it means.
//! 3. A redirection is an entry in [`env::files::Files`], not a moved descriptor; what the shell keeps
//!    open for itself is at least 10 and close-on-exec.
//! 4. A subshell runs in the process of its parent until something about it could be seen from
//!    outside; then it forks on the spot ([`exec::subshell`]). Variables are not copied for it: a
//!    journal takes changes back ([`env::variables`]). `set -o forksubshell` turns this off.
//! 5. Programs are started by a plan that shares memory until they run ([`sys::spawn`]); between clone
//!    and exec only async-signal-safe calls happen.
//! 6. There is one signal handler; signals are acted on at safe points ([`exec::trap`]).
//! 7. Every child is in the job table until its status has been given out; the library waits only for
//!    children that it started.
//! 8. Recursion that input controls is counted or grows its stack: it ends in an answer or an error.
//! 9. What a builtin writes is written when it ends, and a failure to write is its failure.
//!
//! Release builds unwind on panic rather than abort: the line editor has a net under it that keeps a
//! login shell alive.

pub mod arith;
pub mod builtins;
pub mod cli;
pub mod env;
pub mod exec;
pub mod expand;
pub mod interactive;
pub mod ipc;
pub mod line;
pub mod name;
pub mod pattern;
pub mod process;
pub mod shell;
pub mod signal;
pub mod syntax;
pub mod sys;

pub use line::{popen, system};
