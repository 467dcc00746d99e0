//! What an interactive session has beside the language: history, abbreviations, the terminal's size.

use super::bindings::Bindings;
use super::completions::Completions;
use super::files::Target;
use super::history::History;
use super::visited::Visited;
use super::{Env, Flow};
use crate::sys::typing::read_keys_singly;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::rc::Rc;
use std::time::{Duration, Instant};

/// How references to the history in a text are replaced.
pub type Replace = fn(&History, &str) -> Result<String, String>;

/// What a word stands for.
#[derive(Debug, Clone, Default)]
pub struct Abbreviation {
    /// The text in its place.
    pub text: Vec<u8>,
    /// It need not be the name of a command.
    pub anywhere: bool,
    /// What in the text the cursor takes the place of.
    pub cursor: Option<Vec<u8>>,
    /// The text is the name of a function that writes it; its argument is the word.
    pub function: bool,
    /// Words that match this stand for it, in the place of its name.
    pub pattern: Option<Vec<u8>>,
    /// It stands only among the arguments of these commands.
    pub commands: Vec<Vec<u8>>,
}

/// What the terminal is told of a command. Most builtins neither show anything nor wait: it is made when it is needed.
#[derive(Debug)]
pub struct Announcement {
    /// The terminal.
    pub descriptor: i32,
    /// The text of the command.
    pub command: Vec<u8>,
    /// What is told.
    pub text: fn(&Env, &[u8]) -> Vec<u8>,
}

/// A line that a command asks the user for.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// What is shown before it.
    pub prompt: &'a [u8],
    /// What it begins with.
    pub begin: &'a [u8],
    /// Until when it may take.
    pub until: Option<Instant>,
}

/// What has come of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entered {
    /// A line, without its newline.
    Line(Vec<u8>),
    /// ^D
    End,
    /// It has taken too long.
    Late,
    /// There is no terminal that a line could be edited on.
    Unable,
}

/// What has the user edit lines.
pub trait Editor: Debug {
    /// Asks for a line.
    fn edit(&self, env: &mut Env, asked: &Asked<'_>) -> Flow<Entered>;
}

/// The session at the prompt.
#[derive(Debug, Default)]
pub struct Session {
    /// The commands that were entered.
    pub history: Rc<RefCell<History>>,
    /// Words that are replaced as they are typed.
    pub abbreviations: BTreeMap<Vec<u8>, Abbreviation>,
    /// The line editor, as commands may use it.
    pub editor: Option<Rc<dyn Editor>>,
    /// Where the prompt has been.
    pub visited: Visited,
    /// The user's key bindings.
    pub bindings: Bindings,
    /// How the user wants arguments completed.
    pub completions: Completions,
    /// How many commands have been executed.
    pub entered: usize,
    /// The command that the user has been warned by, or behind, of jobs that would be left.
    pub warned: Option<usize>,
    /// How long the last command took.
    pub duration: Duration,
    /// The command that is being executed, if more is left of it when a program in it is stopped.
    pub unfinished: Option<Rc<[u8]>>,
    /// The text of the job that is about to be started, as it was typed.
    pub typed: Option<Vec<u8>>,
    /// The number that the command which is being executed has in the history.
    pub current: Option<usize>,
    /// Standard error as it is outside of the command that is being executed.
    pub errors: Target,
    /// The last byte that a builtin has written.
    pub last_byte: Option<u8>,
    /// What the terminal has to be told before the command that is running shows anything or waits.
    pub announcement: Option<Announcement>,
    /// What shows the terminal that a mark is the shell's.
    pub nonce: Vec<u8>,
    /// How references to the history in a text are replaced, where there are any.
    pub references: Option<Replace>,
    /// That the history cannot be written has been said.
    pub history_failed: bool,
}

impl Session {
    /// In a child whose descriptors of the line editor are closed: what has their numbers next is no keyboard.
    pub fn leave_editor(&mut self) {
        self.editor = None;
        read_keys_singly(None);
    }

    /// The command that is being executed is none of the history.
    pub fn forget_current(&mut self) {
        if let Some(number) = self.current.take() {
            self.history.borrow_mut().remove(number);
        }
    }
}
