//! What a word of a command is, and what is expected behind it.

use super::list::{Expect, List};
use super::{Part, Role, Walk, WordAt};
use crate::syntax::is_reserved;
use crate::sys::find;

impl Walk<'_> {
    pub(super) fn redirection(&mut self, list: &mut List) {
        let start = self.at;
        self.at += 1;
        while matches!(self.peek(0), b'<' | b'>' | b'&' | b'|') && self.at - start < 2 {
            self.at += 1;
        }
        if self.text.get(start..self.at) == Some(b"<<") && self.peek(0) == b'-' {
            self.at += 1;
        }
        self.paint(start, Part::Redirection);
        list.redirect = Some(start);
    }

    pub(super) fn word_in(&mut self, list: &mut List, close: Option<u8>) {
        let start = self.at;
        let quote = self.word(close);
        let text = self.text;
        let word = text.get(start..self.at).unwrap_or_default();
        if matches!(self.peek(0), b'<' | b'>') && word.iter().all(u8::is_ascii_digit) {
            self.paint(start, Part::Redirection);
            return;
        }
        if self.at >= text.len() {
            let edge = list.edge(start, quote);
            self.end(edge);
        }
        let (part, role) = self.classify(list, word, start);
        if let Some(parts) = self.found.parts.get_mut(start..self.at) {
            for place in parts.iter_mut().filter(|place| **place == Part::Blank) {
                *place = part;
            }
        }
        self.found.words.push(WordAt {
            start,
            end: self.at,
            role,
        });
    }

    /// What a word is, and what is expected behind it.
    fn classify(&mut self, list: &mut List, word: &[u8], start: usize) -> (Part, Role) {
        if let Some(operator) = list.redirect.take() {
            let operator = self.text.get(operator..).unwrap_or_default();
            if operator.starts_with(b"<<") {
                let plain = word.iter().copied().filter(|byte| !b"'\"\\".contains(byte));
                self.documents.push(plain.collect());
            }
            return (Part::Word, Role::Target);
        }
        match list.expect {
            Expect::Command if is_assignment(word) => (Part::Assignment, Role::Other),
            Expect::Command | Expect::Nothing if is_reserved(word) && word != b"in" => {
                self.keyword(list, word)
            }
            Expect::Pattern if word == b"esac" => self.keyword(list, word),
            Expect::In if word == b"in" => {
                list.expect = if list.words.is_empty() {
                    Expect::Pattern
                } else {
                    Expect::Argument
                };
                (Part::Keyword, Role::Other)
            }
            Expect::In if word == b"do" => {
                list.begin(Expect::Command);
                (Part::Keyword, Role::Other)
            }
            Expect::Name => {
                list.words.push((start, self.at));
                list.expect = Expect::In;
                (Part::Parameter, Role::Other)
            }
            Expect::Subject => {
                list.expect = Expect::In;
                (Part::Word, Role::Other)
            }
            Expect::Command => {
                list.words.push((start, self.at));
                list.expect = Expect::Argument;
                (Part::Command, Role::Command)
            }
            Expect::Argument => {
                list.words.push((start, self.at));
                (Part::Word, Role::Argument)
            }
            Expect::Function => {
                list.words.push((start, self.at));
                list.expect = Expect::Command;
                (Part::Word, Role::Other)
            }
            Expect::Test if word == b"]]" => {
                list.begin(Expect::Nothing);
                (Part::Keyword, Role::Other)
            }
            Expect::Element | Expect::Test => (Part::Word, Role::Target),
            _ => (Part::Word, Role::Other),
        }
    }
}

/// Whether a word is `name=...`, `name+=...` or `name[...]=...`.
pub fn is_assignment(word: &[u8]) -> bool {
    let Some(name) = find::byte(b'=', word).and_then(|at| word.get(..at)) else {
        return false;
    };
    let name = name.strip_suffix(b"+").unwrap_or(name);
    let element = name.strip_suffix(b"]");
    let element = element.and_then(|name| Some(name.get(..find::byte(b'[', name)?)));
    crate::name::is_name(element.flatten().unwrap_or(name))
}
