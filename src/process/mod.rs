//! How a process lives and dies.
//!
//! Law of the room: it knows nothing of the shell language. The library waits only for processes that it started.

mod capture;
mod child;
mod command;
mod daemon;
mod error;
mod job;
mod launch;
mod line;
mod orphans;
mod pipeline;
mod pool;
mod reaper;
mod spawn;
mod stdio;
mod view;
mod worker;

pub use crate::sys::limit::{Limit, Resource, UNLIMITED};
pub use crate::sys::spawn::{Fork, Plan, SpawnError, Step, exec, fork, spawn, spawn_with_pidfd};
pub use crate::sys::strings::Strings;
pub use crate::sys::wait::{Usage, WaitFlags, WaitStatus, exit_now, wait4, waitpid};
pub use command::Command;
pub use daemon::{Daemon, Service, Started};
pub use error::Error;
pub use job::{Handle, Job, Lines};
pub use line::{Mode, Stream, popen_with, system_with};
pub use orphans::adopt_orphans;
pub use pipeline::Pipeline;
pub use pool::{Outcome, Pool, Reloader, Results, TaskError};
pub use stdio::Stdio;
pub use view::{State, View};
pub use worker::serve;
