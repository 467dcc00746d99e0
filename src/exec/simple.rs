//! Simple commands (XCU 2.9.1).

use super::lookup::{self, Found};
use super::{Execute, Tail, assign, external, function, gather, output, redirect, trace, trap};
use crate::env::files::Hold;
use crate::env::{Builtin, Divert, Env, Fields, Flow, Kind, Options, flow};
use crate::expand;
use crate::name::Name;
use crate::syntax::print;
use crate::syntax::tree::{FunctionDefinition, SimpleCommand};
use std::ops::ControlFlow::{Break, Continue};

impl Execute for SimpleCommand {
    fn execute(&self, env: &mut Env, tail: Tail) -> Flow {
        match self.run(env, tail) {
            Break(Divert::Exit) => trap::at_exit(env),
            flow => flow,
        }
    }
}

impl SimpleCommand {
    #[inline]
    fn run(&self, env: &mut Env, tail: Tail) -> Flow {
        env.line = self.line;
        if env.traps.watches() && trap::before_command(env, self.line, || print::simple(self))? {
            return Continue(());
        }
        if self.words.is_empty() {
            return bare(self, env);
        }
        let mut fields = env.take_fields();
        env.outcome.substitution_status = None;
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
            Found::Function(definition) => run_function(self, env, &definition, fields, tail),
            found => run_external(self, env, found, fields, tail),
        }
    }
}

/// Finds builtins and functions; a program is searched for when the assignments have been made.
fn lookup_without_search(env: &mut Env, fields: &Fields, name: Option<Name>) -> Found {
    let Some(name) = name.or_else(|| Name::existing(fields.at(0))) else {
        return Found::Nothing;
    };
    let builtin = env.builtins.get(name);
    match (builtin, env.functions.get(name)) {
        (Some(builtin), _) if env.kind_of(builtin) == Kind::Special => Found::Builtin(builtin),
        (_, Some(function)) => Found::Function(std::rc::Rc::clone(function)),
        (Some(builtin), None) => Found::Builtin(builtin),
        (None, None) => Found::Nothing,
    }
}

/// A command without a name: assignments and redirections only.
fn bare(simple: &SimpleCommand, env: &mut Env) -> Flow {
    env.outcome.substitution_status = None;
    bare_expanded(simple, env)
}

fn bare_expanded(simple: &SimpleCommand, env: &mut Env) -> Flow {
    if !simple.redirects.is_empty() && !redirect::try_out(env, &simple.redirects)? {
        env.status = flow::FAILURE;
        return Continue(());
    }
    for assignment in &simple.assignments {
        match assign::assign(env, assignment) {
            Continue(()) => {}
            // That of the substitution is the status of the command.
            Break(Divert::Interrupt)
                if env.outcome.substitution_status.is_some() && env.monitoring() =>
            {
                return trap::interrupted(env);
            }
            diverted => return diverted,
        }
        if env.has(Options::XTRACE) && assignment.extra.is_none() {
            trace::assignment(env, assignment.name);
        }
    }
    env.status = env.outcome.substitution_status.unwrap_or(0);
    Continue(())
}

/// Whether a command has nothing around it that would have to be done and taken back.
#[inline]
fn is_plain(simple: &SimpleCommand, env: &Env) -> bool {
    simple.redirects.is_empty() && simple.assignments.is_empty() && !env.has(Options::XTRACE)
}

fn run_builtin(
    simple: &SimpleCommand,
    env: &mut Env,
    builtin: &'static Builtin,
    fields: Fields,
) -> Flow {
    if is_plain(simple, env) {
        let flow = output::run(env, builtin, &fields);
        // An `exec` without redirections keeps none, those of a command around it neither.
        env.outcome.keep_redirections = false;
        env.give_command(fields);
        return flow;
    }
    let special = env.kind_of(builtin) == Kind::Special;
    // What `exec` executes gets the assignments as any other program does; what `export` is given there, it exports.
    let replaces = builtin.name == "exec" && fields.len() > 1;
    let exports = builtin.kind == Kind::Special && builtin.declaration;
    let scope = if exports || special && !replaces {
        Scope::None
    } else {
        Scope::Command
    };
    let alone = simple.assignments.is_empty() && gather::is_of_text(&simple.redirects);
    let hold = if alone && builtin.only_writes() && !env.has(Options::XTRACE) {
        Hold::Text
    } else if builtin.only_transfers() {
        Hold::Brief
    } else {
        Hold::Long
    };
    let flow = around(simple, env, &fields, scope, hold, |env| {
        // A builtin that stands for a program is there only if the program is (XCU 2.9.1.4 step 1e).
        let gone = env.kind_of(builtin) == Kind::Substitutive
            && simple
                .assignments
                .iter()
                .any(|assignment| assignment.name == Name::PATH)
            && !matches!(lookup::search(env, fields.at(0)), Found::External(_));
        if gone {
            return external::run(env, Found::Nothing, &fields, Tail::No);
        }
        output::run(env, builtin, &fields)
    })?;
    env.give_command(fields);
    if flow.is_none() && special {
        return env.fatal(flow::FAILURE);
    }
    Continue(())
}

