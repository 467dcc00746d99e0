//! Command substitution (XCU 2.6.3): a subshell whose output is gathered.

use super::apart::Source;
use super::{Execute, Tail, function, redirect, run, subshell, trap, wait};
use crate::env::capture::Capture;
use crate::env::files::{Hold, Target};
use crate::env::frames::Kind;
use crate::env::report::errno_text;
use crate::env::{Divert, Env, Flow, Options, flow};
use crate::name::Name;
use crate::syntax::extended::Substitution;
use crate::syntax::tree::{Command, Program, Redirect, RedirectAction};
use crate::sys::depth;
use crate::sys::fd;
use std::io;
use std::ops::ControlFlow::{Break, Continue};
use std::rc::Rc;

/// Runs the commands and appends what they give to `output`.
pub fn substitute(
    env: &mut Env,
    program: &Program,
    form: Substitution,
    output: &mut Vec<u8>,
) -> Flow {
    match form {
        Substitution::Parentheses | Substitution::Backquotes => apart(env, program, output),
        Substitution::Here => here(env, program, output),
        Substitution::Reply => reply(env, program, output),
    }
}

/// `${ ...; }`: what the commands change stays, but for their redirections.
fn here(env: &mut Env, program: &Program, output: &mut Vec<u8>) -> Flow {
    let sink = Capture::outlived(std::mem::take(output));
    env.frames.captures.push(Rc::clone(&sink));
    let before = env.files.redirect(1, Target::Capture(Rc::clone(&sink)));
    let flow = in_function(env, |env| writing(env, program, Tail::No));
    env.files.restore(1, before);
    env.frames.captures.pop();
    sink.drain();
    *output = sink.take();
    flow
}

/// `${| ...; }`
fn reply(env: &mut Env, program: &Program, output: &mut Vec<u8>) -> Flow {
    in_function(env, |env| {
        env.variables.make_local(Name::REPLY);
        let flow = lines(env, program, Tail::No);
        let value = env.variables.value(Name::REPLY);
        output.extend_from_slice(value.unwrap_or_default());
        flow
    })
}

/// As the body of a function without a name.
fn in_function(env: &mut Env, body: impl FnOnce(&mut Env) -> Flow) -> Flow {
    let line = env.line;
    let flow = function::scoped(env, |env| {
        function::nested(env, |env| depth::deeper(|| body(env)))
    });
    env.line = line;
    env.outcome.substitution_status = Some(env.status);
    flow
}

/// `$(...)`: in a subshell.
fn apart(env: &mut Env, program: &Program, output: &mut Vec<u8>) -> Flow {
    let sink = Capture::new(std::mem::take(output));
    let (line, status) = (env.line, env.status);
    env.frames.captures.push(Rc::clone(&sink));
    let flow = function::nested(env, |env| {
        depth::deeper(|| {
            let begin = |env: &mut Env, _| {
                env.files.place(1, Target::Capture(Rc::clone(&sink)));
                if !env
                    .options
                    .intersects(Options::INHERIT_ERREXIT | Options::POSIX)
                {
                    env.options -= Options::ERREXIT;
                }
            };
            let request = subshell::Request {
                kind: Kind::Substitution,
                place: None,
                source: Source::Program(program),
            };
            let outcome =
                subshell::run(env, request, begin, |env| writing(env, program, Tail::Yes));
            match outcome {
                Continue(subshell::Outcome::Running(pid)) => {
                    sink.close_writer();
                    wait::foreground(env, pid, None, Vec::new())
                }
                Continue(subshell::Outcome::Done | subshell::Outcome::Unable) => Continue(()),
                Break(divert) => Break(divert),
            }
        })
    });
    sink.close_writer();
    let flow = match flow {
        Continue(()) => gather_rest(env, &sink),
        diverted => diverted,
    };
    env.frames.captures.pop();
    env.line = line;
    if flow.is_continue() {
        env.outcome.substitution_status = Some(env.status);
        // The command around it does not see it in `$?` yet, unless it was written for bash: `x=$(cmd) status=$?`.
        if !env.is_bash() {
            env.status = status;
        }
    } else if flow == Break(Divert::Interrupt) {
        env.outcome.substitution_status = Some(env.status);
    }
    *output = sink.take();
    flow
}

/// Reads until the end of the pipe: a process left behind may still write (XCU 2.6.3).
pub fn gather_rest(env: &mut Env, sink: &Capture) -> Flow {
    while let Some(reader) = sink.reader() {
        if !sink.drain() {
            break;
        }
        wait::readable(env, reader)?;
    }
    Continue(())
}

/// The redirection of a program that is nothing but `<word`, whose output is what is in the file.
fn only_input(program: &Program) -> Option<&[Redirect]> {
    let [line] = program.lines.as_slice() else {
        return None;
    };
    let [item] = line.list.items.as_slice() else {
        return None;
    };
    let pipeline = &item.and_or.first;
    match (pipeline.commands.as_slice(), item.and_or.rest.as_slice()) {
        ([Command::Simple(simple)], [])
            if simple.words.is_empty()
                && simple.assignments.is_empty()
                && !pipeline.negated
                && !item.asynchronous =>
        {
            let [redirect] = simple.redirects.as_slice() else {
                return None;
            };
            let input = redirect.descriptor == 0;
            (input && matches!(redirect.action, RedirectAction::Read(_)))
                .then_some(&simple.redirects)
        }
        _ => None,
    }
}

fn copy(env: &mut Env, redirects: &[Redirect]) -> Flow {
    let Some(applied) = redirect::apply(env, redirects, Hold::Brief)? else {
        env.status = flow::FAILURE;
        return Continue(());
    };
    let mut block = Vec::new();
    let result = env.files.descriptor(0).and_then(|descriptor| {
        loop {
            block.clear();
            match fd::read_onto(descriptor, &mut block, 64 * 1024) {
                Ok(0) => return Ok(()),
                Ok(_) => env.write(1, &block)?,
                Err(error) if error.kind() == io::ErrorKind::Interrupted && !env.ends() => (),
                Err(error) => return Err(error),
            }
        }
    });
    applied.undo(env);
    env.status = flow::SUCCESS;
    if let Err(error) = result {
        if error.kind() != io::ErrorKind::Interrupted {
            env.report(b"", errno_text(&error));
        }
        env.status = flow::FAILURE;
    }
    trap::safe_point(env)
}

/// The commands whose output is wanted.
pub(super) fn writing(env: &mut Env, program: &Program, tail: Tail) -> Flow {
    match only_input(program) {
        Some(redirects) if !env.has(Options::POSIX) => copy(env, redirects),
        _ => lines(env, program, tail),
    }
}

/// The commands as they were read; once aliases matter, as they read now (XCU 2.3.1).
fn lines(env: &mut Env, program: &Program, tail: Tail) -> Flow {
    if !env.aliases.is_empty() {
        return run::text_again(env, &program.text(), program.line);
    }
    let generation = env.aliases.generation;
    let Some((last, others)) = program.lines.split_last() else {
        env.status = flow::SUCCESS;
        return Continue(());
    };
    for (index, line) in others.iter().enumerate() {
        line.list.execute(env, Tail::No)?;
        if env.has(Options::NOEXEC) && !env.has(Options::INTERACTIVE) {
            return Continue(());
        }
        if env.aliases.generation != generation {
            let next = index + 1;
            return run::text_again(env, &program.text_from(next), program.line_of(next));
        }
    }
    last.list.execute(env, tail)
}
