#![allow(unsafe_code, reason = "raw pointers into a buffer, for execve")]
//! Argument and environment vectors in the form that `execve` takes.

use super::find;
use std::ffi::{CStr, c_char};

/// A NULL-terminated vector of C strings that owns its bytes: what `execve` takes as `argv` or `envp`.
///
/// One block of bytes and one of pointers, whatever the number of strings.
///
/// See execve(2).
///
/// ```
/// use tine::sys::strings::Strings;
/// let argv = Strings::new([b"echo".as_slice(), b"hello"]);
/// assert_eq!(argv.len(), 2);
/// assert_eq!(argv.iter().next(), Some(b"echo".as_slice()));
/// ```
#[derive(Debug)]
pub struct Strings {
    bytes: Vec<u8>,
    pointers: Vec<*const c_char>,
    /// A string had a NUL byte inside, which no C string can carry.
    broken: bool,
}

// SAFETY: the pointers lead into `bytes`, which is owned and changed only by whoever has it alone.
unsafe impl Send for Strings {}
// SAFETY: as above; shared access only reads.
unsafe impl Sync for Strings {}

impl Strings {
    /// Builds the vector from byte strings without NUL.
    ///
    /// See execve(2). Building does not fail: what cannot be handed over is told when it is
    /// ([`is_broken`](Self::is_broken)).
    ///
    /// ```
    /// use tine::process::Strings;
    /// assert_eq!(Strings::new(["A=1", "B=2"]).len(), 2);
    /// ```
    pub fn new<I>(strings: I) -> Self
    where
        I: IntoIterator,
        I::Item: AsRef<[u8]>,
    {
        let mut building = Building::default();
        for string in strings {
            building.push(string.as_ref());
            building.end();
        }
        building.finish()
    }

    /// Builds a vector of `NAME=value` entries, as environ(7) has them.
    ///
    /// ```
    /// let envp = tine::process::Strings::of_pairs([(&b"HOME"[..], &b"/"[..])]);
    /// assert_eq!(envp.iter().next(), Some(&b"HOME=/"[..]));
    /// ```
    pub fn of_pairs<'a>(pairs: impl IntoIterator<Item = (&'a [u8], &'a [u8])>) -> Self {
        let mut building = Building::default();
        for (name, value) in pairs {
            building.push(name);
            building.push(b"=");
            building.push(value);
            building.end();
        }
        building.finish()
    }

    /// The number of strings.
    ///
    /// `argc`, for arguments (execve(2)).
    ///
    /// ```
    /// assert_eq!(tine::process::Strings::new(["a", "b"]).len(), 2);
    /// ```
    pub fn len(&self) -> usize {
        self.pointers.len() - 1
    }

    /// Whether there is no string.
    ///
    /// See execve(2).
    ///
    /// ```
    /// assert!(tine::process::Strings::new([""; 0]).is_empty());
    /// ```
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The strings in order, without their NUL.
    ///
    /// See execve(2).
    ///
    /// ```
    /// let words = tine::process::Strings::new(["a", "bc"]);
    /// assert_eq!(words.iter().collect::<Vec<_>>(), [&b"a"[..], b"bc"]);
    /// ```
    pub fn iter(&self) -> impl Iterator<Item = &[u8]> {
        self.bytes
            .split_inclusive(|&byte| byte == 0)
            .map(|string| &string[..string.len() - 1])
    }

    /// Whether some string had a NUL byte inside; such a vector cannot be handed to a program.
    ///
    /// [`spawn`](crate::process::spawn()) and exec refuse it with `EINVAL`. See execve(2).
    ///
    /// ```
    /// assert!(tine::process::Strings::new(["a\0b"]).is_broken());
    /// ```
    pub fn is_broken(&self) -> bool {
        self.broken
    }

    /// Puts `value` in the place of all but the first `kept` bytes of the last string, without a new block where
    /// the old one has room.
    pub(crate) fn replace_last(&mut self, kept: usize, value: &CStr) {
        let Some(index) = self.len().checked_sub(1) else {
            return;
        };
        let old = self.bytes.as_ptr();
        let start = self.pointers[index].addr() - old.addr();
        self.bytes.truncate(start + kept);
        self.bytes.extend_from_slice(value.to_bytes_with_nul());
        let base = self.bytes.as_ptr();
        if base != old {
            for pointer in &mut self.pointers[..=index] {
                *pointer = base.wrapping_add(pointer.addr() - old.addr()).cast();
            }
        }
    }

    /// The C view, valid as long as `self`.
    pub(crate) fn as_ptr(&self) -> *const *const c_char {
        self.pointers.as_ptr()
    }
}

/// A vector on its way.
struct Building {
    bytes: Vec<u8>,
    ends: Vec<usize>,
    broken: bool,
}

impl Default for Building {
    fn default() -> Self {
        Self {
            bytes: Vec::with_capacity(1024),
            ends: Vec::with_capacity(32),
            broken: false,
        }
    }
}

impl Building {
    fn push(&mut self, part: &[u8]) {
        self.broken |= find::byte(0, part).is_some();
        self.bytes.extend_from_slice(part);
    }

    /// The end of a string.
    fn end(&mut self) {
        self.bytes.push(0);
        self.ends.push(self.bytes.len());
    }

    fn finish(self) -> Strings {
        let base: *const c_char = self.bytes.as_ptr().cast();
        let mut start = 0;
        let mut pointers = Vec::with_capacity(self.ends.len() + 1);
        for end in self.ends {
            pointers.push(base.wrapping_add(start));
            start = end;
        }
        pointers.push(std::ptr::null());
        Strings {
            bytes: self.bytes,
            pointers,
            broken: self.broken,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use std::ffi::CString;

    #[test]
    fn the_last_string_is_replaced_in_place() {
        let mut strings = Strings::new(["A=1", "B=", "_=/bin/a"]);
        let long = CString::new([b'x'; 5000]).unwrap();
        for path in [c"/bin/b", c"", &long, c"/c"] {
            strings.replace_last(2, path);
            let last = [b"_=", path.to_bytes()].concat();
            assert_eq!(
                strings.iter().collect::<Vec<_>>(),
                [b"A=1", b"B=".as_slice(), &last]
            );
            let base = strings.bytes.as_ptr().addr();
            let places = [0, 4, 7].map(|offset| base + offset);
            assert!(
                strings.pointers[..3]
                    .iter()
                    .map(|pointer| pointer.addr())
                    .eq(places)
            );
        }
        Strings::new([""; 0]).replace_last(0, c"x");
    }
}
