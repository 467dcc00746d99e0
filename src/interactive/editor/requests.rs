//! What a key asks of the code around the line editor, which knows more than the line.

use super::abbreviation::Called;
use super::completing::Completing;
use super::text::Text;
use crate::interactive::completion::Sort;

/// What keys have asked of the code around the line editor, and has not been done yet.
#[derive(Debug, Default)]
pub struct Requests {
    /// What the next completion is to do with the menu.
    pub step: Option<Step>,
    /// What the menu that the next completion opens begins with.
    pub entering: Option<Step>,
    /// What the next completion does instead.
    pub rewrite: Option<Rewrite>,
    /// Why reading is being left.
    pub leave: Option<Leave>,
    /// The place in the line then.
    pub left_at: usize,
}

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

/// A place in the line, in bytes.
type Place = usize;

/// What the next completion does instead of completing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rewrite {
    /// It puts a text into the line, from where on.
    Part { start: Place, text: String },
    /// It puts another line in its place, and the cursor where it belongs.
    Line(Text),
    /// It does what needs the history or the file system.
    Ask(Ask),
}

/// What needs more than the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// So many commands on in the history.
    Walk { by: isize },
    /// So many changes back.
    Undo { count: usize },
    /// What has just been undone again; if nothing has, the name of a file at this place.
    Redo(Place),
    /// The command of a number, or the oldest.
    Fetch { number: Option<usize> },
    /// The line that was being written before the history was looked at.
    ComeBack,
    /// The next command with a pattern in it, backwards or not; the line that it is looked for from if there is none.
    Search {
        pattern: String,
        back: bool,
        from: String,
    },
    /// As [`Ask::Search`], of a text as it is; the cursor goes to it.
    Find {
        text: String,
        back: bool,
        from: Text,
    },
    /// Completion with the cursor at this place.
    Complete(Place),
    /// All candidates at this place.
    InsertAll(Place),
    /// The files that the word before this place is a pattern for.
    Files(Place),
    /// Aliases in full, and before that references to the history if so.
    Aliases { history: bool },
    /// So many rows of the screen down.
    Screen { rows: isize },
    /// All candidates at this place, between braces behind what they have in common.
    Braces(Place),
    /// The candidates at this place are shown, and nothing else.
    List(Place),
    /// As [`Ask::Complete`], or as [`Ask::List`], of one sort of words.
    Only {
        sort: Sort,
        place: Place,
        listed: bool,
    },
    /// What the alias `_` with this letter stands for, as keys.
    Alias(char),
    /// References to the history in full.
    ExpandHistory,
    /// As that for what is before this place, and a blank behind it.
    MagicSpace(Place),
    /// The word at this place as the file is called that it nearly names.
    Respell(Place),
    /// The tilde of the word before this place in full.
    ExpandTilde(Place),
    /// The word of a number of the command so many back, or its last, in the place of what stands from here on.
    Argument {
        number: Option<isize>,
        back: usize,
        start: Place,
    },
    /// An earlier word that has the one before this place in it: so many on.
    Token { place: Place, by: isize },
    /// What runs a command as root, before the line or the newest command; the cursor is here.
    Sudo(Place),
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
    /// The files of key bindings are read again.
    ReadBindings,
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
