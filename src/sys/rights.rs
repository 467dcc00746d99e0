#![allow(unsafe_code, reason = "control messages are laid out by hand")]
//! Descriptors that come over a Unix-domain socket (`SCM_RIGHTS`, unix(7)).

use std::io;
use std::mem::MaybeUninit;
use std::os::fd::{AsRawFd, BorrowedFd, FromRawFd, OwnedFd, RawFd};

/// Room for what may come beside the bytes: the most descriptors that Linux sends at once (253), and credentials.
const ROOM: usize = 256;

/// What one call has received.
pub struct Message {
    /// How many bytes.
    pub length: usize,
    /// The descriptors, close-on-exec.
    pub fds: Vec<OwnedFd>,
    /// There were more descriptors than this process may open.
    pub cut: bool,
}

/// Receives bytes, and all descriptors that come with them, by recvmsg(2).
pub fn receive(socket: BorrowedFd<'_>, buffer: &mut [u8]) -> io::Result<Message> {
    // Aligned as the headers of control messages are.
    let mut control = [0_u64; ROOM];
    let mut part = libc::iovec {
        iov_base: buffer.as_mut_ptr().cast(),
        iov_len: buffer.len(),
    };
    // SAFETY: an all-zero `msghdr` is valid.
    let mut header: libc::msghdr = unsafe { MaybeUninit::zeroed().assume_init() };
    header.msg_iov = &raw mut part;
    header.msg_iovlen = 1;
    header.msg_control = control.as_mut_ptr().cast();
    header.msg_controllen = size_of_val(&control) as _;
    // SAFETY: the header describes `buffer` and `control`, which outlive the call.
    let length =
        unsafe { libc::recvmsg(socket.as_raw_fd(), &raw mut header, libc::MSG_CMSG_CLOEXEC) };
    Ok(Message {
        length: usize::try_from(length).map_err(|_| io::Error::last_os_error())?,
        fds: taken(&header),
        cut: header.msg_flags & libc::MSG_CTRUNC != 0,
    })
}

/// The descriptors in the control messages that the kernel has left.
fn taken(header: &libc::msghdr) -> Vec<OwnedFd> {
    let mut fds = Vec::new();
    // SAFETY: the kernel has filled the control buffer as far as `msg_controllen` says, with whole messages, and the
    // descriptors in them are new and nobody else's.
    unsafe {
        let mut next = libc::CMSG_FIRSTHDR(header);
        while let Some(message) = next.as_ref() {
            if (message.cmsg_level, message.cmsg_type) == (libc::SOL_SOCKET, libc::SCM_RIGHTS) {
                const SIZE: usize = size_of::<RawFd>();
                let data = libc::CMSG_DATA(next).cast::<[u8; SIZE]>();
                let length: usize = message.cmsg_len as _;
                let count = (length - libc::CMSG_LEN(0) as usize) / SIZE;
                let numbers = (0..count).map(|at| RawFd::from_ne_bytes(data.add(at).read()));
                fds.extend(numbers.map(|number| OwnedFd::from_raw_fd(number)));
            }
            next = libc::CMSG_NXTHDR(header, next);
        }
    }
    fds
}
