//! A program to run, described with std's method names.

use super::pipeline::Pipeline;
use super::settings::Settings;
use super::stdio::Stdio;
use std::ffi::{OsStr, OsString};
use std::os::fd::{OwnedFd, RawFd};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// A program to run, with everything that the new process is to be.
///
/// The methods are std's, in chaining style; the verbs [`status`](Self::status), [`output`](Self::output),
/// [`read`](Self::read) and [`spawn`](Self::spawn) use the command up (clone it to run it twice), so that no copy of a
/// pipe's end stays behind in it. `a | b` makes a [`Pipeline`].
///
/// The program is looked for along the PATH of the environment it will get, as execvp(3) does. The shell's `execvp`
/// fallback for a file without `#!` is not there: that is the error `ENOEXEC`.
///
/// ```
/// use tine::process::Command;
/// let text = Command::new("printf").args(["%s-%s", "a", "b"]).read()?;
/// assert_eq!(text, b"a-b");
/// # Ok::<(), tine::process::Error>(())
/// ```
#[derive(Debug, Clone)]
#[must_use = "a command runs when status, output, read or spawn is called"]
pub struct Command {
    pub(super) program: OsString,
    pub(super) arg0: Option<OsString>,
    pub(super) args: Vec<OsString>,
    pub(super) env_clear: bool,
    pub(super) env: Vec<(OsString, Option<OsString>)>,
    pub(super) directory: Option<PathBuf>,
    pub(super) stdin: Option<Stdio>,
    pub(super) stdout: Option<Stdio>,
    pub(super) stderr: Option<Stdio>,
    pub(super) extra: Vec<(Arc<OwnedFd>, RawFd)>,
    pub(super) settings: Settings,
    pub(super) timeout: Option<Duration>,
}

impl Command {
    /// A command that runs `program` with no arguments and inherits everything.
    ///
    /// The name of std's; execvp(3) says how it is looked for.
    ///
    /// ```
    /// use tine::process::Command;
    /// assert!(Command::new("true").status()?.success());
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn new(program: impl AsRef<OsStr>) -> Self {
        Self {
            program: program.as_ref().to_owned(),
            arg0: None,
            args: Vec::new(),
            env_clear: false,
            env: Vec::new(),
            directory: None,
            stdin: None,
            stdout: None,
            stderr: None,
            extra: Vec::new(),
            settings: Settings::default(),
            timeout: None,
        }
    }

    /// Adds an argument.
    ///
    /// As std's; nothing in it is special, and a NUL byte makes the start fail with `EINVAL`.
    ///
    /// ```
    /// use tine::process::Command;
    /// assert_eq!(Command::new("echo").arg("one").arg("two").read()?, b"one two");
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn arg(mut self, arg: impl AsRef<OsStr>) -> Self {
        self.args.push(arg.as_ref().to_owned());
        self
    }

    /// Adds arguments.
    ///
    /// As std's.
    ///
    /// ```
    /// use tine::process::Command;
    /// assert_eq!(Command::new("echo").args(["one", "two"]).read()?, b"one two");
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn args<I>(mut self, args: I) -> Self
    where
        I: IntoIterator,
        I::Item: AsRef<OsStr>,
    {
        self.args
            .extend(args.into_iter().map(|arg| arg.as_ref().to_owned()));
        self
    }

    /// Sets the name under which the program sees itself.
    ///
    /// The first word of the vector that execve(2) is given; as std's.
    ///
    /// ```
    /// use tine::process::Command;
    /// assert_eq!(Command::new("sh").arg0("me").args(["-c", "echo $0"]).read()?, b"me");
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn arg0(mut self, arg0: impl AsRef<OsStr>) -> Self {
        self.arg0 = Some(arg0.as_ref().to_owned());
        self
    }

    /// Sets an environment variable.
    ///
    /// As std's. It overrides what the caller has (XBD 8.1).
    ///
    /// ```
    /// use tine::process::Command;
    /// assert_eq!(Command::new("sh").args(["-c", "echo $X"]).env("X", "y").read()?, b"y");
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn env(mut self, name: impl AsRef<OsStr>, value: impl AsRef<OsStr>) -> Self {
        self.env
            .push((name.as_ref().to_owned(), Some(value.as_ref().to_owned())));
        self
    }

