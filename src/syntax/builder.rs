//! Collects the parts of a word.

use super::session::Session;
use super::tree::{Modifier, Parameter, Shape, Special, Target, Unit, Word};
use crate::name;
use crate::sys::find;
use std::rc::Rc;

/// Memory for the next word, so that only what is kept is allocated.
pub type Spare = (Vec<u8>, Vec<Unit>);

/// A word that is being read.
pub struct Builder<'s> {
    pub(super) session: &'s Session<'s>,
    /// The word is kept, not only checked.
    pub(super) keeps: bool,
    /// The last byte of the text of a word that is not kept.
    last: Option<u8>,
    pub(super) units: Vec<Unit>,
    /// Text not yet made a unit.
    pub(super) run: Vec<u8>,
    /// `run` is quoted.
    pub(super) quoted: bool,
    /// `run` makes a unit even if it is empty: there were quotes.
    marked: bool,
    /// Something unquoted is active in a pattern.
    pub(super) active: bool,
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

    /// Whether there is nothing of the value of the assignment yet that the word so far looks like, if it does.
    pub fn assignment(&self) -> Option<bool> {
        let text = match self.units.first() {
            Some(Unit::Literal(text)) => text,
            None if !self.quoted => &*self.run,
            _ => return None,
        };
        let end = find::byte(b'=', text)?;
        let name = text.get(..end)?;
        let name = name.strip_suffix(b"+").unwrap_or(name);
        name::is_name(name).then_some(self.units.is_empty() && end + 1 == text.len())
    }

    pub(super) fn flush(&mut self) {
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

    pub(super) fn recycle(self) {
        self.session.buffer.memory.recycle((self.run, self.units));
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
