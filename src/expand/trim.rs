//! `${x#pattern}` and its kin.

use super::{Builder, Mode, pattern, value};
use crate::env::{Env, Flow, Options};
use crate::pattern::Pattern;
use crate::syntax::tree::{Side, Special, Target, Word};
use std::ops::ControlFlow::Continue;

/// Where and how much is cut off.
#[derive(Clone, Copy)]
pub struct Cut {
    /// At which side.
    pub side: Side,
    /// `##` or `%%`.
    pub longest: bool,
}

/// Expands a parameter without its matching prefix or suffix.
pub fn expand(
    env: &mut Env,
    target: Target,
    cut: Cut,
    word: &Word,
    quoted: bool,
    to: &mut Builder,
) -> Flow {
    let set = match target {
        Target::Special(Special::At | Special::Asterisk) => true,
        _ => value::of(env, target).is_some(),
    };
    if !set && env.has(Options::NOUNSET) {
        return value::unset_error(env, target);
    }
    pattern(env, word, |env, pattern| {
        let trim = |text: &mut &[u8]| *text = cut.off(text, &pattern);
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
                trim(&mut field);
                to.result(ifs, field, quoted);
            }
        } else {
            let text = value::of(env, target).unwrap_or_default();
            let mut text = &*text;
            trim(&mut text);
            to.result(ifs, text, quoted);
        }
    })?;
    Continue(())
}

impl Cut {
    /// The text without what the pattern matches there.
    pub fn off<'t>(self, text: &'t [u8], pattern: &Pattern<'_>) -> &'t [u8] {
        let length = match (self.side, self.longest) {
            (Side::Prefix, false) => pattern.shortest_prefix(text),
            (Side::Prefix, true) => pattern.longest_prefix(text),
            (Side::Suffix, false) => pattern.shortest_suffix(text),
            (Side::Suffix, true) => pattern.longest_suffix(text),
        };
        let length = length.unwrap_or(0).min(text.len());
        match self.side {
            Side::Prefix => text.get(length..),
            Side::Suffix => text.get(..text.len() - length),
        }
        .unwrap_or_default()
    }
}
