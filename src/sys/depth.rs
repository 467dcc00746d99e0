#![allow(unsafe_code, reason = "what the kernel says of stacks")]
//! How deep recursion may go: as deep as memory allows, on further stacks where the process's own ends.
//!
//! Where a stack ends, the crate that makes further ones finds out by the C library, which reads
//! `/proc/self/maps`: too much for a program of a few lines. The program's own entry knows it beforehand.

use super::limit::{self, Resource};
use super::memory;
use std::cell::Cell;
use std::ffi::{CStr, c_char};
use std::ptr;

/// So much must be left of a stack for what goes one level deeper, in bytes.
const RED_ZONE: usize = 64 * 1024;
/// The size of a further stack, in bytes.
const FURTHER: usize = 4 * 1024 * 1024;
/// Of a stack without a limit the kernel promises no more than this, in bytes.
const UNLIMITED: usize = 64 * 1024 * 1024;
/// So much of the stack there is from the beginning, in bytes. The rest comes when it is touched: where the address
/// space is limited, it may be that it does not.
const FIRST: usize = 128 * 1024;

thread_local! {
    /// The top of the process's own stack; 0: this thread does not run on it, or it is not known.
    static TOP: Cell<usize> = const { Cell::new(0) };
    /// The lowest address of the stack in use; 0: the crate that knows all stacks is asked each time; above every
    /// address: it has to be found out.
    static END: Cell<usize> = const { Cell::new(0) };
}

/// Goes one level deeper, on a further stack if this one has not enough room for it.
#[inline]
pub fn deeper<R>(level: impl FnOnce() -> R) -> R {
    if room() >= RED_ZONE || found() {
        level()
    } else {
        further(FURTHER, level)
    }
}

/// Runs what needs so many bytes of stack and does not look itself whether they are there.
pub fn with_room<R>(bytes: usize, run: impl FnOnce() -> R) -> R {
    let bytes = bytes.saturating_add(RED_ZONE);
    if room() >= bytes {
        run()
    } else {
        further(bytes, run)
    }
}

/// What is left of the stack in use, as far as that is known, in bytes.
#[inline]
fn room() -> usize {
    match END.get() {
        0 => stacker::remaining_stack().unwrap_or(0),
        end => here().saturating_sub(end),
    }
}

/// An address in the stack in use.
#[inline]
fn here() -> usize {
    let local = 0_u8;
    std::ptr::from_ref(&local).addr()
}

/// Finds out where the stack ends, if that is still to be done: whether there is room on it.
#[cold]
fn found() -> bool {
    END.get() == usize::MAX && {
        END.set(0);
        learn_top();
        limited();
        END.get() != 0 && here().saturating_sub(END.get()) >= RED_ZONE
    }
}

#[cold]
fn further<R>(size: usize, level: impl FnOnce() -> R) -> R {
    // The crate panics where there is no room, which is for the program what no memory is.
    if END.get() != 0 && !is_room_for(size) {
        memory::exhausted();
    }
    stacker::grow(size, || {
        let left = stacker::remaining_stack().unwrap_or(0);
        let _back = (END.get() != 0).then(|| Back(END.replace(here() - left)));
        level()
    })
}

/// Whether a further stack of so many bytes can be had.
fn is_room_for(size: usize) -> bool {
    let size = size + FIRST;
    let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE;
    // SAFETY: a fresh mapping that nothing refers to is made and taken away.
    unsafe {
        let base = libc::mmap(ptr::null_mut(), size, libc::PROT_NONE, flags, -1, 0);
        base != libc::MAP_FAILED && libc::munmap(base, size) == 0
    }
}

/// Gives the stack before back, also when a panic unwinds.
struct Back(usize);

impl Drop for Back {
    fn drop(&mut self) {
        END.set(self.0);
    }
}

/// The calling thread runs on the stack that the kernel gave the process, and does so from its top.
pub(super) fn begins() {
    END.set(usize::MAX);
}

fn learn_top() {
    // SAFETY: a number is asked for; of this kind it is 0 or the address of a string above all stack frames.
    let name = unsafe { libc::getauxval(libc::AT_EXECFN) } as *const c_char;
    if name.is_null() {
        return;
    }
    // SAFETY: see above; the string stays as it is until the process ends.
    let length = unsafe { CStr::from_ptr(name) }.count_bytes();
    // Behind the string there is one pointer, and the rest of its page.
    TOP.set((name.addr() + length + 1 + size_of::<usize>()).next_multiple_of(4096));
}

/// The limit of the stack, or that of the address space, may be another: the former counts from the top.
pub fn limited() {
    let top = TOP.get();
    // On a further stack it has no say, nor where the top is not known.
    let own = top.wrapping_sub(here()) < UNLIMITED;
    if let (true, Ok(limit)) = (own, limit::get(Resource::Stack)) {
        let space = limit::get(Resource::AddressSpace);
        let granted = if space.is_ok_and(|space| space.soft == limit::UNLIMITED) {
            UNLIMITED
        } else {
            FIRST
        };
        let size = usize::try_from(limit.soft).map_or(granted, |soft| soft.min(granted));
        END.set(top - size);
    }
}
