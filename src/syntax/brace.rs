//! Brace expansion, which POSIX does not have: `a{b,c}` is `ab ac`, `{1..3}` is `1 2 3`.
//!
//! It is a matter of text alone, so it is done as the words of a command are read. Whether the words that it
//! makes count is seen when the command is executed: the option may change on the way there.

use super::buffer::Buffer;
use super::extended::Braces;
use super::tree::{Shape, Unit, Word};
use crate::sys::find;
use std::rc::Rc;

/// With more braces than this in it, a word is left as it is: their nesting costs time.
const BRACES: usize = 500;
/// A word does not become more words than this.
const WORDS: usize = 1 << 20;

/// A byte of unquoted text, or another part of a word.
#[derive(Clone)]
enum Piece {
    Byte(u8),
    Part(Unit),
}

impl Piece {
    fn is(&self, byte: u8) -> bool {
        self.byte() == Some(byte)
    }

    fn byte(&self) -> Option<u8> {
        match self {
            Self::Byte(byte) => Some(*byte),
            Self::Part(_) => None,
        }
    }
}

/// A pair of braces: the places of its braces, and of the commas between them.
struct Pair {
    open: usize,
    close: usize,
    commas: Vec<usize>,
}

/// Whether there may be something to expand in unquoted text.
pub fn is_possible(text: &[u8]) -> bool {
    find::byte(b'{', text).is_some()
}

/// Adds a word that has just been read, or the words that its braces make of it.
#[inline]
pub fn push(buffer: &Buffer, word: Word, words: &mut Vec<Word>) {
    if buffer.braced.take() {
        push_expanded(word, words);
    } else {
        words.push(word);
    }
}

fn push_expanded(word: Word, words: &mut Vec<Word>) {
    let Shape::Units(units) = &word.shape else {
        return words.push(word);
    };
    let pieces = pieces(units);
    if pieces.iter().filter(|piece| piece.is(b'{')).count() > BRACES {
        return words.push(word);
    }
    let assignment = word.assignment;
    let word_of = |pieces| Word {
        shape: shape(pieces),
        assignment,
    };
    if first(&pieces).is_some()
        && let Some(made) = expand(&pieces)
    {
        let words_made = made
            .into_iter()
            .map(|pieces| word_of(with_tilde(pieces)))
            .collect();
        let braces = Unit::Braces(Rc::new(Braces {
            word,
            words: words_made,
        }));
        words.push(Word {
            shape: Shape::Units([braces].into()),
            assignment,
        });
    } else {
        words.push(word_of(pieces));
    }
}

fn pieces(units: &[Unit]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for unit in units {
        match unit {
            Unit::Literal(text) => pieces.extend(text.iter().map(|&byte| Piece::Byte(byte))),
            other => pieces.push(Piece::Part(other.clone())),
        }
    }
    pieces
}

/// The words that a part of a word becomes. `None`: it becomes too many.
fn expand(pieces: &[Piece]) -> Option<Vec<Vec<Piece>>> {
    let Some((pair, alternatives)) = first(pieces) else {
        return Some(vec![pieces.to_vec()]);
    };
    let before = pieces.get(..pair.open)?;
    let behind = expand(pieces.get(pair.close + 1..)?)?;
    let alternatives = match alternatives {
        Some(sequence) => sequence,
        None => listed(pieces, &pair)?,
    };
    if alternatives.len().checked_mul(behind.len())? > WORDS {
        return None;
    }
    let mut made = Vec::with_capacity(alternatives.len() * behind.len());
    for alternative in &alternatives {
        for rest in &behind {
            made.push([before, alternative, rest].concat());
        }
    }
    Some(made)
}

/// What stands between the commas, each expanded in turn.
fn listed(pieces: &[Piece], pair: &Pair) -> Option<Vec<Vec<Piece>>> {
    let mut all = Vec::new();
    let mut from = pair.open + 1;
    for &to in pair.commas.iter().chain([&pair.close]) {
        all.extend(expand(pieces.get(from..to)?)?);
        if all.len() > WORDS {
            return None;
        }
        from = to + 1;
    }
    Some(all)
}

/// The first pair that expands, and what it is if it is a sequence.
fn first(pieces: &[Piece]) -> Option<(Pair, Option<Vec<Vec<Piece>>>)> {
    let mut pairs = pairs(pieces);
    pairs.sort_by_key(|pair| pair.open);
    pairs.into_iter().find_map(|pair| {
        if !pair.commas.is_empty() {
            return Some((pair, None));
        }
        let within = pieces.get(pair.open + 1..pair.close)?;
        sequence(within).map(|sequence| (pair, Some(sequence)))
    })
}

