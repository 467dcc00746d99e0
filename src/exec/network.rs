//! `/dev/tcp/HOST/PORT` and `/dev/udp/HOST/PORT` behind a redirection: connections, where there are no such files.

use super::trap;
use crate::env::{Env, Flow};
use crate::sys::fd;
use nix::errno::Errno;
use nix::libc;
use nix::sys::socket::{
    AddressFamily, SockFlag, SockType, SockaddrIn, SockaddrIn6, connect, getsockopt, socket,
    sockopt,
};
use std::io;
use std::net::{SocketAddr, ToSocketAddrs};
use std::ops::ControlFlow::Continue;
use std::os::fd::{AsRawFd, OwnedFd};

/// The other end that a path names.
struct Peer<'a> {
    kind: SockType,
    host: &'a str,
    port: u16,
}

fn peer(path: &[u8]) -> Option<Peer<'_>> {
    let path = std::str::from_utf8(path).ok()?.strip_prefix("/dev/")?;
    let (kind, rest) = path.split_once('/')?;
    let (host, port) = rest.split_once('/')?;
    let kind = match kind {
        "tcp" => SockType::Stream,
        "udp" => SockType::Datagram,
        _ => return None,
    };
    let port = port.parse().ok()?;
    Some(Peer { kind, host, port })
}

/// Connects to what the path names, if it names something on a network; the first address that answers counts.
pub fn open(env: &mut Env, path: &[u8]) -> Flow<Option<io::Result<OwnedFd>>> {
    let Some(Peer { kind, host, port }) = peer(path) else {
        return Continue(None);
    };
    let addresses = match (host, port).to_socket_addrs() {
        Ok(addresses) => addresses,
        Err(error) => return Continue(Some(Err(error))),
    };
    let mut result = Err(io::Error::from_raw_os_error(libc::EADDRNOTAVAIL));
    for address in addresses {
        result = connected(env, kind, address)?;
        if result.is_ok() {
            break;
        }
    }
    Continue(Some(result))
}

/// A signal that ends the shell, or has a trap, is acted on while the other end does not answer.
fn connected(env: &mut Env, kind: SockType, address: SocketAddr) -> Flow<io::Result<OwnedFd>> {
    let family = match address {
        SocketAddr::V4(_) => AddressFamily::Inet,
        SocketAddr::V6(_) => AddressFamily::Inet6,
    };
    let end = match socket(family, kind, SockFlag::SOCK_CLOEXEC, None) {
        Ok(end) => end,
        Err(error) => return Continue(Err(error.into())),
    };
    let begun = match address {
        SocketAddr::V4(address) => connect(end.as_raw_fd(), &SockaddrIn::from(address)),
        SocketAddr::V6(address) => connect(end.as_raw_fd(), &SockaddrIn6::from(address)),
    };
    match begun {
        Ok(()) => return Continue(Ok(end)),
        Err(Errno::EINTR) => trap::safe_point(env)?,
        Err(error) => return Continue(Err(error.into())),
    }
    // It goes on by itself, and cannot be begun again.
    let mut asked = [fd::PollFd {
        fd: end.as_raw_fd(),
        events: libc::POLLOUT,
        revents: 0,
    }];
    while let Err(error) = fd::poll(&mut asked, -1) {
        if error.kind() != io::ErrorKind::Interrupted {
            return Continue(Err(error));
        }
        trap::safe_point(env)?;
    }
    Continue(match getsockopt(&end, sockopt::SocketError) {
        Ok(0) => Ok(end),
        Ok(number) => Err(io::Error::from_raw_os_error(number)),
        Err(error) => Err(error.into()),
    })
}
