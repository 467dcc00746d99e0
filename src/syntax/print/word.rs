//! Printing words.

use super::Printer;
use crate::name::assigned;
use crate::syntax::builder::is_quoted_expansion;
use crate::syntax::extended::Substitution;
use crate::syntax::reserved::is_reserved;
use crate::syntax::tree::{Program, Shape, Unit, Word};
use crate::sys::depth::deeper;
use crate::sys::find;

/// What is escaped in the word of a quoted `${x-word}`.
pub(super) const BRACE: &[u8] = b"$`\\\"}";
/// What is escaped in a here-document and in an arithmetic expansion.
const TEXT: &[u8] = b"$`\\";

/// Whether text can stand unquoted in a word without a meaning of its own.
pub fn is_plain(text: &[u8]) -> bool {
    let plain = |byte: &u8| {
        byte.is_ascii_alphanumeric() || !byte.is_ascii() || b"_-./,:+@%^=".contains(byte)
    };
    matches!(text, b"[" | b"]") || !text.is_empty() && text.iter().all(plain)
}

/// Whether a unit could make the name before it longer.
fn lengthens(unit: &Unit) -> bool {
    match unit {
        Unit::Literal(text) | Unit::Quoted(text) => {
            let first = text.first();
            first.is_none_or(|&byte| byte == b'_' || byte.is_ascii_alphanumeric())
        }
        _ => false,
    }
}

impl<'t> Printer<'t> {
    /// A word of a command. `guarded`: one with a `=` would be taken for an assignment there, and
    /// a reserved word for one.
    pub fn word(&mut self, word: &'t Word, guarded: bool) {
        match &word.shape {
            Shape::Literal(text) if word.assignment => {
                let at = find::byte(b'=', text).map_or(0, |at| at + 1);
                let (name, value) = text.split_at(at);
                let found = assigned(text)
                    .and_then(|(found, append, value)| Some((found.subscript?, append, value)));
                if let Some((key, append, value)) = found {
                    self.text(name.split(|&byte| byte == b'[').next().unwrap_or_default());
                    self.text(b"[");
                    self.key(key);
                    self.text(if append { b"]+=" } else { b"]=" });
                    self.literal(value);
                } else {
                    self.text(name);
                    self.literal(value);
                }
            }
            Shape::Literal(text)
                if text.is_empty() || guarded && (text.contains(&b'=') || is_reserved(text)) =>
            {
                self.single_quoted(text);
            }
            _ => self.value(word),
        }
    }

    /// A value, which may be empty.
    pub fn value(&mut self, word: &'t Word) {
        match &word.shape {
            Shape::Literal(text) => self.literal(text),
            Shape::Variable { name, quoted } => {
                let (before, behind): (&[u8], &[u8]) = if *quoted {
                    (b"\"$", b"\"")
                } else {
                    (b"$", b"")
                };
                self.text(before);
                self.text(name.as_bytes());
                self.text(behind);
            }
            // What stands in the same quotes as `"$@"` matters, and it is how people write.
            Shape::Units(units) if units.len() > 1 && units.iter().any(is_quoted_expansion) => {
                self.together(units);
            }
            Shape::Units(units) => {
                for (index, unit) in units.iter().enumerate() {
                    self.before(units, index);
                    self.unit(unit);
                }
            }
        }
    }

    /// Parts of a word, with quoted ones beside each other in the same quotes.
    fn together(&mut self, units: &'t [Unit]) {
        let mut open = false;
        for (index, unit) in units.iter().enumerate() {
            self.before(units, index);
            let quoted = match unit {
                Unit::Quoted(text) => !text.is_empty(),
                unit => is_quoted_expansion(unit),
            };
            if quoted != open {
                self.text(b"\"");
                open = quoted;
            }
            match unit {
                Unit::Quoted(text) if quoted => self.escaped(text, b"$`\\\""),
                unit if quoted => deeper(|| self.expansion(unit)),
                unit => self.unit(unit),
            }
        }
        if open {
            self.text(b"\"");
        }
    }

    /// Before the unit with this index.
    fn before(&mut self, units: &[Unit], index: usize) {
        self.bare = !units.get(index + 1).is_some_and(lengthens);
    }

    fn literal(&mut self, text: &[u8]) {
        if is_plain(text) || text.is_empty() {
            self.text(text);
        } else {
            self.single_quoted(text);
        }
    }

