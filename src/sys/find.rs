#![allow(unsafe_code, reason = "memchr and its like, of the C library")]
//! Where a byte or a text stands in another, found by the C library.
//!
//! The crate memchr, fast too, asks the processor at its first call what it can do; on a virtual
//! machine that costs a tenth of a shell's start. The C library has asked already.

use libc::{c_int, c_void};

/// The place of the first `byte` in `text`.
///
/// See memchr(3).
///
/// ```
/// assert_eq!(tine::sys::find::byte(b'/', b"usr/local/bin"), Some(3));
/// assert_eq!(tine::sys::find::byte(b'/', b""), None);
/// ```
#[inline]
pub fn byte(byte: u8, text: &[u8]) -> Option<usize> {
    // SAFETY: no more is read than the slice has.
    let found = unsafe { libc::memchr(text.as_ptr().cast(), c_int::from(byte), text.len()) };
    place(found, text)
}

/// The place of the last `byte` in `text`.
///
/// See memrchr(3).
///
/// ```
/// assert_eq!(tine::sys::find::last_byte(b'/', b"usr/local/bin"), Some(9));
/// ```
#[inline]
pub fn last_byte(byte: u8, text: &[u8]) -> Option<usize> {
    // SAFETY: no more is read than the slice has.
    let found = unsafe { libc::memrchr(text.as_ptr().cast(), c_int::from(byte), text.len()) };
    place(found, text)
}

/// What stands before the first `byte` in `text`, and behind it: std's `split_once`.
///
/// ```
/// assert_eq!(tine::sys::find::split_once(b'=', b"a=b=c"), Some((&b"a"[..], &b"b=c"[..])));
/// assert_eq!(tine::sys::find::split_once(b'=', b"abc"), None);
/// ```
pub fn split_once(byte: u8, text: &[u8]) -> Option<(&[u8], &[u8])> {
    let at = self::byte(byte, text)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// The first place where `part` begins in `text`; an empty one does at once.
///
/// See memmem(3).
///
/// ```
/// assert_eq!(tine::sys::find::text(b"cal", b"usr/local/bin"), Some(6));
/// assert_eq!(tine::sys::find::text(b"", b"usr"), Some(0));
/// ```
pub fn text(part: &[u8], text: &[u8]) -> Option<usize> {
    // SAFETY: no more is read than the slices have.
    let found = unsafe {
        libc::memmem(
            text.as_ptr().cast(),
            text.len(),
            part.as_ptr().cast(),
            part.len(),
        )
    };
    place(found, text)
}

/// The last place where `part` begins in `text`.
///
/// ```
/// assert_eq!(tine::sys::find::last_text(b"lo", b"local lot"), Some(6));
/// ```
pub fn last_text(part: &[u8], text: &[u8]) -> Option<usize> {
    // The C library has nothing for it; this part of the crate does not ask the processor.
    memchr::memmem::rfind(text, part)
}

/// The place of the first of two bytes in `text`.
///
/// ```
/// assert_eq!(tine::sys::find::either(b'%', b'\\', b"a\\n%s"), Some(1));
/// ```
pub fn either(one: u8, other: u8, text: &[u8]) -> Option<usize> {
    text.iter().position(|byte| *byte == one || *byte == other)
}

/// All places of `byte` in `text`.
///
/// ```
/// assert_eq!(tine::sys::find::places(b'a', b"banana").collect::<Vec<_>>(), [1, 3, 5]);
/// ```
pub fn places(byte: u8, text: &[u8]) -> impl Iterator<Item = usize> {
    (text.iter().enumerate()).filter_map(move |(place, each)| (*each == byte).then_some(place))
}

/// How many times `byte` is in `text`.
///
/// ```
/// assert_eq!(tine::sys::find::count(b'\n', b"one\ntwo\n"), 2);
/// ```
pub fn count(byte: u8, text: &[u8]) -> usize {
    // Counts of a byte's width are what the compiler makes quick code of.
    let few = |text: &[u8]| text.iter().map(|each| u8::from(*each == byte)).sum::<u8>();
    text.chunks(255).map(|text| usize::from(few(text))).sum()
}

/// The place in `text` that a pointer into it leads to.
#[inline]
fn place(found: *const c_void, text: &[u8]) -> Option<usize> {
    (!found.is_null()).then(|| found.addr() - text.as_ptr().addr())
}
