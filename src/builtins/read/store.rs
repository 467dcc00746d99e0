//! What has been read goes into variables.

use super::reader::Line;
use crate::builtins::export::read_only;
use crate::env::arrays::Key;
use crate::env::ifs::{Class, Ifs};
use crate::env::{Env, Flow};
use crate::exec::array;
use crate::expand::{self, Builder, Mode};
use crate::name::{Name, Reference, reference};
use std::ops::ControlFlow::Continue;

/// Sets a variable, or an element of an array. False: it is read-only, which has been reported and is an error of
/// `read` alone (XCU `read`).
pub(super) fn set(env: &mut Env, operand: &[u8], value: &[u8]) -> Flow<bool> {
    if operand.ends_with(b"]") {
        return set_element(env, operand, value);
    }
    let name = Name::new(operand);
    if env.assign(name, value)?.is_err() {
        return Continue(refused(env, name));
    }
    Continue(true)
}

fn refused(env: &mut Env, name: Name) -> bool {
    read_only(env, b"read", name);
    false
}

fn set_element(env: &mut Env, operand: &[u8], value: &[u8]) -> Flow<bool> {
    let Some(Reference {
        name,
        subscript: Some(subscript),
    }) = reference(operand)
    else {
        return Continue(true);
    };
    let name = Name::new(name);
    if env.variables.writable(name).is_err() {
        return Continue(refused(env, name));
    }
    let key = expand::argument_key(env, name, subscript)?;
    array::store(env, name, key, value, false)?;
    Continue(true)
}

/// Makes an array of the fields of the line.
pub(super) fn all_fields(env: &mut Env, line: &Line, name: Name) -> Flow<bool> {
    let name = env.variables.follow(name);
    if env.variables.clear_array(name).is_err() {
        return Continue(refused(env, name));
    }
    let mut builder = Builder::new(env.take_fields(), Mode::Split);
    let part = |from, to| line.text.get(from..to).unwrap_or_default();
    let mut from = 0;
    for &at in &line.protected {
        builder.result(&env.variables.ifs, part(from, at), false);
        builder.quote(part(at, at + 1));
        from = at + 1;
    }
    builder.result(&env.variables.ifs, part(from, line.text.len()), false);
    builder.end();
    let fields = builder.into_fields();
    for (index, field) in fields.iter().enumerate() {
        array::store(env, name, Some(Key::Index(index)), field, false)?;
    }
    env.give_fields(fields);
    Continue(true)
}

/// Splits a line into the variables (XCU `read`): the last one gets the rest, without the separators
/// at its end.
pub(super) fn distribute(env: &mut Env, line: &Line, names: &[&[u8]]) -> Flow<bool> {
    let Some((last, first)) = names.split_last() else {
        return Continue(true);
    };
    let ifs = env.variables.ifs.clone();
    let split = Splitter { line, ifs: &ifs };
    let mut at = split.skip_white(0);
    for name in first {
        let end = split.field_end(at);
        if !set(env, name, split.part(at, end))? {
            return Continue(false);
        }
        at = split.skip_delimiter(end);
    }
    // One more field and its delimiter at the end: then the rest is that field.
    let end = split.field_end(at);
    let length = line.text.len();
    let mut stop = length;
    if split.skip_delimiter(end) >= length {
        stop = end;
    } else {
        while stop > at && split.class(stop - 1) == Class::White {
            stop -= 1;
        }
    }
    set(env, last, split.part(at, stop))
}

/// A line and what separates its fields (XCU 2.6.5).
struct Splitter<'l> {
    line: &'l Line,
    ifs: &'l Ifs,
}

impl<'l> Splitter<'l> {
    fn part(&self, from: usize, to: usize) -> &'l [u8] {
        self.line.text.get(from..to).unwrap_or_default()
    }

    /// What the byte there is; one behind a backslash is always text.
    fn class(&self, at: usize) -> Class {
        let protected = &self.line.protected;
        match self.line.text.get(at) {
            Some(_) if !protected.is_empty() && protected.binary_search(&at).is_ok() => Class::Text,
            Some(&byte) => self.ifs.class(byte),
            None => Class::Text,
        }
    }

    /// The width of the separator there that is not white space, if there is one.
    fn mark(&self, at: usize) -> Option<usize> {
        match self.class(at) {
            Class::Mark => Some(1),
            Class::Lead => self.ifs.wide_separator(self.part(at, self.line.text.len())),
            _ => None,
        }
    }

    fn skip_white(&self, mut at: usize) -> usize {
        while self.class(at) == Class::White {
            at += 1;
        }
        at
    }

    fn field_end(&self, mut at: usize) -> usize {
        let length = self.line.text.len();
        while at < length && self.class(at) != Class::White && self.mark(at).is_none() {
            at += 1;
        }
        at
    }

    /// Behind what ends a field: white space, at most one other separator, white space.
    fn skip_delimiter(&self, at: usize) -> usize {
        let at = self.skip_white(at);
        match self.mark(at) {
            Some(width) => self.skip_white(at + width),
            None => at,
        }
    }
}
