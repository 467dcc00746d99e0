//! Read, execute, tell, again.

mod serving;

use super::editor::{LineEditor, bang, suits};
use super::lines::{self, Desk, References, Stop};
use super::prompt::{self, Prompts, marks};
use super::reading::Shared;
use super::{hooks, limit, past, shorthand, startup, typed};
use crate::builtins::exit;
use crate::env::flow;
use crate::env::session::{Announcement, Editor};
use crate::env::{Divert, Env, Flow, Options};
use crate::exec::{jobs, run as execution, subshell, terminal, trap, wait};
use crate::name::Name;
use crate::signal::{self, Signal, SignalSet};
use crate::syntax::Reader;
use crate::syntax::tree::List;
use crate::sys::fd;
use crate::sys::signal::{caught, count};
use crate::sys::terminal::is_hung_up;
use std::cell::RefCell;
use std::ops::ControlFlow::{Break, Continue};
use std::rc::Rc;
use std::time::{Duration, Instant};

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
        }
    }

    /// One command; whether there may be another.
    fn turn(&mut self, env: &mut Env) -> Flow<bool> {
        trap::safe_point(env)?;
        let resumed = std::mem::take(&mut self.resumed);
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
                env.status = flow::ERROR;
                if ended && terminal::is_lost(env) {
                    return self.stopped(env, Stop::Lost);
                }
                Continue(true)
            }
        }
    }

    /// Everything that comes before a prompt, and the prompt.
    fn before_prompt(&mut self, env: &mut Env) -> Flow {
        self.follow_input(env);
        self.note_size(env)?;
        jobs::notify(env);
        let moved = env.variables.directory() != self.directory;
        hooks::before_prompt(env, &mut self.directory)?;
        // What runs amid typing is no command of the history: `fc` and `history` leave none out for it.
        env.session.current = None;
        let tidy = self.is_tidy(env);
        let prompts = self.prompts(env);
        past::resize(env);
        past::follow_file(env);
        past::learn_marks(env);
        self.desk.references.set(References {
            replaced: env.has(Options::HISTEXPAND) && !env.has(Options::POSIX),
            verified: env.has(Options::HISTVERIFY),
            reedited: env.has(Options::HISTREEDIT),
        });
        if let Some(editor) = &self.editor {
            editor.borrow_mut().prepare(env);
            let since = marks::Since {
                ended: std::mem::take(&mut self.executed),
                tidy,
                silent: env.session.announcement.take().is_some(),
                moved,
            };
            let told = marks::before_prompt(env, &since);
            if since.tidy {
                editor.borrow_mut().open_with(told, since.silent);
            } else {
                let _ = fd::write_all(terminal::descriptor(env), told.as_bytes());
            }
        }
        self.desk.prompts.replace(prompts);
        Continue(())
    }

    fn prompts(&self, env: &mut Env) -> Prompts {
        let mut prompts = prompt::prompts(env, self.editor.is_some());
        if self.editor.is_some() {
            marks::close(env, &mut prompts.first);
        }
        prompts
    }

    /// The size of the terminal may be another. While a line is edited the signal that says so is the
    /// line editor's: its trap runs now.
    fn note_size(&mut self, env: &mut Env) -> Flow {
        let told = count(Signal::WINCH);
        let known = std::mem::replace(&mut self.resizes, told) != told;
        if !terminal::note_size(env) || env.traps.get(Signal::WINCH.number()).is_none() {
            return Continue(());
        }
        if !known {
            signal::put_back(SignalSet::from(Signal::WINCH));
        }
        trap::safe_point(env)
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

    /// The cursor is at the beginning of a row.
    fn note_row(&mut self, env: &mut Env) {
        self.begun = Some(count(Signal::CHLD) + count(Signal::INT));
        env.session.last_byte = None;
    }

    /// Whether nothing since then can have left it in the middle of one.
    fn is_tidy(&mut self, env: &Env) -> bool {
        let since = count(Signal::CHLD) + count(Signal::INT);
        let others = self.begun.take() != Some(since) || env.children.jobs.any_running();
        // What the programs of a completion function say is for the function.
        (self.quiet || !others) && matches!(env.session.last_byte, None | Some(b'\n'))
    }

    fn stopped(&mut self, env: &mut Env, stop: Stop) -> Flow<bool> {
        match stop {
            Stop::Signal if self.limit.is_some_and(|limit| Instant::now() >= limit) => {
                env.write_error(b"timed out waiting for input: auto-logout\n");
                return Break(Divert::Exit);
            }
            Stop::Signal => self.resumed = true,
            Stop::Interrupted => {
                self.drop_command();
                signal::take_one(Signal::INT);
                env.status = 128 + Signal::INT.number();
                if env.traps.get(Signal::INT.number()).is_some() {
                    signal::put_back(SignalSet::from(Signal::INT));
                }
            }
            Stop::Dropped(text) => {
                if let Some(text) = text {
                    past::add(env, text.as_bytes());
                }
                self.drop_command();
            }
            Stop::Lost if terminal::regain(env) => {
                self.begun = None;
                self.drop_command();
            }
            Stop::Lost => return hang_up(env).map_continue(|()| false),
            Stop::Unreadable(why) => {
                env.report(b"standard input", format_args!("cannot read: {why}"));
                env.status = flow::UNREADABLE;
                return Break(Divert::Exit);
            }
            Stop::Broken(why) => self.do_without_editor(env, &why),
            Stop::Wanted(wanted) => return self.served(env, wanted),
        }
        Continue(true)
    }

    /// From now on lines are read as they come.
    fn do_without_editor(&mut self, env: &mut Env, why: &str) {
        env.terminal.restore_modes();
        marks::leave(terminal::descriptor(env));
        env.report(
            b"",
            format_args!("the line editor has failed ({why}); going on without it"),
        );
        self.editor = None;
        env.session.editor = None;
        self.desk.text.take();
        self.reader = lines::source::<LineEditor>(&self.desk, None, env);
    }

    /// The editor is for commands that are typed, and `exec` may have made something else of standard input; and for who
    /// has not turned both of its modes off.
    fn follow_input(&mut self, env: &Env) {
        let edited = fd::is_terminal(0) && env.options.intersects(Options::EMACS | Options::VI);
        if edited == self.editor.is_some() || edited && self.resting.is_none() {
            return;
        }
        std::mem::swap(&mut self.editor, &mut self.resting);
        self.reader = lines::source(&self.desk, self.editor.as_ref(), env);
    }

    fn drop_command(&mut self) {
        self.desk.text.take();
        self.reader.skip_line();
    }

    /// The end of the input: stopped jobs are worth a word.
    fn end(&mut self, env: &mut Env) -> Flow<bool> {
        if signal::pending().contains(Signal::HUP)
            || self.editor.is_some() && terminal::is_lost(env)
            || is_hung_up(0)
        {
            return self.stopped(env, Stop::Lost);
        }
        let typed = fd::is_terminal(0);
        if typed && self.ends.ignored(env) {
            env.write_error(b"tine: use `exit` to leave\n");
            return Continue(true);
        }
        if typed && exit::warns(env, env.session.entered) {
            return Continue(true);
        }
        if self.editor.is_some() {
            marks::leave(terminal::descriptor(env));
        } else if typed {
            env.write_error(b"\n");
        }
        Continue(false)
    }
}

/// The terminal is gone: its signal, which may come a moment later, is not to break off the traps that run now. Where it
/// has a trap or is ignored, that is all that it does; the input has ended.
fn hang_up(env: &mut Env) -> Flow {
    for _ in 0..50 {
        if signal::pending().contains(Signal::HUP) {
            break;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    if env.traps.get(Signal::HUP.number()).is_some() || !caught().contains(Signal::HUP) {
        return trap::safe_point(env);
    }
    signal::take_one(Signal::HUP);
    env.terminal.hung_up = true;
    env.status = 128 + Signal::HUP.number();
    Break(Divert::Exit)
}
