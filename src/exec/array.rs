//! Assignments that POSIX does not have: `name+=value`, `name[index]=value`, `name=(...)`.

use super::assign::read_only;
use super::trace;
use crate::env::arrays::{Key, Member};
use crate::env::{Env, Flow, Options, flow};
use crate::expand;
use crate::name::Name;
use crate::syntax::extended::Special;
use crate::syntax::print;
use crate::syntax::tree::Assignment;
use std::ops::ControlFlow::Continue;

/// Carries out such an assignment.
pub fn assign(env: &mut Env, assignment: &Assignment, special: &Special) -> Flow {
    let name = env.variables.follow(assignment.name);
    if let Some(list) = &special.list {
        let pairs = env.variables.is_associative(name) && env.is_bash();
        let list = expand::elements(env, list, pairs)?;
        if env.has(Options::XTRACE) {
            trace::list(env, &head(assignment, special), &list);
        }
        let flow = assign_list(env, name, &list, special.append);
        env.refresh_locale();
        return flow;
    }
    let key = match &special.index {
        // Nothing in the brackets is no index; what expands to nothing may be one.
        Some(index) if index.text.as_literal().is_some_and(<[u8]>::is_empty) => None,
        Some(index) => expand::key(env, name, index)?,
        None => Some(Key::FIRST),
    };
    let mut fields = env.take_fields();
    expand::single(env, &assignment.value, &mut fields)?;
    if env.has(Options::XTRACE) {
        trace::element(env, &head(assignment, special), fields.at(0));
    }
    if special.index.is_some() && env.variables.writable(name).is_ok() {
        env.variables.make_array(name);
    }
    let flow = store(env, name, key, fields.at(0), special.append);
    env.give_fields(fields);
    env.refresh_locale();
    flow
}

/// What stands before the value, as it is written.
fn head(assignment: &Assignment, special: &Special) -> Vec<u8> {
    let mut text = assignment.name.as_bytes().to_vec();
    if let Some(index) = &special.index {
        text.push(b'[');
        text.extend_from_slice(&print::expression(index));
        text.push(b']');
    }
    text.extend_from_slice(if special.append { b"+=" } else { b"=" });
    text
}

/// Assigns to an element. `None`: there can be no element with its index.
pub fn store(env: &mut Env, name: Name, key: Option<Key<'_>>, value: &[u8], append: bool) -> Flow {
    let name = env.variables.follow(name);
    let is_key = |key: &Key<'_>| !matches!(key, Key::Text(text) if text.is_empty());
    let Some(key) = key.filter(is_key) else {
        env.report(name.as_bytes(), "no element with this index");
        return env.abandon(flow::FAILURE);
    };
    match env.assign_element(name, &key, value, append)? {
        Ok(()) => Continue(()),
        Err(_) => read_only(env, name),
    }
}

/// Assigns a list, or appends one.
pub fn assign_list(env: &mut Env, name: Name, list: &[Member], append: bool) -> Flow {
    let name = env.variables.follow(name);
    if env.variables.writable(name).is_err() {
        return read_only(env, name);
    }
    if append {
        env.variables.make_array(name);
    } else {
        let _ = env.variables.clear_array(name);
    }
    if env.variables.is_associative(name) {
        return associate(env, name, list);
    }
    let mut next = env.variables.next_index(name);
    for member in list {
        let key = match &member.subscript {
            Some(subscript) => expand::key_of_text(env, name, subscript)?,
            None => Some(Key::Index(next)),
        };
        if let Some(Key::Index(index)) = key {
            next = index + 1;
        }
        store(env, name, key, &member.value, member.append)?;
    }
    Continue(())
}

/// Assigns elements with keys, or by turns keys and values.
fn associate(env: &mut Env, name: Name, list: &[Member]) -> Flow {
    let mut members = list.iter();
    while let Some(member) = members.next() {
        let (key, value) = match &member.subscript {
            Some(key) => (key, member.value.as_slice()),
            None => (
                &member.value,
                members.next().map_or(&b""[..], |next| &next.value),
            ),
        };
        let key = Some(Key::Text(key.as_slice().into()));
        store(env, name, key, value, member.append)?;
    }
    Continue(())
}
