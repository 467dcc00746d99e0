//! A tree back to text: `parse(print(tree)) == tree`.
//!
//! All is on one line, as far as here-documents allow, as names of jobs are; or on several, as functions are shown.
//! What a word means is kept, not how it was written: quotes come out in one style, and parameters in braces only where
//! those are needed.

mod command;
mod compound;
mod extended;
mod parameter;
mod word;

use super::tree::{
    AndOrList, Command, CompleteCommand, Compound, FunctionDefinition, HereDocument, Item, List,
    Program, SimpleCommand,
};
use crate::syntax::tree::{Arithmetic, Word};
use crate::sys::find;
use std::borrow::Cow;

/// What `print` writes, without here-documents.
fn part<'t>(print: impl FnOnce(&mut Printer<'t>)) -> Vec<u8> {
    let mut printer = Printer::default();
    print(&mut printer);
    printer.out
}

/// What `print` writes, and the here-documents in it.
fn whole<'t>(mut printer: Printer<'t>, print: impl FnOnce(&mut Printer<'t>)) -> Vec<u8> {
    print(&mut printer);
    printer.bodies();
    printer.out
}

/// A command.
pub fn command(command: &Command) -> Vec<u8> {
    whole(Printer::default(), |printer| printer.command(command))
}

/// Commands that follow each other.
pub fn items(items: &[Item]) -> Vec<u8> {
    whole(Printer::default(), |printer| printer.items(items))
}

/// A simple command, without the bodies of its here-documents.
pub fn simple(simple: &SimpleCommand) -> Vec<u8> {
    part(|printer| printer.simple(simple))
}

/// `[[ ... ]]` or `(( ... ))`.
pub fn test(kind: &Compound) -> Vec<u8> {
    part(|printer| printer.other(kind))
}

/// `((expression))`
pub fn arithmetic(arithmetic: &Arithmetic) -> Vec<u8> {
    part(|printer| {
        printer.text(b"((");
        printer.expression(arithmetic);
        printer.text(b"))");
    })
}

/// An expression by itself.
pub fn expression(arithmetic: &Arithmetic) -> Vec<u8> {
    part(|printer| printer.expression(arithmetic))
}

/// `before`, and the words.
pub fn head(before: &[u8], words: &[Word]) -> Vec<u8> {
    part(|printer| {
        printer.text(before);
        for word in words {
            printer.text(b" ");
            printer.word(word, false);
        }
    })
}

/// A function definition.
pub fn function(definition: &FunctionDefinition) -> Vec<u8> {
    whole(Printer::default(), |printer| printer.function(definition))
}

/// A function definition on several lines, each indented as deep as it is nested: the layout that bash has.
pub fn definition(definition: &FunctionDefinition) -> Vec<u8> {
    whole(Printer::on_lines(), |printer| printer.function(definition))
}

/// What a function is in the environment of a program: parentheses and a body that is a group, as bash has it.
pub fn exported(definition: &FunctionDefinition) -> Vec<u8> {
    whole(Printer::on_lines(), |printer| {
        printer.text(b"() ");
        printer.group(&definition.body);
    })
}

/// An and-or list.
pub fn and_or(list: &AndOrList) -> Vec<u8> {
    whole(Printer::default(), |printer| printer.and_or(list))
}

/// The stages of a pipeline.
pub fn stages(commands: &[Command]) -> Vec<u8> {
    whole(Printer::default(), |printer| {
        for (index, command) in commands.iter().enumerate() {
            if index > 0 {
                printer.text(b" | ");
            }
            printer.command(command);
        }
    })
}

/// The commands of a subshell, in their parentheses.
pub fn subshell(body: &List) -> Vec<u8> {
    whole(Printer::default(), |printer| {
        printer.text(b"(");
        printer.list(body);
        printer.text(b")");
    })
}

/// Text as a word that is read back as that text: in quotes if it needs them.
pub fn quote(text: &[u8]) -> Cow<'_, [u8]> {
    if word::is_plain(text) && !text.is_empty() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(part(|printer| printer.single_quoted(text)))
}

/// A word, as an argument.
pub fn word(word: &Word) -> Vec<u8> {
    part(|printer| printer.word(word, false))
}

/// Whether commands may run when a word is expanded. That it does not say so where they do is what counts.
pub fn substitutes(word: &Word) -> bool {
    const BEGINNINGS: [&[u8]; 5] = [b"`", b"<(", b">(", b"${ ", b"${|"];
    if word.as_literal().is_some() {
        return false;
    }
    let text = self::word(word);
    let begins = |what: &[u8]| find::text(what, &text).is_some();
    BEGINNINGS.into_iter().any(begins) || substitutes_commands(&text)
}

/// Whether `$(` is there as other than the beginning of `$((`.
fn substitutes_commands(mut text: &[u8]) -> bool {
    while let Some(at) = find::text(b"$(", text) {
        text = text.get(at + 2..).unwrap_or_default();
        if text.first() != Some(&b'(') {
            return true;
        }
    }
    false
}

/// Complete commands, each on a line of its own.
pub fn program(program: &Program) -> Vec<u8> {
    lines(&program.lines)
}

/// Some of the complete commands of a program.
pub fn lines(lines: &[CompleteCommand]) -> Vec<u8> {
    part(|printer| printer.lines(lines))
}

/// Collects the text.
#[derive(Default)]
struct Printer<'t> {
    out: Vec<u8>,
    /// Here-documents whose bodies must follow the next newline.
    pending: Vec<&'t HereDocument>,
    /// How deep the command is nested, if commands have lines of their own.
    depth: Option<usize>,
    /// What follows the next parameter would not be taken for a part of its name.
    bare: bool,
}

impl Printer<'_> {
    /// One that gives commands lines of their own.
    fn on_lines() -> Self {
        Self {
            depth: Some(0),
            ..Self::default()
        }
    }

    fn text(&mut self, text: &[u8]) {
        self.out.extend_from_slice(text);
    }

    /// A new line, if commands have lines of their own; false otherwise.
    fn line(&mut self) -> bool {
        let Some(depth) = self.depth else {
            return false;
        };
        if !self.bodies() {
            self.text(b"\n");
        }
        self.out.resize(self.out.len() + 4 * depth, b' ');
        true
    }

    fn deepen(&mut self) {
        self.depth = self.depth.map(|depth| depth + 1);
    }

    fn rise(&mut self) {
        self.depth = self.depth.map(|depth| depth.saturating_sub(1));
    }
}
