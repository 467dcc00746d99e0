#![allow(unsafe_code, reason = "a global allocator")]
#![allow(clippy::cast_ptr_alignment, reason = "blocks are aligned")]
//! Small blocks of memory, kept for the next use.
//!
//! A shell allocates and frees small things all the time: words, fields, parts of the tree. Each
//! thread keeps the free blocks of each size in a list, so that both take a few instructions; new
//! ones are cut from large chunks, which are never given back. A block that is freed by another thread
//! than the one that allocated it changes lists, which does no harm.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::UnsafeCell;
use std::ptr;

/// Sizes are rounded up to multiples of this, which is also the alignment.
const UNIT: usize = 16;
/// The largest size that is kept.
pub const LARGEST: usize = 512;
const CLASSES: usize = LARGEST / UNIT;
/// What is asked of the system at once.
const CHUNK: usize = 64 * 1024;

struct Pool {
    /// The first free block of each size; each holds the address of the next.
    free: [*mut u8; CLASSES],
    /// What is left of the last chunk.
    rest: *mut u8,
    left: usize,
}

thread_local! {
    static POOL: UnsafeCell<Pool> = const {
        UnsafeCell::new(Pool { free: [ptr::null_mut(); CLASSES], rest: ptr::null_mut(), left: 0 })
    };
}

/// Whether memory of this layout comes from here.
#[inline]
pub fn keeps(layout: Layout) -> bool {
    layout.size() <= LARGEST && layout.align() <= UNIT
}

/// Which list `layout` belongs to.
#[inline]
fn class(size: usize) -> usize {
    size.saturating_sub(1) / UNIT
}

/// Whether a block of one size serves for the other as it is.
#[inline]
pub fn same_block(old: usize, new: usize) -> bool {
    class(old) == class(new)
}

/// A block for a layout that [`keeps`] is true of; null if the system has no more.
#[inline]
pub fn allocate(layout: Layout) -> *mut u8 {
    let class = class(layout.size());
    POOL.with(|pool| {
        // SAFETY: only this thread sees its pool, and nothing in here calls back into it.
        let pool = unsafe { &mut *pool.get() };
        let block = pool.free[class];
        if block.is_null() {
            return pool.cut((class + 1) * UNIT);
        }
        // SAFETY: a free block is at least a pointer large, aligned, and holds the next one's address.
        pool.free[class] = unsafe { block.cast::<*mut u8>().read() };
        block
    })
}

/// Takes a block back.
///
/// # Safety
/// `block` came from [`allocate`] for this layout, and is not used any more.
#[inline]
pub unsafe fn release(block: *mut u8, layout: Layout) {
    let class = class(layout.size());
    POOL.with(|pool| {
        // SAFETY: as in `allocate`.
        let pool = unsafe { &mut *pool.get() };
        // SAFETY: the block is ours now, and large enough for a pointer.
        unsafe { block.cast::<*mut u8>().write(pool.free[class]) };
        pool.free[class] = block;
    });
}

impl Pool {
    #[cold]
    fn cut(&mut self, size: usize) -> *mut u8 {
        if self.left < size {
            let Ok(layout) = Layout::from_size_align(CHUNK, UNIT) else {
                return ptr::null_mut();
            };
            // SAFETY: the layout has a size.
            let chunk = unsafe { System.alloc(layout) };
            if chunk.is_null() {
                return chunk;
            }
            (self.rest, self.left) = (chunk, CHUNK);
        }
        let block = self.rest;
        self.left -= size;
        // SAFETY: `size` bytes were left in the chunk.
        self.rest = unsafe { block.add(size) };
        block
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used, reason = "tests")]

    use super::*;

    #[test]
    fn blocks_come_back() {
        let layout = Layout::from_size_align(40, 8).expect("a layout");
        let (first, second) = (allocate(layout), allocate(layout));
        assert!(first != second && first.is_aligned() && !first.is_null());
        // SAFETY: allocated above with this layout.
        unsafe { release(first, layout) };
        assert_eq!(
            allocate(Layout::from_size_align(48, 16).expect("a layout")),
            first
        );
        assert!(same_block(33, 48) && !same_block(32, 33) && same_block(1, 16));
        assert!(
            keeps(layout) && !keeps(Layout::from_size_align(LARGEST + 1, 1).expect("a layout"))
        );
    }
}
