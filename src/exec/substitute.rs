//! Command substitution (XCU 2.6.3): a subshell whose output is gathered.

use super::apart::Source;
use super::{Execute, Tail, function, redirect, run, subshell, trap, wait};
use crate::env::capture::Capture;
use crate::env::files::Hold;
use crate::env::files::Target;
use crate::env::flow;
use crate::env::frames::Kind;
use crate::env::report::errno_text;
use crate::env::{Env, Flow, Options};
use crate::syntax::tree::{Command, Program, Redirect, RedirectAction};
use crate::sys::fd;
use std::io;
use std::ops::ControlFlow::{Break, Continue};
use std::rc::Rc;

/// Runs the commands and appends what they write to `output`.
pub fn substitute(env: &mut Env, program: &Program, output: &mut Vec<u8>) -> Flow {
    let sink = Capture::new(std::mem::take(output));
    let (line, status) = (env.line, env.status);
    env.frames.captures.push(Rc::clone(&sink));
    let flow = function::nested(env, |env| {
        stacker::maybe_grow(64 * 1024, 4 * 1024 * 1024, || {
            let begin = |env: &mut Env, _| {
                env.files.place(1, Target::Capture(Rc::clone(&sink)));
            };
            let source = Source::Program(program);
            let outcome = subshell::run(env, Kind::Substitution, None, source, begin, |env| {
                lines(env, program)
            });
            match outcome {
                Continue(subshell::Outcome::Running(pid)) => {
                    sink.close_writer();
                    wait::foreground(env, pid, None, Vec::new())
                }
                Continue(subshell::Outcome::Done) => Continue(()),
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
        // The command around it does not see it in `$?` yet.
        env.substitution_status = Some(env.status);
        env.status = status;
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

/// The commands as they were read; once aliases matter, as they read now (XCU 2.3.1).
pub(super) fn lines(env: &mut Env, program: &Program) -> Flow {
    if let Some(redirects) = only_input(program)
        && !env.has(Options::POSIX)
    {
        return copy(env, redirects);
    }
    if !env.aliases.is_empty() {
        return run::text_again(env, &program.text(), program.line);
    }
    let generation = env.aliases.generation;
    let Some((last, others)) = program.lines.split_last() else {
        env.status = 0;
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
    last.list.execute(env, Tail::Yes)
}
