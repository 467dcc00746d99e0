//! Interned names: a variable, function or command name as a small integer.
//!
//! The same spelling gives the same [`Name`] everywhere on a thread, so tables are indexed by
//! [`Name::index`] and comparing names is comparing integers. Spellings live as long as the thread
//! does; a name is therefore `Copy`, and bound to the thread that made it.

use crate::sys::find;
use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;
use std::hash::{BuildHasherDefault, Hasher};
use std::marker::PhantomData;

/// An interned spelling.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name {
    index: u32,
    thread: PhantomData<*const ()>,
}

struct Interner {
    indices: HashMap<&'static [u8], u32, BuildHasherDefault<Quick>>,
    spellings: Vec<&'static [u8]>,
}

impl Default for Interner {
    fn default() -> Self {
        let spellings: Vec<&'static [u8]> = WELL_KNOWN.iter().map(|name| name.as_bytes()).collect();
        let indices = spellings
            .iter()
            .enumerate()
            .map(|(index, &name)| (name, index as u32))
            .collect();
        Self { indices, spellings }
    }
}

/// Declares the variables that the shell itself knows, with fixed small indices.
macro_rules! well_known {
    ($($name:ident)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "spelled as the variables are")]
        enum Known { $($name),* }
        const WELL_KNOWN: &[&str] = &[$(stringify!($name)),*, "_"];
        /// The variables that the shell itself uses.
        impl Name {
            $(
                #[doc = concat!("`", stringify!($name), "`")]
                pub const $name: Name = Name { index: Known::$name as u32, thread: PhantomData };
            )*
            /// `_`
            pub const LAST_ARGUMENT: Name = Name { index: WELL_KNOWN.len() as u32 - 1, thread: PhantomData };
        }
    };
}

well_known! {
    IFS PATH HOME PWD OLDPWD OPTIND OPTARG LINENO PPID ENV PS1 PS2 PS4 CDPATH REPLY BASH_COMMAND
    LC_ALL LC_CTYPE LANG COLUMNS LINES HISTFILE HISTSIZE FCEDIT EDITOR VISUAL PROMPT_COMMAND PIPESTATUS
    RANDOM SECONDS PS3 BASH_REMATCH FUNCNAME FUNCNEST BASH_SOURCE BASH_LINENO BASH_SUBSHELL EPOCHSECONDS EPOCHREALTIME
    SRANDOM UID EUID GROUPS HOSTNAME HOSTTYPE OSTYPE MACHTYPE SHELL SHLVL TINE_VERSION
    DIRSTACK BASHPID TIMEFORMAT CMD_DURATION HISTCMD SHELLOPTS BASHOPTS GLOBIGNORE TZ COPROC BASH_ARGC BASH_ARGV BASH_ARGV0 BASH
    BASH_VERSION BASH_VERSINFO
}

/// A quick hash of short texts, eight bytes at a time. Nobody is served by a script that makes its
/// own names collide, so it need not withstand that.
#[derive(Default)]
struct Quick(u64);

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        let mut rest = bytes;
        while let Some((word, tail)) = rest.split_first_chunk::<8>() {
            self.write_u64(u64::from_le_bytes(*word));
            rest = tail;
        }
        let tail = match (rest.first_chunk::<4>(), rest.last_chunk::<4>()) {
            (Some(first), Some(last)) => {
                u64::from(u32::from_le_bytes(*first)) << 32 | u64::from(u32::from_le_bytes(*last))
            }
            _ => rest
                .iter()
                .fold(0, |word, &byte| word << 8 | u64::from(byte)),
        };
        self.write_u64(tail);
    }

    fn write_u64(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn write_usize(&mut self, length: usize) {
        self.write_u64(length as u64);
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}

thread_local! {
    static INTERNER: RefCell<Interner> = RefCell::default();
}

impl Name {
    /// The name with this spelling.
    pub fn new(spelling: &[u8]) -> Self {
        let index = INTERNER.with_borrow_mut(|interner| {
            if let Some(&index) = interner.indices.get(spelling) {
                return index;
            }
            let index = interner.spellings.len() as u32;
            let spelling: &'static [u8] = Box::leak(spelling.into());
            interner.spellings.push(spelling);
            interner.indices.insert(spelling, index);
            index
        });
        Self {
            index,
            thread: PhantomData,
        }
    }

    /// The name with this spelling, if anything has used it yet.
    pub fn existing(spelling: &[u8]) -> Option<Self> {
        let index = INTERNER.with_borrow(|interner| interner.indices.get(spelling).copied())?;
        Some(Self {
            index,
            thread: PhantomData,
        })
    }

    /// A small integer, the same for the same spelling: for indexing tables.
    pub fn index(self) -> usize {
        self.index as usize
    }

    /// The name with this index, if there is one.
    pub fn from_index(index: usize) -> Option<Self> {
        let known = INTERNER.with_borrow(|interner| index < interner.spellings.len());
        known.then_some(Self {
            index: index as u32,
            thread: PhantomData,
        })
    }

    /// The spelling.
    pub fn as_bytes(self) -> &'static [u8] {
        INTERNER.with_borrow(|interner| interner.spellings[self.index as usize])
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Name({:?})", String::from_utf8_lossy(self.as_bytes()))
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&String::from_utf8_lossy(self.as_bytes()))
    }
}

/// A variable as arguments name it: `name` or `name[subscript]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reference<'t> {
    /// The name.
    pub name: &'t [u8],
    /// What stands in brackets behind it.
    pub subscript: Option<&'t [u8]>,
}

/// Understands an argument that names a variable.
pub fn reference(text: &[u8]) -> Option<Reference<'_>> {
    let (name, subscript) = match find::byte(b'[', text) {
        Some(at) => {
            let (name, rest) = text.split_at(at);
            let inner = rest.strip_prefix(b"[")?.strip_suffix(b"]")?;
            (name, Some(inner))
        }
        None => (text, None),
    };
    is_name(name).then_some(Reference { name, subscript })
}

/// Whether every bracket is closed, as in `a[b[0]]`.
fn is_balanced(text: &[u8]) -> bool {
    let count = |bracket| find::count(bracket, text);
    count(b'[') == count(b']')
}

/// Understands an argument `name=value`, `name+=value`, `name[subscript]=value` or
/// `name[subscript]+=value`: what is named, whether the value is appended, and the value.
pub fn assigned(text: &[u8]) -> Option<(Reference<'_>, bool, &[u8])> {
    let bracket = find::byte(b'[', text);
    let mut from = 0;
    loop {
        let at = from + find::byte(b'=', text.get(from..)?)?;
        let (before, value) = (text.get(..at)?, text.get(at + 1..)?);
        let (before, append) = match before.strip_suffix(b"+") {
            Some(before) => (before, true),
            None => (before, false),
        };
        // In brackets, an equals sign is only one character of many.
        if bracket.is_none_or(|open| at < open) || before.ends_with(b"]") && is_balanced(before) {
            return Some((reference(before)?, append, value));
        }
        from = at + 1;
    }
}

/// Whether `text` is a name in the sense of XBD 3.216: a letter or underscore, then letters, digits
/// and underscores of the portable character set.
pub fn is_name(text: &[u8]) -> bool {
    match text.split_first() {
        Some((first, rest)) => {
            (first.is_ascii_alphabetic() || *first == b'_')
                && rest.iter().all(|&b| b.is_ascii_alphanumeric() || b == b'_')
        }
        None => false,
    }
}
