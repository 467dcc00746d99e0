//! The line editor: rustyline, with what it needs to be at home in a shell.
//!
//! It is made only for an interactive shell on a terminal. Its descriptors are above 9 and close
//! themselves in programs; a signal that must not wait brings it back ([`crate::signal::interrupt_on`]),
//! and the half-typed line with it.
//!
//! How a key becomes a change of the line:
//!
//! 1. `sys::instead` reads its bytes one at a time; `sys::keystroke`, with `sys::special`, `sys::keycode` and
//!    `sys::sequences`, makes of them what rustyline takes for a key.
//! 2. rustyline calls the handler of the key (`keys`). That knows the line, the place in it, and the state that all
//!    keys share, but not the shell. What waits for a key gets it first: a text that is asked for (`asking`), a
//!    search, a count, overwriting, vi (`vi_keys`). Else it does what the user has said (`bound`), or what all keys
//!    do from the start (`keys::usual`, by the names in `functions`).
//! 3. The answer is a command of rustyline's. Where it has none for what is to be done, it is `Cmd::Complete`, the
//!    one that may put any text anywhere; what it does instead of completing is in `Keys::rewrite`. The `assistant`,
//!    which is asked for candidates then, puts the text in, or asks the file system (`answers`) or the history
//!    (`retrieval`) for it.
//! 4. What only the shell can do is in `Keys::leave`: the line is given away (`leaving`), and comes back as a
//!    [`Wanted`] to `interactive::repl`, or to `interactive::reading` for `read -e`, which goes on with it.
//! 5. What rustyline draws then has its colours (`highlight`) and what stands behind it (`suggestion`, `menu`) from the
//!    assistant. On its way to the terminal it becomes what differs from what is there (`drawing`).

mod abbreviation;
mod actions;
mod answers;
mod asking;
mod assistant;
pub mod bang;
mod begun;
mod bound;
mod caret;
mod cell;
mod coloured;
mod completing;
mod config;
mod counting;
mod drawing;
mod escape;
mod events;
mod far;
mod functions;
mod handy;
mod highlight;
mod hints;
mod indent;
mod input;
mod keys;
mod leaving;
mod macros;
mod menu;
mod meta;
mod modifiers;
mod offering;
mod outcome;
pub mod outside;
mod overwriting;
mod past;
mod pen;
mod preparing;
mod programs;
mod reading;
mod recall;
mod reflow;
mod region;
mod replacement;
mod requests;
mod retrieval;
mod right;
mod runnable;
pub mod scan;
mod search;
mod shell_words;
mod shown_mode;
mod sketch;
mod suggestion;
mod text;
mod tokens;
mod trail;
mod usual;
mod vi;
mod vi_keys;
pub mod view;
mod walking;
mod way;
mod words;

use crate::interactive::completion::Offer;
use crate::interactive::prompt::Prompt;
use crate::sys::typing::{self, read_keys_singly};
pub use abbreviation::Called;
use assistant::Assistant;
use completing::Purpose;
use indent::Indent;
use keys::{SharedKeys, lock};
pub use outcome::{Cut, Outcome, Wanted, behind, cut};
use past::Past;
pub use preparing::suits;
use rustyline::config::{Behavior, BellStyle, ColorMode, CompletionType};
use rustyline::{Config, Editor, ExternalPrinter};

/// PS2 as it is before anybody has set it.
const SECOND: &str = "> ";

/// What reads lines and lets the user edit them.
pub trait Edit {
    /// Reads a line. `right`: what is shown at the other end of it. `before`: the lines of the same
    /// command before it.
    fn read(&mut self, prompt: &Prompt, right: &Prompt, before: &str) -> Outcome;

    /// The line with the abbreviation at its end in full, if there is one.
    fn unabbreviated(&self, line: &str) -> Option<String>;

    /// What the user goes on with.
    fn go_on_with(&mut self, line: String);
}

