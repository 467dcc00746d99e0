//! The values of parameters (XCU 2.5).

use super::Builder;
use crate::env::variables::{Attributes, push_number};
use crate::env::{Env, Fields, Flow, Options, flow};
use crate::name::{Name, reference};
use crate::syntax::tree::{Special, Target};
use std::borrow::Cow;
use std::ops::ControlFlow::Continue;

/// The value of a variable, if it is set.
#[inline]
pub fn of_variable(env: &Env, name: Name) -> Option<Cow<'_, [u8]>> {
    let variable = env.variables.get(name)?;
    if variable
        .attributes
        .intersects(Attributes::DYNAMIC | Attributes::REFERENCE)
    {
        if variable.attributes.contains(Attributes::REFERENCE) {
            let target = env.variables.follow(name);
            return if target == name {
                let Some((array, key)) = env.variables.element_referred(name) else {
                    return all_referred(env, name);
                };
                env.variables.element(array, &key).map(Cow::Borrowed)
            } else {
                of_variable(env, target)
            };
        }
        return env.computed(name).map(Cow::Owned);
    }
    variable.value().map(Cow::Borrowed)
}

/// What a reference to all elements of an array means, as `typeset -n r='a[@]'` makes it: one value.
#[cold]
fn all_referred(env: &Env, name: Name) -> Option<Cow<'_, [u8]>> {
    let target = env.variables.value(name)?;
    let found = reference(target)?;
    if !matches!(found.subscript, Some(b"@" | b"*")) {
        return None;
    }
    let values = env.values(Name::new(found.name));
    (!values.is_empty()).then(|| Cow::Owned(values.join(&b' ')))
}

fn number(value: i64) -> Cow<'static, [u8]> {
    let mut text = Vec::new();
    push_number(&mut text, value);
    Cow::Owned(text)
}

/// The value of a parameter that is one value: `None` if it is unset. Not for `$@` and `$*`.
pub fn of(env: &Env, target: Target) -> Option<Cow<'_, [u8]>> {
    match target {
        Target::Variable(name) => of_variable(env, name),
        Target::Positional(n) => env.positional.get(n).map(Cow::Borrowed),
        Target::Special(special) => match special {
            Special::At | Special::Asterisk => {
                (!env.positional.is_empty()).then(|| Cow::Owned(joined(env)))
            }
            Special::Hash => Some(number(env.positional.len() as i64)),
            Special::Question => Some(number(i64::from(env.status))),
            Special::Hyphen => Some(Cow::Owned(env.options.letters())),
            Special::Dollar => Some(number(i64::from(env.process.pid))),
            Special::Bang => env.children.last_async.map(|pid| number(i64::from(pid))),
            Special::Zero => Some(Cow::Borrowed(env.variables.dynamic.zero(&env.script.arg0))),
        },
    }
}

/// `"$*"`: the positional parameters with the first character of IFS between them.
pub fn joined(env: &Env) -> Vec<u8> {
    let mut text = Vec::new();
    for (index, field) in env.positional.iter().enumerate() {
        if index > 0 {
            text.extend_from_slice(&env.variables.ifs.joiner);
        }
        text.extend_from_slice(field);
    }
    text
}

/// How a parameter is called in messages.
pub fn name_of(target: Target) -> Vec<u8> {
    match target {
        Target::Variable(name) => name.as_bytes().to_vec(),
        Target::Positional(n) => n.to_string().into_bytes(),
        Target::Special(special) => vec![match special {
            Special::At => b'@',
            Special::Asterisk => b'*',
            Special::Hash => b'#',
            Special::Question => b'?',
            Special::Hyphen => b'-',
            Special::Dollar => b'$',
            Special::Bang => b'!',
            Special::Zero => b'0',
        }],
    }
}

/// The error of expanding an unset parameter under `set -u`.
pub fn unset_error<T>(env: &mut Env, target: Target) -> Flow<T> {
    env.report(&name_of(target), "parameter not set");
    env.fatal(flow::FAILURE)
}

/// Appends `"$name"` as a field.
#[inline]
pub fn push(env: &mut Env, name: Name, out: &mut Fields) -> Flow {
    match of_variable(env, name) {
        Some(value) => out.push(&value),
        None if env.has(Options::NOUNSET) => return unset_error(env, Target::Variable(name)),
        None => out.push(b""),
    }
    Continue(())
}

/// Appends unquoted `$name` as a field if it is a number, in which nothing is to be split or expanded.
#[inline]
pub fn push_plain(env: &Env, name: Name, out: &mut Fields) -> bool {
    match env.variables.get(name) {
        Some(variable) if variable.number().is_some() && env.variables.ifs.spares_numbers => {
            // Only values that the shell itself wrote as numbers have one and no blanks or pattern characters.
            match variable.value() {
                Some(value)
                    if !Builder::special(value)
                        && value
                            .iter()
                            .all(|byte| byte.is_ascii_digit() || *byte == b'-') =>
                {
                    out.push(value);
                    !value.is_empty()
                }
                _ => false,
            }
        }
        _ => false,
    }
}

/// Expands `$name`.
pub fn variable(env: &mut Env, name: Name, quoted: bool, to: &mut Builder) -> Flow {
    match of_variable(env, name) {
        Some(value) => to.result(&env.variables.ifs, &value, quoted),
        None if env.has(Options::NOUNSET) => return unset_error(env, Target::Variable(name)),
        None if quoted => to.result(&env.variables.ifs, b"", true),
        None => {}
    }
    Continue(())
}
