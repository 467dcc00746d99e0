#![allow(unsafe_code, reason = "a global allocator")]
//! The end of memory: the shell says so and ends with an error, instead of aborting with a core image.

use super::{fd, pool, wait};
use std::alloc::{GlobalAlloc, Layout, System};
use std::ptr;

/// The allocator of the program (not of a host of the library): small blocks are kept for the next
/// use, the others are the system's; what cannot be given ends the process with status 2.
#[derive(Debug, Default, Clone, Copy)]
pub struct Allocator;

fn given(memory: *mut u8) -> *mut u8 {
    if memory.is_null() {
        exhausted();
    }
    memory
}

/// Ends the program: there is no memory left.
#[cold]
pub(super) fn exhausted() -> ! {
    // Nothing here may allocate.
    let _ = fd::write(2, b"tine: out of memory\n");
    wait::exit_now(2)
}

// SAFETY: small blocks are the pool's, each given out once until it comes back; all else is handed to
// the system's allocator as it is. Which it was shows in the layout.
unsafe impl GlobalAlloc for Allocator {
    #[inline]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if pool::keeps(layout) {
            return given(pool::allocate(layout));
        }
        // SAFETY: the caller keeps the contract of `GlobalAlloc`.
        given(unsafe { System.alloc(layout) })
    }

    #[inline]
    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        if pool::keeps(layout) {
            // SAFETY: by the layout it came from the pool.
            return unsafe { pool::release(memory, layout) };
        }
        // SAFETY: as above.
        unsafe { System.dealloc(memory, layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        if pool::keeps(layout) {
            let memory = given(pool::allocate(layout));
            // SAFETY: the block has at least this size.
            unsafe { memory.write_bytes(0, layout.size()) };
            return memory;
        }
        // SAFETY: as above.
        given(unsafe { System.alloc_zeroed(layout) })
    }

    unsafe fn realloc(&self, memory: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: the caller's size is valid for this alignment.
        let wanted = unsafe { Layout::from_size_align_unchecked(size, layout.align()) };
        match (pool::keeps(layout), pool::keeps(wanted)) {
            // SAFETY: as above.
            (false, false) => given(unsafe { System.realloc(memory, layout, size) }),
            (true, true) if pool::same_block(layout.size(), size) => memory,
            _ => {
                // SAFETY: both blocks have at least the smaller size, and are two.
                unsafe {
                    let new = self.alloc(wanted);
                    ptr::copy_nonoverlapping(memory, new, layout.size().min(size));
                    self.dealloc(memory, layout);
                    new
                }
            }
        }
    }
}
