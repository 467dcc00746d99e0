//! What can go wrong with a process, and with which.

use crate::sys::errno_text;
use crate::sys::spawn::SpawnError;
use std::ffi::{OsStr, OsString};
use std::process::ExitStatus;
use std::{fmt, io};

/// Why a command or pipeline did not do what it should. Always says which command.
///
/// Numbers are those of errno(3). `?` makes it an [`io::Error`] of the same kind and text, where a function answers
/// with that.
///
/// ```
/// use tine::process::{Command, Error};
/// let error = Command::new("/nonexistent/program").status();
/// assert!(matches!(error, Err(Error::Start { .. })));
///
/// fn mount() -> std::io::Result<()> {
///     Command::new("/nonexistent/program").status()?;
///     Ok(())
/// }
/// assert_eq!(mount().map_err(|error| error.kind()), Err(std::io::ErrorKind::NotFound));
/// ```
#[derive(Debug)]
pub enum Error {
    /// It could not be started; [`SpawnError::errno`] tells a missing program (`ENOENT`), one that may not be run
    /// (`EACCES`), one of unknown format (`ENOEXEC`) and too long arguments (`E2BIG`) apart.
    Start {
        /// The program.
        program: OsString,
        /// What failed in the new process.
        error: SpawnError,
    },
    /// Its status was not 0, where only success makes sense.
    Failed {
        /// The program, or the programs of the pipeline.
        program: OsString,
        /// How it ended.
        status: ExitStatus,
    },
    /// It took longer than it was given, and was ended.
    TimedOut {
        /// The program, or the programs of the pipeline.
        program: OsString,
    },
    /// Setting up its channels, talking to it or waiting for it failed.
    Io {
        /// The program, or the programs of the pipeline.
        program: OsString,
        /// The system's error.
        error: io::Error,
    },
}

impl Error {
    pub(super) fn io(program: &OsStr, error: io::Error) -> Self {
        Self::Io {
            program: program.to_owned(),
            error,
        }
    }

    /// The system's error number, where there is one.
    ///
    /// See errno(3).
    ///
    /// ```
    /// use tine::process::Command;
    /// assert_eq!(Command::new("/nonexistent/program").status().err().and_then(|error| error.errno()), Some(2));
    /// ```
    pub fn errno(&self) -> Option<i32> {
        match self {
            Self::Start { error, .. } => Some(error.errno),
            Self::Io { error, .. } => error.raw_os_error(),
            Self::Failed { .. } | Self::TimedOut { .. } => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text;
        let (program, why): (_, &dyn fmt::Display) = match self {
            Self::Start { program, error } => (program, error),
            Self::Failed { program, status } => (program, status),
            Self::TimedOut { program } => (program, &"timed out"),
            Self::Io { program, error } => {
                text = errno_text(error);
                (program, &text)
            }
        };
        if !program.is_empty() {
            write!(f, "{}: ", program.display())?;
        }
        why.fmt(f)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Start { error, .. } => Some(error),
            Self::Io { error, .. } => Some(error),
            Self::Failed { .. } | Self::TimedOut { .. } => None,
        }
    }
}

impl From<Error> for io::Error {
    fn from(error: Error) -> Self {
        let kind = match &error {
            Error::Start { error, .. } => Self::from_raw_os_error(error.errno).kind(),
            Error::Io { error, .. } => error.kind(),
            Error::TimedOut { .. } => io::ErrorKind::TimedOut,
            Error::Failed { .. } => io::ErrorKind::Other,
        };
        Self::new(kind, error)
    }
}
