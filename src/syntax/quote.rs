//! Quoting (XCU 2.2).

use super::builder::Builder;
use super::class;
use super::error::Parsed;
use super::input::Input;
use super::parameter::unit;
use crate::sys::find;

/// What an expansion stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Quoting {
    /// Nothing: its result is split.
    None,
    /// Nothing, in the value of an assignment: tilde prefixes also after `:`.
    Assigned,
    /// Double quotes.
    Double,
    /// A here-document or an arithmetic expansion: as in double quotes, but `"` is not special.
    Text,
}

impl Quoting {
    /// Whether it quotes what stands in it.
    pub fn quotes(self) -> bool {
        matches!(self, Self::Double | Self::Text)
    }
}

/// Backslash outside of quotes: quotes the next byte, joins lines before a newline.
pub fn backslash<'s>(input: Input<'s>, builder: &mut Builder<'_>) -> Input<'s> {
    let next = input.skip(1);
    match next.peek() {
        Some(b'\n') => next.skip(1),
        Some(byte) => {
            builder.text(&[byte], true);
            next.skip(1)
        }
        // Nothing is left to be quoted.
        None => next,
    }
}

/// `'...'`
pub fn single<'s>(input: Input<'s>, builder: &mut Builder<'_>) -> Parsed<'s, ()> {
    builder.mark();
    let mut here = input.skip(1);
    loop {
        let quote = |rest: &[u8]| find::byte(b'\'', rest);
        here = here.skip_to(quote, |text| builder.text(text, true));
        match here.peek() {
            Some(b'\'') => return Ok((here.skip(1), ())),
            Some(_) => (),
            None => return Err(input.unclosed(here, "single quote", "`'`")),
        }
    }
}

/// `"..."`; with `brace`, in the word of `"${x-word}"`.
pub fn double<'s>(input: Input<'s>, brace: bool, builder: &mut Builder<'_>) -> Parsed<'s, ()> {
    let style = Style {
        stops: class::QUOTES,
        brace,
        quoting: Quoting::Double,
    };
    // Quotes with nothing in them make a field, but `"$@"` decides for itself.
    let start = input.skip(1);
    if start.joined().peek() == Some(b'"') {
        builder.mark();
    }
    let from = builder.parts();
    let (here, ()) = style.text(start, builder)?;
    builder.end_quotes(from);
    if here.peek() == Some(b'"') {
        return Ok((here.skip(1), ()));
    }
    Err(input.unclosed(here, "double quote", "`\"`"))
}

/// How quoted text is read.
#[derive(Clone, Copy)]
pub struct Style {
    /// What interrupts plain text.
    pub stops: u32,
    /// It is the word of `${x-word}`, or in it.
    pub brace: bool,
    /// What expansions in it stand in.
    pub quoting: Quoting,
}

impl Style {
    /// Text, escapes and expansions, up to a byte that this does not know.
    pub fn text<'s>(self, mut input: Input<'s>, builder: &mut Builder<'_>) -> Parsed<'s, ()> {
        loop {
            input = input.run(self.stops, |text| builder.text(text, true));
            match input.peek() {
                Some(b'\\') => input = self.backslash(input, builder),
                Some(b'$' | b'`') => match unit(input, self.quoting, builder) {
                    Ok((next, ())) => input = next,
                    Err(nom::Err::Error(_)) => {
                        builder.text(b"$", true);
                        input = input.skip(1);
                    }
                    Err(error) => return Err(error),
                },
                Some(byte) if !class::is(byte, self.stops) => (),
                _ => return Ok((input, ())),
            }
        }
    }

    /// Backslash in quotes: stands for itself but before a few bytes (XCU 2.2.3).
    fn backslash<'s>(self, input: Input<'s>, builder: &mut Builder<'_>) -> Input<'s> {
        let next = input.skip(1);
        match next.peek() {
            Some(b'\n') => next.skip(1),
            Some(byte) if self.escapes(byte) => {
                builder.text(&[byte], true);
                next.skip(1)
            }
            _ => {
                builder.text(b"\\", true);
                next
            }
        }
    }

    fn escapes(self, byte: u8) -> bool {
        match byte {
            b'"' => self.brace || self.quoting == Quoting::Double,
            b'}' => self.brace,
            _ => class::is(byte, class::ESCAPED),
        }
    }
}

/// An expansion outside of quotes; or `$'...'`, or a `$` that stands for itself.
pub fn expansion<'s>(
    input: Input<'s>,
    quoting: Quoting,
    builder: &mut Builder<'_>,
) -> Parsed<'s, ()> {
    match unit(input, quoting, builder) {
        Err(nom::Err::Error(_)) => (),
        result => return result,
    }
    let next = input.skip(1);
    if next.joined().peek() == Some(b'\'') {
        return dollar_single(input, builder);
    }
    // `$"..."` would be translated, if there were translations.
    if !(input.session.manner.extended && next.peek() == Some(b'"')) {
        builder.text(b"$", true);
    }
    Ok((next, ()))
}

