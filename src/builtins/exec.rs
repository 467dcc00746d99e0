//! `exec`

use super::args::Args;
use crate::arith;
use crate::env::flow::{NOT_EXECUTABLE, NOT_FOUND, SUCCESS};
use crate::env::traps;
use crate::env::{Builtin, Divert, Env, Fields, Flow, Kind, Options, Status};
use crate::exec::lookup::{self, Found};
use crate::exec::{Tail, external, subshell};
use crate::name::Name;
use std::ffi::CStr;
use std::ops::ControlFlow::{Break, Continue};
use std::rc::Rc;

/// `exec`
pub const EXEC: Builtin = Builtin {
    name: "exec",
    kind: Kind::Special,
    declaration: false,
    run,
    synopsis: "[-cl] [-a name] [command [argument...]]",
    summary: "replace the shell by a program, or redirect for good",
    manual: "\
Replaces the shell by the program, which keeps its process id. Without a
command, the redirections of exec stay in force for the shell itself.

  -a name  What the program is told as its own name.
  -l       With a dash in front of it, as for a login shell.
  -c       With an empty environment.",
};

fn run(env: &mut Env, fields: &Fields) -> Flow<Status> {
    let mut args = Args::new(fields);
    let mut name = None;
    let (mut bare, mut login) = (false, false);
    loop {
        match args.option(env, "a:cl") {
            Ok(Some((b'a', value))) => name = Some(value),
            Ok(Some((b'c', _))) => bare = true,
            Ok(Some(_)) => login = true,
            Ok(None) => break,
            Err(status) => return env.fatal(status),
        }
    }
    let Some(word) = args.get(0) else {
        env.outcome.keep_redirections = true;
        return Continue(SUCCESS);
    };
    let path = match lookup::program(env, word) {
        Found::External(path) => path,
        Found::NotExecutable => {
            env.report_argument(b"exec", word, "permission denied");
            return failed(env, NOT_EXECUTABLE);
        }
        _ => {
            env.report_argument(b"exec", word, "not found");
            return failed(env, NOT_FOUND);
        }
    };
    let mut command = fields.tail(args.first());
    if name.is_some() || login {
        let dash: &[u8] = if login { b"-" } else { b"" };
        let name = [dash, name.unwrap_or(word)].concat();
        command = std::iter::once(&*name)
            .chain(command.iter_from(1))
            .collect();
    }
    subshell::be_a_parent(env, &command, true)?;
    // Where the subshell would go on after a program that does not start, it has to be told of that.
    if goes_on(env) {
        subshell::leave_process(env)?;
    }
    env.outcome.bare = bare;
    let flow = take_place(env, path, &command);
    env.outcome.bare = false;
    flow
}

fn take_place(env: &mut Env, path: Rc<CStr>, command: &Fields) -> Flow<Status> {
    if !env.process.sole || env.frames.in_process() {
        // The process is the host's, or that of a shell round this subshell, and does not become a program: it is run
        // instead, and the shell ends with its status.
        external::run(env, Found::External(path), command, Tail::Yes)?;
        if env.traps.awaits_exit() {
            env.traps.set(traps::EXIT, traps::Action::Default);
        }
        return Break(Divert::Exit);
    }
    env.settle();
    change_level(env, -1);
    external::replace(env, &path, command)?;
    change_level(env, 1);
    let status = env.status;
    failed(env, status)
}

/// What takes the place of the shell is no deeper than it was.
fn change_level(env: &mut Env, by: i64) {
    let level = env.variables.value(Name::SHLVL).and_then(arith::integer);
    if let Some(level) = level.filter(|_| env.process.main && !env.has(Options::POSIX)) {
        // A read-only one is the user's own business.
        let _ = env.variables.assign_number(Name::SHLVL, level + by);
    }
}

/// The shell ends when the program could not be executed, unless it is interactive (XCU `exec`); so under `command`,
/// which only takes from `exec` what is special about it.
fn failed(env: &mut Env, status: Status) -> Flow<Status> {
    env.status = status;
    if goes_on(env) {
        Continue(status)
    } else {
        Break(Divert::Exit)
    }
}

fn goes_on(env: &Env) -> bool {
    env.interactive() || env.has(Options::EXECFAIL)
}
