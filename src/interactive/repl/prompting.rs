//! What comes before a prompt, and the prompt.

use super::Repl;
use crate::env::{Env, Flow, Options};
use crate::exec::{jobs, terminal, trap};
use crate::interactive::lines::{self, References};
use crate::interactive::prompt::{self, Prompts, marks};
use crate::interactive::{hooks, past};
use crate::signal::{self, Signal, SignalSet};
use crate::sys::fd;
use crate::sys::signal::count;
use std::ops::ControlFlow::Continue;

impl Repl {
    /// Everything that comes before a prompt, and the prompt.
    pub(super) fn before_prompt(&mut self, env: &mut Env) -> Flow {
        self.follow_input(env);
        self.note_size(env)?;
        jobs::notify(env);
        self.mail.tell(env);
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

    pub(super) fn prompts(&self, env: &mut Env) -> Prompts {
        let mut prompts = prompt::prompts(env, self.editor.is_some());
        if self.editor.is_some() {
            marks::close(env, &mut prompts.first);
        }
        prompts
    }

    /// The size of the terminal may be another. While a line is edited the signal that says so is the
    /// line editor's: its trap runs now.
    pub(super) fn note_size(&mut self, env: &mut Env) -> Flow {
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

    /// The cursor is at the beginning of a row.
    pub(super) fn note_row(&mut self, env: &mut Env) {
        self.begun = Some(count(Signal::CHLD) + count(Signal::INT));
        env.session.last_byte = None;
    }

    /// Whether nothing since then can have left it in the middle of one.
    pub(super) fn is_tidy(&mut self, env: &Env) -> bool {
        let since = count(Signal::CHLD) + count(Signal::INT);
        let others = self.begun.take() != Some(since) || env.children.jobs.any_running();
        // What the programs of a completion function say is for the function.
        (self.quiet || !others) && matches!(env.session.last_byte, None | Some(b'\n'))
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
}
