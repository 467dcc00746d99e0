//! Words of earlier commands, and the way to a character of the line.

#![allow(clippy::unnecessary_wraps, reason = "actions are all alike")]

use super::actions::{ask, line, rewritten};
use super::bang;
use super::keys::Keys;
use super::requests::Ask;
use super::vi::motion;
use rustyline::{Cmd, EventContext, Movement, Word};

/// Inserts the last word of the command before; again, that of the one before that.
pub fn last_word(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    let again = keys
        .inserted
        .as_ref()
        .filter(|(_, line, pos)| line == context.line() && *pos == context.pos());
    let (index, old) = if let Some((index, _, _)) = again {
        let index = if keys.backwards {
            index.checked_sub(1)?
        } else {
            index + 1
        };
        (index, keys.inserted_word.len())
    } else {
        keys.argument = keys.argued;
        (0, 0)
    };
    let start = context.pos().checked_sub(old)?;
    if let Some(number) = keys.argument {
        return ask(keys, Ask::Argument(number, index, start));
    }
    let word = keys.last_words.get(index)?.clone();
    Some(inserted(
        keys,
        context.line(),
        context.pos(),
        (index, start),
        word,
    ))
}

/// Puts the word of the command before, or of one so many before that, in the place of what is between
/// `start` and the cursor.
fn inserted(keys: &mut Keys, line: &str, pos: usize, at: (usize, usize), word: String) -> Cmd {
    let (index, start) = at;
    let (kept, after) = (
        line.get(..start).unwrap_or_default(),
        line.get(pos..).unwrap_or_default(),
    );
    let place = kept.len() + word.len();
    keys.inserted = Some((index, [kept, &*word, after].concat(), place));
    keys.inserted_word.clone_from(&word);
    rewritten(keys, start, word)
}

/// The letters of words become large.
pub fn upcase(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    cased(keys, context, str::to_uppercase)
}

/// The letters of words become small.
pub fn downcase(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    cased(keys, context, str::to_lowercase)
}

/// The first letter of words becomes large, the others small.
pub fn capitalize(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    cased(keys, context, |word| {
        let mut letters = word.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        first.collect::<String>() + &letters.as_str().to_lowercase()
    })
}

/// Changes as many words as the count says, from the cursor on; it goes behind them. With a negative count
/// those before it.
fn cased(keys: &mut Keys, context: &EventContext<'_>, change: fn(&str) -> String) -> Option<Cmd> {
    let (text, pos) = (context.line(), context.pos());
    let (from, to) = if keys.backwards {
        (words_back(text.get(..pos)?, keys.count), pos)
    } else {
        (pos, text.len())
    };
    let mut out = text.get(..from)?.to_owned();
    let mut rest = text.get(from..to)?;
    for _ in 0..keys.count {
        let begin = rest.find(char::is_alphanumeric).unwrap_or(rest.len());
        let (gap, words) = rest.split_at_checked(begin)?;
        let end = words.find(|c: char| !c.is_alphanumeric());
        let (word, behind) = words.split_at_checked(end.unwrap_or(words.len()))?;
        out.extend([gap, &*change(word)]);
        rest = behind;
    }
    let kept = if keys.backwards { rest.len() } else { 0 };
    let pos = out.len() + kept;
    line(keys, [&*out, rest, text.get(to..)?].concat(), pos)
}

/// Where the word begins that is so many before the end of a text.
fn words_back(text: &str, count: usize) -> usize {
    (0..count)
        .fold(text, |text, _| {
            let words = text.trim_end_matches(|c: char| !c.is_alphanumeric());
            words.trim_end_matches(char::is_alphanumeric)
        })
        .len()
}

/// Inserts the first argument of the command before, or the one that the count says; a negative count goes from the end.
pub fn first_word(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    let words = bang::split(&keys.latest);
    let number = match (keys.backwards, keys.argued) {
        (true, _) => words.len().checked_sub(keys.count + 1)?,
        (false, number) => number.unwrap_or(1),
    };
    let word = *words.get(number)?;
    let (before, after) = context.line().split_at_checked(context.pos())?;
    let (text, pos) = ([before, word, after].concat(), before.len() + word.len());
    line(keys, text, pos)
}

/// The word at the cursor becomes an earlier one that has it in it.
pub fn token_back(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    ask(keys, Ask::Token(context.pos(), 1))
}

/// Back from there.
pub fn token_forward(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    ask(keys, Ask::Token(context.pos(), -1))
}

/// Kills the word before the cursor: up to a blank, or as vi has words.
pub fn rubout(keys: &mut Keys, _: &EventContext<'_>) -> Option<Cmd> {
    keys.vi.as_ref()?;
    Some(Cmd::Kill(Movement::BackwardWord(1, Word::Vi)))
}

/// To the next place of the character that is typed then.
pub fn find_forward(keys: &mut Keys, _: &EventContext<'_>) -> Option<Cmd> {
    keys.finding = Some((keys.count, !keys.backwards));
    Some(Cmd::Noop)
}

/// To the last one before.
pub fn find_backward(keys: &mut Keys, _: &EventContext<'_>) -> Option<Cmd> {
    keys.finding = Some((keys.count, keys.backwards));
    Some(Cmd::Noop)
}

/// To a character.
pub fn find(
    keys: &mut Keys,
    context: &EventContext<'_>,
    wanted: (char, usize, bool),
) -> Option<Cmd> {
    let (letter, count, forward) = wanted;
    let text = context.line();
    let nth = count.saturating_sub(1);
    let place = if forward {
        let from = motion::right(text, context.pos());
        let found = text.get(from..)?.match_indices(letter).nth(nth);
        found.map(|(at, _)| from + at)
    } else {
        let found = text.get(..context.pos())?.rmatch_indices(letter).nth(nth);
        found.map(|(at, _)| at)
    };
    match place {
        Some(place) => line(keys, text.to_owned(), place),
        None => Some(Cmd::Noop),
    }
}
