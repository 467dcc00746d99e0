//! Assembles the rooms into a shell, and offers it to Rust programs.

mod call;
mod evaluation;
mod place;
mod variable;

pub use call::Call;
pub use variable::VariableError;

use crate::builtins;
use crate::env::flow::Status;
use crate::env::session::Entered;
use crate::env::{Builtin, Env, Fields, Hooks, Options, Positional};
use crate::exec::{connect, substitute};
use crate::name::Name;
use crate::signal::SignalSet;
use crate::sys::standin;
use place::Place;
pub(crate) use place::orient;
use std::ffi::{OsStr, OsString};
use std::ops::ControlFlow::Continue;
use std::os::unix::ffi::OsStrExt;

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
}

impl Drop for Shell {
    /// Runs the EXIT trap, gives the host its signals back, and leaves no zombie: what still runs is reaped
    /// when it ends.
    fn drop(&mut self) {
        // The action is not for another directory than the shell's.
        if let Ok(absent) = self.place.enter(&mut self.env) {
            crate::exec::trap::on_exit(&mut self.env);
            self.env.settle();
            let _ = self.place.leave(&self.env, absent);
        }
        crate::exec::wait::reap(&mut self.env);
        let left = self.env.children.jobs.running();
        left.chain(self.env.hosted.orphans().drain(..))
            .for_each(crate::process::abandon);
        self.env.hosted.restore_actions();
    }
}
