//! Patterns (XCU 2.14) over bytes.
//!
//! A pattern is the text of a word and a mask that says which of its bytes were quoted; those stand
//! for themselves. A backslash that is not quoted, which is one that came out of an expansion,
//! quotes the character behind it.
//!
//! Making a [`Pattern`] is one walk over its text that cuts it at its stars and notes what its
//! bracket expressions have of ASCII.
//! What is between two stars matches a fixed number of characters, so a match, and also the
//! shortest or longest prefix or suffix that matches, is found by placing these segments one after
//! the other, each as far to the left (or right) as it goes. No segment is ever placed twice, however
//! many stars there are.
//!
//! With `utf8`, characters are those of UTF-8, and a byte that is part of none counts as one.

mod bracket;
mod character;
mod extended;
mod plan;
mod search;
mod symbol;
#[cfg(test)]
mod tests;

pub use character::fold;

use character::{character, small};
use plan::{Plan, Segment};

/// A pattern, ready for matching.
#[derive(Debug, Clone)]
pub struct Pattern<'p> {
    text: &'p [u8],
    quoted: Quoted<'p>,
    plan: Plan,
}

/// Which bytes of a text stand for themselves.
#[derive(Debug, Clone, Copy)]
enum Quoted<'p> {
    /// All of them.
    All,
    /// Those that are marked; behind the last mark none is.
    Marked(&'p [bool]),
}

/// A pattern that has its text with it, to be matched again and again.
#[derive(Debug, Clone)]
pub struct Kept {
    text: Box<[u8]>,
    quoted: Box<[bool]>,
    plan: Plan,
}

impl Kept {
    /// Whether its characters are those of UTF-8.
    pub fn is_utf8(&self) -> bool {
        self.plan.utf8
    }

    /// The pattern.
    ///
    /// ```
    /// use tine::pattern::Pattern;
    /// let kept = Pattern::new(b"[a-c]*", None, true).keep();
    /// assert!(kept.pattern().matches(b"ball"));
    /// ```
    #[inline]
    pub fn pattern(&self) -> Pattern<'_> {
        Pattern {
            text: &self.text,
            quoted: Quoted::Marked(&self.quoted),
            plan: self.plan.clone(),
        }
    }
}

/// What an element of a pattern matches.
enum Element {
    /// `*`
    Star,
    /// `?`
    Any,
    /// A bracket expression, and whether the character asked about is in it.
    Bracket(bool),
    /// The character that begins here and ends with the element.
    Literal(usize),
}

impl<'p> Pattern<'p> {
    /// The pattern `text`, in which the bytes that `quoted` marks stand for themselves.
    ///
    /// ```
    /// use tine::pattern::Pattern;
    /// assert!(Pattern::new(b"*.[ch]", None, true).matches(b"main.c"));
    /// assert!(!Pattern::new(b"*?", Some(&[true, false]), true).matches(b"ab"));
    /// ```
    pub fn new(text: &'p [u8], quoted: Option<&'p [bool]>, utf8: bool) -> Self {
        let mut pattern = Self {
            text,
            quoted: Quoted::Marked(quoted.unwrap_or_default()),
            plan: Plan::new(text, utf8),
        };
        pattern.cut();
        pattern
    }

    /// The pattern that matches this text and nothing else.
    ///
    /// ```
    /// use tine::pattern::Pattern;
    /// assert_eq!(Pattern::quoting(b"*?", true).longest_suffix(b"a*?"), Some(2));
    /// ```
    #[inline]
    pub fn quoting(text: &'p [u8], utf8: bool) -> Self {
        let mut pattern = Self {
            text,
            quoted: Quoted::All,
            plan: Plan::new(b"", utf8),
        };
        if utf8 && str::from_utf8(text).is_err() {
            pattern.cut();
        } else {
            pattern.add(Segment {
                end: text.len(),
                ..Segment::default()
            });
        }
        pattern
    }

    /// The same pattern; with `groups`, such as `+(a|b)` are not only for [`Pattern::matches_extended`].
    #[must_use]
    pub fn with_groups(mut self, groups: bool) -> Self {
        self.allow(groups);
        self
    }

