//! The worker's side of a [`Pool`](super::Pool), and what the two sides say to each other.
//!
//! A task is its length (8 bytes, little-endian) and its bytes; an answer is one byte, `+` or `-`, and the same.

use crate::ipc::{adopt, send_with_fds};
use crate::sys::host;
use crate::sys::wait::exit_now;
use std::io::{self, Read};
use std::os::fd::RawFd;
use std::os::unix::net::UnixStream;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Where a worker program finds its socket, and the variable that says so: the descriptor, and the process that is the
/// master, since what a worker starts in its turn inherits the variable.
pub(super) const DESCRIPTOR: RawFd = 3;
pub(super) const VARIABLE: &str = "TINE_POOL";

/// The variable's value for workers of this process.
pub(super) fn invitation() -> String {
    format!("{DESCRIPTOR} {}", host::pid())
}

/// The descriptor of the socket, if a pool has started this program.
pub(super) fn invited() -> Option<RawFd> {
    let value = std::env::var(VARIABLE).ok()?;
    let (descriptor, master) = value.split_once(' ')?;
    let master: i32 = master.parse().ok()?;
    (master == host::parent_pid()).then(|| descriptor.parse().ok())?
}

/// What a worker does with a task: the answer, or a message why there is none.
pub(super) type Work = dyn Fn(&[u8]) -> Result<Vec<u8>, String>;

/// An answer.
pub(super) enum Reply {
    Done(Vec<u8>),
    Failed(Vec<u8>),
}

/// Serves tasks of the [`Pool`](super::Pool) that started this program, until it has no more; then the program should
/// end. `ENOENT` if no pool started it.
///
/// Fails as read(2) and write(2) do if the master goes in the middle of a task; a task that `work` refuses is no
/// error here.
///
/// ```no_run
/// tine::process::serve(|task| Ok(task.to_ascii_uppercase()))?;
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn serve(work: impl Fn(&[u8]) -> Result<Vec<u8>, String> + 'static) -> io::Result<()> {
    let Some(number) = invited() else {
        return Err(io::Error::from(io::ErrorKind::NotFound));
    };
    // What the worker starts must not hold the socket open.
    crate::sys::fd::set_cloexec(number, true)?;
    answer_all(&UnixStream::from(adopt(number)), &work)
}

/// The whole life of a forked worker.
pub(super) fn run_forked(socket: &UnixStream, work: &Work) -> ! {
    let status = match catch_unwind(AssertUnwindSafe(|| answer_all(socket, work))) {
        Ok(Ok(())) => 0,
        Ok(Err(_)) => 1,
        // What Rust's own start-up makes of a panic.
        Err(_) => 101,
    };
    exit_now(status)
}

fn answer_all(socket: &UnixStream, work: &Work) -> io::Result<()> {
    let mut reader = socket;
    let mut first = [0; 1];
    loop {
        // The end of file between two tasks is the end; within one it is an error.
        match reader.read(&mut first) {
            Ok(0) => return Ok(()),
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        }
        let task = receive_rest(socket, Some(first[0]))?;
        let (sign, answer) = match work(&task) {
            Ok(answer) => (b'+', answer),
            Err(message) => (b'-', message.into_bytes()),
        };
        send_all(socket, &[sign])?;
        send(socket, &answer)?;
    }
}

/// Sends length and bytes.
pub(super) fn send(socket: &UnixStream, bytes: &[u8]) -> io::Result<()> {
    send_all(socket, &(bytes.len() as u64).to_le_bytes())?;
    send_all(socket, bytes)
}

/// Receives an answer.
pub(super) fn receive(mut socket: &UnixStream) -> io::Result<Reply> {
    let mut sign = [0];
    socket.read_exact(&mut sign)?;
    let bytes = receive_rest(socket, None)?;
    Ok(if sign == *b"+" {
        Reply::Done(bytes)
    } else {
        Reply::Failed(bytes)
    })
}

/// Receives length and bytes, the first byte of the length perhaps read already.
fn receive_rest(mut socket: &UnixStream, first: Option<u8>) -> io::Result<Vec<u8>> {
    let mut length = [0; 8];
    match (first, length.split_first_mut()) {
        (Some(first), Some((head, tail))) => {
            *head = first;
            socket.read_exact(tail)?;
        }
        _ => socket.read_exact(&mut length)?,
    }
    let length = u64::from_le_bytes(length);
    let mut bytes = Vec::new();
    // The length is the other side's word: memory is taken as bytes arrive.
    if (&mut socket).take(length).read_to_end(&mut bytes)? as u64 == length {
        Ok(bytes)
    } else {
        Err(io::ErrorKind::UnexpectedEof.into())
    }
}

/// Sends everything, without SIGPIPE where the peer has gone.
fn send_all(socket: &UnixStream, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match send_with_fds(socket, bytes, &[]) {
            Ok(sent) => bytes = bytes.get(sent..).unwrap_or_default(),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
