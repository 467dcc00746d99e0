#![allow(unsafe_code, reason = "memory mappings")]
//! Stacks for children that have their parent's memory until they are a program.

use super::errno;
use std::ffi::c_void;
use std::ptr::null_mut;
use std::sync::atomic::{AtomicPtr, Ordering::SeqCst};

const SIZE: usize = 64 * 1024;
const GUARD: usize = 4096;

/// Stacks kept for the next spawns; NULL where there is none.
static SPARE: [AtomicPtr<c_void>; 4] = [const { AtomicPtr::new(null_mut()) }; 4];

/// Where a child runs until it is the program.
#[derive(Debug)]
pub struct Stack(*mut c_void);

impl Stack {
    /// A stack that nobody uses; the error number where there is no memory.
    pub fn take() -> Result<Self, i32> {
        let kept = SPARE.iter().map(|spare| spare.swap(null_mut(), SeqCst));
        if let Some(kept) = kept.into_iter().find(|kept| !kept.is_null()) {
            return Ok(Self(kept));
        }
        // SAFETY: a fresh private mapping, with a guard page at its low end.
        unsafe {
            let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_STACK;
            let protection = libc::PROT_READ | libc::PROT_WRITE;
            let base = libc::mmap(null_mut(), GUARD + SIZE, protection, flags, -1, 0);
            if base == libc::MAP_FAILED {
                return Err(errno());
            }
            libc::mprotect(base, GUARD, libc::PROT_NONE);
            Ok(Self(base))
        }
    }

    /// Its upper end: stacks grow down.
    pub fn top(&self) -> *mut c_void {
        self.0.wrapping_byte_add(GUARD + SIZE)
    }
}

impl Drop for Stack {
    fn drop(&mut self) {
        let mut places = SPARE.iter();
        let kept = places.any(|spare| {
            let empty = spare.compare_exchange(null_mut(), self.0, SeqCst, SeqCst);
            empty.is_ok()
        });
        if !kept {
            // SAFETY: the mapping that `take` made; nobody uses it any more.
            unsafe { libc::munmap(self.0, GUARD + SIZE) };
        }
    }
}