/// The line editor.
pub struct LineEditor {
    editor: Editor<Assistant, Past>,
    /// As long as it is there, the editor waits in a way that no signal can slip through.
    _printer: Box<dyn ExternalPrinter>,
    keys: SharedKeys,
    /// What the next line begins with.
    initial: Option<Cut>,
    /// It is the line that was being read, and not a new one.
    resumed: bool,
    /// What has been drawn of it is still on the screen.
    standing: bool,
    /// The next line is this.
    entered: Option<String>,
    columns: usize,
    /// No job runs that might write on the terminal.
    steady: bool,
    /// The next line begins in an empty row.
    blank: bool,
    /// How many rows the lines of the command before this one take.
    above: usize,
    /// Candidates for the word before the cursor, and what is wanted of them.
    offered: Option<(Offer, Purpose)>,
    /// How often the user's bindings had been changed when they were put in force.
    bound: usize,
}

fn config(controlling: bool) -> Config {
    Config::builder()
        .completion_type(CompletionType::List)
        .completion_prompt_limit(usize::MAX)
        .keyseq_timeout(Some(typing::KEY_TIMEOUT))
        .auto_add_history(false)
        .bell_style(BellStyle::None)
        .color_mode(ColorMode::Forced)
        .behavior(if controlling {
            Behavior::PreferTerm
        } else {
            Behavior::Stdio
        })
        .check_cursor_position(false)
        // The marks of the prompt switch it.
        .bracketed_paste(false)
        .build()
}

impl LineEditor {
    /// What the terminal is told before the next prompt. `blank`: the cursor is at the beginning of an empty row,
    /// but for what may have been typed ahead.
    pub fn open_with(&mut self, text: String, blank: bool) {
        self.blank = blank;
        if let Some(helper) = self.editor.helper() {
            helper.opening.replace(text);
        }
    }

    /// What the next line begins with.
    pub fn begin_with(&mut self, line: Cut) {
        self.initial = Some(line);
    }

    /// The line is gone on with, with candidates for the word before the cursor.
    pub fn offer(&mut self, line: Cut, items: Offer, purpose: Purpose) {
        self.go_on_with(line);
        self.offered = Some((items, purpose));
    }
}

impl Drop for LineEditor {
    fn drop(&mut self) {
        read_keys_singly(None);
    }
}

impl Edit for LineEditor {
    fn read(&mut self, prompt: &Prompt, right: &Prompt, before: &str) -> Outcome {
        if before.is_empty() {
            self.above = 0;
        }
        let new = !before.is_empty() && self.initial.is_none() && self.entered.is_none();
        // Who has a prompt of their own for it wants the lines as they are typed.
        let indent = if new && prompt.raw == SECOND {
            indent::of(before)
        } else {
            Indent::default()
        };
        let mut keys = lock(&self.keys);
        keys.continued = !before.is_empty();
        keys.indent = indent;
        drop(keys);
        if indent.line > 0 {
            self.begin_with((" ".repeat(indent.line), String::new()));
        }
        let outcome = self.read(prompt, right, before);
        match &outcome {
            Outcome::Line(line) => {
                let shown = [&*prompt.raw, line].concat();
                let left = self.has_left_row(prompt, line);
                self.above += leaving::rows(&shown, self.columns) - usize::from(left);
            }
            Outcome::Wanted(Wanted::Reopen(_)) if self.above > 0 => {
                drawing::beside(&[&*drawing::step(self.above, 'A'), "\r\x1b[J"].concat());
            }
            _ => {}
        }
        outcome
    }

    fn unabbreviated(&self, line: &str) -> Option<String> {
        let keys = lock(&self.keys);
        let (word, of) = abbreviation::abbreviation(&keys.config.abbreviations, line)?;
        if of.function {
            return None;
        }
        Some(line.strip_suffix(word)?.to_owned() + &of.text)
    }

    fn go_on_with(&mut self, line: String) {
        self.begin_with((line, String::new()));
    }
}
