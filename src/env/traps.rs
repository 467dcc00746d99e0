//! Traps (XCU 2.12, `trap`): what the script wants done on a signal, and on exit.

use super::handover::{Reader, Writer};
pub use super::inheritance::Hidden;
use std::collections::BTreeMap;
use std::rc::Rc;

/// The condition `EXIT`; others are signal numbers.
pub const EXIT: i32 = 0;

/// The condition `ERR`: a command has failed with which `set -e` would end the shell.
pub const ERR: i32 = -2;

/// The condition `DEBUG`: a command is about to be executed.
pub const DEBUG: i32 = -3;

/// The condition `RETURN`: a function or a dot script has ended.
pub const RETURN: i32 = -1;

/// The conditions that are no signals, and their names.
pub const CONDITIONS: [(i32, &str); 4] = [
    (EXIT, "EXIT"),
    (DEBUG, "DEBUG"),
    (ERR, "ERR"),
    (RETURN, "RETURN"),
];

/// What happens on a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// The default.
    Default,
    /// Nothing: `trap '' SIGNAL`.
    Ignore,
    /// A command.
    Command(Rc<[u8]>),
}

/// The traps that are set.
#[derive(Debug, Clone, Default)]
pub struct Traps {
    pub(super) set: Rc<BTreeMap<i32, Action>>,
    /// In a subshell that has not changed its traps: those of its parent, which `trap` still prints.
    pub(super) parent: Option<Rc<BTreeMap<i32, Action>>>,
    /// Signals that were ignored when a non-interactive shell started: they stay so (XCU 2.12).
    locked: u64,
    /// Signals for which an action has been chosen: what they did on entry does not count any more.
    chosen: u64,
    /// Signals that are ignored though nobody has asked for it: not for `trap` to show.
    pub(super) implied: u64,
    /// `EXIT` has been given an action since the shell, or the subshell, began.
    pub exit_chosen: bool,
    /// A command is set for `ERR`.
    pub err: bool,
    /// A command is set for `DEBUG`.
    pub debug: bool,
    /// A command is set for `RETURN`.
    pub on_return: bool,
    /// Conditions that are no signals and whose actions are being executed.
    begun: u8,
    /// The commands that are executed are noted for `BASH_COMMAND`.
    pub noting: bool,
}

impl Traps {
    /// What is set for a condition.
    pub fn get(&self, condition: i32) -> Option<&Action> {
        self.set.get(&condition)
    }

    /// Whether something is to be done at the end.
    pub fn awaits_exit(&self) -> bool {
        matches!(self.get(EXIT), Some(Action::Command(_)))
    }

    /// Sets an action.
    pub fn set(&mut self, condition: i32, action: Action) {
        self.parent = None;
        self.exit_chosen |= condition == EXIT;
        self.chosen |= bit(condition);
        self.implied &= !bit(condition);
        if action == Action::Default {
            Rc::make_mut(&mut self.set).remove(&condition);
        } else {
            Rc::make_mut(&mut self.set).insert(condition, action);
        }
        self.refresh();
    }

    /// The action of a condition that is no signal begins, or has ended: it does not arise within that.
    pub fn begin(&mut self, condition: i32, begins: bool) {
        if begins {
            self.begun |= mark(condition);
        } else {
            self.begun &= !mark(condition);
        }
        self.refresh();
    }

    pub(super) fn refresh(&mut self) {
        let command = |condition| {
            self.begun & mark(condition) == 0
                && matches!(self.set.get(&condition), Some(Action::Command(_)))
        };
        (self.err, self.debug) = (command(ERR), command(DEBUG));
        self.on_return = command(RETURN);
    }

    /// Whether anything is to be done before a command is executed.
    #[inline]
    pub fn watches(&self) -> bool {
        self.debug | self.noting
    }

    /// Whether any command is set.
    pub fn has_command(&self) -> bool {
        let mut actions = self.set.values();
        actions.any(|action| matches!(action, Action::Command(_)))
    }

