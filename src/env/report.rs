//! How errors are told: `tine: FILE: LINE: what: why`.

use super::Env;
use super::files::Target;
use super::flow::{Divert, ERROR, FAILURE, Flow, Status};
use super::options::Options;
use super::written::signal_with;
pub use crate::sys::errno_text;
use crate::sys::signal::put_back;
use std::fmt::Display;
use std::io;
use std::ops::ControlFlow;

impl Env {
    /// The beginning of a message: who, and where.
    fn origin(&self) -> Vec<u8> {
        let mut text = b"tine: ".to_vec();
        if !self.options.contains(Options::INTERACTIVE) || self.script.depth > 0 {
            let file = self.file_in_error();
            // Text that a host program hands to its shell comes from no file.
            if !file.is_empty() {
                text.extend_from_slice(file);
                text.extend_from_slice(b": ");
            }
            text.extend_from_slice(format!("{}: ", self.line).as_bytes());
        }
        text
    }

    /// The file that the line of a message is counted in: for a function, where it was defined.
    fn file_in_error(&self) -> &[u8] {
        let function = self.calls.list.last().filter(|call| call.file.is_none());
        let file = function.and_then(|call| self.functions.source(call.name));
        match file.filter(|file| self.calls.main.as_ref() != Some(file)) {
            Some(file) => file,
            None => &self.script.name,
        }
    }

    /// Writes `what: why` to standard error, with the place.
    pub fn report(&mut self, what: &[u8], why: impl Display) {
        let mut text = self.origin();
        text.extend_from_slice(what);
        if !what.is_empty() {
            text.extend_from_slice(b": ");
        }
        text.extend_from_slice(why.to_string().as_bytes());
        text.push(b'\n');
        self.write_error(&text);
    }

    /// Writes `what: argument: why` to standard error.
    pub fn report_argument(&mut self, what: &[u8], argument: &[u8], why: impl Display) {
        self.report(&[what, b": ", argument].concat(), why);
    }

    /// Writes text to standard error as it is. What cannot be written there is lost.
    pub fn write_error(&mut self, text: &[u8]) {
        self.announce();
        let _ = self.flush();
        // It may go to a file that is still to be truncated.
        self.files.cut();
        self.note_shown(2, text);
        if let Err(error) = self.write(2, text)
            && self.is_guest()
            && let Some(signal) = signal_with(&error)
        {
            // The next safe point looks for it.
            self.frames.unheard = Some(signal);
            put_back(signal.into());
        }
    }

    /// Says something on another standard error than that of the command that is running.
    pub fn on_errors(&mut self, errors: Target, say: impl FnOnce(&mut Self)) {
        let before = self.files.redirect(2, errors);
        say(self);
        self.files.restore(2, before);
    }

    /// Says it on that of the session: what the user must see.
    pub fn tell(&mut self, text: &[u8]) {
        let errors = self.session.errors.clone();
        self.on_errors(errors, |env| env.write_error(text));
    }

    /// Reports what the system has refused, which is an error of the command.
    pub fn refused(&mut self, what: &[u8], error: &io::Error) {
        self.report(what, errno_text(error));
        self.status = ERROR;
    }

    /// As [`Env::report`], with a reason that is shell text.
    pub fn report_bytes(&mut self, what: &[u8], why: &[u8]) {
        let text = [&*self.origin(), what, b": ", why, b"\n"].concat();
        self.write_error(&text);
    }

    /// The end of a command that failed with an error after which XCU 2.8.1 has the shell exit: a
    /// script ends, an interactive shell goes on with the next line. `command` around it goes on.
    pub fn fatal<T>(&mut self, status: Status) -> Flow<T> {
        ControlFlow::Break(self.fatal_divert(status))
    }

    /// As [`Env::fatal`], for an error of an expansion or an assignment: a script for bash goes on with its next
    /// complete command.
    pub fn mistaken<T>(&mut self, status: Status) -> Flow<T> {
        if self.is_bash() && !self.context.guarded {
            self.abandon(FAILURE)
        } else {
            self.fatal(status)
        }
    }

    /// The end of the complete command that is executed: the script goes on with the next one.
    pub fn abandon<T>(&mut self, status: Status) -> Flow<T> {
        self.status = status;
        ControlFlow::Break(if self.interactive() {
            Divert::Interrupt
        } else {
            Divert::Abandon
        })
    }

    /// A line was not executed, or not to its end: what became of the pipeline before is no longer told.
    pub fn broke_off(&mut self, status: Status) {
        self.outcome.pipe_status.clear();
        self.status = status;
    }

    /// The diversion of [`Env::fatal`].
    pub fn fatal_divert(&mut self, status: Status) -> Divert {
        self.status = status;
        if self.context.guarded {
            Divert::Failed
        } else if self.interactive() {
            Divert::Interrupt
        } else {
            Divert::Exit
        }
    }
}
