//! `case` (XCU 2.9.4.3).

use super::{Execute, Tail};
use crate::env::{Env, Flow};
use crate::expand;
use crate::syntax::tree::{CaseItem, Shape, Unit, Word};
use std::ops::ControlFlow::Continue;

/// Runs the commands of the first item with a pattern that matches, and of those that `;&` joins to it.
pub fn execute(env: &mut Env, subject: &Word, items: &[CaseItem], tail: Tail) -> Flow {
    let mut fields = env.take_fields();
    expand::single(env, subject, &mut fields)?;
    let mut chosen = None;
    'items: for (index, item) in items.iter().enumerate() {
        for pattern in &item.patterns {
            if matches(env, pattern, fields.at(0))? {
                chosen = Some(index);
                break 'items;
            }
        }
    }
    env.give_fields(fields);
    let Some(first) = chosen else {
        env.status = 0;
        return Continue(());
    };
    let rest = items.get(first..).unwrap_or_default();
    let last = rest
        .iter()
        .position(|item| !item.fall_through)
        .unwrap_or(rest.len().saturating_sub(1));
    // Commands in a later body see `$?` from before the `case`; it is 0 only if there are none at all.
    if rest
        .iter()
        .take(last + 1)
        .all(|item| item.body.items.is_empty())
    {
        env.status = 0;
    }
    for (index, item) in rest.iter().enumerate().take(last + 1) {
        item.body
            .execute(env, if index == last { tail } else { Tail::No })?;
    }
    Continue(())
}

fn matches(env: &mut Env, word: &Word, subject: &[u8]) -> Flow<bool> {
    match word.as_literal() {
        Some(text) => Continue(text == subject),
        None if has_groups(word) => {
            expand::pattern(env, word, |_, pattern| pattern.matches_extended(subject))
        }
        None => expand::pattern(env, word, |_, pattern| pattern.matches(subject)),
    }
}

/// Whether groups such as `+(a|b)` are written in a pattern: in POSIX no parenthesis can be.
fn has_groups(word: &Word) -> bool {
    let written = |unit: &Unit| matches!(unit, Unit::Literal(text) if text.contains(&b'('));
    matches!(&word.shape, Shape::Units(units) if units.iter().any(written))
}
