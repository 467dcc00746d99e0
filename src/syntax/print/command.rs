//! Printing commands.

use super::Printer;
use crate::syntax::reserved::is_reserved;
use crate::syntax::simple::Utility;
use crate::syntax::tree::{
    AndOr, AndOrList, Command, CompleteCommand, FunctionDefinition, Item, List, Pipeline, Redirect,
    RedirectAction, Shape, SimpleCommand, Unit, Word,
};

impl<'t> Printer<'t> {
    pub fn lines(&mut self, lines: &'t [CompleteCommand]) {
        for line in lines {
            self.list(&line.list);
            if !self.bodies() {
                self.text(b"\n");
            }
        }
    }

    /// A newline and the bodies of the here-documents before it, if there are any.
    pub fn bodies(&mut self) -> bool {
        let pending = std::mem::take(&mut self.pending);
        if pending.is_empty() {
            return false;
        }
        self.text(b"\n");
        for document in pending {
            let start = self.out.len();
            if document.literal {
                self.text(document.body().as_literal().unwrap_or_default());
            } else {
                self.quoted(document.body(), b"$`\\");
            }
            if self.out.len() > start && self.out.last() != Some(&b'\n') {
                self.text(b"\n");
            }
            self.text(&document.delimiter);
            self.text(b"\n");
        }
        true
    }

    /// A list without a terminator, unless that is `&`.
    pub fn list(&mut self, list: &'t List) {
        self.items(&list.items);
    }

    /// Some of its commands.
    pub fn items(&mut self, items: &'t [Item]) {
        let mut before: Option<&Item> = None;
        for item in items {
            if let Some(before) = before.replace(item) {
                self.separator(before.asynchronous);
            }
            self.and_or(&item.and_or);
            if item.asynchronous {
                self.text(b" &");
            }
        }
    }

    /// Between two commands.
    pub(super) fn separator(&mut self, asynchronous: bool) {
        match (self.depth, asynchronous) {
            (None, false) => self.text(b"; "),
            (Some(_), true) if !self.pending.is_empty() => drop(self.line()),
            (_, true) => self.text(b" "),
            (Some(_), false) => self.end_line(),
        }
    }

    /// The end of a command that is followed by something on a line of its own.
    fn end_line(&mut self) {
        if self.pending.is_empty() {
            self.text(b";");
        }
        self.line();
    }

    /// The commands between two reserved words, and what is needed before the second.
    pub(super) fn body(&mut self, list: &'t List) {
        if self.depth.is_none() {
            self.text(b" ");
            return self.terminated(list);
        }
        self.deepen();
        self.line();
        self.list(list);
        self.rise();
        if list.items.last().is_none_or(|item| item.asynchronous) {
            self.line();
        } else {
            self.end_line();
        }
    }

    /// A list and its terminator, to where a reserved word may stand.
    pub(super) fn terminated(&mut self, list: &'t List) {
        self.list(list);
        let asynchronous = list.items.last().is_none_or(|item| item.asynchronous);
        self.text(if asynchronous { b" " } else { b"; " });
    }

    pub fn and_or(&mut self, list: &'t AndOrList) {
        self.pipeline(&list.first);
        for (joint, pipeline) in &list.rest {
            self.text(match joint {
                AndOr::And => b" && ",
                AndOr::Or => b" || ",
            });
            self.pipeline(pipeline);
        }
    }

    pub fn pipeline(&mut self, pipeline: &'t Pipeline) {
        if pipeline.negated {
            self.text(b"! ");
        }
        for (index, command) in pipeline.commands.iter().enumerate() {
            if index > 0 {
                self.text(b" | ");
            }
            self.command(command);
        }
    }

    pub fn command(&mut self, command: &'t Command) {
        match command {
            Command::Simple(simple) => self.simple(simple),
            Command::Compound(compound) => self.compound(compound),
            Command::Function(definition) => self.function(definition),
        }
    }

    pub fn simple(&mut self, simple: &'t SimpleCommand) {
        let mut separator: &[u8] = b"";
        for assignment in &simple.assignments {
            self.text(separator);
            if let Some(special) = &assignment.extra {
                self.special(assignment, special);
            } else {
                self.text(assignment.name.as_bytes());
                self.text(b"=");
                self.value(&assignment.value);
            }
            separator = b" ";
        }
        let mut utility = Utility::Unknown;
        for (index, word) in simple.words.iter().enumerate() {
            self.text(separator);
            separator = b" ";
            self.word(word, index == 0 || utility == Utility::Declaration);
            if utility == Utility::Unknown {
                utility = Utility::of(word.as_literal());
            }
        }
        for redirect in &simple.redirects {
            self.text(separator);
            separator = b" ";
            self.redirect(redirect);
        }
    }

    pub fn function(&mut self, definition: &'t FunctionDefinition) {
        let name = definition.name.as_bytes();
        if is_reserved(name) || name.contains(&b'=') {
            self.text(b"function ");
        }
        self.text(name);
        if self.depth.is_some() {
            self.text(b" ");
        }
        self.text(b"() ");
        self.line();
        self.compound(&definition.body);
    }

    pub(super) fn redirect(&mut self, redirect: &'t Redirect) {
        let (operator, word): (&[u8], _) = match &redirect.action {
            RedirectAction::Read(word) => (b"<", Some(word)),
            RedirectAction::Write(word) => (b">", Some(word)),
            RedirectAction::Clobber(word) => (b">|", Some(word)),
            RedirectAction::Append(word) => (b">>", Some(word)),
            RedirectAction::ReadWrite(word) => (b"<>", Some(word)),
            RedirectAction::DuplicateInput(word) => (b"<&", Some(word)),
            RedirectAction::DuplicateOutput(word) => (b">&", Some(word)),
            RedirectAction::HereString(word) => (b"<<<", Some(word)),
            RedirectAction::HereDocument(document) if document.strip_tabs => (b"<<-", None),
            RedirectAction::HereDocument(_) => (b"<<", None),
        };
        if let Some(place) = &redirect.variable {
            self.text(b"{");
            self.text(place.name.as_bytes());
            if let Some(index) = &place.index {
                self.index(index);
            }
            self.text(b"}");
        } else if redirect.descriptor != u32::from(operator.starts_with(b">")) {
            self.text(redirect.descriptor.to_string().as_bytes());
        }
        self.text(operator);
        match (word, &redirect.action) {
            (Some(word), _) => {
                if begins_with_process(word) {
                    self.text(b" ");
                }
                self.word(word, false);
            }
            (None, RedirectAction::HereDocument(document)) => {
                if document.literal {
                    self.single_quoted(&document.delimiter);
                } else {
                    if document.delimiter.starts_with(b"-") {
                        self.text(b" ");
                    }
                    self.text(&document.delimiter);
                }
                self.pending.push(document);
            }
            (None, _) => (),
        }
    }
}

/// Whether `<(...)` is the first of a word: behind `<` it would begin a here-document.
fn begins_with_process(word: &Word) -> bool {
    matches!(&word.shape, Shape::Units(units) if matches!(units.first(), Some(Unit::Process { .. })))
}
