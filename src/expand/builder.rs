//! Builds fields from the parts of a word: splitting (XCU 2.6.5) and quoting.

use super::pathname::{self, Globbing};
use crate::env::Fields;
use crate::env::ifs::{Class, Ifs};
use crate::sys::find;

/// What becomes of the parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Fields: unquoted expansions are split, pathnames expanded.
    Split,
    /// One field, taken as it is.
    Join,
    /// One field whose unquoted parts are a pattern.
    Pattern,
    /// One field in which an unquoted `&` stands for something.
    Replacement,
}

/// The separator behind which the builder stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Behind {
    /// None, or nothing has come yet.
    Nothing,
    /// IFS white space that ended a field: a mark that follows belongs to it.
    White,
    /// A mark.
    Mark,
}

/// A list of fields under construction.
#[derive(Debug)]
pub struct Builder {
    fields: Fields,
    mode: Mode,
    /// Which bytes of the unfinished field are quoted; empty as long as no unquoted one could be
    /// special.
    quoted: Vec<bool>,
    /// The unfinished field exists, even if it is empty.
    open: bool,
    behind: Behind,
    /// Only empty results of quoted expansions have opened the field.
    tentative: bool,
    /// `"$@"` has expanded to nothing: empty results beside it make no field.
    vanished: bool,
    /// The parts come from the word of a parameter expansion: their literal text is split too.
    pub nested: bool,
    /// Complete fields go through pathname expansion.
    pub globbing: Option<Globbing>,
    /// A pattern that should have matched some file and has not.
    pub unmatched: Option<Vec<u8>>,
}

impl Builder {
    /// Continues a list of complete fields.
    pub fn new(fields: Fields, mode: Mode) -> Self {
        Self {
            fields,
            mode,
            quoted: Vec::new(),
            open: false,
            behind: Behind::Nothing,
            tentative: false,
            vanished: false,
            nested: false,
            globbing: None,
            unmatched: None,
        }
    }

    /// How the parts are treated.
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// Whether text has a byte that may be special in a pattern.
    #[inline]
    pub fn special(text: &[u8]) -> bool {
        text.iter()
            .any(|byte| matches!(byte, b'*' | b'?' | b'[' | b'\\' | b'('))
    }

    /// Whether text has a byte that is special if it is not quoted.
    #[inline]
    fn is_marked(&self, text: &[u8]) -> bool {
        match self.mode {
            Mode::Join => false,
            Mode::Replacement => find::either(b'&', b'\\', text).is_some(),
            Mode::Split | Mode::Pattern => Self::special(text),
        }
    }

    fn append(&mut self, text: &[u8], quoted: bool) {
        self.tentative &= text.is_empty();
        if !self.quoted.is_empty() || !quoted && self.is_marked(text) {
            self.note(text.len(), quoted);
        }
        self.fields.open().extend_from_slice(text);
    }

    /// Notes whether the next `count` bytes are quoted; those before the first that are noted were.
    #[inline(never)]
    fn note(&mut self, count: usize, quoted: bool) {
        let before = self.fields.open().len() - self.fields.open_start();
        self.quoted.reserve(before + count);
        self.quoted.resize(before, true);
        self.quoted.resize(before + count, quoted);
    }

    /// Text that stands for itself.
    #[inline]
    pub fn quote(&mut self, text: &[u8]) {
        self.open = true;
        self.tentative = false;
        self.behind = Behind::Nothing;
        self.append(text, true);
    }

    /// The result of an expansion in quotes.
    fn quote_result(&mut self, text: &[u8]) {
        if !text.is_empty() {
            self.quote(text);
        } else if !self.open && !self.vanished {
            self.open = true;
            self.tentative = true;
        }
    }

    /// `"$@"` has expanded to no fields (XCU 2.5.2).
    pub fn vanish(&mut self) {
        self.vanished = true;
        if self.tentative {
            self.open = false;
            self.tentative = false;
        }
    }

    /// Unquoted text of the word itself.
    pub fn literal(&mut self, ifs: &Ifs, text: &[u8]) {
        if self.nested {
            return self.result(ifs, text, false);
        }
        self.open = true;
        self.behind = Behind::Nothing;
        self.append(text, false);
    }

    /// The result of an expansion.
    pub fn result(&mut self, ifs: &Ifs, text: &[u8], quoted: bool) {
        if quoted {
            self.quote_result(text);
        } else if self.mode == Mode::Split && !ifs.empty {
            self.split(ifs, text);
        } else if !text.is_empty() {
            self.open = true;
            self.tentative = false;
            self.append(text, false);
        }
    }

    fn split(&mut self, ifs: &Ifs, text: &[u8]) {
        let mut at = 0;
        while at < text.len() {
            let rest = text.get(at..).unwrap_or_default();
            let run = rest
                .iter()
                .position(|&byte| ifs.class(byte) != Class::Text)
                .unwrap_or(rest.len());
            if run > 0 {
                self.open = true;
                self.behind = Behind::Nothing;
                self.append(rest.get(..run).unwrap_or_default(), false);
                at += run;
                continue;
            }
            match rest.first().map_or(Class::Text, |&byte| ifs.class(byte)) {
                Class::White => {
                    if self.open {
                        self.finish();
                        self.behind = Behind::White;
                    }
                    at += 1;
                }
                Class::Mark => {
                    self.mark();
                    at += 1;
                }
                Class::Lead | Class::Text => {
                    if let Some(length) = ifs.wide_separator(rest) {
                        self.mark();
                        at += length;
                    } else {
                        self.open = true;
                        self.behind = Behind::Nothing;
                        self.append(rest.get(..1).unwrap_or_default(), false);
                        at += 1;
                    }
                }
            }
        }
    }

    /// A separator that is not white space: it ends a field, an empty one too, unless the white space
    /// before it has just done so.
    fn mark(&mut self) {
        if self.open || self.behind != Behind::White {
            self.finish();
        }
        self.behind = Behind::Mark;
    }

    /// Ends a field between two positional parameters.
    pub fn boundary(&mut self) {
        if self.open {
            self.finish();
        }
        self.behind = Behind::Nothing;
    }

    /// What stands between two values of a list: where they are joined (`together`) the joiner, else the end of a field,
    /// or a blank where there is one field only.
    #[inline]
    pub fn between(&mut self, ifs: &Ifs, together: bool, quoted: bool) {
        match self.mode {
            _ if together => self.result(ifs, &ifs.joiner, quoted),
            Mode::Split => self.boundary(),
            _ => self.result(ifs, b" ", quoted),
        }
    }

    fn finish(&mut self) {
        self.open = false;
        self.tentative = false;
        match &self.globbing {
            Some(globbing) if !self.quoted.is_empty() => {
                let start = self.fields.open_start();
                let text = self.fields.open().split_off(start);
                if !pathname::expand(&text, &self.quoted, globbing, &mut self.fields) {
                    self.unmatched.get_or_insert(text);
                }
            }
            _ => self.fields.finish(),
        }
        self.quoted.clear();
    }

    /// Ends the last field, if there is one.
    pub fn end(&mut self) {
        if self.mode == Mode::Join {
            self.fields.finish();
        } else if self.open {
            self.finish();
        }
    }

    /// The field under construction, and which of its bytes are quoted (`None`: it is no pattern).
    pub fn unfinished(&self) -> (&[u8], Option<&[bool]>) {
        (
            self.fields.unfinished(),
            if self.quoted.is_empty() {
                None
            } else {
                Some(&self.quoted)
            },
        )
    }

    /// The list back.
    pub fn into_fields(self) -> Fields {
        self.fields
    }
}
