//! Channels between processes, and descriptors.
//!
//! Law of the room: bytes pass unchanged, what is made here is close-on-exec, and no call here waits for a peer that
//! the caller did not ask for.

mod fifo;
mod lock;
mod memory;
mod poll;
mod queue;
mod socket;

pub use crate::sys::fd::{
    FIRST_PRIVATE, Stat, adopt, close, dup_from, dup_high, dup_to, flags, high, is_open,
    is_terminal, memory_file, open, open_high, pipe, pipe_size, read, readable, seek, set_cloexec,
    set_nonblocking, set_pipe_size, stat, stat_path, tee, write, write_all,
};
pub use fifo::Fifo;
pub use lock::FileLock;
pub use memory::{Semaphore, SharedMemory};
pub use poll::{Events, poll};
pub use queue::MessageQueue;
pub use socket::{
    Address, Credentials, SeqListener, SeqPacket, peer_credentials, receive_with_fds, send_with_fds,
};

/// Repeats a call that a signal handler has interrupted.
fn through_interrupts<T>(mut call: impl FnMut() -> nix::Result<T>) -> nix::Result<T> {
    loop {
        match call() {
            Err(nix::errno::Errno::EINTR) => {}
            other => return other,
        }
    }
}
