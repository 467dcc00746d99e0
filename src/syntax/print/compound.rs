//! Printing compound commands (XCU 2.9.4).

use super::Printer;
use crate::syntax::tree::{CaseItem, Compound, CompoundCommand, List, Then, Word};
use crate::sys::depth::deeper;

impl<'t> Printer<'t> {
    /// A compound command, in braces if it is not already.
    pub fn group(&mut self, compound: &'t CompoundCommand) {
        if matches!(compound.kind, Compound::Group(_)) {
            return self.compound(compound);
        }
        self.text(b"{ ");
        self.deepen();
        self.line();
        self.compound(compound);
        self.rise();
        self.line();
        self.text(b"}");
    }

    pub(super) fn compound(&mut self, compound: &'t CompoundCommand) {
        deeper(|| self.kind(&compound.kind));
        for redirect in &compound.redirects {
            self.text(b" ");
            self.redirect(redirect);
        }
    }

    fn kind(&mut self, kind: &'t Compound) {
        match kind {
            Compound::Group(list) => self.braces(list),
            Compound::Subshell(list) => {
                self.text(b"( ");
                self.deepen();
                self.list(list);
                self.rise();
                self.text(b" )");
            }
            Compound::For { name, words, body } => {
                self.text(b"for ");
                self.text(name.as_bytes());
                self.words(words.as_deref());
                self.do_group(body);
            }
            Compound::Select { name, words, body } => {
                self.text(b"select ");
                self.text(name.as_bytes());
                self.words(words.as_deref());
                self.do_group(body);
            }
            Compound::Counting { parts, body } => {
                self.text(b"for ");
                self.counting(parts);
                if !self.line() {
                    self.text(b"; ");
                }
                self.do_group(body);
            }
            Compound::Condition(_)
            | Compound::Arithmetic(_)
            | Compound::Time { .. }
            | Compound::Coprocess(_) => self.other(kind),
            Compound::Case { subject, items } => self.case(subject, items),
            Compound::If {
                branches,
                otherwise,
            } => self.if_clause(branches, otherwise.as_ref()),
            Compound::Loop {
                until,
                condition,
                body,
            } => {
                self.text(if *until { b"until " } else { b"while " });
                self.terminated(condition);
                self.do_group(body);
            }
        }
    }

    fn braces(&mut self, list: &'t List) {
        self.text(b"{ ");
        self.deepen();
        let lines = self.line();
        if lines {
            self.list(list);
        } else {
            self.terminated(list);
        }
        self.rise();
        self.line();
        self.text(b"}");
    }

    fn words(&mut self, words: Option<&'t [Word]>) {
        let Some(words) = words else {
            if !self.line() {
                self.text(b" ");
            }
            return;
        };
        self.text(b" in");
        for word in words {
            self.text(b" ");
            self.word(word, false);
        }
        self.separator(false);
    }

    fn do_group(&mut self, body: &'t List) {
        self.text(b"do");
        self.body(body);
        self.text(b"done");
    }

    fn if_clause(&mut self, branches: &'t [(List, List)], otherwise: Option<&'t List>) {
        for (index, (condition, body)) in branches.iter().enumerate() {
            self.text(if index == 0 { b"if " } else { b"elif " });
            self.terminated(condition);
            self.text(b"then");
            self.body(body);
        }
        if let Some(body) = otherwise {
            self.text(b"else");
            self.body(body);
        }
        self.text(b"fi");
    }

    fn case(&mut self, subject: &'t Word, items: &'t [CaseItem]) {
        self.text(b"case ");
        self.word(subject, false);
        self.text(b" in ");
        self.deepen();
        for item in items {
            self.line();
            self.item(item);
        }
        self.rise();
        self.line();
        self.text(b"esac");
    }

    fn item(&mut self, item: &'t CaseItem) {
        let start = self.out.len();
        for (index, pattern) in item.patterns.iter().enumerate() {
            self.text(if index > 0 { b" | " } else { b"" });
            self.word(&pattern.word, false);
        }
        let first = self.out.get(start..).unwrap_or_default();
        if self.depth.is_none() || first.starts_with(b"esac") {
            self.out.insert(start, b'(');
        }
        self.text(b")");
        self.deepen();
        if self.depth.is_none() {
            self.text(b" ");
        } else if !item.body.items.is_empty() {
            self.line();
        }
        self.list(&item.body);
        self.rise();
        if !self.line() {
            self.text(b" ");
        }
        self.text(match item.then {
            Then::End => b";;",
            Then::Next => b";&",
            Then::Look => b";;&",
        });
        if self.depth.is_none() {
            self.text(b" ");
        }
    }
}
