//! What the user wants done round the prompt: `PROMPT_COMMAND`, and functions called `precmd`, `preexec`
//! and `chpwd`.

use crate::env::{Env, Fields, Flow};
use crate::exec::{function, run};
use crate::name::Name;
use std::ops::ControlFlow::Continue;
use std::rc::Rc;

/// Before a prompt. `directory` is the one of the prompt before.
pub fn before_prompt(env: &mut Env, directory: &mut Vec<u8>) -> Flow {
    let now = env.variables.value(Name::PWD).unwrap_or_default().to_vec();
    if now != *directory {
        *directory = now;
        call(env, b"chpwd", &[])?;
    }
    call(env, b"precmd", &[])?;
    let command = env
        .variables
        .value(Name::PROMPT_COMMAND)
        .unwrap_or_default()
        .to_vec();
    if command.is_empty() {
        return Continue(());
    }
    keeping_status(env, |env| run::text(env, &command, b"PROMPT_COMMAND"))
}

/// Before a command.
pub fn before_command(env: &mut Env, text: &[u8]) -> Flow {
    call(env, b"preexec", &[text.trim_ascii_end()])
}

/// Calls a function if there is one of that name.
fn call(env: &mut Env, name: &[u8], arguments: &[&[u8]]) -> Flow {
    let Some(definition) = Name::existing(name).and_then(|name| env.functions.get(name)) else {
        return Continue(());
    };
    let body = Rc::clone(&definition.body);
    let fields: Fields = std::iter::once(name)
        .chain(arguments.iter().copied())
        .collect();
    keeping_status(env, |env| {
        function::call(env, &body, fields, crate::exec::Tail::No)
    })
}

fn keeping_status(env: &mut Env, run: impl FnOnce(&mut Env) -> Flow) -> Flow {
    let status = env.status;
    let pipe_status = env.pipe_status.clone();
    let flow = run(env);
    let _ = env.flush();
    if flow.is_continue() {
        env.status = status;
        env.pipe_status = pipe_status;
    }
    flow
}
