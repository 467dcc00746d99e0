//! The conditional parameter expansions: `-`, `=`, `?`, `+`.

use super::{Builder, Expand, Mode, parameter, single, value};
use crate::env::arrays::Key;
use crate::env::variables::Attributes;
use crate::env::{Env, Flow, flow};
use crate::name::Name;
use crate::syntax::tree::{Conditional, Special, Switch, Target, Word};
use std::ops::ControlFlow::Continue;

/// Expands `${x-word}` and its kin.
pub fn expand(
    env: &mut Env,
    target: Target,
    conditional: &Conditional,
    quoted: bool,
    to: &mut Builder,
) -> Flow {
    let (colon, word) = (conditional.colon, &conditional.word);
    let present = match value::of(env, target) {
        Some(text) if colon && text.is_empty() => {
            // Several are something, if only separated.
            target == Target::Special(Special::At) && env.positional.len() > 1
        }
        Some(_) => true,
        None => false,
    };
    match conditional.action {
        Switch::Alternative if present => instead(env, word, quoted, to),
        Switch::Alternative => {
            let each = target == Target::Special(Special::At) && env.positional.is_empty();
            nothing(env, each, quoted, to);
            Continue(())
        }
        _ if present => parameter::plain(env, target, quoted, to),
        Switch::Default => instead(env, word, quoted, to),
        Switch::Assign => {
            let Target::Variable(name) = target else {
                return not_assignable(env, &value::name_of(target));
            };
            assign(env, (name, Key::FIRST), word, quoted, to)
        }
        Switch::Error => complain(env, &value::name_of(target), conditional),
    }
}

/// An empty result, which is a field if it is quoted, and not that of a list of which there is nothing.
pub fn nothing(env: &Env, each: bool, quoted: bool, to: &mut Builder) {
    if quoted && each {
        to.vanish();
    } else if quoted {
        to.result(&env.variables.ifs, b"", true);
    }
}

/// The word takes the place of the parameter: its unquoted text is split as a result is.
pub fn instead(env: &mut Env, word: &Word, quoted: bool, to: &mut Builder) -> Flow {
    if quoted && word.as_literal().is_some_and(<[u8]>::is_empty) {
        nothing(env, false, quoted, to);
        return Continue(());
    }
    let nested = std::mem::replace(&mut to.nested, !quoted);
    let flow = word.expand(env, to);
    to.nested = nested;
    if quoted {
        // Also where the word is an empty `$@`.
        to.quote(b"");
    }
    flow
}

/// The error of an assignment to a parameter that is no variable.
pub fn not_assignable(env: &mut Env, what: &[u8]) -> Flow {
    env.report(what, "cannot be assigned");
    env.mistaken(flow::FAILURE)
}

/// Assigns the word to an element; it is the result, too.
pub fn assign(
    env: &mut Env,
    (name, key): (Name, Key<'_>),
    word: &Word,
    quoted: bool,
    to: &mut Builder,
) -> Flow {
    let mut fields = env.take_fields();
    single(env, word, &mut fields)?;
    if env
        .assign_element(name, &key, fields.at(0), false)?
        .is_err()
    {
        env.report(name.as_bytes(), env.variables.refusal(name));
        return env.mistaken(flow::ERROR);
    }
    // What has attributes may have become something else.
    let typed = env.variables.attributes(name).intersects(Attributes::TYPED);
    let value = if typed {
        env.element(name, &key).map(std::borrow::Cow::into_owned)
    } else {
        None
    };
    let value = value.as_deref().unwrap_or(fields.at(0));
    to.result(&env.variables.ifs, value, quoted);
    env.give_fields(fields);
    Continue(())
}

/// The error that the word tells, about the parameter `what`.
pub fn complain(env: &mut Env, what: &[u8], conditional: &Conditional) -> Flow {
    let mut builder = Builder::new(env.take_fields(), Mode::Join);
    conditional.word.expand(env, &mut builder)?;
    let text = builder.unfinished().0;
    let why = match (text.is_empty(), conditional.colon) {
        (false, _) => text,
        (true, true) => b"parameter null or not set",
        (true, false) => b"parameter not set",
    };
    let why = why.to_vec();
    env.report_bytes(what, &why);
    env.fatal(flow::FAILURE)
}
