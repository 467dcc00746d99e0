//! What parentheses enclose: subshells, functions, expressions, substitutions.

use super::list::{Expect, List};
use super::{DEPTH, Edge, Part, Role, Walk, WordAt};

impl Walk<'_> {
    pub(super) fn parenthesis(&mut self, list: &mut List) {
        self.take(1, Part::Operator);
        if list.expect == Expect::Pattern {
            return;
        }
        if list.words.len() == 1 && self.peek(0) == b')' {
            // `name()`: a function is defined.
            self.take(1, Part::Operator);
            self.defined(list);
            list.begin(Expect::Command);
            return;
        }
        let command = list.words.is_empty() && list.redirect.is_none();
        if command && matches!(list.expect, Expect::Command | Expect::Name) && self.expression() {
            list.expect = match list.expect {
                Expect::Name => Expect::In,
                _ => Expect::Nothing,
            };
            return;
        }
        if self
            .text
            .get(..self.at - 1)
            .is_some_and(|before| before.ends_with(b"="))
        {
            // `name=(`
            let mut elements = List::default();
            elements.begin(Expect::Element);
            self.within(Some(b')'), elements);
            return;
        }
        self.nested(Some(b')'));
        list.expect = Expect::Nothing;
    }

    /// The command that has been found is the name of a function.
    fn defined(&mut self, list: &List) {
        let name = list.words.first().map(|&(from, to)| from..to);
        if let Some(parts) = name.and_then(|name| self.found.parts.get_mut(name)) {
            parts.fill(Part::Word);
        }
        if let Some(word) = self.found.words.last_mut() {
            word.role = Role::Other;
        }
    }

    /// `((...))`, of which the first parenthesis has been taken; false if it is none, but a subshell in another one.
    fn expression(&mut self) -> bool {
        let start = self.at - 1;
        if self.peek(0) != b'(' {
            return false;
        }
        self.at = start;
        self.bracketed(b'(', b')');
        let closed = self.peek(0) == b')';
        if self.at < self.text.len() && !closed {
            self.at = start + 1;
            return false;
        }
        self.at = (self.at + usize::from(closed)).min(self.text.len());
        self.paint(start, Part::Parameter);
        if self.at >= self.text.len() && !closed {
            self.end(Edge {
                start,
                role: Some(Role::Other),
                ..Edge::default()
            });
        }
        self.found.words.push(WordAt {
            start,
            end: self.at,
            role: Role::Other,
        });
        true
    }

    pub(super) fn nested(&mut self, close: Option<u8>) {
        self.within(close, List::default());
    }

    fn within(&mut self, close: Option<u8>, list: List) {
        if self.depth < DEPTH {
            let level = self.level;
            self.level += 1;
            self.depth += 1;
            self.list(close, list);
            self.depth -= 1;
            self.level = level;
        }
    }
}
