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
mod patterns;
mod place;
mod replace;
mod slice;
mod subscript;
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
use patterns::pattern;
pub use patterns::{kept_pattern, pattern_of_any_case};
pub use subscript::{argument_key, elements, key, key_of_text};
pub use value::of_variable;

use crate::env::flow::FAILURE;
use crate::env::{Env, Fields, Flow, Options};
use crate::syntax;
use crate::syntax::tree::{Shape, Unit, Word};
use std::ops::ControlFlow::Continue;

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
