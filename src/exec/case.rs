//! `case` (XCU 2.9.4.3).

use super::{Execute, Tail, trace, trap};
use crate::env::{Env, Flow, Options, flow};
use crate::expand;
use crate::syntax::print;
use crate::syntax::tree::{CaseItem, PatternWord, Shape, Then, Unit, Word};
use std::ops::ControlFlow::Continue;

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

fn matches(env: &mut Env, pattern: &PatternWord, subject: &[u8]) -> Flow<bool> {
    let word = &pattern.word;
    if env.has(Options::NOCASEMATCH) {
        return expand::pattern_of_any_case(env, word, |_, made| made.matches_extended(subject));
    }
    if let Some(text) = word.as_literal() {
        return Continue(text == subject);
    }
    let groups = has_groups(word);
    expand::kept_pattern(env, pattern, |_, made| {
        if groups {
            made.matches_extended(subject)
        } else {
            made.matches(subject)
        }
    })
}

/// Whether groups such as `+(a|b)` are written in a pattern: in POSIX no parenthesis can be.
fn has_groups(word: &Word) -> bool {
    let written = |unit: &Unit| matches!(unit, Unit::Literal(text) if text.contains(&b'('));
    matches!(&word.shape, Shape::Units(units) if units.iter().any(written))
}
