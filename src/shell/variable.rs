//! Variables of a shell, as its host reaches them.

use super::Shell;
use crate::env::Env;
use crate::expand::value::of_variable;
use crate::name::{Name, is_name};
use std::borrow::Cow;
use std::ffi::{OsStr, OsString};
use std::fmt;
use std::ops::ControlFlow::{Break, Continue};
use std::os::unix::ffi::{OsStrExt, OsStringExt};

/// Why a variable was not set.
///
/// Names are as XBD 3.216 has them, read-only variables as XCU `readonly`.
///
/// ```
/// use tine::shell::{Shell, VariableError};
/// let mut shell = Shell::new();
/// shell.eval("readonly fixed=1")?;
/// assert_eq!(shell.set_var("fixed", "2"), Err(VariableError::ReadOnly));
/// assert_eq!(shell.set_var("1st", "2"), Err(VariableError::NoName));
/// assert_eq!(shell.set_var("name", "a\0b"), Err(VariableError::Nul));
/// shell.eval("typeset -i count")?;
/// assert_eq!(shell.set_var("count", "1/0"), Err(VariableError::NoNumber));
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VariableError {
    /// It is no name (XBD 3.216).
    NoName,
    /// It is read-only.
    ReadOnly,
    /// The value has a NUL byte in it, which no program could be given.
    Nul,
    /// The variable is an integer, and the value no expression that has a value: the shell has said why.
    NoNumber,
}

impl fmt::Display for VariableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoName => "not the name of a variable",
            Self::ReadOnly => "the variable is read only",
            Self::NoNumber => "the value is no number",
            Self::Nul => "a value cannot have a NUL byte in it",
        })
    }
}

impl std::error::Error for VariableError {}

/// Sets a variable, with all that depends on it.
pub(super) fn assign(env: &mut Env, name: &str, value: &[u8]) -> Result<(), VariableError> {
    if !is_name(name.as_bytes()) {
        return Err(VariableError::NoName);
    }
    if value.contains(&0) {
        return Err(VariableError::Nul);
    }
    let status = env.status;
    let assigned = env.assign(Name::new(name.as_bytes()), value);
    env.refresh_locale();
    match assigned {
        Continue(assigned) => assigned.map_err(|_| VariableError::ReadOnly),
        Break(_) => {
            // No command has failed.
            env.status = status;
            Err(VariableError::NoNumber)
        }
    }
}

/// The value of a variable, if it is set.
pub(super) fn value<'e>(env: &'e Env, name: &str) -> Option<Cow<'e, [u8]>> {
    of_variable(env, Name::existing(name.as_bytes())?)
}

impl Shell {
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
        assign(&mut self.env, name, value.as_ref().as_bytes())
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
        let value = value(&self.env, name)?;
        Some(OsString::from_vec(value.into_owned()))
    }
}
