//! Extended regular expressions (XBD 9.4), as `regcomp` and `regexec` have them.
#![allow(unsafe_code, reason = "the regular expressions of the C library")]

use super::{depth, find};
use nix::libc;
use std::ffi::CString;
use std::mem::MaybeUninit;
use std::ops::Range;
use std::sync::OnceLock;

/// How many groups are reported, the whole match included.
const GROUPS: usize = 32;

/// How much stack the C library takes for an operator or a group in another, in bytes; measured, and doubled.
const LEVEL: usize = 2048;

/// Runs something where characters are those of UTF-8, if that is `wanted` and the system has such a locale. Only
/// this thread notices.
fn in_utf8<T>(wanted: bool, run: impl FnOnce() -> T) -> T {
    static LOCALE: OnceLock<usize> = OnceLock::new();
    if !wanted {
        return run();
    }
    let locale = *LOCALE.get_or_init(|| {
        let names = [c"C.UTF-8", c"UTF-8", c"en_US.UTF-8"];
        let made = names.iter().map(|name| {
            let none = std::ptr::null_mut();
            // SAFETY: the name is a C string; a new locale is asked for.
            unsafe { libc::newlocale(libc::LC_CTYPE_MASK, name.as_ptr(), none) as usize }
        });
        made.into_iter().find(|&locale| locale != 0).unwrap_or(0)
    });
    if locale == 0 {
        return run();
    }
    // SAFETY: the locale was made above and is never freed.
    let before = unsafe { libc::uselocale(locale as libc::locale_t) };
    let result = run();
    // SAFETY: it is what this thread had.
    unsafe { libc::uselocale(before) };
    result
}

/// A compiled expression.
pub struct Regex {
    compiled: libc::regex_t,
    /// How many groups are written in it, as far as they are reported.
    groups: usize,
    /// Characters are those of UTF-8.
    utf8: bool,
}

/// How many groups a valid expression has: parentheses that are neither quoted nor in brackets.
fn count_groups(pattern: &[u8]) -> usize {
    let (mut count, mut at) = (0, 0);
    while let Some(&byte) = pattern.get(at) {
        match byte {
            b'\\' => at += 1,
            b'(' => count += 1,
            b'[' => at += bracket(pattern.get(at..).unwrap_or_default()),
            _ => {}
        }
        at += 1;
    }
    count
}

/// How far a bracket expression reaches behind its first byte.
fn bracket(text: &[u8]) -> usize {
    let negated = usize::from(text.get(1) == Some(&b'^'));
    // A `]` that comes first is one of the characters.
    let mut at = 2 + negated;
    while let Some(&byte) = text.get(at) {
        match (byte, text.get(at + 1)) {
            (b']', _) => return at,
            (b'[', Some(&kind @ (b':' | b'.' | b'='))) => {
                let rest = text.get(at + 2..).unwrap_or_default();
                at += find::text(&[kind, b']'], rest).map_or(0, |length| length + 3);
            }
            _ => {}
        }
        at += 1;
    }
    0
}

/// Where a match and its groups are; `None` for a group that took no part.
pub type Groups = Vec<Option<Range<usize>>>;

impl Regex {
    /// Compiles; the error is what is wrong. With `any_case` capitals and small letters are the same; with `utf8`
    /// characters are those of UTF-8, not bytes.
    pub fn new(pattern: &[u8], any_case: bool, utf8: bool) -> Result<Self, &'static str> {
        let groups = count_groups(pattern).min(GROUPS - 1);
        let pattern = CString::new(pattern).map_err(|_| "not a regular expression")?;
        let mut compiled = MaybeUninit::<libc::regex_t>::uninit();
        let flags = if any_case {
            libc::REG_EXTENDED | libc::REG_ICASE
        } else {
            libc::REG_EXTENDED
        };
        let place = compiled.as_mut_ptr();
        let stack = LEVEL.saturating_mul(pattern.count_bytes());
        // SAFETY: the pattern is a C string; `regcomp` fills `compiled` when it returns 0.
        let compile = || unsafe { libc::regcomp(place, pattern.as_ptr(), flags) };
        let code = depth::with_room(stack, || in_utf8(utf8, compile));
        if code != 0 {
            return Err("not a regular expression");
        }
        // SAFETY: it was filled.
        let compiled = unsafe { compiled.assume_init() };
        Ok(Self {
            compiled,
            groups,
            utf8,
        })
    }

    /// The first match in a text, and its groups.
    pub fn groups(&self, text: &[u8]) -> Option<Groups> {
        let text = CString::new(text).ok()?;
        let mut found = [libc::regmatch_t {
            rm_so: -1,
            rm_eo: -1,
        }; GROUPS];
        // SAFETY: the expression is compiled, the text a C string, and `found` has room for as many.
        let code = in_utf8(self.utf8, || unsafe {
            libc::regexec(
                &raw const self.compiled,
                text.as_ptr(),
                GROUPS,
                found.as_mut_ptr(),
                0,
            )
        });
        if code != 0 {
            return None;
        }
        let last = found.iter().rposition(|place| place.rm_so >= 0);
        let count = last.map_or(0, |last| last + 1).max(self.groups + 1);
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
