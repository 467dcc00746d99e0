//! Text that is expanded as in double quotes, without being in any: prompts, `PS4`, `ENV`.

use super::error::SyntaxError;
use super::reader::parse;
use super::tree::{Command, RedirectAction, Word};

/// Reads `text` as the body of a here-document is read.
pub fn text_word(text: &[u8]) -> Result<Word, SyntaxError> {
    // A line that ends the document early would have to be in the text with this control character.
    let delimiter = b"\x01end";
    let program = parse(&[b":<<", &delimiter[..], b"\n", text, b"\n", delimiter, b"\n"].concat())?;
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
