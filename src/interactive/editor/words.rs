//! Words of earlier commands, and the way to a character of the line.

#![allow(clippy::unnecessary_wraps, reason = "actions are all alike")]

use super::actions::{ask, line};
use super::bang;
use super::keys::Keys;
use super::region;
use super::requests::Ask;
use super::text::Text;
use super::vi::motion;
use rustyline::{Cmd, EventContext, Movement, Word};

/// Which of the places of a character is wanted.
#[derive(Debug)]
pub struct Finding {
    /// The one so many on.
    count: usize,
    /// Behind the cursor, and not before it.
    forward: bool,
}

/// A word of an earlier command that has been put into the line.
#[derive(Debug)]
pub struct Inserted {
    /// The number that it has in its command, if it is not the last.
    pub number: Option<isize>,
    /// How many commands back that is.
    pub back: usize,
    /// Its length.
    pub length: usize,
    /// The line then, with the cursor behind the word.
    pub text: Text,
}

/// Inserts the last word of the command before; again, that of the one before that.
pub fn last_word(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    let again = keys.recall.inserted.as_ref();
    let again = again.filter(|it| it.text.is(context.line(), context.pos()));
    let (number, back, length) = match again {
        Some(it) if keys.count.backwards => (it.number, it.back.checked_sub(1)?, it.length),
        Some(it) => (it.number, it.back + 1, it.length),
        None if keys.count.backwards => (Some(keys.count.signed()), 0, 0),
        None => (
            keys.count.typed.and_then(|number| number.try_into().ok()),
            0,
            0,
        ),
    };
    let start = context.pos().checked_sub(length)?;
    ask(
        keys,
        Ask::Argument {
            number,
            back,
            start,
        },
    )
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
    let (from, to) = if keys.count.backwards {
        (words_back(text.get(..pos)?, keys.count.times), pos)
    } else {
        (pos, text.len())
    };
    let mut out = text.get(..from)?.to_owned();
    let mut rest = text.get(from..to)?;
    for _ in 0..keys.count.times {
        let begin = rest.find(char::is_alphanumeric).unwrap_or(rest.len());
        let (gap, words) = rest.split_at_checked(begin)?;
        let end = words.find(|c: char| !c.is_alphanumeric());
        let (word, behind) = words.split_at_checked(end.unwrap_or(words.len()))?;
        out.extend([gap, &*change(word)]);
        rest = behind;
    }
    let kept = if keys.count.backwards { rest.len() } else { 0 };
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
    let number = if keys.count.backwards {
        keys.count.signed()
    } else {
        isize::try_from(keys.count.typed.unwrap_or(1)).unwrap_or(1)
    };
    let word = numbered(&keys.recall.latest, number)?;
    let (before, after) = context.line().split_at_checked(context.pos())?;
    let (text, pos) = ([before, word, after].concat(), before.len() + word.len());
    line(keys, text, pos)
}

/// The word of a number of a command, the name of which has 0; a negative number counts from the last but one on back.
pub fn numbered(command: &str, number: isize) -> Option<&str> {
    let words = bang::split(command);
    let number = match usize::try_from(number) {
        Ok(number) => number,
        Err(_) => words.len().checked_sub(number.unsigned_abs() + 1)?,
    };
    words.get(number).copied()
}

/// The character before the cursor goes over the one at it, or over so many; at the end of the line the last two change
/// places.
pub fn transpose_letters(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    let (text, mut pos) = (context.line(), context.pos());
    let mut count = keys.count.times;
    if pos == text.len() {
        pos = motion::left(text, pos);
        count = count.min(1);
    }
    let start = motion::left(text, pos);
    if start == pos || keys.count.backwards {
        return Some(Cmd::Noop);
    }
    let end = (0..count).fold(pos, |place, _| motion::right(text, place));
    let parts = [
        text.get(..start)?,
        text.get(pos..end)?,
        text.get(start..pos)?,
        text.get(end..)?,
    ];
    line(keys, parts.concat(), end)
}

