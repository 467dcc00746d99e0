//! Where the motions of vi lead (POSIX `sh`, "vi Line Editing Command Mode").

use unicode_width::UnicodeWidthChar;

/// What kind of characters a word is made of.
#[derive(PartialEq, Eq, Clone, Copy)]
enum Class {
    Blank,
    Word,
    Other,
}

fn class(character: char, big: bool) -> Class {
    if character.is_whitespace() {
        Class::Blank
    } else if big || character == '_' || character.is_alphanumeric() {
        Class::Word
    } else {
        Class::Other
    }
}

fn at(text: &str, place: usize) -> Option<char> {
    text.get(place..)?.chars().next()
}

fn class_at(text: &str, place: usize, big: bool) -> Option<Class> {
    at(text, place).map(|character| class(character, big))
}

/// The place of the next character; combining marks belong to the one before them.
pub fn right(text: &str, place: usize) -> usize {
    let rest = text.get(place..).unwrap_or_default();
    let mut characters = rest.char_indices().skip(1);
    let next = characters.find(|(_, character)| character.width() != Some(0) || *character == '\n');
    next.map_or(text.len(), |(offset, _)| place + offset)
}

/// The place of the character before.
pub fn left(text: &str, place: usize) -> usize {
    let before = text.get(..place).unwrap_or_default();
    let mut characters = before.char_indices().rev();
    characters
        .find(|(_, character)| character.width() != Some(0) || *character == '\n')
        .map_or(0, |(offset, _)| offset)
}

/// Where the line that a place is in begins.
pub fn line_start(text: &str, place: usize) -> usize {
    let before = text.get(..place).unwrap_or_default();
    before.rfind('\n').map_or(0, |at| at + 1)
}

/// Where it ends.
pub fn line_end(text: &str, place: usize) -> usize {
    let rest = text.get(place..).unwrap_or_default();
    rest.find('\n').map_or(text.len(), |at| place + at)
}

/// The first character of the line that is no blank.
pub fn first_print(text: &str, place: usize) -> usize {
    let mut start = line_start(text, place);
    while class_at(text, start, true) == Some(Class::Blank) && at(text, start) != Some('\n') {
        start = right(text, start);
    }
    start
}

/// The beginning of the next word.
pub fn next_word(text: &str, mut place: usize, big: bool) -> usize {
    let Some(current) = class_at(text, place, big) else {
        return place;
    };
    while class_at(text, place, big) == Some(current) {
        place = right(text, place);
    }
    while class_at(text, place, big) == Some(Class::Blank) {
        place = right(text, place);
    }
    place
}

/// The beginning of this word, or of the one before.
pub fn previous_word(text: &str, mut place: usize, big: bool) -> usize {
    place = left(text, place);
    while place > 0 && class_at(text, place, big) == Some(Class::Blank) {
        place = left(text, place);
    }
    let current = class_at(text, place, big);
    while place > 0 {
        let before = left(text, place);
        if class_at(text, before, big) != current {
            break;
        }
        place = before;
    }
    place
}

/// The last character of this word, or of the next.
pub fn word_end(text: &str, mut place: usize, big: bool) -> usize {
    place = right(text, place);
    while class_at(text, place, big) == Some(Class::Blank) {
        place = right(text, place);
    }
    let current = class_at(text, place, big);
    loop {
        let next = right(text, place);
        if next >= text.len() || class_at(text, next, big) != current {
            return place.min(left(text, text.len()));
        }
        place = next;
    }
}

/// The last character of the word before.
pub fn previous_end(text: &str, mut place: usize, big: bool) -> usize {
    let current = class_at(text, place, big);
    while place > 0 && class_at(text, place, big) == current && current != Some(Class::Blank) {
        place = left(text, place);
    }
    while place > 0 && class_at(text, place, big) == Some(Class::Blank) {
        place = left(text, place);
    }
    place
}

/// The end of this word, for `cw`.
pub fn end_of_this(text: &str, mut place: usize, big: bool) -> usize {
    let current = class_at(text, place, big);
    while place < text.len() && class_at(text, place, big) == current {
        place = right(text, place);
    }
    place
}

