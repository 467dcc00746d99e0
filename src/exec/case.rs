//! `case` (XCU 2.9.4.3).

use super::{Execute, Tail, trap};
use crate::env::{Env, Flow, Options};
use crate::expand;
use crate::pattern::Pattern;
use crate::syntax::print;
use crate::syntax::tree::{CaseItem, CasePattern, Shape, Unit, Word};
use std::ops::ControlFlow::Continue;
use std::rc::Rc;

/// Runs the commands of the first item with a pattern that matches, and of those that `;&` joins to it.
pub fn execute(env: &mut Env, subject: &Word, items: &[CaseItem], tail: Tail) -> Flow {
    if env.traps.watches() {
        let text = || {
            [
                &*print::head(b"case", std::slice::from_ref(subject)),
                b" in ",
            ]
            .concat()
        };
        trap::before_command(env, env.line, text)?;
    }
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

fn matches(env: &mut Env, pattern: &CasePattern, subject: &[u8]) -> Flow<bool> {
    let word = &pattern.word;
    let folds = env.has(Options::NOCASEMATCH);
    if !folds && let Some(text) = word.as_literal() {
        return Continue(text == subject);
    }
    let groups = has_groups(word);
    let compare = |pattern: &Pattern<'_>| {
        if groups {
            pattern.matches_extended(subject)
        } else {
            pattern.matches(subject)
        }
    };
    if let Some(kept) = pattern.ready.get()
        && kept.is_utf8() == env.utf8
        && !folds
    {
        return Continue(compare(&kept.pattern()));
    }
    if folds {
        return expand::pattern_of_any_case(env, word, |_, made| {
            made.matches_extended(&made.fold(subject))
        });
    }
    let fixed = is_fixed(word);
    expand::pattern(env, word, |_, made| {
        if fixed {
            let _ = pattern.ready.set(Rc::new(made.keep()));
        }
        compare(&made)
    })
}

/// Whether a word is the same pattern whenever it is expanded.
fn is_fixed(word: &Word) -> bool {
    let text = |unit: &Unit| matches!(unit, Unit::Literal(_) | Unit::Quoted(_));
    matches!(&word.shape, Shape::Units(units) if units.iter().all(text))
}

/// Whether groups such as `+(a|b)` are written in a pattern: in POSIX no parenthesis can be.
fn has_groups(word: &Word) -> bool {
    let written = |unit: &Unit| matches!(unit, Unit::Literal(text) if text.contains(&b'('));
    matches!(&word.shape, Shape::Units(units) if units.iter().any(written))
}
