//! Sequences of the terminal in what the line editor draws.

use crate::sys::find;

/// Clears a row.
const CLEAR: &str = "\r\x1b[K";

/// A row and a column.
pub type Place = (usize, usize);

/// Cuts a text behind its first character, or behind the sequence that this begins.
pub(super) fn cut(text: &str, first: char) -> Option<(&str, &str)> {
    let length = match first {
        '\x1b' => sequence(text)?,
        _ => first.len_utf8(),
    };
    Some(text.split_at(length))
}

/// How many rows a drawing begins with clearing, from the last one up, and what is behind that.
pub fn cleared(text: &str) -> Option<(usize, &str)> {
    let mut rest = text;
    if let Some((_, 'B', after)) = step(text) {
        rest = after;
    }
    let mut count = 1;
    while let Some(after) = rest.strip_prefix(CLEAR)?.strip_prefix("\x1b[A") {
        count += 1;
        rest = after;
    }
    Some((count, rest.strip_prefix(CLEAR)?))
}

/// A drawing without how the cursor is put into its place at the end, and that place: so many rows above the last
/// one, and the column.
pub(super) fn placed(text: &str) -> Option<(&str, (usize, usize))> {
    let (mut body, place) = text.rsplit_once('\r')?;
    let column = match step(place) {
        Some((column, 'C', "")) => column,
        None if place.is_empty() => 0,
        _ => return None,
    };
    let mut up = 0;
    if let Some(at) = find::last_byte(0x1b, body.as_bytes())
        && let Some((rows, 'A', "")) = step(&body[at..])
    {
        up = rows;
        body = &body[..at];
    }
    Some((body, (up, column)))
}

/// A step of the cursor: how far, in which direction, and what is behind it.
fn step(text: &str) -> Option<(usize, char, &str)> {
    let text = text.strip_prefix("\x1b[")?;
    let end = text.find(|c: char| !c.is_ascii_digit())?;
    let (count, rest) = text.split_at(end);
    let count = if count.is_empty() {
        1
    } else {
        count.parse().ok()?
    };
    let direction = rest.chars().next().filter(|c| ('A'..='D').contains(c))?;
    Some((count, direction, &rest[1..]))
}

/// Where the cursor comes by steps, if a text is nothing else.
pub(super) fn moved((mut row, mut column): Place, text: &str) -> Option<Place> {
    let mut rest = text;
    while !rest.is_empty() {
        let (count, direction, after) = step(rest)?;
        match direction {
            'A' => row = row.checked_sub(count)?,
            'B' => row += count,
            'C' => column += count,
            _ => column = column.checked_sub(count)?,
        }
        rest = after;
    }
    Some((row, column))
}

/// The length of a sequence that leaves the cursor where it is: a style, a switch, or something said to the
/// terminal itself.
fn sequence(text: &str) -> Option<usize> {
    let end = match text.as_bytes().get(1)? {
        b'[' => {
            text.bytes()
                .skip(2)
                .position(|byte| (0x40..=0x7e).contains(&byte))?
                + 2
        }
        b']' => find::byte(0x07, text.as_bytes())?,
        _ => return None,
    };
    let token = text.get(..=end)?;
    let switch = token.starts_with("\x1b[?") && token.ends_with(['h', 'l']);
    (switch || is_style(token) || token.starts_with("\x1b]")).then_some(token.len())
}

/// Whether a sequence changes the style of what follows, and nothing else.
pub(super) fn is_style(sequence: &str) -> bool {
    let body = sequence
        .strip_prefix("\x1b[")
        .and_then(|rest| rest.strip_suffix('m'));
    body.is_some_and(|body| {
        body.bytes()
            .all(|byte| byte.is_ascii_digit() || b";:".contains(&byte))
    })
}
