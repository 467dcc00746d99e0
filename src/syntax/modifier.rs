//! What stands behind the parameter in `${...}` (XCU 2.6.2), as a tree.

use super::extended::Beyond;
use super::tree::{PatternWord, Word};
use std::rc::Rc;

/// The operators of `${...}`.
#[derive(Debug, Clone, PartialEq)]
#[repr(u64)]
pub enum Modifier {
    /// `$x` or `${x}`
    None,
    /// `${#x}`
    Length,
    /// `${x-word}` and its kin.
    Switch(Conditional),
    /// `${x#pattern}` and its kin.
    Trim(Trim),
    /// What other shells add.
    Beyond(Box<Beyond>),
    /// Something that nobody defines, such as `${x!y}`: an error when it is expanded, so that a
    /// script that never comes there still runs. Holds the text between the braces.
    Bad(Rc<[u8]>),
}

/// `-word` and its kin.
#[derive(Debug, Clone, PartialEq)]
pub struct Conditional {
    /// Which one.
    pub action: Switch,
    /// With `:`: an empty value counts as unset.
    pub colon: bool,
    /// The word.
    pub word: Word,
}

/// The conditional parameter expansions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Switch {
    /// `-`: the word if unset.
    Default,
    /// `=`: assign the word if unset.
    Assign,
    /// `?`: an error if unset.
    Error,
    /// `+`: the word if set.
    Alternative,
}

/// `#pattern` and its kin.
#[derive(Debug, Clone, PartialEq)]
pub struct Trim {
    /// Where it trims.
    pub side: Side,
    /// `##` or `%%`.
    pub longest: bool,
    /// The pattern.
    pub pattern: PatternWord,
}

/// Where a trim cuts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// `#`: at the beginning.
    Prefix,
    /// `%`: at the end.
    Suffix,
}
