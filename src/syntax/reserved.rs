//! The reserved words (XCU 2.4).

/// A reserved word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reserved {
    Bang,
    Case,
    CloseBrace,
    Coproc,
    Do,
    Done,
    Elif,
    Else,
    Esac,
    Fi,
    For,
    Function,
    If,
    In,
    OpenBrace,
    Select,
    Then,
    Time,
    Until,
    While,
}

impl Reserved {
    pub fn new(word: &[u8]) -> Option<Self> {
        Some(match word {
            b"!" => Self::Bang,
            b"case" => Self::Case,
            b"}" => Self::CloseBrace,
            b"coproc" => Self::Coproc,
            b"do" => Self::Do,
            b"done" => Self::Done,
            b"elif" => Self::Elif,
            b"else" => Self::Else,
            b"esac" => Self::Esac,
            b"fi" => Self::Fi,
            b"for" => Self::For,
            b"function" => Self::Function,
            b"if" => Self::If,
            b"in" => Self::In,
            b"{" => Self::OpenBrace,
            b"select" => Self::Select,
            b"then" => Self::Then,
            b"time" => Self::Time,
            b"until" => Self::Until,
            b"while" => Self::While,
            _ => return None,
        })
    }

    /// Whether a command may begin with it. `in` is one only in `for` and `case`.
    pub fn begins_command(self) -> bool {
        self.begins_compound()
            || matches!(self, Self::Bang | Self::In | Self::Function | Self::Time)
    }

    /// Whether POSIX only allows it to be reserved (XCU 2.4).
    pub fn is_extension(self) -> bool {
        matches!(
            self,
            Self::Coproc | Self::Function | Self::Select | Self::Time
        )
    }

    /// Whether it begins a compound command.
    pub fn begins_compound(self) -> bool {
        matches!(
            self,
            Self::OpenBrace
                | Self::If
                | Self::While
                | Self::Until
                | Self::For
                | Self::Case
                | Self::Select
                | Self::Coproc
        )
    }

    /// The word, as messages show it.
    pub fn quoted(self) -> &'static str {
        match self {
            Self::Bang => "`!`",
            Self::Case => "`case`",
            Self::CloseBrace => "`}`",
            Self::Coproc => "`coproc`",
            Self::Do => "`do`",
            Self::Done => "`done`",
            Self::Elif => "`elif`",
            Self::Else => "`else`",
            Self::Esac => "`esac`",
            Self::Fi => "`fi`",
            Self::For => "`for`",
            Self::Function => "`function`",
            Self::If => "`if`",
            Self::In => "`in`",
            Self::OpenBrace => "`{`",
            Self::Select => "`select`",
            Self::Then => "`then`",
            Self::Time => "`time`",
            Self::Until => "`until`",
            Self::While => "`while`",
        }
    }
}

/// Whether `word` is reserved.
pub fn is_reserved(word: &[u8]) -> bool {
    Reserved::new(word).is_some() || word == b"[["
}

/// Whether `word` is reserved by POSIX.
pub fn is_reserved_by_posix(word: &[u8]) -> bool {
    Reserved::new(word).is_some_and(|word| !word.is_extension())
}
