//! What `read` does for somebody who types.

use super::Request;
use super::reader::{End, Line, unescape};
use crate::env::session::{Asked, Entered};
use crate::env::{Env, Flow, Options};
use crate::exec::wait;
use crate::name::Name;
use crate::sys::{fd, terminal};
use std::io;
use std::ops::ControlFlow::Continue;
use std::time::Duration;

fn is_terminal(env: &mut Env, number: u32) -> bool {
    let descriptor = env.files.descriptor(number);
    descriptor.is_ok_and(fd::is_terminal)
}

/// Whether somebody sees what they type.
pub fn is_shown(env: &mut Env, request: &Request<'_>) -> bool {
    !request.silent && env.interactive() && is_terminal(env, request.descriptor)
}

/// How long may be typed where nothing has been said about it: TMOUT.
pub fn usual_limit(env: &mut Env, number: u32) -> Option<Duration> {
    let patience = env.variables.patience()?;
    let meant = !env.has(Options::POSIX) && is_terminal(env, number);
    meant.then_some(patience)
}

/// XCU `read`: who goes on with a line is told by PS2 that it is expected.
pub fn ask_for_more(env: &mut Env, number: u32) {
    if env.interactive() && is_terminal(env, number) {
        let prompt = second_prompt(env);
        env.write_error(&prompt);
    }
}

fn second_prompt(env: &mut Env) -> Vec<u8> {
    let prompt = env.variables.value(Name::PS2).unwrap_or_default().to_vec();
    (env.hooks.prompt)(env, &prompt)
}

/// Whether the line is to be edited, and can be.
pub fn is_edited(env: &mut Env, request: &Request<'_>) -> bool {
    let plain = request.silent || request.count.is_some() || request.delimiter != b'\n';
    request.edited && !plain && is_terminal(env, request.descriptor)
}

/// Has the user edit the line, and those that it goes on with. `None`: that cannot be.
pub fn edit(
    env: &mut Env,
    request: &Request<'_>,
    line: &mut Line,
) -> Flow<Option<io::Result<End>>> {
    let until = request.deadline();
    let (mut prompt, mut begin) = (request.prompt.unwrap_or_default().to_vec(), request.begin);
    loop {
        let asked = Asked {
            prompt: &prompt,
            begin,
            until,
        };
        let start = line.text.len();
        match (env.hooks.edit)(env, &asked)? {
            Entered::Unable => return Continue(None),
            Entered::End => return Continue(Some(Ok(End::Input))),
            Entered::Late => return Continue(Some(Ok(End::Time))),
            Entered::Line(text) => line.text.extend_from_slice(&text),
        }
        if request.raw || !unescape(line, start, b'\n') {
            return Continue(Some(Ok(End::Delimiter)));
        }
        (prompt, begin) = (second_prompt(env), b"");
    }
}

/// Signals may come while a user thinks.
pub(super) fn await_typing(env: &mut Env, request: &Request<'_>) -> Flow {
    let urgent = env.interactive_process() || env.traps.catches_signal();
    if !urgent || request.timeout.is_some() {
        return Continue(());
    }
    match env.files.descriptor(request.descriptor) {
        Ok(descriptor) if fd::is_terminal(descriptor) => wait::input(env, descriptor),
        _ => Continue(()),
    }
}

/// On a terminal: sets the modes that are asked for, and writes the prompt. The modes before, if they are others.
pub(super) fn prompt(env: &mut Env, request: &Request<'_>) -> Option<(i32, terminal::Modes)> {
    let changed = request.silent || request.count.is_some() || request.ends_otherwise();
    if request.prompt.is_none() && !changed {
        return None;
    }
    let descriptor = env
        .files
        .descriptor(request.descriptor)
        .ok()
        .filter(|&descriptor| fd::is_terminal(descriptor))?;
    let before = changed.then(|| terminal::modes(descriptor).ok()).flatten();
    if let Some(modes) = before {
        let asked = asked(request, modes);
        if request.ends_otherwise() {
            // The line may have been typed whole by now. The terminal did not know its end, but lets go of what it has
            // when it begins with lines anew.
            let _ = terminal::set_modes(descriptor, &asked.character_at_a_time());
        }
        let _ = terminal::set_modes(descriptor, &asked);
    }
    // Whoever sees it may answer at once.
    if let Some(prompt) = request.prompt {
        env.write_error(prompt);
    }
    Some((descriptor, before?))
}

/// The modes of a terminal that a line is read from as it is asked for.
fn asked(request: &Request<'_>, mut modes: terminal::Modes) -> terminal::Modes {
    if request.ends_otherwise() {
        modes = modes.lines_end_with(request.delimiter);
    }
    if request.silent {
        modes = modes.echo(false);
    }
    if request.count.is_some() {
        modes = modes.character_at_a_time();
    }
    modes
}
