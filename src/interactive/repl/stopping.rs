//! Where no command has come: an interrupt, an end of the input, a terminal that is gone, an editor that has failed.

use super::Repl;
use crate::builtins::exit;
use crate::env::{Divert, Env, Flow, flow};
use crate::exec::{terminal, trap};
use crate::interactive::editor::LineEditor;
use crate::interactive::lines::{self, Stop};
use crate::interactive::past;
use crate::interactive::prompt::marks;
use crate::signal::{self, Signal, SignalSet};
use crate::sys::fd;
use crate::sys::signal::caught;
use crate::sys::terminal::is_hung_up;
use std::ops::ControlFlow::{Break, Continue};
use std::time::{Duration, Instant};

impl Repl {
    pub(super) fn stopped(&mut self, env: &mut Env, stop: Stop) -> Flow<bool> {
        match stop {
            Stop::Signal if self.limit.is_some_and(|limit| Instant::now() >= limit) => {
                env.write_error(b"timed out waiting for input: auto-logout\n");
                return Break(Divert::Exit);
            }
            Stop::Signal => self.resumed = true,
            Stop::Interrupted => {
                self.drop_command();
                signal::take_one(Signal::INT);
                env.broke_off(128 + Signal::INT.number());
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

    pub(super) fn drop_command(&mut self) {
        self.desk.text.take();
        self.reader.skip_line();
    }

    /// The end of the input: stopped jobs are worth a word.
    pub(super) fn end(&mut self, env: &mut Env) -> Flow<bool> {
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
