//! Command substitution (XCU 2.6.3): a subshell whose output is gathered.

use super::{Execute, Tail, function, run, subshell, wait};
use crate::env::capture::Capture;
use crate::env::files::Target;
use crate::env::frames::Kind;
use crate::env::{Env, Flow, Options};
use crate::syntax::tree::Program;
use std::ops::ControlFlow::{Break, Continue};
use std::rc::Rc;

/// Runs the commands and appends what they write to `output`.
pub fn substitute(env: &mut Env, program: &Program, output: &mut Vec<u8>) -> Flow {
    let sink = Capture::new(std::mem::take(output));
    let (line, status) = (env.line, env.status);
    env.frames.captures.push(Rc::clone(&sink));
    let flow = function::nested(env, |env| {
        stacker::maybe_grow(64 * 1024, 4 * 1024 * 1024, || {
            let outcome = subshell::run(env, Kind::Substitution, None, |env| {
                env.files.place(1, Target::Capture(Rc::clone(&sink)));
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
    if flow.is_continue() {
        gather_rest(env, &sink);
    }
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
pub fn gather_rest(env: &mut Env, sink: &Capture) {
    while let Some(reader) = sink.reader() {
        if !sink.drain() {
            break;
        }
        wait::readable(env, reader);
    }
}

/// The commands as they were read; once aliases matter, as they read now (XCU 2.3.1).
fn lines(env: &mut Env, program: &Program) -> Flow {
    if !env.aliases.is_empty() {
        return run::text_again(env, program.text(), program.line);
    }
    let generation = env.aliases.generation;
    let Some((last, others)) = program.lines.split_last() else {
        env.status = 0;
        return Continue(());
    };
    for line in others {
        line.list.execute(env, Tail::No)?;
        if env.has(Options::NOEXEC) && !env.has(Options::INTERACTIVE) {
            return Continue(());
        }
        if env.aliases.generation != generation {
            let rest = program.text().get(line.end..).unwrap_or_default();
            let skipped = program.text().get(..line.end).unwrap_or_default();
            let first = program.line + memchr::memchr_iter(b'\n', skipped).count() as u32;
            return run::text_again(env, rest, first);
        }
    }
    last.list.execute(env, Tail::Yes)
}
