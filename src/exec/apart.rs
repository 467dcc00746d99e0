//! Subshells of a shell in a host program that have to be processes.
//!
//! The host may have threads, so a copy of it could not go on: a lock that another thread held would be held for ever
//! (XSH `fork`). The program is started again instead, as the shell that is linked into it, by the spawn under every
//! program, and takes over the environment and the commands ([`crate::env::handover`]).

use super::subshell::{self, Place};
use super::{Execute, Tail, asynchronous, dispositions, jobs, run, wait};
use crate::env::frames::Kind;
use crate::env::handover::{Handed, Reader, Writer};
use crate::env::{self, Builtin, Divert, Env, Fields, Flow, Status, flow};
use crate::name::Name;
use crate::signal::Signal;
use crate::syntax::tree::{AndOrList, Command, List, Program};
use crate::syntax::{self, NoAliases, Text, print};
use crate::sys::child::{host_minds_children, is_multi_threaded};
use crate::sys::spawn::{self, Plan};
use crate::sys::strings::Strings;
use crate::sys::{fd, signal, standin};
use std::io;
use std::ops::ControlFlow::{Break, Continue};
use std::os::fd::AsRawFd;
use std::rc::Rc;

/// The name by which the program knows what it has been started for; behind it stands a descriptor.
pub const NAME: &[u8] = b"tine: subshell";

