//! `read -e`: a command has the user edit a line.

use super::editor::{Cut, LineEditor, Outcome, Wanted, outside, suits};
use super::limit;
use super::prompt::{marks, plain};
use super::startup;
use crate::env::session::{Asked, Editor, Entered};
use crate::env::{Env, Flow};
use crate::exec::{terminal, trap, wait};
use crate::signal::{self, Signal, SignalSet};
use crate::sys::host;
use std::cell::RefCell;
use std::fmt;
use std::ops::ControlFlow::Continue;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::time::Instant;

/// The line editor, for commands.
pub struct Shared(pub Rc<RefCell<LineEditor>>);

impl fmt::Debug for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Shared")
    }
}

/// Has the user edit a line of the terminal; in a script, the first time makes the editor.
pub fn edit(env: &mut Env, asked: &Asked<'_>) -> Flow<Entered> {
    if env.session.editor.is_none() && suits(env) {
        let made = LineEditor::new(env, true).map(|editor| Rc::new(RefCell::new(editor)));
        env.session.editor = made.map(|editor| Rc::new(Shared(editor)) as Rc<dyn Editor>);
    }
    match env.session.editor.clone() {
        Some(editor) => editor.edit(env, asked),
        None => Continue(Entered::Unable),
    }
}

impl Editor for Shared {
    fn edit(&self, env: &mut Env, asked: &Asked<'_>) -> Flow<Entered> {
        // A command that a key of the editor runs may find it in use.
        if self.0.try_borrow_mut().is_err() {
            return Continue(Entered::Unable);
        }
        let descriptor = terminal::descriptor(env);
        marks::paste(descriptor, marks::is_paste_marked(env));
        if let Some(until) = asked.until {
            limit::begin(env, until);
        }
        let flow = self.ask(env, asked);
        if asked.until.is_some() {
            limit::end(env);
        }
        marks::paste(descriptor, false);
        flow
    }
}

impl Shared {
    fn ask(&self, env: &mut Env, asked: &Asked<'_>) -> Flow<Entered> {
        let prompt = plain(asked.prompt);
        let begin = String::from_utf8_lossy(asked.begin).into_owned();
        let mut next = Some((begin, String::new()));
        loop {
            // What came before the editor minds signals must not wait for a line.
            trap::safe_point(env)?;
            self.0.borrow_mut().prepare(env);
            if let Some(line) = next.take() {
                self.0.borrow_mut().begin_with(line);
            }
            let read = || {
                self.0
                    .borrow_mut()
                    .read_plain(&prompt, asked.until.is_some())
            };
            // A panic has been reported by its hook.
            let Ok(outcome) = catch_unwind(AssertUnwindSafe(read)) else {
                env.terminal.restore_modes();
                env.session.editor = None;
                return Continue(Entered::Unable);
            };
            next = match outcome {
                Outcome::Line(line) => return Continue(Entered::Line(line.into_bytes())),
                Outcome::End | Outcome::Lost => return Continue(Entered::End),
                Outcome::Failed(_) => return Continue(Entered::Unable),
                Outcome::Interrupted => {
                    interrupted(env)?;
                    None
                }
                Outcome::Signal if asked.until.is_some_and(|until| Instant::now() >= until) => {
                    self.0.borrow_mut().give_up();
                    return Continue(Entered::Late);
                }
                Outcome::Signal | Outcome::Garbage => None,
                Outcome::Wanted(wanted) => Some(done(env, wanted)?),
            };
        }
    }
}

/// What becomes of a line to which something is to be done.
fn done(env: &mut Env, wanted: Wanted) -> Flow<Cut> {
    Continue(match wanted {
        Wanted::Edit(line) | Wanted::EditAndRun(line, _) => {
            let edited = outside::edit(env, &line)?;
            (edited.unwrap_or(line), String::new())
        }
        Wanted::Run(command, line) => outside::run(env, &command, line)?,
        Wanted::Expand(line) => (line, String::new()),
        Wanted::ReadBindings(line) => {
            startup::read_bindings(env);
            line
        }
        Wanted::Reopen(line)
        | Wanted::Search(line)
        | Wanted::Complete(line, _)
        | Wanted::Abbreviate(_, line) => line,
    })
}

/// ^C is what it would be if the terminal had made a signal of it: a trap runs, and the line is asked for
/// again.
fn interrupted(env: &mut Env) -> Flow {
    if env.traps.get(Signal::INT.number()).is_some() {
        signal::put_back(SignalSet::from(Signal::INT));
        return trap::safe_point(env);
    }
    if !env.interactive_process() {
        let _ = signal::kill(host::pid(), Signal::INT);
        trap::safe_point(env)?;
    }
    wait::interrupted(env)
}
