//! Sequenced packets: the kind of Unix-domain socket that std does not have.

use super::socket::{receive_with_fds, send_with_fds};
use super::through_interrupts;
use crate::sys::fd::adopt;
use nix::sys::socket::{
    AddressFamily, Backlog, SockFlag, SockType, UnixAddr, accept4, bind, connect, listen, socket,
    socketpair,
};
use std::io;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd};
use std::path::Path;

/// Where a [`SeqPacket`] or its listener lives.
///
/// See unix(7).
///
/// ```
/// use tine::ipc::{Address, SeqPacket};
/// assert!(SeqPacket::connect(Address::Path("/nonexistent/socket".as_ref())).is_err());
/// ```
#[derive(Debug, Clone, Copy)]
pub enum Address<'a> {
    /// A socket file.
    Path(&'a Path),
    /// A name that is no file and goes with its socket (Linux).
    Abstract(&'a [u8]),
}

impl Address<'_> {
    fn resolve(&self) -> io::Result<UnixAddr> {
        Ok(match self {
            Self::Path(path) => UnixAddr::new(*path)?,
            Self::Abstract(name) => UnixAddr::new_abstract(name)?,
        })
    }
}

/// A connected socket that keeps messages apart and in order (`SOCK_SEQPACKET`).
///
/// See unix(7) and XSH `socket`.
///
/// ```
/// use tine::ipc::SeqPacket;
/// let (one, other) = SeqPacket::pair()?;
/// one.send(b"first")?;
/// one.send(b"second")?;
/// let mut buffer = [0; 16];
/// assert_eq!(other.receive(&mut buffer)?, 5);
/// assert_eq!(other.receive(&mut buffer)?, 6);
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct SeqPacket(OwnedFd);

impl SeqPacket {
    /// Two sockets connected to each other.
    ///
    /// Fails with `EMFILE` without descriptors. Follows XSH `socketpair`.
    ///
    /// ```
    /// let (one, other) = tine::ipc::SeqPacket::pair()?;
    /// one.send(b"x")?;
    /// assert_eq!(other.receive(&mut [0; 4])?, 1);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn pair() -> io::Result<(Self, Self)> {
        let kind = SockType::SeqPacket;
        let (one, other) = socketpair(AddressFamily::Unix, kind, None, SockFlag::SOCK_CLOEXEC)?;
        Ok((Self(one), Self(other)))
    }

    /// Connects to a listener.
    ///
    /// Fails with `ENOENT` or `ECONNREFUSED` if nobody listens, `EACCES` without the right to write to the file.
    /// Follows XSH `connect`.
    ///
    /// ```
    /// use tine::ipc::{Address, SeqPacket};
    /// assert!(SeqPacket::connect(Address::Abstract(b"tine-doc-nobody")).is_err());
    /// ```
    pub fn connect(address: Address<'_>) -> io::Result<Self> {
        let socket = new_socket()?;
        connect(socket.as_raw_fd(), &address.resolve()?)?;
        Ok(Self(socket))
    }

    /// Sends one message. `EPIPE` if the peer has gone, without SIGPIPE.
    ///
    /// `EMSGSIZE` if it is too long for the socket. Follows XSH `sendmsg`.
    ///
    /// ```
    /// let (one, other) = tine::ipc::SeqPacket::pair()?;
    /// assert_eq!(one.send(b"four")?, 4);
    /// drop(other);
    /// assert!(one.send(b"four").is_err());
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn send(&self, message: &[u8]) -> io::Result<usize> {
        send_with_fds(self, message, &[])
    }

    /// Receives one message; what does not fit into `buffer` is lost. 0 at the end.
    ///
    /// Fails as XSH `recvmsg`; goes on after an interruption.
    ///
    /// ```
    /// let (one, other) = tine::ipc::SeqPacket::pair()?;
    /// one.send(b"long message")?;
    /// let mut short = [0; 4];
    /// assert_eq!(other.receive(&mut short)?, 4);
    /// drop(one);
    /// assert_eq!(other.receive(&mut short)?, 0);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn receive(&self, buffer: &mut [u8]) -> io::Result<usize> {
        receive_with_fds(self, buffer).map(|(length, _)| length)
    }
}

impl AsFd for SeqPacket {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.0.as_fd()
    }
}

impl From<SeqPacket> for OwnedFd {
    fn from(socket: SeqPacket) -> Self {
        socket.0
    }
}

impl From<OwnedFd> for SeqPacket {
    fn from(socket: OwnedFd) -> Self {
        Self(socket)
    }
}

/// A listener for [`SeqPacket`] connections.
///
/// Follows XSH `listen` and `accept`; see unix(7).
///
/// ```
/// use tine::ipc::{Address, SeqListener, SeqPacket};
/// let name = format!("tine-doc-{}", std::process::id());
/// let address = Address::Abstract(name.as_bytes());
/// let listener = SeqListener::bind(address)?;
/// let client = SeqPacket::connect(address)?;
/// let server = listener.accept()?;
/// client.send(b"hello")?;
/// let mut buffer = [0; 8];
/// assert_eq!(server.receive(&mut buffer)?, 5);
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct SeqListener(OwnedFd);

impl SeqListener {
    /// Takes an address. `EADDRINUSE` if it is taken; a socket file stays after its listener and must be removed.
    ///
    /// Also fails with `EACCES`, `ENOENT` for the directory. Follows XSH `bind`.
    ///
    /// ```
    /// use tine::ipc::{Address, SeqListener};
    /// let name = format!("tine-doc-bind-{}", std::process::id());
    /// let _listener = SeqListener::bind(Address::Abstract(name.as_bytes()))?;
    /// assert!(SeqListener::bind(Address::Abstract(name.as_bytes())).is_err());
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn bind(address: Address<'_>) -> io::Result<Self> {
        let socket = new_socket()?;
        bind(socket.as_raw_fd(), &address.resolve()?)?;
        listen(&socket, Backlog::MAXCONN)?;
        Ok(Self(socket))
    }

    /// Waits for the next connection.
    ///
    /// Fails with `EMFILE` without descriptors; goes on after an interruption. Follows XSH `accept`.
    ///
    /// ```
    /// use tine::ipc::{Address, SeqListener, SeqPacket};
    /// let name = format!("tine-doc-accept-{}", std::process::id());
    /// let listener = SeqListener::bind(Address::Abstract(name.as_bytes()))?;
    /// let _client = SeqPacket::connect(Address::Abstract(name.as_bytes()))?;
    /// let _server = listener.accept()?;
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn accept(&self) -> io::Result<SeqPacket> {
        let accepted = through_interrupts(|| accept4(self.0.as_raw_fd(), SockFlag::SOCK_CLOEXEC))?;
        Ok(SeqPacket(adopt(accepted)))
    }
}

impl AsFd for SeqListener {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.0.as_fd()
    }
}

fn new_socket() -> io::Result<OwnedFd> {
    Ok(socket(
        AddressFamily::Unix,
        SockType::SeqPacket,
        SockFlag::SOCK_CLOEXEC,
        None,
    )?)
}
