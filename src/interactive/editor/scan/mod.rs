//! A line that is being typed, as far as it goes: what each byte of it is for, and what could come next.
//!
//! The parser reads whole commands and keeps no places; this walk over the same grammar (XCU 2.10)
//! copes with any text, since most of the time a line is not finished.

mod classify;
mod list;
mod parenthesis;
mod word;

use crate::sys::find;
pub use classify::is_assignment;
use list::{Expect, List};

/// What a part of a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Blank.
    Blank,
    /// A reserved word.
    Keyword,
    /// The name of a command.
    Command,
    /// An argument, or the target of a redirection.
    Word,
    /// `name=value` before a command.
    Assignment,
    /// Quoted text.
    Quoted,
    /// A quote that nothing closes.
    Open,
    /// `$name` and its kin.
    Parameter,
    /// `;`, `|`, `(`.
    Operator,
    /// `<`, `>>`.
    Redirection,
    /// `# ...`
    Comment,
}

/// What stands, or is going to stand, at the end of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The name of a command.
    Command,
    /// Its argument.
    Argument,
    /// The target of a redirection.
    Target,
    /// Something that cannot be guessed: a name, a pattern.
    Other,
}

/// A word of the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WordAt {
    /// Where it begins.
    pub start: usize,
    /// Behind its end.
    pub end: usize,
    /// What it is there for.
    pub role: Role,
}

/// The end of the text.
#[derive(Debug, Clone, Default)]
pub struct Edge {
    /// The words of the command before the word at the end.
    pub words: Vec<(usize, usize)>,
    /// Where the word at the end begins.
    pub start: usize,
    /// What it is there for.
    pub role: Option<Role>,
    /// The quote it is in.
    pub quote: Option<u8>,
    /// How many compound commands, and bodies of `case`, it is in.
    pub level: usize,
    /// It is where `case` has a pattern.
    pub pattern: bool,
}

/// What the walk has found.
#[derive(Debug, Default)]
pub struct Scan {
    /// For each byte what it belongs to.
    pub parts: Vec<Part>,
    /// The words, in order of their ends.
    pub words: Vec<WordAt>,
    /// The bodies of here-documents: where they begin, and behind their ends.
    pub documents: Vec<(usize, usize)>,
    /// The end.
    pub edge: Edge,
}

/// How deep substitutions are looked into.
const DEPTH: usize = 40;

/// Walks over a text.
pub fn scan(text: &[u8]) -> Scan {
    let mut walk = Walk {
        text,
        at: 0,
        depth: 0,
        level: 0,
        found: Scan {
            parts: vec![Part::Blank; text.len()],
            ..Scan::default()
        },
        documents: Vec::new(),
        ended: false,
    };
    while walk.at < text.len() || !walk.ended {
        walk.list(None, List::default());
    }
    walk.found
}

struct Walk<'t> {
    text: &'t [u8],
    at: usize,
    depth: usize,
    /// How many compound commands are open.
    level: usize,
    found: Scan,
    /// Delimiters of here-documents whose bodies are yet to come.
    documents: Vec<Vec<u8>>,
    /// The edge is known.
    ended: bool,
}

