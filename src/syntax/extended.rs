//! The nodes of the tree for what other shells add to POSIX: arrays, `[[ ]]`, more operators of
//! `${...}`. Each hangs in a box beside what POSIX has, which stays as small as it is without them.

use super::tree::{Arithmetic, Command, Compound, Modifier, Word};
use crate::name::Name;
use crate::sys::depth::deeper;
use std::mem;

/// What stands in the brackets of `name[...]`.
#[derive(Debug, Clone, PartialEq)]
pub enum Subscript {
    /// `@`: all elements, each by itself.
    Each,
    /// `*`: all elements, joined where they are quoted.
    Joined,
    /// An expression, or a text if the array is associative.
    Index(Arithmetic),
}

/// A variable, or an element of an array.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// The variable.
    pub name: Name,
    /// `name[index]`
    pub index: Option<Arithmetic>,
}

/// What an assignment has beside a name and a value.
#[derive(Debug, Clone, PartialEq)]
pub struct Special {
    /// `+=`
    pub append: bool,
    /// `name[index]=`
    pub index: Option<Arithmetic>,
    /// `name=(...)`: the value of the assignment is then empty.
    pub list: Option<Vec<Element>>,
}

/// An element of `name=(...)`.
#[derive(Debug, Clone, PartialEq)]
pub struct Element {
    /// `[index]=` before it.
    pub index: Option<Arithmetic>,
    /// `[index]+=`
    pub append: bool,
    /// Its value; without an index it may expand to several.
    pub value: Word,
}

/// A word with braces that can be expanded.
#[derive(Debug, Clone, PartialEq)]
pub struct Braces {
    /// What was written, which counts where braces are not expanded.
    pub word: Word,
    /// The words that its braces make of it.
    pub words: Vec<Word>,
}

/// How commands are written that stand for what they give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Substitution {
    /// `$(...)`
    Parentheses,
    /// Backquotes.
    Backquotes,
    /// `${ ...; }`: the output of commands that no subshell is around.
    Here,
    /// `${| ...; }`: the value that they leave in `REPLY`.
    Reply,
}

/// What `${...}` does that POSIX does not define.
#[derive(Debug, Clone, PartialEq)]
pub struct Beyond {
    /// `${!name...}`: the value of the variable names the parameter that is meant.
    pub indirect: bool,
    /// `${name[...]...}`
    pub subscript: Option<Subscript>,
    /// What is done with the value or the values.
    pub operation: Operation,
}

/// What is done with values.
#[derive(Debug, Clone, PartialEq)]
pub enum Operation {
    /// One of the operators that POSIX has.
    Posix(Modifier),
    /// `${x:offset:length}`
    Slice {
        /// From where; from the end if negative.
        offset: Arithmetic,
        /// How much; up to where from the end if negative.
        length: Option<Arithmetic>,
    },
    /// `${x/pattern/text}`
    Replace {
        /// Which matches.
        which: Which,
        /// The pattern.
        pattern: Word,
        /// What takes the place of a match.
        text: Word,
    },
    /// `${x^}`, `${x,}`, `${x~}`
    Letters {
        /// To which case.
        to: LetterCase,
        /// `^^`, `,,`, `~~`: all letters, not only the first.
        all: bool,
        /// Which letters; all without one.
        pattern: Option<Word>,
    },
    /// `${x@Q}` and its kin.
    Transform(Transformation),
    /// `${!name[@]}`: the indices in use.
    Keys,
    /// `${!name@}`: the names of the variables that begin so; with `*`, `joined`, as those of `$*`.
    Names {
        /// As those of `$*`.
        joined: bool,
    },
}

/// What `${x@...}` makes of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transformation {
    /// `Q`: quoted, so that it can be read back.
    Quoted,
    /// `E`: with escapes replaced as in `$'...'`.
    Escapes,
    /// `A`: an assignment that makes the variable what it is.
    Assignment,
    /// `a`: the letters of its attributes.
    Attributes,
    /// `U`: in upper case.
    Upper,
    /// `u`: its first letter in upper case.
    Capital,
    /// `L`: in lower case.
    Lower,
    /// `K`: keys and quoted values of an array, in one text.
    Pairs,
    /// `k`: keys and values of an array by turns.
    Words,
    /// `P`: as a prompt shows it.
    Prompt,
}