/// The n-th `wanted` in the line: `f F t T`.
pub fn find(text: &str, place: usize, how: char, wanted: char, count: usize) -> Option<usize> {
    let (start, end) = (line_start(text, place), line_end(text, place));
    if how == 'f' || how == 't' {
        let from = right(text, place).min(end);
        let rest = text.get(from..end)?;
        let (offset, _) = rest.match_indices(wanted).nth(count - 1)?;
        let found = from + offset;
        Some(if how == 't' { left(text, found) } else { found })
    } else {
        let before = text.get(start..place)?;
        let (offset, _) = before.rmatch_indices(wanted).nth(count - 1)?;
        let found = start + offset;
        Some(if how == 'T' {
            right(text, found)
        } else {
            found
        })
    }
}

/// The bracket that belongs to the next one in the line.
pub fn matching(text: &str, place: usize) -> Option<usize> {
    const PAIRS: [(char, char); 3] = [('(', ')'), ('[', ']'), ('{', '}')];
    let rest = text.get(place..)?;
    let offset = rest.find(['(', ')', '[', ']', '{', '}'])?;
    let from = place + offset;
    let bracket = at(text, from)?;
    let &(open, close) = PAIRS
        .iter()
        .find(|(open, close)| bracket == *open || bracket == *close)?;
    if bracket == open {
        closing(text, from, open, close)
    } else {
        opening(text, from, open, close)
    }
}

/// The bracket that closes the one at `from`.
pub fn closing(text: &str, from: usize, open: char, close: char) -> Option<usize> {
    let mut depth = 0_usize;
    for (offset, character) in text.get(from..)?.char_indices() {
        if character == open {
            depth += 1;
        } else if character == close {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                return Some(from + offset);
            }
        }
    }
    None
}

/// The bracket that the one at `from` closes.
pub fn opening(text: &str, from: usize, open: char, close: char) -> Option<usize> {
    let mut depth = 0_usize;
    for (offset, character) in text.get(..=from)?.char_indices().rev() {
        if character == close {
            depth += 1;
        } else if character == open {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                return Some(offset);
            }
        }
    }
    None
}

/// What `iw`, `a"`, `i(` and their kin mean at a place.
pub fn object(text: &str, place: usize, inner: bool, kind: char) -> Option<(usize, usize)> {
    match kind {
        'w' | 'W' => Some(word_object(text, place, inner, kind == 'W')),
        '"' | '\'' | '`' => quoted(text, place, inner, kind),
        '(' | ')' | 'b' => bracketed(text, place, inner, '(', ')'),
        '[' | ']' => bracketed(text, place, inner, '[', ']'),
        '{' | '}' | 'B' => bracketed(text, place, inner, '{', '}'),
        '<' | '>' => bracketed(text, place, inner, '<', '>'),
        _ => None,
    }
}

fn word_object(text: &str, place: usize, inner: bool, big: bool) -> (usize, usize) {
    let current = class_at(text, place, big);
    let mut start = place;
    while start > 0 && class_at(text, left(text, start), big) == current {
        start = left(text, start);
    }
    let mut end = end_of_this(text, place, big);
    if !inner {
        let before = end;
        while class_at(text, end, big) == Some(Class::Blank) {
            end = right(text, end);
        }
        // At the end of the line, the blanks before the word go with it.
        while end == before
            && start > 0
            && class_at(text, left(text, start), big) == Some(Class::Blank)
        {
            start = left(text, start);
        }
    }
    (start, end)
}

fn quoted(text: &str, place: usize, inner: bool, quote: char) -> Option<(usize, usize)> {
    let marks: Vec<usize> = text.match_indices(quote).map(|(at, _)| at).collect();
    let pair = marks
        .chunks_exact(2)
        .filter_map(|pair| Some((*pair.first()?, *pair.get(1)?)))
        .find(|&(_, close)| place <= close)?;
    let (open, close) = pair;
    Some(if inner {
        (open + 1, close)
    } else {
        (open, close + 1)
    })
}

fn bracketed(
    text: &str,
    place: usize,
    inner: bool,
    open: char,
    close: char,
) -> Option<(usize, usize)> {
    let mut from = place;
    let start = loop {
        if at(text, from) == Some(open) {
            let end = closing(text, from, open, close)?;
            if end >= place {
                break from;
            }
        }
        if from == 0 {
            break text.get(place..)?.find(open)? + place;
        }
        from = left(text, from);
    };
    let end = closing(text, start, open, close)?;
    Some(if inner {
        (start + 1, end)
    } else {
        (start, end + 1)
    })
}
