//! Where the commands of an interactive shell come from: the line editor, or plain lines.

use super::editor::{Cut, Edit, Outcome, Wanted, bang, behind, cut};
use super::plain::Plain;
use super::prompt::{Prompt, Prompts};
use crate::env::Env;
use crate::env::history::History;
use crate::syntax::{Lines, Reader};
use crate::sys::fd;
use std::cell::{Cell, RefCell};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

/// Why no line came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stop {
    /// ^C: what has been typed of the command is dropped.
    Interrupted,
    /// Something has to be done, and then reading goes on where it was.
    Signal,
    /// Something is to be done to the line, or to the text of the command.
    Wanted(Wanted),
    /// The line is not to be executed; but what it has become is remembered.
    Dropped(Option<String>),
    /// The terminal is gone.
    Lost,
    /// The editor has failed.
    Broken(String),
    /// Standard input is not the terminal any more, and cannot be read.
    Unreadable(String),
}

/// What the reader of lines shares with the loop around it.
#[derive(Debug, Default)]
pub struct Desk {
    /// The prompts, expanded.
    pub prompts: RefCell<Prompts>,
    /// The text of the command that is being read.
    pub text: RefCell<Vec<u8>>,
    /// Why reading stopped.
    pub stop: RefCell<Option<Stop>>,
    /// The end of the input was typed.
    pub ended: Cell<bool>,
    /// What is done about references to the history.
    pub references: Cell<References>,
}

/// What is done about references to the history.
#[derive(Debug, Default, Clone, Copy)]
pub struct References {
    /// They are replaced (`histexpand`).
    pub replaced: bool,
    /// What the line has become then is edited before it is entered (`histverify`).
    pub verified: bool,
    /// So is a line with one that cannot be replaced (`histreedit`).
    pub reedited: bool,
}

impl Desk {
    pub(super) fn stop(&self, stop: Stop) -> io::Result<bool> {
        self.stop.replace(Some(stop));
        Err(io::ErrorKind::Interrupted.into())
    }

    fn give(&self, line: &[u8], text: &mut Vec<u8>) -> bool {
        self.text.borrow_mut().extend_from_slice(line);
        text.extend_from_slice(line);
        true
    }
}

/// Where commands come from: the editor, or without one the lines of standard input.
pub fn source<E: Edit + 'static>(
    desk: &Rc<Desk>,
    editor: Option<&Rc<RefCell<E>>>,
    env: &Env,
) -> Reader<'static> {
    let desk = Rc::clone(desk);
    let lines: Box<dyn Lines> = match editor {
        Some(editor) => Box::new(Edited {
            desk,
            editor: Rc::clone(editor),
            history: Rc::clone(&env.session.history),
        }),
        None => Box::new(Plain::new(desk, env)),
    };
    Reader::new(0, lines)
}

/// Lines from the editor.
pub struct Edited<E> {
    /// Shared with the loop.
    pub desk: Rc<Desk>,
    /// The editor.
    pub editor: Rc<RefCell<E>>,
    /// The history, for `!`.
    pub history: Rc<RefCell<History>>,
}

impl<E: Edit> Lines for Edited<E> {
    fn more(&mut self, text: &mut Vec<u8>, continuation: bool) -> io::Result<bool> {
        let (prompt, right) = {
            let prompts = self.desk.prompts.borrow();
            if continuation {
                (prompts.second.clone(), Prompt::default())
            } else {
                (prompts.first.clone(), prompts.right.clone())
            }
        };
        let before = if continuation {
            String::from_utf8_lossy(&self.desk.text.borrow()).into_owned()
        } else {
            String::new()
        };
        let editor = Rc::clone(&self.editor);
        // A panic in the editor or a completion has been reported by its hook.
        let read = catch_unwind(AssertUnwindSafe(|| {
            editor.borrow_mut().read(&prompt, &right, &before)
        }));
        let Ok(outcome) = read else {
            return self.desk.stop(Stop::Broken("a defect".to_owned()));
        };
        match outcome {
            Outcome::Line(line) => match self.expanded(&before, line) {
                Ok(line) => Ok(self.desk.give(format!("{line}\n").as_bytes(), text)),
                Err(Some(Unused::Edited(line))) => {
                    self.editor.borrow_mut().go_on_with(line);
                    self.desk.stop(Stop::Signal)
                }
                Err(Some(Unused::Shown(line))) => self.desk.stop(Stop::Dropped(Some(line))),
                Err(None) => self.desk.stop(Stop::Dropped(None)),
            },
            Outcome::End => {
                self.desk.ended.set(true);
                Ok(false)
            }
            Outcome::Interrupted => self.desk.stop(Stop::Interrupted),
            Outcome::Signal => self.desk.stop(Stop::Signal),
            Outcome::Wanted(wanted) => self.desk.stop(Stop::Wanted(of_command(&before, wanted))),
            Outcome::Garbage => self.desk.stop(Stop::Dropped(None)),
            Outcome::Lost => self.desk.stop(Stop::Lost),
            Outcome::Failed(why) => self.desk.stop(Stop::Broken(why)),
        }
    }
}

