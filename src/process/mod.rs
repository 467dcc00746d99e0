//! How a process lives and dies.
//!
//! Law of the room: it knows nothing of the shell language. The library waits only for processes that it started.

mod spawn;

pub use crate::sys::spawn::{Fork, Plan, SpawnError, Step, exec, fork, spawn};
pub use crate::sys::strings::Strings;
pub use crate::sys::wait::{Usage, WaitFlags, WaitStatus, exit_now, wait4, waitpid};
