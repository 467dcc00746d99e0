//! Printing what POSIX does not have.

use super::Printer;
use super::word::is_plain;
use crate::syntax::extended::{Beyond, Condition, Element, Operation, Special, Subscript, Which};
use crate::syntax::tree::{
    Arithmetic, Assignment, Command, Compound, Modifier, Parameter, Shape, Unit, Word,
};
use crate::sys::depth::deeper;

/// What is escaped in an expression.
const TEXT: &[u8] = b"$`\\";

impl<'t> Printer<'t> {
    /// An expression, as it stands between its delimiters.
    pub fn expression(&mut self, arithmetic: &'t Arithmetic) {
        self.quoted(&arithmetic.text, TEXT);
    }

    /// What stands before the value of an assignment, or all of it.
    pub fn special(&mut self, assignment: &'t Assignment, special: &'t Special) {
        self.text(assignment.name.as_bytes());
        if let Some(index) = &special.index {
            self.index(index);
        }
        self.text(if special.append { b"+=" } else { b"=" });
        match &special.list {
            Some(list) => self.elements(list),
            None => self.value(&assignment.value),
        }
    }

    pub fn index(&mut self, index: &'t Arithmetic) {
        self.text(b"[");
        match &index.text.shape {
            Shape::Literal(text) => self.key(text),
            Shape::Units(units) => {
                for unit in units {
                    match unit {
                        Unit::Literal(text) | Unit::Quoted(text) => self.key(text),
                        unit => deeper(|| self.expansion(unit)),
                    }
                }
            }
            Shape::Variable { .. } => self.quoted(&index.text, b""),
        }
        self.text(b"]");
    }

    /// Text in the brackets behind a name.
    pub fn key(&mut self, text: &[u8]) {
        let plain = |byte: &u8| is_plain(&[*byte]) || b" *<>=!&|?()#~".contains(byte);
        if text.iter().all(plain) && is_balanced(text) && !matches!(text, b"@" | b"*") {
            self.text(text);
        } else {
            self.single_quoted(text);
        }
    }

    /// `(...)` of an assignment.
    pub fn elements(&mut self, elements: &'t [Element]) {
        self.text(b"(");
        for (position, element) in elements.iter().enumerate() {
            if position > 0 {
                self.text(b" ");
            }
            if let Some(index) = &element.index {
                self.index(index);
                self.text(if element.append { b"+=" } else { b"=" });
                self.value(&element.value);
            } else {
                self.word(&element.value, false);
            }
        }
        self.text(b")");
    }

    /// The commands that POSIX does not have, but for the loops over words.
    pub fn other(&mut self, kind: &'t Compound) {
        match kind {
            Compound::Condition(condition) => {
                self.text(b"[[ ");
                self.condition(condition);
                self.text(b" ]]");
            }
            Compound::Arithmetic(arithmetic) => {
                self.text(b"((");
                self.expression(arithmetic);
                self.text(b"))");
            }
            Compound::Time { portable, pipeline } => {
                self.text(if *portable { b"time -p " } else { b"time " });
                self.pipeline(pipeline);
            }
            Compound::Coprocess(coprocess) => {
                self.text(b"coproc ");
                if let Command::Compound(_) = coprocess.command {
                    self.text(coprocess.name.as_bytes());
                    self.text(b" ");
                }
                self.command(&coprocess.command);
            }
            _ => (),
        }
    }

    /// `((first; condition; next))`
    pub fn counting(&mut self, parts: &'t [Option<Arithmetic>; 3]) {
        self.text(b"((");
        for (position, part) in parts.iter().enumerate() {
            if position > 0 {
                self.text(b";");
            }
            if let Some(part) = part {
                self.expression(part);
            }
        }
        self.text(b"))");
    }

