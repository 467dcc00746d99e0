//! The shell execution environment (XCU 2.13).
//!
//! Data, without the behaviour of any command: what commands see and change. A subshell in this
//! process is a frame (`frames`): what it may change is put back at its end.

pub mod aliases;
pub mod arithmetic;
mod array;
pub mod arrays;
mod attributes;
pub mod bindings;
pub mod builtin;
pub mod builtins;
pub mod caches;
pub mod calls;
pub mod capture;
pub mod children;
pub mod commands;
pub mod completions;
mod computed;
pub mod coprocesses;
mod descriptors;
pub mod dynamic;
mod elements;
pub mod environment;
pub mod fields;
pub mod files;
pub mod flow;
pub mod frames;
pub mod functions;
pub mod handover;
mod heredoc;
pub mod history;
pub mod hosted;
pub mod ifs;
pub mod incoming;
mod inheritance;
pub mod input;
mod job;
mod job_id;
pub mod jobs;
mod journal;
pub mod launches;
pub mod listing;
mod member;
mod open_file;
pub mod options;
pub mod outcome;
mod overwrite;
pub mod process;
pub mod quote;
mod registry;
pub mod report;
mod scopes;
pub mod script;
pub mod session;
mod settings;
mod signals;
mod standard;
pub mod subshell;
pub mod terminal;
pub mod texts;
pub mod traps;
mod typed;
mod variable;
pub mod variables;
pub mod visited;
pub mod written;

pub use builtin::{Builtin, Kind};
pub use fields::{Fields, Positional};
pub use flow::{Divert, Flow, Status};
pub use options::Options;
pub use signals::ENDING;
pub use typed::change_case;

use crate::syntax::extended::Substitution;
use crate::syntax::tree::Program;
use attributes::Attributes;
use frames::{Context, Frames};
use std::rc::Rc;
use variables::Variables;

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

    /// Whether what runs has asked for bash, and may count on what bash does otherwise than POSIX has it.
    #[inline]
    pub fn is_bash(&self) -> bool {
        self.has(Options::BASH) && !self.has(Options::POSIX)
    }

    /// How a builtin is found, and what its errors do: for bash none is special, and none stands for a program.
    #[inline]
    pub fn kind_of(&self, builtin: &Builtin) -> Kind {
        match builtin.kind {
            Kind::Special | Kind::Substitutive if self.is_bash() => Kind::Intrinsic,
            kind => kind,
        }
    }

    /// Whether the shell itself is interactive: not one of its subshells.
    pub fn interactive(&self) -> bool {
        self.has(Options::INTERACTIVE) && !self.context.subshell
    }

    /// Whether this process is that of an interactive shell, in whatever subshell it may be.
    pub fn interactive_process(&self) -> bool {
        self.has(Options::INTERACTIVE) && self.process.main
    }

    /// Whether jobs get process groups here: in a subshell only if it has said so itself.
    pub fn monitoring(&self) -> bool {
        self.has(Options::MONITOR) && (!self.context.subshell || self.context.monitoring)
    }

    /// An empty list of fields, with memory from earlier ones.
    #[inline]
    pub fn take_fields(&mut self) -> Fields {
        self.caches.spare.pop().unwrap_or_default()
    }

    /// Gives the fields of a command back when it has been executed.
    #[inline]
    pub fn give_command(&mut self, fields: Fields) {
        let before = self.outcome.replace_last(fields);
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
