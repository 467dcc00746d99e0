//! What shape a word gets when it has been read: the simplest that keeps all that matters (XCU 2.10.1 leaves this to
//! the implementation).

use super::brace;
use super::builder::Builder;
use super::tree::{Modifier, Shape, Target, Unit, Word};
use crate::sys::find;

/// What a word is read for, which decides how its text is classified.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A word of a command: as a field, and its unquoted braces may be expanded.
    Argument,
    /// A field or a pattern: unquoted pattern characters are active.
    Field,
    /// A value, neither split nor matched: quoted or not makes no difference.
    Value,
    /// A value in an argument of a declaration utility: its unquoted braces may be expanded.
    Declared,
    /// The word of an unquoted `${x-word}`: its unquoted text is split.
    Split,
    /// The text of `${x/pattern/text}`: an unquoted `&` stands for what matched.
    Replacement,
    /// A regular expression: it matters what is quoted.
    Regex,
}

impl Builder<'_> {
    /// The word, in the simplest shape that keeps all that matters.
    pub fn finish(mut self, purpose: Purpose) -> Shape {
        let plain = match purpose {
            Purpose::Argument => !self.has_braces() && !self.active,
            Purpose::Field => !self.active,
            Purpose::Value => true,
            Purpose::Declared => !self.has_braces(),
            Purpose::Replacement => !self.has_ampersand(),
            Purpose::Split => self.quoted && !self.is_empty(),
            Purpose::Regex => false,
        };
        if self.units.is_empty() && plain {
            let text = self.session.buffer.memory.literal(&self.run);
            self.recycle();
            return Shape::Literal(text);
        }
        self.flush();
        if let [Unit::Parameter { parameter, quoted }] = self.units.as_slice()
            && let (Target::Variable(name), Modifier::None) =
                (parameter.target, &parameter.modifier)
        {
            let quoted = *quoted;
            self.recycle();
            return Shape::Variable { name, quoted };
        }
        if let Some(text) = self.merged(purpose, plain) {
            return Shape::Literal(text.into());
        }
        let units = self.units.drain(..).collect();
        self.recycle();
        Shape::Units(units)
    }

    /// Whether there may be braces to expand, which is also noted for whoever gets the word.
    fn has_braces(&self) -> bool {
        let braced = |unit: &Unit| matches!(unit, Unit::Literal(text) if brace::is_possible(text));
        let found = self.session.manner.extended
            && (!self.quoted && brace::is_possible(&self.run) || self.units.iter().any(braced));
        if found {
            self.session.buffer.braced.set(true);
        }
        found
    }

    /// Whether there is an unquoted `&`.
    fn has_ampersand(&self) -> bool {
        let has = |text: &[u8]| find::byte(b'&', text).is_some();
        !self.quoted && has(&self.run)
            || (self.units.iter()).any(|unit| matches!(unit, Unit::Literal(text) if has(text)))
    }

    /// The whole text, if that is all that matters.
    fn merged(&self, purpose: Purpose, plain: bool) -> Option<Vec<u8>> {
        if purpose == Purpose::Split && self.units.len() != 1 || !plain {
            return None;
        }
        let mut whole = Vec::new();
        for unit in &self.units {
            match unit {
                Unit::Literal(text) | Unit::Quoted(text) => whole.extend_from_slice(text),
                _ => return None,
            }
        }
        Some(whole)
    }

    /// The word of an argument, a pattern and the like; an empty one, if it is not kept.
    pub fn word(self, purpose: Purpose) -> Word {
        if !self.keeps {
            return Word::nothing();
        }
        Word {
            shape: self.finish(purpose),
            assignment: false,
        }
    }
}
