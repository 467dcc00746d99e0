//! `${x@Q}` and its kin.

use super::place::{Place, Values, joined, set_values};
use super::replace::letters;
use crate::env::quote::{is_word, push_in_double_quotes, push_quoted};
use crate::env::{Env, Flow, Options, change_case};
use crate::name::Name;
use crate::syntax::extended::{LetterCase, Transformation};
use crate::syntax::tree::Target;
use std::ops::ControlFlow::Continue;

/// What the values at a place become.
pub fn transform(env: &mut Env, place: &Place, how: Transformation) -> Flow<Values> {
    let name = match place {
        Place::Plain(Target::Variable(name))
        | Place::Element(name, _)
        | Place::All { name, .. } => Some(*name),
        Place::Plain(_) => None,
    }
    .map(|name| env.variables.follow(name));
    match (how, place, name) {
        (Transformation::Attributes, _, Some(name)) => {
            let letters = env.variables.attribute_letters(name);
            if letters.is_empty() && env.has(Options::NOUNSET) {
                set_values(env, place)?;
            }
            return Continue(match place {
                Place::All { joined, .. } => Values::Many {
                    list: env.values(name).iter().map(|_| letters.clone()).collect(),
                    joined: *joined,
                },
                _ => Values::One(Some(letters)),
            });
        }
        (Transformation::Assignment, Place::Plain(target), None) if joined(*target).is_some() => {
            return Continue(set_command(env, joined(*target) == Some(true)));
        }
        (Transformation::Assignment, _, Some(name)) => {
            return Continue(Values::One(assignment(env, place, name)));
        }
        (Transformation::Pairs | Transformation::Words, Place::All { joined, .. }, Some(name)) => {
            return Continue(pairs(env, name, how, *joined));
        }
        _ => (),
    }
    let mut values = set_values(env, place)?;
    if how == Transformation::Prompt {
        let prompt = env.hooks.prompt;
        values.change(|text| prompt(env, text));
    } else {
        values.change(|text| value(text, how));
    }
    Continue(values)
}

fn value(text: &[u8], how: Transformation) -> Vec<u8> {
    match how {
        Transformation::Quoted
        | Transformation::Assignment
        | Transformation::Pairs
        | Transformation::Words => quoted(text),
        Transformation::Escapes => crate::syntax::unescape(text),
        Transformation::Upper => change_case(text, str::to_uppercase),
        Transformation::Lower => change_case(text, str::to_lowercase),
        Transformation::Capital => letters(text, LetterCase::Upper, false, |_| true),
        Transformation::Attributes | Transformation::Prompt => Vec::new(),
    }
}

/// A text that is read back as it is.
fn quoted(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    push_quoted(&mut out, text);
    out
}

/// An assignment, or `declare` command, that makes the variable what it is.
fn assignment(env: &Env, place: &Place, name: Name) -> Option<Vec<u8>> {
    let letters = env.variables.attribute_letters(name);
    let whole = matches!(place, Place::All { .. });
    let list = if whole { env.listed(name) } else { None };
    let value = if let Some(list) = list {
        list
    } else {
        let value = match place {
            Place::Element(_, key) => env.element(name, key.as_ref()?),
            _ => super::of_variable(env, name),
        };
        match value {
            Some(value) => quoted(&value),
            // It has attributes and nothing else.
            None if matches!(place, Place::Plain(_)) && !letters.is_empty() => {
                return Some([b"declare -", &*letters, b" ", name.as_bytes()].concat());
            }
            None => return None,
        }
    };
    let text = [name.as_bytes(), b"=", &*value].concat();
    Some(if letters.is_empty() {
        text
    } else {
        [b"declare -", &*letters, b" ", &*text].concat()
    })
}

/// The command that sets the positional parameters to what they are.
fn set_command(env: &Env, joined: bool) -> Values {
    let mut list: Vec<Vec<u8>> = env.positional.iter().map(quoted).collect();
    if !list.is_empty() {
        list.splice(..0, [b"set".to_vec(), b"--".to_vec()]);
    }
    Values::Many { list, joined }
}

/// Keys and values: in one text with the values quoted, or by turns.
fn pairs(env: &Env, name: Name, how: Transformation, joined: bool) -> Values {
    let elements = env.elements(name);
    if how == Transformation::Words {
        let list = elements
            .into_iter()
            .flat_map(|(key, value)| [key.to_text(), value.into_owned()])
            .collect();
        return Values::Many { list, joined };
    }
    let mut text = Vec::new();
    let associative = env.variables.is_associative(name);
    for (position, (key, value)) in elements.into_iter().enumerate() {
        if position > 0 && !associative {
            text.push(b' ');
        }
        let key = key.to_text();
        if is_word(&key) {
            text.extend_from_slice(&key);
        } else {
            push_in_double_quotes(&mut text, &key);
        }
        text.push(b' ');
        push_in_double_quotes(&mut text, &value);
        if associative {
            text.push(b' ');
        }
    }
    Values::One(Some(text))
}
