#![allow(unsafe_code, reason = "system calls about process, user and host")]
//! The process, its user and its host: identities, file mode mask, access checks, times, names.

use super::{check, with_path};
use std::ffi::{CStr, c_char};
use std::io;

/// Own process id.
pub fn pid() -> libc::pid_t {
    // SAFETY: cannot fail.
    unsafe { libc::getpid() }
}

/// The parent's process id.
pub fn parent_pid() -> libc::pid_t {
    // SAFETY: cannot fail.
    unsafe { libc::getppid() }
}

/// Own process group.
pub fn group() -> libc::pid_t {
    // SAFETY: cannot fail.
    unsafe { libc::getpgrp() }
}

/// Puts process `pid` (0: this one) into `group` (0: its own) as setpgid(2) does.
pub fn set_group(pid: libc::pid_t, group: libc::pid_t) -> io::Result<()> {
    // SAFETY: no memory involved.
    check(unsafe { libc::setpgid(pid, group) }).map(drop)
}

/// Whether there is a process in `group`.
#[must_use]
pub fn group_exists(group: libc::pid_t) -> bool {
    // SAFETY: no memory involved; signal 0 is only asked for.
    let answer = check(unsafe { libc::kill(-group, 0) });
    answer.map_or_else(|error| error.raw_os_error() == Some(libc::EPERM), |_| true)
}

/// Starts a new session (setsid(2)).
pub fn new_session() -> io::Result<libc::pid_t> {
    // SAFETY: no memory involved.
    check(unsafe { libc::setsid() })
}

/// Real and effective user ids.
pub fn user_ids() -> (u32, u32) {
    // SAFETY: cannot fail.
    unsafe { (libc::getuid(), libc::geteuid()) }
}

/// Real and effective group ids.
pub fn group_ids() -> (u32, u32) {
    // SAFETY: cannot fail.
    unsafe { (libc::getgid(), libc::getegid()) }
}

/// Sets the file mode creation mask; the one before.
pub fn set_umask(mask: u32) -> u32 {
    // SAFETY: cannot fail.
    unsafe { libc::umask(mask) }
}

/// Changes the working directory.
pub fn change_directory(path: &[u8]) -> io::Result<()> {
    with_path(path, |path| {
        // SAFETY: the path is a C string for the length of the call.
        check(unsafe { libc::chdir(path.as_ptr()) }).map(drop)
    })
}

/// Changes the working directory to an open one.
pub fn change_directory_fd(fd: std::os::fd::RawFd) -> io::Result<()> {
    // SAFETY: no memory involved.
    check(unsafe { libc::fchdir(fd) }).map(drop)
}

/// Whether the *effective* user may do to `path` what `mode` (`R_OK`, `W_OK`, `X_OK`, `F_OK`) asks.
pub fn may_access(path: &[u8], mode: i32) -> io::Result<()> {
    with_path(path, |path| may_access_c(path, mode))
}

/// Like [`may_access`], for a path at hand as a C string.
pub fn may_access_c(path: &CStr, mode: i32) -> io::Result<()> {
    // SAFETY: the path is a C string.
    check(unsafe { libc::faccessat(libc::AT_FDCWD, path.as_ptr(), mode, libc::AT_EACCESS) })
        .map(drop)
}

/// User and system time of this process, and of its waited-for children, in clock ticks (times(2)).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Times {
    /// User time of this process.
    pub user: u64,
    /// System time of this process.
    pub system: u64,
    /// User time of the children.
    pub children_user: u64,
    /// System time of the children.
    pub children_system: u64,
}

/// Accumulated times, in units of [`ticks_per_second`].
pub fn times() -> Times {
    let mut raw = libc::tms {
        tms_utime: 0,
        tms_stime: 0,
        tms_cutime: 0,
        tms_cstime: 0,
    };
    // SAFETY: the result is a local.
    unsafe { libc::times(&raw mut raw) };
    Times {
        user: raw.tms_utime as u64,
        system: raw.tms_stime as u64,
        children_user: raw.tms_cutime as u64,
        children_system: raw.tms_cstime as u64,
    }
}

/// Clock ticks in a second.
pub fn ticks_per_second() -> u64 {
    // SAFETY: no memory involved.
    unsafe { libc::sysconf(libc::_SC_CLK_TCK) as u64 }
}

