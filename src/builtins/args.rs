//! The arguments of a builtin: options as the utility syntax guidelines have them (XBD 12.2), and
//! how an error in them ends the builtin.

use crate::env::flow::ERROR;
use crate::env::{Env, Fields, Flow, Status};
use crate::name::Name;
use std::ops::ControlFlow;

/// How a builtin ends: with its status, or with that of an error that it has reported.
pub type Outcome = Result<Status, Status>;

/// The end of a builtin whose errors are statuses and nothing more.
pub fn regular(outcome: Outcome) -> Flow<Status> {
    ControlFlow::Continue(outcome.unwrap_or_else(|status| status))
}

/// The end of a special builtin: an error ends the script (XCU 2.8.1).
pub fn special(env: &mut Env, outcome: Outcome) -> Flow<Status> {
    match outcome {
        Ok(status) => ControlFlow::Continue(status),
        Err(status) => env.fatal(status),
    }
}

/// A walk over the options; what is left afterwards are the operands.
#[derive(Debug, Clone)]
pub struct Args<'f> {
    fields: &'f Fields,
    index: usize,
    /// The next letter in the argument at `index`; 0 before its `-`.
    offset: usize,
}

impl<'f> Args<'f> {
    /// The arguments behind the name.
    pub fn new(fields: &'f Fields) -> Self {
        Self {
            fields,
            index: 1,
            offset: 0,
        }
    }

    /// The next option, and its argument where `letters` has a `:` behind it. An option that is
    /// not among `letters` is reported.
    pub fn option(
        &mut self,
        env: &mut Env,
        letters: &str,
    ) -> Result<Option<(u8, &'f [u8])>, Status> {
        let argument = match self.fields.get(self.index) {
            Some(argument) if argument.len() > 1 && argument.starts_with(b"-") => argument,
            _ => return Ok(None),
        };
        if argument == b"--" {
            self.index += 1;
            return Ok(None);
        }
        let at = self.offset.max(1);
        let letter = argument.get(at).copied().unwrap_or_default();
        let place = letters
            .bytes()
            .position(|byte| byte == letter && byte != b':');
        let Some(place) = place else {
            return Err(self.misuse(env, &[b'-', letter], "unknown option"));
        };
        let takes_value = letters.as_bytes().get(place + 1) == Some(&b':');
        let rest = argument.get(at + 1..).unwrap_or_default();
        if !takes_value && !rest.is_empty() {
            self.offset = at + 1;
            return Ok(Some((letter, b"")));
        }
        self.index += 1;
        self.offset = 0;
        if !takes_value {
            return Ok(Some((letter, b"")));
        }
        if !rest.is_empty() {
            return Ok(Some((letter, rest)));
        }
        let Some(value) = self.fields.get(self.index) else {
            return Err(self.misuse(env, &[b'-', letter], "argument expected"));
        };
        self.index += 1;
        Ok(Some((letter, value)))
    }

    /// For a builtin without options: `--` may stand before the operands.
    pub fn operands_only(fields: &'f Fields) -> Self {
        let index = if fields.get(1) == Some(b"--") { 2 } else { 1 };
        Self {
            fields,
            index,
            offset: 0,
        }
    }

    /// The operands, without the `--` that may stand before them.
    pub fn after_dashes(mut self) -> Self {
        if self.get(0) == Some(b"--") {
            self.index += 1;
        }
        self
    }

    /// The index of the first operand among the fields.
    pub fn first(&self) -> usize {
        self.index
    }

    /// How many operands there are.
    pub fn count(&self) -> usize {
        self.fields.len().saturating_sub(self.index)
    }

    /// The n-th operand, counted from 0.
    pub fn get(&self, n: usize) -> Option<&'f [u8]> {
        self.fields.get(self.index + n)
    }

    /// The operands.
    pub fn operands(&self) -> impl ExactSizeIterator<Item = &'f [u8]> + Clone + use<'f> {
        self.fields.iter_from(self.index)
    }

    /// Takes the next operand.
    pub fn operand(&mut self) -> Option<&'f [u8]> {
        let operand = self.fields.get(self.index)?;
        self.index += 1;
        Some(operand)
    }

    /// Reports an argument that cannot be, and how the builtin is called.
    pub fn misuse(&self, env: &mut Env, argument: &[u8], why: &str) -> Status {
        let name = self.fields.at(0);
        if argument.is_empty() {
            env.report(name, why);
        } else {
            env.report_argument(name, argument, why);
        }
        self.usage(env)
    }

    /// Says how the builtin is called.
    pub fn usage(&self, env: &mut Env) -> Status {
        let name = self.fields.at(0);
        if let Some(builtin) = Name::existing(name).and_then(|name| env.builtins.get(name)) {
            env.write_error(format!("usage: {}\n", builtin.call()).as_bytes());
        }
        ERROR
    }

    /// Reports operands that are too many.
    pub fn at_most(&self, env: &mut Env, most: usize) -> Result<(), Status> {
        match self.get(most) {
            Some(argument) => Err(self.misuse(env, argument, "too many arguments")),
            None => Ok(()),
        }
    }
}
