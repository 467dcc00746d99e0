//! `set`

use super::args::{Args, Outcome, special};
use super::export::read_only;
use super::show;
use crate::env::arrays::Key;
use crate::env::flow::{ERROR, SUCCESS};
use crate::env::options::{Home, OPTIONS, OptionEntry};
use crate::env::quote::push_quoted;
use crate::env::variables::Attributes;
use crate::env::{Builtin, Env, Fields, Flow, Kind, Options, Positional, Status};
use crate::exec::subshell::leave_process;
use crate::exec::{array, dispositions, terminal};
use crate::name::{Name, is_name};

/// `set`
pub const SET: Builtin = Builtin {
    name: "set",
    kind: Kind::Special,
    declaration: false,
    run,
    synopsis: "[-abBCeEfhHkmnpPtTuvx] [-o option] [--] [argument...]",
    summary: "set options and positional parameters",
    manual: "\
An option letter behind - is set, behind + unset; so is the name behind -o or
+o. Arguments replace the positional parameters; `--` alone leaves none.
Without anything all variables are shown, and where bash was asked for all
functions too.

`set -o` shows all options, `set +o` as commands that restore them. `set -A
name value...` makes an array.",
};

fn run(env: &mut Env, fields: &Fields) -> Flow<Status> {
    if let Some(b"-A" | b"+A") = fields.get(1) {
        let outcome = array(env, fields);
        return special(env, outcome);
    }
    let outcome = match set(env, fields) {
        Ok(Parsed {
            changes,
            positional,
        }) => {
            if changes
                .iter()
                .any(|(option, on)| *on && option.flag == Options::MONITOR)
            {
                leave_process(env)?;
            }
            for (option, on) in changes {
                apply(env, option, on);
            }
            if let Some(first) = positional {
                env.positional = Positional::new(fields.tail(first), 0);
            }
            Ok(SUCCESS)
        }
        Err(status) => Err(status),
    };
    special(env, outcome)
}

/// `set -A name value...`; with `+A` the elements behind the values stay.
fn array(env: &mut Env, fields: &Fields) -> Outcome {
    let operand = fields.at(2);
    let name = Name::new(operand);
    if !is_name(operand) {
        env.report_argument(b"set", operand, "not a name");
        return Err(ERROR);
    }
    let first = if fields.get(3) == Some(b"--") { 4 } else { 3 };
    let name = env.variables.follow(name);
    if env.variables.writable(name).is_err() {
        return Err(read_only(env, b"set", name));
    }
    if fields.get(1) == Some(b"-A") {
        let _ = env.variables.clear_array(name);
    }
    for (index, value) in fields.iter_from(first).enumerate() {
        if array::store(env, name, Some(Key::Index(index)), value, false).is_break() {
            return Err(ERROR);
        }
    }
    Ok(SUCCESS)
}

/// What the arguments ask for; all of it, before any of it is done.
#[derive(Default)]
struct Parsed {
    changes: Vec<(&'static OptionEntry, bool)>,
    /// The first new positional parameter.
    positional: Option<usize>,
}

fn set(env: &mut Env, fields: &Fields) -> Result<Parsed, Status> {
    let mut parsed = Parsed::default();
    if fields.len() <= 1 {
        show_variables(env);
        return Ok(parsed);
    }
    let mut index = 1;
    while let Some(argument) = fields.get(index) {
        let (on, letters) = match argument {
            b"--" => {
                parsed.positional = Some(index + 1);
                return Ok(parsed);
            }
            b"-" => {
                let off = |letter| Options::by_letter(letter).map(|option| (option, false));
                parsed
                    .changes
                    .extend([off(b'v'), off(b'x')].into_iter().flatten());
                parsed.positional = (fields.len() > index + 1).then_some(index + 1);
                return Ok(parsed);
            }
            [b'-', letters @ ..] => (true, letters),
            [b'+', letters @ ..] => (false, letters),
            _ => {
                parsed.positional = Some(index);
                return Ok(parsed);
            }
        };
        index += 1;
        for &letter in letters {
            if letter != b'o' {
                let option = Options::by_letter(letter);
                parsed
                    .changes
                    .push((usable(env, fields, option, &[argument[0], letter])?, on));
            } else if let Some(name) = fields.get(index) {
                index += 1;
                parsed
                    .changes
                    .push((usable(env, fields, Options::by_name(name), name)?, on));
            } else {
                show_options(env, on);
            }
        }
    }
    Ok(parsed)
}

fn usable(
    env: &mut Env,
    fields: &Fields,
    option: Option<&'static OptionEntry>,
    shown: &[u8],
) -> Result<&'static OptionEntry, Status> {
    match option {
        Some(option) if option.settable => Ok(option),
        Some(_) => {
            env.report_argument(b"set", shown, "cannot be changed");
            Err(ERROR)
        }
        None => Err(Args::new(fields).misuse(env, shown, "unknown option")),
    }
}

/// Turns an option on or off, with what depends on it.
pub fn apply(env: &mut Env, option: &OptionEntry, on: bool) {
    let mut options = env.options;
    if on && option.flag == Options::EMACS {
        options.remove(Options::VI);
    }
    if on && option.flag == Options::VI {
        options.remove(Options::EMACS);
    }
    if option.flag == Options::EXTDEBUG {
        options.set(Options::ERRTRACE | Options::FUNCTRACE, on);
        env.calls.note_main(&env.positional);
    }
    let before = env.own_ignored();
    options.set(option.flag, on);
    env.set_options(options);
    if option.flag == Options::HISTORY && on && !env.interactive() {
        recall(env);
    }
    if option.flag == Options::MONITOR {
        if on && env.context.subshell && !env.context.monitoring {
            env.context.monitoring = true;
            env.own_jobs();
            env.children.jobs.forget_inherited();
        }
        if on && env.terminal.descriptor.is_none() {
            terminal::start(env);
        }
        dispositions::restore_changed(env, before, env.own_ignored());
    }
}

/// A script that wants a history begins with the one that HISTFILE names.
fn recall(env: &mut Env) {
    let path = env.variables.value(Name::HISTFILE).unwrap_or_default();
    let mut history = env.session.history.borrow_mut();
    if !path.is_empty() && history.is_empty() {
        // One that is not there is empty.
        let _ = history.read_from(path);
    }
}

fn show_options(env: &mut Env, table: bool) {
    for option in OPTIONS.iter().filter(|option| option.is_of(Home::Set)) {
        let on = env.has(option.flag);
        let line = match (table, on) {
            (true, true) => format!("{:<16}on\n", option.name),
            (true, false) => format!("{:<16}off\n", option.name),
            (false, _) if !option.settable => continue,
            (false, true) => format!("set -o {}\n", option.name),
            (false, false) => format!("set +o {}\n", option.name),
        };
        env.out.extend_from_slice(line.as_bytes());
    }
}

fn show_variables(env: &mut Env) {
    if env.is_bash() {
        for name in env.variables.names() {
            show::assignment(env, name);
        }
        return show::functions(env, Attributes::empty(), false);
    }
    for name in env.variables.names() {
        let mut line = name.as_bytes().to_vec();
        line.push(b'=');
        if env.variables.is_array(name) {
            line.extend_from_slice(&env.variables.listed(name));
        } else if let Some(value) = show::own_value(env, name) {
            push_quoted(&mut line, &value);
        } else {
            continue;
        }
        line.push(b'\n');
        env.out.extend_from_slice(&line);
    }
}
