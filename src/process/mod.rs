//! How a process lives and dies: commands, pipelines, jobs, services and workers for Rust programs.
//!
//! Law of the room: it knows nothing of the shell language. The library waits only for processes that it started, and
//! installs no handler until asked for one. Together with [`signal`](crate::signal) and [`ipc`](crate::ipc) it is what
//! the shell itself runs on.
//!
//! The [front page](crate) builds a program with it, step by step. [`Command`], [`Pipeline`] and [`Job`] are what most
//! need; [`View`] looks at processes, [`Daemon`] becomes a service, [`Pool`] spreads tasks over workers, and
//! [`spawn()`] with a [`Plan`] is the low door under all of it. The repository's `examples/` has a short program for each.
//!
//! # In a host that reaps
//!
//! A program may ignore SIGCHLD, or wait for any child in a handler of its own: then an ended child's status goes to
//! nobody, or to that handler. Where one of the two is so when a job starts, the engine starts its processes with a
//! descriptor each (pidfd), and asks the kernel for what the host has taken away: Linux 6.15 and later keep the status
//! with the descriptor, while the resource use is lost. With an older kernel, and in a program that starts to reap
//! while a job runs, waiting fails with [`Error::Io`] and `ECHILD`: never with a hang, nor with a status that is not
//! true. The way round for such a program is to wait only for children of its own (`waitpid` with their numbers).
//! The engine itself never takes the status of a child that it did not start, but by [`wait`] and [`waitpid`], which
//! do what they are told.
//!
//! # Beside std and other crates
//!
//! As of Rust 1.95, duct 1.1, subprocess 1.2 and xshell 0.2, by their documentation; `-` where there is nothing, and
//! "hook" where code of one's own between fork and exec could do it.
//!
//! | | std | duct | subprocess | xshell | tine |
//! |---|---|---|---|---|---|
//! | pipelines | by hand | `pipe` | <code>a \| b</code> | - | <code>a \| b</code>, builder |
//! | status of a pipeline | - | like pipefail | last | - | last, or pipefail |
//! | status of each stage; what it used | - | - | yes; - | - | yes; yes |
//! | input from memory | by hand | a thread | poll | a thread | a file in memory |
//! | capture of two streams at once | yes | yes | yes | yes | yes |
//! | lines while it runs | yes | `reader` | `stream_stdout` | - | `lines` |
//! | wait with a time limit | - | yes | yes | in 0.3 | yes |
//! | TERM, then KILL after a grace time | - | - | by hand | - | `cancel` |
//! | signals to a whole group | by hand | - | yes | - | yes |
//! | signals without the race for a reused number | `Child` only | yes | yes | - | yes |
//! | dropped while it runs | zombie | reaped later | waits | - | reaped by a thread |
//! | user, group, session, process group | mostly | hook | user, group, process group | - | yes |
//! | limits, priority, mask, umask, parent-death signal | hook | hook | - | - | yes |
//! | further descriptors | hook | hook | - | - | yes |
//! | signal mask of the child | cleared | cleared | cleared | cleared | cleared, or chosen |
//! | cost of a start with a large heap | none | none | grows (fork) | none | none |
//! | host that reaps every child | status lost | status lost | status lost | status lost | status kept (Linux 6.15) |
//! | a line of shell | - | `sh` by hand | `Exec::shell` | - | `system`, `popen`, with a shell of its own |
//! | the shell language in the program | - | - | - | - | [`Shell`](crate::shell::Shell) |
//! | services, workers, FIFOs, signals, queues, shared memory | - | - | - | - | yes |
//! | Windows | yes | yes | yes | yes | no |

mod capture;
mod child;
mod command;
mod crew;
mod daemon;
mod error;
mod handle;
mod job;
mod launch;

mod outcome;
mod output;
mod pidfile;
mod pipeline;
mod pool;
mod popen;
mod prepare;
mod reaper;
mod results;
mod service;
mod settings;
mod stages;
mod stdio;
mod verbs;
mod view;
mod worker;

pub use crate::sys::limit::{Limit, Resource, UNLIMITED};
pub use crate::sys::spawn::{Fork, Plan, SpawnError, Step, exec, fork, spawn, spawn_with_pidfd};
pub use crate::sys::strings::Strings;
pub use crate::sys::wait::{Usage, WaitFlags, WaitStatus, exit_now, wait, wait4, waitpid};
pub use command::Command;
pub use daemon::{Daemon, Started};
pub use error::Error;
pub use handle::Handle;
pub use job::Job;
pub use outcome::{Outcome, TaskError};
pub use output::Lines;
pub use pipeline::Pipeline;
pub use pool::{Pool, Reloader};
pub use popen::{Mode, Stream, popen_with, system_with};
pub use reaper::adopt_orphans;
pub(crate) use reaper::take as abandon;
pub use results::Results;
pub use service::Service;
pub use stdio::Stdio;
pub use view::{State, View};
pub use worker::serve;
