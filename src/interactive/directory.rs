//! A directory in place of a command changes to it.

use crate::env::{Env, Flow, Options};
use crate::exec::lookup::{self, Found};
use crate::exec::run;
use crate::name::Name;
use crate::syntax::print;
use crate::syntax::tree::{Command, List, Shape, SimpleCommand, Unit};
use crate::sys::fd;

/// The command of a list that has no other.
pub fn only_command(list: &List) -> Option<&Command> {
    let [item] = list.items.as_slice() else {
        return None;
    };
    let [command] = item.and_or.first.commands.as_slice() else {
        return None;
    };
    let alone = !item.asynchronous && item.and_or.rest.is_empty() && !item.and_or.first.negated;
    alone.then_some(command)
}

/// Changes to the directory that the list names instead of a command; `None` if it does not.
pub fn change(env: &mut Env, list: &List) -> Option<Flow> {
    if !env.has(Options::AUTOCD) || env.has(Options::POSIX) {
        return None;
    }
    let Some(Command::Simple(simple)) = only_command(list) else {
        return None;
    };
    let path = path(env, simple)?;
    if !fd::stat_path(&path).is_ok_and(|stat| stat.is_dir()) {
        return None;
    }
    let command = [b"cd -- ", &*print::quote(&path)].concat();
    Some(run::text(env, &command, b"cd"))
}

/// The path that a command of one word may be, if it is no command.
fn path(env: &mut Env, simple: &SimpleCommand) -> Option<Vec<u8>> {
    let [word] = simple.words.as_slice() else {
        return None;
    };
    if !simple.assignments.is_empty() || !simple.redirects.is_empty() {
        return None;
    }
    match &word.shape {
        Shape::Literal(text) => {
            let command = memchr::memchr(b'/', text).is_none()
                && !matches!(lookup::find(env, text, None), Found::Nothing);
            (!command).then(|| text.to_vec())
        }
        Shape::Units(units) => match &**units {
            [Unit::Tilde(user)] if user.is_empty() => home(env, b""),
            [Unit::Tilde(user), Unit::Literal(rest)] if user.is_empty() => home(env, rest),
            _ => None,
        },
        Shape::Variable { .. } => None,
    }
}

fn home(env: &Env, rest: &[u8]) -> Option<Vec<u8>> {
    Some([env.variables.value(Name::HOME)?, rest].concat())
}
