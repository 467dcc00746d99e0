#![allow(unsafe_code, reason = "a global allocator")]
//! The end of memory: the shell says so and ends with an error, instead of aborting with a core image.

use super::{fd, wait};
use std::alloc::{GlobalAlloc, Layout, System};

/// The system's allocator, for the program (not for a host of the library): what it cannot give ends
/// the process with status 2.
#[derive(Debug, Default, Clone, Copy)]
pub struct Allocator;

fn given(memory: *mut u8) -> *mut u8 {
    if memory.is_null() {
        exhausted();
    }
    memory
}

#[cold]
fn exhausted() -> ! {
    // Nothing here may allocate.
    let _ = fd::write(2, b"tine: out of memory\n");
    wait::exit_now(2)
}

// SAFETY: everything is handed to the system's allocator as it is.
unsafe impl GlobalAlloc for Allocator {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller keeps the contract of `GlobalAlloc`.
        given(unsafe { System.alloc(layout) })
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        // SAFETY: as above.
        unsafe { System.dealloc(memory, layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: as above.
        given(unsafe { System.alloc_zeroed(layout) })
    }

    unsafe fn realloc(&self, memory: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: as above.
        given(unsafe { System.realloc(memory, layout, size) })
    }
}
