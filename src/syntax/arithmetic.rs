//! Arithmetic: `$((...))` (XCU 2.6.4), the command `((...))`, and expressions within something else.

use super::builder::Builder;
use super::class;
use super::error::{Parsed, mismatch};
use super::input::Input;
use super::quote::{self, Quoting, Style};
use super::shape::Purpose;
use super::tree::{Arithmetic, Compound, Shape, Unit, Word};
use super::word;
use crate::arith::{self, Expr};
use crate::sys::find;
use std::rc::Rc;

/// `$((...))`, from behind the second parenthesis; a mismatch if it is not closed by two together.
pub fn expansion<'s>(dollar: Input<'s>, input: Input<'s>, quoted: bool) -> Parsed<'s, Unit> {
    dollar.open("`$((`");
    let kept = !input.session.manner.only_checks;
    let (end, text) = match input.scan(plain).filter(|_| kept) {
        Some(length) => {
            let (end, text) = word::text(input, length);
            (end.skip(1), text)
        }
        None => text(input)?,
    };
    let Some(end) = end.accept(b')') else {
        return match end.joined().peek() {
            // What may have become `))` is not taken for something else.
            None => Err(end.unexpected(Some("`))`"))),
            Some(_) => mismatch(),
        };
    };
    dollar.close();
    Ok((end, unit(text, quoted)))
}

/// An expansion that is all of a word, unquoted and without any other in it: as in most assignments of it.
pub fn whole(input: Input<'_>) -> Option<(Input<'_>, Word)> {
    let length = input.scan(|rest| {
        let text = rest.strip_prefix(b"$((")?;
        let length = plain(text)?;
        class::is(*text.get(length + 2)?, class::DELIMITER).then_some(length)
    })?;
    let (end, text) = word::text(input.skip(3), length);
    let shape = Shape::Units(Box::new([unit(text, false)]));
    let assignment = false;
    Some((end.skip(2), Word { shape, assignment }))
}

fn unit(text: Word, quoted: bool) -> Unit {
    let tree = tree(&text);
    let arithmetic = Rc::new(Arithmetic { text, tree });
    Unit::Arithmetic { arithmetic, quoted }
}

/// The length of a text on one line without any expansion or quote, up to the two parentheses that close it.
fn plain(rest: &[u8]) -> Option<usize> {
    let (text, behind) = rest.split_at_checked(class::position(rest, class::ARITHMETIC)?)?;
    let closed = !text.is_empty() && behind.starts_with(b"))");
    (closed && find::byte(b'\n', text).is_none()).then_some(text.len())
}

/// `$[...]`, from behind the bracket: what other shells had before `$((...))`.
pub fn bracketed<'s>(dollar: Input<'s>, input: Input<'s>, quoted: bool) -> Parsed<'s, Unit> {
    dollar.open("`$[`");
    let (end, arithmetic) = match section(input, b"]") {
        Err(nom::Err::Error(_)) => return Err(input.unexpected(Some("`]`"))),
        found => found?,
    };
    dollar.close();
    let arithmetic = Rc::new(arithmetic);
    Ok((end.skip(1), Unit::Arithmetic { arithmetic, quoted }))
}

/// The text up to and with the parenthesis that has no partner in it.
fn text(mut input: Input<'_>) -> Parsed<'_, Word> {
    const TEXT: Style = Style {
        stops: class::ARITHMETIC,
        brace: false,
        quoting: Quoting::Text,
    };
    let mut builder = Builder::of(input.session);
    let (mut depth, mut quote) = (0_u32, None);
    loop {
        (input, ()) = TEXT.text(input, &mut builder)?;
        match input.peek() {
            Some(b'"' | b'\'') => quote = toggled(input, quote),
            Some(_) if quote.is_some() => (),
            Some(b'(') => depth += 1,
            Some(_) if depth > 0 => depth -= 1,
            Some(_) => return Ok((input.skip(1), builder.word(Purpose::Value))),
            None => return Err(input.unexpected(Some("`))`"))),
        }
        let parenthesis = input.peek().unwrap_or_default();
        builder.text(&[parenthesis], true);
        input = input.skip(1);
    }
}

/// The quote that parentheses stand in behind the one that is here: they close nothing then. It is one only if it is
/// closed on its line.
fn toggled(input: Input<'_>, inside: Option<u8>) -> Option<u8> {
    let quote = input.peek();
    if inside.is_some() {
        return inside.filter(|_| inside != quote);
    }
    quote.filter(|&quote| {
        let mut here = input.skip(1);
        loop {
            here = here.skip_to(|rest| find::either(quote, b'\n', rest), |_| ());
            match here.peek() {
                Some(b'\n') | None => return false,
                Some(byte) if byte == quote => return true,
                // There was more to be read.
                Some(_) => (),
            }
        }
    })
}

/// An expression up to a byte of `ends` that is not nested in it, and the place of that. Double
/// quotes in it change nothing.
pub fn section<'s>(input: Input<'s>, ends: &[u8]) -> Parsed<'s, Arithmetic> {
    let mut open = Vec::new();
    let found = section_in(input, ends, &mut open);
    if found.is_err() {
        // What begins with one of them ends no sooner.
        for at in open {
            refuse(input, at);
        }
    }
    found
}

