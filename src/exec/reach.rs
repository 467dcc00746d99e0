//! What commands may do, as far as their text tells: asked where it has to be decided beforehand in which process a
//! stage of a pipeline runs in a host program, or a list in the background.

use super::stage;
use crate::env::Env;
use crate::name::Name;
use crate::syntax::print;
use crate::syntax::tree::{
    AndOrList, Command, Compound, Item, List, Pipeline, RedirectAction, SimpleCommand, Word,
};
use crate::sys::depth;

/// Builtins that run commands which their name does not tell.
const OPEN_ENDED: [&[u8]; 6] = [b".", b"builtin", b"command", b"eval", b"source", b"time"];

/// Whether a stage does nothing that can be seen before it waits or comes to its end: then it can begin here, and
/// begin again elsewhere.
pub fn is_one_step(env: &Env, command: &Command) -> bool {
    let Command::Simple(simple) = command else {
        return false;
    };
    let Some(name) = simple.name else {
        return false;
    };
    env.functions.get(name).is_none()
        && !OPEN_ENDED.contains(&name.as_bytes())
        && !words(simple).any(print::substitutes)
}

fn words(simple: &SimpleCommand) -> impl Iterator<Item = &Word> {
    let redirects = simple
        .redirects
        .iter()
        .map(|redirect| match &redirect.action {
            RedirectAction::Read(word)
            | RedirectAction::Write(word)
            | RedirectAction::Clobber(word)
            | RedirectAction::Append(word)
            | RedirectAction::ReadWrite(word)
            | RedirectAction::DuplicateInput(word)
            | RedirectAction::DuplicateOutput(word)
            | RedirectAction::HereString(word) => word,
            RedirectAction::HereDocument(document) => document.body(),
        });
    let assigned = simple
        .assignments
        .iter()
        .map(|assignment| &assignment.value);
    simple.words.iter().chain(assigned).chain(redirects)
}

/// Builtins that only change the environment, at once and without a word if all goes well.
const QUICK: [&[u8]; 8] = [
    b":",
    b"cd",
    b"export",
    b"readonly",
    b"set",
    b"true",
    b"umask",
    b"unset",
];

/// What ends a command of these that says something after all.
const TELLING: [&[u8]; 9] = [
    b"-",
    b"-S",
    b"-o",
    b"-p",
    b"+o",
    b"export",
    b"readonly",
    b"set",
    b"umask",
];

/// Whether a list does nothing but change its environment, and then comes down to a program: what is before that needs
/// no process.
pub fn comes_to_program(env: &Env, list: &AndOrList) -> bool {
    let mut commands = commands(list);
    let Some(Some(last)) = commands.next_back() else {
        return false;
    };
    commands.all(|command| is_quick(env, command))
        && match last {
            Command::Simple(simple) => stage::is_program(env, last) || is_replaced(env, simple),
            Command::Compound(compound) => match &compound.kind {
                Compound::Group(body) | Compound::Subshell(body) => in_list(env, body),
                _ => false,
            },
            Command::Function(_) => false,
        }
}

fn in_list(env: &Env, list: &List) -> bool {
    let quick = |item: &Item| {
        !item.asynchronous && commands(&item.and_or).all(|command| is_quick(env, command))
    };
    list.items.split_last().is_some_and(|(last, others)| {
        others.iter().all(quick)
            && !last.asynchronous
            && depth::deeper(|| comes_to_program(env, &last.and_or))
    })
}

/// The pipelines of a list, those that are one command.
fn commands(list: &AndOrList) -> impl DoubleEndedIterator<Item = Option<&Command>> {
    let others = list.rest.iter().map(|(_, pipeline)| pipeline);
    std::iter::once(&list.first)
        .chain(others)
        .map(|pipeline| match pipeline.commands.as_slice() {
            [command] if !pipeline.negated => Some(command),
            _ => None,
        })
}

fn is_quick(env: &Env, command: Option<&Command>) -> bool {
    let Some(Command::Simple(simple)) = command else {
        return false;
    };
    let is_builtin = |name: Name| {
        QUICK.contains(&name.as_bytes())
            && env.builtins.get(name).is_some()
            && env.functions.get(name).is_none()
    };
    let last = simple.words.last().and_then(Word::as_literal);
    simple.redirects.is_empty()
        && (simple.words.is_empty() || simple.name.is_some_and(is_builtin))
        && last.is_none_or(|word| !TELLING.contains(&word))
        && !words(simple).any(print::substitutes)
}

/// `exec` with a program.
fn is_replaced(env: &Env, simple: &SimpleCommand) -> bool {
    let is_exec = |name: Name| name.as_bytes() == b"exec" && env.functions.get(name).is_none();
    simple.name.is_some_and(is_exec) && simple.words.len() > 1
}

/// Whether a command calls a builtin of the host by its name, be it in a function.
pub fn calls_host(env: &Env, command: &Command) -> bool {
    env.hosted.has_closures()
        && Search {
            env,
            seen: Vec::new(),
        }
        .command(command)
}

struct Search<'e> {
    env: &'e Env,
    /// Functions that have been looked through.
    seen: Vec<Name>,
}

impl Search<'_> {
    fn command(&mut self, command: &Command) -> bool {
        match command {
            Command::Simple(simple) => simple.name.is_some_and(|name| self.name(name)),
            Command::Compound(compound) => depth::deeper(|| self.compound(&compound.kind)),
            Command::Function(_) => false,
        }
    }

    fn name(&mut self, name: Name) -> bool {
        if self.env.hosted.owns(name) {
            return true;
        }
        let Some(function) = self.env.functions.get(name) else {
            return false;
        };
        if self.seen.contains(&name) {
            return false;
        }
        self.seen.push(name);
        depth::deeper(|| self.compound(&function.body.kind))
    }

    fn compound(&mut self, compound: &Compound) -> bool {
        match compound {
            Compound::Group(body)
            | Compound::Subshell(body)
            | Compound::For { body, .. }
            | Compound::Counting { body, .. }
            | Compound::Select { body, .. } => self.list(body),
            Compound::Case { items, .. } => items.iter().any(|item| self.list(&item.body)),
            Compound::If {
                branches,
                otherwise,
            } => {
                branches
                    .iter()
                    .any(|(condition, body)| self.list(condition) || self.list(body))
                    || otherwise.as_ref().is_some_and(|body| self.list(body))
            }
            Compound::Loop {
                condition, body, ..
            } => self.list(condition) || self.list(body),
            Compound::Time { pipeline, .. } => self.pipeline(pipeline),
            _ => false,
        }
    }

    fn list(&mut self, list: &List) -> bool {
        list.items.iter().any(|item| self.and_or(&item.and_or))
    }

    fn and_or(&mut self, list: &AndOrList) -> bool {
        self.pipeline(&list.first)
            || list
                .rest
                .iter()
                .any(|(_, pipeline)| self.pipeline(pipeline))
    }

    fn pipeline(&mut self, pipeline: &Pipeline) -> bool {
        pipeline
            .commands
            .iter()
            .any(|command| self.command(command))
    }
}
