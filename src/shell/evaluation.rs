//! Running pieces of script in a shell: what becomes of what they write, of their status and of a panic.

use super::Shell;
use crate::env::capture::Capture;
use crate::env::files::Target;
use crate::env::input::TextInput;
use crate::env::{Divert, Env, Flow};
use crate::exec::{run, substitute};
use crate::signal::Signal;
use std::io;
use std::ops::ControlFlow::Break;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{ExitStatus, Output};
use std::rc::Rc;

impl Shell {
    /// Executes commands, as `eval` does.
    ///
    /// # Errors
    /// What keeps the output of a builtin from being written at the end, the shell from being in its directory (nothing is
    /// executed then), or the host from being back in its own: `EMFILE`, for instance. Errors of the script are reported
    /// on standard error, and are its status.
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
    /// What keeps the file from being read; also as [`Shell::eval`].
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
        let absent = self.place.enter(&mut self.env)?;
        let flow = script(&mut self.env);
        let env = &mut self.env;
        let written = env.flush();
        env.settle();
        let left = self.place.leave(env, absent);
        if !env.hosted.orphans().is_empty() {
            crate::exec::wait::reap(env);
        }
        if let Break(Divert::Interrupt) = flow {
            env.status = 128 + Signal::INT.number();
        }
        written.and(left)?;
        Ok(ExitStatus::from_raw((env.status & 0xff) << 8))
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