    fn condition(&mut self, condition: &'t Condition) {
        match condition {
            Condition::All(parts) => self.conditions(parts, b" && "),
            Condition::Any(parts) => self.conditions(parts, b" || "),
            Condition::Not(part) => {
                self.text(b"! ");
                self.condition(part);
            }
            Condition::Group(group) => {
                self.text(b"( ");
                deeper(|| self.condition(&group.0));
                self.text(b" )");
            }
            Condition::Text(word) => self.operand(word),
            Condition::Unary(letter, word) => {
                self.text(&[b'-', *letter, b' ']);
                self.word(word, false);
            }
            Condition::Binary(comparison, left, right) => {
                self.operand(left);
                self.text(b" ");
                self.text(&comparison.spelling());
                self.text(b" ");
                self.word(right, false);
            }
        }
    }

    /// A first operand, which must not look like an operator.
    fn operand(&mut self, word: &'t Word) {
        match &word.shape {
            Shape::Literal(text) if text.starts_with(b"-") || matches!(&**text, b"!" | b"]]") => {
                self.single_quoted(text);
            }
            _ => self.word(word, false),
        }
    }

    fn conditions(&mut self, parts: &'t [Condition], joint: &[u8]) {
        for (position, part) in parts.iter().enumerate() {
            if position > 0 {
                self.text(joint);
            }
            self.condition(part);
        }
    }

    /// Between the braces of `${...}`.
    pub fn beyond(&mut self, parameter: &'t Parameter, beyond: &'t Beyond, quoted: bool) {
        let names = matches!(beyond.operation, Operation::Keys | Operation::Names { .. });
        if beyond.indirect || names {
            self.text(b"!");
        }
        if beyond.operation == Operation::Posix(Modifier::Length) {
            self.text(b"#");
        }
        self.target(parameter.target);
        match &beyond.subscript {
            Some(Subscript::Each) => self.text(b"[@]"),
            Some(Subscript::Joined) => self.text(b"[*]"),
            Some(Subscript::Index(index)) => self.index(index),
            None => (),
        }
        match &beyond.operation {
            Operation::Posix(modifier) => self.modifier(modifier, quoted),
            Operation::Slice { offset, length } => {
                self.text(b":");
                let start = self.out.len();
                self.expression(offset);
                // Quotes, which are dropped when it is read, keep it from being another operator.
                if let Some(b'-' | b'+' | b'=' | b'?') = self.out.get(start) {
                    self.out.splice(start..start, *b"\"\"");
                }
                if let Some(length) = length {
                    self.text(b":");
                    self.expression(length);
                }
            }
            Operation::Replace {
                which,
                pattern,
                text,
            } => {
                self.text(match which {
                    Which::First => b"/",
                    Which::All => b"//",
                    Which::Prefix => b"/#",
                    Which::Suffix => b"/%",
                });
                self.replaced(pattern);
                self.text(b"/");
                self.value(text);
            }
            Operation::Letters { to, all, pattern } => {
                let operator = [*to as u8; 2];
                self.text(operator.get(usize::from(!all)..).unwrap_or_default());
                if let Some(pattern) = pattern {
                    self.value(pattern);
                }
            }
            Operation::Transform(how) => self.text(&[b'@', how.letter()]),
            Operation::Keys => (),
            Operation::Names { joined } => self.text(if *joined { b"*" } else { b"@" }),
        }
    }

    /// A pattern in which a slash must not end it, nor its first byte be taken for an operator.
    fn replaced(&mut self, pattern: &'t Word) {
        match &pattern.shape {
            Shape::Literal(text) if !text.is_empty() => self.single_quoted(text),
            Shape::Units(units) => {
                for unit in units {
                    match unit {
                        Unit::Literal(text) => {
                            for &byte in text.iter() {
                                if matches!(byte, b'#' | b'%' | b'/') {
                                    self.text(b"\\");
                                }
                                self.text(&[byte]);
                            }
                        }
                        unit => self.unit(unit),
                    }
                }
            }
            _ => self.value(pattern),
        }
    }
}

/// Whether no bracket in a text ends what it does not begin.
fn is_balanced(text: &[u8]) -> bool {
    let mut depth = 0_usize;
    for &byte in text {
        match byte {
            b'[' => depth += 1,
            b']' if depth == 0 => return false,
            b']' => depth -= 1,
            _ => {}
        }
    }
    depth == 0
}
