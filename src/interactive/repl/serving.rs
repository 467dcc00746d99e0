//! What a key has asked for that only the shell can do.

use super::Repl;
use crate::env::{Env, Flow};
use crate::exec::{jobs, terminal};
use crate::interactive::completion;
use crate::interactive::editor::{Called, Cut, LineEditor, Wanted, outside};
use crate::interactive::prompt::{self, marks};
use crate::interactive::startup;
use std::ops::ControlFlow::Continue;

impl Repl {
    /// Does it, and goes on reading.
    pub(super) fn served(&mut self, env: &mut Env, wanted: Wanted) -> Flow<bool> {
        match wanted {
            Wanted::Edit(text) => {
                let edited = self.edited(env, &text)?;
                let text = edited.unwrap_or(text);
                self.with_editor(|editor| editor.begin_with((text, String::new())));
            }
            Wanted::EditAndRun(text, number) => self.edited_and_run(env, text, number)?,
            Wanted::Run(command, line) => {
                marks::leave(terminal::descriptor(env));
                let line = outside::run(env, &command, line)?;
                return self.go_on(env, line);
            }
            Wanted::Reopen(line) => {
                self.drop_command();
                self.with_editor(|editor| {
                    editor.prepare(env);
                    editor.begin_with(line);
                });
                self.resumed = true;
            }
            Wanted::Expand(line) => {
                let text = prompt::expanded_line(env, line.as_bytes());
                let text = String::from_utf8_lossy(&text).into_owned();
                return self.go_on(env, (text, String::new()));
            }
            Wanted::ReadBindings(line) => {
                startup::read_bindings(env);
                return self.go_on(env, line);
            }
            Wanted::Search(line) => {
                // Who cannot read the file searches what is known.
                let _ = env.session.history.borrow_mut().merge_new();
                return self.go_on(env, line);
            }
            Wanted::Complete(line, asked) => {
                env.session.completions.manner = asked.manner;
                let items = jobs::amid_typing(env, |env| completion::programmable(env, &line))?;
                self.quiet = true;
                self.with_editor(|editor| {
                    editor.prepare(env);
                    editor.offer(line, items, asked.purpose);
                });
                self.resumed = true;
            }
            Wanted::Abbreviate(called, line) => return self.abbreviated(env, &called, line),
        }
        Continue(true)
    }

    /// The text, or the command of that number, is executed as it comes back from an editor of the user's choice.
    fn edited_and_run(&mut self, env: &mut Env, text: String, number: Option<usize>) -> Flow {
        let earlier = number.and_then(|number| {
            let history = env.session.history.borrow();
            let text = &history.get(number)?.text;
            Some(String::from_utf8_lossy(text).into_owned())
        });
        let text = earlier.unwrap_or(text);
        let edited = self.edited(env, &text)?;
        self.with_editor(|editor| match edited {
            Some(edited) => editor.submit(edited),
            None => editor.begin_with((text, String::new())),
        });
        Continue(())
    }

    /// The text as it comes back from an editor of the user's choice.
    fn edited(&mut self, env: &mut Env, text: &str) -> Flow<Option<String>> {
        self.drop_command();
        marks::leave(terminal::descriptor(env));
        outside::edit(env, text)
    }

    /// Goes on with the line, or executes it, with what stands for the word in it.
    fn abbreviated(&mut self, env: &mut Env, called: &Called, line: Cut) -> Flow<bool> {
        let line = jobs::amid_typing(env, |env| outside::abbreviated(env, called, line))?;
        self.quiet = true;
        if !called.entered {
            return self.go_on(env, line);
        }
        self.with_editor(|editor| {
            editor.prepare(env);
            editor.submit(line.0 + &line.1);
        });
        self.resumed = true;
        Continue(true)
    }

    /// Goes on with the line, which has become another.
    fn go_on(&mut self, env: &mut Env, line: Cut) -> Flow<bool> {
        self.with_editor(|editor| {
            editor.prepare(env);
            editor.go_on_with(line);
        });
        // The prompt tells where the shell is.
        self.resumed = self.directory == env.variables.directory();
        Continue(true)
    }

    fn with_editor(&self, does: impl FnOnce(&mut LineEditor)) {
        if let Some(editor) = &self.editor {
            does(&mut editor.borrow_mut());
        }
    }
}
