//! What travels along on Unix-domain sockets, be they std's or [`SeqPacket`](super::SeqPacket)s: descriptors and
//! credentials.

use super::through_interrupts;
use crate::sys::rights;
use nix::libc;
use nix::sys::socket::{ControlMessage, MsgFlags, getsockopt, sendmsg, sockopt};
use std::io::{self, IoSlice};
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd};

/// Who is at the other end of a connected socket, as of its connecting.
///
/// See `SO_PEERCRED` in unix(7).
///
/// ```
/// use std::os::unix::net::UnixStream;
/// use tine::ipc::{Credentials, peer_credentials};
/// let (one, _other) = UnixStream::pair()?;
/// let Credentials { pid, .. } = peer_credentials(&one)?;
/// assert_eq!(pid, std::process::id() as i32);
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Credentials {
    /// Its process.
    pub pid: i32,
    /// Its effective user.
    pub uid: u32,
    /// Its effective group.
    pub gid: u32,
}

/// Asks who is at the other end.
///
/// Fails with `ENOTSOCK`, or `ENOTCONN` without a peer. See unix(7).
///
/// ```
/// use std::os::unix::net::UnixStream;
/// let (one, _other) = UnixStream::pair()?;
/// assert_eq!(tine::ipc::peer_credentials(&one)?.pid, std::process::id() as i32);
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn peer_credentials(socket: &impl AsFd) -> io::Result<Credentials> {
    let peer = getsockopt(&socket.as_fd(), sockopt::PeerCredentials)?;
    Ok(Credentials {
        pid: peer.pid(),
        uid: peer.uid(),
        gid: peer.gid(),
    })
}

/// Sends `bytes` (at least one) and copies of open descriptors in one message (`SCM_RIGHTS`, unix(7)); the number of
/// bytes sent. Does not raise SIGPIPE.
///
/// Fails with `EPIPE` if the peer has gone, `ETOOMANYREFS` with too many in flight, and as XSH `sendmsg`.
///
/// ```
/// use std::fs::File;
/// use std::io::Read;
/// use std::os::fd::AsFd;
/// use std::os::unix::net::UnixStream;
/// use tine::ipc::{receive_with_fds, send_with_fds};
/// let (one, other) = UnixStream::pair()?;
/// let file = File::open("/dev/null")?;
/// send_with_fds(&one, b"x", &[file.as_fd()])?;
/// let mut byte = [0];
/// let (length, mut fds) = receive_with_fds(&other, &mut byte)?;
/// assert_eq!((length, fds.len()), (1, 1));
/// let mut received = File::from(fds.remove(0));
/// assert_eq!(received.read(&mut byte)?, 0);
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn send_with_fds(
    socket: &impl AsFd,
    bytes: &[u8],
    fds: &[BorrowedFd<'_>],
) -> io::Result<usize> {
    let raw: Vec<_> = fds.iter().map(AsRawFd::as_raw_fd).collect();
    let rights = [ControlMessage::ScmRights(&raw)];
    let control = if raw.is_empty() { &[][..] } else { &rights[..] };
    let flags = MsgFlags::MSG_NOSIGNAL;
    let socket = socket.as_fd().as_raw_fd();
    let parts = [IoSlice::new(bytes)];
    Ok(through_interrupts(|| {
        sendmsg::<()>(socket, &parts, control, flags, None)
    })?)
}

/// Receives bytes and the descriptors that came with them, close-on-exec; 0 bytes at the end.
///
/// Fails with `EMFILE` if there is no room for all descriptors: those that came are closed, and the bytes are gone. Else
/// as XSH `recvmsg`: `ECONNRESET`, `EAGAIN` on one that does not wait.
///
/// ```
/// use std::io::Write;
/// use std::os::unix::net::UnixStream;
/// let (mut one, other) = UnixStream::pair()?;
/// one.write_all(b"plain")?;
/// let mut buffer = [0; 8];
/// let (length, fds) = tine::ipc::receive_with_fds(&other, &mut buffer)?;
/// assert_eq!((length, fds.len()), (5, 0));
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn receive_with_fds(
    socket: &impl AsFd,
    buffer: &mut [u8],
) -> io::Result<(usize, Vec<OwnedFd>)> {
    loop {
        match rights::receive(socket.as_fd(), buffer) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Ok(message) if message.cut => return Err(io::Error::from_raw_os_error(libc::EMFILE)),
            other => return other.map(|message| (message.length, message.fds)),
        }
    }
}
