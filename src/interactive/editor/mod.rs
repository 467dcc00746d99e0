//! The line editor: rustyline, with what it needs to be at home in a shell.
//!
//! It is made only for an interactive shell on a terminal. Its descriptors are above 9 and close
//! themselves in programs; a signal that must not wait brings it back ([`crate::signal::interrupt_on`]),
//! and the half-typed line with it.
//!
//! How a key becomes a change of the line:
//!
//! 1. `sys::typing` reads its bytes one at a time; `sys::special`, `sys::keycode` and `sys::sequences` make of them
//!    what rustyline takes for a key.
//! 2. rustyline calls the handler of the key (`keys`). That knows the line, the place in it, and the state that all
//!    keys share, but not the shell. What waits for a key gets it first: a text that is asked for (`asking`), a
//!    search, a count, overwriting, vi (`vi_keys`). Else it does what the user has said (`bound`), or what all keys
//!    do from the start (`keys::usual`, by the names in `functions`).
//! 3. The answer is a command of rustyline's. Where it has none for what is to be done, it is `Cmd::Complete`, the
//!    one that may put any text anywhere; what it does instead of completing is in `Keys::rewrite`. The `assistant`,
//!    which is asked for candidates then, puts the text in, or asks the history and the file system for it (`answers`).
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
mod coloured;
mod completing;
mod config;
mod counting;
mod drawing;
mod events;
mod far;
mod functions;
mod handy;
mod highlight;
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
mod programs;
mod recall;
mod reflow;
mod region;
mod requests;
mod right;
pub mod scan;
mod search;
mod shell_words;
mod shown_mode;
mod sketch;
mod suggestion;
mod text;
mod tokens;
mod trail;
mod vi;
mod vi_keys;
pub mod view;
mod walking;
mod way;
mod words;

