//! Collects the parts of a word and classifies it (XCU 2.10.1 leaves this to the implementation).

use super::brace;
use super::session::Session;
use super::tree::{Modifier, Parameter, Shape, Special, Target, Unit, Word};
use crate::sys::find;
use std::rc::Rc;

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

/// Memory for the next word, so that only what is kept is allocated.
pub type Spare = (Vec<u8>, Vec<Unit>);

/// A word that is being read.
pub struct Builder<'s> {
    session: &'s Session<'s>,
    /// The word is kept, not only checked.
    keeps: bool,
    /// The last byte of the text of a word that is not kept.
    last: Option<u8>,
    units: Vec<Unit>,
    /// Text not yet made a unit.
    run: Vec<u8>,
    /// `run` is quoted.
    quoted: bool,
    /// `run` makes a unit even if it is empty: there were quotes.
    marked: bool,
    /// Something unquoted is active in a pattern.
    active: bool,
    /// An unquoted `[` that a `]` would make active.
    bracket: bool,
}

impl<'s> Builder<'s> {
    /// An empty word.
    pub fn new(session: &'s Session<'s>) -> Self {
        Self::with(session, true, session.buffer.memory.spare())
    }

    /// A word that is only checked: nothing of it is kept but its last byte, which decides how some text is read.
    pub fn checking(session: &'s Session<'s>) -> Self {
        Self::with(session, false, Spare::default())
    }

    #[inline]
    fn with(session: &'s Session<'s>, keeps: bool, (run, units): Spare) -> Self {
        Self {
            session,
            keeps,
            last: None,
            units,
            run,
            quoted: false,
            marked: false,
            active: false,
            bracket: false,
        }
    }

    /// A word of which nothing is asked while it is read: not kept where it is only checked.
    pub fn of(session: &'s Session<'s>) -> Self {
        if session.manner.only_checks {
            Self::checking(session)
        } else {
            Self::new(session)
        }
    }

    /// Whether the word is kept, not only checked.
    #[inline]
    pub fn keeps(&self) -> bool {
        self.keeps
    }

    /// Adds text.
    #[inline]
    pub fn text(&mut self, text: &[u8], quoted: bool) {
        let Some(last) = text.last() else { return };
        if !self.keeps {
            self.last = Some(*last);
            self.quoted = quoted;
            return;
        }
        if quoted != self.quoted {
            self.flush();
            self.quoted = quoted;
        }
        self.run.extend_from_slice(text);
    }

    /// Adds a byte of unquoted text that may be active in a pattern.
    pub fn pattern(&mut self, byte: u8) {
        match byte {
            b'*' | b'?' | b'(' => self.active = true,
            b'[' => self.bracket = true,
            b']' if self.bracket => self.active = true,
            _ => (),
        }
        self.text(&[byte], false);
    }

    /// Notes that a parenthesis may be active in the pattern: `extglob` may be on when it is used.
    pub fn groups(&mut self) {
        self.active |= self.session.manner.extended;
    }

    /// Notes that there are quotes here, even if there is nothing in them.
    pub fn mark(&mut self) {
        if !self.quoted {
            self.flush();
            self.quoted = true;
        }
        self.marked = true;
    }

    /// How many parts there are: where double quotes begin.
    pub fn parts(&self) -> usize {
        self.units.len()
    }

    /// Ends double quotes that began behind `from` parts. An empty `"$@"` takes empty results in its
    /// own quotes along, but not those in other quotes: they make a field, which is noted here.
    pub fn end_quotes(&mut self, from: usize) {
        if from == 0 || from >= self.units.len() {
            return;
        }
        let (before, within) = self.units.split_at(from);
        let in_quotes = |unit: &Unit| matches!(unit, Unit::Quoted(_)) || is_quoted_expansion(unit);
        let other = |unit: &Unit| in_quotes(unit) && !is_all(unit);
        let apart = if within.iter().any(is_all) {
            before.iter().any(other)
        } else {
            before.iter().any(is_all)
        };
        if apart {
            self.mark();
        }
    }

    /// Adds an expansion or a tilde prefix.
    pub fn unit(&mut self, unit: Unit) {
        self.flush();
        if self.keeps {
            self.units.push(unit);
        }
    }

    /// Notes an expansion in a word that is not kept.
    pub fn checked_unit(&mut self) {
        self.last = None;
    }

    /// Adds the parts of a word that has been read, as if they stood in quotes.
    pub fn quoted_word(&mut self, word: &Word, line: u32) {
        match &word.shape {
            Shape::Literal(text) => self.text(text, true),
            Shape::Variable { name, .. } => self.unit(Unit::Parameter {
                parameter: Rc::new(Parameter {
                    target: Target::Variable(*name),
                    modifier: Modifier::None,
                    line,
                }),
                quoted: true,
            }),
            Shape::Units(units) => {
                for unit in units {
                    match unit {
                        Unit::Literal(text) | Unit::Quoted(text) => self.text(text, true),
                        unit => self.unit(unit.clone()),
                    }
                }
            }
        }
    }

    /// Whether nothing has been added.
    pub fn is_empty(&self) -> bool {
        self.units.is_empty() && self.run.is_empty() && !self.marked
    }

    /// The last byte, if it is unquoted text.
    pub fn last(&self) -> Option<u8> {
        if self.quoted {
            None
        } else if self.keeps {
            self.run.last().copied()
        } else {
            self.last
        }
    }

    fn flush(&mut self) {
        if !self.keeps {
            self.last = None;
            return;
        }
        if !self.run.is_empty() || self.marked {
            let text = self.session.buffer.memory.literal(&self.run);
            self.units.push(if self.quoted {
                Unit::Quoted(text)
            } else {
                Unit::Literal(text)
            });
        }
        self.run.clear();
        self.marked = false;
    }

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

    fn recycle(self) {
        self.session.buffer.memory.recycle((self.run, self.units));
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

/// Whether a part is an expansion in quotes.
pub fn is_quoted_expansion(unit: &Unit) -> bool {
    matches!(
        unit,
        Unit::Parameter { quoted: true, .. }
            | Unit::Command { quoted: true, .. }
            | Unit::Arithmetic { quoted: true, .. }
    )
}

/// Whether a part is `"$@"`.
fn is_all(unit: &Unit) -> bool {
    matches!(unit, Unit::Parameter { parameter, quoted: true }
        if parameter.target == Target::Special(Special::At) && parameter.modifier == Modifier::None)
}
