//! Characters: where they begin and end, and their classes (XBD 7.3.1).

/// What is added to a byte that is not part of a character, to tell it from characters.
const STRAY: u32 = 0x11_0000;

/// The code of the character that begins there, and its length in bytes.
#[inline]
pub(super) fn character(text: &[u8], at: usize, utf8: bool) -> Option<(u32, usize)> {
    let first = *text.get(at)?;
    if first.is_ascii() {
        Some((u32::from(first), 1))
    } else {
        Some(beyond_ascii(text, at, first, utf8))
    }
}

fn beyond_ascii(text: &[u8], at: usize, first: u8, utf8: bool) -> (u32, usize) {
    let length = match first {
        _ if !utf8 => 1,
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => 1,
    };
    let decoded = text
        .get(at..at + length)
        .and_then(|bytes| std::str::from_utf8(bytes).ok());
    match decoded.and_then(|text| text.chars().next()) {
        Some(character) => (u32::from(character), length),
        None => (STRAY + u32::from(first), 1),
    }
}

/// The text with small letters for capitals, each in as many bytes as before.
///
/// ```
/// assert_eq!(tine::pattern::fold("ÄB[c".as_bytes(), true), "äb[c".as_bytes());
/// ```
pub fn fold(text: &[u8], utf8: bool) -> Vec<u8> {
    let mut folded = text.to_ascii_lowercase();
    if !utf8 || text.is_ascii() {
        return folded;
    }
    let mut at = 0;
    for chunk in text.utf8_chunks() {
        for letter in chunk.valid().chars() {
            let length = letter.len_utf8();
            if let Some(small) = lowercase(letter)
                && let Some(place) = folded.get_mut(at..at + length)
            {
                small.encode_utf8(place);
            }
            at += length;
        }
        at += chunk.invalid().len();
    }
    folded
}

/// The small letter for a capital, if it has one that takes as many bytes.
fn lowercase(letter: char) -> Option<char> {
    let mut small = letter.to_lowercase();
    match (small.next(), small.next()) {
        (Some(small), None) if small.len_utf8() == letter.len_utf8() => Some(small),
        _ => None,
    }
}

/// The code that [`fold`] has for a character.
pub(super) fn small(code: u32) -> u32 {
    let small = char::from_u32(code).and_then(lowercase);
    small.map_or(code, u32::from)
}

/// Where the character that ends there begins.
pub(super) fn character_before(text: &[u8], end: usize, utf8: bool) -> Option<usize> {
    let last = *text.get(end.checked_sub(1)?)?;
    if utf8 && matches!(last, 0x80..=0xBF) {
        for length in 2..=4 {
            let start = end.checked_sub(length);
            if let Some(start) = start
                && character(text, start, true).is_some_and(|(_, actual)| actual == length)
            {
                return Some(start);
            }
        }
    }
    Some(end - 1)
}

/// Whether a character is in the class with this name; an unknown class has no members.
pub(super) fn in_class(class: &[u8], code: u32) -> bool {
    let Some(c) = char::from_u32(code) else {
        return false;
    };
    let graphic = || !c.is_whitespace() && !c.is_control();
    match class {
        b"alpha" => c.is_alphabetic(),
        b"digit" => c.is_ascii_digit(),
        b"alnum" => c.is_alphanumeric(),
        b"upper" => c.is_uppercase(),
        b"lower" => c.is_lowercase(),
        b"space" => c.is_whitespace(),
        b"blank" => {
            c == '\t'
                || (c.is_whitespace() && !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}'))
        }
        b"punct" => graphic() && !c.is_alphanumeric(),
        b"graph" => graphic(),
        b"print" => c == ' ' || graphic(),
        b"cntrl" => c.is_control(),
        b"xdigit" => c.is_ascii_hexdigit(),
        b"ascii" => c.is_ascii(),
        b"word" => c.is_alphanumeric() || c == '_',
        _ => false,
    }
}

/// The ASCII characters from the one to the other, a bit for each.
pub(super) const fn range(low: u32, high: u32) -> u128 {
    if low > high || low > 0x7F {
        return 0;
    }
    let top = 0x7F_u32.saturating_sub(high);
    (u128::MAX >> top) & (u128::MAX << low)
}

const fn letters(low: u8, high: u8) -> u128 {
    range(low as u32, high as u32)
}

/// The ASCII characters that [`fold`] makes one of these.
pub(super) const fn unfolded(ascii: u128) -> u128 {
    let small = ascii & letters(b'a', b'z');
    (ascii & !letters(b'A', b'Z')) | (small >> (b'a' - b'A'))
}

/// What [`in_class`] says of ASCII, a bit for each character.
pub(super) fn ascii_class(class: &[u8]) -> u128 {
    const UPPER: u128 = letters(b'A', b'Z');
    const LOWER: u128 = letters(b'a', b'z');
    const DIGIT: u128 = letters(b'0', b'9');
    const BLANK: u128 = letters(b' ', b' ') | letters(b'\t', b'\t');
    const GRAPH: u128 = letters(b'!', b'~');
    match class {
        b"alpha" => UPPER | LOWER,
        b"digit" => DIGIT,
        b"alnum" => UPPER | LOWER | DIGIT,
        b"upper" => UPPER,
        b"lower" => LOWER,
        b"space" => BLANK | letters(b'\t', b'\r'),
        b"blank" => BLANK,
        b"punct" => GRAPH & !(UPPER | LOWER | DIGIT),
        b"graph" => GRAPH,
        b"print" => GRAPH | letters(b' ', b' '),
        b"cntrl" => letters(0, 0x1F) | letters(0x7F, 0x7F),
        b"xdigit" => DIGIT | letters(b'A', b'F') | letters(b'a', b'f'),
        b"ascii" => letters(0, 0x7F),
        b"word" => UPPER | LOWER | DIGIT | letters(b'_', b'_'),
        _ => 0,
    }
}