    /// A signal that was ignored when a non-interactive shell started stays so (XCU 2.12).
    pub fn lock(&mut self, signal: i32) {
        self.locked |= bit(signal);
    }

    /// Whether the signal may not be trapped.
    pub fn is_locked(&self, signal: i32) -> bool {
        self.locked & bit(signal) != 0
    }

    /// Whether an action has ever been chosen for the signal, be it the default one.
    pub fn is_chosen(&self, signal: i32) -> bool {
        self.chosen & bit(signal) != 0
    }

    /// What `trap` prints.
    pub fn shown(&self) -> impl Iterator<Item = (i32, &Action)> {
        let implied = if self.parent.is_none() {
            self.implied
        } else {
            0
        };
        self.parent
            .as_ref()
            .unwrap_or(&self.set)
            .iter()
            .map(|(&condition, action)| (condition, action))
            .filter(move |(condition, _)| implied & bit(*condition) == 0)
    }

    /// Whether a command is set for a signal.
    pub fn catches_signal(&self) -> bool {
        self.set
            .iter()
            .any(|(&condition, action)| condition > EXIT && matches!(action, Action::Command(_)))
    }

    /// The signals with commands.
    pub fn commands(&self) -> Vec<i32> {
        let commands = self
            .set
            .iter()
            .filter(|(_, action)| matches!(action, Action::Command(_)));
        commands.map(|(&condition, _)| condition).collect()
    }

    /// What differs from `other`: the conditions, with what happens on them here.
    pub fn unlike<'t>(&'t self, other: &'t Self) -> impl Iterator<Item = (i32, Action)> + 't {
        let conditions = self.set.keys().chain(other.set.keys()).copied();
        conditions
            .filter(|condition| self.get(*condition) != other.get(*condition))
            .map(|condition| {
                let action = self.get(condition).cloned();
                (condition, action.unwrap_or(Action::Default))
            })
    }

    /// Writes them for a subshell that starts as a program.
    pub fn hand_over(&self, out: &mut Writer) {
        let parent = self.parent.as_ref();
        for set in [Some(&self.set), parent] {
            out.number(set.map_or(-1, |set| set.len() as i64));
            for (condition, action) in set.into_iter().flat_map(|set| set.iter()) {
                out.number(i64::from(*condition));
                match action {
                    Action::Command(text) => out.text(text),
                    // No command is empty.
                    _ => out.text(b""),
                }
            }
        }
        for bits in [self.locked, self.chosen, self.implied] {
            out.number(bits.cast_signed());
        }
    }

    /// Reads what [`hand_over`](Self::hand_over) has written.
    pub fn take_over(&mut self, from: &mut Reader<'_>) -> Option<()> {
        let mut sets = [None, None];
        for set in &mut sets {
            let Ok(count) = usize::try_from(from.number()?) else {
                continue;
            };
            let mut actions = BTreeMap::new();
            for _ in 0..count {
                let condition = from.small()?;
                let action = match from.text()? {
                    b"" => Action::Ignore,
                    text => Action::Command(text.into()),
                };
                actions.insert(condition, action);
            }
            *set = Some(Rc::new(actions));
        }
        let [set, parent] = sets;
        self.set = set.unwrap_or_default();
        self.parent = parent;
        self.locked = from.number()?.cast_unsigned();
        self.chosen = from.number()?.cast_unsigned();
        self.implied = from.number()?.cast_unsigned();
        self.refresh();
        Some(())
    }
}

fn mark(condition: i32) -> u8 {
    1 << (condition.unsigned_abs() & 7)
}

pub(super) fn bit(signal: i32) -> u64 {
    if signal <= EXIT {
        return 0;
    }
    1_u64
        .checked_shl(signal.unsigned_abs().wrapping_sub(1))
        .unwrap_or(0)
}
