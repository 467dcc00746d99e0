//! Read, execute, tell, again.

mod prompting;
mod serving;
mod stopping;

use super::editor::{LineEditor, bang};
use super::lines::{self, Desk, Stop};
use super::prompt::{self, marks};
use super::reading::Shared;
use super::{hooks, limit, mail, past, shorthand, startup, typed};
use crate::env::session::{Announcement, Editor};
use crate::env::{Divert, Env, Flow, Options, flow};
use crate::exec::{jobs, run as execution, subshell, terminal, trap, wait};
use crate::interactive::editor::suits;
use crate::name::Name;
use crate::syntax::Reader;
use crate::syntax::tree::List;
use crate::sys::fd;
use std::cell::RefCell;
use std::ops::ControlFlow::{Break, Continue};
use std::rc::Rc;
use std::time::Instant;

/// An interactive shell at work.
struct Repl {
    reader: Reader<'static>,
    desk: Rc<Desk>,
    editor: Option<Rc<RefCell<LineEditor>>>,
    /// The editor, while commands come from elsewhere than the terminal.
    resting: Option<Rc<RefCell<LineEditor>>>,
    /// When the user will have thought too long.
    limit: Option<Instant>,
    /// Where the last prompt was.
    directory: Vec<u8>,
    /// A command has been executed since the last prompt.
    executed: bool,
    /// How often something had run and been heard of when the cursor was last known to be at the beginning of a row.
    begun: Option<u32>,
    /// Reading goes on in the middle of a line: no new prompt is made.
    resumed: bool,
    /// What is typed is not shown ([`jobs::amid_typing`]).
    quiet: bool,
    /// How often the shell itself has been told of a new size of the terminal.
    resizes: u32,
    ends: limit::Ends,
    mail: mail::Mail,
}

/// Reads and executes commands until the end of input or `exit`.
pub fn run(env: &mut Env) -> Flow {
    past::open(env);
    let mut repl = Repl::new(env);
    loop {
        let flow = repl.turn(env);
        if !env.process.main {
            // The rest of a command that had been stopped.
            subshell::finish_process(env);
        }
        match flow {
            Continue(true)
            | Break(
                Divert::Interrupt
                | Divert::Abandon
                | Divert::Break(_)
                | Divert::Continue(_)
                | Divert::Return,
            ) => {}
            Continue(false) => return Continue(()),
            Break(divert) => return Break(divert),
        }
    }
}

impl Repl {
    fn new(env: &mut Env) -> Self {
        let editor = if suits(env) {
            if !env.has(Options::POSIX) {
                env.variables.compute(Name::CMD_DURATION);
                env.variables.compute(Name::HISTCMD);
            }
            startup::read_bindings(env);
            LineEditor::new(env, env.terminal.descriptor.is_some())
                .map(|editor| Rc::new(RefCell::new(editor)))
        } else {
            None
        };
        let desk: Rc<Desk> = Rc::default();
        env.session.references = Some(bang::replaced);
        let shared = editor.as_ref().map(|editor| Shared(Rc::clone(editor)));
        env.session.editor = shared.map(|shared| Rc::new(shared) as Rc<dyn Editor>);
        Self {
            reader: lines::source(&desk, editor.as_ref(), env),
            desk,
            editor,
            resting: None,
            limit: None,
            directory: env.variables.directory().to_vec(),
            executed: false,
            begun: None,
            resumed: false,
            quiet: false,
            resizes: 0,
            ends: limit::Ends::default(),
            mail: mail::Mail::default(),
        }
    }

    /// One command; whether there may be another.
    fn turn(&mut self, env: &mut Env) -> Flow<bool> {
        trap::safe_point(env)?;
        let resumed = std::mem::take(&mut self.resumed);
        self.prepare(env, resumed)?;
        let aliases = env.aliases.clone();
        let alarm = self.limit.map(|limit| limit::begin(env, limit));
        let read = self.reader.next(&aliases);
        if std::mem::take(&mut self.quiet) {
            env.terminal.restore_modes();
        }
        if alarm.is_some() {
            limit::end(env);
        }
        self.note_row(env);
        drop(aliases);
        let ended = self.desk.ended.take();
        match read {
            Ok(Some(command)) => {
                let text = self.desk.text.take();
                if ended {
                    // It has ended a here-document; the next one is for the shell.
                    self.reader.skip_line();
                }
                env.session.errors = env.files.get(2).clone();
                execution::note(env, &command)?;
                self.execute(env, &command.list, &text)?;
                Continue(true)
            }
            Ok(None) => self.end(env),
            Err(error) => {
                if let Some(stop) = self.desk.stop.take() {
                    return self.stopped(env, stop);
                }
                let text = self.desk.text.take();
                past::add(env, &text);
                self.reader.skip_line();
                execution::report(env, &error);
                env.broke_off(flow::ERROR);
                if ended && terminal::is_lost(env) {
                    return self.stopped(env, Stop::Lost);
                }
                Continue(true)
            }
        }
    }

    /// What is due before a command is read: what a prompt tells, or what has happened while it stands.
    fn prepare(&mut self, env: &mut Env, resumed: bool) -> Flow {
        if !resumed && !self.reader.has_text() {
            self.before_prompt(env)?;
            self.limit = env.variables.patience().map(|time| Instant::now() + time);
        } else if env.has(Options::NOTIFY) {
            jobs::notify(env);
            if resumed && prompt::counts_jobs(env) {
                let prompts = self.prompts(env);
                self.desk.prompts.replace(prompts);
            }
        } else {
            wait::reap(env);
        }
        if resumed && self.editor.is_some() && !self.is_tidy(env) {
            // What a trap or a function of the user has written stays to be seen.
            let _ = fd::write_all(terminal::descriptor(env), marks::end_row(env).as_bytes());
        }
        Continue(())
    }

    fn execute(&mut self, env: &mut Env, list: &List, text: &[u8]) -> Flow {
        if !text.is_empty() {
            past::add(env, text);
            if env.has(Options::VERBOSE) {
                env.write_error(text);
            }
        }
        if list.items.is_empty() {
            return Continue(());
        }
        self.executed = true;
        if self.editor.is_some() {
            self.note_size(env)?;
            hooks::before_command(env, text)?;
            env.session.announcement = Some(Announcement {
                descriptor: terminal::descriptor(env),
                command: text.to_vec(),
                text: marks::before_command,
            });
            if marks::is_vscode(env) || !shorthand::is_builtin(env, list) {
                env.announce();
            }
        }
        env.session.entered += 1;
        let begin = Instant::now();
        let flow = match shorthand::run(env, list) {
            Some(flow) => flow,
            None => typed::run(env, list, text),
        };
        let _ = env.flush();
        env.session.duration = begin.elapsed();
        env.session.unfinished = None;
        env.session.typed = None;
        flow
    }
}
