//! Assembles the rooms into a shell, and offers it to Rust programs.

mod call;
mod place;
mod variable;

pub use call::Call;
pub use variable::VariableError;

use crate::builtins;
use crate::env::capture::Capture;
use crate::env::files::Target;
use crate::env::flow::Status;
use crate::env::input::TextInput;
use crate::env::session::Entered;
use crate::env::{Builtin, Divert, Env, Fields, Flow, Hooks, Options, Positional};
use crate::exec::{connect, run, substitute};
use crate::name::Name;
use crate::signal::{Signal, SignalSet};
use crate::sys::standin;
use place::Place;
pub(crate) use place::orient;
use std::ffi::{OsStr, OsString};
use std::io;
use std::ops::ControlFlow::{Break, Continue};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{ExitStatus, Output};
use std::rc::Rc;

/// What expansion needs from execution, and the builtins (XCU 2.6.3, 2.15).
///
/// ```
/// assert!(tine::shell::HOOKS.builtins.iter().any(|builtin| builtin.name == "cd"));
/// ```
pub const HOOKS: Hooks = Hooks {
    substitute: substitute::substitute,
    connect: connect::connect,
    prompt: |_, text| text.to_vec(),
    edit: |_, _| Continue(Entered::Unable),
    builtins: builtins::TABLE,
};

/// A new execution environment that inherits these entries of a process environment.
///
/// See XCU 2.13 and XBD 8.1.
///
/// ```
/// use tine::name::Name;
/// let env = tine::shell::environment([&b"HOME=/tmp"[..]]);
/// assert_eq!(env.variables.value(Name::HOME), Some(&b"/tmp"[..]));
/// ```
pub fn environment<'a>(environ: impl IntoIterator<Item = &'a [u8]>) -> Env {
    Env::new(HOOKS, environ)
}

/// A shell of a Rust program's own: its variables, functions and options live as long as the value.
///
/// Several may exist, in one thread or in many; none has a state outside itself:
///
/// - The environment of the host is copied when the shell is made; nothing is ever written to it.
/// - Working directory and file mode creation mask belong to the process. While commands run they are the shell's,
///   afterwards the host's again; the shell remembers its own. Two shells whose scripts change them (`cd`, `umask`)
///   must therefore not run at the same time.
/// - What `ulimit` sets holds for what the shell starts, and what `exec` redirects is in a table of the shell's own:
///   the host's limits and descriptors stay as they are.
/// - It waits only for children that it started, and installs no signal handler until a script sets a trap; dropping
///   the shell puts back what was there. Signals without a trap are left to the host. Traps are acted on while
///   commands run.
/// - `exit` ends the piece of script, not the process, and so does `exec` with a command, after it has run it. `suspend`
///   is an error.
/// - Programs are started as a [`Command`](crate::process::Command) starts them: with an empty signal mask, none of the
///   host's handlers, and no descriptor but those that are theirs.
///
/// A shell belongs to its thread. Subshells run in the process of the host, and all that they change is put back at
/// their end; they have no process id of their own for a program that asks for its parent's. Two things need a process
/// beside it: a list in the background (`&`), and a stage of a pipeline that is more than one simple command; under
/// `set -m`, `set -o forksubshell` or with a signal trapped, every subshell. The host, which may have threads, is not
/// forked for them: its program is started once more, as the shell that is linked into it, by the same spawn as any
/// program, and takes over the environment (variables, functions, aliases, options, traps, parameters, jobs,
/// descriptors, directory, mask and limits). Builtins of the host stay in the host:
///
/// - A stage that calls one by name, be it in a function, runs here, to its end, before the stage behind it begins.
/// - In the background, or behind `eval` in such a stage, calling one is an error with status 126.
///
/// Where the program cannot be started so (the library is part of a plug-in, the program is set-user-ID, there is no
/// `/proc`, or the system is not Linux with the GNU C library), such a subshell is a fork if the host has a single
/// thread, and otherwise an error with status 2 that says `a subshell cannot be started`.
///
/// Follows XCU chapter 2; see XCU 2.13 for what the environment is made of.
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
    place: Place,
}