fn run_function(
    simple: &SimpleCommand,
    env: &mut Env,
    definition: &FunctionDefinition,
    fields: Fields,
    tail: Tail,
) -> Flow {
    if is_plain(simple, env) {
        return function::call(env, definition, fields, tail);
    }
    let copy = fields.clone();
    let hold = gather::hold_of_call(env, simple, &definition.body);
    around(simple, env, &fields, Scope::Command, hold, |env| {
        gather::within(env, hold, |env| {
            function::call(env, definition, copy, Tail::No)
        })
    })?;
    env.give_command(fields);
    Continue(())
}

fn run_external(
    simple: &SimpleCommand,
    env: &mut Env,
    found: Found,
    fields: Fields,
    tail: Tail,
) -> Flow {
    if is_plain(simple, env) {
        let flow = external::run(env, found, &fields, tail);
        env.give_command(fields);
        return flow;
    }
    // How it ends is told where it is not redirected to.
    env.files.outside = Some(env.files.get(2).clone());
    let flow = around(simple, env, &fields, Scope::Command, Hold::Long, |env| {
        let found = if simple.assignments.is_empty() {
            found
        } else {
            lookup::program(env, fields.at(0))
        };
        external::run(env, found, &fields, tail)
    });
    env.files.outside = None;
    flow?;
    env.give_command(fields);
    Continue(())
}

/// How long assignments in front of a command last.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scope {
    /// For good: a special builtin.
    None,
    /// As long as the command.
    Command,
}

/// Runs a command with its redirections and assignments around it. `None`: a redirection failed, and
/// `$?` says so.
fn around(
    simple: &SimpleCommand,
    env: &mut Env,
    fields: &Fields,
    scope: Scope,
    hold: Hold,
    run: impl FnOnce(&mut Env) -> Flow,
) -> Flow<Option<()>> {
    // The trace is not redirected with the command.
    let errors = env.files.get(2).clone();
    let Some(applied) = redirect::apply(env, &simple.redirects, hold)? else {
        env.status = flow::FAILURE;
        return Continue(None);
    };
    env.outcome.keep_redirections = false;
    let flow = with_assignments(simple, env, scope, |env| {
        trace::command(env, &simple.assignments, fields, errors);
        run(env)
    });
    // `exec` without a command keeps its redirections, also when `command` calls it.
    if std::mem::take(&mut env.outcome.keep_redirections) && flow.is_continue() {
        applied.keep(env)?;
    } else {
        applied.undo(env);
    }
    flow.map_continue(Some)
}

fn with_assignments(
    simple: &SimpleCommand,
    env: &mut Env,
    scope: Scope,
    run: impl FnOnce(&mut Env) -> Flow,
) -> Flow {
    if simple.assignments.is_empty() {
        return run(env);
    }
    if scope == Scope::None {
        for assignment in &simple.assignments {
            assign::assign(env, assignment)?;
        }
        return run(env);
    }
    env.variables.push_scope(false);
    let flow = match assign::temporarily(env, &simple.assignments) {
        Continue(()) => run(env),
        diverted => diverted,
    };
    env.variables.pop_scope();
    env.refresh_locale();
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
        Found::Builtin(builtin) => output::run_guarded(env, builtin, fields),
        Found::Function(definition) => function::call(env, &definition, fields.clone(), Tail::No),
        found => external::run(env, found, fields, Tail::No),
    }
}
