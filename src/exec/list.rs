//! Lists (XCU 2.9.3) and `set -e` (XCU 2.14 `set`).

use super::{Execute, Tail, asynchronous, trap};
use crate::env::{Env, Flow, Options, flow};
use crate::syntax::tree::{AndOr, AndOrList, Command, Compound, Item, List, Pipeline};
use std::ops::ControlFlow::Continue;

impl Execute for List {
    fn execute(&self, env: &mut Env, tail: Tail) -> Flow {
        items(&self.items, env, tail)
    }
}

/// Executes commands that follow each other.
pub fn items(items: &[Item], env: &mut Env, tail: Tail) -> Flow {
    let Some((last, others)) = items.split_last() else {
        return Continue(());
    };
    for item in others {
        if item.asynchronous {
            asynchronous::start(env, &item.and_or)?;
        } else {
            item.and_or.execute(env, Tail::No)?;
        }
        // `set -n` among them: what follows is only read.
        if env.has(Options::NOEXEC) && !env.has(Options::INTERACTIVE) {
            return Continue(());
        }
    }
    if last.asynchronous {
        asynchronous::start(env, &last.and_or)
    } else {
        last.and_or.execute(env, tail)
    }
}

impl Execute for AndOrList {
    fn execute(&self, env: &mut Env, tail: Tail) -> Flow {
        let Some((last, others)) = self.rest.split_last() else {
            return decisive(&self.first, env, tail);
        };
        condition(env, |env| self.first.execute(env, Tail::No))?;
        for (operator, pipeline) in others {
            if wanted(*operator, env) {
                condition(env, |env| pipeline.execute(env, Tail::No))?;
            }
        }
        if wanted(last.0, env) {
            decisive(&last.1, env, tail)
        } else {
            Continue(())
        }
    }
}

fn wanted(operator: AndOr, env: &Env) -> bool {
    (operator == AndOr::And) == (env.status == flow::SUCCESS)
}

/// Runs something whose failure `set -e` ignores.
pub(super) fn condition(env: &mut Env, run: impl FnOnce(&mut Env) -> Flow) -> Flow {
    env.context.conditions += 1;
    let flow = run(env);
    env.context.conditions -= 1;
    flow
}

/// Runs a pipeline whose failure counts.
fn decisive(pipeline: &Pipeline, env: &mut Env, tail: Tail) -> Flow {
    if pipeline.negated {
        return condition(env, |env| pipeline.execute(env, Tail::No));
    }
    pipeline.execute(env, tail)?;
    if env.status != flow::SUCCESS
        && (env.has(Options::ERREXIT) || env.traps.err)
        && counts(pipeline)
    {
        if let [_, .., Command::Simple(last)] = pipeline.commands.as_slice() {
            // Its stages ran elsewhere.
            env.line = last.line;
        }
        return errexit(env);
    }
    Continue(())
}

/// Ends the shell if `set -e` says so.
pub(super) fn errexit(env: &mut Env) -> Flow {
    if env.context.conditions != 0 {
        return Continue(());
    }
    if env.traps.err {
        trap::on_error(env)?;
    }
    if env.has(Options::ERREXIT) {
        trap::at_exit(env)
    } else {
        Continue(())
    }
}

/// The failure of a compound command other than a subshell is that of a command in it, which has
/// been dealt with (XCU 2.14 `set -e`, rule 3).
fn counts(pipeline: &Pipeline) -> bool {
    match pipeline.commands.as_slice() {
        [Command::Compound(compound)] => match &compound.kind {
            Compound::Subshell(_) => true,
            Compound::Time { pipeline, .. } => !pipeline.negated,
            kind => kind.is_simple(),
        },
        [Command::Function(_)] => false,
        _ => true,
    }
}

impl Execute for Pipeline {
    fn execute(&self, env: &mut Env, tail: Tail) -> Flow {
        match self.commands.as_slice() {
            [command] => {
                let tail = if self.negated { Tail::No } else { tail };
                let flow = command.execute(env, tail);
                env.outcome.pipe_status.clear();
                flow?;
            }
            commands => super::pipeline::run(env, commands)?,
        }
        if self.negated {
            env.status = i32::from(env.status == flow::SUCCESS);
        }
        trap::safe_point(env)
    }
}
