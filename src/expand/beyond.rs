//! The forms of `${...}` that POSIX does not have.

use super::place::{self, Place, Values, name_of, set_values, values};
use super::replace::{Replacement, replace};
use super::slice::slice;
use super::trim::cut;
use super::{
    Builder, Mode, arithmetic, kept_pattern, pattern, pattern_of_any_case, switch, transform,
};
use crate::env::arrays::Key;
use crate::env::variables::Attributes;
use crate::env::{Env, Flow};
use crate::name::Name;
use crate::syntax::extended::{Beyond, LetterCase, Operation};
use crate::syntax::tree::{Conditional, Modifier, Parameter, Switch, Target, Word};
use std::ops::ControlFlow::Continue;

/// Expands one of them.
pub fn expand(
    env: &mut Env,
    parameter: &Parameter,
    beyond: &Beyond,
    quoted: bool,
    to: &mut Builder,
) -> Flow {
    let mut place = place::place(env, parameter.target, beyond.subscript.as_ref())?;
    if beyond.indirect && place::is_reference(env, &place) {
        put(env, place::name_referred(env, &place), quoted, to);
        return Continue(());
    }
    if beyond.indirect {
        place = place::behind(env, &place)?;
    }
    let place = &place;
    let values = match &beyond.operation {
        Operation::Posix(modifier) => return posix(env, place, modifier, quoted, to),
        Operation::Slice { offset, length } => slice(env, place, offset, length.as_ref())?,
        Operation::Replace {
            which,
            pattern: word,
            text,
        } => {
            let mut values = set_values(env, place)?;
            pattern_of_any_case(env, word, |env, pattern| {
                let by = Replacement::of(env, text)?;
                values.change(|value| replace(pattern, value, *which, &by));
                Continue(())
            })??;
            values
        }
        Operation::Letters {
            to,
            all,
            pattern: word,
        } => letters(env, place, *to, *all, word.as_ref())?,
        Operation::Transform(how) => transform::transform(env, place, *how)?,
        Operation::Keys => Values::Many {
            list: keys(env, place),
            joined: matches!(place, Place::All { joined: true, .. }),
        },
        Operation::Names { joined } => Values::Many {
            list: names(env, parameter.target),
            joined: *joined,
        },
    };
    put(env, values, quoted, to);
    Continue(())
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
                    to.between(ifs, together, quoted);
                }
                to.result(ifs, value, quoted);
            }
        }
    }
}

/// The operators that POSIX has, for what it does not.
fn posix(
    env: &mut Env,
    place: &Place,
    modifier: &Modifier,
    quoted: bool,
    to: &mut Builder,
) -> Flow {
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
        Modifier::Switch(switch) => return conditional(env, place, switch, quoted, to),
        Modifier::Trim(trim) => {
            let mut values = set_values(env, place)?;
            kept_pattern(env, &trim.pattern, |_, pattern| {
                values.change(|value| cut(trim, value, pattern).to_vec());
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
    place: &Place,
    conditional: &Conditional,
    quoted: bool,
    to: &mut Builder,
) -> Flow {
    let (colon, word) = (conditional.colon, &conditional.word);
    let values = values(env, place);
    let present = match &values {
        Values::One(value) => value
            .as_ref()
            .is_some_and(|text| !(colon && text.is_empty())),
        Values::Many { list, joined } => {
            let separated = !(*joined && env.variables.ifs.joiner.is_empty());
            list.iter()
                .any(|text| !colon || separated && list.len() > 1 || !text.is_empty())
        }
    };
    match conditional.action {
        Switch::Alternative if present => switch::instead(env, word, quoted, to),
        Switch::Alternative => {
            let each = matches!(&values, Values::Many { list, joined: false } if list.is_empty());
            switch::nothing(env, each, quoted, to);
            Continue(())
        }
        _ if present => {
            put(env, values, quoted, to);
            Continue(())
        }
        Switch::Default => switch::instead(env, word, quoted, to),
        Switch::Assign => {
            let element = match place {
                Place::Plain(Target::Variable(name)) => (*name, Key::FIRST),
                Place::Element(name, Some(key)) => (*name, key.clone()),
                _ => return switch::not_assignable(env, &name_of(place)),
            };
            switch::assign(env, element, word, quoted, to)
        }
        Switch::Error => {
            let what = name_of(place);
            switch::complain(env, &what, conditional)
        }
    }
}

fn letters(
    env: &mut Env,
    place: &Place,
    to: LetterCase,
    all: bool,
    word: Option<&Word>,
) -> Flow<Values> {
    let mut values = set_values(env, place)?;
    let Some(word) = word else {
        values.change(|text| super::replace::letters(text, to, all, |_| true));
        return Continue(values);
    };
    pattern(env, word, |_, pattern| {
        values.change(|text| {
            super::replace::letters(text, to, all, |letter| pattern.matches(letter))
        });
    })?;
    Continue(values)
}

fn keys(env: &Env, place: &Place) -> Vec<Vec<u8>> {
    let Place::All { name, .. } = place else {
        return Vec::new();
    };
    let elements = env.elements(*name).into_iter();
    elements.map(|(key, _)| key.to_text()).collect()
}

fn names(env: &Env, target: Target) -> Vec<Vec<u8>> {
    let Target::Variable(prefix) = target else {
        return Vec::new();
    };
    let names = env.variables.names().into_iter();
    names
        .filter(|name| name.as_bytes().starts_with(prefix.as_bytes()))
        .filter(|name| is_set(env, *name))
        .map(|name| name.as_bytes().to_vec())
        .collect()
}

/// Whether a variable is set; an array may be without elements.
fn is_set(env: &Env, name: Name) -> bool {
    let attributes = env.variables.attributes(name);
    env.variables.value(name).is_some()
        || attributes.contains(Attributes::DYNAMIC)
        || env.variables.is_array(name) && !attributes.contains(Attributes::BARE)
}
