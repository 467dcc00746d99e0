//! `case` (XCU 2.9.4.3).

use super::{Execute, Tail, trace, trap};
use crate::env::{Env, Flow, Options, flow};
use crate::expand;
use crate::pattern::Pattern;
use crate::syntax::print;
use crate::syntax::tree::{CaseItem, CasePattern, Shape, Then, Unit, Word};
use std::ops::ControlFlow::Continue;
use std::rc::Rc;

/// Runs the commands of the first item with a pattern that matches, and of those that `;&` joins to it; behind `;;&`
/// the same of the items that are left.
pub fn execute(env: &mut Env, subject: &Word, items: &[CaseItem], tail: Tail) -> Flow {
    let head = || {
        let head = print::head(b"case", std::slice::from_ref(subject));
        [&*head, b" in "].concat()
    };
    if env.traps.watches() && trap::before_command(env, env.line, head)? {
        return Continue(());
    }
    trace::head(env, head);
    let mut fields = env.take_fields();
    expand::single(env, subject, &mut fields)?;
    let (mut left, mut any) = (items, false);
    loop {
        let Some(first) = choose(env, left, fields.at(0))? else {
            env.give_fields(fields);
            if !any {
                env.status = flow::SUCCESS;
            }
            return Continue(());
        };
        let rest = left.get(first..).unwrap_or_default();
        let joined = rest.iter().take_while(|item| item.then == Then::Next);
        let (chosen, others) = rest
            .split_at_checked(joined.count() + 1)
            .unwrap_or((rest, &[]));
        let looks = chosen.last().is_some_and(|item| item.then == Then::Look);
        if !looks || others.is_empty() {
            env.give_fields(fields);
            return bodies(env, chosen, tail);
        }
        bodies(env, chosen, Tail::No)?;
        (left, any) = (others, true);
    }
}

/// The first item with a pattern that matches.
fn choose(env: &mut Env, items: &[CaseItem], subject: &[u8]) -> Flow<Option<usize>> {
    for (index, item) in items.iter().enumerate() {
        for pattern in &item.patterns {
            if matches(env, pattern, subject)? {
                return Continue(Some(index));
            }
        }
    }
    Continue(None)
}

/// Runs the commands of items, one after the other.
fn bodies(env: &mut Env, items: &[CaseItem], tail: Tail) -> Flow {
    // Commands in a later body see `$?` from before the `case`; it is 0 only if there are none at all.
    if items.iter().all(|item| item.body.items.is_empty()) {
        env.status = flow::SUCCESS;
    }
    let last = items.len().saturating_sub(1);
    for (index, item) in items.iter().enumerate() {
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
        return expand::pattern_of_any_case(env, word, |_, made| made.matches_extended(subject));
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
