//! Extended regular expressions (XBD 9.4), as `regcomp` and `regexec` have them.
#![allow(unsafe_code, reason = "the regular expressions of the C library")]

use nix::libc;
use std::ffi::CString;
use std::mem::MaybeUninit;
use std::ops::Range;

/// How many groups are reported, the whole match included.
const GROUPS: usize = 32;

/// A compiled expression.
pub struct Regex {
    compiled: libc::regex_t,
}

/// Where a match and its groups are; `None` for a group that took no part.
pub type Groups = Vec<Option<Range<usize>>>;

impl Regex {
    /// Compiles; the error is what is wrong. With `any_case` capitals and small letters are the same.
    pub fn new(pattern: &[u8], any_case: bool) -> Result<Self, &'static str> {
        let pattern = CString::new(pattern).map_err(|_| "not a regular expression")?;
        let mut compiled = MaybeUninit::<libc::regex_t>::uninit();
        let flags = if any_case {
            libc::REG_EXTENDED | libc::REG_ICASE
        } else {
            libc::REG_EXTENDED
        };
        // SAFETY: the pattern is a C string; `regcomp` fills `compiled` when it returns 0.
        let code = unsafe { libc::regcomp(compiled.as_mut_ptr(), pattern.as_ptr(), flags) };
        if code != 0 {
            return Err("not a regular expression");
        }
        // SAFETY: it was filled.
        let compiled = unsafe { compiled.assume_init() };
        Ok(Self { compiled })
    }

    /// The first match in a text, and its groups.
    pub fn groups(&self, text: &[u8]) -> Option<Groups> {
        let text = CString::new(text).ok()?;
        let mut found = [libc::regmatch_t {
            rm_so: -1,
            rm_eo: -1,
        }; GROUPS];
        // SAFETY: the expression is compiled, the text a C string, and `found` has room for as many.
        let code = unsafe {
            libc::regexec(
                &raw const self.compiled,
                text.as_ptr(),
                GROUPS,
                found.as_mut_ptr(),
                0,
            )
        };
        if code != 0 {
            return None;
        }
        let last = found.iter().rposition(|place| place.rm_so >= 0);
        let count = last.map_or(0, |last| last + 1);
        let range = |place: &libc::regmatch_t| {
            let start = usize::try_from(place.rm_so).ok()?;
            Some(start..usize::try_from(place.rm_eo).ok()?)
        };
        Some(found.iter().take(count).map(range).collect())
    }
}

impl Drop for Regex {
    fn drop(&mut self) {
        // SAFETY: it was compiled, and is freed once.
        unsafe { libc::regfree(&raw mut self.compiled) };
    }
}
