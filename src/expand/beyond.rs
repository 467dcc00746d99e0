//! The forms of `${...}` that POSIX does not have.

use super::{Builder, Mode, arithmetic, pattern, single, switch, trim, value};
use crate::env::{Env, Flow, Options, flow};
use crate::name::{Name, is_name};
use crate::syntax::extended::{Beyond, Operation, Subscript};
use crate::syntax::tree::{Arithmetic, Modifier, Parameter, Special, Switch, Target, Word};
use std::ops::ControlFlow::Continue;

/// What a parameter stands for.
enum Values {
    /// One value, if it is set.
    One(Option<Vec<u8>>),
    /// Several; with `joined`, as those of `$*`.
    Many { list: Vec<Vec<u8>>, joined: bool },
}

/// Which parameter is meant, once indices and indirections are resolved.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// A parameter that POSIX has.
    Plain(Target),
    /// An element; `None`: there is none with such an index.
    Element(Name, Option<usize>),
    /// All elements.
    All { name: Name, joined: bool },
}

/// Expands one of them.
pub fn expand(
    env: &mut Env,
    parameter: &Parameter,
    beyond: &Beyond,
    quoted: bool,
    to: &mut Builder,
) -> Flow {
    if let Operation::Names = beyond.operation {
        let list = names(env, parameter.target);
        put(
            env,
            Values::Many {
                list,
                joined: false,
            },
            quoted,
            to,
        );
        return Continue(());
    }
    let mut place = place(env, parameter.target, beyond.subscript.as_ref())?;
    if beyond.indirect {
        place = behind(env, place)?;
    }
    let values = match &beyond.operation {
        Operation::Posix(modifier) => return posix(env, place, modifier, quoted, to),
        Operation::Slice { offset, length } => slice(env, place, offset, length.as_ref())?,
        Operation::Replace {
            which,
            pattern: word,
            text,
        } => {
            let mut values = set_values(env, place)?;
            pattern(env, word, |env, pattern| {
                let mut fields = env.take_fields();
                single(env, text, &mut fields)?;
                values
                    .change(|value| super::replace::replace(&pattern, value, *which, fields.at(0)));
                env.give_fields(fields);
                Continue(())
            })??;
            values
        }
        Operation::Letters {
            upper,
            all,
            pattern: word,
        } => letters(env, place, *upper, *all, word.as_ref())?,
        Operation::Keys => Values::Many {
            list: keys(env, place),
            joined: matches!(place, Place::All { joined: true, .. }),
        },
        Operation::Names => return Continue(()),
    };
    put(env, values, quoted, to);
    Continue(())
}