use crate::env::bindings::Bindings;
use crate::env::{Env, Options};
use crate::exec::terminal;
use crate::interactive::completion::{self, Offer};
use crate::interactive::prompt::Prompt;
use crate::signal;
use crate::sys::fd;
use crate::sys::typing::{self, read_keys_singly};
use abbreviation::Abbreviation;
pub use abbreviation::Called;
use assistant::Assistant;
use completing::Purpose;
use indent::Indent;
use keys::{SharedKeys, lock};
use nix::libc;
pub use outcome::{Cut, Outcome, Wanted, behind, cut};
use past::Past;
use requests::Leave;
use rustyline::config::{Behavior, BellStyle, ColorMode, CompletionType, Configurer};
use rustyline::error::ReadlineError;
use rustyline::{Config, Editor, ExternalPrinter};
use shown_mode::ShownMode;
use std::collections::BTreeSet;
use std::rc::Rc;
use text::Text;
use view::View;

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
    /// Makes an editor on the terminal: the controlling one, or the one that the shell reads from. `None`
    /// if that cannot be.
    pub fn new(env: &mut Env, controlling: bool) -> Option<Self> {
        let config = config(controlling);
        let keys = SharedKeys::default();
        let past = Past::new(Rc::clone(&env.session.history), SharedKeys::clone(&keys));
        let before: Vec<i32> = (3..64).filter(|&number| fd::is_open(number)).collect();
        let parked: Vec<_> = (0..8)
            .map_while(|_| fd::open(b"/dev/null", libc::O_RDONLY, 0).ok())
            .collect();
        let made = Editor::with_history(config, past).and_then(|mut editor| {
            let printer: Box<dyn ExternalPrinter> = Box::new(editor.create_external_printer()?);
            Ok((editor, printer))
        });
        drop(parked);
        let mut reads_from = 0;
        for number in (3..64).filter(|number| !before.contains(number) && fd::is_open(*number)) {
            let _ = fd::set_cloexec(number, true);
            env.files.registry.reserve(number);
            if fd::is_terminal(number) {
                reads_from = number;
            }
        }
        let (mut editor, printer) = made.ok()?;
        read_keys_singly(Some(reads_from));
        // What is drawn at a key is one small write; three would take longer.
        editor.enable_synchronized_output(false);
        editor.set_helper(Some(Assistant::new(
            View::of(env),
            SharedKeys::clone(&keys),
        )));
        for (event, does) in keys::usual() {
            editor.bind_sequence(event, keys::handler(&keys, does, Vec::new()));
        }
        Some(Self {
            editor,
            _printer: printer,
            keys,
            initial: None,
            resumed: false,
            standing: false,
            entered: None,
            columns: 80,
            steady: false,
            blank: false,
            above: 0,
            offered: None,
            bound: 0,
        })
    }

    /// Before a command is read: looks at the shell.
    pub fn prepare(&mut self, env: &mut Env) {
        self.learn_bindings(&env.session.bindings);
        if let Some(helper) = self.editor.helper_mut() {
            helper.view.renew(env);
            self.columns = helper.view.size.1;
        }
        let history = Rc::clone(&env.session.history);
        self.steady = !env.children.jobs.any_running();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let mut keys = lock(&self.keys);
        keys.config.abbreviations = env
            .session
            .abbreviations
            .iter()
            .map(|(name, of)| (text(name), Abbreviation::new(of)))
            .collect();
        let history = history.borrow();
        let latest = history.newest_first().next();
        keys.recall.latest = latest.map_or_else(String::new, |entry| text(&entry.text));
        keys.recall.past = history.known();
        // Keys as vi has them are a layer above the line editor's own.
        if !env.has(Options::VI) {
            keys.vi = None;
        } else if keys.vi.is_none() {
            keys.vi = Some(vi::Vi::default());
        }
        typing::escape_is_key(keys.vi.is_some());
        keys.config.completed = if env.has(Options::PROGCOMP) {
            completion::commands(env)
        } else {
            BTreeSet::new()
        };
        keys.shapes = terminal::understands(env);
        if let Some(number) = keys.recall.way.take_next() {
            self.initial = history
                .get(number)
                .map(|entry| (text(&entry.text), String::new()));
        }
    }

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

    /// Reads a line that is no command; `limited`: only until a signal comes.
    pub fn read_plain(&mut self, prompt: &Prompt, limited: bool) -> Outcome {
        let mut keys = lock(&self.keys);
        keys.config.abbreviations.clear();
        keys.config.completed.clear();
        keys.recall.past = None;
        keys.continued = false;
        drop(keys);
        if let Some(helper) = self.editor.helper_mut() {
            helper.plain = true;
            if limited {
                helper.view.urgent = helper.view.urgent.with(signal::Signal::ALRM);
            }
        }
        let outcome = self.read(prompt, &Prompt::default(), "");
        if let Some(helper) = self.editor.helper_mut() {
            helper.plain = false;
        }
        outcome
    }

    /// Reads a line. `before`: the lines of the same command before it.
    pub fn read(&mut self, prompt: &Prompt, right_prompt: &Prompt, before: &str) -> Outcome {
        self.read_line(prompt, right_prompt, before)
            .map(caret::meant)
    }

    fn read_line(&mut self, prompt: &Prompt, right_prompt: &Prompt, before: &str) -> Outcome {
        if let Some(text) = self.entered.take() {
            return self.submitted(prompt, caret::lined(text));
        }
        let mode = ShownMode::of(&lock(&self.keys).config.settings);
        let prompt = &mode.make_room(prompt, lock(&self.keys).vi.is_some());
        self.begin(prompt, right_prompt, before, mode);
        let pair = (prompt.raw.as_str(), prompt.styled.as_str());
        let initial = self.initial.take();
        let result = match &initial {
            Some((left, right)) => self.editor.readline_with_initial(&pair, (left, right)),
            None => self.editor.readline(&pair),
        };
        signal::interrupt_on(signal::SignalSet::default());
        self.note_columns();
        let mut keys = lock(&self.keys);
        if keys.vi.is_some() {
            vi_keys::show_mode(&keys, None);
        }
        let by_signal = signal::take_interrupted();
        if by_signal {
            // It may have come too late for the line editor's own handler.
            signal::take_one(signal::Signal::INT);
        }
        let leave = match result {
            Ok(_) | Err(ReadlineError::Interrupted) => keys.requests.leave.take(),
            Err(_) => None,
        };
        drop(keys);
        match (result, leave) {
            (Ok(line), Some(leave)) => self.left(prompt, leave, line),
            (Ok(line), None) | (Err(_), Some(Leave::Line(line))) => {
                self.close_last_row(prompt, &line);
                Outcome::Line(line)
            }
            (Err(ReadlineError::Interrupted), _) => self.interrupted(prompt, by_signal),
            // It came while the line editor waited for what ^V has inserted, and it knows nothing better.
            (Err(ReadlineError::Signal(_)), _) => self.interrupted(prompt, true),
            (Err(ReadlineError::Eof), _) => Outcome::End,
            (Err(ReadlineError::Io(error)), _)
                if error.kind() == std::io::ErrorKind::InvalidData =>
            {
                Outcome::Garbage
            }
            (Err(error), _) => leaving::failure(&error),
        }
    }

    /// What there is to be done before the line editor has its turn.
    fn begin(&mut self, prompt: &Prompt, right_prompt: &Prompt, before: &str, mode: ShownMode) {
        if let Some((left, right)) = self.initial.take() {
            self.initial = Some((caret::lined(left), caret::lined(right)));
        }
        self.clear_standing();
        let resumed = std::mem::take(&mut self.resumed);
        let (left, right) = self.initial.clone().unwrap_or_default();
        let pos = left.len();
        let text = Text::new(left + &right, pos);
        let mut keys = lock(&self.keys);
        keys.begin(&text, resumed);
        bound::listen(&keys);
        drop(keys);
        drawing::begin(self.steady, std::mem::take(&mut self.blank));
        let Some(helper) = self.editor.helper_mut() else {
            return;
        };
        helper.begin(before, (prompt, right_prompt), resumed);
        helper.mode = mode;
        if !resumed {
            helper.trail.take();
            helper.line.replace(text);
        }
        if let (Some(items), Some((left, right))) = (self.offered.take(), self.initial.clone()) {
            let pos = left.len();
            let text = helper.offered(&(left + &right), pos, items.0, items.1);
            self.initial = Some(cut(&text.line, text.pos));
        }
    }

    /// Puts what the user has bound and set in force.
    fn learn_bindings(&mut self, bindings: &Bindings) {
        if self.bound == bindings.changes {
            return;
        }
        self.bound = bindings.changes;
        let returns = |keys: &[u8]| keys.iter().any(|key| matches!(key, b'\r' | b'\n'));
        let mut bound = bindings.keys.keys();
        typing::enter_is_newline(!bound.any(|(_, keys)| returns(keys)));
        for (event, handler) in bound::handlers(&self.keys, bindings) {
            self.editor.bind_sequence(event, handler);
        }
        let settings = &bindings.settings;
        lock(&self.keys).config.settings = settings.clone();
        typing::special_characters_are_keys(settings.is_on("bind-tty-special-chars"));
        if let Some(time) = settings.number("keyseq-timeout") {
            let time = u16::try_from(time).ok().filter(|&time| time > 0);
            typing::wait_for_keys(time);
            self.editor.set_keyseq_timeout(time);
        }
        self.editor
            .set_bell_style(match settings.get("bell-style") {
                b"audible" | b"on" => BellStyle::Audible,
                b"visible" => BellStyle::Visible,
                _ => BellStyle::None,
            });
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
        let (word, of) = actions::abbreviation(&keys.config.abbreviations, line)?;
        if of.function {
            return None;
        }
        Some(line.strip_suffix(word)?.to_owned() + &of.text)
    }

    fn go_on_with(&mut self, line: String) {
        self.begin_with((line, String::new()));
    }
}

/// Whether there is a terminal that the editor can draw on.
pub fn suits(env: &Env) -> bool {
    let term = crate::name::Name::new(b"TERM");
    let term = env.variables.value(term).unwrap_or_default();
    let usable = !matches!(term, b"" | b"dumb" | b"cons25" | b"emacs");
    usable && fd::is_terminal(0) && fd::is_terminal(terminal::descriptor(env))
}
