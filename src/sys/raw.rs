#![allow(unsafe_code, reason = "system calls past the C library")]
//! System calls that leave `errno` alone, as a child must that has its parent's memory while the parent runs on.

use std::ffi::{CStr, c_char};
use std::os::fd::RawFd;

/// Whether they are to be had on this processor; elsewhere they go through the C library, and store `errno`.
pub const APART: bool = cfg!(any(target_arch = "x86_64", target_arch = "aarch64"));

/// Becomes a program; the error number where that fails. See execve(2).
///
/// # Safety
/// NULL-terminated vectors of C strings.
pub unsafe fn exec(program: &CStr, argv: *const *const c_char, envp: *const *const c_char) -> i32 {
    let arguments = [program.as_ptr() as usize, argv as usize, envp as usize];
    // SAFETY: as promised by the caller.
    unsafe { call(libc::SYS_execve, arguments) }
        .err()
        .unwrap_or(0)
}

/// Makes `to` the same as `from`, to stay open on exec; the error number where that fails. See dup2(2).
pub fn dup_to(from: RawFd, to: RawFd) -> Result<(), i32> {
    let fd = |fd: RawFd| fd as usize;
    loop {
        // SAFETY: no memory involved. EBUSY is the race with an open of another thread that dup2(2) describes.
        let answer = unsafe {
            if from == to {
                call(libc::SYS_fcntl, [fd(from), libc::F_SETFD as usize, 0])
            } else {
                call(libc::SYS_dup3, [fd(from), fd(to), 0])
            }
        };
        match answer {
            Err(libc::EINTR | libc::EBUSY) => {}
            other => return other.map(drop),
        }
    }
}

/// A copy, at `least` or above, that closes itself on exec; the error number where that fails. See fcntl(2).
pub fn dup_above(from: RawFd, least: RawFd) -> Result<RawFd, i32> {
    let arguments = [
        from as usize,
        libc::F_DUPFD_CLOEXEC as usize,
        least as usize,
    ];
    // SAFETY: no memory involved.
    match unsafe { call(libc::SYS_fcntl, arguments) } {
        // What Linux says if already `least` is beyond the limit.
        Err(libc::EINVAL) => Err(libc::EMFILE),
        answer => answer.map(|fd| fd as RawFd),
    }
}

/// Closes a descriptor, if it is open. See close(2).
pub fn close(fd: RawFd) {
    // SAFETY: no memory involved.
    let _ = unsafe { call(libc::SYS_close, [fd as usize, 0, 0]) };
}

/// A system call of up to three arguments.
///
/// # Safety
/// As the call has it.
unsafe fn call(number: libc::c_long, [a, b, c]: [usize; 3]) -> Result<usize, i32> {
    let answer: isize;
    // SAFETY: the kernel's convention; it keeps all registers but those named.
    #[cfg(target_arch = "x86_64")]
    unsafe {
        std::arch::asm!(
            "syscall",
            inlateout("rax") number as isize => answer,
            in("rdi") a,
            in("rsi") b,
            in("rdx") c,
            lateout("rcx") _,
            lateout("r11") _,
            options(nostack),
        );
    }
    // SAFETY: as above.
    #[cfg(target_arch = "aarch64")]
    unsafe {
        std::arch::asm!(
            "svc 0",
            in("x8") number,
            inlateout("x0") a as isize => answer,
            in("x1") b,
            in("x2") c,
            options(nostack),
        );
    }
    // SAFETY: as promised by the caller.
    #[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
    {
        answer = match unsafe { libc::syscall(number, a, b, c) } {
            -1 => -(super::errno() as isize),
            other => other as isize,
        };
    }
    if (-4095..0).contains(&answer) {
        Err(-answer as i32)
    } else {
        Ok(answer as usize)
    }
}
