#![allow(unsafe_code, reason = "a function of C that the line editor calls")]
//! The sockets through which the line editor hears of signals.
//!
//! It asks for a new pair with each line, which is a third of what a line costs it. In a program that is made by
//! [`entry!`](crate::entry) it gets copies of a pair that is kept.

use super::fd::{Stat, high, own, stat};
use super::{check, lock, typing};
use std::ffi::c_int;
use std::io;
use std::os::fd::{AsRawFd, IntoRawFd, OwnedFd, RawFd};
use std::sync::Mutex;

/// A pair of sockets that stays open.
struct Kept {
    ends: [RawFd; 2],
    /// What they are: a script may have put something else under the numbers.
    files: [Stat; 2],
    /// A child that was forked off does not share its parent's.
    process: libc::pid_t,
}

/// What the line editor asks for.
const KIND: c_int = libc::SOCK_STREAM | libc::SOCK_CLOEXEC;

static KEPT: Mutex<Option<Kept>> = Mutex::new(None);

/// As `socketpair`.
#[doc(hidden)]
pub unsafe fn socketpair(domain: c_int, kind: c_int, protocol: c_int, pair: *mut c_int) -> c_int {
    if domain == libc::AF_UNIX
        && kind == KIND
        && typing::keys_from().is_some()
        && let Ok(copies) = copies()
    {
        for (at, copy) in copies.into_iter().enumerate() {
            // SAFETY: the caller has room for two.
            unsafe { *pair.add(at) = copy.into_raw_fd() };
        }
        return 0;
    }
    // SAFETY: as promised by the caller.
    unsafe { real(domain, kind, protocol, pair) }
}

/// The system call.
///
/// # Safety
/// `pair` has room for two.
unsafe fn real(domain: c_int, kind: c_int, protocol: c_int, pair: *mut c_int) -> c_int {
    // SAFETY: as promised by the caller.
    unsafe { libc::syscall(libc::SYS_socketpair, domain, kind, protocol, pair) as c_int }
}

/// Both ends of the pair, with nothing in it.
fn copies() -> io::Result<[OwnedFd; 2]> {
    let mut kept = lock(&KEPT);
    let [one, other] = match &*kept {
        Some(kept) if kept.is_whole() => kept.ends,
        _ => kept.insert(Kept::open()?).ends,
    };
    drop(kept);
    let mut rest = [0_u8; 64];
    // SAFETY: the kernel writes at most the length of the array.
    while unsafe {
        libc::recv(
            one,
            rest.as_mut_ptr().cast(),
            rest.len(),
            libc::MSG_DONTWAIT,
        )
    } > 0
    {}
    // SAFETY: no memory involved; what is made is owned at once.
    let copy = |end| own(unsafe { libc::fcntl(end, libc::F_DUPFD_CLOEXEC, 0) });
    Ok([copy(one)?, copy(other)?])
}

impl Kept {
    fn open() -> io::Result<Self> {
        let mut ends = [0; 2];
        // SAFETY: the array has room for two.
        check(unsafe { real(libc::AF_UNIX, KIND, 0, ends.as_mut_ptr()) })?;
        let [one, other] = [high(own(ends[0])?)?, high(own(ends[1])?)?];
        let files = [stat(one.as_raw_fd())?, stat(other.as_raw_fd())?];
        Ok(Self {
            ends: [one.into_raw_fd(), other.into_raw_fd()],
            files,
            process: nix::unistd::getpid().as_raw(),
        })
    }

    fn is_whole(&self) -> bool {
        self.process == nix::unistd::getpid().as_raw()
            && (self.ends.iter().zip(&self.files))
                .all(|(&end, known)| stat(end).is_ok_and(|there| there.is_same_file(known)))
    }
}
