//! A plain line reader: for an interactive shell whose input is no terminal, and as the safety net.

use crate::env::{Divert, Env, Flow, Options};
use crate::exec::input::Shared;
use crate::exec::{jobs, run, trace};
use crate::name::Name;
use crate::syntax::{Lines, Origin, Reader};
use crate::sys::fd;
use std::cell::RefCell;
use std::io;
use std::ops::ControlFlow::{Break, Continue};
use std::rc::Rc;

/// The prompts that are due, as text: expanded before the reader asks for more.
type Prompts = Rc<RefCell<(Vec<u8>, Vec<u8>)>>;

struct Prompting {
    lines: Shared,
    prompts: Prompts,
}

impl Lines for Prompting {
    fn more(&mut self, text: &mut Vec<u8>, continuation: bool) -> io::Result<bool> {
        let prompts = self.prompts.borrow();
        // Where the prompt goes may be gone; the input may not.
        let _ = fd::write_all(2, if continuation { &prompts.1 } else { &prompts.0 });
        self.lines.more(text, continuation)
    }
}

/// Reads and executes commands.
pub fn run(env: &mut Env) -> Flow {
    let prompts = Prompts::default();
    let lines = Prompting {
        lines: Shared::new(0),
        prompts: Rc::clone(&prompts),
    };
    let mut reader = Reader::new(Rc::new(Origin::default()), Box::new(lines));
    loop {
        jobs::notify(env);
        let texts = [Name::PS1, Name::PS2]
            .map(|name| env.variables.value(name).unwrap_or_default().to_vec());
        let [first, second] = texts.map(|text| trace::expanded(env, &text));
        prompts.replace((first, second));
        let aliases = env.aliases.clone();
        let flow = match reader.next(&aliases) {
            Ok(Some(command)) => run::complete(env, &command.list, crate::exec::Tail::No),
            Ok(None) if env.has(Options::IGNOREEOF) && fd::is_terminal(0) => Continue(()),
            Ok(None) => return Continue(()),
            Err(error) => {
                run::report(env, &error);
                env.status = crate::env::flow::ERROR;
                reader.skip_line();
                Continue(())
            }
        };
        match flow {
            Continue(())
            | Break(Divert::Interrupt | Divert::Break(_) | Divert::Continue(_) | Divert::Return) => {
            }
            other => return other,
        }
    }
}
