//! What may stand in place of a command at the prompt: a job resumes it.

use crate::env::{Env, Flow, Options};
use crate::exec::run as execution;
use crate::syntax::print;
use crate::syntax::tree::{Command, Item, List, Shape, SimpleCommand, Unit, Word};

/// Does what a list stands for that names something instead of a command; `None` if it does not.
pub fn run(env: &mut Env, list: &List) -> Option<Flow> {
    if env.has(Options::POSIX) {
        return None;
    }
    let [item] = list.items.as_slice() else {
        return None;
    };
    let Some(Command::Simple(simple)) = only_command(item) else {
        return None;
    };
    let job = job(simple)?;
    let resume: &[u8] = if item.asynchronous { b"bg " } else { b"fg " };
    let command = [resume, &*print::quote(&job)].concat();
    Some(execution::text(env, &command))
}

/// The command of an item that has no other.
fn only_command(item: &Item) -> Option<&Command> {
    let [command] = item.and_or.first.commands.as_slice() else {
        return None;
    };
    (item.and_or.rest.is_empty() && !item.and_or.first.negated).then_some(command)
}

/// Whether the list is one builtin.
pub fn is_builtin(env: &Env, list: &List) -> bool {
    let [item] = list.items.as_slice() else {
        return false;
    };
    match only_command(item) {
        Some(Command::Simple(simple)) => simple.name.is_some_and(|name| {
            !item.asynchronous
                && env.builtins.get(name).is_some()
                && env.functions.get(name).is_none()
        }),
        _ => false,
    }
}

/// The job that a command of one word names.
fn job(simple: &SimpleCommand) -> Option<Vec<u8>> {
    let [word] = simple.words.as_slice() else {
        return None;
    };
    let bare = simple.assignments.is_empty() && simple.redirects.is_empty();
    text(word).filter(|text| bare && text.starts_with(b"%"))
}

/// The text of a word in which nothing is to be expanded. `%?text` matches jobs, not files.
fn text(word: &Word) -> Option<Vec<u8>> {
    let units = match &word.shape {
        Shape::Literal(text) => return Some(text.to_vec()),
        Shape::Variable { .. } => return None,
        Shape::Units(units) => units,
    };
    let texts = units.iter().map(|unit| match unit {
        Unit::Literal(text) | Unit::Quoted(text) => Some(&**text),
        _ => None,
    });
    texts
        .collect::<Option<Vec<_>>>()
        .map(|texts| texts.concat())
}
