//! Keys that complete: what they want of the candidates, and whether the user's own functions are to be asked for
//! them, which only the shell can do.

use super::actions::{ask, leave};
use super::keys::Keys;
use super::requests::{Ask, Leave};
use super::scan::{Role, scan};
use super::text::Text;
use crate::env::completions::{DEFAULT, EMPTY, INITIAL};
use crate::sys::typing;
use rustyline::{Cmd, EventContext, KeyCode, KeyEvent, Modifiers, Movement};

/// What a key wants of the candidates for a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// One takes the word's place, or what they have in common, and several are shown.
    Complete,
    /// They are shown; the cursor is so many characters before the end of the word.
    List(usize),
    /// All of them take its place.
    InsertAll,
}

/// What functions are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Completing {
    /// What for.
    pub purpose: Purpose,
    /// The place in the line.
    pub place: usize,
    /// `COMP_TYPE` and `COMP_KEY`.
    pub manner: (u8, u8),
}

/// A key as `COMP_KEY` has it.
pub fn byte(key: KeyEvent) -> u8 {
    match key {
        KeyEvent(KeyCode::Char(letter), modifiers) => {
            let byte = u8::try_from(letter).unwrap_or_default();
            let controlled = modifiers.contains(Modifiers::CTRL);
            if controlled { byte & 0x1f } else { byte }
        }
        _ => b'\t',
    }
}

/// Completion: the user's own functions have to be asked where there are some for the command. At the beginning of a
/// further line of a command it is a tab: text that comes in without the marks of a paste has them there.
pub fn tab(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    if keys.menu.is_some() {
        return None;
    }
    let before = context.line().get(..context.pos())?;
    let (above, here) = before.rsplit_once('\n').unwrap_or(("", before));
    let further = keys.continued || !above.is_empty();
    // What goes on behind it and has several lines is pasted, whatever the terminal says.
    let empty = here.trim_ascii().is_empty();
    let disabled = keys.config.settings.is_on("disable-completion");
    if disabled || empty && further || (empty || further) && typing::is_ahead() {
        return Some(Cmd::Insert(1, "\t".to_owned()));
    }
    by_functions(keys, context.line(), context.pos(), Purpose::Complete)
}

/// Inserts all candidates.
pub fn insert_all(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    all_at(keys, context.line(), context.pos())
}

/// As [`insert_all`], at a place.
pub fn all_at(keys: &mut Keys, line: &str, place: usize) -> Option<Cmd> {
    by_functions(keys, line, place, Purpose::InsertAll).or_else(|| ask(keys, Ask::InsertAll(place)))
}

/// Shows what the word may become.
pub fn list(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    list_at(keys, context.line(), context.pos(), context.pos())
}

/// Deletes the character at the cursor; at the end of the line, shows what the word may become.
pub fn delete_or_list(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    let at_end = context.pos() == context.line().len();
    if at_end && !context.line().is_empty() {
        return list(keys, context);
    }
    Some(Cmd::Kill(Movement::ForwardChar(1)))
}

/// As [`list`], of the word that ends at a place, while the cursor stays at another before it.
pub fn list_at(keys: &mut Keys, line: &str, pos: usize, place: usize) -> Option<Cmd> {
    let back = line.get(pos..place)?.chars().count();
    by_functions(keys, line, place, Purpose::List(back)).or_else(|| ask(keys, Ask::List(place)))
}

/// Leaves the line to functions of the user; `None` if none are for the word that ends at a place.
pub fn by_functions(keys: &mut Keys, line: &str, place: usize, purpose: Purpose) -> Option<Cmd> {
    if !are_for(keys, line.get(..place)?) {
        return None;
    }
    let text = Text::new(line, place);
    let again = keys.asked_of.as_ref() == Some(&text);
    keys.asked_of = Some(text);
    let kind = match purpose {
        Purpose::Complete if keys.requests.entering.is_some() => b'%',
        Purpose::Complete if !again => b'\t',
        Purpose::Complete | Purpose::List(_) => b'?',
        Purpose::InsertAll => b'*',
    };
    let completing = Completing {
        purpose,
        place,
        manner: (kind, keys.input.pressed),
    };
    leave(keys, Leave::Complete(completing))
}

/// Whether the user has functions for the word that a text ends with.
fn are_for(keys: &Keys, before: &str) -> bool {
    if keys.config.completed.is_empty() {
        return false;
    }
    let edge = scan(before.as_bytes()).edge;
    let word = before.get(edge.start..).unwrap_or_default();
    if edge.role == Some(Role::Command) {
        let empty = before.trim_ascii().is_empty() && !keys.continued;
        return match word {
            "" => empty && keys.config.completed.contains(EMPTY),
            name => !name.contains('$') && keys.config.completed.contains(INITIAL),
        };
    }
    let name = edge.words.first();
    let name = name.and_then(|&(from, to)| before.as_bytes().get(from..to));
    let base = name.and_then(|name| name.rsplit(|&byte| byte == b'/').next());
    let mut names = [name, base, name.map(|_| DEFAULT)].into_iter().flatten();
    names.any(|name| keys.config.completed.contains(name))
        && edge.role == Some(Role::Argument)
        && !word.contains(['$', '!'])
}
