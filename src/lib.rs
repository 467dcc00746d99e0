//! Tine is a Unix shell and a pipeline engine: a program for the prompt and for scripts, and a library
//! for Rust programs that start other programs.
//!
//! # A program in five minutes
//!
//! Which words of a text are the most frequent? A program that finds out, with the tools that every system has. It
//! grows by one step at a time.
//!
//! **One command.** [`Command`](process::Command) has the method names of std's. Its verbs are `status`, `output`,
//! `read` (standard output without the last newlines, and only success will do) and `spawn`:
//!
//! ```
//! use tine::process::{Command, Stdio};
//! let words = Command::new("tr").args(["-s", " ", "\\n"]).stdin(Stdio::bytes("to be or not to be"));
//! assert_eq!(words.read()?, b"to\nbe\nor\nnot\nto\nbe");
//! # Ok::<(), tine::process::Error>(())
//! ```
//!
//! **Several, joined.** `|` makes a [`Pipeline`](process::Pipeline), whose stages run at the same time. No shell is
//! involved, so no word is ever read twice. With `pipefail` a failure anywhere is the failure of the whole:
//!
//! ```
//! use tine::process::{Command, Pipeline, Stdio};
//! fn frequencies(text: &str) -> Pipeline {
//!     let words = Command::new("tr").args(["-s", " ", "\\n"]).stdin(Stdio::bytes(text));
//!     (words | Command::new("sort") | Command::new("uniq").arg("-c") | Command::new("sort").arg("-rn")).pipefail(true)
//! }
//! let table = frequencies("to be or not to be").read()?;
//! assert_eq!(String::from_utf8_lossy(&table).lines().count(), 4);
//! # Ok::<(), tine::process::Error>(())
//! ```
//!
//! **While it runs.** The text may be long and the reader impatient: `spawn` gives a [`Job`](process::Job), whose
//! lines can be read as they come, and which can be told to stop. In a process group of its own, signals reach whatever
//! the stages have started, too:
//!
//! ```
//! # use tine::process::{Command, Pipeline, Stdio};
//! # fn frequencies(text: &str) -> Pipeline {
//! #     let words = Command::new("tr").args(["-s", " ", "\\n"]).stdin(Stdio::bytes(text));
//! #     words | Command::new("sort") | Command::new("uniq").arg("-c") | Command::new("sort").arg("-rn")
//! # }
//! use std::time::Duration;
//! let mut job = frequencies("to be or not to be").process_group(0).stdout(Stdio::piped()).spawn()?;
//! let most_frequent = job.lines().next().transpose()?.unwrap_or_default();
//! assert!(most_frequent.starts_with(b"      2 "));
//! // TERM, and KILL for what is left after a second.
//! job.cancel(Duration::from_secs(1))?;
//! assert!(job.statuses().iter().all(Option::is_some));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Had the job been dropped instead, its stages would have run on, and would have been reaped when they ended.
//!
//! **A line of shell.** What people type is easier to write as they type it. [`line::command`] is such a line as a
//! command like any other; [`system()`] and [`popen()`] are the functions of C with their traps taken out. All run
//! it by the shell that is part of this library:
//!
//! ```
//! use tine::process::Stdio;
//! let line = tine::line::command("tr -s ' ' '\\n' | sort | uniq -c | sort -rn | head -n \"$COUNT\"");
//! let table = line.env("COUNT", "1").stdin(Stdio::bytes("to be or not to be or")).read()?;
//! assert!(table.starts_with(b"      2 "));
//! assert!(tine::system("command -v uniq >/dev/null")?.success());
//! # Ok::<(), tine::process::Error>(())
//! ```
//!
//! **The language inside.** Where users are to script the program, a [`Shell`](shell::Shell) runs in its own process,
//! keeps variables and functions, and knows words that the program teaches it:
//!
//! ```
//! use tine::shell::Shell;
//! let mut shell = Shell::new();
//! shell.define("words", |call| {
//!     for text in call.args() {
//!         for word in text.split(|&byte| byte == b' ') {
//!             call.write([word, b"\n"].concat());
//!         }
//!     }
//!     0
//! });
//! shell.eval("most() { sort | uniq -c | sort -rn | head -n 1; }")?;
//! let output = shell.capture("words 'to be or not' 'to do' | most")?;
//! assert_eq!(output.stdout, b"      2 to\n");
//! # Ok::<(), std::io::Error>(())
//! ```
//!
//! **Stopping in time.** Nothing is caught until it is asked for. A [`flag`](signal::flag) turns TERM into a question
//! that a loop can ask; dropping it puts back what was there:
//!
//! ```
//! use tine::process::Command;
//! use tine::signal::{Signal, flag};
//! let stop = flag(Signal::TERM)?;
//! let mut counted = 0;
//! while !stop.is_raised() {
//!     assert_eq!(Command::new("echo").arg("to be").read()?, b"to be");
//!     counted += 1;
//!     # tine::signal::raise(Signal::TERM)?;
//! }
//! assert!(counted > 0);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! **Many texts, all cores.** A [`Pool`](process::Pool) hands texts to worker processes, here copies of the program
//! itself; a worker that crashes is replaced and its text tried once more:
//!
//! ```no_run
//! use tine::process::{Command, Pool, serve};
//! if Pool::is_worker() {
//!     return Ok(serve(|text| Ok(text.split(|&byte| byte == b' ').count().to_string().into_bytes()))?);
//! }
//! let mut pool = Pool::new(0, Command::new(std::env::current_exe()?));
//! for outcome in pool.run(["to be", "or not to be"].map(|text| text.as_bytes().to_vec())).in_order() {
//!     println!("{}: {:?}", outcome.index, outcome.result);
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! From here: [`process::Daemon`] makes the program a service, [`process::View`] looks at processes, [`ipc`] has
//! FIFOs, sockets, queues and shared memory, [`signal`] has timers and queued signals, and [`process`] compares
//! it all with std and other crates. The repository's `examples/` has a short program for each topic.
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
//! | [`builtins`] | kin by kin, in one table |
//! | [`shell`] | assembles the rooms; the handle for Rust programs |
//! | [`interactive`] | the prompt |
//! | [`cli`] | arguments, what is read, the exit status |
//! | [`line`](mod@line) | a line of the language as a process: `system`, `popen` |
//!
//! What goes up goes through [`env::Hooks`]: expansion has substitutions executed and prompts made, `read -e` has a
//! line edited, and execution needs the table of builtins.
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

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
