//! `{ echo one; echo two; } >file`, and the same by a function: texts that nothing can look at in between, nor
//! anybody else tell from one, are written as one ([`crate::env`] on a file that is overwritten).

use super::list;
use crate::env::files::Hold;
use crate::env::report::errno_text;
use crate::env::{Env, Flow, Options, flow};
use crate::syntax::tree::{
    Command, Compound, CompoundCommand, List, Modifier, Redirect, RedirectAction, Shape,
    SimpleCommand, Unit, Word,
};

/// How long the redirections of a command last that does no more than this.
pub fn hold(env: &Env, redirects: &[Redirect], body: &Compound) -> Hold {
    let watched = env.has(Options::XTRACE) || env.traps.watches() || env.traps.has_command();
    if is_of_text(redirects) && !watched && only_writes(env, body) {
        Hold::Text
    } else {
        Hold::Long
    }
}

/// Whether these are `>file` or `>file 2>&1`.
pub fn is_of_text(redirects: &[Redirect]) -> bool {
    let (output, errors) = match redirects {
        [output] => (output, None),
        [output, errors] => (output, Some(errors)),
        _ => return false,
    };
    let written = matches!(
        output.action,
        RedirectAction::Write(_) | RedirectAction::Clobber(_)
    );
    written && output.descriptor == 1 && errors.is_none_or(is_of_errors)
}

/// `2>&1`
fn is_of_errors(redirect: &Redirect) -> bool {
    redirect.descriptor == 2
        && redirect.variable.is_none()
        && matches!(&redirect.action, RedirectAction::DuplicateOutput(word) if word.as_literal() == Some(b"1"))
}

/// Executes a command between its redirections.
pub fn within(env: &mut Env, hold: Hold, execute: impl FnOnce(&mut Env) -> Flow) -> Flow {
    if hold != Hold::Text {
        return execute(env);
    }
    env.files.gather();
    let flow = execute(env);
    let last = env.files.gathering.take();
    if let Err(error) = env.flush() {
        env.out.clear();
        env.status = flow::FAILURE;
        let name = last.unwrap_or_default();
        let why = errno_text(&error);
        env.report(name.as_bytes(), format_args!("write error: {why}"));
        flow?;
        return list::errexit(env);
    }
    flow
}

/// Whether a command only writes texts to standard output, and not for long.
fn only_writes(env: &Env, body: &Compound) -> bool {
    match body {
        Compound::Group(list) => texts(env, list),
        Compound::For {
            words: Some(words),
            body,
            ..
        } => words.iter().all(is_quiet) && texts(env, body),
        _ => false,
    }
}

/// As [`hold`], for the call of a function with this body.
pub fn hold_of_call(env: &Env, simple: &SimpleCommand, body: &CompoundCommand) -> Hold {
    if simple.assignments.is_empty() && body.redirects.is_empty() {
        hold(env, &simple.redirects, &body.kind)
    } else {
        Hold::Long
    }
}

fn texts(env: &Env, list: &List) -> bool {
    list.items.iter().all(|item| {
        let first = &item.and_or.first;
        let alone = item.and_or.rest.is_empty() && !item.asynchronous && !first.negated;
        match first.commands.as_slice() {
            [Command::Simple(simple)] => alone && is_text(env, simple),
            _ => false,
        }
    })
}

fn is_text(env: &Env, simple: &SimpleCommand) -> bool {
    let builtin = simple
        .name
        .filter(|&name| env.functions.get(name).is_none());
    builtin
        .and_then(|name| env.builtins.get(name))
        .is_some_and(crate::env::Builtin::only_writes)
        && simple.redirects.is_empty()
        && simple.assignments.is_empty()
        && simple.words.iter().all(is_quiet)
}

/// Whether nothing is executed to expand a word.
fn is_quiet(word: &Word) -> bool {
    match &word.shape {
        Shape::Literal(_) | Shape::Variable { .. } => true,
        Shape::Units(units) => units.iter().all(|unit| match unit {
            Unit::Literal(_) | Unit::Quoted(_) | Unit::Tilde(_) => true,
            Unit::Parameter { parameter, .. } => parameter.modifier == Modifier::None,
            _ => false,
        }),
    }
}
