//! What the user wants done round the prompt: `PS0`, `PROMPT_COMMAND` (a command or an array of them),
//! the functions `precmd`, `preexec` and `chpwd`, and those that arrays such as `precmd_functions` list.

use crate::env::{Divert, Env, Fields, Flow};
use crate::exec::{function, run};
use crate::name::Name;
use std::ops::ControlFlow::{Break, Continue};
use std::rc::Rc;

/// Before a prompt. `directory` is the one of the prompt before. Who interrupts what takes too long wants the prompt,
/// and not all of it once more.
pub fn before_prompt(env: &mut Env, directory: &mut Vec<u8>) -> Flow {
    match until_interrupted(env, directory) {
        Break(Divert::Interrupt) => Continue(()),
        flow => flow,
    }
}

fn until_interrupted(env: &mut Env, directory: &mut Vec<u8>) -> Flow {
    let now = env.variables.directory().to_vec();
    env.session.visited.note(&now);
    if now != *directory {
        *directory = now;
        all(env, b"chpwd", &[])?;
    }
    all(env, b"precmd", &[])?;
    for command in env.values(Name::PROMPT_COMMAND) {
        if !command.is_empty() {
            keeping_status(env, |env| run::text(env, &command))?;
        }
    }
    Continue(())
}

/// Before a command. What `PS0` says is shown first.
pub fn before_command(env: &mut Env, text: &[u8]) -> Flow {
    let first = env.variables.named(b"PS0");
    if let Some(first) = first.filter(|text| !text.is_empty()).map(<[u8]>::to_vec) {
        let mut shown = super::prompt::expanded(env, &first);
        shown.retain(|&byte| !super::prompt::is_mark(byte));
        env.write_error(&shown);
    }
    all(env, b"preexec", &[text.trim_ascii_end()])
}

/// Calls the function of a name, and those that the array of the name and `_functions` lists.
fn all(env: &mut Env, name: &[u8], arguments: &[&[u8]]) -> Flow {
    call(env, name, arguments)?;
    let Some(list) = Name::existing(&[name, b"_functions"].concat()) else {
        return Continue(());
    };
    for function in env.values(list) {
        call(env, &function, arguments)?;
    }
    Continue(())
}

/// Calls a function if there is one of that name.
fn call(env: &mut Env, name: &[u8], arguments: &[&[u8]]) -> Flow {
    let Some(definition) = Name::existing(name).and_then(|name| env.functions.get(name)) else {
        return Continue(());
    };
    let body = Rc::clone(definition);
    let fields: Fields = std::iter::once(name)
        .chain(arguments.iter().copied())
        .collect();
    keeping_status(env, |env| {
        function::call(env, &body, fields, crate::exec::Tail::No)
    })
}

fn keeping_status(env: &mut Env, run: impl FnOnce(&mut Env) -> Flow) -> Flow {
    let status = env.status;
    let pipe_status = env.outcome.pipe_status.clone();
    let flow = run(env);
    let _ = env.flush();
    if flow.is_continue() {
        env.status = status;
        env.outcome.pipe_status = pipe_status;
    }
    flow
}
