//! Words as the shell has them: quotes and what is in them belong to the word.

use super::actions::line;
use super::keys::Keys;
use super::region::kill_to;
use super::scan::scan;
use super::words::word_end;
use rustyline::{Cmd, EventContext};

/// The words of a line that are in no other word: where they begin and end.
fn words(text: &str) -> Vec<(usize, usize)> {
    let found = scan(text.as_bytes());
    let mut words: Vec<(usize, usize)> = Vec::new();
    let mut all: Vec<_> = found
        .words
        .iter()
        .map(|word| (word.start, word.end))
        .collect();
    if found.edge.start < text.len() && all.iter().all(|&(_, end)| end < text.len()) {
        all.push((found.edge.start, text.len()));
    }
    all.sort_by_key(|&(start, end)| (start, std::cmp::Reverse(end)));
    for (start, end) in all {
        if words.last().is_none_or(|&(_, before)| start >= before) && start < end {
            words.push((start, end));
        }
    }
    words
}

/// Behind the word at a place, or the next one.
fn next_end(text: &str, pos: usize) -> usize {
    let words = words(text);
    let found = words.iter().find(|&&(_, end)| end > pos);
    found.map_or(text.len(), |&(_, end)| end)
}

/// The beginning of the word before a place.
fn previous_start(text: &str, pos: usize) -> usize {
    let words = words(text);
    let found = words.iter().rev().find(|&&(start, _)| start < pos);
    found.map_or(0, |&(start, _)| start)
}

/// So many words on from the cursor, or back.
fn target(keys: &Keys, context: &EventContext<'_>, forward: bool) -> usize {
    let text = context.line();
    let step = if forward == keys.count.backwards {
        previous_start
    } else {
        next_end
    };
    (0..keys.count.times).fold(context.pos(), |pos, _| step(text, pos))
}

/// To the end of a word.
pub fn forward(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    let pos = target(keys, context, true);
    line(keys, context.line().to_owned(), pos)
}

/// To the beginning of a word.
pub fn backward(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    let pos = target(keys, context, false);
    line(keys, context.line().to_owned(), pos)
}

/// Kills to the end of a word.
pub fn kill(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    let to = target(keys, context, true);
    kill_to(keys, context, to)
}

/// Kills to the beginning of a word.
pub fn backward_kill(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    let to = target(keys, context, false);
    kill_to(keys, context, to)
}

/// Exchanges the word at the cursor, or before it at the end of the line, with the one before; it goes
/// behind both.
pub fn transpose(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    let words = words(context.line());
    exchange(keys, context, &words)
}

/// As [`transpose`], for words of letters and digits.
pub fn transpose_plain(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    let text = context.line();
    let (mut words, mut rest) = (Vec::new(), text);
    while let Some(gap) = rest.find(char::is_alphanumeric) {
        let start = text.len() - rest.len() + gap;
        rest = rest.get(word_end(rest)..)?;
        words.push((start, text.len() - rest.len()));
    }
    exchange(keys, context, &words)
}

/// With a count it is the one that comes so many words later, and the one so many before that.
fn exchange(keys: &mut Keys, context: &EventContext<'_>, words: &[(usize, usize)]) -> Option<Cmd> {
    let (text, pos) = (context.line(), context.pos());
    let count = keys.count.times;
    let next = words.iter().position(|&(_, end)| end > pos);
    let next = next.map(|next| next + count - 1);
    let next = next.filter(|&next| next < words.len() && count > 0);
    let pair = next.or(words.len().checked_sub(1)).and_then(|second| {
        let (start, end) = *words.get(second)?;
        // At the end of the line the word takes the blanks behind it along.
        let end = if next.is_some() { end } else { text.len() };
        let first = second.saturating_sub(count);
        let first = *words.get(first).filter(|_| first < second)?;
        Some((first, (start, end)))
    });
    let pair = pair.filter(|_| !keys.count.backwards);
    let Some(((from, to), (start, end))) = pair else {
        return Some(Cmd::Noop);
    };
    let changed = [
        text.get(..from)?,
        text.get(start..end)?,
        text.get(to..start)?,
        text.get(from..to)?,
        text.get(end..)?,
    ];
    line(keys, changed.concat(), end)
}
