//! What the commands of a text are is remembered while they are executed, and used when the text comes again.

use super::{Tail, run};
use crate::env::texts::{Setting, Step, Understood};
use crate::env::{Env, Flow};
use crate::syntax::tree::CompleteCommand;
use std::ops::ControlFlow::Continue;
use std::rc::Rc;

/// How far a text has come.
#[derive(Debug)]
pub struct Record {
    text: Rc<Understood>,
    /// How many of its commands have been executed as they were known.
    pub number: usize,
    /// Where the text behind these begins.
    pub base: usize,
}

impl Record {
    /// At the beginning of the text.
    pub fn new(text: Rc<Understood>) -> Self {
        Self {
            text,
            number: 0,
            base: 0,
        }
    }

    /// Executes the commands that are known, up to one that may mean something else by now, or where `ended` says so.
    /// Whether there were any.
    pub fn repeat(&mut self, env: &mut Env, ended: impl Fn(&Env) -> bool) -> Flow<bool> {
        let mut any = false;
        while let Some(step) = self.text.step(self.number) {
            if step.setting != Setting::now(env) {
                self.text.forget(self.number);
                break;
            }
            if ended(env) {
                break;
            }
            self.number += 1;
            self.base = step.end;
            any |= !step.command.list.items.is_empty();
            run::note(env, &step.command)?;
            run::whole(env, &step.command.list, Tail::No)?;
        }
        Continue(any)
    }

    /// Remembers a command that has been read: `number` others were read before it, behind those that were known;
    /// `last`: nothing is left of the text.
    pub fn add(&self, number: usize, setting: Setting, command: &Rc<CompleteCommand>, last: bool) {
        let number = self.number + number;
        // With aliases in it the text has another length than what has been read.
        if setting.has_aliases() && !(number == 0 && last) {
            return;
        }
        let end = if last {
            usize::MAX
        } else {
            self.base + command.end
        };
        let command = Rc::clone(command);
        self.text.add(
            number,
            Step {
                setting,
                end,
                command,
            },
        );
    }
}
