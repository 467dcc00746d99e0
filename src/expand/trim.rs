//! `${x#pattern}` and its kin.

use super::{Builder, Mode, kept_pattern, value};
use crate::env::{Env, Flow, Options};
use crate::pattern::Pattern;
use crate::syntax::tree::{Side, Special, Target, Trim};
use std::ops::ControlFlow::Continue;

/// Expands a parameter without its matching prefix or suffix.
pub fn expand(env: &mut Env, target: Target, trim: &Trim, quoted: bool, to: &mut Builder) -> Flow {
    let set = match target {
        Target::Special(Special::At | Special::Asterisk) => true,
        _ => value::of(env, target).is_some(),
    };
    if !set && env.has(Options::NOUNSET) {
        return value::unset_error(env, target);
    }
    kept_pattern(env, &trim.pattern, |env, pattern| {
        let shorten = |text: &mut &[u8]| *text = cut(trim, text, pattern);
        let ifs = &env.variables.ifs;
        if let Target::Special(Special::At | Special::Asterisk) = target {
            let together = target == Target::Special(Special::Asterisk)
                && (quoted || to.mode() != Mode::Split);
            if together && quoted {
                to.result(ifs, b"", true);
            }
            for (index, mut field) in env.positional.iter().enumerate() {
                if index > 0 {
                    to.between(ifs, together, quoted);
                }
                shorten(&mut field);
                to.result(ifs, field, quoted);
            }
        } else {
            let text = value::of(env, target).unwrap_or_default();
            let mut text = &*text;
            shorten(&mut text);
            to.result(ifs, text, quoted);
        }
    })?;
    Continue(())
}

/// The text without what the pattern matches there.
pub fn cut<'t>(trim: &Trim, text: &'t [u8], pattern: &Pattern<'_>) -> &'t [u8] {
    let length = match (trim.side, trim.longest) {
        (Side::Prefix, false) => pattern.shortest_prefix(text),
        (Side::Prefix, true) => pattern.longest_prefix(text),
        (Side::Suffix, false) => pattern.shortest_suffix(text),
        (Side::Suffix, true) => pattern.longest_suffix(text),
    };
    let length = length.unwrap_or(0).min(text.len());
    match trim.side {
        Side::Prefix => text.get(length..),
        Side::Suffix => text.get(..text.len() - length),
    }
    .unwrap_or_default()
}
