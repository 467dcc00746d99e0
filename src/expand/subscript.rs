//! Elements of arrays: which one a subscript means, and the lists that they are assigned from.

use super::arithmetic::number;
use super::{fields, parameters, single, text, value};
use crate::env::arrays::{Key, Member};
use crate::env::{Env, Flow};
use crate::name::Name;
use crate::syntax::extended::Element;
use crate::syntax::tree::Arithmetic;
use std::borrow::Cow;
use std::ops::ControlFlow::Continue;

/// The elements of a list that is to be an array, expanded; `pairs`: each word of it is a key or a value.
pub fn elements(env: &mut Env, list: &[Element], pairs: bool) -> Flow<Vec<Member>> {
    let mut expanded = Vec::new();
    let mut values = env.take_fields();
    for element in list {
        if let Some(index) = &element.index {
            single(env, &index.text, &mut values)?;
            single(env, &element.value, &mut values)?;
            expanded.push(Member {
                subscript: Some(values.at(0).to_vec()),
                append: element.append,
                value: values.at(1).to_vec(),
            });
        } else {
            if pairs {
                single(env, &element.value, &mut values)?;
            } else {
                fields(env, std::slice::from_ref(&element.value), &mut values)?;
            }
            expanded.extend(values.iter().map(|value| Member {
                value: value.to_vec(),
                ..Member::default()
            }));
        }
        values.clear();
    }
    env.give_fields(values);
    Continue(expanded)
}

/// The element that a subscript means. `None`: there is none with such an index.
pub fn key(env: &mut Env, name: Name, subscript: &Arithmetic) -> Flow<Option<Key<'static>>> {
    let name = env.variables.follow(name);
    if !env.variables.is_associative(name) {
        let index = number(env, subscript)?;
        return Continue(env.index(name, index).map(Key::Index));
    }
    let key = text(env, &subscript.text, |_, key| key.to_vec())?;
    Continue(Some(Key::Text(Cow::Owned(key))))
}

/// The element that a subscript means which is expanded already.
pub fn key_of_text(env: &mut Env, name: Name, text: &[u8]) -> Flow<Option<Key<'static>>> {
    let name = env.variables.follow(name);
    if env.variables.is_associative(name) {
        return Continue(Some(Key::Text(Cow::Owned(text.to_vec()))));
    }
    let index = env.calculate(text)?;
    Continue(env.index(name, index).map(Key::Index))
}

/// The element that the subscript in an argument means, as in `unset 'a[$x]'`. If the array is
/// associative and has no such key, a variable alone stands for its value, and quotes around the key
/// are none of it. In an index parameters are expanded. Nothing else is, so that neither is ever taken
/// for a command.
pub fn argument_key(env: &mut Env, name: Name, text: &[u8]) -> Flow<Option<Key<'static>>> {
    let name = env.variables.follow(name);
    if !env.variables.is_associative(name) {
        let expanded = parameters(env, text)?;
        return key_of_text(env, name, expanded.as_deref().unwrap_or(text));
    }
    if env.element(name, &Key::Text(text.into())).is_some() {
        return key_of_text(env, name, text);
    }
    let key = match text {
        [quote @ (b'\'' | b'"'), inner @ .., last] if quote == last => inner,
        text => text,
    };
    let variable = key.strip_prefix(b"$").map(|rest| {
        let inner = rest
            .strip_prefix(b"{")
            .and_then(|rest| rest.strip_suffix(b"}"));
        inner.unwrap_or(rest)
    });
    let value = variable
        .and_then(Name::existing)
        .and_then(|name| value::of_variable(env, name))
        .filter(|_| !text.starts_with(b"'"))
        .map(Cow::into_owned);
    key_of_text(env, name, &value.unwrap_or_else(|| key.to_vec()))
}
