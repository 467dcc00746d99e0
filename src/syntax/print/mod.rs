//! A tree back to text, on one line as far as here-documents allow: `parse(print(tree)) == tree`.
//!
//! Names of jobs, `type` and functions are printed so. What a word means is kept, not how it was
//! written: quotes come out in one style, and parameters always in braces.

mod command;
mod word;

use super::tree::{Command, FunctionDefinition, HereDocument, Program, Word};

/// A command.
pub fn command(command: &Command) -> Vec<u8> {
    let mut printer = Printer::default();
    printer.command(command);
    printer.bodies();
    printer.out
}

/// A function definition.
pub fn function(definition: &FunctionDefinition) -> Vec<u8> {
    let mut printer = Printer::default();
    printer.function(definition);
    printer.bodies();
    printer.out
}

/// A word, as an argument.
pub fn word(word: &Word) -> Vec<u8> {
    let mut printer = Printer::default();
    printer.word(word, false);
    printer.out
}

/// Complete commands, each on a line of its own.
pub fn program(program: &Program) -> Vec<u8> {
    let mut printer = Printer::default();
    printer.program(program);
    printer.out
}

/// Collects the text.
#[derive(Default)]
struct Printer<'t> {
    out: Vec<u8>,
    /// Here-documents whose bodies must follow the next newline.
    pending: Vec<&'t HereDocument>,
}

impl Printer<'_> {
    fn text(&mut self, text: &[u8]) {
        self.out.extend_from_slice(text);
    }
}