/// Reads the section; the places of parentheses and brackets that are open at an error are left in `open`.
fn section_in<'s>(
    mut input: Input<'s>,
    ends: &[u8],
    open: &mut Vec<u32>,
) -> Parsed<'s, Arithmetic> {
    const SECTION: Style = Style {
        stops: class::SECTION,
        brace: false,
        quoting: Quoting::Text,
    };
    let in_command = ends == b")";
    let mut builder = Builder::of(input.session);
    let (mut choices, mut quote) = (0_u32, None);
    loop {
        (input, ()) = SECTION.text(input, &mut builder)?;
        let Some(byte) = input.peek() else {
            return Err(input.unexpected(None));
        };
        match byte {
            b'"' | b'\'' if in_command => quote = toggled(input, quote),
            _ if quote.is_some() => (),
            b':' if open.is_empty() && choices > 0 => choices -= 1,
            _ if open.is_empty() && ends.contains(&byte) => break,
            b'?' if open.is_empty() => choices += 1,
            b'(' | b'[' => open.push(input.at),
            b')' | b']' => {
                let partner = open.pop();
                if let Some(at) = partner.filter(|_| in_command && byte == b')')
                    && input.skip(1).accept(b')').is_none()
                {
                    refuse(input, at);
                }
            }
            _ => (),
        }
        if byte != b'"' {
            builder.text(&[byte], true);
        }
        input = input.skip(1);
    }
    let text = builder.word(Purpose::Value);
    let tree = tree(&text);
    Ok((input, Arithmetic { text, tree }))
}

/// Notes of the parenthesis at `at` that it is not the second one of a `((...))`: so the text of those that are nested
/// is not read once for each.
fn refuse(input: Input<'_>, at: u32) {
    let session = input.session;
    if let Some(first) = at.checked_sub(1)
        && session.buffer.text().get(first as usize) == Some(b'(')
    {
        session.not_arithmetic.borrow_mut().insert(first);
    }
}

/// What stands in the brackets behind the name of an array, up to the closing one, or to one of the bytes `ends`: an
/// expression, or, without its quotes, the key of an element.
pub fn subscript<'s>(mut input: Input<'s>, ends: &[u8]) -> Parsed<'s, Arithmetic> {
    const IN_QUOTES: Style = Style {
        stops: class::QUOTES,
        brace: false,
        quoting: Quoting::Double,
    };
    let mut builder = Builder::of(input.session);
    let mut depth = 0_u32;
    loop {
        input = input.run(class::SUBSCRIPT, |text| builder.text(text, true));
        match input.peek() {
            Some(byte) if depth == 0 && (byte == b']' || ends.contains(&byte)) => break,
            Some(b'\\') => input = quote::backslash(input, &mut builder),
            Some(b'\'') => (input, ()) = quote::single(input, &mut builder)?,
            Some(b'"') => {
                let (end, ()) = IN_QUOTES.text(input.skip(1), &mut builder)?;
                if end.peek() != Some(b'"') {
                    return Err(input.unclosed(end, "double quote", "`\"`"));
                }
                input = end.skip(1);
            }
            Some(b'$' | b'`') => {
                (input, ()) = quote::expansion(input, Quoting::Text, &mut builder)?;
            }
            Some(byte) if class::is(byte, class::SUBSCRIPT) => {
                depth = match byte {
                    b'[' => depth + 1,
                    b']' => depth.saturating_sub(1),
                    _ => depth,
                };
                builder.text(&[byte], true);
                input = input.skip(1);
            }
            Some(_) => (),
            None => return Err(input.unexpected(None)),
        }
    }
    let text = builder.word(Purpose::Value);
    let tree = tree(&text);
    Ok((input, Arithmetic { text, tree }))
}

/// `((...))`, from its first parenthesis; a mismatch if it is not closed by two together: it is a
/// subshell in a subshell then. What stands between does not decide, so that a mistake in an expression
/// runs no command.
pub fn command(input: Input<'_>) -> Parsed<'_, Compound> {
    let Some(inner) = input.skip(1).accept(b'(') else {
        return mismatch();
    };
    let session = input.session;
    if session.not_arithmetic.borrow().contains(&input.at) {
        return mismatch();
    }
    let opened = session.opened.borrow().len();
    let pending = session.pending.borrow().len();
    input.open("`((`");
    if let Ok((end, arithmetic)) = section(inner, b")")
        && let Some(end) = end.skip(1).accept(b')')
    {
        input.close();
        return Ok((end, Compound::Arithmetic(Box::new(arithmetic))));
    }
    session.opened.borrow_mut().truncate(opened);
    session.pending.borrow_mut().truncate(pending);
    session.not_arithmetic.borrow_mut().insert(input.at);
    mismatch()
}

/// `first; condition; next))` of `for ((`.
pub fn counting(mut input: Input<'_>) -> Parsed<'_, Box<[Option<Arithmetic>; 3]>> {
    let mut parts = Box::new([None, None, None]);
    for (index, part) in parts.iter_mut().enumerate() {
        let end = if index < 2 { b';' } else { b')' };
        let (next, arithmetic) = section(input, &[end])?;
        let empty = |text: &[u8]| text.iter().all(u8::is_ascii_whitespace);
        *part = Some(arithmetic).filter(|part| !part.text.as_literal().is_some_and(empty));
        input = next.skip(1);
    }
    match input.accept(b')') {
        Some(end) => Ok((end, parts)),
        None => Err(input.unexpected(Some("`))`"))),
    }
}

/// The expression, where it can be told without its expansions.
fn tree(text: &Word) -> Option<Expr> {
    match &text.shape {
        Shape::Literal(text) => arith::parse(text).ok(),
        Shape::Variable { .. } => arith::parse(&[0]).ok(),
        Shape::Units(units) => {
            let mut whole = Vec::new();
            for unit in units {
                match unit {
                    Unit::Literal(text) | Unit::Quoted(text) => whole.extend_from_slice(text),
                    _ => whole.push(0),
                }
            }
            arith::parse(&whole).ok()
        }
    }
}
