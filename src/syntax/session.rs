//! What all productions share while one complete command is read.

use super::Aliases;
use super::buffer::Buffer;
use crate::name::Name;
use crate::syntax::tree::Word;
use std::cell::{Cell, OnceCell, RefCell};
use std::collections::BTreeSet;
use std::io;
use std::rc::Rc;

/// A here-document whose body has not been read yet.
pub struct Pending {
    pub delimiter: Rc<[u8]>,
    pub strip_tabs: bool,
    pub literal: bool,
    pub body: Rc<OnceCell<Word>>,
}

/// The text that nested substitutions share, and where it begins.
pub type Shared = (Rc<OnceCell<Rc<[u8]>>>, u32);

/// What the productions share while one complete command is read.
pub struct Session<'s> {
    pub buffer: &'s Buffer,
    pub more: &'s dyn Fn(&mut Vec<u8>, bool) -> io::Result<bool>,
    pub aliases: Option<&'s dyn Aliases>,
    /// Where the command begins.
    pub start: u32,
    pub failure: RefCell<Option<io::Error>>,
    pub opened: RefCell<Vec<(&'static str, u32)>>,
    pub pending: RefCell<Vec<Pending>>,
    /// A here-document of the innermost substitution was ended by a parenthesis.
    pub ended_early: Cell<bool>,
    /// Set while a substitution is read, which is done without aliases.
    pub shared: RefCell<Option<Shared>>,
    /// Places of `$((` and `((` that turned out to begin a substitution or a subshell.
    pub not_arithmetic: RefCell<BTreeSet<u32>>,
    /// In text taken out of the source: no more lines complete it.
    pub(super) closed: bool,
    /// In what a brace ends where a command may begin, whatever stands behind it.
    pub brace_ends: Cell<bool>,
    pub manner: Manner,
    /// `BASHPID` has been read.
    pub asks_pid: Cell<bool>,
    /// `BASH_COMMAND` has been read.
    pub asks_command: Cell<bool>,
}

/// What is understood in a text, and whether it is kept.
#[derive(Clone, Copy)]
pub struct Manner {
    /// Extensions are understood, and braces expanded.
    pub extended: bool,
    /// `+(a|b)` and its kin may stand in any word.
    pub groups: bool,
    /// Assignments may stand among the arguments of a command too.
    pub keyword: bool,
    /// Tilde prefixes may stand in an argument as in the assignment that it looks like.
    pub tildes: bool,
    /// What is read is only checked, and nothing of it kept for long.
    pub only_checks: bool,
}

impl Manner {
    pub fn of(aliases: &dyn Aliases) -> Self {
        let extended = aliases.extended();
        Self {
            extended,
            groups: extended && aliases.groups(),
            keyword: aliases.keyword(),
            tildes: extended && aliases.tildes(),
            only_checks: aliases.only_checks(),
        }
    }
}

impl<'s> Session<'s> {
    pub fn new(
        buffer: &'s Buffer,
        more: &'s dyn Fn(&mut Vec<u8>, bool) -> io::Result<bool>,
        aliases: Option<&'s dyn Aliases>,
        start: u32,
        manner: Manner,
    ) -> Self {
        Self {
            buffer,
            more,
            aliases,
            start,
            failure: RefCell::default(),
            opened: RefCell::default(),
            pending: RefCell::default(),
            ended_early: Cell::new(false),
            shared: RefCell::default(),
            not_arithmetic: RefCell::default(),
            closed: false,
            brace_ends: Cell::new(false),
            manner,
            asks_pid: Cell::new(false),
            asks_command: Cell::new(false),
        }
    }

    /// What is shared while a text is read that was taken out of this one.
    pub fn nested<'n>(&self, buffer: &'n Buffer) -> Session<'n>
    where
        's: 'n,
    {
        Session {
            closed: true,
            ..Session::new(buffer, &|_, _| Ok(false), None, 0, self.manner)
        }
    }

    /// Notes the expansion of a variable: that of `BASHPID` makes subshells processes, that of `BASH_COMMAND` has
    /// every command written down.
    #[inline]
    pub fn note(&self, name: Name) {
        if name == Name::BASHPID {
            self.asks_pid.set(true);
        } else if name == Name::BASH_COMMAND {
            self.asks_command.set(true);
        }
    }

    /// Gets more text; `false` at the end.
    #[cold]
    pub(super) fn more(&self) -> bool {
        let before = self.buffer.text().size();
        let continuation = before > self.start as usize;
        loop {
            let more = self.buffer.grow(|text| (self.more)(text, continuation));
            let more = more.unwrap_or_else(|error| {
                *self.failure.borrow_mut() = Some(error);
                false
            });
            let failed = self.failure.borrow().is_some();
            if !failed && self.buffer.text().size() > before {
                return true;
            }
            if !more {
                self.buffer.ended.set(true);
                return false;
            }
        }
    }
}
