//! Builtins that a host program adds as closures.

use super::{Shell, VariableError, variable};
use crate::env::flow::{ERROR, NOT_FOUND};
use crate::env::{Builtin, Divert, Env, Fields, Flow, Kind, Status};
use crate::name::Name;
use std::borrow::Cow;
use std::cell::RefCell;
use std::ops::ControlFlow::{Break, Continue};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

/// One call of a builtin that [`Shell::define`] added.
///
/// What a utility is called with, XCU 2.9.1.4.
///
/// ```
/// use tine::shell::{Call, Shell};
/// fn last(call: &mut Call<'_>) -> i32 {
///     let word = call.args().last().unwrap_or_default();
///     call.write([word, b"\n"].concat());
///     0
/// }
/// let mut shell = Shell::new();
/// shell.define("last", last);
/// assert_eq!(shell.capture("last a b c")?.stdout, b"c\n");
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct Call<'a> {
    env: &'a mut Env,
    fields: &'a Fields,
}

impl<'a> Call<'a> {
    /// Its arguments, without its name.
    ///
    /// After all expansions (XCU 2.6).
    ///
    /// ```
    /// let mut shell = tine::shell::Shell::new();
    /// shell.define("count", |call| call.args().count() as i32);
    /// assert_eq!(shell.eval("count a 'b c'")?.code(), Some(2));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn args(&self) -> impl ExactSizeIterator<Item = &'a [u8]> + use<'a> {
        self.fields.iter_from(1)
    }

    /// Writes to its standard output, wherever that is redirected to.
    ///
    /// It is written when the builtin ends; a failure to write is then its failure. See XCU 1.4.
    ///
    /// ```
    /// let mut shell = tine::shell::Shell::new();
    /// shell.define("hello", |call| { call.write("hello\n"); 0 });
    /// assert_eq!(shell.capture("hello | tr a-z A-Z")?.stdout, b"HELLO\n");
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn write(&mut self, text: impl AsRef<[u8]>) {
        self.env.out.extend_from_slice(text.as_ref());
    }

    /// Writes a message to its standard error, after the name of the shell and the line of the script.
    ///
    /// In the form of all diagnostics, XCU 1.4.
    ///
    /// ```
    /// let mut shell = tine::shell::Shell::new();
    /// shell.define("refuse", |call| { call.report("not today"); 1 });
    /// let output = shell.capture("refuse")?;
    /// assert!(output.stderr.ends_with(b"refuse: not today\n"));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn report(&mut self, why: &str) {
        self.env.report(self.fields.at(0), why);
    }

    /// The value of a variable of the shell, if it is set.
    ///
    /// See XCU 2.5.3.
    ///
    /// ```
    /// let mut shell = tine::shell::Shell::new();
    /// shell.define("quiet", |call| i32::from(call.var("VERBOSE").is_some()));
    /// assert_eq!(shell.eval("VERBOSE=1; quiet")?.code(), Some(1));
    /// shell.define("line", |call| {
    ///     call.write(call.var("LINENO").unwrap_or_default());
    ///     0
    /// });
    /// assert_eq!(shell.capture("\nline")?.stdout, b"2");
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn var(&self, name: &str) -> Option<Vec<u8>> {
        variable::value(self.env, name).map(Cow::into_owned)
    }

    /// Sets a variable of the shell.
    ///
    /// Fails as [`Shell::set_var`]. See XCU 2.5.3.
    ///
    /// ```
    /// let mut shell = tine::shell::Shell::new();
    /// shell.define("answer", |call| match call.set_var("REPLY", "42") {
    ///     Ok(()) => 0,
    ///     Err(error) => {
    ///         call.report(&error.to_string());
    ///         1
    ///     }
    /// });
    /// assert_eq!(shell.capture("answer && echo $REPLY")?.stdout, b"42\n");
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn set_var(&mut self, name: &str, value: impl AsRef<[u8]>) -> Result<(), VariableError> {
        variable::assign(self.env, name, value.as_ref())
    }

    /// The execution environment itself, for what looks deeper.
    ///
    /// See XCU 2.13.
    ///
    /// ```
    /// let mut shell = tine::shell::Shell::new();
    /// shell.define("where", |call| {
    ///     let line = call.environment_mut().line;
    ///     call.write(line.to_string());
    ///     0
    /// });
    /// assert_eq!(shell.capture("\nwhere")?.stdout, b"2");
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn environment_mut(&mut self) -> &mut Env {
        self.env
    }
}

impl Shell {
    /// Adds a builtin that is a closure, or replaces the one of the same name; its answer is the status, 0 to 255.
    ///
    /// It may keep a state between calls, and runs in the host always: a subshell that is a process cannot call it (see
    /// [`Shell`]; status 126). A call from within itself is refused with status 2. If it panics, the script ends there,
    /// and the panic goes on in the host, once redirections, subshells and the like are put back.
    ///
    /// Found as a regular built-in utility is (XCU 2.9.1.4); functions of the same name come first.
    ///
    /// ```
    /// use std::cell::Cell;
    /// use std::rc::Rc;
    /// let mut shell = tine::shell::Shell::new();
    /// let total = Rc::new(Cell::new(0));
    /// let sum = total.clone();
    /// shell.define("add", move |call| {
    ///     for number in call.args() {
    ///         sum.set(sum.get() + std::str::from_utf8(number).ok().and_then(|n| n.parse().ok()).unwrap_or(0));
    ///     }
    ///     0
    /// });
    /// shell.eval("for n in 1 2 3; do add $n 10; done")?;
    /// assert_eq!(total.get(), 36);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn define(
        &mut self,
        name: &'static str,
        action: impl FnMut(&mut Call<'_>) -> Status + 'static,
    ) {
        let action = RefCell::new(action);
        let run = move |env: &mut Env, fields: &Fields| -> Flow<Status> {
            let Ok(mut action) = action.try_borrow_mut() else {
                env.report(fields.at(0), "is running already");
                return Continue(ERROR);
            };
            // The shell must get back what it had before the host sees the panic.
            let ended = catch_unwind(AssertUnwindSafe(|| action(&mut Call { env, fields })));
            match ended {
                Ok(status) => Continue(status & 0xff),
                Err(panic) => {
                    env.hosted.panic = Some(panic);
                    Break(Divert::Interrupt)
                }
            }
        };
        let known = Name::new(name.as_bytes());
        self.env.hosted.define(known, Rc::new(run));
        self.define_builtin(Builtin {
            name,
            kind: Kind::Extension,
            declaration: false,
            run: call,
            synopsis: "[argument...]",
            summary: "a builtin of the host program",
            manual: "The program that this shell is part of has added it.",
        });
    }
}

/// What the table of builtins holds for every closure.
fn call(env: &mut Env, fields: &Fields) -> Flow<Status> {
    match env.hosted.closure(Name::new(fields.at(0))) {
        Some(closure) => closure(env, fields),
        None => Continue(NOT_FOUND),
    }
}
