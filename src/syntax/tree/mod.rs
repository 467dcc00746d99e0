//! The tree that the parser makes and the executor walks (XCU 2.10).
//!
//! Quoting is resolved when a word is read: a [`Word`] knows whether anything in it is left to
//! expand, and names are interned, so that executing a command looks nothing up twice.
//!
//! What an enum holds begins at a word of the machine (`repr(u64)`): behind a tag of one byte it would be copied from odd
//! places, and such a read of what has just been written waits for it.

mod word;

pub use super::case::Then;
use super::extended::{Condition, Coprocess, Place, Special as Extra};
pub use super::modifier::{Conditional, Modifier, Side, Switch, Trim};
use crate::name::Name;
use std::cell::OnceCell;
use std::rc::Rc;
pub use word::{Arithmetic, Parameter, PatternWord, Shape, Special, Target, Unit, Word};

/// A place in a source: byte offsets into its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset behind the last byte.
    pub end: u32,
}

/// The commands of a substitution, and the text they were read from.
///
/// The text is kept because an alias that is defined when the substitution is *executed* may change
/// the reading (XCU 2.3.1); as long as none is, `lines` is what runs.
#[derive(Debug, Clone)]
pub struct Program {
    /// The complete commands, in order.
    pub lines: Vec<CompleteCommand>,
    /// The text of the outermost substitution that this one is nested in, shared by all in it.
    pub(super) source: Rc<OnceCell<Rc<[u8]>>>,
    /// Where in `source` the text of this one is.
    pub(super) span: Span,
    /// Line of the source on which the text begins, from 1.
    pub line: u32,
    /// The text is not the whole: a here-document lies behind it, or was ended by a parenthesis in it.
    pub(super) partial: bool,
}

/// What is read and executed as one: the commands up to an unquoted newline.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CompleteCommand {
    /// The commands.
    pub list: List,
    /// Offset in [`Program::text`] (in a script: how much of it has been read) of the first byte after the newline.
    pub end: usize,
    /// `BASHPID` is expanded in it: what it is must be a process.
    pub asks_pid: bool,
    /// `BASH_COMMAND` is.
    pub asks_command: bool,
}

/// Commands separated by `;`, `&` and newlines.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct List {
    /// The and-or lists, in order; never empty except for a blank line.
    pub items: Vec<Item>,
}

/// An and-or list with its terminator.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// The commands.
    pub and_or: AndOrList,
    /// Terminated by `&`.
    pub asynchronous: bool,
}

/// Pipelines joined by `&&` and `||`.
#[derive(Debug, Clone, PartialEq)]
pub struct AndOrList {
    /// The first pipeline.
    pub first: Pipeline,
    /// The others, each with the operator before it.
    pub rest: Vec<(AndOr, Pipeline)>,
}

/// `&&` or `||`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AndOr {
    /// `&&`
    And,
    /// `||`
    Or,
}

/// Commands joined by `|`.
#[derive(Debug, Clone, PartialEq)]
pub struct Pipeline {
    /// Whether an odd number of `!` stands before it.
    pub negated: bool,
    /// The stages; at least one, but where what is read is only checked.
    pub commands: Vec<Command>,
}

/// One stage of a pipeline.
#[derive(Debug, Clone, PartialEq)]
#[repr(u64)]
pub enum Command {
    /// A simple command.
    Simple(Box<SimpleCommand>),
    /// A compound command with its redirections.
    Compound(Box<CompoundCommand>),
    /// A function definition.
    Function(FunctionDefinition),
}

/// A simple command (XCU 2.9.1).
#[derive(Debug, Clone)]
pub struct SimpleCommand {
    /// Assignments before the command name.
    pub assignments: Vec<Assignment>,
    /// Command name and arguments.
    pub words: Vec<Word>,
    /// Redirections, in order.
    pub redirects: Vec<Redirect>,
    /// The command name, if the first word is a literal.
    pub name: Option<Name>,
    /// Line of the first token, from 1: what `LINENO` shows.
    pub line: u32,
}

/// `name=value`.
#[derive(Debug, Clone, PartialEq)]
pub struct Assignment {
    /// The variable.
    pub name: Name,
    /// What it is set to: tilde prefixes also after `:`; neither split nor globbed.
    pub value: Word,
    /// What POSIX does not have: `+=`, an index, a list.
    pub extra: Option<Box<Extra>>,
}

