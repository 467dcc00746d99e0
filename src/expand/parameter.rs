//! Parameter expansion (XCU 2.6.2).

use super::{Builder, Mode, switch, trim, value};
use crate::env::{Env, Flow, Options, flow};
use crate::syntax::tree::{Modifier, Parameter, Special, Target};
use crate::sys::depth;
use std::ops::ControlFlow::Continue;

/// Expands `${...}`.
pub fn expand(env: &mut Env, parameter: &Parameter, quoted: bool, to: &mut Builder) -> Flow {
    let target = parameter.target;
    match &parameter.modifier {
        Modifier::None => match target {
            Target::Variable(name) => value::variable(env, name, quoted, to),
            Target::Special(Special::At) => {
                all(env, quoted, to);
                Continue(())
            }
            Target::Special(Special::Asterisk) => {
                asterisk(env, quoted, to);
                Continue(())
            }
            _ => plain(env, target, quoted, to),
        },
        Modifier::Length => length(env, target, quoted, to),
        Modifier::Switch(switch) => {
            depth::deeper(|| switch::expand(env, target, switch, quoted, to))
        }
        Modifier::Trim(trim) => depth::deeper(|| trim::expand(env, target, trim, quoted, to)),
        Modifier::Beyond(beyond) => {
            depth::deeper(|| super::beyond::expand(env, parameter, beyond, quoted, to))
        }
        Modifier::Bad(text) => {
            env.report(&[b"${", &**text, b"}"].concat(), "bad substitution");
            env.mistaken(flow::FAILURE)
        }
    }
}

/// A parameter as it is.
pub fn plain(env: &mut Env, target: Target, quoted: bool, to: &mut Builder) -> Flow {
    match target {
        Target::Special(Special::At) => all(env, quoted, to),
        Target::Special(Special::Asterisk) => asterisk(env, quoted, to),
        _ => match value::of(env, target) {
            Some(text) => to.result(&env.variables.ifs, &text, quoted),
            None if env.has(Options::NOUNSET) => return value::unset_error(env, target),
            None if quoted => to.result(&env.variables.ifs, b"", true),
            None => {}
        },
    }
    Continue(())
}

/// `$@`: each positional parameter is a field of its own; none if there are none.
fn all(env: &Env, quoted: bool, to: &mut Builder) {
    if quoted && env.positional.is_empty() {
        to.vanish();
    }
    for (index, field) in env.positional.iter().enumerate() {
        if index > 0 {
            to.between(&env.variables.ifs, false, quoted);
        }
        to.result(&env.variables.ifs, field, quoted);
    }
}

/// `$*`: joined where it is quoted or nothing is split, else as `$@`.
fn asterisk(env: &Env, quoted: bool, to: &mut Builder) {
    if quoted || to.mode() != Mode::Split {
        to.result(&env.variables.ifs, &value::joined(env), quoted);
    } else {
        all(env, false, to);
    }
}

/// `${#x}`: the length in characters.
fn length(env: &mut Env, target: Target, quoted: bool, to: &mut Builder) -> Flow {
    let count = match target {
        Target::Special(Special::At | Special::Asterisk) => env.positional.len(),
        _ => match value::of(env, target) {
            Some(text) if env.utf8 => characters(&text),
            Some(text) => text.len(),
            None if env.has(Options::NOUNSET) => return value::unset_error(env, target),
            None => 0,
        },
    };
    super::arithmetic::result(env, count as i64, quoted, to);
    Continue(())
}

/// The number of characters: a byte that is part of no valid character counts as one.
pub fn characters(text: &[u8]) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    text.utf8_chunks()
        .map(|chunk| chunk.valid().chars().count() + chunk.invalid().len())
        .sum()
}
