//! What `typeset` writes: variables with their attributes, and functions.

use super::Request;
use crate::builtins::export::mark_function;
use crate::builtins::show;
use crate::env::flow::{FAILURE, SUCCESS};
use crate::env::variables::Attributes;
use crate::env::{Env, Fields, Options, Status};
use crate::name::Name;

pub(super) fn functions(env: &mut Env, fields: &Fields, request: &Request) -> Status {
    if fields.len() == request.first {
        show::functions(env, request.add, request.names_only);
        return SUCCESS;
    }
    let changed = request.add | request.remove;
    let mut status = SUCCESS;
    for operand in fields.iter_from(request.first) {
        if changed.intersects(Attributes::EXPORT | Attributes::READONLY) {
            if !mark_function(env, operand, changed, request.remove.is_empty()) {
                status = FAILURE;
            }
            continue;
        }
        let known = Name::existing(operand).filter(|name| env.functions.get(*name).is_some());
        match known {
            Some(name) if request.trace.is_some() => {
                env.functions.trace(name, request.trace == Some(true));
            }
            Some(name) if request.names_only => named(env, name),
            Some(name) => show::function(env, name, false, request.print),
            None => status = FAILURE,
        }
    }
    status
}

/// `declare -F name`: under `extdebug` also where it is defined.
fn named(env: &mut Env, name: Name) {
    let mut text = name.as_bytes().to_vec();
    if env.has(Options::EXTDEBUG)
        && let Some(definition) = env.functions.get(name)
    {
        let file = env.functions.source(name).map_or(&b"main"[..], |file| file);
        let line = definition.line.to_string();
        text = [&text, line.as_bytes(), file].join(&b' ');
    }
    text.push(b'\n');
    env.out.extend_from_slice(&text);
}

/// The variables of the function that is executed, be they set or not.
fn own_names(env: &Env) -> Vec<Name> {
    let mut names = env.variables.hidden();
    names.sort_unstable_by_key(|name| name.as_bytes());
    names
}

pub(super) fn show_all(env: &mut Env, what: &[u8], request: &Request) {
    let plain = request.first == 1 && what != b"integer" && what != b"local";
    let names = match what {
        b"local" => own_names(env),
        _ => env.variables.names(),
    };
    for name in names {
        let attributes = env.variables.attributes(name);
        if !attributes.contains(request.add)
            || request.array && (!env.is_array(name) || env.variables.is_associative(name))
            || request.associative && !env.variables.is_associative(name)
        {
            continue;
        }
        // Without options, what `set` shows.
        if plain {
            show::assignment(env, name);
        } else {
            show::declaration(env, name);
        }
    }
}
