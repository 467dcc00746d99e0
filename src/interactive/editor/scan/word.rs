//! Words: quotes and expansions in them.

use super::{Part, Walk};
use crate::sys::find;

impl Walk<'_> {
    /// A word; the answer is the quote that is open at the end of the text.
    pub(super) fn word(&mut self, close: Option<u8>) -> Option<u8> {
        while self.at < self.text.len() {
            match self.peek(0) {
                b' ' | b'\t' | b'\n' | b';' | b'&' | b'|' | b'<' | b'>' | b'(' | b')' => {
                    return None;
                }
                b'`' if close == Some(b'`') => return None,
                b'`' => {
                    self.take(1, Part::Operator);
                    self.nested(Some(b'`'));
                }
                b'\\' => self.at += 2,
                b'\'' => {
                    let start = self.at;
                    let rest = self.text.get(start + 1..).unwrap_or_default();
                    let end = find::byte(b'\'', rest);
                    self.at = end.map_or(self.text.len(), |end| start + end + 2);
                    self.paint(start, Part::Quoted);
                    if end.is_none() {
                        self.open(start);
                        return Some(b'\'');
                    }
                }
                b'"' => {
                    if !self.double_quotes() {
                        return Some(b'"');
                    }
                }
                b'$' => self.dollar(),
                _ => self.at += 1,
            }
        }
        self.at = self.text.len();
        None
    }

    /// Text in double quotes. False if they are not closed.
    fn double_quotes(&mut self) -> bool {
        let start = self.at;
        self.take(1, Part::Quoted);
        while self.at < self.text.len() {
            match self.peek(0) {
                b'"' => {
                    self.take(1, Part::Quoted);
                    return true;
                }
                b'\\' => self.take(2, Part::Quoted),
                b'$' => self.dollar(),
                b'`' => {
                    self.take(1, Part::Operator);
                    self.nested(Some(b'`'));
                }
                _ => self.take(1, Part::Quoted),
            }
        }
        self.open(start);
        false
    }

    fn dollar(&mut self) {
        let start = self.at;
        match self.peek(1) {
            b'(' if self.peek(2) == b'(' => self.bracketed(b'(', b')'),
            b'(' => {
                self.take(2, Part::Operator);
                self.nested(Some(b')'));
                return;
            }
            b'{' if matches!(self.peek(2), b' ' | b'\t' | b'\n' | b'|') => {
                let value = self.peek(2) == b'|';
                self.take(if value { 3 } else { 2 }, Part::Operator);
                self.nested(Some(b'}'));
                return;
            }
            b'{' => self.bracketed(b'{', b'}'),
            b'\'' => {
                self.at += 2;
                while self.at < self.text.len() && self.peek(0) != b'\'' {
                    self.at += if self.peek(0) == b'\\' { 2 } else { 1 };
                }
                let closed = self.at < self.text.len();
                self.at = (self.at + 1).min(self.text.len());
                self.paint(start, Part::Quoted);
                if !closed {
                    self.open(start + 1);
                }
                return;
            }
            byte if byte == b'_' || byte.is_ascii_alphabetic() => {
                self.at += 2;
                while self.peek(0) == b'_' || self.peek(0).is_ascii_alphanumeric() {
                    self.at += 1;
                }
            }
            byte if byte.is_ascii_digit() || b"@*#?-$!".contains(&byte) && byte != 0 => {
                self.at += 2;
            }
            _ => self.at += 1,
        }
        self.paint(start, Part::Parameter);
    }

    /// `${...}` or `$((...))`, as one thing, from the character before it on.
    pub(super) fn bracketed(&mut self, open: u8, close: u8) {
        let mut depth = 0_usize;
        self.at += 1;
        while self.at < self.text.len() {
            let byte = self.peek(0);
            self.at += if byte == b'\\' { 2 } else { 1 };
            if byte == open {
                depth += 1;
            } else if byte == close {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    break;
                }
            }
        }
        self.at = self.at.min(self.text.len());
    }
}
