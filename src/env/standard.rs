//! Paths that name descriptors: `/dev/stdin` and its kin.
//!
//! The kernel knows them by what this process has under the number; where redirections are in force that are not
//! carried out in the process, what is meant is something else.

use super::files::{Files, Target};
use crate::arith::decimal;
use std::borrow::Cow;

/// The number of the descriptor that a path names.
fn number(path: &[u8]) -> Option<u32> {
    let digits = match path.strip_prefix(b"/")? {
        b"dev/stdin" => return Some(0),
        b"dev/stdout" => return Some(1),
        b"dev/stderr" => return Some(2),
        rest => rest
            .strip_prefix(b"dev/fd/")
            .or_else(|| rest.strip_prefix(b"proc/self/fd/"))?,
    };
    decimal(digits)
}

impl Files {
    /// The descriptor that a path names, if it is not what the process has under this number.
    pub fn named(&self, path: &[u8]) -> Option<u32> {
        let number = number(path)?;
        let inherited = matches!(self.get(number), Target::Inherited)
            && !self.registry.contains(number.cast_signed());
        (!inherited).then_some(number)
    }

    /// A path that the kernel understands as the shell does.
    pub fn path<'p>(&self, path: &'p [u8]) -> Cow<'p, [u8]> {
        let Some(number) = self.named(path) else {
            return Cow::Borrowed(path);
        };
        // What is closed for the script is not there, whatever the shell has under the number.
        let real = self
            .descriptor(number)
            .map_or_else(|_| "-".to_owned(), |real| real.to_string());
        Cow::Owned(format!("/proc/self/fd/{real}").into_bytes())
    }
}
