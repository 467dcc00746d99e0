#![allow(unsafe_code, reason = "functions of C that the line editor calls")]
//! What a program has in the place of the C library's functions by which the line editor reads keys.
//!
//! It reads by `read`, `select` and `poll`, and sets the terminal's modes by `tcsetattr`. A program that is made by
//! [`entry!`](crate::entry) has the ones of this file in their place, which differ for the terminal alone.

use super::pending::pending_keys;
use super::typing::{DRAW_ANEW, SINGLY, keys_from, reads_again};
use super::{keystroke, redrawing, showing, special};
use nix::errno::Errno;
use nix::libc;
use std::ffi::{c_int, c_void};
use std::sync::atomic::Ordering;

/// The system call `read`, in the place of the C library's.
///
/// # Safety
/// As `read`: `buffer` has room for `size` bytes.
#[doc(hidden)]
pub unsafe fn read(fd: c_int, buffer: *mut c_void, size: usize) -> isize {
    if keys_from() != Some(fd) || size == 0 {
        // SAFETY: as promised by the caller.
        let got = unsafe { libc::syscall(libc::SYS_read, fd, buffer, size) };
        return isize::try_from(got).unwrap_or(-1);
    }
    SINGLY.store(true, Ordering::Relaxed);
    let mut byte = 0_u8;
    loop {
        if let Some(next) = keystroke::next(fd) {
            // SAFETY: there is room for one.
            unsafe { *buffer.cast::<u8>() = next };
            return 1;
        }
        let got = if wait_for_byte(fd) {
            // SAFETY: a byte to read into.
            unsafe { libc::syscall(libc::SYS_read, fd, &raw mut byte, 1_usize) }
        } else {
            -1
        };
        if got == 1 {
            pending_keys().arrive(byte);
        } else if got == 0 || Errno::last() != Errno::EINTR || !pending_keys().pasting {
            // In a window of another size a paste goes on: it comes as a whole, or its rest would be typed.
            pending_keys().disturbed = true;
            return isize::try_from(got).unwrap_or(-1);
        }
    }
}

/// Whether the terminal is to be read from now; if not, a signal has come.
fn wait_for_byte(fd: c_int) -> bool {
    let mut pending = pending_keys();
    let ready = std::mem::take(&mut pending.ready);
    let waits_on = pending.waits_on;
    drop(pending);
    match waits_on {
        Some((count, set)) if !ready => comes(fd, count, set),
        _ => true,
    }
}

/// Waits for a byte without having been asked to, as the line editor does not in a search: false, with the
/// error EINTR, if a signal came, be it before this.
fn comes(keys: c_int, count: c_int, mut set: libc::fd_set) -> bool {
    let none = std::ptr::null_mut::<libc::fd_set>();
    let (limit, mask) = (
        pointer::<libc::timespec>(None),
        pointer::<libc::sigset_t>(None),
    );
    // SAFETY: one set, which is a copy of what the line editor made; no time and no mask.
    let come = unsafe {
        let ready = libc::syscall(
            libc::SYS_pselect6,
            count,
            &raw mut set,
            none,
            none,
            limit,
            mask,
        );
        if ready < 0 {
            showing::heard();
            return *libc::__errno_location() != libc::EINTR;
        }
        libc::FD_ISSET(keys, &raw const set)
    };
    if !come {
        showing::heard();
        // Once is enough: if the line editor hears of nothing there, it comes back to read.
        pending_keys().waits_on = None;
        // SAFETY: the error number of this thread.
        unsafe { *libc::__errno_location() = libc::EINTR };
    }
    come
}