impl Transformation {
    const LETTERS: &[(u8, Self)] = &[
        (b'Q', Self::Quoted),
        (b'E', Self::Escapes),
        (b'A', Self::Assignment),
        (b'a', Self::Attributes),
        (b'U', Self::Upper),
        (b'u', Self::Capital),
        (b'L', Self::Lower),
        (b'K', Self::Pairs),
        (b'k', Self::Words),
        (b'P', Self::Prompt),
    ];

    /// The one with this letter.
    pub fn new(letter: u8) -> Option<Self> {
        let found = Self::LETTERS.iter().find(|entry| entry.0 == letter)?;
        Some(found.1)
    }

    /// Its letter.
    pub fn letter(self) -> u8 {
        let found = Self::LETTERS.iter().find(|entry| entry.1 == self);
        found.map_or(b'Q', |entry| entry.0)
    }
}

/// What becomes of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum LetterCase {
    /// Capitals.
    Upper = b'^',
    /// Small letters.
    Lower = b',',
    /// Each what it is not.
    Other = b'~',
}

/// Which matches are replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// `/`: the first.
    First,
    /// `//`: all.
    All,
    /// `/#`: one at the beginning.
    Prefix,
    /// `/%`: one at the end.
    Suffix,
}

impl Compound {
    /// Whether it is made of expressions, not of commands: its failure is its own.
    pub fn is_simple(&self) -> bool {
        matches!(self, Self::Condition(_) | Self::Arithmetic(_))
    }
}

/// A command that runs beside the shell, with pipes to and from it.
#[derive(Debug, Clone, PartialEq)]
pub struct Coprocess {
    /// The array that has the descriptors of the pipes.
    pub name: Name,
    /// The command.
    pub command: Command,
}

/// The expression of `[[ ... ]]`.
#[derive(Debug, Clone, PartialEq)]
pub enum Condition {
    /// `a && b && ...`
    All(Vec<Condition>),
    /// `a || b || ...`
    Any(Vec<Condition>),
    /// `! a`
    Not(Box<Condition>),
    /// `( a )`
    Group(Box<Group>),
    /// A word alone: whether it is not empty.
    Text(Word),
    /// `-x word`, by its letter.
    Unary(u8, Word),
    /// Two words and what is between them.
    Binary(Comparison, Word, Word),
}

/// A condition in parentheses: any number of them within each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Group(pub Condition);

impl Drop for Group {
    fn drop(&mut self) {
        let condition = mem::replace(&mut self.0, Condition::Any(Vec::new()));
        deeper(|| drop(condition));
    }
}

/// The operators of `[[ ]]` with two operands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// `==` and `=`: the right side is a pattern.
    Match,
    /// `!=`
    Differ,
    /// `=~`: the right side is an extended regular expression (XBD 9.4).
    Regex,
    /// `<`
    Before,
    /// `>`
    After,
    /// `-eq` and its kin, whose operands are expressions, and `-nt` and its kin, by their letters.
    Letters([u8; 2]),
}

impl Comparison {
    /// The operator that is spelled so.
    pub fn new(word: &[u8]) -> Option<Self> {
        Some(match word {
            b"=" | b"==" => Self::Match,
            b"!=" => Self::Differ,
            b"=~" => Self::Regex,
            [b'-', first, second] => match &[*first, *second] {
                letters @ (b"eq" | b"ne" | b"lt" | b"le" | b"gt" | b"ge" | b"nt" | b"ot"
                | b"ef") => Self::Letters(*letters),
                _ => return None,
            },
            _ => return None,
        })
    }

    /// Its spelling.
    pub fn spelling(self) -> Vec<u8> {
        match self {
            Self::Match => b"==".to_vec(),
            Self::Differ => b"!=".to_vec(),
            Self::Regex => b"=~".to_vec(),
            Self::Before => b"<".to_vec(),
            Self::After => b">".to_vec(),
            Self::Letters([first, second]) => vec![b'-', first, second],
        }
    }
}
