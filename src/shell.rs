//! Assembles the rooms into a shell, and offers it to Rust programs.

use crate::builtins;
use crate::env::capture::Capture;
use crate::env::files::Target;
use crate::env::flow::Status;
use crate::env::{Builtin, Divert, Env, Fields, Flow, Hooks, Options, Positional};
use crate::exec::{run, substitute};
use crate::name::{Name, is_name};
use std::ffi::{OsStr, OsString};
use std::fmt;
use std::io;
use std::ops::ControlFlow::Break;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{ExitStatus, Output};
use std::rc::Rc;

/// What expansion needs from execution, and the builtins.
pub const HOOKS: Hooks = Hooks {
    substitute: substitute::substitute,
    builtins: builtins::TABLE,
};

/// A new execution environment that inherits these entries of a process environment.
pub fn environment<'a>(environ: impl IntoIterator<Item = &'a [u8]>) -> Env {
    Env::new(HOOKS, environ)
}

/// Why a variable was not set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VariableError {
    /// It is no name (XBD 3.216).
    NoName,
    /// It is read-only.
    ReadOnly,
}

impl fmt::Display for VariableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoName => "not the name of a variable",
            Self::ReadOnly => "the variable is read only",
        })
    }
}

impl std::error::Error for VariableError {}

/// A shell of a Rust program's own: its variables, functions and options live as long as the value.
///
/// Several may exist; they share the process (its working directory and descriptors), and nothing
/// else. The shell waits only for children that it started, and installs no signal handler until a
/// script sets a trap. A subshell that has to become a process is forked: in a program with threads the
/// child runs on with the forking thread alone, which glibc prepares for.
///
/// ```
/// use tine::shell::Shell;
/// let mut shell = Shell::new();
/// shell.set_var("name", "world")?;
/// let output = shell.capture("greet() { echo \"hello $1\"; }; greet $name | tr a-z A-Z")?;
/// assert_eq!(output.stdout, b"HELLO WORLD\n");
/// assert!(shell.eval("test \"$name\" = world")?.success());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Shell {
    env: Env,
}

impl Default for Shell {
    fn default() -> Self {
        Self::new()
    }
}

impl Shell {
    /// A shell with the environment of the process.
    pub fn new() -> Self {
        let join = |(name, value): (OsString, OsString)| {
            [name.as_bytes(), b"=", value.as_bytes()].concat()
        };
        let entries: Vec<Vec<u8>> = std::env::vars_os().map(join).collect();
        Self::with_environment(entries.iter().map(Vec::as_slice))
    }