    /// Sets environment variables.
    ///
    /// As std's.
    ///
    /// ```
    /// use tine::process::Command;
    /// let text = Command::new("sh").args(["-c", "echo $X$Y"]).envs([("X", "1"), ("Y", "2")]).read()?;
    /// assert_eq!(text, b"12");
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn envs<I, K, V>(self, variables: I) -> Self
    where
        I: IntoIterator<Item = (K, V)>,
        K: AsRef<OsStr>,
        V: AsRef<OsStr>,
    {
        variables
            .into_iter()
            .fold(self, |command, (name, value)| command.env(name, value))
    }

    /// Takes a variable out of its environment.
    ///
    /// As std's.
    ///
    /// ```
    /// use tine::process::Command;
    /// let text = Command::new("sh").args(["-c", "echo ${HOME-none}"]).env_remove("HOME").read()?;
    /// assert_eq!(text, b"none");
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn env_remove(mut self, name: impl AsRef<OsStr>) -> Self {
        self.env.push((name.as_ref().to_owned(), None));
        self
    }

    /// Starts from an empty environment.
    ///
    /// As std's. The program is then looked for along `/bin:/usr/bin`, unless PATH is set anew.
    ///
    /// ```
    /// use tine::process::Command;
    /// assert_eq!(Command::new("/usr/bin/env").env_clear().env("A", "b").read()?, b"A=b");
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn env_clear(mut self) -> Self {
        self.env_clear = true;
        self.env.clear();
        self
    }

    /// Sets its working directory. A relative program path is looked up from there.
    ///
    /// By chdir(2), in the new process; where that fails, starting it does, with `Step::Directory`.
    ///
    /// ```
    /// use tine::process::Command;
    /// assert_eq!(Command::new("pwd").current_dir("/").read()?, b"/");
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn current_dir(mut self, directory: impl Into<PathBuf>) -> Self {
        self.directory = Some(directory.into());
        self
    }

    /// Where its standard input comes from.
    ///
    /// As std's; what is not said is inherited, or empty for [`output`](Self::output).
    ///
    /// ```
    /// use tine::process::{Command, Stdio};
    /// assert_eq!(Command::new("cat").stdin(Stdio::bytes("x")).read()?, b"x");
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn stdin(mut self, from: impl Into<Stdio>) -> Self {
        self.stdin = Some(from.into());
        self
    }

    /// Where its standard output goes.
    ///
    /// As std's.
    ///
    /// ```
    /// use tine::process::{Command, Stdio};
    /// assert!(Command::new("echo").stdout(Stdio::null()).status()?.success());
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn stdout(mut self, to: impl Into<Stdio>) -> Self {
        self.stdout = Some(to.into());
        self
    }

    /// Where its standard error goes; [`Stdio::merge`] for where its output goes.
    ///
    /// As std's.
    ///
    /// ```
    /// use tine::process::{Command, Stdio};
    /// let text = Command::new("sh").args(["-c", "echo oops >&2"]).stderr(Stdio::merge()).read()?;
    /// assert_eq!(text, b"oops");
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn stderr(mut self, to: impl Into<Stdio>) -> Self {
        self.stderr = Some(to.into());
        self
    }

    /// Gives it another open descriptor, under the number `target`.
    ///
    /// By dup2(2), all at once with the standard ones, so numbers may overlap in any way.
    ///
    /// ```
    /// use tine::process::Command;
    /// let null = std::fs::File::open("/dev/null")?;
    /// assert_eq!(Command::new("readlink").arg("/proc/self/fd/9").fd(9, null).read()?, b"/dev/null");
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn fd(mut self, target: RawFd, fd: impl Into<OwnedFd>) -> Self {
        self.extra.push((Arc::new(fd.into()), target));
        self
    }

    /// Ends it, with TERM and after a second KILL, when a verb that waits for it has waited this long; the verb then
    /// fails with [`Error::TimedOut`](super::Error::TimedOut).
    ///
    /// Seconds to nanoseconds, on the monotonic clock; see `clock_gettime(2)`.
    ///
    /// ```
    /// use tine::process::{Command, Error};
    /// use std::time::Duration;
    /// let slow = Command::new("sleep").arg("1000").timeout(Duration::from_millis(1));
    /// assert!(matches!(slow.status(), Err(Error::TimedOut { .. })));
    /// ```
    pub fn timeout(mut self, time: Duration) -> Self {
        self.timeout = Some(time);
        self
    }
}

impl std::ops::BitOr for Command {
    type Output = Pipeline;

    fn bitor(self, next: Self) -> Pipeline {
        Pipeline::from(self).stage(next)
    }
}