impl Values {
    fn change(&mut self, change: impl Fn(&[u8]) -> Vec<u8>) {
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
fn place(env: &mut Env, target: Target, subscript: Option<&Subscript>) -> Flow<Place> {
    let (Target::Variable(name), Some(subscript)) = (target, subscript) else {
        return Continue(Place::Plain(target));
    };
    Continue(match subscript {
        Subscript::Each => Place::All {
            name,
            joined: false,
        },
        Subscript::Joined => Place::All { name, joined: true },
        Subscript::Index(index) => {
            let index = arithmetic::number(env, index)?;
            Place::Element(name, env.index(name, index))
        }
    })
}

/// The place that the value of another names.
fn behind(env: &mut Env, place: Place) -> Flow<Place> {
    let text = match values(env, place) {
        Values::One(Some(text)) => text,
        Values::One(None) => Vec::new(),
        Values::Many { list, .. } => list.join(&b' '),
    };
    let (name, index) = match memchr::memchr(b'[', &text) {
        Some(at) => text.split_at(at),
        None => (&*text, &b""[..]),
    };
    let special = |special| Continue(Place::Plain(Target::Special(special)));
    if is_name(name) {
        let name = Name::new(name);
        let inner = index
            .strip_prefix(b"[")
            .and_then(|rest| rest.strip_suffix(b"]"));
        return match inner {
            None if index.is_empty() => Continue(Place::Plain(Target::Variable(name))),
            Some(b"@") => Continue(Place::All {
                name,
                joined: false,
            }),
            Some(b"*") => Continue(Place::All { name, joined: true }),
            Some(inner) => {
                let index = arithmetic::of_text(env, inner)?;
                Continue(Place::Element(name, env.index(name, index)))
            }
            None => bad(env, &text),
        };
    }
    match &*text {
        b"@" => special(Special::At),
        b"*" => special(Special::Asterisk),
        digits if !digits.is_empty() && digits.iter().all(u8::is_ascii_digit) => {
            let number = std::str::from_utf8(digits)
                .ok()
                .and_then(|text| text.parse().ok());
            match number {
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
    env.fatal(flow::FAILURE)
}

fn is_list(target: Target) -> Option<bool> {
    match target {
        Target::Special(Special::At) => Some(false),
        Target::Special(Special::Asterisk) => Some(true),
        _ => None,
    }
}

fn values(env: &Env, place: Place) -> Values {
    match place {
        Place::Plain(target) => match is_list(target) {
            Some(joined) => Values::Many {
                list: env.positional.iter().map(<[u8]>::to_vec).collect(),
                joined,
            },
            None => Values::One(value::of(env, target).map(std::borrow::Cow::into_owned)),
        },
        Place::Element(name, index) => {
            Values::One(index.and_then(|index| env.element(name, index)))
        }
        Place::All { name, joined } => Values::Many {
            list: env
                .elements(name)
                .into_iter()
                .map(|(_, value)| value)
                .collect(),
            joined,
        },
    }
}

/// The same, where an unset one is an error under `set -u`.
fn set_values(env: &mut Env, place: Place) -> Flow<Values> {
    let values = values(env, place);
    if matches!(values, Values::One(None)) && env.has(Options::NOUNSET) {
        return unset(env, place);
    }
    Continue(values)
}

fn unset<T>(env: &mut Env, place: Place) -> Flow<T> {
    let what = name_of(place);
    env.report(&what, "parameter not set");
    env.fatal(flow::FAILURE)
}

fn name_of(place: Place) -> Vec<u8> {
    match place {
        Place::Plain(target) => value::name_of(target),
        Place::Element(name, Some(index)) => format!("{name}[{index}]").into_bytes(),
        Place::Element(name, None) | Place::All { name, .. } => name.as_bytes().to_vec(),
    }
}

/// Appends values.
fn put(env: &Env, values: Values, quoted: bool, to: &mut Builder) {
    let ifs = &env.variables.ifs;
    match values {
        Values::One(Some(value)) => to.result(ifs, &value, quoted),
        Values::One(None) if quoted => to.quote(b""),
        Values::One(None) => (),
        Values::Many { list, joined } => {
            let together = joined && (quoted || to.mode() != Mode::Split);
            if together && quoted {
                to.quote(b"");
            }
            for (position, value) in list.iter().enumerate() {
                if position > 0 {
                    match to.mode() {
                        _ if together => to.result(ifs, &ifs.joiner, quoted),
                        Mode::Split => to.boundary(),
                        _ => to.result(ifs, b" ", quoted),
                    }
                }
                to.result(ifs, value, quoted);
            }
        }
    }
}

/// The operators that POSIX has, for what it does not.
fn posix(env: &mut Env, place: Place, modifier: &Modifier, quoted: bool, to: &mut Builder) -> Flow {
    match modifier {
        Modifier::Length => {
            let count = match set_values(env, place)? {
                Values::One(value) => {
                    let text = value.unwrap_or_default();
                    if env.utf8 {
                        super::parameter::characters(&text)
                    } else {
                        text.len()
                    }
                }
                Values::Many { list, .. } => list.len(),
            };
            arithmetic::result(env, count as i64, quoted, to);
        }
        Modifier::Switch {
            action,
            colon,
            word,
        } => return conditional(env, place, *action, *colon, word, quoted, to),
        Modifier::Trim {
            side,
            longest,
            pattern: word,
        } => {
            let mut values = set_values(env, place)?;
            pattern(env, word, |_, pattern| {
                values.change(|value| trim::cut(&pattern, value, *side, *longest).to_vec());
            })?;
            put(env, values, quoted, to);
        }
        _ => {
            let values = set_values(env, place)?;
            put(env, values, quoted, to);
        }
    }
    Continue(())
}

fn conditional(
    env: &mut Env,
    place: Place,
    action: Switch,
    colon: bool,
    word: &Word,
    quoted: bool,
    to: &mut Builder,
) -> Flow {
    let values = values(env, place);
    let present = match &values {
        Values::One(value) => value
            .as_ref()
            .is_some_and(|text| !(colon && text.is_empty())),
        Values::Many { list, .. } => list
            .iter()
            .any(|text| !colon || list.len() > 1 || !text.is_empty()),
    };
    match action {
        Switch::Alternative if present => switch::instead(env, word, quoted, to),
        Switch::Alternative => {
            if quoted {
                to.quote(b"");
            }
            Continue(())
        }
        _ if present => {
            put(env, values, quoted, to);
            Continue(())
        }
        Switch::Default => switch::instead(env, word, quoted, to),
        Switch::Assign => {
            let (name, index) = match place {
                Place::Plain(Target::Variable(name)) => (name, 0),
                Place::Element(name, Some(index)) => (name, index),
                _ => {
                    let what = name_of(place);
                    env.report(&what, "cannot be assigned");
                    return env.fatal(flow::FAILURE);
                }
            };
            let mut fields = env.take_fields();
            single(env, word, &mut fields)?;
            let done = env
                .variables
                .assign_element(name, index, fields.at(0), false);
            if done.is_err() {
                env.report(name.as_bytes(), "is read only");
                return env.fatal(flow::FAILURE);
            }
            to.result(&env.variables.ifs, fields.at(0), quoted);
            env.give_fields(fields);
            Continue(())
        }
        Switch::Error => {
            let what = name_of(place);
            switch::complain(env, &what, colon, word)
        }
    }
}

/// `${x:offset:length}`
fn slice(
    env: &mut Env,
    place: Place,
    offset: &Arithmetic,
    length: Option<&Arithmetic>,
) -> Flow<Values> {
    let offset = arithmetic::number(env, offset)?;
    let length = match length {
        Some(length) => Some(arithmetic::number(env, length)?),
        None => None,
    };
    let list: Vec<(usize, Vec<u8>)> = match place {
        Place::All { name, .. } => env.elements(name),
        Place::Plain(target) if is_list(target).is_some() => {
            let zero = std::iter::once(env.arg0.to_vec());
            let others = env.positional.iter().map(<[u8]>::to_vec);
            zero.chain(others).enumerate().collect()
        }
        _ => {
            let mut values = set_values(env, place)?;
            let utf8 = env.utf8;
            values.change(|text| super::replace::characters(text, offset, length, utf8).to_vec());
            return Continue(values);
        }
    };
    let end = list.last().map_or(0, |(index, _)| *index as i64 + 1);
    let first = if offset < 0 { end + offset } else { offset };
    let count = match length {
        Some(length) if length < 0 => 0,
        Some(length) => usize::try_from(length).unwrap_or(0),
        None => usize::MAX,
    };
    let chosen = list
        .into_iter()
        .filter(|(index, _)| first >= 0 && *index as i64 >= first)
        .take(count)
        .map(|(_, value)| value)
        .collect();
    let joined = match place {
        Place::All { joined, .. } => joined,
        Place::Plain(target) => is_list(target) == Some(true),
        Place::Element(..) => false,
    };
    Continue(Values::Many {
        list: chosen,
        joined,
    })
}

fn letters(
    env: &mut Env,
    place: Place,
    upper: bool,
    all: bool,
    word: Option<&Word>,
) -> Flow<Values> {
    let mut values = set_values(env, place)?;
    let Some(word) = word else {
        values.change(|text| super::replace::letters(text, upper, all, |_| true));
        return Continue(values);
    };
    pattern(env, word, |_, pattern| {
        values.change(|text| {
            super::replace::letters(text, upper, all, |letter| pattern.matches(letter))
        });
    })?;
    Continue(values)
}

fn keys(env: &Env, place: Place) -> Vec<Vec<u8>> {
    let Place::All { name, .. } = place else {
        return Vec::new();
    };
    let elements = env.elements(name).into_iter();
    elements
        .map(|(index, _)| index.to_string().into_bytes())
        .collect()
}

fn names(env: &Env, target: Target) -> Vec<Vec<u8>> {
    let Target::Variable(prefix) = target else {
        return Vec::new();
    };
    let names = env.variables.names().into_iter();
    names
        .map(Name::as_bytes)
        .filter(|name| name.starts_with(prefix.as_bytes()))
        .map(<[u8]>::to_vec)
        .collect()
}