/// Bytes in a page of memory.
pub fn page_size() -> u64 {
    // SAFETY: no memory involved.
    unsafe { libc::sysconf(libc::_SC_PAGESIZE) as u64 }
}

/// The host's name, empty if the system does not tell.
pub fn host_name() -> Vec<u8> {
    let mut name = [0_u8; 256];
    // SAFETY: the kernel writes at most the length given, and the last byte stays NUL.
    let answer = unsafe { libc::gethostname(name.as_mut_ptr().cast(), name.len() - 1) };
    if answer != 0 {
        return Vec::new();
    }
    CStr::from_bytes_until_nul(&name)
        .map(|name| name.to_bytes().to_vec())
        .unwrap_or_default()
}

/// The groups that the process belongs to, its own first.
pub fn groups() -> Vec<u32> {
    let mut list = [0; 1024];
    // SAFETY: the kernel writes no more groups than there is room for.
    let count = unsafe { libc::getgroups(list.len() as i32, list.as_mut_ptr()) };
    let own = group_ids().1;
    let others = list.into_iter().take(usize::try_from(count).unwrap_or(0));
    std::iter::once(own)
        .chain(others.filter(|&group| group != own))
        .collect()
}

/// An entry of the user database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// Login name.
    pub name: Vec<u8>,
    /// User id.
    pub uid: u32,
    /// Primary group id.
    pub gid: u32,
    /// Home directory.
    pub home: Vec<u8>,
    /// Login shell.
    pub shell: Vec<u8>,
}

/// The user with this login name, if there is one.
pub fn user_by_name(name: &[u8]) -> Option<User> {
    with_path(name, |name| {
        // SAFETY: arguments as getpwnam_r(3) wants them.
        Ok(look_up(|entry, room, size, found| unsafe {
            libc::getpwnam_r(name.as_ptr(), entry, room, size, found)
        }))
    })
    .ok()
    .flatten()
}

/// The user with this id, if there is one.
///
/// ```
/// assert_eq!(tine::sys::host::user_by_id(0).map(|user| user.name), Some(b"root".to_vec()));
/// ```
pub fn user_by_id(uid: u32) -> Option<User> {
    // SAFETY: arguments as getpwuid_r(3) wants them.
    look_up(|entry, room, size, found| unsafe { libc::getpwuid_r(uid, entry, room, size, found) })
}

/// Keeps a static executable to the user database in files: the modules for the others are made for
/// a dynamic C library, and crash in a static one.
fn only_files() {
    #[cfg(all(target_env = "gnu", target_feature = "crt-static"))]
    {
        use std::ffi::{CStr, c_int};
        unsafe extern "C" {
            fn __nss_configure_lookup(database: *const c_char, services: *const c_char) -> c_int;
        }
        const DATABASE: &CStr = c"passwd";
        const SERVICES: &CStr = c"files";
        // SAFETY: both are C strings that last.
        unsafe { __nss_configure_lookup(DATABASE.as_ptr(), SERVICES.as_ptr()) };
    }
}

fn look_up(
    call: impl Fn(*mut libc::passwd, *mut c_char, usize, *mut *mut libc::passwd) -> libc::c_int,
) -> Option<User> {
    only_files();
    let mut room = vec![0_u8; 1024];
    loop {
        // SAFETY: an all-zero `passwd` is valid.
        let mut entry: libc::passwd = unsafe { std::mem::zeroed() };
        let mut found = std::ptr::null_mut();
        match call(
            &raw mut entry,
            room.as_mut_ptr().cast(),
            room.len(),
            &raw mut found,
        ) {
            libc::ERANGE if room.len() < 1 << 20 => room.resize(room.len() * 4, 0),
            libc::EINTR => {}
            0 if !found.is_null() => {
                let text = |pointer: *const c_char| {
                    if pointer.is_null() {
                        return Vec::new();
                    }
                    // SAFETY: fields of a found entry are NULL or C strings in `room`.
                    unsafe { CStr::from_ptr(pointer) }.to_bytes().to_vec()
                };
                return Some(User {
                    name: text(entry.pw_name),
                    uid: entry.pw_uid,
                    gid: entry.pw_gid,
                    home: text(entry.pw_dir),
                    shell: text(entry.pw_shell),
                });
            }
            _ => return None,
        }
    }
}
