//! What has been read goes into variables.

use super::Line;
use crate::env::Env;
use crate::env::Flow;
use crate::env::ifs::Class;
use crate::exec::{array, assign};
use crate::expand::{self, Builder, Mode};
use crate::name::{Name, Reference, reference};
use std::ops::ControlFlow::{Break, Continue};

/// Sets a variable, or an element of an array.
pub(super) fn set(env: &mut Env, operand: &[u8], value: &[u8]) -> Flow {
    if operand.ends_with(b"]") {
        return set_element(env, operand, value);
    }
    let name = Name::new(operand);
    if env.variables.assign(name, value).is_err() {
        return match assign::read_only(env, name) {
            Break(divert) => Break(divert),
            Continue(()) => Continue(()),
        };
    }
    Continue(())
}

fn set_element(env: &mut Env, operand: &[u8], value: &[u8]) -> Flow {
    let Some(Reference {
        name,
        subscript: Some(subscript),
    }) = reference(operand)
    else {
        return Continue(());
    };
    let name = Name::new(name);
    let key = expand::argument_key(env, name, subscript)?;
    array::store(env, name, key, value, false)
}

/// Makes an array of the fields of the line.
pub(super) fn all_fields(env: &mut Env, line: &Line, name: Name) -> Flow {
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
    let done = env.variables.assign_values(name, fields.iter());
    env.give_fields(fields);
    match done {
        Ok(()) => Continue(()),
        Err(_) => assign::read_only(env, name),
    }
}

/// Splits a line into the variables (XCU `read`): the last one gets the rest, without the separators
/// at its end.
pub(super) fn distribute(env: &mut Env, line: &Line, names: &[&[u8]]) -> Flow {
    let Some((last, first)) = names.split_last() else {
        return Continue(());
    };
    let ifs = env.variables.ifs.clone();
    let protected =
        |at: usize| !line.protected.is_empty() && line.protected.binary_search(&at).is_ok();
    let class = |at: usize| match line.text.get(at) {
        Some(&byte) if !protected(at) => ifs.class(byte),
        _ => Class::Text,
    };
    let wide = |at: usize| {
        if class(at) == Class::Lead {
            ifs.wide_separator(line.text.get(at..).unwrap_or_default())
        } else {
            None
        }
    };
    let mark = |at: usize| {
        if class(at) == Class::Mark {
            Some(1)
        } else {
            wide(at)
        }
    };
    let white = |mut at: usize| {
        while class(at) == Class::White && at < line.text.len() {
            at += 1;
        }
        at
    };
    let length = line.text.len();
    let field_end = |mut at: usize| {
        while at < length && class(at) != Class::White && mark(at).is_none() {
            at += 1;
        }
        at
    };
    let mut at = white(0);
    for name in first {
        let end = field_end(at);
        set(env, name, line.text.get(at..end).unwrap_or_default())?;
        at = white(end);
        if let Some(width) = mark(at).filter(|_| at < length) {
            at = white(at + width);
        }
    }
    // One more field and its delimiter at the end: then the rest is that field.
    let end = field_end(at);
    let mut behind = white(end);
    if let Some(width) = mark(behind).filter(|_| behind < length) {
        behind = white(behind + width);
    }
    let mut stop = length;
    if behind >= length {
        stop = end;
    } else {
        while stop > at && class(stop - 1) == Class::White {
            stop -= 1;
        }
    }
    set(env, last, line.text.get(at..stop).unwrap_or_default())
}
