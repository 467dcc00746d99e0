//! Here-documents (XCU 2.7.4): the delimiter is read with the redirection, the body behind the
//! next newline.

use super::builder::Builder;
use super::error::Parsed;
use super::input::Input;
use super::quote::{self, Quoting, Style};
use super::session::Pending;
use super::shape::Purpose;
use super::token::blanks;
use super::tree::{HereDocument, RedirectAction, Unit, Word};
use super::{Part, class};
use crate::sys::find;
use std::rc::Rc;

/// `<<word` or `<<-word`, from the word on.
pub fn operand(input: Input<'_>, strip_tabs: bool) -> Parsed<'_, RedirectAction> {
    if input.is_delimiter() {
        return Err(input.unexpected(Some("the delimiter of a here-document")));
    }
    let mut delimiter = Builder::new(input.session);
    let (end, literal) = delimiter_word(input, &mut delimiter)?;
    let delimiter: Rc<[u8]> = delimiter
        .word(Purpose::Value)
        .as_literal()
        .unwrap_or_default()
        .into();
    let document = HereDocument {
        strip_tabs,
        delimiter: Rc::clone(&delimiter),
        literal,
        body: Rc::default(),
    };
    let body = Rc::clone(&document.body);
    let pending = Pending {
        delimiter,
        strip_tabs,
        literal,
        body,
    };
    input.session.pending.borrow_mut().push(pending);
    Ok((end, RedirectAction::HereDocument(document)))
}

/// The delimiter is only unquoted, not expanded; whether any of it was quoted.
fn delimiter_word<'s>(mut input: Input<'s>, builder: &mut Builder<'_>) -> Parsed<'s, bool> {
    let mut literal = false;
    while !input.is_delimiter() {
        let joined = input.joined();
        if joined.at != input.at {
            input = joined;
            continue;
        }
        literal |= matches!(input.peek(), Some(b'\\' | b'\'' | b'"'));
        match input.peek() {
            Some(b'\\') => input = quote::backslash(input, builder),
            Some(b'\'') => (input, ()) = quote::single(input, builder)?,
            Some(b'"') => (input, ()) = delimiter_quotes(input, builder)?,
            Some(b'$') if input.skip(1).joined().peek() == Some(b'\'') => {
                literal = true;
                (input, ()) = quote::dollar_single(input, builder)?;
            }
            Some(b'$') if input.session.manner.extended && input.skip(1).peek() == Some(b'"') => {
                input = input.skip(1);
            }
            Some(b'$' | b'`') => (input, ()) = whole(input, builder)?,
            Some(byte) => {
                builder.text(&[byte], true);
                input = input.skip(1);
            }
            None => break,
        }
    }
    Ok((input, literal))
}

/// What would be expanded elsewhere is one part of the word (XCU 2.3 rule 5), as it stands.
fn whole<'s>(input: Input<'s>, builder: &mut Builder<'_>) -> Parsed<'s, ()> {
    let end = match Unit::parse_in(input, Quoting::None) {
        Ok((end, _)) => end,
        Err(nom::Err::Error(_)) => input.skip(1),
        Err(error) => return Err(error),
    };
    builder.text(&input.text_to::<Vec<u8>>(end), true);
    Ok((end, ()))
}

fn delimiter_quotes<'s>(start: Input<'s>, builder: &mut Builder<'_>) -> Parsed<'s, ()> {
    let mut input = start.skip(1);
    loop {
        input = input.joined();
        match input.peek() {
            None => return Err(start.unclosed(input, "double quote", "`\"`")),
            Some(b'"') => break,
            Some(b'\\')
                if input
                    .skip(1)
                    .peek()
                    .is_some_and(|byte| class::is(byte, class::ESCAPED)) =>
            {
                input = input.skip(1);
            }
            Some(_) => (),
        }
        if let Some(byte) = input.peek() {
            builder.text(&[byte], true);
        }
        input = input.skip(1);
    }
    Ok((input.skip(1), ()))
}

/// The bodies of the here-documents that were announced before this line.
pub fn bodies(mut input: Input<'_>) -> Parsed<'_, ()> {
    let session = input.session;
    let mut pending = session.pending.take().into_iter();
    let ended_early = session.ended_early.take();
    for document in pending.by_ref() {
        input = if document.literal {
            literal(input, &document)
        } else {
            expanded(input, &document)?
        };
        if session.ended_early.get() {
            // The others begin behind the substitution.
            *session.pending.borrow_mut() = pending.collect();
            return Ok((input, ()));
        }
    }
    session.ended_early.set(ended_early);
    Ok((input, ()))
}

/// A body of which nothing is expanded.
fn literal<'s>(mut input: Input<'s>, document: &Pending) -> Input<'s> {
    let mut body = Vec::new();
    loop {
        if let Some(end) = delimiter(&mut input, document) {
            document.body.get_or_init(|| Word::literal(&body));
            return end;
        }
        loop {
            let newline = |rest: &[u8]| find::byte(b'\n', rest).map(|at| at + 1);
            input = input.skip_to(newline, |text| body.extend_from_slice(text));
            if body.last() == Some(&b'\n') || input.peek().is_none() {
                break;
            }
        }
    }
}

/// A body that is expanded. It is read as one quoted word; the delimiter counts only where a line
/// of the body itself begins, so that a substitution in it may hold here-documents of its own.
fn expanded<'s>(
    mut input: Input<'s>,
    document: &Pending,
) -> Result<Input<'s>, nom::Err<super::error::Trouble>> {
    const BODY: Style = Style {
        stops: class::BODY,
        brace: false,
        quoting: Quoting::Text,
    };
    let mut body = Builder::of(input.session);
    loop {
        if let Some(end) = delimiter(&mut input, document) {
            document.body.get_or_init(|| body.word(Purpose::Value));
            return Ok(end);
        }
        (input, ()) = BODY.text(input, &mut body)?;
        if input.peek() == Some(b'\n') {
            body.text(b"\n", true);
            input = input.skip(1);
        }
    }
}

/// Whether the parenthesis that closes a substitution may stand behind a delimiter, as in bash, ksh93 and mksh.
fn may_end_early(input: Input<'_>) -> bool {
    let session = input.session;
    session.manner.extended && !session.brace_ends.get() && session.shared.borrow().is_some()
}

/// At the beginning of a line: strips its tabs, and gives the place behind it if it is the
/// delimiter. The end of the source ends a body too, as in other shells.
fn delimiter<'s>(input: &mut Input<'s>, document: &Pending) -> Option<Input<'s>> {
    while document.strip_tabs && input.peek() == Some(b'\t') {
        *input = input.skip(1);
    }
    // Line continuation is removed before the delimiter is looked for, unless it is quoted.
    let join = |here: Input<'s>| {
        if document.literal {
            here
        } else {
            here.joined()
        }
    };
    let mut here = *input;
    let Some(_) = here.peek() else {
        return Some(here);
    };
    for &expected in &*document.delimiter {
        here = join(here);
        if here.peek() != Some(expected) {
            return None;
        }
        here = here.skip(1);
    }
    here = join(here);
    match here.peek() {
        Some(b'\n') => Some(here.skip(1)),
        None => Some(here),
        Some(b' ' | b'\t' | b')') if may_end_early(here) => {
            let end = blanks(here);
            let closed = end.peek() == Some(b')');
            here.session.ended_early.set(closed);
            closed.then_some(end)
        }
        Some(_) => None,
    }
}