/// Keeps the next words as if they had been killed.
pub fn copy_forward(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    let to = words_on(keys, context, !keys.count.backwards);
    region::copy_to(keys, context, to)
}

/// As [`copy_forward`], of those before.
pub fn copy_backward(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    let to = words_on(keys, context, keys.count.backwards);
    region::copy_to(keys, context, to)
}

/// The place so many words on from the cursor, or back.
fn words_on(keys: &Keys, context: &EventContext<'_>, forward: bool) -> usize {
    let (before, rest) = context
        .line()
        .split_at_checked(context.pos())
        .unwrap_or_default();
    if !forward {
        return words_back(before, keys.count.times);
    }
    let forth = |at: usize| at + word_end(rest.get(at..).unwrap_or_default());
    before.len() + (0..keys.count.times).fold(0, |at, _| forth(at))
}

/// Where the first word of a text ends; the text, if there is none.
pub fn word_end(text: &str) -> usize {
    let word = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    text.len() - word.trim_start_matches(char::is_alphanumeric).len()
}

/// The word at the cursor becomes an earlier one that has it in it.
pub fn token_back(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    token(keys, context, 1)
}

/// Back from there.
pub fn token_forward(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    token(keys, context, -1)
}

fn token(keys: &mut Keys, context: &EventContext<'_>, by: isize) -> Option<Cmd> {
    let place = context.pos();
    ask(keys, Ask::Token { place, by })
}

/// Kills the word before the cursor: up to a blank, or as vi has words.
pub fn rubout(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    let word = match keys.vi {
        Some(_) => Word::Vi,
        None if keys.count.backwards => Word::Big,
        None => {
            let before = context.line().get(..context.pos())?;
            let rest = before
                .trim_end()
                .trim_end_matches(|c: char| !c.is_whitespace());
            return kill_endless(keys, context, rest.len());
        }
    };
    Some(Cmd::Kill(Movement::BackwardWord(1, word)))
}

/// Kills back to a place if that is more than the line editor can: it counts the columns of it in a `u16`.
fn kill_endless(keys: &mut Keys, context: &EventContext<'_>, to: usize) -> Option<Cmd> {
    (context.pos().saturating_sub(to) > usize::from(u16::MAX))
        .then(|| region::kill_to(keys, context, to))?
}

/// Kills up to a blank, whatever the count's sign.
pub fn rubout_big(_: &mut Keys, _: &EventContext<'_>) -> Option<Cmd> {
    Some(Cmd::Kill(Movement::BackwardWord(1, Word::Big)))
}

/// Kills a part of a path: up to a slash or a blank.
pub fn rubout_part(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    let ends = |c: char| c.is_whitespace() || c == '/';
    let before = context.line().get(..context.pos())?;
    let rest = (0..keys.count.times).fold(before, |before, _| {
        before.trim_end_matches(ends).trim_end_matches(|c| !ends(c))
    });
    region::kill_to(keys, context, rest.len())
}

/// Kills the line up to the cursor, whatever the count.
pub fn discard(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    discard_endless(keys, context).or(Some(Cmd::Kill(Movement::BeginningOfLine)))
}

/// As [`discard`], of a line that is too long for the line editor.
pub fn discard_endless(keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
    let before = context.line().get(..context.pos())?;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    kill_endless(keys, context, start)
}

/// To the next place of the character that is typed then.
pub fn find_forward(keys: &mut Keys, _: &EventContext<'_>) -> Option<Cmd> {
    find_next(keys, !keys.count.backwards)
}

/// To the last one before.
pub fn find_backward(keys: &mut Keys, _: &EventContext<'_>) -> Option<Cmd> {
    find_next(keys, keys.count.backwards)
}

fn find_next(keys: &mut Keys, forward: bool) -> Option<Cmd> {
    let count = keys.count.times;
    keys.input.finding = Some(Finding { count, forward });
    Some(Cmd::Noop)
}

/// To a character.
pub fn find(
    keys: &mut Keys,
    context: &EventContext<'_>,
    letter: char,
    Finding { count, forward }: Finding,
) -> Option<Cmd> {
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