    /// A shell with these entries, each `NAME=value`, as its environment.
    pub fn with_environment<'a>(entries: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut env = environment(entries);
        env.variables.store(Name::PS4, b"+ ");
        env.executable = Some(c"/bin/sh".to_owned());
        Self { env }
    }

    /// Executes commands, as `eval` does.
    ///
    /// # Errors
    /// What keeps the output of a builtin from being written at the end. Errors of the script are
    /// reported on standard error, and are its status.
    pub fn eval(&mut self, commands: impl AsRef<[u8]>) -> io::Result<ExitStatus> {
        let flow = run::text(&mut self.env, commands.as_ref(), b"eval");
        self.finish(flow)
    }

    /// Executes the commands in a file, in this shell, as `.` does.
    ///
    /// # Errors
    /// What keeps the file from being opened.
    pub fn run_file(&mut self, path: impl AsRef<Path>) -> io::Result<ExitStatus> {
        let text = std::fs::read(path.as_ref())?;
        let script = std::mem::replace(
            &mut self.env.script.name,
            path.as_ref().as_os_str().as_bytes().into(),
        );
        self.env.line = 1;
        self.env.context.returnable += 1;
        let flow = run::text(&mut self.env, &text, b".");
        self.env.context.returnable -= 1;
        self.env.script.name = script;
        self.finish(flow)
    }

    /// Executes commands and gathers what they, and all processes that they start, write to standard
    /// output and standard error.
    ///
    /// # Errors
    /// As [`Shell::eval`].
    ///
    /// ```
    /// # use tine::shell::Shell;
    /// let output = Shell::new().capture("echo out; echo err >&2; exit 3")?;
    /// assert_eq!((output.stdout, output.stderr), (b"out\n".to_vec(), b"err\n".to_vec()));
    /// assert_eq!(output.status.code(), Some(3));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn capture(&mut self, commands: impl AsRef<[u8]>) -> io::Result<Output> {
        let sinks = [1, 2].map(|descriptor| (descriptor, Capture::new(Vec::new())));
        let env = &mut self.env;
        let before = sinks.each_ref().map(|(descriptor, sink)| {
            env.frames.captures.push(Rc::clone(sink));
            (
                *descriptor,
                env.files
                    .redirect(*descriptor, Target::Capture(Rc::clone(sink))),
            )
        });
        let status = self.eval(commands);
        for (descriptor, target) in before {
            self.env.files.restore(descriptor, target);
        }
        for (_, sink) in &sinks {
            sink.close_writer();
            substitute::gather_rest(&mut self.env, sink);
            self.env.frames.captures.pop();
        }
        let [stdout, stderr] = sinks.map(|(_, sink)| sink.take());
        Ok(Output {
            status: status?,
            stdout,
            stderr,
        })
    }

    /// The end of a piece of script: `exit` and errors end it, not the shell.
    fn finish(&mut self, flow: Flow) -> io::Result<ExitStatus> {
        let env = &mut self.env;
        let written = env.flush();
        env.settle();
        if let Break(Divert::Interrupt) = flow {
            env.status = 130;
        }
        written?;
        Ok(ExitStatus::from_raw((env.status & 0xff) << 8))
    }

    /// Sets a variable.
    ///
    /// # Errors
    /// If it is no name, or read-only.
    pub fn set_var(&mut self, name: &str, value: impl AsRef<OsStr>) -> Result<(), VariableError> {
        if !is_name(name.as_bytes()) {
            return Err(VariableError::NoName);
        }
        let assigned = self
            .env
            .variables
            .assign(Name::new(name.as_bytes()), value.as_ref().as_bytes());
        self.env.refresh_locale();
        assigned.map_err(|_| VariableError::ReadOnly)
    }

    /// The value of a variable, if it is set.
    pub fn var(&self, name: &str) -> Option<OsString> {
        let value = self.env.variables.value(Name::existing(name.as_bytes())?)?;
        Some(OsString::from_vec(value.to_vec()))
    }

    /// Sets the positional parameters.
    pub fn set_args<A: AsRef<OsStr>>(&mut self, args: impl IntoIterator<Item = A>) {
        let mut fields = Fields::new();
        args.into_iter()
            .for_each(|arg| fields.push(arg.as_ref().as_bytes()));
        self.env.positional = Positional::new(fields, 0);
    }

    /// Switches an option of `set -o` on or off. False if there is none of this name.
    pub fn set_option(&mut self, name: &str, on: bool) -> bool {
        let Some(option) = Options::by_name(name.as_bytes()) else {
            return false;
        };
        self.env.options.set(option.flag, on);
        self.env.variables.export_all = self.env.has(Options::ALLEXPORT);
        true
    }

    /// The status of the last command, `$?`.
    pub fn status(&self) -> Status {
        self.env.status
    }

    /// Adds a builtin, or replaces the one of the same name. Its description lives as long as the process.
    ///
    /// ```
    /// use std::ops::ControlFlow::Continue;
    /// use tine::env::{Builtin, Kind};
    /// use tine::shell::Shell;
    /// let mut shell = Shell::new();
    /// shell.define_builtin(Builtin {
    ///     name: "double",
    ///     kind: Kind::Extension,
    ///     declaration: false,
    ///     run: |env, fields| {
    ///         env.out.extend_from_slice(&[fields.at(1), fields.at(1), b"\n"].concat());
    ///         Continue(0)
    ///     },
    ///     synopsis: "word",
    ///     summary: "write a word twice",
    ///     manual: "Writes the word twice.",
    /// });
    /// assert_eq!(shell.capture("double ab")?.stdout, b"abab\n");
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn define_builtin(&mut self, builtin: Builtin) {
        self.env.define_builtin(Box::leak(Box::new(builtin)));
    }

    /// The execution environment itself, for builtins and tools that look deeper.
    pub fn environment_mut(&mut self) -> &mut Env {
        &mut self.env
    }

    /// Waits for all background jobs.
    pub fn wait(&mut self) -> io::Result<ExitStatus> {
        self.eval("wait")
    }
}

impl Drop for Shell {
    /// Runs the EXIT trap, and leaves no zombie of what has ended.
    fn drop(&mut self) {
        crate::exec::trap::on_exit(&mut self.env);
        self.env.settle();
        crate::exec::wait::reap(&mut self.env);
    }
}
