//! Parts of a value: `${x:offset:length}`.

use super::arithmetic;
use super::place::{self, Place, Values, name_of, set_values};
use crate::env::arrays::Key;
use crate::env::{Env, Flow, flow};
use crate::syntax::tree::Arithmetic;
use std::ops::ControlFlow::Continue;

/// `${x:offset:length}`
pub(super) fn slice(
    env: &mut Env,
    place: &Place,
    offset: &Arithmetic,
    length: Option<&Arithmetic>,
) -> Flow<Values> {
    let offset = arithmetic::number(env, offset)?;
    let length = match length {
        Some(length) => Some(arithmetic::number(env, length)?),
        None => None,
    };
    let Some(list) = numbered(env, place) else {
        return slice_of_text(env, place, offset, length);
    };
    let end = list.last().map_or(0, |(index, _)| *index as i64 + 1);
    let first = if offset < 0 { end + offset } else { offset };
    let count = match length {
        Some(length) if length < 0 && (0..end).contains(&first) => {
            env.report(&name_of(place), "the length of a list is negative");
            return env.mistaken(flow::FAILURE);
        }
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
        Place::All { joined, .. } => *joined,
        Place::Plain(target) => place::joined(*target) == Some(true),
        Place::Element(..) => false,
    };
    Continue(Values::Many {
        list: chosen,
        joined,
    })
}

/// The elements of a list with their numbers; `None` if the place is no list.
fn numbered(env: &Env, place: &Place) -> Option<Vec<(usize, Vec<u8>)>> {
    match place {
        // Of what is no array it is the characters that count.
        Place::All { name, .. } if !env.is_array(*name) => None,
        Place::All { name, .. } => {
            let elements = env.elements(*name).into_iter().enumerate();
            let each = elements.map(|(position, (key, value))| match key {
                Key::Index(index) => (index, value.into_owned()),
                Key::Text(_) => (position, value.into_owned()),
            });
            Some(each.collect())
        }
        Place::Plain(target) if place::joined(*target).is_some() => {
            let zero = std::iter::once(env.variables.dynamic.zero(&env.script.arg0).to_vec());
            let others = env.positional.iter().map(<[u8]>::to_vec);
            Some(zero.chain(others).enumerate().collect())
        }
        _ => None,
    }
}

/// Characters of a text.
fn slice_of_text(env: &mut Env, place: &Place, offset: i64, length: Option<i64>) -> Flow<Values> {
    let mut values = set_values(env, place)?;
    let utf8 = env.utf8;
    let mut missing = false;
    values.change(|text| {
        let part = super::replace::characters(text, offset, length, utf8);
        missing |= part.is_none();
        part.unwrap_or_default().to_vec()
    });
    if missing {
        env.report(&name_of(place), "the end is before the beginning");
        return env.mistaken(flow::FAILURE);
    }
    Continue(values)
}
