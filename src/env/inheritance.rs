//! What of the traps a function or a subshell inherits (XCU 2.13, `trap`).

use super::Options;
use super::traps::{Action, DEBUG, ERR, RETURN, Traps, bit};
use std::rc::Rc;

/// What a function does not inherit.
#[derive(Debug)]
pub struct Hidden(Vec<(i32, Action)>);

impl Traps {
    /// Whether a function has something to hide ([`Traps::hide`]).
    #[inline]
    pub fn is_special(&self) -> bool {
        self.err || self.debug || self.on_return
    }

    /// As a function begins: what it does not inherit is taken away.
    #[cold]
    pub fn hide(&mut self, options: Options) -> Hidden {
        let mut hidden = Vec::new();
        for (condition, option) in [
            (ERR, Options::ERRTRACE),
            (DEBUG, Options::FUNCTRACE),
            (RETURN, Options::FUNCTRACE),
        ] {
            if !options.contains(option) && self.set.contains_key(&condition) {
                let action = Rc::make_mut(&mut self.set).remove(&condition);
                hidden.extend(action.map(|action| (condition, action)));
            }
        }
        self.refresh();
        Hidden(hidden)
    }

    /// As it ends: what it has not set for itself is put back.
    #[cold]
    pub fn show(&mut self, hidden: Hidden) {
        for (condition, action) in hidden.0 {
            Rc::make_mut(&mut self.set)
                .entry(condition)
                .or_insert(action);
        }
        self.refresh();
    }

    /// In an asynchronous list without job control: INT and QUIT start ignored, but may be trapped.
    pub fn ignore_in_background(&mut self) {
        self.imply(nix::libc::SIGINT);
        self.imply(nix::libc::SIGQUIT);
    }

    /// In a command substitution under job control: TSTP starts ignored, but may be trapped.
    pub fn ignore_stop(&mut self) {
        self.imply(nix::libc::SIGTSTP);
    }

    fn imply(&mut self, signal: i32) {
        let before = Rc::make_mut(&mut self.set).insert(signal, Action::Ignore);
        if before.is_none() {
            self.implied |= bit(signal);
        }
    }

    /// As a subshell begins: commands are forgotten, what is ignored stays ignored (XCU 2.13).
    pub fn enter_subshell(&mut self, options: Options) {
        if self.parent.is_none() {
            self.parent = Some(Rc::clone(&self.set));
        }
        self.exit_chosen = false;
        if self.has_command() {
            let stays = |condition: i32| match condition {
                ERR => options.contains(Options::ERRTRACE),
                DEBUG | RETURN => options.contains(Options::FUNCTRACE),
                _ => false,
            };
            Rc::make_mut(&mut self.set)
                .retain(|condition, action| *action == Action::Ignore || stays(*condition));
            self.refresh();
        }
    }
}