/// `$'...'` (XCU 2.2.4)
pub fn dollar_single<'s>(dollar: Input<'s>, builder: &mut Builder<'_>) -> Parsed<'s, ()> {
    builder.mark();
    let mut input = dollar.skip(1).joined().skip(1);
    let mut text = Vec::new();
    loop {
        match input.peek() {
            None => return Err(dollar.unclosed(input, "`$'`", "`'`")),
            Some(b'\'') => break,
            Some(b'\\') => input = escape(input.skip(1), &mut text),
            Some(byte) => {
                text.push(byte);
                input = input.skip(1);
            }
        }
    }
    // A null byte cannot be in a word: what follows it is dropped, as in ksh and bash.
    let length = find::byte(0, &text).unwrap_or(text.len());
    builder.text(text.get(..length).unwrap_or_default(), true);
    Ok((input.skip(1), ()))
}

/// One escape sequence, from behind its backslash.
fn escape<'s>(input: Input<'s>, text: &mut Vec<u8>) -> Input<'s> {
    let Some(byte) = input.peek() else {
        text.push(b'\\');
        return input;
    };
    let next = input.skip(1);
    let value = match byte {
        b'"' | b'\'' | b'\\' | b'?' => byte,
        b'a' => 0x07,
        b'b' => 0x08,
        b'e' | b'E' => 0x1b,
        b'f' => 0x0c,
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'v' => 0x0b,
        b'c' => return control(next, text),
        b'x' if next.peek() == Some(b'{') && next.session.manner.extended => {
            return in_braces(next.skip(1), text);
        }
        b'x' => return number(next, 16, 2, text).unwrap_or_else(|| keep(b"\\x", next, text)),
        b'u' => return character(next, 4, text).unwrap_or_else(|| keep(b"\\u", next, text)),
        b'U' => return character(next, 8, text).unwrap_or_else(|| keep(b"\\U", next, text)),
        b'0'..=b'7' => return number(input, 8, 3, text).unwrap_or(next),
        _ => return keep(&[b'\\', byte], next, text),
    };
    text.push(value);
    next
}

/// A sequence that POSIX leaves unspecified stands for itself.
fn keep<'s>(bytes: &[u8], next: Input<'s>, text: &mut Vec<u8>) -> Input<'s> {
    text.extend_from_slice(bytes);
    next
}

/// `\cX`: the control character of X as `stty` names them.
fn control<'s>(input: Input<'s>, text: &mut Vec<u8>) -> Input<'s> {
    let Some(byte) = input.peek() else {
        return keep(b"\\c", input, text);
    };
    let next = input.skip(1);
    // The backslash is itself written as an escape sequence.
    let next = if byte == b'\\' && next.peek() == Some(b'\\') {
        next.skip(1)
    } else {
        next
    };
    if byte == b'\'' {
        return keep(b"\\c", input, text);
    }
    text.push(if byte == b'?' {
        0x7f
    } else {
        byte.to_ascii_uppercase() & 0x1f
    });
    next
}

/// The character with a number of up to `most` digits, in UTF-8.
fn character<'s>(mut input: Input<'s>, most: usize, text: &mut Vec<u8>) -> Option<Input<'s>> {
    let mut value = None;
    for _ in 0..most {
        let digit = input.peek().and_then(|byte| char::from(byte).to_digit(16));
        let Some(digit) = digit else { break };
        value = Some(value.unwrap_or(0) * 16 + digit);
        input = input.skip(1);
    }
    let character = char::from_u32(value?)?;
    text.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
    Some(input)
}

/// `\x{...}`: the byte with a number of any length, of which the last two digits count; the brace that closes it
/// may be missing.
fn in_braces<'s>(input: Input<'s>, text: &mut Vec<u8>) -> Input<'s> {
    let end = number(input, 16, usize::MAX, text).unwrap_or_else(|| {
        text.push(0);
        input
    });
    if end.peek() == Some(b'}') {
        end.skip(1)
    } else {
        end
    }
}

/// Up to `most` digits.
fn number<'s>(
    mut input: Input<'s>,
    radix: u32,
    most: usize,
    text: &mut Vec<u8>,
) -> Option<Input<'s>> {
    let mut value = None;
    for _ in 0..most {
        let Some(digit) = input
            .peek()
            .and_then(|byte| char::from(byte).to_digit(radix))
        else {
            break;
        };
        value = Some(
            value
                .unwrap_or(0_u32)
                .wrapping_mul(radix)
                .wrapping_add(digit),
        );
        input = input.skip(1);
    }
    text.push(value? as u8);
    Some(input)
}
