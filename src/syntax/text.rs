//! Text that is expanded as in double quotes, without being in any: prompts, `PS4`, `ENV`.

use super::error::SyntaxError;
use super::extended::Element;
use super::reader::parse;
use super::tree::{Command, RedirectAction, Word};

/// Replaces the escapes of `$'...'` in a text.
pub fn unescape(text: &[u8]) -> Vec<u8> {
    let mut source = b"$'".to_vec();
    let mut bytes = text.iter();
    while let Some(&byte) = bytes.next() {
        match byte {
            b'\'' => source.push(b'\\'),
            b'\\' => {
                source.push(byte);
                source.push(bytes.next().copied().unwrap_or(b'\\'));
                continue;
            }
            _ => (),
        }
        source.push(byte);
    }
    source.extend_from_slice(b"'\n");
    let program = parse(&source).ok();
    let item = program
        .as_ref()
        .and_then(|program| program.lines.first()?.list.items.first());
    let word = match item.and_then(|item| item.and_or.first.commands.first()) {
        Some(Command::Simple(simple)) => simple.words.first(),
        _ => None,
    };
    word.and_then(Word::as_literal).unwrap_or(text).to_vec()
}

/// Reads `text` as the list of an assignment `name=(...)`. `None`: it is none.
pub fn list_of(text: &[u8]) -> Option<Vec<Element>> {
    let program = parse(&[b"x=", text, b"\n"].concat()).ok()?;
    let ([line], true) = (program.lines.as_slice(), text.ends_with(b")")) else {
        return None;
    };
    let [item] = line.list.items.as_slice() else {
        return None;
    };
    match item.and_or.first.commands.as_slice() {
        [Command::Simple(simple)] if simple.words.is_empty() => {
            let special = simple.assignments.first()?.extra.as_ref()?;
            special.list.clone()
        }
        _ => None,
    }
}

/// Reads `text` as the body of a here-document is read.
pub fn text_word(text: &[u8]) -> Result<Word, SyntaxError> {
    // A line that ends the document early would have to be in the text with this control character.
    let delimiter = b"\x01end";
    // A backslash at the end stands for itself, and must not join the lines.
    let ends_odd = text
        .rsplit(|&byte| byte != b'\\')
        .next()
        .unwrap_or_default()
        .len()
        % 2
        == 1;
    let close: &[u8] = if ends_odd { b"\\\n" } else { b"\n" };
    let program = parse(&[b":<<", &delimiter[..], b"\n", text, close, delimiter, b"\n"].concat())?;
    let items = program.lines.first().map(|line| line.list.items.as_slice());
    let command = items
        .and_then(<[_]>::first)
        .and_then(|item| item.and_or.first.commands.first());
    let action = match command {
        Some(Command::Simple(simple)) => simple.redirects.first().map(|redirect| &redirect.action),
        _ => None,
    };
    match action {
        Some(RedirectAction::HereDocument(document)) => Ok(document.body().clone()),
        _ => Ok(Word::literal(text)),
    }
}
