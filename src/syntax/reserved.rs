//! The reserved words (XCU 2.4).

macro_rules! reserved {
    ($($variant:ident = $word:literal $quoted:literal,)*) => {
        /// A reserved word.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Reserved {
            $($variant,)*
        }

        /// Every reserved word.
        pub const RESERVED: &[&[u8]] = &[$($word,)* b"[[", b"]]"];

        impl Reserved {
            pub fn new(word: &[u8]) -> Option<Self> {
                Some(match word {
                    $($word => Self::$variant,)*
                    _ => return None,
                })
            }

            /// The word, as messages show it.
            pub fn quoted(self) -> &'static str {
                match self {
                    $(Self::$variant => $quoted,)*
                }
            }
        }
    };
}

reserved! {
    Bang = b"!" "`!`",
    Case = b"case" "`case`",
    CloseBrace = b"}" "`}`",
    Coproc = b"coproc" "`coproc`",
    Do = b"do" "`do`",
    Done = b"done" "`done`",
    Elif = b"elif" "`elif`",
    Else = b"else" "`else`",
    Esac = b"esac" "`esac`",
    Fi = b"fi" "`fi`",
    For = b"for" "`for`",
    Function = b"function" "`function`",
    If = b"if" "`if`",
    In = b"in" "`in`",
    OpenBrace = b"{" "`{`",
    Select = b"select" "`select`",
    Then = b"then" "`then`",
    Time = b"time" "`time`",
    Until = b"until" "`until`",
    While = b"while" "`while`",
}

impl Reserved {
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
}

/// Whether `word` is reserved.
pub fn is_reserved(word: &[u8]) -> bool {
    Reserved::new(word).is_some() || word == b"[["
}

/// Whether `word` is reserved by POSIX.
pub fn is_reserved_by_posix(word: &[u8]) -> bool {
    Reserved::new(word).is_some_and(|word| !word.is_extension())
}