/// A function definition (XCU 2.9.5).
#[derive(Debug, Clone)]
pub struct FunctionDefinition {
    /// Name of the function.
    pub name: Name,
    /// The body, with the redirections that apply at each call.
    pub body: Rc<CompoundCommand>,
    /// Line of the name.
    pub line: u32,
}

/// A compound command with its redirections.
#[derive(Debug, Clone)]
pub struct CompoundCommand {
    /// Which one.
    pub kind: Compound,
    /// Redirections, in order.
    pub redirects: Vec<Redirect>,
    /// Line of the first token, from 1.
    pub line: u32,
}

/// The kinds of compound commands (XCU 2.9.4).
#[derive(Debug, Clone, PartialEq)]
#[repr(u64)]
pub enum Compound {
    /// `{ ...; }`
    Group(List),
    /// `( ... )`
    Subshell(List),
    /// `for name in words; do ...; done`
    For {
        /// The loop variable.
        name: Name,
        /// The words; `None` for `"$@"`.
        words: Option<Vec<Word>>,
        /// The body.
        body: List,
    },
    /// `case word in ... esac`
    Case {
        /// What is matched.
        subject: Word,
        /// The items, in order.
        items: Vec<CaseItem>,
    },
    /// `if ...; then ...; elif ...; else ...; fi`
    If {
        /// Condition and body of `if` and each `elif`.
        branches: Vec<(List, List)>,
        /// The `else` part.
        otherwise: Option<List>,
    },
    /// `while ...; do ...; done`, and `until`
    Loop {
        /// `until` rather than `while`.
        until: bool,
        /// The condition.
        condition: List,
        /// The body.
        body: List,
    },
    /// `[[ ... ]]`
    Condition(Box<Condition>),
    /// `(( ... ))`
    Arithmetic(Box<Arithmetic>),
    /// `for ((first; condition; next)); do ...; done`
    Counting {
        /// The three expressions; any may be missing.
        parts: Box<[Option<Arithmetic>; 3]>,
        /// The body.
        body: List,
    },
    /// `select name in words; do ...; done`
    Select {
        /// The variable.
        name: Name,
        /// The words; `None` for `"$@"`.
        words: Option<Vec<Word>>,
        /// The body.
        body: List,
    },
    /// `time pipeline`
    Time {
        /// `-p`: in the format that POSIX has for the utility.
        portable: bool,
        /// What is timed; without commands, the shell itself.
        pipeline: Pipeline,
    },
    /// `coproc name command`
    Coprocess(Box<Coprocess>),
}

/// One `pattern | pattern ) commands ;;`.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseItem {
    /// The patterns.
    pub patterns: Vec<PatternWord>,
    /// The commands; may be empty.
    pub body: List,
    /// What comes after them.
    pub then: Then,
}

/// A redirection (XCU 2.7).
#[derive(Debug, Clone)]
pub struct Redirect {
    /// The descriptor: as written, or the operator's default.
    pub descriptor: u32,
    /// `{name}` before the operator: the shell chooses a descriptor and puts its number there.
    pub variable: Option<Box<Place>>,
    /// What is done with it.
    pub action: RedirectAction,
    /// Line of the command, or for a compound command of the operator, from 1.
    pub line: u32,
}

/// What a redirection does.
#[derive(Debug, Clone, PartialEq)]
#[repr(u64)]
pub enum RedirectAction {
    /// `<word`
    Read(Word),
    /// `>word`
    Write(Word),
    /// `>|word`
    Clobber(Word),
    /// `>>word`
    Append(Word),
    /// `<>word`
    ReadWrite(Word),
    /// `<&word`: digits or `-`
    DuplicateInput(Word),
    /// `>&word`: digits or `-`
    DuplicateOutput(Word),
    /// `<<word` and `<<-word`
    HereDocument(HereDocument),
    /// `<<<word`
    HereString(Word),
}

/// A here-document (XCU 2.7.4).
#[derive(Debug, Clone, PartialEq)]
pub struct HereDocument {
    /// `<<-`: leading tabs were stripped.
    pub strip_tabs: bool,
    /// The delimiter, quotes removed.
    pub delimiter: Rc<[u8]>,
    /// The delimiter was quoted: nothing in the body is expanded.
    pub literal: bool,
    /// The body, which stands behind the line and is filled in when that has been read.
    pub(super) body: Rc<OnceCell<Word>>,
}

impl HereDocument {
    /// The body: all its text counts as quoted.
    pub fn body(&self) -> &Word {
        self.body.get_or_init(|| Word::literal(b""))
    }
}
