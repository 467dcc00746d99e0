//! Lines without an editor.

use super::lines::{Desk, Stop};
use crate::env::Env;
use crate::env::report::errno_text;
use crate::exec::input::Shared;
use crate::signal::{self, Signal};
use crate::syntax::Lines;
use crate::sys::fd;
use crate::sys::terminal::is_hung_up;
use std::io;
use std::rc::Rc;

/// Lines without an editor.
pub struct Plain {
    /// Shared with the loop.
    pub desk: Rc<Desk>,
    lines: Shared,
    prompted: bool,
}

impl Plain {
    /// The lines of standard input.
    pub fn new(desk: Rc<Desk>, env: &Env) -> Self {
        Self {
            desk,
            lines: Shared::new(env),
            prompted: false,
        }
    }
}

impl Lines for Plain {
    fn more(&mut self, text: &mut Vec<u8>, continuation: bool) -> io::Result<bool> {
        if !self.prompted {
            let prompts = self.desk.prompts.borrow();
            let prompt = if continuation {
                &prompts.second
            } else {
                &prompts.first
            };
            // Where the prompt goes may be gone; the input may not.
            let _ = fd::write_all(2, prompt.styled.as_bytes());
        }
        self.prompted = false;
        let start = text.len();
        loop {
            match self.lines.more(text, continuation) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {
                    let pending = signal::pending();
                    if pending.contains(Signal::INT) {
                        let _ = fd::write_all(2, b"\n");
                        return self.desk.stop(Stop::Interrupted);
                    }
                    if pending
                        .iter()
                        .any(|one| one != Signal::CHLD && one != Signal::WINCH)
                    {
                        self.prompted = true;
                        return self.desk.stop(Stop::Signal);
                    }
                }
                Ok(more) => {
                    let line = text.get(start..).unwrap_or_default().to_vec();
                    self.desk.text.borrow_mut().extend_from_slice(&line);
                    self.desk.ended.set(!more);
                    return Ok(more);
                }
                Err(_) if fd::is_terminal(0) || is_hung_up(0) => return self.desk.stop(Stop::Lost),
                Err(error) => return self.desk.stop(Stop::Unreadable(errno_text(&error))),
            }
        }
    }
}
