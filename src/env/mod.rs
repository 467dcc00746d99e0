//! The shell execution environment (XCU 2.13).
//!
//! Data, without the behaviour of any command: what commands see and change. A subshell in this
//! process is a frame (`frames`): what it may change is put back at its end.

pub mod aliases;
pub mod arithmetic;
pub mod arrays;
pub mod bindings;
pub mod builtin;
pub mod builtins;
pub mod caches;
pub mod calls;
pub mod capture;
pub mod children;
pub mod commands;
pub mod completions;
pub mod coprocesses;
pub mod dynamic;
mod elements;
pub mod environment;
pub mod fields;
pub mod files;
pub mod flow;
pub mod frames;
pub mod functions;
pub mod handover;
pub mod history;
pub mod hosted;
pub mod ifs;
pub mod incoming;
pub mod input;
mod job;
pub mod jobs;
mod journal;
pub mod launches;
pub mod listing;
pub mod options;
pub mod outcome;
mod overwrite;
pub mod process;
pub mod quote;
pub mod report;
mod scopes;
pub mod script;
pub mod session;
mod standard;
pub mod subshell;
pub mod terminal;
pub mod texts;
pub mod traps;
mod typed;
pub mod variables;
pub mod visited;
pub mod written;

use crate::sys::find;
pub use builtin::{Builtin, Kind};
pub use fields::{Fields, Positional};
pub use flow::{Divert, Flow, Status};
pub use options::Options;
pub use typed::change_case;

use crate::name::Name;
use crate::signal::Signal;
use crate::syntax::extended::Substitution;
use crate::syntax::tree::Program;
use crate::sys::signal::{SignalSet, any_pending, caught, pending};
use frames::{Context, Frames};
use std::rc::Rc;
use variables::{Attributes, Variables, Watch};

