//! Words that are expanded to patterns (XCU 2.14).

use super::Expand;
use super::builder::{Builder, Mode};
use crate::env::{Env, Flow, Options};
use crate::pattern::Pattern;
use crate::syntax::tree::{PatternWord, Shape, Unit, Word};
use std::ops::ControlFlow::Continue;
use std::rc::Rc;

/// Expands a word to a pattern and hands it to `look`.
pub fn pattern<T>(
    env: &mut Env,
    word: &Word,
    look: impl FnOnce(&mut Env, &Pattern<'_>) -> T,
) -> Flow<T> {
    let groups = env.has(Options::EXTGLOB);
    exact_pattern(env, word, |env, mut pattern| {
        pattern.allow(groups);
        look(env, &pattern)
    })
}

/// As `pattern`; one that is the same each time is made once.
#[inline]
pub fn kept_pattern<T>(
    env: &mut Env,
    pattern: &PatternWord,
    look: impl FnOnce(&mut Env, &Pattern<'_>) -> T,
) -> Flow<T> {
    if let Some(kept) = pattern.ready.get()
        && kept.is_utf8() == env.utf8
    {
        let mut made = kept.pattern();
        made.allow(env.has(Options::EXTGLOB));
        return Continue(look(env, &made));
    }
    let fixed = pattern.met.replace(true) && is_fixed(&pattern.word);
    self::pattern(env, &pattern.word, |env, made| {
        if fixed {
            let _ = pattern.ready.set(Rc::new(made.keep()));
        }
        look(env, made)
    })
}

/// Whether a word is the same pattern whenever it is expanded.
fn is_fixed(word: &Word) -> bool {
    let text = |unit: &Unit| matches!(unit, Unit::Literal(_) | Unit::Quoted(_));
    matches!(&word.shape, Shape::Units(units) if units.iter().all(text))
}

/// As `pattern`; under `nocasematch` capitals and small letters are the same to it.
pub fn pattern_of_any_case<T>(
    env: &mut Env,
    word: &Word,
    look: impl FnOnce(&mut Env, &Pattern<'_>) -> T,
) -> Flow<T> {
    if !env.has(Options::NOCASEMATCH) {
        return pattern(env, word, look);
    }
    let groups = env.has(Options::EXTGLOB);
    exact_pattern(env, word, |env, pattern| {
        let (text, quoted) = pattern.parts();
        let text = crate::pattern::fold(text, env.utf8);
        let folded = Pattern::new(&text, Some(&quoted), env.utf8).folded();
        look(env, &folded.with_groups(groups))
    })
}

fn exact_pattern<T>(
    env: &mut Env,
    word: &Word,
    look: impl FnOnce(&mut Env, Pattern<'_>) -> T,
) -> Flow<T> {
    let utf8 = env.utf8;
    if let Shape::Literal(text) = &word.shape {
        return Continue(look(env, Pattern::quoting(text, utf8)));
    }
    let mut builder = Builder::new(env.take_fields(), Mode::Pattern);
    word.expand(env, &mut builder)?;
    let answer = match builder.unfinished() {
        (text, None) => look(env, Pattern::quoting(text, utf8)),
        (text, quoted) => look(env, Pattern::new(text, quoted, utf8)),
    };
    env.give_fields(builder.into_fields());
    Continue(answer)
}
