//! Words to fields (XCU 2.6), in the order that POSIX gives: tilde, parameter, command and arithmetic
//! expansion from left to right, then field splitting, pathname expansion, quote removal.
//!
//! All of it happens in one walk over the parts of a word ([`Expand`]), which feeds a [`Builder`]:
//! the builder splits what is subject to splitting and knows, when a field is complete, whether
//! anything in it asks for pathname expansion. Quotes were removed when the word was read.

mod arithmetic;
mod beyond;
mod builder;
mod command;
mod parameter;
pub mod pathname;
mod place;
mod replace;
mod switch;
pub mod tilde;
mod transform;
mod trim;
pub mod value;
mod word;

use crate::sys::find;
pub use arithmetic::{number, tolerant};
pub use builder::{Builder, Mode};
pub use pathname::Globbing;
pub use value::of_variable;

use crate::env::arrays::{Key, Member};
use crate::env::flow::FAILURE;
use crate::env::{Env, Fields, Flow, Options};
use crate::name::Name;
use crate::pattern::Pattern;
use crate::syntax;
use crate::syntax::extended::Element;
use crate::syntax::tree::{Arithmetic, PatternWord, Shape, Unit, Word};
use std::borrow::Cow;
use std::ops::ControlFlow::Continue;
use std::rc::Rc;

/// Expansion of a part of the tree into a field builder.
pub trait Expand {
    /// Appends what this expands to. An error has been reported when this diverts.
    fn expand(&self, env: &mut Env, to: &mut Builder) -> Flow;
}

/// Expands words to fields, appended to `out`.
pub fn fields(env: &mut Env, words: &[Word], out: &mut Fields) -> Flow {
    for word in words {
        match &word.shape {
            Shape::Literal(text) => out.push(text),
            Shape::Variable { name, quoted: true } => value::push(env, *name, out)?,
            Shape::Variable {
                name,
                quoted: false,
            } if value::push_plain(env, *name, out) => {}
            _ => general(env, word, out)?,
        }
    }
    Continue(())
}

fn general(env: &mut Env, word: &Word, out: &mut Fields) -> Flow {
    if let Shape::Units(units) = &word.shape
        && let [Unit::Braces(braces)] = &**units
    {
        return if env.has(Options::BRACEEXPAND) && !env.has(Options::POSIX) {
            fields(env, &braces.words, out)
        } else {
            fields(env, std::slice::from_ref(&braces.word), out)
        };
    }
    let mode = if word.assignment {
        Mode::Join
    } else {
        Mode::Split
    };
    let mut builder = Builder::new(std::mem::take(out), mode);
    builder.globbing = (!env.has(Options::NOGLOB)).then(|| Globbing::new(env));
    let flow = word.expand(env, &mut builder);
    if flow.is_continue() {
        builder.end();
    }
    let unmatched = builder.unmatched.take();
    *out = builder.into_fields();
    match unmatched {
        Some(pattern) if flow.is_continue() => {
            env.report(&pattern, "no match");
            env.abandon(FAILURE)
        }
        _ => flow,
    }
}

/// Expands a word to one field, appended to `out`: no splitting, no pathname expansion (assignments,
/// the subject of `case`, targets of redirections, here-documents).
pub fn single(env: &mut Env, word: &Word, out: &mut Fields) -> Flow {
    match &word.shape {
        Shape::Literal(text) => {
            out.push(text);
            Continue(())
        }
        Shape::Variable { name, .. } => value::push(env, *name, out),
        Shape::Units(_) => {
            let mut builder = Builder::new(std::mem::take(out), Mode::Join);
            let flow = word.expand(env, &mut builder);
            *out = builder.into_fields();
            out.finish();
            flow
        }
    }
}

/// Expands a word to one text, as [`single`], and hands it to `look`.
pub fn text<T>(env: &mut Env, word: &Word, look: impl FnOnce(&mut Env, &[u8]) -> T) -> Flow<T> {
    let mut fields = env.take_fields();
    single(env, word, &mut fields)?;
    let answer = look(env, fields.at(0));
    env.give_fields(fields);
    Continue(answer)
}

