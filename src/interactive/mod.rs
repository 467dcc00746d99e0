//! The prompt: an interactive shell (XCU `sh`, XCU 2.11).
//!
//! Law of the room: nothing here is made, read or asked before a shell is known to be interactive, and
//! the editor not before it is known to have a terminal. The language is executed by the rooms below;
//! here it is decided when, and what the user sees meanwhile. A defect of the editor costs the editor,
//! not the shell: `repl` goes on with the plain reader.

mod completion;
pub mod editor;
mod hooks;
mod limit;
mod lines;
mod mail;
mod past;
mod plain;
mod prompt;
mod reading;
mod repl;
mod shorthand;
pub mod startup;
mod typed;

use crate::env::{Env, Flow, Options};
use crate::exec::jobs;
use crate::signal::{self, Signal};

/// Reads and executes commands until the end of input or `exit`.
pub fn run(env: &mut Env) -> Flow {
    repl::run(env)
}

pub use reading::edit;

/// A text as a prompt shows it: `${x@P}`. What cannot be seen in it is only marked for a line editor.
pub fn as_prompt(env: &mut Env, text: &[u8]) -> Vec<u8> {
    let mut text = prompt::expanded(env, text);
    if !env.interactive_process() {
        text.retain(|&byte| !prompt::is_mark(byte));
    }
    text
}

/// The end of an interactive shell: jobs are told if the terminal is gone, or they would never run again.
pub fn leave(env: &mut Env) {
    if env.interactive_process() {
        let told = Options::LOGIN | Options::HUPONEXIT;
        jobs::hang_up(env, !env.terminal.hung_up && !env.has(told));
    }
    env.terminal.give_back();
    if env.terminal.hung_up && env.interactive_process() {
        signal::die_by(Signal::HUP);
    }
}