/// What goes up: the calls by which rooms are reached that stand above those that need them, and the table of builtins.
#[derive(Debug, Clone, Copy)]
pub struct Hooks {
    /// Executes a command substitution and appends its output, final newlines included.
    pub substitute: fn(&mut Env, &Program, Substitution, &mut Vec<u8>) -> Flow,
    /// Starts the commands of a process substitution, that reads or writes, and answers with the path.
    pub connect: fn(&mut Env, &Rc<Program>, bool) -> Flow<Vec<u8>>,
    /// A text as a prompt shows it.
    pub prompt: fn(&mut Env, &[u8]) -> Vec<u8>,
    /// Has the user edit a line of the terminal.
    pub edit: fn(&mut Env, &session::Asked<'_>) -> Flow<session::Entered>,
    /// Every builtin.
    pub builtins: &'static [Builtin],
}

/// The environment.
#[derive(Debug)]
pub struct Env {
    /// Variables.
    pub variables: Variables,
    /// Functions.
    pub functions: functions::Functions,
    /// Aliases.
    pub aliases: aliases::Aliases,
    /// Options.
    pub options: Options,
    /// Positional parameters.
    pub positional: Positional,
    /// `$?`
    pub status: Status,
    /// What has come of commands beside it.
    pub outcome: outcome::Outcome,
    /// Traps.
    pub traps: traps::Traps,
    /// Remembered locations of commands.
    pub locations: commands::Locations,
    /// Functions and files that are being executed.
    pub calls: calls::Calls,
    /// Open files.
    pub files: files::Files,
    /// The constructs around the current command.
    pub context: Context,
    /// In-process subshells.
    pub frames: Frames,
    /// The processes that the shell has started.
    pub children: children::Children,
    /// What commands are read from.
    pub script: script::Script,
    /// `LINENO`
    pub line: u32,
    /// Output of the builtin that is running, not yet written.
    pub out: Vec<u8>,
    /// Characters are UTF-8; otherwise bytes.
    pub utf8: bool,
    /// The terminal of job control.
    pub terminal: terminal::Terminal,
    /// The process that the shell runs in.
    pub process: process::ShellProcess,
    /// What only a shell in a host program has.
    pub hosted: hosted::Hosted,
    /// The calls that go up.
    pub hooks: Hooks,
    /// What is kept to save work.
    pub caches: caches::Caches,
    /// What an interactive session has beside the language.
    pub session: session::Session,
    /// Builtins, by name.
    pub builtins: builtins::Builtins,
}

/// The signals that end a shell which does nothing about them, and let it run its EXIT trap first.
pub const ENDING: SignalSet = SignalSet::EMPTY
    .with(Signal::HUP)
    .with(Signal::INT)
    .with(Signal::PIPE)
    .with(Signal::ALRM)
    .with(Signal::TERM)
    .with(Signal::USR1)
    .with(Signal::USR2);

impl Env {
    /// A new environment with these entries of the process environment.
    pub fn new<'a>(hooks: Hooks, environ: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut env = Self {
            variables: Variables::from_environment(environ),
            functions: functions::Functions::default(),
            aliases: aliases::Aliases::default(),
            options: Options::INITIAL,
            positional: Positional::default(),
            status: 0,
            outcome: outcome::Outcome::default(),
            traps: traps::Traps::default(),
            locations: commands::Locations::default(),
            calls: calls::Calls::default(),
            files: files::Files::default(),
            context: Context::default(),
            frames: Frames::default(),
            children: children::Children::default(),
            script: script::Script::default(),
            line: 0,
            out: Vec::new(),
            utf8: false,
            terminal: terminal::Terminal::default(),
            process: process::ShellProcess::default(),
            hosted: hosted::Hosted::default(),
            hooks,
            caches: caches::Caches::default(),
            session: session::Session::default(),
            builtins: builtins::Builtins::default(),
        };
        env.set_up();
        env
    }

    /// What follows from the hooks and the variables.
    fn set_up(&mut self) {
        for builtin in self.hooks.builtins {
            self.builtins.define(builtin);
        }
        self.refresh_locale();
    }

    /// Changes the options, with all that follows them.
    pub fn set_options(&mut self, options: Options) {
        self.options = options;
        self.variables.export_all = options.contains(Options::ALLEXPORT);
        self.aliases.options = options & Options::READING;
        self.publish();
    }

    /// Programs are told what is computed if the user exports it, as it is now: among it the options.
    pub fn publish(&mut self) {
        const WANTED: Attributes = Attributes::DYNAMIC.union(Attributes::EXPORT);
        for &name in dynamic::BEYOND {
            if self.variables.attributes(name).contains(WANTED) && !self.has(Options::POSIX) {
                let value = self.computed(name).unwrap_or_default();
                self.variables.store(name, &value);
            }
        }
    }

    /// Whether an option is on.
    #[inline]
    pub fn has(&self, option: Options) -> bool {
        self.options.contains(option)
    }

    /// Whether the shell itself is interactive: not one of its subshells.
    pub fn interactive(&self) -> bool {
        self.has(Options::INTERACTIVE) && !self.context.subshell
    }

    /// Whether this process is that of an interactive shell, in whatever subshell it may be.
    pub fn interactive_process(&self) -> bool {
        self.has(Options::INTERACTIVE) && self.process.main
    }

    /// Signals that the shell itself ignores (XCU 2.11, 2.12).
    pub fn own_ignored(&self) -> SignalSet {
        if !self.interactive_process() {
            return SignalSet::default();
        }
        let set = SignalSet::default().with(Signal::TERM).with(Signal::QUIT);
        if self.has(Options::MONITOR) {
            set.with(Signal::TSTP).with(Signal::TTIN).with(Signal::TTOU)
        } else {
            set
        }
    }

    /// Signals that the shell itself catches: an interrupt, since it may be the affair of the program
    /// that a shell or a subshell waits for.
    pub fn own_caught(&self) -> SignalSet {
        if !self.process.sole {
            return SignalSet::default();
        }
        let set = SignalSet::default().with(Signal::INT);
        if self.interactive_process() {
            set.with(Signal::HUP).with(Signal::WINCH).with(Signal::CHLD)
        } else if self.traps.awaits_exit() || self.frames.awaits_exit() {
            // The condition may occur as well when a signal ends the shell (XCU `trap`).
            ENDING
        } else {
            set
        }
    }

    /// Signals that interrupt what waits here: in a host program not those that are its own.
    pub fn watched(&self) -> SignalSet {
        if self.process.sole {
            return SignalSet::ALL;
        }
        let trapped = self.traps.commands().into_iter();
        trapped.filter_map(Signal::from_number).collect()
    }

    /// Whether jobs get process groups here: in a subshell only if it has said so itself.
    pub fn monitoring(&self) -> bool {
        self.has(Options::MONITOR) && (!self.context.subshell || self.context.monitoring)
    }

    /// Acts on changes of `LC_ALL`, `LC_CTYPE`, `LANG`.
    pub fn refresh_locale(&mut self) {
        if !self.variables.take_changed(Watch::Locale) {
            return;
        }
        let set = |name| self.variables.value(name).filter(|value| !value.is_empty());
        let locale = set(Name::LC_ALL)
            .or_else(|| set(Name::LC_CTYPE))
            .or_else(|| set(Name::LANG))
            .unwrap_or_default();
        let locale = locale.to_ascii_lowercase();
        self.utf8 =
            find::text(b"utf-8", &locale).is_some() || find::text(b"utf8", &locale).is_some();
    }

    /// Before a time is shown: the shell's TZ counts, where the process is its own.
    pub fn use_time_zone(&self) {
        if self.process.sole {
            let zone = self.variables.value(Name::TZ);
            let exported = zone.filter(|_| {
                let attributes = self.variables.attributes(Name::TZ);
                attributes.contains(Attributes::EXPORT)
            });
            crate::sys::time::use_zone(exported);
        }
    }

    /// An empty list of fields, with memory from earlier ones.
    #[inline]
    pub fn take_fields(&mut self) -> Fields {
        self.caches.spare.pop().unwrap_or_default()
    }

    /// Gives the fields of a command back when it has been executed.
    #[inline]
    pub fn give_command(&mut self, fields: Fields) {
        let before = std::mem::replace(&mut self.outcome.last, fields);
        self.give_fields(before);
    }

    /// Gives a list of fields back for reuse.
    #[inline]
    pub fn give_fields(&mut self, mut fields: Fields) {
        if self.caches.spare.len() < 16 && fields.capacity() <= 64 * 1024 {
            fields.clear();
            self.caches.spare.push(fields);
        }
    }

    /// The signals that have no trap, and that the shell catches so as to end in order, or to go back to
    /// its prompt: in the action of EXIT, too, when that is no trap any more.
    pub fn ending(&self) -> SignalSet {
        if !self.process.sole {
            return SignalSet::default();
        }
        let caught = caught().intersection(ENDING);
        let untrapped = |signal: &Signal| self.traps.get(signal.number()).is_none();
        caught.iter().filter(untrapped).collect()
    }

    /// Whether one of them has come in.
    pub fn ends(&self) -> bool {
        any_pending() && !pending().intersection(self.ending()).is_empty()
    }

    /// Whether one has come in that does not leave it to the program in the foreground what becomes of it.
    pub fn ends_waiting(&self) -> bool {
        any_pending() && {
            let deadly = self.ending().without(Signal::INT);
            !pending().intersection(deadly).is_empty()
        }
    }

    /// Tells the terminal what it has not been told yet.
    #[inline]
    pub fn announce(&mut self) {
        if let Some(announcement) = self.session.announcement.take() {
            let text = (announcement.text)(self, &announcement.command);
            // A terminal that is gone shows itself elsewhere.
            let _ = crate::sys::fd::write_all(announcement.descriptor, &text);
        }
    }

    /// Before another process could look: builtins' output is written, input read ahead given back.
    pub fn settle(&mut self) {
        self.announce();
        let _ = self.flush();
        self.files.settle();
    }
}