    /// As [`Pattern::with_groups`], in place.
    #[inline]
    pub fn allow(&mut self, groups: bool) {
        self.plan.groups = groups && self.has_groups();
        self.plan.magic |= self.plan.groups;
    }

    /// The same pattern; in a match with groups, what may stand for any character does not stand for a
    /// dot at the beginning.
    #[must_use]
    pub fn guarded(mut self) -> Self {
        self.plan.guarded = true;
        self
    }

    /// A pattern whose text has been through [`fold`], for which capitals are what small letters are, but for the
    /// classes of them.
    ///
    /// ```
    /// use tine::pattern::Pattern;
    /// assert!(Pattern::new(b"[a-c]?[[:upper:]]", None, true).folded().matches(b"BxY"));
    /// ```
    #[must_use]
    pub fn folded(mut self) -> Self {
        self.plan = Plan {
            folded: true,
            ..Plan::new(self.text, self.plan.utf8)
        };
        self.cut();
        self
    }

    /// Its text, and which bytes of that are quoted.
    pub fn parts(&self) -> (&'p [u8], Box<[bool]>) {
        let quoted = match self.quoted {
            Quoted::All => vec![true; self.text.len()].into(),
            Quoted::Marked(marked) => marked.into(),
        };
        (self.text, quoted)
    }

    /// The pattern with a copy of its text.
    pub fn keep(&self) -> Kept {
        let (text, quoted) = self.parts();
        Kept {
            text: text.into(),
            quoted,
            plan: self.plan.clone(),
        }
    }

    /// The one text that it matches, if nothing in it is special, not even a backslash.
    pub fn literal(&self) -> Option<&'p [u8]> {
        self.is_literal().then_some(self.text)
    }

    /// Whether it matches its own text and nothing else.
    pub fn is_literal(&self) -> bool {
        !self.plan.groups && matches!(self.segments(), [segment] if !segment.general)
    }

    /// The length of the character that a text begins with.
    pub fn first_character(&self, text: &[u8]) -> usize {
        character(text, 0, self.plan.utf8).map_or(1, |(_, length)| length)
    }

    /// Whether it has a `*`, a `?` or a bracket expression: pathname expansion leaves words alone
    /// that have none (XCU 2.14.3), and keeps their backslashes.
    pub fn is_magic(&self) -> bool {
        self.plan.magic
    }

    /// The byte there, if it is not quoted.
    #[inline]
    fn active(&self, at: usize) -> Option<u8> {
        match self.quoted {
            Quoted::All => None,
            Quoted::Marked(marked) if marked.get(at) == Some(&true) => None,
            Quoted::Marked(_) => self.text.get(at).copied(),
        }
    }

    /// The ASCII character there, if it always stands for itself.
    #[inline]
    fn plain(&self, at: usize) -> Option<u8> {
        let byte = self.text.get(at).copied();
        byte.filter(|byte| byte.is_ascii() && !matches!(byte, b'*' | b'?' | b'[' | b'\\'))
    }

    /// Whether what begins at `start` is the character of this code.
    #[inline]
    fn is_character(&self, start: usize, code: u32) -> bool {
        let own = character(self.text, start, self.plan.utf8);
        own.is_some_and(|(own, _)| own == self.seen(code))
    }

    /// The code that the pattern has for a character.
    #[inline]
    fn seen(&self, code: u32) -> u32 {
        if self.plan.folded { small(code) } else { code }
    }

    /// The element that begins there, and where the next one does. `code` is the character that a
    /// bracket expression is asked about.
    #[inline]
    fn element(&self, at: usize, code: u32) -> Option<(Element, usize)> {
        let start = match self.active(at) {
            Some(b'*') => return Some((Element::Star, at + 1)),
            Some(b'?') => return Some((Element::Any, at + 1)),
            Some(b'[') => match self.member_of(at, code) {
                Some((contained, next)) => return Some((Element::Bracket(contained), next)),
                None => at,
            },
            // A quoted character needs no backslash: this one stands for itself.
            Some(b'\\') if self.active(at + 1).is_some() => at + 1,
            _ => at,
        };
        let (_, length) = character(self.text, start, self.plan.utf8)?;
        Some((Element::Literal(start), start + length))
    }
}
