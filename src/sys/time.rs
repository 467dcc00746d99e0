#![allow(unsafe_code, reason = "localtime_r and strftime")]
//! The wall clock as people read it.

use std::ffi::CString;

/// The local time, formatted as by strftime(3); empty if the format cannot be used.
pub fn format(format: &[u8]) -> Vec<u8> {
    // SAFETY: no memory involved.
    let now = unsafe { libc::time(std::ptr::null_mut()) };
    format_at(format, now)
}

/// The local time at so many seconds after the epoch, formatted as by strftime(3).
pub fn format_at(format: &[u8], seconds: i64) -> Vec<u8> {
    let Ok(format) = CString::new(format) else {
        return Vec::new();
    };
    let mut room = vec![0_u8; 256];
    // SAFETY: an all-zero `tm` is valid; all pointers are to locals that outlive the calls; strftime is
    // told how much room there is.
    let used = unsafe {
        let mut parts: libc::tm = std::mem::zeroed();
        if libc::localtime_r(&raw const seconds, &raw mut parts).is_null() {
            return Vec::new();
        }
        libc::strftime(
            room.as_mut_ptr().cast(),
            room.len(),
            format.as_ptr(),
            &raw const parts,
        )
    };
    room.truncate(used);
    room
}