impl Walk<'_> {
    fn peek(&self, ahead: usize) -> u8 {
        self.text.get(self.at + ahead).copied().unwrap_or(0)
    }

    fn paint(&mut self, start: usize, part: Part) {
        let end = self.at.min(self.text.len());
        if let Some(parts) = self.found.parts.get_mut(start..end) {
            parts.fill(part);
        }
    }

    /// A quote stands open there.
    fn open(&mut self, quote: usize) {
        if let Some(part) = self.found.parts.get_mut(quote) {
            *part = Part::Open;
        }
    }

    fn take(&mut self, count: usize, part: Part) {
        let start = self.at;
        self.at = (self.at + count).min(self.text.len());
        self.paint(start, part);
    }

    fn end(&mut self, edge: Edge) {
        if !self.ended {
            self.ended = true;
            let level = self.level;
            self.found.edge = Edge { level, ..edge };
        }
    }

    /// Up to `close`, or the end of the text.
    fn list(&mut self, close: Option<u8>, mut list: List) {
        loop {
            while matches!(self.peek(0), b' ' | b'\t')
                || self.peek(0) == b'\\' && self.peek(1) == b'\n'
            {
                self.at += if self.peek(0) == b'\\' { 2 } else { 1 };
            }
            if self.at >= self.text.len() {
                let edge = list.edge(self.at, None);
                self.end(edge);
                return;
            }
            let byte = self.peek(0);
            match byte {
                _ if Some(byte) == close && list.may_end(byte) => {
                    self.take(1, Part::Operator);
                    return;
                }
                b'\n' | b'&' | b'|' | b'(' | b')' | b'<' | b'>' if list.expect == Expect::Test => {
                    self.take(1, Part::Operator);
                }
                b'\n' | b';' | b'&' | b'|' => self.separator(&mut list),
                b'#' => {
                    let start = self.at;
                    let rest = self.text.get(self.at..).unwrap_or_default();
                    self.at += find::byte(b'\n', rest).unwrap_or(rest.len());
                    self.paint(start, Part::Comment);
                    if self.at >= self.text.len() {
                        self.end(Edge {
                            start: self.at,
                            ..Edge::default()
                        });
                    }
                }
                b'(' => self.parenthesis(&mut list),
                b')' => {
                    self.take(1, Part::Operator);
                    self.body(&mut list, true);
                    list.begin(Expect::Command);
                }
                b'<' | b'>' => self.redirection(&mut list),
                _ => self.word_in(&mut list, close),
            }
        }
    }

    fn separator(&mut self, list: &mut List) {
        let byte = self.peek(0);
        let double = byte != b'\n' && self.peek(1) == byte || byte == b';' && self.peek(1) == b'&';
        self.take(if double { 2 } else { 1 }, Part::Operator);
        if byte == b'\n' && !self.documents.is_empty() {
            self.bodies();
        }
        let pattern = !list.cases.is_empty()
            && (byte == b';' && double || list.expect == Expect::Pattern && byte != b';');
        if pattern && byte == b';' {
            self.body(list, false);
        }
        let keep =
            byte == b'\n' && matches!(list.expect, Expect::In | Expect::Pattern | Expect::Element);
        if !keep {
            list.begin(if pattern {
                Expect::Pattern
            } else {
                Expect::Command
            });
        }
    }

    /// The body of a pattern of `case` begins, or ends.
    fn body(&mut self, list: &mut List, begins: bool) {
        if let Some(inside) = list.cases.last_mut()
            && std::mem::replace(inside, begins) != begins
        {
            self.level = if begins {
                self.level + 1
            } else {
                self.level.saturating_sub(1)
            };
        }
    }

    /// What follows a reserved word, and how deep that is.
    fn keyword(&mut self, list: &mut List, word: &[u8]) -> (Part, Role) {
        match word {
            b"if" | b"while" | b"until" | b"for" | b"select" | b"case" | b"{" => self.level += 1,
            b"fi" | b"done" | b"}" => self.level = self.level.saturating_sub(1),
            b"esac" => {
                self.body(list, false);
                self.level = self.level.saturating_sub(1);
            }
            _ => {}
        }
        list.keyword(word);
        (Part::Keyword, Role::Other)
    }

    /// The bodies of here-documents.
    fn bodies(&mut self) {
        for delimiter in std::mem::take(&mut self.documents) {
            let start = self.at;
            let mut closed = false;
            while !closed {
                let rest = self.text.get(self.at..).unwrap_or_default();
                if rest.is_empty() {
                    break;
                }
                let line = rest.split(|&byte| byte == b'\n').next().unwrap_or_default();
                self.at = (self.at + line.len() + 1).min(self.text.len());
                closed = line == delimiter || line.trim_ascii_start() == delimiter;
                closed &= line.len() < rest.len();
            }
            self.paint(start, Part::Quoted);
            self.found.documents.push((start, self.at));
            if self.at >= self.text.len() && !closed {
                self.end(Edge {
                    start: self.at,
                    role: Some(Role::Other),
                    ..Edge::default()
                });
            }
        }
    }
}
