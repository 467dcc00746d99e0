//! What a key asks of the code around the line editor, which knows more than the line.

use super::abbreviation::Called;
use super::completing::Completing;
use crate::interactive::completion::Sort;

/// Where the next key takes an open menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// So many items on.
    By(isize),
    /// A row up or down.
    Row(isize),
    /// A column to the left or right.
    Column(isize),
    /// As many rows up or down as are shown.
    Page(isize),
    /// It is closed, and the line is as it was.
    Cancel,
}

/// What the next completion does instead of completing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rewrite {
    /// It puts a text into the line, from where on.
    Part(usize, String),
    /// It puts another line in its place, and the cursor where it belongs.
    Line(String, usize),
    /// It does what needs the history or the file system.
    Ask(Ask),
}

/// What needs more than the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// So many commands on in the history.
    Walk(isize),
    /// So many changes back.
    Undo(usize),
    /// What has just been undone again; completion at this place if nothing has.
    Redo(usize),
    /// The command of a number, or the oldest.
    Fetch(Option<usize>),
    /// The next command with a text in it, backwards or not; this line if there is none.
    Search(String, bool, String),
    /// As [`Ask::Search`], whatever the characters of the text are to patterns; the cursor goes to it.
    Find(String, bool, (String, usize)),
    /// Completion with the cursor at this place.
    Complete(usize),
    /// All candidates at this place.
    InsertAll(usize),
    /// The files that the word before this place is a pattern for.
    Files(usize),
    /// Aliases in full, and before that references to the history if so.
    Aliases(bool),
    /// So many rows of the screen down.
    Screen(isize),
    /// All candidates at this place, between braces behind what they have in common.
    Braces(usize),
    /// The candidates at this place are shown, and nothing else.
    List(usize),
    /// As [`Ask::Complete`], or as [`Ask::List`], of one sort of words.
    Only(Sort, usize, bool),
    /// What the alias `_` with this letter stands for, as keys.
    Alias(char),
    /// References to the history in full.
    ExpandHistory,
    /// As that for what is before this place, and a blank behind it.
    MagicSpace(usize),
    /// The word at this place as the file is called that it nearly names.
    Respell(usize),
    /// The tilde of the word before this place in full.
    ExpandTilde(usize),
    /// The word of a number of the command so many back, or its last, in the place of what stands from here on.
    Argument(Option<isize>, usize, usize),
    /// An earlier word that has the one before this place in it: so many on.
    Token(usize, isize),
    /// What runs a command as root, before the line or the newest command; the cursor is here.
    Sudo(usize),
}

/// Why the reading of a line is left before it is entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leave {
    /// The user wants the line in an editor of their own.
    Edit,
    /// As [`Leave::Edit`], or the command of this number; it is executed afterwards.
    EditAndRun(Option<usize>),
    /// A command of the shell is to work on it.
    Run(Vec<u8>),
    /// It is entered, and is on the screen as it shall stay there.
    Line(String),
    /// This is entered in its place.
    Submit(String),
    /// The shell expands it.
    Expand,
    /// There is no more input.
    End,
    /// It is edited together with the lines of the command before it.
    Reopen,
    /// The user's own functions complete it.
    Complete(Completing),
    /// The history is searched.
    Search,
    /// A function of the user says what the word at its end stands for.
    Abbreviate(Called),
}
