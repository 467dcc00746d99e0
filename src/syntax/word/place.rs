//! Where a word stands, and what that means for its reading.

use crate::syntax::class;
use crate::syntax::input::Input;
use crate::syntax::quote::Quoting;
use crate::syntax::shape::Purpose;

/// Where a word stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Among the tokens of a command.
    Token,
    /// The value of an assignment, or an argument shaped like one: tilde prefixes also after `:`.
    Assigned,
    /// Behind the operator of an unquoted `${x-word}`.
    Alternative,
    /// The same in the value of an assignment.
    AssignedAlternative,
    /// Behind the operator of `${x#word}`.
    Pattern,
    /// The pattern of `${x/pattern/text}`.
    Replaced,
    /// The text of `${x/pattern/text}`.
    Replacement,
    /// A pattern of `case` or `[[ ]]`, in which `+(a|b)` and its kin may stand.
    Glob,
    /// A regular expression in `[[ ]]`.
    Regex,
}

impl Place {
    /// Whether parentheses may stand in it.
    pub(super) fn has_groups(self) -> bool {
        matches!(self, Self::Glob | Self::Regex)
    }

    /// Whether it is a pattern in braces, where parentheses may stand anyway.
    pub(super) fn is_nested_pattern(self) -> bool {
        matches!(self, Self::Pattern | Self::Replaced)
    }

    /// Whether it may be expanded to pathnames.
    pub(super) fn is_field(self) -> bool {
        matches!(self, Self::Token | Self::Assigned)
    }

    /// Whether it is in the value of an assignment.
    pub(super) fn is_assigned(self) -> bool {
        matches!(self, Self::Assigned | Self::AssignedAlternative)
    }

    /// What expansions in it stand in.
    pub(super) fn quoting(self) -> Quoting {
        if self.is_assigned() {
            Quoting::Assigned
        } else {
            Quoting::None
        }
    }

    /// Whether there may be process substitutions in it.
    pub(super) fn has_processes(self) -> bool {
        self.is_field() || matches!(self, Self::Alternative | Self::AssignedAlternative)
    }

    /// Whether the word goes on with what ends others.
    #[inline]
    pub(super) fn goes_on(self, input: Input<'_>) -> bool {
        match input.peek() {
            Some(b'(') => self == Self::Glob || input.session.manner.groups,
            Some(b'<' | b'>') => self.is_field() && input.begins_process(),
            _ => false,
        }
    }

    /// The bytes that interrupt plain text.
    pub(super) fn stops(self) -> u32 {
        match self {
            Self::Token | Self::Assigned | Self::Glob | Self::Regex => class::WORD,
            Self::Alternative | Self::AssignedAlternative | Self::Pattern | Self::Replacement => {
                class::BRACE
            }
            Self::Replaced => class::REPLACED,
        }
    }

    pub(super) fn purpose(self) -> Purpose {
        match self {
            Self::Token => Purpose::Argument,
            Self::Pattern | Self::Replaced | Self::Glob => Purpose::Field,
            Self::Assigned => Purpose::Value,
            Self::Replacement => Purpose::Replacement,
            Self::Regex => Purpose::Regex,
            Self::Alternative | Self::AssignedAlternative => Purpose::Split,
        }
    }
}