    pub fn single_quoted(&mut self, text: &[u8]) {
        self.text(b"'");
        for &byte in text {
            match byte {
                b'\'' => self.text(b"'\\''"),
                byte => self.out.push(byte),
            }
        }
        self.text(b"'");
    }

    pub fn unit(&mut self, unit: &'t Unit) {
        match unit {
            Unit::Literal(text) => return self.text(text),
            Unit::Quoted(text) => return self.single_quoted(text),
            Unit::Tilde(login) => {
                self.text(b"~");
                return self.text(login);
            }
            Unit::List(elements) => return self.elements(elements),
            Unit::Braces(braces) => return self.value(&braces.word),
            Unit::Process { .. }
            | Unit::Parameter { .. }
            | Unit::Command { .. }
            | Unit::Arithmetic { .. } => {}
        }
        let quoted = is_quoted_expansion(unit);
        if quoted {
            self.text(b"\"");
        }
        deeper(|| self.expansion(unit));
        if quoted {
            self.text(b"\"");
        }
    }

    /// A word that stands in quotes already, with backslashes before the bytes in `escaped`.
    pub fn quoted(&mut self, word: &'t Word, escaped: &[u8]) {
        match &word.shape {
            Shape::Literal(text) => self.escaped(text, escaped),
            Shape::Variable { name, .. } => {
                self.text(b"${");
                self.text(name.as_bytes());
                self.text(b"}");
            }
            Shape::Units(units) => {
                for (index, unit) in units.iter().enumerate() {
                    self.before(units, index);
                    match unit {
                        Unit::Literal(text) | Unit::Quoted(text) => self.escaped(text, escaped),
                        unit => deeper(|| self.expansion(unit)),
                    }
                }
            }
        }
    }

    fn escaped(&mut self, text: &[u8], escaped: &[u8]) {
        for &byte in text {
            if escaped.contains(&byte) {
                self.out.push(b'\\');
            }
            self.out.push(byte);
        }
    }

    fn substitution(&mut self, program: &'t Program) {
        self.text(b"$(");
        let start = self.out.len();
        self.substituted(program);
        if self.out.get(start) == Some(&b'(') {
            self.out.insert(start, b' ');
        }
        self.text(b")");
    }

    fn function_substitution(&mut self, open: &[u8], program: &'t Program) {
        self.text(open);
        self.substituted(program);
        let last = program.lines.last().and_then(|line| line.list.items.last());
        if self.out.last() != Some(&b'\n')
            && let Some(item) = last
        {
            self.text(if item.asynchronous { b" " } else { b"; " });
        }
        self.text(b"}");
    }

    fn backquoted(&mut self, program: &'t Program) {
        let outer = std::mem::take(&mut self.out);
        self.substituted(program);
        let text = std::mem::replace(&mut self.out, outer);
        self.text(b"`");
        self.escaped(&text, b"\\`");
        self.text(b"`");
    }

    /// The commands of a substitution. Its here-documents are its own.
    fn substituted(&mut self, program: &'t Program) {
        let pending = std::mem::take(&mut self.pending);
        let depth = self.depth.take();
        let start = self.out.len();
        self.lines(&program.lines);
        if program.lines.len() == 1
            && find::byte(b'\n', self.out.get(start..).unwrap_or_default())
                == Some(self.out.len() - start - 1)
        {
            self.out.pop();
        }
        self.pending = pending;
        self.depth = depth;
    }

    pub fn expansion(&mut self, unit: &'t Unit) {
        match unit {
            Unit::Parameter { parameter, quoted } => self.parameter(parameter, *quoted),
            Unit::Command { program, form, .. } => match form {
                Substitution::Parentheses => self.substitution(program),
                Substitution::Backquotes => self.backquoted(program),
                Substitution::Here => self.function_substitution(b"${ ", program),
                Substitution::Reply => self.function_substitution(b"${| ", program),
            },
            Unit::Process { program, writes } => {
                self.text(if *writes { b">(" } else { b"<(" });
                self.substituted(program);
                self.text(b")");
            }
            Unit::Arithmetic { arithmetic, .. } => {
                self.text(b"$((");
                self.quoted(&arithmetic.text, TEXT);
                self.text(b"))");
            }
            Unit::Literal(_)
            | Unit::Quoted(_)
            | Unit::Tilde(_)
            | Unit::List(_)
            | Unit::Braces(_) => (),
        }
    }
}