/// Expands something of which the script sees nothing: `$?` stays, and nothing of it is traced.
pub fn unnoticed<T>(env: &mut Env, expand: impl FnOnce(&mut Env) -> Flow<T>) -> Flow<T> {
    let (status, substitution, traces) = (
        env.status,
        env.outcome.substitution_status,
        env.has(Options::XTRACE),
    );
    env.options -= Options::XTRACE;
    let flow = expand(env);
    env.options.set(Options::XTRACE, traces);
    env.status = status;
    env.outcome.substitution_status = substitution;
    flow
}

/// The elements of a list that is to be an array, expanded.
pub fn elements(env: &mut Env, list: &[Element]) -> Flow<Vec<Member>> {
    let mut expanded = Vec::new();
    let mut values = env.take_fields();
    for element in list {
        if let Some(index) = &element.index {
            single(env, &index.text, &mut values)?;
            single(env, &element.value, &mut values)?;
            expanded.push(Member {
                subscript: Some(values.at(0).to_vec()),
                append: element.append,
                value: values.at(1).to_vec(),
            });
        } else {
            fields(env, std::slice::from_ref(&element.value), &mut values)?;
            expanded.extend(values.iter().map(|value| Member {
                value: value.to_vec(),
                ..Member::default()
            }));
        }
        values.clear();
    }
    env.give_fields(values);
    Continue(expanded)
}

/// The element that a subscript means. `None`: there is none with such an index.
pub fn key(env: &mut Env, name: Name, subscript: &Arithmetic) -> Flow<Option<Key<'static>>> {
    let name = env.variables.follow(name);
    if !env.variables.is_associative(name) {
        let index = number(env, subscript)?;
        return Continue(env.index(name, index).map(Key::Index));
    }
    let key = text(env, &subscript.text, |_, key| key.to_vec())?;
    Continue(Some(Key::Text(Cow::Owned(key))))
}

/// The element that a subscript means which is expanded already.
pub fn key_of_text(env: &mut Env, name: Name, text: &[u8]) -> Flow<Option<Key<'static>>> {
    let name = env.variables.follow(name);
    if env.variables.is_associative(name) {
        return Continue(Some(Key::Text(Cow::Owned(text.to_vec()))));
    }
    let index = env.calculate(text)?;
    Continue(env.index(name, index).map(Key::Index))
}

/// The element that the subscript in an argument means, as in `unset 'a[$x]'`. If the array is
/// associative and has no such key, a variable alone stands for its value, and quotes around the key
/// are none of it. In an index parameters are expanded. Nothing else is, so that neither is ever taken
/// for a command.
pub fn argument_key(env: &mut Env, name: Name, text: &[u8]) -> Flow<Option<Key<'static>>> {
    let name = env.variables.follow(name);
    if !env.variables.is_associative(name) {
        let expanded = parameters(env, text)?;
        return key_of_text(env, name, expanded.as_deref().unwrap_or(text));
    }
    if env.element(name, &Key::Text(text.into())).is_some() {
        return key_of_text(env, name, text);
    }
    let key = match text {
        [quote @ (b'\'' | b'"'), inner @ .., last] if quote == last => inner,
        text => text,
    };
    let variable = key.strip_prefix(b"$").map(|rest| {
        let inner = rest
            .strip_prefix(b"{")
            .and_then(|rest| rest.strip_suffix(b"}"));
        inner.unwrap_or(rest)
    });
    let value = variable
        .and_then(Name::existing)
        .and_then(|name| value::of_variable(env, name))
        .filter(|_| !text.starts_with(b"'"))
        .map(Cow::into_owned);
    key_of_text(env, name, &value.unwrap_or_else(|| key.to_vec()))
}

/// The text with its parameters expanded; `None`: there are none in it, or there are commands.
fn parameters(env: &mut Env, text: &[u8]) -> Flow<Option<Vec<u8>>> {
    // `${x@P}` has what the value says executed.
    if find::byte(b'$', text).is_none() || find::text(b"@P", text).is_some() {
        return Continue(None);
    }
    let word = match syntax::text_word(text) {
        Ok(word) if !syntax::print::substitutes(&word) => word,
        _ => return Continue(None),
    };
    self::text(env, &word, |_, text| Some(text.trim_ascii_end().to_vec()))
}

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

/// As [`pattern`]; one that is the same each time is made once.
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

/// As [`pattern`]; under `nocasematch` capitals and small letters are the same to it.
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