impl Default for Shell {
    fn default() -> Self {
        Self::new()
    }
}

impl Shell {
    /// A shell with the environment of the process.
    ///
    /// See XBD 8.1. Copied now; what the host changes later is not seen.
    ///
    /// ```
    /// use tine::shell::Shell;
    /// assert_eq!(Shell::new().var("PATH"), std::env::var_os("PATH"));
    /// ```
    pub fn new() -> Self {
        let join = |(name, value): (OsString, OsString)| {
            [name.as_bytes(), b"=", value.as_bytes()].concat()
        };
        let entries: Vec<Vec<u8>> = std::env::vars_os().map(join).collect();
        Self::with_environment(entries.iter().map(Vec::as_slice))
    }

    /// A shell with these entries, each `NAME=value`, as its environment. One with a NUL byte in it is left out: no
    /// environment can hold it.
    ///
    /// See XBD 8.1.
    ///
    /// ```
    /// use tine::shell::Shell;
    /// let mut shell = Shell::with_environment([&b"PATH=/usr/bin:/bin"[..], b"A=b"]);
    /// assert_eq!(shell.capture("env | grep -v ^_ | sort | head -n 1")?.stdout, b"A=b\n");
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn with_environment<'a>(entries: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut env = environment(entries.into_iter().filter(|entry| !entry.contains(&0)));
        env.variables.store(Name::PS4, b"+ ");
        // Who runs files without `#!`.
        env.process.executable = Some(standin::path().unwrap_or(c"/bin/sh").to_owned());
        env.process.entry_mask = Some(SignalSet::EMPTY);
        orient(&mut env);
        Self {
            env,
            place: Place::default(),
        }
    }

    /// Executes commands, as `eval` does.
    ///
    /// # Errors
    /// What keeps the output of a builtin from being written at the end. Errors of the script are
    /// reported on standard error, and are its status.
    ///
    /// Follows XCU `eval`.
    ///
    /// ```
    /// use tine::shell::Shell;
    /// let mut shell = Shell::new();
    /// assert_eq!(shell.eval("count=3; test $count -gt 5")?.code(), Some(1));
    /// assert_eq!(shell.eval("exit $count")?.code(), Some(3));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn eval(&mut self, commands: impl AsRef<[u8]>) -> io::Result<ExitStatus> {
        let status = self.run(|env| run::text_of_host(env, commands.as_ref()));
        self.pass_panic();
        status
    }

    /// Executes the commands in a file, in this shell, as `.` does.
    ///
    /// # Errors
    /// What keeps the file from being opened.
    ///
    /// Follows XCU `dot`: variables and functions stay, `return` ends it.
    ///
    /// ```
    /// use tine::shell::Shell;
    /// # let directory = tempfile::tempdir()?;
    /// let path = directory.path().join("settings");
    /// std::fs::write(&path, "colour=green\n")?;
    /// let mut shell = Shell::new();
    /// assert!(shell.run_file(&path)?.success());
    /// assert_eq!(shell.var("colour").as_deref(), Some("green".as_ref()));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn run_file(&mut self, path: impl AsRef<Path>) -> io::Result<ExitStatus> {
        let text = std::fs::read(path.as_ref())?;
        let name = path.as_ref().as_os_str().as_bytes().into();
        let status = self.run(|env| {
            let script = std::mem::replace(&mut env.script.name, name);
            env.line = 1;
            env.context.returnable += 1;
            let flow = run::text_of_host(env, &text);
            env.context.returnable -= 1;
            env.script.name = script;
            flow
        });
        self.pass_panic();
        status
    }

    /// Executes commands and gathers what they, and all processes that they start, write to standard
    /// output and standard error.
    ///
    /// # Errors
    /// As [`Shell::eval`].
    ///
    /// As a command substitution gathers output (XCU 2.6.3), with the final newlines and without a subshell.
    ///
    /// ```
    /// # use tine::shell::Shell;
    /// let output = Shell::new().capture("echo out; echo err >&2; exit 3")?;
    /// assert_eq!((output.stdout, output.stderr), (b"out\n".to_vec(), b"err\n".to_vec()));
    /// assert_eq!(output.status.code(), Some(3));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn capture(&mut self, commands: impl AsRef<[u8]>) -> io::Result<Output> {
        let output = self.captured(commands.as_ref());
        self.pass_panic();
        output
    }

    fn captured(&mut self, commands: &[u8]) -> io::Result<Output> {
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
        let status = self.run(|env| run::text_of_host(env, commands));
        for (descriptor, target) in before {
            self.env.files.restore(descriptor, target);
        }
        for (_, sink) in &sinks {
            sink.close_writer();
            // Signals are the host's: none ends this.
            let _ = substitute::gather_rest(&mut self.env, sink);
            self.env.frames.captures.pop();
        }
        let [stdout, stderr] = sinks.map(|(_, sink)| sink.take());
        Ok(Output {
            status: status?,
            stdout,
            stderr,
        })
    }

    /// Like [`capture`](Self::capture), with `input` to read on standard input.
    ///
    /// # Errors
    /// As [`Shell::eval`].
    ///
    /// As a here-document gives input (XCU 2.7.4), unexpanded.
    ///
    /// ```
    /// # use tine::shell::Shell;
    /// let output = Shell::new().filter("while read -r a b; do echo \"$b $a\"; done | sort", "1 z\n2 y\n")?;
    /// assert_eq!(output.stdout, b"y 2\nz 1\n");
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn filter(
        &mut self,
        commands: impl AsRef<[u8]>,
        input: impl AsRef<[u8]>,
    ) -> io::Result<Output> {
        let text = TextInput::new(input.as_ref().to_vec());
        let before = self.env.files.redirect(0, Target::Text(text));
        let output = self.captured(commands.as_ref());
        self.env.files.restore(0, before);
        self.pass_panic();
        output
    }

    /// Goes on with the panic of a builtin of the host, now that all is put back.
    fn pass_panic(&mut self) {
        if let Some(panic) = self.env.hosted.panic.take() {
            std::panic::resume_unwind(panic);
        }
    }

    /// Runs a piece of script in the shell's own place. `exit` and errors end it, not the shell.
    fn run(&mut self, script: impl FnOnce(&mut Env) -> Flow) -> io::Result<ExitStatus> {
        let absent = self.place.enter(&mut self.env);
        let flow = script(&mut self.env);
        let env = &mut self.env;
        let written = env.flush();
        env.settle();
        self.place.leave(env, absent);
        if !env.hosted.orphans().is_empty() {
            crate::exec::wait::reap(env);
        }
        if let Break(Divert::Interrupt) = flow {
            env.status = 128 + Signal::INT.number();
        }
        written?;
        Ok(ExitStatus::from_raw((env.status & 0xff) << 8))
    }

    /// Sets a variable.
    ///
    /// # Errors
    /// If it is no name, or read-only, or the value has a NUL byte in it, or is no number that an integer
    /// (`typeset -i`) could have.
    ///
    /// See XCU 2.5.3; exported if it was, or under `set -a`.
    ///
    /// ```
    /// use tine::shell::Shell;
    /// let mut shell = Shell::new();
    /// shell.set_var("file", "two words")?;
    /// assert_eq!(shell.capture("printf '<%s>' \"$file\"")?.stdout, b"<two words>");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn set_var(&mut self, name: &str, value: impl AsRef<OsStr>) -> Result<(), VariableError> {
        variable::assign(&mut self.env, name, value.as_ref().as_bytes())
    }

    /// The value of a variable, if it is set.
    ///
    /// See XCU 2.5.
    ///
    /// ```
    /// use tine::shell::Shell;
    /// let mut shell = Shell::new();
    /// shell.eval("x=$((6 * 7))")?;
    /// assert_eq!(shell.var("x").as_deref(), Some("42".as_ref()));
    /// assert_eq!(shell.var("unset"), None);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn var(&self, name: &str) -> Option<OsString> {
        let value = variable::value(&self.env, name)?;
        Some(OsString::from_vec(value.into_owned()))
    }

    /// Sets the positional parameters.
    ///
    /// # Errors
    /// If one has a NUL byte in it; all stay as they were then.
    ///
    /// See XCU 2.5.1.
    ///
    /// ```
    /// use tine::shell::Shell;
    /// let mut shell = Shell::new();
    /// shell.set_args(["a", "b c"])?;
    /// assert_eq!(shell.capture("echo $#: \"$2\"")?.stdout, b"2: b c\n");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn set_args<A: AsRef<OsStr>>(
        &mut self,
        args: impl IntoIterator<Item = A>,
    ) -> Result<(), VariableError> {
        let mut fields = Fields::new();
        for arg in args {
            let arg = arg.as_ref().as_bytes();
            if arg.contains(&0) {
                return Err(VariableError::Nul);
            }
            fields.push(arg);
        }
        self.env.positional = Positional::new(fields, 0);
        Ok(())
    }

    /// Switches an option of `set -o` on or off. False if there is none of this name, or it cannot be changed.
    ///
    /// See XCU `set`.
    ///
    /// ```
    /// use tine::shell::Shell;
    /// let mut shell = Shell::new();
    /// assert!(shell.set_option("errexit", true));
    /// assert!(!shell.set_option("no such", true) && !shell.set_option("interactive", true));
    /// assert_eq!(shell.capture("false; echo not reached")?.stdout, b"");
    /// # Ok::<(), std::io::Error>(())
    /// ```
    #[must_use = "false: there is no such option to set"]
    pub fn set_option(&mut self, name: &str, on: bool) -> bool {
        let option = Options::by_name(name.as_bytes()).filter(|option| option.settable);
        if let Some(option) = option {
            builtins::set::apply(&mut self.env, option, on);
        }
        option.is_some()
    }

    /// The status of the last command, `$?`.
    ///
    /// See XCU 2.5.2.
    ///
    /// ```
    /// use tine::shell::Shell;
    /// let mut shell = Shell::new();
    /// shell.eval("(exit 3)")?;
    /// assert_eq!(shell.status(), 3);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn status(&self) -> Status {
        self.env.status
    }

    /// Adds a builtin, or replaces the one of the same name. Its description lives as long as the process.
    ///
    /// See XCU 2.15, and [`define`](Self::define) for closures.
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
        self.env.hosted.add(Name::new(builtin.name.as_bytes()));
        self.env.builtins.define(Box::leak(Box::new(builtin)));
    }

    /// The execution environment itself, for builtins and tools that look deeper.
    ///
    /// See XCU 2.13.
    ///
    /// ```
    /// use tine::shell::Shell;
    /// let mut shell = Shell::new();
    /// shell.eval("f() { :; }")?;
    /// assert_eq!(shell.environment_mut().line, 0);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn environment_mut(&mut self) -> &mut Env {
        &mut self.env
    }

    /// Waits for all background jobs.
    ///
    /// Fails as [`eval`](Self::eval). Follows XCU `wait`.
    ///
    /// ```
    /// use tine::shell::Shell;
    /// let mut shell = Shell::new();
    /// shell.eval("sleep 0 &")?;
    /// assert!(shell.wait()?.success());
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn wait(&mut self) -> io::Result<ExitStatus> {
        self.eval("wait")
    }
}

impl Drop for Shell {
    /// Runs the EXIT trap, gives the host its signals back, and leaves no zombie: what still runs is reaped
    /// when it ends.
    fn drop(&mut self) {
        let absent = self.place.enter(&mut self.env);
        crate::exec::trap::on_exit(&mut self.env);
        self.env.settle();
        self.place.leave(&self.env, absent);
        crate::exec::wait::reap(&mut self.env);
        let left = self.env.children.jobs.running();
        left.chain(self.env.hosted.orphans().drain(..))
            .for_each(crate::process::abandon);
        self.env.hosted.restore_actions();
    }
}
