//! Keys of the line editor as the user binds them: `bind`, and the file that readline reads (`inputrc`).
//! What the functions do is known above, in the editor; their names and usual keys are a table here.

mod functions;
mod keymap;
mod sequence;
mod settings;

pub use functions::{FUNCTIONS, Function, named as function};
pub use keymap::Keymap;
pub use sequence::{sequence, shown};
pub use settings::{SETTINGS, Settings};

use sequence::named;
use std::collections::BTreeMap;

/// What a key sequence does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bound {
    /// A function of the editor, by its readline name.
    Function(&'static str),
    /// This is typed.
    Macro(Vec<u8>),
    /// A command of the shell, which finds the line in `READLINE_LINE` and `READLINE_POINT`.
    Command(Vec<u8>),
    /// Nothing.
    Nothing,
}

/// The user's bindings, by the bytes that the keys send.
#[derive(Debug, Default)]
pub struct Bindings {
    /// All of them.
    pub keys: BTreeMap<(Keymap, Vec<u8>), Bound>,
    /// What has been set beside them.
    pub settings: Settings,
    /// `set keymap`: where keys are bound that are to be bound nowhere else, as long as the line is edited in
    /// this way: as in vi, or not.
    chosen: Option<(bool, Place)>,
    /// How often they have been changed.
    pub changes: usize,
}

/// Where keys are bound: the keymap, and the keys that come first.
pub type Place = (Keymap, &'static [u8]);

impl Bindings {
    /// Binds a key sequence.
    pub fn bind(&mut self, place: Place, keys: &[u8], bound: Bound) {
        self.keys.insert((place.0, [place.1, keys].concat()), bound);
        self.changes += 1;
    }

    /// Sets a variable; false if there is none of this name.
    pub fn set(&mut self, name: &[u8], value: &[u8]) -> bool {
        self.changes += 1;
        self.settings.set(name, value)
    }

    /// From now on keys are bound there.
    pub fn choose(&mut self, vi: bool, place: Place) {
        self.chosen = Some((vi, place));
    }

    /// Where keys are bound. `vi`: the line is edited as in vi.
    pub fn place(&self, vi: bool) -> Place {
        match self.chosen {
            Some((mode, place)) if mode == vi => place,
            _ => (Keymap::usual(vi), b""),
        }
    }
}

/// What a line of an inputrc file, or an argument of `bind`, says.
#[derive(Debug, PartialEq, Eq)]
pub enum Line {
    /// A key sequence and what it is to do.
    Bind(Vec<u8>, Bound),
    /// `set variable value`
    Set(Vec<u8>, Vec<u8>),
    /// `$include file`, `$if` and the like: the word and the rest.
    Directive(Vec<u8>, Vec<u8>),
    /// Nothing.
    Empty,
}

/// Understands a line: `"keys": function`, `"keys": "text"`, `Control-a: function`, `set name value`.
/// `command`: what stands behind the keys is a command of the shell.
pub fn line(text: &[u8], command: bool) -> Result<Line, &'static str> {
    let text = text.trim_ascii();
    if text.is_empty() || text.starts_with(b"#") {
        return Ok(Line::Empty);
    }
    if let Some(rest) = text.strip_prefix(b"$") {
        let (word, rest) = word(rest);
        return Ok(Line::Directive(word.to_vec(), rest.to_vec()));
    }
    if let Some(rest) = text.strip_prefix(b"set ") {
        let (name, value) = word(rest.trim_ascii());
        let value = match quoted(value) {
            Some((inner, b"")) => inner,
            _ => value,
        };
        return Ok(Line::Set(name.to_vec(), value.to_vec()));
    }
    let (keys, rest) = if text.starts_with(b"\"") {
        let (keys, rest) = quoted(text).ok_or("unterminated quotes")?;
        (sequence(keys), rest)
    } else {
        let colon = text.iter().position(|&byte| byte == b':');
        let (name, rest) = text
            .split_at_checked(colon.ok_or("`:` expected")?)
            .unwrap_or_default();
        (named(name.trim_ascii()).ok_or("unknown key")?, rest)
    };
    let rest = rest.trim_ascii_start();
    let value = rest.strip_prefix(b":").unwrap_or(rest).trim_ascii();
    if command {
        let value = match quoted(value) {
            Some((inner, b"")) => inner,
            _ => value,
        };
        return Ok(Line::Bind(keys, Bound::Command(value.to_vec())));
    }
    if matches!(value.first(), Some(b'"' | b'\'')) {
        let (inner, _) = quoted(value).ok_or("unterminated quotes")?;
        return Ok(Line::Bind(keys, Bound::Macro(sequence(inner))));
    }
    let (name, _) = word(value);
    let function = function(name).ok_or("unknown function")?;
    Ok(Line::Bind(keys, Bound::Function(function)))
}

fn word(text: &[u8]) -> (&[u8], &[u8]) {
    let end = text.iter().position(u8::is_ascii_whitespace);
    let (word, rest) = text
        .split_at_checked(end.unwrap_or(text.len()))
        .unwrap_or_default();
    (word, rest.trim_ascii())
}

/// What is between the quotes that a text begins with, and what follows them.
fn quoted(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let (&quote, rest) = text
        .split_first()
        .filter(|(quote, _)| matches!(quote, b'"' | b'\''))?;
    let mut at = 0;
    while let Some(&byte) = rest.get(at) {
        if byte == b'\\' {
            at += 1;
        } else if byte == quote {
            return Some((rest.get(..at)?, rest.get(at + 1..)?));
        }
        at += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines() {
        let bound = |text: &[u8]| match line(text, false) {
            Ok(Line::Bind(keys, bound)) => Some((keys, bound)),
            _ => None,
        };
        assert_eq!(
            bound(b"\"\\C-x\\C-r\": reverse-search-history"),
            Some((vec![24, 18], Bound::Function("reverse-search-history")))
        );
        assert_eq!(
            bound(b"Control-o: \"ls\\C-m\""),
            Some((vec![15], Bound::Macro(b"ls\r".to_vec())))
        );
        assert_eq!(bound(b"\"\\M-x\": nosuchfunction"), None);
        assert_eq!(
            line(b"\"\\C-t\": \"echo hi\"", true),
            Ok(Line::Bind(vec![20], Bound::Command(b"echo hi".to_vec())))
        );
        assert_eq!(
            line(b"set editing-mode vi", false),
            Ok(Line::Set(b"editing-mode".to_vec(), b"vi".to_vec()))
        );
    }
}
