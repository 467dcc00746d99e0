//! The command line of the shell: arguments, what is read, how it ends.

mod arguments;
mod source;
mod start;
mod subshell;

use crate::env::{Divert, Env, Flow, flow};
use crate::exec::{apart, trap};
use crate::name::Name;
use crate::sys::entry::Start;
use crate::sys::{errno_text, fd};
use arguments::{Invocation, Request};
use std::ops::ControlFlow::Break;

crate::stand_in!(crate::cli::main);

/// Runs the shell that the program was started as; the answer is its exit status.
#[allow(clippy::needless_pass_by_value, reason = "what `entry!` hands over")]
pub fn main(start: Start) -> i32 {
    if start.args.first() == Some(&apart::NAME) {
        return subshell::main(&start);
    }
    let invocation = match arguments::parse(&start.args) {
        Ok(Request::Run(invocation)) => invocation,
        Ok(Request::Say(text)) => return say(1, &text, 0),
        Err(message) => return say(2, &format!("tine: {message}\n"), flow::ERROR),
    };
    let mut env = crate::shell::environment(start.environ.iter().copied());
    env.hooks.prompt = crate::interactive::as_prompt;
    env.hooks.edit = crate::interactive::edit;
    let flow = run(&mut env, &invocation);
    let status = finish(&mut env, flow);
    // The process ends: it would take longer to give all of it back piece by piece.
    std::mem::forget(env);
    status
}

fn say(descriptor: i32, text: &str, status: i32) -> i32 {
    let Err(error) = fd::write_all(descriptor, text.as_bytes()) else {
        return status;
    };
    let why = errno_text(&error);
    let _ = fd::write_all(2, format!("tine: write error: {why}\n").as_bytes());
    flow::FAILURE
}

fn run(env: &mut Env, invocation: &Invocation<'_>) -> Flow {
    start::prepare(env, invocation);
    let habits: &[&[u8]] = match invocation.listing {
        Some(true) => &[b"shopt"],
        Some(false) => &[b"shopt", b"-p"],
        None => return source::execute(env, invocation),
    };
    if let Some(shopt) = env.builtins.get(Name::new(b"shopt")) {
        (shopt.run)(env, &habits.iter().copied().collect())?;
    }
    source::execute(env, invocation)
}

/// The end of the shell: its EXIT trap, its jobs, its status.
fn finish(env: &mut Env, flow: Flow) -> i32 {
    if flow == Break(Divert::Interrupt) && env.status == 0 {
        env.status = flow::FAILURE;
    }
    trap::on_exit(env);
    env.settle();
    crate::interactive::leave(env);
    trap::die(env);
    env.status & 0xff
}