/// What becomes of a line that is not executed.
enum Unused {
    /// It has been shown, and is remembered.
    Shown(String),
    /// The user goes on with it.
    Edited(String),
}

impl<E: Edit> Edited<E> {
    /// The line with references to the history and an abbreviation at its end in full, which is then
    /// shown. `Err`: it is not to be executed.
    fn expanded(&self, before: &str, line: String) -> Result<String, Option<Unused>> {
        let line = match self.editor.borrow().unabbreviated(&line) {
            Some(full) => {
                show(&full);
                full
            }
            None => line,
        };
        let references = self.desk.references.get();
        if !references.replaced {
            return Ok(line);
        }
        match bang::expand(&self.history.borrow(), before, &line) {
            Ok(Some(full)) if references.verified && !full.only_shown => {
                Err(Some(Unused::Edited(full.text)))
            }
            Ok(Some(full)) => {
                show(&full.text);
                if full.only_shown {
                    return Err(Some(Unused::Shown(full.text)));
                }
                Ok(full.text)
            }
            Ok(None) => Ok(line),
            Err(message) => {
                show(&format!("tine: {message}"));
                Err(references.reedited.then_some(Unused::Edited(line)))
            }
        }
    }
}

/// What is wanted of a line, for the command that it is part of.
fn of_command(before: &str, wanted: Wanted) -> Wanted {
    match wanted {
        Wanted::Edit(line) => Wanted::Edit([before, &*line].concat()),
        Wanted::EditAndRun(line, number) => Wanted::EditAndRun([before, &*line].concat(), number),
        Wanted::Reopen((left, right)) => Wanted::Reopen(line_above(before, &left, &right)),
        other => other,
    }
}

/// The text of a command cut where the cursor goes from its last line to the one above.
fn line_above(before: &str, left: &str, right: &str) -> Cut {
    let whole = [before, left, right].concat();
    let above = before.strip_suffix('\n').unwrap_or(before);
    let start = above.rfind('\n').map_or(0, |at| at + 1);
    let row = above.get(start..).unwrap_or_default();
    let at = behind(left.chars().count(), row);
    cut(&whole, start + at)
}

fn show(text: &str) {
    let _ = fd::write_all(2, format!("{text}\n").as_bytes());
}

#[cfg(test)]
mod tests {
    #![allow(clippy::panic, reason = "tests")]

    use super::*;

    /// An editor with a defect.
    struct Defective;

    impl Edit for Defective {
        fn read(&mut self, _: &Prompt, _: &Prompt, before: &str) -> Outcome {
            match before {
                "" => Outcome::Line("first (".to_owned()),
                _ => panic!("a defect of the editor"),
            }
        }

        fn unabbreviated(&self, _: &str) -> Option<String> {
            None
        }

        fn go_on_with(&mut self, _: String) {}
    }

    #[test]
    fn a_panic_in_the_editor_is_no_more_than_a_reason_to_stop() {
        let desk = Rc::new(Desk::default());
        let mut lines = Edited {
            desk: Rc::clone(&desk),
            editor: Rc::new(RefCell::new(Defective)),
            history: Rc::default(),
        };
        let mut text = Vec::new();
        assert!(matches!(lines.more(&mut text, false), Ok(true)));
        assert!(lines.more(&mut text, true).is_err());
        assert!(matches!(desk.stop.take(), Some(Stop::Broken(_))));
        assert_eq!(text, b"first (\n");
        // The editor can be let go of.
        assert!(lines.editor.try_borrow_mut().is_ok());
    }
}
