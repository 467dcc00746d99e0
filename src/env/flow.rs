//! How execution goes on: straight ahead, or diverted.

use std::ops::ControlFlow;

/// The exit status of a command as the language sees it: 0 to 255, or 128 + signal number.
pub type Status = i32;

/// Success.
pub const SUCCESS: Status = 0;
/// Failure.
pub const FAILURE: Status = 1;
/// Misuse of a builtin, a syntax error, a redirection error (XCU 2.8.1).
pub const ERROR: Status = 2;
/// A utility that was found but could not be executed (XCU 2.8.2).
pub const NOT_EXECUTABLE: Status = 126;
/// A utility that was not found.
pub const NOT_FOUND: Status = 127;
/// The commands of the shell could not be read (XCU `sh`).
pub const UNREADABLE: Status = 128;

/// The result of every step of execution: `?` leaves on a diversion.
pub type Flow<T = ()> = ControlFlow<Divert, T>;

/// Why execution does not go on with the next command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Divert {
    /// `continue`: so many enclosing loops are concerned (1: the innermost).
    Continue(usize),
    /// `break`: so many enclosing loops are left.
    Break(usize),
    /// `return` from a function or dot script.
    Return,
    /// The shell (or the subshell) ends; the status is in `Env::status`.
    Exit,
    /// An error that would end the shell ends what `command` has called.
    Failed,
    /// The complete command in a script is abandoned for an error that does not end the script.
    Abandon,
    /// The current command line is abandoned: SIGINT, or an error, in an interactive shell.
    Interrupt,
    /// A forked child has taken over from the subshell frame with this number on: unwind to its edge.
    Detached(usize),
}
