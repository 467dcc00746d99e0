//! Simple commands (XCU 2.9.1).

use super::lookup::{self, Found};
use super::redirect::{self, Applied};
use super::{Execute, Tail, assign, external, function, output, trace};
use crate::env::{Builtin, Env, Fields, Flow, Kind, Options, flow};
use crate::expand;
use crate::syntax::tree::SimpleCommand;
use std::ops::ControlFlow::Continue;

impl Execute for SimpleCommand {
    fn execute(&self, env: &mut Env, tail: Tail) -> Flow {
        env.line = self.line;
        if self.words.is_empty() {
            return bare(self, env);
        }
        let mut fields = env.take_fields();
        env.substitution_status = None;
        expand::fields(env, &self.words, &mut fields)?;
        if fields.is_empty() {
            env.give_fields(fields);
            return bare_expanded(self, env);
        }
        // The name was interned when the command was read, unless it came from an expansion.
        let name = self.name.filter(|_| {
            self.words
                .first()
                .is_some_and(|word| word.as_literal().is_some())
        });
        let found = if self.assignments.is_empty() {
            lookup::find(env, fields.at(0), name)
        } else {
            // An assignment to PATH counts for the search (XCU 2.9.1.4), so it is done later.
            lookup_without_search(env, &fields, name)
        };
        match found {
            Found::Builtin(builtin) => run_builtin(self, env, builtin, fields),
            Found::Function(definition) => run_function(self, env, &definition.body, fields, tail),
            found => run_external(self, env, found, fields, tail),
        }
    }
}

/// Finds builtins and functions; a program is searched for when the assignments have been made.
fn lookup_without_search(env: &mut Env, fields: &Fields, name: Option<crate::name::Name>) -> Found {
    use crate::name::Name;
    let Some(name) = name.or_else(|| Name::existing(fields.at(0))) else {
        return Found::Nothing;
    };
    let builtin = env.builtin(name);
    match (builtin, env.functions.get(name)) {
        (Some(builtin), _) if builtin.kind == Kind::Special => Found::Builtin(builtin),
        (_, Some(function)) => Found::Function(std::rc::Rc::clone(function)),
        (Some(builtin), None) => Found::Builtin(builtin),
        (None, None) => Found::Nothing,
    }
}

/// A command without a name: assignments and redirections only.
fn bare(simple: &SimpleCommand, env: &mut Env) -> Flow {
    env.substitution_status = None;
    bare_expanded(simple, env)
}

fn bare_expanded(simple: &SimpleCommand, env: &mut Env) -> Flow {
    if !simple.redirects.is_empty() && !redirect::try_out(env, &simple.redirects)? {
        env.status = flow::FAILURE;
        return Continue(());
    }
    for assignment in &simple.assignments {
        assign::assign(env, assignment)?;
        if env.has(Options::XTRACE) {
            trace::assignment(env, assignment.name);
        }
    }
    env.status = env.substitution_status.unwrap_or(0);
    Continue(())
}

fn run_builtin(
    simple: &SimpleCommand,
    env: &mut Env,
    builtin: &'static Builtin,
    fields: Fields,
) -> Flow {
    if simple.redirects.is_empty() && simple.assignments.is_empty() && !env.has(Options::XTRACE) {
        let flow = output::run(env, builtin, &fields);
        env.give_fields(fields);
        return flow;
    }
    let special = builtin.kind == Kind::Special;
    let Some(applied) = redirect::apply(env, &simple.redirects)? else {
        env.status = flow::FAILURE;
        return if special {
            env.fatal(flow::ERROR)
        } else {
            Continue(())
        };
    };
    let scoped = !special && !simple.assignments.is_empty();
    let flow = with_assignments(simple, env, scoped, |env| {
        trace::command(env, &simple.assignments, &fields);
        // With PATH assigned for this command, a builtin that stands for a program must still be there.
        output::run(env, builtin, &fields)
    });
    finish(env, builtin, &fields, applied, flow)
}

/// `exec` without a command keeps its redirections; everything else gives them back.
fn finish(env: &mut Env, builtin: &Builtin, fields: &Fields, applied: Applied, flow: Flow) -> Flow {
    if builtin.name == "exec" && flow.is_continue() && env.status == 0 && fields.len() <= 1 {
        return applied.keep(env);
    }
    applied.undo(env);
    flow
}

fn with_assignments(
    simple: &SimpleCommand,
    env: &mut Env,
    scoped: bool,
    run: impl FnOnce(&mut Env) -> Flow,
) -> Flow {
    if !scoped {
        for assignment in &simple.assignments {
            assign::assign(env, assignment)?;
        }
        return run(env);
    }
    env.variables.push_scope();
    let flow = match assign::temporarily(env, &simple.assignments) {
        Continue(()) => run(env),
        diverted => diverted,
    };
    env.variables.pop_scope();
    env.refresh_locale();
    flow
}

fn run_function(
    simple: &SimpleCommand,
    env: &mut Env,
    body: &crate::syntax::tree::CompoundCommand,
    fields: Fields,
    tail: Tail,
) -> Flow {
    if simple.redirects.is_empty() && simple.assignments.is_empty() && !env.has(Options::XTRACE) {
        return function::call(env, body, fields, tail);
    }
    let Some(applied) = redirect::apply(env, &simple.redirects)? else {
        env.status = flow::FAILURE;
        return Continue(());
    };
    let flow = with_assignments(simple, env, !simple.assignments.is_empty(), |env| {
        trace::command(env, &simple.assignments, &fields);
        function::call(env, body, fields, Tail::No)
    });
    applied.undo(env);
    flow
}

fn run_external(
    simple: &SimpleCommand,
    env: &mut Env,
    found: Found,
    fields: Fields,
    tail: Tail,
) -> Flow {
    if simple.redirects.is_empty() && simple.assignments.is_empty() && !env.has(Options::XTRACE) {
        let flow = external::run(env, found, &fields, tail);
        env.give_fields(fields);
        return flow;
    }
    let Some(applied) = redirect::apply(env, &simple.redirects)? else {
        env.status = flow::FAILURE;
        return Continue(());
    };
    let flow = with_assignments(simple, env, !simple.assignments.is_empty(), |env| {
        trace::command(env, &simple.assignments, &fields);
        let found = if simple.assignments.is_empty() {
            found
        } else {
            lookup::program(env, fields.at(0))
        };
        external::run(env, found, &fields, tail)
    });
    applied.undo(env);
    flow
}

/// Runs a command that is already expanded, without looking for functions if so asked: `command`, `exec`.
pub fn invoke(env: &mut Env, fields: &Fields, functions: bool) -> Flow {
    let found = if functions {
        lookup::find(env, fields.at(0), None)
    } else {
        lookup::find_no_function(env, fields.at(0))
    };
    match found {
        Found::Builtin(builtin) => output::run_tamed(env, builtin, fields),
        Found::Function(definition) => {
            function::call(env, &definition.body, fields.clone(), Tail::No)
        }
        found => external::run(env, found, fields, Tail::No),
    }
}
