//! What has come of commands, beside `$?`.

use super::fields::Fields;
use super::flow::Status;

/// What has come of the last command and of its parts, beside `$?`: parts that were executed tell it the command
/// around them.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The status of each stage of the last pipeline.
    pub pipe_status: Vec<Status>,
    /// The status of the last command substitution of the current command, if there was one.
    pub substitution_status: Option<Status>,
    /// An expression was in error.
    pub miscalculated: bool,
    /// The redirections of the command that is running stay: `exec`.
    pub keep_redirections: bool,
    /// The program that is started gets no environment: `exec -c`.
    pub bare: bool,
    /// The last command that has been executed, for `$_`.
    pub(super) last: Fields,
}

impl Outcome {
    /// Another command is the last one; which one was.
    #[inline]
    pub fn replace_last(&mut self, command: Fields) -> Fields {
        std::mem::replace(&mut self.last, command)
    }
}
