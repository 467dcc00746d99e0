//! One line of shell language as a process: system(3), popen(3), and a line as a command.
//!
//! The line is run by Tine's own interpreter, with the semantics of `/bin/sh` (`set -o posix`), in a process of its
//! own. No shell need be installed: the host program itself is started as the shell (see [`interpreter`]), by the
//! spawn under all of [`process`](crate::process), so these are as safe in a multi-threaded program, and as cheap with
//! a large heap, as [`Command`] is. To run shell language in the host's own process, see
//! [`Shell`](crate::shell::Shell).
//!
//! | | in a process of its own | in this process |
//! |---|---|---|
//! | run | [`system`] | [`eval`](crate::shell::Shell::eval) |
//! | read what it writes | [`popen`] with [`Mode::Read`], [`command`]`.read()` | [`capture`](crate::shell::Shell::capture) |
//! | write what it reads | [`popen`] with [`Mode::Write`], [`command`]`.stdin(..)` | [`filter`](crate::shell::Shell::filter) |
//! | both | [`popen`] with [`Mode::Both`] | [`filter`](crate::shell::Shell::filter) |

use crate::process::{Command, Error, Mode, Stream, popen_with, system_with};
use crate::sys::{host, standin};
use nix::libc;
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::process::ExitStatus;

/// The program that runs lines: this program, started as the shell that is linked into it; where that cannot be (the
/// library is part of a plug-in, the program is set-user-ID, there is no `/proc`), an installed `tine` along PATH or
/// beside this program; without one, `/bin/sh`.
///
/// Follows XSH `system`, which leaves the shell's path to the system.
///
/// ```
/// assert!(tine::line::interpreter().is_absolute());
/// ```
pub fn interpreter() -> PathBuf {
    if let Some(own) = standin::path() {
        return PathBuf::from(OsStr::from_bytes(own.to_bytes()));
    }
    installed().unwrap_or_else(|| PathBuf::from("/bin/sh"))
}

fn installed() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let own = std::env::current_exe().ok();
    let beside = own.as_deref().and_then(Path::parent).map(Path::to_path_buf);
    std::env::split_paths(&path)
        .filter(|directory| directory.is_absolute())
        .chain(beside)
        .map(|directory| directory.join("tine"))
        .find(|program| {
            host::may_access(program.as_os_str().as_bytes(), libc::X_OK).is_ok()
                && program.is_file()
        })
}

/// The command that runs `line` as `sh -c` does: to be given more properties, or to be a stage of a pipeline.
///
/// Follows XCU `sh`. Its verbs fail as those of every [`Command`] do; what is wrong with the line itself is
/// reported on its standard error, and is its status.
///
/// ```
/// use tine::line::command;
/// use tine::process::Command;
/// let numbers = command("for n in 3 1 2; do echo $n; done") | Command::new("sort");
/// assert_eq!(numbers.read()?, b"1\n2\n3");
/// # Ok::<(), tine::process::Error>(())
/// ```
pub fn command(line: impl AsRef<OsStr>) -> Command {
    Command::new(interpreter())
        .arg0("sh")
        .args([OsStr::new("-c"), OsStr::new("--"), line.as_ref()])
}

/// Runs one line of shell language and waits for its end.
///
/// Follows XSH `system` (system(3)): meanwhile the caller ignores INT and QUIT and holds back CHLD, while the line sees
/// what the caller had before. Unlike C's it is safe in a multi-threaded program, and from several threads at once.
///
/// # Errors
/// [`Error::Start`] if the shell cannot be started: `EAGAIN` or `ENOMEM` from fork, `E2BIG` for a line longer
/// than an argument may be. [`Error::Io`] with `ECHILD` if the host took its status away (see
/// [`process`](crate::process#in-a-host-that-reaps)). A line that fails is no error: see the status.
///
/// ```
/// assert_eq!(tine::system("exit $((6 * 7))")?.code(), Some(42));
/// # Ok::<(), tine::process::Error>(())
/// ```
pub fn system(line: impl AsRef<OsStr>) -> Result<ExitStatus, Error> {
    system_with(command(line))
}

/// Runs one line of shell language as a file to read, to write, or both.
///
/// Follows XSH `popen` and `pclose` (popen(3)), with a two-way form. [`Stream::close`] answers the status.
///
/// # Errors
/// [`Error::Start`] if the shell cannot be started, [`Error::Io`] if there is no pipe to be had (`EMFILE`).
///
/// ```
/// use std::io::{Read, Write};
/// use tine::popen;
/// use tine::process::Mode;
/// let mut text = String::new();
///
/// let mut words = popen("for word in to be; do echo $word; done", Mode::Read)?;
/// words.read_to_string(&mut text)?;
/// assert_eq!(text, "to\nbe\n");
/// assert!(words.close()?.success());
///
/// let mut check = popen("read x; test \"$x\" = 7", Mode::Write)?;
/// writeln!(check, "7")?;
/// assert!(check.close()?.success());
///
/// let mut adder = popen("read a b; echo $((a + b))", Mode::Both)?;
/// writeln!(adder, "20 22")?;
/// text.clear();
/// adder.read_to_string(&mut text)?;
/// assert_eq!(text, "42\n");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn popen(line: impl AsRef<OsStr>, mode: Mode) -> Result<Stream, Error> {
    popen_with(command(line), mode)
}
