//! `for`, `while`, `until` (XCU 2.9.4).

use super::assign::read_only;
use super::{Execute, Tail, detach, list, trace, trap};
use crate::env::variables::Attributes;
use crate::env::{Divert, Env, Flow, Options, flow};
use crate::expand;
use crate::name::{Name, reference};
use crate::syntax::print;
use crate::syntax::tree::{Arithmetic, List, Word};
use std::ops::ControlFlow::{Break, Continue};

/// How a loop goes on after its body.
enum Step {
    /// To its end, as if by itself.
    Through,
    /// By `continue`.
    Next,
    Leave,
}

/// Takes what is meant for this loop out of a flow.
fn step(flow: Flow) -> Flow<Step> {
    match flow {
        Continue(()) => Continue(Step::Through),
        Break(Divert::Continue(1)) => Continue(Step::Next),
        Break(Divert::Break(1)) => Continue(Step::Leave),
        Break(Divert::Break(levels)) => Break(Divert::Break(levels - 1)),
        Break(Divert::Continue(levels)) => Break(Divert::Continue(levels - 1)),
        Break(other) => Break(other),
    }
}

fn inside(env: &mut Env, run: impl FnOnce(&mut Env) -> Flow) -> Flow {
    env.context.loops += 1;
    let flow = run(env);
    env.context.loops -= 1;
    flow
}

/// `while` and `until`.
pub fn repeat(env: &mut Env, until: bool, condition: &List, body: &List) -> Flow {
    inside(env, |env| {
        let mut status = flow::SUCCESS;
        loop {
            detach::burn(env)?;
            match step(list::condition(env, |env| condition.execute(env, Tail::No)))? {
                Step::Through => {}
                Step::Next => {
                    trap::safe_point(env)?;
                    continue;
                }
                Step::Leave => return Continue(()),
            }
            if (env.status == flow::SUCCESS) == until {
                break;
            }
            if let Step::Leave = step(body.execute(env, Tail::No))? {
                return Continue(());
            }
            status = env.status;
        }
        env.status = status;
        Continue(())
    })
}

/// `for ((first; condition; next))`.
pub fn count(env: &mut Env, parts: &[Option<Arithmetic>; 3], body: &List) -> Flow {
    let [first, condition, next] = parts;
    let line = env.line;
    let evaluate = |env: &mut Env, part: &Option<Arithmetic>| {
        let Some(part) = part else {
            return Continue(Some(1));
        };
        env.line = line;
        if env.traps.watches() && trap::before_command(env, line, || print::arithmetic(part))? {
            return Continue(Some(0));
        }
        trace::test(env, || print::arithmetic(part));
        expand::tolerant(env, |env| expand::number(env, part))
    };
    if evaluate(env, first)?.is_none() {
        env.status = flow::FAILURE;
        return Continue(());
    }
    inside(env, |env| {
        let mut status = flow::SUCCESS;
        while let Some(value) = evaluate(env, condition)? {
            if value == 0 {
                env.status = status;
                return Continue(());
            }
            detach::burn(env)?;
            match step(body.execute(env, Tail::No))? {
                Step::Through => {}
                Step::Next => trap::safe_point(env)?,
                Step::Leave => return Continue(()),
            }
            status = env.status;
            if evaluate(env, next)?.is_none() {
                break;
            }
        }
        // An expression is in error.
        env.status = flow::FAILURE;
        Continue(())
    })
}

/// Asks until `body` is left, or there is nothing more to read: `select`.
pub fn ask(env: &mut Env, body: &List, mut question: impl FnMut(&mut Env) -> Flow<bool>) -> Flow {
    inside(env, |env| {
        while question(env)? {
            detach::burn(env)?;
            if let Step::Leave = step(body.execute(env, Tail::No))? {
                break;
            }
        }
        Continue(())
    })
}

/// What `for name in words` looks like, or `select`.
pub fn head(keyword: &[u8], name: Name, words: Option<&[Word]>) -> Vec<u8> {
    let before = [keyword, name.as_bytes(), b" in"].concat();
    match words {
        Some(words) => print::head(&before, words),
        None => [&*before, b" \"$@\""].concat(),
    }
}

/// Sets the variable of `for`; one that is a reference refers to each of the words by turns.
fn take(env: &mut Env, name: Name, field: &[u8]) -> Flow {
    if env
        .variables
        .attributes(name)
        .contains(Attributes::REFERENCE)
    {
        if reference(field).is_none() {
            env.report(field, "cannot be referred to");
            return env.mistaken(flow::FAILURE);
        }
        if env.variables.writable(name).is_ok() {
            env.variables.store(name, field);
            return Continue(());
        }
    } else if env.assign(name, field)?.is_ok() {
        return Continue(());
    }
    read_only(env, name)
}

/// `for`.
pub fn each(env: &mut Env, name: Name, words: Option<&[Word]>, body: &List) -> Flow {
    let line = env.line;
    let mut fields = env.take_fields();
    match words {
        Some(words) => expand::fields(env, words, &mut fields)?,
        None => env.positional.iter().for_each(|field| fields.push(field)),
    }
    let flow = inside(env, |env| {
        if fields.is_empty() {
            env.status = flow::SUCCESS;
        }
        for field in fields.iter() {
            detach::burn(env)?;
            if env.traps.watches() {
                let text = || head(b"for ", name, words);
                if trap::before_command(env, line, text)? {
                    continue;
                }
            }
            if env.has(Options::XTRACE) {
                env.line = line;
                trace::head(env, || head(b"for ", name, words));
            }
            take(env, name, field)?;
            if let Step::Leave = step(body.execute(env, Tail::No))? {
                break;
            }
        }
        Continue(())
    });
    env.give_fields(fields);
    flow
}