/// The system call `select`, in the place of the C library's: bytes that are read again are there.
///
/// # Safety
/// As `select`.
#[doc(hidden)]
pub unsafe fn select(
    count: c_int,
    read: *mut libc::fd_set,
    write: *mut libc::fd_set,
    except: *mut libc::fd_set,
    timeout: *mut libc::timeval,
) -> c_int {
    // SAFETY: the set is NULL or a set, as promised by the caller; `keys` is a descriptor.
    let waits = |keys: &c_int| unsafe { !read.is_null() && libc::FD_ISSET(*keys, read) };
    let keys = keys_from().filter(waits);
    if keys.is_some() {
        let mut pending = pending_keys();
        // SAFETY: it is a set.
        pending.waits_on = Some((count, unsafe { *read }));
        if timeout.is_null() {
            pending.begin_key();
        }
    }
    if let Some(keys) = keys.filter(|_| reads_again()) {
        // SAFETY: the sets are NULL or sets.
        unsafe {
            for set in [read, write, except] {
                if !set.is_null() {
                    libc::FD_ZERO(set);
                }
            }
            libc::FD_SET(keys, read);
        }
        return 1;
    }
    // SAFETY: as promised by the caller.
    let limit = unsafe { timeout.as_ref() }.map(|time| libc::timespec {
        tv_sec: time.tv_sec,
        tv_nsec: time.tv_usec * 1000,
    });
    let (limit, mask) = (pointer(limit.as_ref()), pointer::<libc::sigset_t>(None));
    // SAFETY: as promised by the caller; the kernel writes the rest of the time into our copy.
    let ready =
        unsafe { libc::syscall(libc::SYS_pselect6, count, read, write, except, limit, mask) };
    // SAFETY: it is a set, into which the kernel has written what is ready.
    let typed = keys.is_some_and(|keys| ready > 0 && unsafe { libc::FD_ISSET(keys, read) });
    pending_keys().ready |= typed;
    // Of what else is there the line editor hears before it reads a key.
    if keys.is_some() && !(typed && ready == 1) {
        showing::heard();
        if redrawing::is_due() && pending_keys().read.is_empty() {
            let mut key = [0; 4];
            let key = DRAW_ANEW.encode_utf8(&mut key).bytes();
            pending_keys().again.extend(key.rev());
        }
    }
    c_int::try_from(ready).unwrap_or(-1)
}

/// The system call `poll`, in the place of the C library's: bytes that are read again are there.
///
/// # Safety
/// As `poll`.
#[doc(hidden)]
pub unsafe fn poll(set: *mut libc::pollfd, count: libc::nfds_t, timeout: c_int) -> c_int {
    if let Some(keys) = keys_from().filter(|_| count == 1 && !set.is_null()) {
        // SAFETY: there is one, as promised by the caller.
        let one = unsafe { &mut *set };
        if one.fd == keys && std::mem::take(&mut pending_keys().alone) {
            one.revents = 0;
            return 0;
        }
        if one.fd == keys && reads_again() {
            one.revents = one.events & libc::POLLIN;
            return 1;
        }
    }
    let limit = (timeout >= 0).then(|| libc::timespec {
        tv_sec: libc::time_t::from(timeout / 1000),
        tv_nsec: libc::c_long::from(timeout % 1000) * 1_000_000,
    });
    let (limit, mask) = (pointer(limit.as_ref()), pointer::<libc::sigset_t>(None));
    // SAFETY: as promised by the caller; the kernel writes the rest of the time into our copy.
    let ready = unsafe { libc::syscall(libc::SYS_ppoll, set, count, limit, mask, 0_usize) };
    if ready < 0 {
        pending_keys().disturbed = true;
    }
    c_int::try_from(ready).unwrap_or(-1)
}

/// The system call behind `tcsetattr`, in the place of the C library's. While a line is edited the terminal keeps
/// making newlines of carriage returns: what is typed behind Enter is read by the program that then runs, and comes
/// to it in lines.
///
/// # Safety
/// As `tcsetattr`: `modes` points to the new ones.
#[doc(hidden)]
pub unsafe fn tcsetattr(fd: c_int, when: c_int, modes: *const libc::termios) -> c_int {
    // SAFETY: as promised by the caller.
    let mut modes = unsafe { *modes };
    let edits = keys_from() == Some(fd) && modes.c_lflag & libc::ICANON == 0;
    if edits {
        special::learn(&modes);
        if special::is_enter_newline() {
            modes.c_iflag |= libc::ICRNL;
        }
    }
    let request = match when {
        libc::TCSADRAIN => libc::TCSETSW,
        libc::TCSAFLUSH => libc::TCSETSF,
        _ => libc::TCSETS,
    };
    // SAFETY: what the kernel knows of the modes is how the C library's begin.
    unsafe { libc::ioctl(fd, request, &raw const modes) }
}

/// What C is given for something that may be missing.
fn pointer<T>(value: Option<&T>) -> *const T {
    value.map_or(std::ptr::null(), std::ptr::from_ref)
}
