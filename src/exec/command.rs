//! Compound commands (XCU 2.9.4), and which kind of command is executed how.

use super::apart::Source;
use super::{
    Execute, Tail, connect, function, gather, list, redirect, subshell, trace, trap, wait,
};
use crate::env::files::Hold;
use crate::env::frames::Kind;
use crate::env::{Env, Flow, Options, flow};
use crate::expand;
use crate::syntax::print;
use crate::syntax::tree::{Command, Compound, CompoundCommand, List};
use crate::sys::depth;
use std::ops::ControlFlow::Continue;

impl Execute for Command {
    #[inline]
    fn execute(&self, env: &mut Env, tail: Tail) -> Flow {
        connected(env, |env| match self {
            Self::Simple(simple) => simple.execute(env, tail),
            Self::Compound(compound) => compound.execute(env, tail),
            Self::Function(definition) => {
                function::define(env, definition);
                Continue(())
            }
        })
    }
}

impl Command {
    /// Executes it as all that a subshell does: parentheses make no other one, and redirections are never taken back.
    pub(super) fn execute_alone(&self, env: &mut Env, tail: Tail) -> Flow {
        match self {
            Self::Compound(compound) => connected(env, |env| compound.execute_alone(env, tail)),
            _ => self.execute(env, tail),
        }
    }
}

/// Executes a command, behind which its process substitutions are closed.
#[inline]
fn connected(env: &mut Env, execute: impl FnOnce(&mut Env) -> Flow) -> Flow {
    let connected = env.children.connections.len();
    let flow = execute(env);
    if env.children.connections.len() > connected {
        connect::close(env, connected);
    }
    flow
}

impl CompoundCommand {
    fn execute_alone(&self, env: &mut Env, tail: Tail) -> Flow {
        env.line = self.line;
        if !self.redirects.is_empty() {
            let Some(applied) = redirect::apply(env, &self.redirects, Hold::Long)? else {
                env.status = flow::FAILURE;
                return list::errexit(env);
            };
            applied.keep(env)?;
        }
        match &self.kind {
            Compound::Subshell(body) => depth::deeper(|| body.execute(env, tail)),
            kind => kind.execute(env, tail),
        }
    }
}

impl Execute for CompoundCommand {
    fn execute(&self, env: &mut Env, tail: Tail) -> Flow {
        if self.redirects.is_empty() {
            let numbered = matches!(
                self.kind,
                Compound::Subshell(_) | Compound::Counting { .. } | Compound::Case { .. }
            );
            let own = self.kind.is_simple() || numbered;
            if own || env.traps.watches() || env.has(Options::XTRACE) {
                env.line = self.line;
            }
            return self.kind.execute(env, tail);
        }
        env.line = self.line;
        let hold = gather::hold(env, &self.redirects, &self.kind);
        let Some(applied) = redirect::apply(env, &self.redirects, hold)? else {
            env.status = flow::FAILURE;
            return list::errexit(env);
        };
        let flow = gather::within(env, hold, |env| self.kind.execute(env, Tail::No));
        applied.undo(env);
        flow
    }
}

impl Execute for Compound {
    fn execute(&self, env: &mut Env, tail: Tail) -> Flow {
        depth::deeper(|| match self {
            Self::Group(body) => body.execute(env, tail),
            Self::Subshell(body) => in_subshell(env, body),
            Self::For { name, words, body } => {
                super::looping::each(env, *name, words.as_deref(), body)
            }
            Self::Condition(_) | Self::Arithmetic(_) => tested(env, self),
            Self::Counting { parts, body } => super::looping::count(env, parts, body),
            Self::Select { name, words, body } => {
                super::select::execute(env, *name, words.as_deref(), body)
            }
            Self::Time { portable, pipeline } => super::time::execute(env, *portable, pipeline),
            Self::Coprocess(coprocess) => super::coprocess::start(env, coprocess),
            Self::Case { subject, items } => super::case::execute(env, subject, items, tail),
            Self::If {
                branches,
                otherwise,
            } => branch(env, branches, otherwise.as_ref(), tail),
            Self::Loop {
                until,
                condition,
                body,
            } => super::looping::repeat(env, *until, condition, body),
        })
    }
}

/// `[[ ... ]]` and `(( ... ))`.
fn tested(env: &mut Env, kind: &Compound) -> Flow {
    if env.traps.watches() && trap::before_command(env, env.line, || print::test(kind))? {
        return Continue(());
    }
    match kind {
        Compound::Condition(condition) => super::condition::execute(env, condition),
        Compound::Arithmetic(arithmetic) => {
            trace::test(env, || print::test(kind));
            let value = expand::tolerant(env, |env| expand::number(env, arithmetic))?;
            env.status = i32::from(value.unwrap_or(0) == 0);
            Continue(())
        }
        _ => Continue(()),
    }
}

fn branch(env: &mut Env, branches: &[(List, List)], otherwise: Option<&List>, tail: Tail) -> Flow {
    for (condition, body) in branches {
        list::condition(env, |env| condition.execute(env, Tail::No))?;
        if env.status == flow::SUCCESS {
            return body.execute(env, tail);
        }
    }
    if let Some(body) = otherwise {
        body.execute(env, tail)
    } else {
        env.status = flow::SUCCESS;
        Continue(())
    }
}

/// `( ... )`: in this process, unless it must have one of its own.
fn in_subshell(env: &mut Env, body: &List) -> Flow {
    let monitored = env.monitoring();
    let command = if env.has(Options::MONITOR) {
        print::subshell(body)
    } else {
        Vec::new()
    };
    let request = subshell::Request {
        kind: Kind::Plain,
        place: monitored.then_some(subshell::Place::Foreground),
        source: Source::List(body),
    };
    let outcome = subshell::run(env, request, |_, _| {}, |env| body.execute(env, Tail::Yes))?;
    if let subshell::Outcome::Running(pid) = outcome {
        wait::foreground(env, pid, monitored.then_some(pid), command)?;
    }
    Continue(())
}
