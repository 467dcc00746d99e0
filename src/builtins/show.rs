//! Variables and functions in a form that can be read back.

use crate::env::Env;
use crate::env::quote::{is_word, push_in_double_quotes, push_quoted};
use crate::env::variables::Attributes;
use crate::expand;
use crate::name::Name;
use crate::syntax::print;
use std::borrow::Cow;

/// A `declare` command that makes the variable what it is.
pub fn declaration(env: &mut Env, name: Name) {
    let mut text = b"declare -".to_vec();
    let mut letters = env.variables.attribute_letters(name);
    if env.is_array(name) && !env.variables.is_array(name) {
        letters.insert(0, b'a');
    }
    text.extend_from_slice(if letters.is_empty() { b"-" } else { &letters });
    text.push(b' ');
    text.extend_from_slice(name.as_bytes());
    if let Some(value) = assigned(env, name) {
        text.push(b'=');
        text.extend_from_slice(&value);
    }
    text.push(b'\n');
    env.out.extend_from_slice(&text);
}

/// An assignment that makes the variable what it is.
pub fn assignment(env: &mut Env, name: Name) {
    let mut text = [name.as_bytes(), b"="].concat();
    if env.is_array(name) {
        let Some(list) = env.listed(name) else {
            return;
        };
        text.extend_from_slice(&list);
    } else if let Some(value) = own_value(env, name) {
        if is_word(&value) {
            text.extend_from_slice(&value);
        } else if !value.is_empty() {
            push_quoted(&mut text, &value);
        }
    } else {
        return;
    }
    text.push(b'\n');
    env.out.extend_from_slice(&text);
}

/// The value of a variable, or what a reference refers to: what it leads to stands on a line of its own.
pub fn own_value(env: &Env, name: Name) -> Option<Cow<'_, [u8]>> {
    let attributes = env.variables.attributes(name);
    if attributes.contains(Attributes::REFERENCE) {
        env.variables.value(name).map(Cow::from)
    } else {
        expand::of_variable(env, name)
    }
}

/// The value of a variable as an assignment has it.
pub fn assigned(env: &Env, name: Name) -> Option<Vec<u8>> {
    if env.variables.attributes(name).contains(Attributes::BARE) {
        return None;
    }
    if env.is_array(name) {
        return env.listed(name);
    }
    let mut text = Vec::new();
    if env.variables.attributes(name).contains(Attributes::DYNAMIC) {
        push_in_double_quotes(&mut text, &env.computed(name)?);
    } else {
        push_in_double_quotes(&mut text, env.variables.value(name)?);
    }
    Some(text)
}

/// All functions with these attributes, or their names.
pub fn functions(env: &mut Env, attributes: Attributes, names_only: bool) {
    let names: Vec<Name> = env.functions.iter().map(|function| function.name).collect();
    for name in names {
        let exported = env.functions.is_exported(name) || !attributes.contains(Attributes::EXPORT);
        if exported
            && (env.functions.is_read_only(name) || !attributes.contains(Attributes::READONLY))
        {
            function(env, name, names_only, true);
        }
    }
}

/// The definition of a function, or its name; with `marks`, also what attributes it has.
pub fn function(env: &mut Env, name: Name, name_only: bool, marks: bool) {
    let Some(definition) = env.functions.get(name) else {
        return;
    };
    let read_only = env.functions.is_read_only(name);
    let letters: &[u8] = match (read_only, env.functions.is_exported(name)) {
        (false, false) => b"",
        (true, false) => b"r",
        (false, true) => b"x",
        (true, true) => b"rx",
    };
    if !name_only {
        env.out.extend_from_slice(&print::definition(definition));
        env.out.push(b'\n');
    }
    if name_only || marks && !letters.is_empty() {
        let text = [b"declare -f", letters, b" ", name.as_bytes(), b"\n"].concat();
        env.out.extend_from_slice(&text);
    }
}
