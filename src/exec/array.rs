//! Assignments that POSIX does not have: `name+=value`, `name[index]=value`, `name=(...)`.

use super::assign::read_only;
use crate::env::variables::ReadOnly;
use crate::env::{Env, Flow, flow};
use crate::expand;
use crate::name::Name;
use crate::syntax::extended::Special;
use crate::syntax::tree::Assignment;
use std::ops::ControlFlow::Continue;

/// Carries out such an assignment.
pub fn assign(env: &mut Env, assignment: &Assignment, special: &Special) -> Flow {
    let name = assignment.name;
    if let Some(list) = &special.list {
        let list = expand::elements(env, list)?;
        let done = env.variables.assign_list(name, &list, special.append);
        return settle(env, name, done);
    }
    let index = match &special.index {
        Some(index) => {
            let index = expand::number(env, index)?;
            env.variables.index(name, index)
        }
        None => Some(0),
    };
    let mut fields = env.take_fields();
    expand::single(env, &assignment.value, &mut fields)?;
    let done = match index {
        Some(index) => env
            .variables
            .assign_element(name, index, fields.at(0), special.append)
            .map(Some),
        None => Ok(None),
    };
    env.give_fields(fields);
    settle(env, name, done)
}

/// The end of an assignment to an array. `None`: there can be no element with its index.
pub fn settle(env: &mut Env, name: Name, done: Result<Option<()>, ReadOnly>) -> Flow {
    match done {
        Ok(Some(())) => {
            env.refresh_locale();
            Continue(())
        }
        Ok(None) => {
            env.report(name.as_bytes(), "no element with this index");
            env.fatal(flow::FAILURE)
        }
        Err(_) => read_only(env, name),
    }
}
