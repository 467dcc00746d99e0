//! Functions (XCU 2.9.5).

use super::{Execute, Tail, detach, trap};
use crate::arith;
use crate::env::calls::{Call, DEPTH_LIMIT};
use crate::env::traps::Hidden;
use crate::env::{Divert, Env, Fields, Flow, Options, Positional, flow};
use crate::name::Name;
use crate::syntax::tree::FunctionDefinition;
use crate::sys::depth;
use std::ops::ControlFlow::{Break, Continue};
use std::rc::Rc;

/// Defines a function.
pub fn define(env: &mut Env, definition: &FunctionDefinition) {
    let name = definition.name;
    if env.functions.is_read_only(name) {
        env.report(name.as_bytes(), "is a read-only function");
        env.status = flow::FAILURE;
        return;
    }
    let file = env.current_file();
    env.functions.define(Rc::new(definition.clone()), file);
    if env.has(Options::ALLEXPORT) && !env.has(Options::POSIX) {
        env.functions.export(name, true);
    }
    env.status = flow::SUCCESS;
}

/// Calls a function: `fields` from 1 on are its positional parameters.
pub fn call(env: &mut Env, definition: &FunctionDefinition, fields: Fields, tail: Tail) -> Flow {
    detach::burn(env)?;
    limited(env, definition)?;
    let positional = std::mem::replace(&mut env.positional, Positional::new(fields, 1));
    let flow = scoped(env, |env| {
        env.context.loops = 0;
        env.calls.list.push(Call {
            name: definition.name,
            line: env.line,
            file: None,
        });
        if env.has(Options::EXTDEBUG) {
            env.calls.note(&env.positional);
        }
        let line = env.line;
        let hidden = hide_traps(env, definition);
        let flow = nested(env, |env| {
            if env.traps.debug {
                env.line = definition.line;
                trap::at_entry(env)?;
            }
            depth::deeper(|| definition.body.execute(env, tail))
        });
        let flow = trap::on_return(env, flow);
        env.line = line;
        if let Some(hidden) = hidden {
            env.traps.show(hidden);
        }
        env.calls.list.pop();
        flow
    });
    let used = std::mem::replace(&mut env.positional, positional);
    if let Some(fields) = used.into_fields() {
        env.give_command(fields);
    }
    flow
}

fn hide_traps(env: &mut Env, definition: &FunctionDefinition) -> Option<Hidden> {
    if !env.traps.is_special() {
        return None;
    }
    let inherits = if env.functions.is_traced(definition.name) {
        Options::FUNCTRACE
    } else {
        Options::empty()
    };
    Some(env.traps.hide(env.options | inherits))
}

/// Runs what has variables of its own (`local`) and what `return` leaves.
#[inline]
pub fn scoped(env: &mut Env, run: impl FnOnce(&mut Env) -> Flow) -> Flow {
    let context = env.context;
    let options = env.options;
    env.context.local_options = false;
    env.context.functions += 1;
    env.context.returnable += 1;
    env.variables.push_scope(true);
    let flow = run(env);
    env.variables.pop_scope();
    if env.context.local_options {
        env.set_options(options);
    }
    env.context = context;
    match flow {
        Break(Divert::Return) => Continue(()),
        other => other,
    }
}

/// Holds calls within one another to the number in `FUNCNEST`, if it is greater than 0.
fn limited(env: &mut Env, definition: &FunctionDefinition) -> Flow {
    let Some(limit) = env.variables.value(Name::FUNCNEST) else {
        return Continue(());
    };
    let limit = arith::integer(limit).and_then(|limit| usize::try_from(limit).ok());
    let within = limit.is_none_or(|limit| limit == 0 || env.context.functions < limit);
    if within || env.has(Options::POSIX) {
        return Continue(());
    }
    env.report(
        definition.name.as_bytes(),
        "functions are nested deeper than FUNCNEST allows",
    );
    env.fatal(flow::FAILURE)
}

/// Runs something one level deeper; recursion without end is an error.
pub fn nested(env: &mut Env, run: impl FnOnce(&mut Env) -> Flow) -> Flow {
    if env.calls.depth >= DEPTH_LIMIT {
        env.report(b"", "commands are nested too deeply");
        return env.fatal(flow::ERROR);
    }
    env.calls.depth += 1;
    let flow = run(env);
    env.calls.depth -= 1;
    flow
}
