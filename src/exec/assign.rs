//! Assignments (XCU 2.9.1.1).

use super::array;
use crate::env::variables::Attributes;
use crate::env::{Env, Flow, Options, flow};
use crate::expand::{self, Builder, Expand, Mode};
use crate::name::Name;
use crate::syntax::tree::{Assignment, Modifier, Parameter, Shape, Target, Unit, Word};
use std::ops::ControlFlow::Continue;

/// What changes a value, or takes it elsewhere, as it is assigned.
const TYPED: Attributes = Attributes::TYPED.union(Attributes::REFERENCE);

/// Carries out an assignment.
pub fn assign(env: &mut Env, assignment: &Assignment) -> Flow {
    let name = assignment.name;
    if let Some(special) = &assignment.extra {
        return array::assign(env, assignment, special);
    }
    let typed = env.variables.attributes(name).intersects(TYPED);
    let done = match &assignment.value.shape {
        _ if typed => return general(env, name, &assignment.value, false),
        Shape::Literal(text) => env.variables.assign(name, text),
        Shape::Units(units) => match &**units {
            [Unit::Arithmetic { arithmetic, .. }] => {
                let number = expand::number(env, arithmetic)?;
                env.variables.assign_number(name, number)
            }
            [first, rest @ ..] if is_value_of(first, name) && rest.iter().all(is_pure) => {
                return append(env, name, rest);
            }
            _ => return general(env, name, &assignment.value, false),
        },
        Shape::Variable { .. } => return general(env, name, &assignment.value, false),
    };
    match done {
        Ok(()) => {
            env.refresh_locale();
            Continue(())
        }
        Err(_) => read_only(env, name),
    }
}

/// `temporary`: what the variable is by then comes back when the scope is closed.
fn general(env: &mut Env, name: Name, value: &Word, temporary: bool) -> Flow {
    let mut fields = env.take_fields();
    expand::single(env, value, &mut fields)?;
    let number = env.integer(name, fields.at(0))?;
    let value = number.as_deref().unwrap_or(fields.at(0));
    if temporary {
        env.variables.hide_for_command(name);
    }
    if env.variables.assign(name, value).is_err() {
        return read_only(env, name);
    }
    env.give_fields(fields);
    env.refresh_locale();
    Continue(())
}

/// The error of assigning to a read-only variable: the shell exits (XCU 2.8.1).
pub fn read_only<T>(env: &mut Env, name: Name) -> Flow<T> {
    env.report(name.as_bytes(), env.variables.refusal(name));
    env.mistaken(flow::ERROR)
}

fn simple_parameter(unit: &Unit) -> Option<&Parameter> {
    match unit {
        Unit::Parameter { parameter, .. } if parameter.modifier == Modifier::None => {
            Some(parameter)
        }
        _ => None,
    }
}

fn is_value_of(unit: &Unit, name: Name) -> bool {
    simple_parameter(unit).is_some_and(|parameter| parameter.target == Target::Variable(name))
}

/// Whether expanding a part neither changes a variable nor runs anything.
fn is_pure(unit: &Unit) -> bool {
    matches!(unit, Unit::Literal(_) | Unit::Quoted(_)) || simple_parameter(unit).is_some()
}

/// `x=$x...`: the value grows in place, so that building a text piece by piece is linear.
fn append(env: &mut Env, name: Name, rest: &[Unit]) -> Flow {
    let unset = env.variables.value(name).is_none();
    if unset && env.has(Options::NOUNSET) {
        return expand_unset(env, name);
    }
    let mut builder = Builder::new(env.take_fields(), Mode::Join);
    rest.expand(env, &mut builder)?;
    let dynamic = env.variables.attributes(name).contains(Attributes::DYNAMIC);
    let text = builder.unfinished().0;
    let done = if dynamic {
        let line = env.computed(name).unwrap_or_default();
        env.variables.assign(name, &[&line, text].concat())
    } else {
        env.variables.append(name, text)
    };
    if done.is_err() {
        return read_only(env, name);
    }
    env.give_fields(builder.into_fields());
    env.refresh_locale();
    Continue(())
}

fn expand_unset(env: &mut Env, name: Name) -> Flow {
    env.report(name.as_bytes(), "parameter not set");
    env.fatal(flow::FAILURE)
}

/// The assignments in front of a command: they come back at the end of the scope that the caller opened.
pub fn temporarily(env: &mut Env, assignments: &[Assignment]) -> Flow {
    for assignment in assignments {
        // A reference that leads nowhere yet is not given a target for one command.
        if env.variables.leads_nowhere(assignment.name) {
            continue;
        }
        let name = env.variables.follow(assignment.name);
        if env.variables.writable(name).is_err() && env.is_bash() {
            // There the command is run all the same, as `UID=$(id -u) command` counts on.
            env.report(name.as_bytes(), env.variables.refusal(name));
            continue;
        }
        match &assignment.value.shape {
            // The expansion may assign to the variable itself, which is for good.
            Shape::Units(_) | Shape::Variable { .. } if assignment.extra.is_none() => {
                general(env, name, &assignment.value, true)?;
            }
            _ if assignment.extra.is_none() => {
                env.variables.hide_for_command(name);
                assign(env, assignment)?;
            }
            _ => {
                env.variables.hide(name);
                assign(env, assignment)?;
            }
        }
        env.variables.add_attributes(name, Attributes::EXPORT);
    }
    Continue(())
}
