#![allow(unsafe_code, reason = "localtime_r, strftime and setenv")]
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

/// Makes this the time zone of the process, or none, as in its environment: only for a process with one thread.
pub fn use_zone(zone: Option<&[u8]>) {
    unsafe extern "C" {
        fn tzset();
    }
    let zone = zone.and_then(|zone| CString::new(zone).ok());
    // SAFETY: the names and the value are C strings for the length of the calls, and no other thread reads the
    // environment meanwhile, as promised by the caller.
    unsafe {
        match zone {
            Some(zone) => libc::setenv(c"TZ".as_ptr(), zone.as_ptr(), 1),
            None => libc::unsetenv(c"TZ".as_ptr()),
        };
        tzset();
    }
}
