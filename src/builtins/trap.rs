//! `trap`

use super::args::Args;
use super::kill;
use crate::arith::decimal;
use crate::env::flow::{FAILURE, SUCCESS};
use crate::env::report::errno_text;
use crate::env::traps::{Action, CONDITIONS, DEBUG, ERR, EXIT, RETURN};
use crate::env::{Builtin, Env, Fields, Flow, Kind, Options, Status};
use crate::exec::{dispositions, subshell};
use crate::signal::Signal;
use crate::syntax::print::quote;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::ControlFlow::Continue;

/// `trap`
pub const TRAP: Builtin = Builtin {
    name: "trap",
    kind: Kind::Special,
    declaration: false,
    run,
    synopsis: "[action condition...] | -p [condition...] | -l",
    summary: "say what is done on signals and at the end",
    manual: "\
Has the shell execute the action when a condition arises: a signal, by name or
number, EXIT (0), ERR: a command that has failed and for which `set -e` would
end the shell, DEBUG: a command is about to be executed, or RETURN: a function
or a file that `source` reads has ended. The last three are not for functions
and subshells, unless `set -E` (ERR) or `set -T` (DEBUG, RETURN) is on. In an
action, BASH_COMMAND is the command that is or was being executed.

An empty action ignores the signal, `-` (or a number as the first argument)
resets it. Without arguments, the traps that are set are written in a form
that can be read back.

  -p  Write those of the conditions, or of all, also where nothing is set (but
      not ERR, DEBUG and RETURN outside POSIX mode).
  -l  List the names of the signals.",
};

fn run(env: &mut Env, fields: &Fields) -> Flow<Status> {
    let mut args = Args::new(fields);
    let mut print = false;
    // An action may begin with a dash: only the known options count.
    while let Some(first @ (b"-p" | b"-l")) = args.get(0) {
        args.operand();
        if first == b"-l" {
            return list(env);
        }
        print = true;
    }
    if args.get(0).is_some_and(is_option) {
        let option = args.get(0).unwrap_or_default();
        let status = args.misuse(env, option, "unknown option");
        return env.fatal(status);
    }
    let operands = Args::after_dashes(args);
    if print {
        return show(env, &operands);
    }
    let Some(action) = operands.get(0) else {
        // What is no signal comes last.
        let (others, signals): (Vec<_>, Vec<_>) =
            (shown(env).into_iter()).partition(|(condition, _)| *condition < EXIT);
        for (condition, action) in signals.into_iter().chain(others) {
            write(env, condition, &action);
        }
        return Continue(SUCCESS);
    };
    // A condition alone is reset, as everywhere but in POSIX.
    let reset = operands.count() == 1 && condition(action).is_some()
        || action.first().is_some_and(u8::is_ascii_digit) && action.iter().all(u8::is_ascii_digit);
    let (action, skip) = match action {
        _ if reset => (Action::Default, 0),
        b"-" => (Action::Default, 1),
        b"" => (Action::Ignore, 1),
        text => (Action::Command(text.into()), 1),
    };
    if operands.count() <= skip {
        let status = operands.misuse(env, b"", "condition expected");
        return env.fatal(status);
    }
    let is_signal = |operand| condition(operand).is_some_and(|condition| condition > EXIT);
    if operands.operands().skip(skip).any(is_signal) {
        subshell::leave_process(env)?;
    }
    set_all(env, &operands, skip, &action)
}

/// Whether an argument looks like options, and not like `-` or `--`.
fn is_option(argument: &[u8]) -> bool {
    argument.len() > 1 && argument.starts_with(b"-") && argument != b"--"
}

fn set_all(env: &mut Env, operands: &Args<'_>, skip: usize, action: &Action) -> Flow<Status> {
    let mut status = SUCCESS;
    for operand in operands.operands().skip(skip) {
        let Some(condition) = condition(operand) else {
            env.report_argument(b"trap", operand, "unknown signal");
            status = FAILURE;
            continue;
        };
        if let Err(error) = dispositions::set(env, condition, action.clone()) {
            env.report_argument(b"trap", operand, errno_text(&error));
            status = FAILURE;
        }
    }
    Continue(status)
}

/// The condition with this name or number.
fn condition(text: &[u8]) -> Option<i32> {
    if let Some(number) = decimal(text) {
        return (number == EXIT || Signal::from_number(number).is_some()).then_some(number);
    }
    let same = |(_, name): &&(i32, &str)| text.eq_ignore_ascii_case(name.as_bytes());
    match CONDITIONS.iter().find(same) {
        Some((condition, _)) => Some(*condition),
        None => kill::named(text).map(Signal::number),
    }
}

fn show(env: &mut Env, operands: &Args<'_>) -> Flow<Status> {
    let mut conditions = Vec::new();
    let set = |env: &Env, condition: i32| env.traps.get(condition).is_some();
    for operand in operands.operands() {
        if let Some(condition) = condition(operand) {
            // Hooks of prompts ask this way whether there is one.
            let silent = [DEBUG, ERR, RETURN].contains(&condition) && !env.has(Options::POSIX);
            if !silent || set(env, condition) {
                conditions.push(condition);
            }
        } else {
            env.report_argument(b"trap", operand, "unknown signal");
            return env.fatal(FAILURE);
        }
    }
    if operands.count() == 0 {
        conditions.push(EXIT);
        conditions.extend(Signal::all().map(Signal::number));
        let mine = [DEBUG, ERR, RETURN].into_iter();
        conditions.extend(mine.filter(|condition| set(env, *condition)));
    }
    let shown = shown(env);
    for condition in conditions {
        write(
            env,
            condition,
            shown.get(&condition).unwrap_or(&Action::Default),
        );
    }
    Continue(SUCCESS)
}

/// What is not in the default state: also the signals that were ignored on entry to a script (XCU `trap`).
fn shown(env: &Env) -> BTreeMap<i32, Action> {
    let fixed = |signal: &Signal| env.process.sole && dispositions::stays_ignored(env, *signal);
    let ignored = Signal::all().filter(fixed);
    let ignored = ignored.map(|signal| (signal.number(), Action::Ignore));
    let set = env.traps.shown();
    ignored
        .chain(set.map(|(condition, action)| (condition, action.clone())))
        .collect()
}

fn write(env: &mut Env, condition: i32, action: &Action) {
    let name = match Signal::from_number(condition) {
        Some(signal) if condition != EXIT && env.is_bash() => format!("SIG{}", signal.name()),
        Some(signal) if condition != EXIT => signal.name().into_owned(),
        _ => {
            let same = |(other, _): &&(i32, &str)| *other == condition;
            let found = CONDITIONS.iter().find(same);
            found.map_or("EXIT", |(_, name)| name).to_owned()
        }
    };
    let action = match action {
        Action::Default => b"-".to_vec(),
        Action::Ignore => b"''".to_vec(),
        // What takes it apart looks for the quotes.
        Action::Command(text) => match quote(text) {
            Cow::Borrowed(text) => [b"'", text, b"'"].concat(),
            Cow::Owned(text) => text,
        },
    };
    env.out
        .extend_from_slice(&[b"trap -- ", &*action, b" ", name.as_bytes(), b"\n"].concat());
}

fn list(env: &mut Env) -> Flow<Status> {
    if env.is_bash() {
        kill::table(env, "SIG");
        return Continue(SUCCESS);
    }
    for signal in Signal::all() {
        env.out
            .extend_from_slice(format!("{} {}\n", signal.number(), signal.name()).as_bytes());
    }
    Continue(SUCCESS)
}
