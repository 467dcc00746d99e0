#![allow(unsafe_code, reason = "no borrow is counted for a byte")]
//! Bytes that grow behind a shared reference while they are being read, a byte at a time.
//!
//! A `RefCell` would do the same, at two writes to memory for every byte that the parser looks at.

use std::cell::{Cell, UnsafeCell};
use std::mem;

/// A text that is read and added to through shared references.
#[derive(Debug, Default)]
pub struct Bytes {
    bytes: UnsafeCell<Vec<u8>>,
    /// How many calls of [`Bytes::look`] are going on.
    looks: Cell<usize>,
}

/// Counts a look for as long as it lasts, even if it panics.
struct Look<'b>(&'b Cell<usize>);

impl Drop for Look<'_> {
    #[inline]
    fn drop(&mut self) {
        self.0.set(self.0.get() - 1);
    }
}

impl Bytes {
    /// These bytes.
    pub fn new(bytes: Vec<u8>) -> Self {
        Self {
            bytes: UnsafeCell::new(bytes),
            looks: Cell::new(0),
        }
    }

    /// The byte at a place.
    #[inline]
    pub fn get(&self, at: usize) -> Option<u8> {
        // SAFETY: the vector is changed only in `change`, and not while this runs: it calls nothing.
        let bytes = unsafe { &*self.bytes.get() };
        bytes.get(at).copied()
    }

    /// How many there are.
    #[inline]
    pub fn size(&self) -> usize {
        // SAFETY: as in `get`.
        let bytes = unsafe { &*self.bytes.get() };
        bytes.len()
    }

    /// Shows all of them to `look`.
    #[inline]
    pub fn look<T>(&self, look: impl FnOnce(&[u8]) -> T) -> T {
        self.looks.set(self.looks.get() + 1);
        let _look = Look(&self.looks);
        // SAFETY: while a look is going on, `change` leaves the memory that the vector owns alone.
        let bytes = unsafe { (*self.bytes.get()).as_slice() };
        look(bytes)
    }

    /// Lets `change` change them; meanwhile there are none here. What is being looked at stays as it is:
    /// then the change is made to a copy, and the memory of the old ones is not used again.
    pub fn change<T>(&self, change: impl FnOnce(&mut Vec<u8>) -> T) -> T {
        // SAFETY: references to the vector last no longer than a method that calls nothing, and slices
        // of its memory no longer than a look.
        let mut bytes = mem::take(unsafe { &mut *self.bytes.get() });
        if self.looks.get() > 0 {
            let copy = bytes.clone();
            mem::forget(mem::replace(&mut bytes, copy));
        }
        let result = change(&mut bytes);
        // SAFETY: as above. A look at what `change` itself put here by a change in it is over.
        let put = unsafe { mem::replace(&mut *self.bytes.get(), bytes) };
        drop(put);
        result
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_looked_at_stays() {
        let bytes = Bytes::new(b"abc".to_vec());
        let seen = bytes.look(|text| {
            bytes.change(|text| {
                assert_eq!((bytes.get(0), bytes.size()), (None, 0));
                text.clear();
                text.extend_from_slice(&[b'x'; 1000]);
            });
            assert_eq!(bytes.get(999), Some(b'x'));
            text.to_vec()
        });
        assert_eq!(seen, b"abc");
        assert_eq!(
            (bytes.get(0), bytes.get(1000), bytes.size()),
            (Some(b'x'), None, 1000)
        );
    }

    #[test]
    fn a_panic_ends_a_look() {
        let bytes = Bytes::new(Vec::new());
        let look = std::panic::AssertUnwindSafe(|| {
            bytes.look(|_| std::panic::resume_unwind(Box::new(())))
        });
        assert!(std::panic::catch_unwind(look).is_err());
        assert_eq!(bytes.looks.get(), 0);
    }
}
