//! What `${...}` is about, once indices and indirections are resolved, and the values there.

use super::value;
use crate::arith::decimal;
use crate::env::arrays::Key;
use crate::env::variables::Attributes;
use crate::env::{Env, Flow, Options, flow};
use crate::name::{Name, reference};
use crate::syntax::extended::Subscript;
use crate::syntax::tree::{Special, Target};
use std::ops::ControlFlow::Continue;

/// What a parameter stands for.
pub enum Values {
    /// One value, if it is set.
    One(Option<Vec<u8>>),
    /// Several; with `joined`, as those of `$*`.
    Many {
        /// The values.
        list: Vec<Vec<u8>>,
        /// As those of `$*`.
        joined: bool,
    },
}

/// Which parameter is meant, once indices and indirections are resolved.
#[derive(Clone, PartialEq, Eq)]
pub enum Place {
    /// A parameter that POSIX has.
    Plain(Target),
    /// An element; `None`: there is none with such an index.
    Element(Name, Option<Key<'static>>),
    /// All elements.
    All {
        /// The array.
        name: Name,
        /// `[*]`
        joined: bool,
    },
}

impl Values {
    /// Changes each of them.
    pub fn change(&mut self, mut change: impl FnMut(&[u8]) -> Vec<u8>) {
        match self {
            Self::One(value) => {
                if let Some(value) = value {
                    *value = change(value);
                }
            }
            Self::Many { list, .. } => list.iter_mut().for_each(|value| *value = change(value)),
        }
    }
}

/// The place that a name with a subscript means.
pub fn place(env: &mut Env, target: Target, subscript: Option<&Subscript>) -> Flow<Place> {
    let (Target::Variable(name), Some(subscript)) = (target, subscript) else {
        return Continue(Place::Plain(target));
    };
    Continue(match subscript {
        Subscript::Each => Place::All {
            name,
            joined: false,
        },
        Subscript::Joined => Place::All { name, joined: true },
        Subscript::Index(index) => Place::Element(name, super::key(env, name, index)?),
    })
}

/// The place that the value of another names.
pub fn behind(env: &mut Env, place: &Place) -> Flow<Place> {
    let text = match values(env, place) {
        Values::One(Some(text)) => text,
        Values::One(None) => Vec::new(),
        Values::Many { list, .. } => list.join(&b' '),
    };
    let special = |special| Continue(Place::Plain(Target::Special(special)));
    if let Some(found) = reference(&text) {
        let name = Name::new(found.name);
        return Continue(match found.subscript {
            None => Place::Plain(Target::Variable(name)),
            Some(b"@") => Place::All {
                name,
                joined: false,
            },
            Some(b"*") => Place::All { name, joined: true },
            Some(subscript) => Place::Element(name, super::argument_key(env, name, subscript)?),
        });
    }
    match &*text {
        [byte] if let Some(found) = Special::from_byte(*byte) => special(found),
        digits if !digits.is_empty() && digits.iter().all(u8::is_ascii_digit) => {
            match decimal(digits) {
                Some(0) => special(Special::Zero),
                number => Continue(Place::Plain(Target::Positional(
                    number.unwrap_or(usize::MAX),
                ))),
            }
        }
        _ => bad(env, &text),
    }
}

fn bad<T>(env: &mut Env, text: &[u8]) -> Flow<T> {
    env.report(text, "does not name a parameter");
    env.mistaken(flow::FAILURE)
}

/// Of a list, `$@` or `$*`, whether quotes join it; `None` for what is no list.
pub fn joined(target: Target) -> Option<bool> {
    match target {
        Target::Special(Special::At) => Some(false),
        Target::Special(Special::Asterisk) => Some(true),
        _ => None,
    }
}

/// The values at a place.
pub fn values(env: &Env, place: &Place) -> Values {
    match place {
        Place::Plain(target) => match joined(*target) {
            Some(joined) => Values::Many {
                list: env.positional.iter().map(<[u8]>::to_vec).collect(),
                joined,
            },
            None => Values::One(value::of(env, *target).map(std::borrow::Cow::into_owned)),
        },
        Place::Element(name, key) => {
            let value = key.as_ref().and_then(|key| env.element(*name, key));
            Values::One(value.map(std::borrow::Cow::into_owned))
        }
        Place::All { name, joined } => Values::Many {
            list: env.values(*name),
            joined: *joined,
        },
    }
}

/// The same, where an unset one is an error under `set -u`.
pub fn set_values(env: &mut Env, place: &Place) -> Flow<Values> {
    let values = values(env, place);
    if matches!(values, Values::One(None)) && env.has(Options::NOUNSET) {
        return unset(env, place);
    }
    Continue(values)
}

fn unset<T>(env: &mut Env, place: &Place) -> Flow<T> {
    let what = name_of(place);
    env.report(&what, "parameter not set");
    env.fatal(flow::FAILURE)
}

/// How it is called in messages.
pub fn name_of(place: &Place) -> Vec<u8> {
    match place {
        Place::Plain(target) => value::name_of(*target),
        Place::Element(name, Some(key)) => [name.as_bytes(), b"[", &key.to_text(), b"]"].concat(),
        Place::Element(name, None) | Place::All { name, .. } => name.as_bytes().to_vec(),
    }
}

/// Whether it is a variable that refers to another (`typeset -n`).
pub fn is_reference(env: &Env, place: &Place) -> bool {
    matches!(place, Place::Plain(Target::Variable(name))
        if env.variables.attributes(*name).contains(Attributes::REFERENCE))
}

/// The name of the variable that it refers to.
pub fn name_referred(env: &Env, place: &Place) -> Values {
    Values::One(match place {
        Place::Plain(Target::Variable(name)) => env.variables.value(*name).map(<[u8]>::to_vec),
        _ => None,
    })
}
