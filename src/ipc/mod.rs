//! Channels between processes, and descriptors.
//!
//! | to | there is |
//! |---|---|
//! | send bytes one way | std's `io::pipe`; by a name in the file system [`Fifo`] |
//! | send bytes both ways | std's `UnixStream`, also with abstract names (`std::os::linux::net::SocketAddrExt`) |
//! | send messages in order | [`SeqPacket`]; std's `UnixDatagram`; with priorities, kept between programs, [`MessageQueue`] |
//! | pass open files along, and know who sends | [`send_with_fds`] and [`receive_with_fds`], [`peer_credentials`] |
//! | share memory, and take turns | [`SharedMemory`], [`Semaphore`]; for files [`FileLock`] |
//! | wait for several of them | [`poll`] |
//!
//! The functions on descriptor numbers are the low door: a shell's numbers are chosen by its script.
//!
//! Law of the room: bytes pass unchanged, what is made here is close-on-exec, and no call here waits for a peer that
//! the caller did not ask for.

mod fifo;
mod lock;
mod memory;
mod packet;
mod poll;
mod queue;
mod semaphore;
mod socket;

pub use crate::sys::fd::{
    FIRST_PRIVATE, Stat, adopt, close, dup_from, dup_high, dup_to, flags, high, is_open,
    is_terminal, memory_file, open, open_high, pipe, pipe_size, read, readable, seek, set_cloexec,
    set_nonblocking, set_pipe_size, stat, stat_path, tee, write, write_all,
};
pub use fifo::Fifo;
pub use lock::FileLock;
pub use memory::SharedMemory;
pub use packet::{Address, SeqListener, SeqPacket};
pub use poll::{Events, poll};
pub use queue::MessageQueue;
pub use semaphore::Semaphore;
pub use socket::{Credentials, peer_credentials, receive_with_fds, send_with_fds};

/// Repeats a call that a signal handler has interrupted.
fn through_interrupts<T>(mut call: impl FnMut() -> nix::Result<T>) -> nix::Result<T> {
    loop {
        match call() {
            Err(nix::errno::Errno::EINTR) => {}
            other => return other,
        }
    }
}