fn pairs(pieces: &[Piece]) -> Vec<Pair> {
    let mut open: Vec<(usize, Vec<usize>)> = Vec::new();
    let mut pairs = Vec::new();
    for (place, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Byte(b'{') => open.push((place, Vec::new())),
            Piece::Byte(b',') => {
                if let Some((_, commas)) = open.last_mut() {
                    commas.push(place);
                }
            }
            Piece::Byte(b'}') => {
                if let Some((open, commas)) = open.pop() {
                    let close = place;
                    pairs.push(Pair {
                        open,
                        close,
                        commas,
                    });
                }
            }
            _ => {}
        }
    }
    pairs
}

/// `1..10`, `a..e`, with a step behind another `..`.
fn sequence(within: &[Piece]) -> Option<Vec<Vec<Piece>>> {
    let text: Option<Vec<u8>> = within.iter().map(Piece::byte).collect();
    let text = String::from_utf8(text?).ok()?;
    let mut parts = text.split("..");
    let (from, to, step) = (parts.next()?, parts.next()?, parts.next());
    if parts.next().is_some() {
        return None;
    }
    let step: i64 = step.map_or(Some(1), |step| step.parse().ok())?;
    let step = step.unsigned_abs().max(1);
    let letter = |text: &str| match text.as_bytes() {
        [byte] if byte.is_ascii_alphabetic() => Some(i64::from(*byte)),
        _ => None,
    };
    if let (Some(low), Some(high)) = (letter(from), letter(to)) {
        let bytes = run(low, high, step)?;
        let one = |code: i64| vec![Piece::Byte(u8::try_from(code).unwrap_or(b'?'))];
        return Some(bytes.into_iter().map(one).collect());
    }
    let numbers = run(from.parse().ok()?, to.parse().ok()?, step)?;
    let padded = |text: &str| {
        let digits = text.strip_prefix('-').unwrap_or(text);
        digits.len() > 1 && digits.starts_with('0')
    };
    let width = if padded(from) || padded(to) {
        from.len().max(to.len())
    } else {
        0
    };
    let one = |number: i64| {
        let text = format!("{number:0width$}");
        text.bytes().map(Piece::Byte).collect()
    };
    Some(numbers.into_iter().map(one).collect())
}

/// The numbers from the one to the other, up or down. `None`: there are too many.
fn run(from: i64, to: i64, step: u64) -> Option<Vec<i64>> {
    let count = from.abs_diff(to) / step;
    if count >= WORDS as u64 {
        return None;
    }
    let step = i64::try_from(step).ok()?;
    let step = if to < from { -step } else { step };
    let place = |index: u64| Some(from + i64::try_from(index).ok()?.checked_mul(step)?);
    (0..=count).map(place).collect()
}

/// The same, with a tilde prefix at its beginning made one (XCU 2.6.1).
fn with_tilde(mut pieces: Vec<Piece>) -> Vec<Piece> {
    if pieces.first().is_some_and(|piece| piece.is(b'~')) {
        let end = pieces.iter().position(|piece| piece.is(b'/'));
        let end = end.unwrap_or(pieces.len());
        let login: Option<Vec<u8>> = pieces.iter().take(end).skip(1).map(Piece::byte).collect();
        if let Some(login) = login {
            pieces.splice(..end, [Piece::Part(Unit::Tilde(login.into()))]);
        }
    }
    pieces
}

/// The simplest shape of the parts.
fn shape(pieces: Vec<Piece>) -> Shape {
    let mut units: Vec<Unit> = Vec::new();
    let mut text = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Byte(byte) => text.push(byte),
            Piece::Part(unit) => {
                if !text.is_empty() {
                    units.push(Unit::Literal(std::mem::take(&mut text).into()));
                }
                units.push(unit);
            }
        }
    }
    let active = |text: &[u8]| text.iter().any(|byte| matches!(byte, b'*' | b'?' | b'['));
    if units.is_empty() && !text.is_empty() && !active(&text) {
        return Shape::Literal(text.into());
    }
    if !text.is_empty() {
        units.push(Unit::Literal(text.into()));
    }
    Shape::Units(units.into())
}