/// The commands of a subshell.
#[derive(Debug, Clone, Copy)]
pub enum Source<'t> {
    /// A stage of a pipeline, or a command in the background.
    Command(&'t Command),
    /// Between parentheses.
    List(&'t List),
    /// A substitution.
    Program(&'t Program),
    /// An asynchronous list; whether it is a job.
    Asynchronous(&'t AndOrList, bool),
    /// Nothing but a status.
    Status(Status),
}

/// What the commands are on their way: how they are read and executed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(i64)]
enum Form {
    /// As they were read once, aliases replaced.
    Tree,
    /// As they would be read now.
    Text,
    /// An asynchronous list.
    Asynchronous,
    /// The same, as a job.
    Job,
}

impl Source<'_> {
    fn form(self) -> Form {
        match self {
            Self::Program(_) => Form::Text,
            Self::Asynchronous(_, false) => Form::Asynchronous,
            Self::Asynchronous(_, true) => Form::Job,
            _ => Form::Tree,
        }
    }

    fn text(self) -> Vec<u8> {
        match self {
            Self::Command(command) => print::command(command),
            Self::List(list) => print::subshell(list),
            Self::Program(program) => program.text().into_owned(),
            Self::Asynchronous(list, _) => print::and_or(list),
            Self::Status(status) => format!("exit {status}").into_bytes(),
        }
    }
}

/// Whether a subshell that must be a process is started rather than forked off.
pub fn is_due(env: &Env) -> bool {
    !env.process.sole && (standin::path().is_some() || is_multi_threaded())
}

/// Starts the innermost subshell `index` as a process; diverts to its edge.
pub fn start(env: &mut Env, index: usize, place: Option<Place>, source: Source<'_>) -> Flow {
    match launch(env, place, source) {
        Ok(pid) => {
            jobs::place_in_parent(env, pid, place);
            if let Some(frame) = env.frames.list.get_mut(index) {
                frame.detached = Some(pid);
            }
            Break(Divert::Detached(index))
        }
        Err(error) => {
            env.report(
                b"a subshell cannot be started",
                env::report::errno_text(&error),
            );
            if let Some(frame) = env.frames.list.get_mut(index) {
                frame.unable = true;
            }
            env.status = flow::ERROR;
            Break(Divert::Exit)
        }
    }
}

/// Starts an asynchronous list, or what stands for one; `None` if it cannot be started, which has been reported.
pub fn start_away(env: &mut Env, place: Option<Place>, source: Source<'_>) -> Flow<Option<i32>> {
    let index = env.open_subshell(Kind::Plain);
    let flow = start(env, index, place, source);
    match subshell::edge(env, index, flow)? {
        subshell::Outcome::Running(pid) => Continue(Some(pid)),
        _ => Continue(None),
    }
}

fn launch(env: &mut Env, place: Option<Place>, source: Source<'_>) -> io::Result<i32> {
    let Some(program) = standin::path() else {
        // As `fork` would in a program that may not.
        return Err(io::Error::from_raw_os_error(nix::libc::ENOSYS));
    };
    let how = env
        .children
        .stage_group
        .filter(|_| place != Some(Place::Foreground));
    let background = how.is_some_and(|how| how.background);
    if background {
        env.traps.ignore_in_background();
    }
    env.settle();
    wait::reap(env);
    let mut out = Writer::default();
    env.hand_over(&mut out);
    out.number(source.form() as i64);
    out.text(&source.text());
    let letter = fd::memory_file()?;
    fd::write_all(letter.as_raw_fd(), &out.into_bytes())?;
    fd::seek(letter.as_raw_fd(), 0, nix::libc::SEEK_SET)?;
    let (mut moves, close) = env.files.moves()?;
    let used = moves
        .iter()
        .map(|entry| entry.1)
        .chain(close.iter().copied());
    let top = used.max().map_or(0, |number| number + 1);
    let letter = fd::dup_above(letter.as_raw_fd(), top.max(3))?;
    let number = letter.as_raw_fd();
    moves.push((number, number));
    let argv = Strings::new([NAME, number.to_string().as_bytes()]);
    let environment = env.variables.environment(None, None);
    let mut plan = Plan::new(program, &argv, &environment);
    plan.moves = &moves;
    plan.close = &close;
    let limits = env.hosted.limits.clone();
    plan.limits = &limits;
    plan.group = match place {
        Some(Place::Foreground | Place::Background) => Some(0),
        Some(Place::Stage) => how.and_then(|how| how.group),
        None => None,
    };
    (plan.default, plan.ignore) = dispositions::for_programs(env);
    if background {
        plan.ignore = plan.ignore.with(Signal::INT).with(Signal::QUIT);
        plan.default = plan.default.difference(plan.ignore);
    }
    plan.mask = env.process.entry_mask;
    plan.default_caught = true;
    if host_minds_children() {
        let (pid, pidfd) = spawn::spawn_with_pidfd(&plan)?;
        env.hosted.keep(pid, pidfd);
        Ok(pid)
    } else {
        Ok(spawn::spawn(&plan)?)
    }
}

/// Goes on as the subshell that a process of this program has left to this one.
pub fn take_over(env: &mut Env, letter: &[u8]) -> Flow {
    let mut from = Reader(letter);
    let read = env
        .take_over(&mut from)
        .and_then(|handed| Some((handed, from.number()?, from.text()?)));
    let Some((handed, form, text)) = read else {
        env.report(b"subshell", "its environment was not handed over whole");
        env.status = flow::ERROR;
        return Break(Divert::Exit);
    };
    let mask = signal::mask();
    env.process.own(standin::PATH, mask);
    signal::change_mask(signal::How::Set, mask.without(Signal::CHLD));
    dispositions::enter_anew(env);
    let line = env.line;
    equip(env, &handed);
    if form == Form::Text as i64 {
        aliases(env, &handed);
        return run::text_again(env, text, line);
    }
    let lists = parse(text, line);
    aliases(env, &handed);
    lists.iter().try_for_each(|list| execute(env, list, form))
}

/// Functions, and what stands for the builtins of the host.
fn equip(env: &mut Env, handed: &Handed<'_>) {
    for name in handed.closures.iter().copied() {
        let name = Name::new(name).as_bytes();
        env.builtins.define(Box::leak(Box::new(Builtin {
            name: std::str::from_utf8(name).unwrap_or_default(),
            kind: env::Kind::Extension,
            declaration: false,
            run: left_behind,
            synopsis: "",
            summary: "",
            manual: "",
        })));
    }
    for (line, file, text, exported) in &handed.functions {
        for list in parse(text, *line) {
            for command in list
                .items
                .into_iter()
                .flat_map(|item| item.and_or.first.commands)
            {
                if let Command::Function(definition) = command {
                    let file = (!file.is_empty()).then(|| Rc::from(*file));
                    let name = definition.name;
                    env.functions.define(Rc::new(definition), file);
                    if *exported {
                        env.functions.export(name, true);
                    }
                }
            }
        }
    }
}

fn left_behind(env: &mut Env, fields: &Fields) -> Flow<Status> {
    env.report(
        fields.at(0),
        "a builtin of the host program is not to be had in a subshell that is a process",
    );
    Continue(flow::NOT_EXECUTABLE)
}

fn aliases(env: &mut Env, handed: &Handed<'_>) {
    for (name, value) in &handed.aliases {
        env.aliases.define(name, value);
    }
}

/// What has been printed from a tree is read as it stands, whatever aliases there are.
fn parse(text: &[u8], line: u32) -> Vec<List> {
    let mut reader = syntax::Reader::new(line.saturating_sub(1), Box::new(Text::new(text)));
    let mut lists = Vec::new();
    while let Ok(Some(command)) = reader.next(&NoAliases) {
        lists.push(command.list);
    }
    lists
}

fn execute(env: &mut Env, list: &List, form: i64) -> Flow {
    let [item] = list.items.as_slice() else {
        return list.execute(env, Tail::Yes);
    };
    if form != Form::Tree as i64 {
        return asynchronous::child(env, &item.and_or, form == Form::Job as i64);
    }
    asynchronous::in_subshell(env, &item.and_or)
}
