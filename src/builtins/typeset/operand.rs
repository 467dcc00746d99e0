//! What `typeset` makes of one variable.

use super::Request;
use crate::builtins::export::{Operand, operand, read_only, set};
use crate::env::arrays::encode;
use crate::env::flow::{ERROR, FAILURE};
use crate::env::variables::Attributes;
use crate::env::{Env, Options, Status};
use crate::name::{Name, Reference, reference};
use crate::{expand, syntax};
use std::ops::ControlFlow::{Break, Continue};

/// One operand of `-g`: the variable that is outside of all functions.
pub(super) fn global(
    env: &mut Env,
    what: &[u8],
    text: &[u8],
    request: &Request,
) -> Result<(), Status> {
    let name = operand(env, what, text)?.name;
    if !env.variables.exchange_global(name) {
        // A subshell in a function that hides the variable is gone before the variable is seen.
        return Ok(());
    }
    let done = variable(env, what, text, request, false);
    env.variables.exchange_global(name);
    done
}

/// One operand: makes it a variable of the function, if it is to be, and sets it.
pub(super) fn variable(
    env: &mut Env,
    what: &[u8],
    text: &[u8],
    request: &Request,
    own: bool,
) -> Result<(), Status> {
    let mut operand = operand(env, what, text)?;
    if !own && !(request.add | request.remove).contains(Attributes::REFERENCE) {
        operand.name = env.variables.follow(operand.name);
    }
    let name = operand.name;
    if own && request.add.contains(Attributes::REFERENCE) && operand.value == Some(name.as_bytes())
    {
        // The variable outside is meant, and no other is in its way.
        env.report_argument(what, name.as_bytes(), "refers to itself");
        return Ok(());
    }
    let changes = own || operand.value.is_some() || !request.remove.is_empty();
    // What a caller protects is its own: a variable of this function may have the same name.
    let callers = own && env.variables.is_callers(name);
    if changes && !callers && env.variables.writable(name).is_err() {
        return Err(read_only(env, what, name));
    }
    if own {
        begin_local(env, name, callers, request);
    }
    shape(env, what, &operand, request)?;
    let list = reread(env, &operand)?;
    operand.value = list.as_deref().or(operand.value);
    remove_attributes(env, name, request);
    if request.add.contains(Attributes::REFERENCE) {
        refer(env, what, &operand)?;
        operand.value = None;
    }
    let before = request.add - Attributes::READONLY;
    if !before.is_empty() {
        env.variables.add_attributes(name, before);
    }
    if operand.value.is_some() {
        set(env, what, &operand)?;
    } else if before.intersects(Attributes::TYPED)
        && let Some(value) = env.variables.value(name).map(<[u8]>::to_vec)
        && env.assign(name, &value).is_break()
    {
        return Err(ERROR);
    }
    if operand.value.is_none() && !own && !env.variables.is_known(name) {
        // That much is known of it.
        env.variables.add_attributes(name, Attributes::BARE);
    }
    if request.add.contains(Attributes::READONLY) {
        env.variables.add_attributes(name, Attributes::READONLY);
    }
    if request.add.contains(Attributes::EXPORT) {
        env.publish();
    }
    Ok(())
}

/// Makes it a variable of the function, if it is none yet, with what it has from outside; `callers`: there it is one of
/// a function around this one.
fn begin_local(env: &mut Env, name: Name, callers: bool, request: &Request) {
    // What a call assigns in front of it stays the value.
    let ahead = env.variables.is_assigned_ahead(name);
    let fresh = env.variables.hide_in_function(name);
    if callers {
        env.variables.remove_attributes(name, Attributes::READONLY);
    }
    if !fresh || ahead {
        return;
    }
    if request.inherit || env.has(Options::LOCALVAR_INHERIT) {
        env.variables.remove_attributes(name, Attributes::REFERENCE);
        return;
    }
    let exported = env.variables.attributes(name) & Attributes::EXPORT;
    let _ = env.variables.unset(name);
    if !exported.is_empty() {
        env.variables.add_attributes(name, exported);
    }
}

/// Makes the variable the kind of array that it is to be.
fn shape(
    env: &mut Env,
    what: &[u8],
    operand: &Operand<'_>,
    request: &Request,
) -> Result<(), Status> {
    let name = operand.name;
    if request.scalar && env.variables.is_array(name) {
        env.report_argument(what, name.as_bytes(), "is an array for good");
        return Err(FAILURE);
    }
    if request.associative && !env.variables.make_associative(name) {
        env.report_argument(what, name.as_bytes(), "is an array without keys");
        return Err(FAILURE);
    }
    if request.array && env.variables.is_associative(name) {
        env.report_argument(what, name.as_bytes(), "is an array with keys");
        return Err(FAILURE);
    }
    if request.array || operand.subscript.is_some() {
        env.variables.make_array(name);
    }
    Ok(())
}

/// A value `(...)` that comes from quotes or an expansion, for what is an array: it is read as a list now.
fn reread(env: &mut Env, operand: &Operand<'_>) -> Result<Option<Vec<u8>>, Status> {
    let whole = operand.value.filter(|_| operand.subscript.is_none());
    let written = whole.filter(|value| value.starts_with(b"("));
    let Some(text) = written.filter(|_| env.variables.is_array(operand.name)) else {
        return Ok(None);
    };
    let Some(elements) = syntax::list_of(text) else {
        return Ok(None);
    };
    match expand::elements(env, &elements, false) {
        Continue(list) => Ok(Some(encode(&list))),
        Break(_) => Err(ERROR),
    }
}

/// Takes attributes away, of the cases those too that are not asked for.
fn remove_attributes(env: &mut Env, name: Name, request: &Request) {
    let mut remove = request.remove;
    if request.add.intersects(Attributes::CAPITAL) {
        remove |= Attributes::CAPITAL;
    }
    if !remove.is_empty() {
        env.variables.remove_attributes(name, remove);
    }
}

/// Makes the variable a reference, to what it names already if nothing is given.
fn refer(env: &mut Env, what: &[u8], operand: &Operand<'_>) -> Result<(), Status> {
    let present = env.variables.value(operand.name).map(<[u8]>::to_vec);
    let Some(target) = operand.value.or(present.as_deref()) else {
        return Ok(());
    };
    let itself = |found: Reference<'_>| found.name == operand.name.as_bytes();
    if reference(target).is_none_or(itself) {
        env.report_argument(what, target, "cannot be referred to");
        return Err(FAILURE);
    }
    env.variables.store(operand.name, target);
    Ok(())
}
