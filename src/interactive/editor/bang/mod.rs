//! `!!`, `!$`, `!n` and their kin: earlier commands, put into the line before it is read.

#[cfg(test)]
mod tests;

use super::caret;
use super::modifiers::modify;
use super::scan::{Part, Scan, scan};
use super::view::View;
use crate::env::history::History;
use crate::sys::find;

/// A hint that shows what a line will become.
pub fn preview(view: &View, before: &str, line: &str) -> Option<String> {
    let history = view.history.borrow();
    if !view.bang || !line.contains(history.marks) {
        return None;
    }
    // Nothing has been replaced or found by what is only looked at.
    let replaced = history.substituted.borrow().clone();
    let sought = history.sought.borrow().clone();
    let full = expand(&history, before, line);
    history.substituted.replace(replaced);
    history.sought.replace(sought);
    match full {
        Ok(Some(full)) => Some(format!("  → {}", caret::lined(head(&full.text)))),
        _ => None,
    }
}

/// How many lines of a command are shown before it is entered.
const LINES: usize = 12;

/// A command as it stands, or the beginning of a long one.
fn head(text: &str) -> String {
    match text.match_indices('\n').nth(LINES - 1) {
        Some((end, _)) => text.get(..end).unwrap_or_default().to_owned() + "\n...",
        None => text.to_owned(),
    }
}

/// A line may become so many bytes long: with two references to the one before, each is twice as long.
const LONGEST: usize = 1 << 20;

/// A line whose references to the history have been replaced.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Expanded {
    /// The line.
    pub text: String,
    /// It is not to be executed: `:p`.
    pub only_shown: bool,
}

/// The line with its references to the history replaced; `None` if it has none. `before`: the lines before it of the
/// same command. Comments, here-documents and what is in single quotes have none.
pub fn expand(history: &History, before: &str, line: &str) -> Result<Option<Expanded>, String> {
    let mut shown = Expanded::default();
    let [mark, quick] = history.marks;
    if before.is_empty() && line.starts_with(quick) {
        // `^old^new^` is short for `!!:s^old^new^`.
        let whole = format!("{mark}:s{line}");
        let (text, rest) = event(history, &whole, "", &mut shown.only_shown)?;
        shown.text = text + rest;
        return Ok(Some(shown));
    }
    if !line.contains(mark) {
        return Ok(None);
    }
    let whole = [before, line].concat();
    let text = Plain::new(&whole);
    let mut out = String::new();
    let (mut at, mut changed) = (0, false);
    let (mut single, mut double) = (false, false);
    while let Some(character) = whole.get(at..).and_then(|rest| rest.chars().next()) {
        let mut end = at + character.len_utf8();
        let after = whole.get(end..).unwrap_or_default();
        match character {
            _ if text.is_at(at) => {}
            '\\' if !single => end += after.chars().next().map_or(0, char::len_utf8),
            '\'' if !double => single = !single,
            '"' if !single => double = !double,
            _ if character == mark
                && at >= before.len()
                && !single
                && begins(after, &out, double) =>
            {
                let (event, left) = event(history, after, &out, &mut shown.only_shown)?;
                out.push_str(&event);
                if out.len() > LONGEST {
                    return Err(format!("{mark}: the line becomes too long"));
                }
                at = whole.len() - left.len();
                changed = true;
                continue;
            }
            _ => {}
        }
        out.push_str(whole.get(at.max(before.len())..end).unwrap_or_default());
        at = end;
    }
    shown.text = out;
    Ok(changed.then_some(shown))
}

/// Where a text is read by nobody, or by other than the shell: its comments and here-documents.
struct Plain(Scan);

impl Plain {
    fn new(text: &str) -> Self {
        Self(scan(text.as_bytes()))
    }

    fn is_at(&self, at: usize) -> bool {
        self.0.parts.get(at) == Some(&Part::Comment)
            || (self.0.documents.iter()).any(|&(start, end)| (start..end).contains(&at))
    }
}

/// A text with its references to the history replaced.
pub fn replaced(history: &History, text: &str) -> Result<String, String> {
    let expanded = expand(history, "", text)?;
    Ok(expanded.map_or_else(|| text.to_owned(), |expanded| expanded.text))
}

/// Whether a `!` with this behind it means the history: not `! command`, `!=`, `$!`, `[!a]`.
fn begins(after: &str, before: &str, double: bool) -> bool {
    let shape = match after.chars().next() {
        None | Some(' ' | '\t' | '\n' | '=' | '(' | ')' | ';' | '&' | '|' | '<' | '>') => false,
        Some('"') => !double,
        _ => true,
    };
    shape && !before.ends_with(['$', '[', '{'])
}

/// The text of one reference, which begins behind its `!`, and what follows it.
fn event<'l>(
    history: &History,
    text: &'l str,
    before: &str,
    only_shown: &mut bool,
) -> Result<(String, &'l str), String> {
    let mark = history.marks[0];
    let missing = |what: &str| format!("{mark}{what}: event not found");
    let latest = history.next_number();
    let found = |number: usize| {
        let entry = history.get(number);
        entry.map(|entry| String::from_utf8_lossy(&entry.text).into_owned())
    };
    let (command, rest) = if let Some(rest) = text.strip_prefix(mark) {
        (found(latest.wrapping_sub(1)), rest)
    } else if text.starts_with(['$', '^', '*', '%', ':']) {
        (found(latest.wrapping_sub(1)), text)
    } else if let Some(rest) = text.strip_prefix('#') {
        (Some(before.to_owned()), rest)
    } else if let Some(rest) = text.strip_prefix('?') {
        let (part, rest) = rest.split_once('?').unwrap_or((rest, ""));
        (containing(history, part), rest)
    } else {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let count = digits.bytes().take_while(u8::is_ascii_digit).count();
        if let Some(number) = digits
            .get(..count)
            .and_then(|digits| digits.parse::<usize>().ok())
        {
            let rest = digits.get(count..).unwrap_or_default();
            let number = if text.starts_with('-') {
                latest.wrapping_sub(number)
            } else {
                number
            };
            (found(number), rest)
        } else {
            let end = text
                .find(|c: char| c.is_whitespace() || ";&|<>()\"'`:^$*".contains(c))
                .unwrap_or(text.len());
            let (name, rest) = text.split_at_checked(end).unwrap_or((text, ""));
            (
                search(history, |entry| entry.starts_with(name.as_bytes())),
                rest,
            )
        }
    };
    let used = text.get(..text.len() - rest.len()).unwrap_or_default();
    let command = command.ok_or_else(|| missing(used))?;
    if let Some(rest) = rest.strip_prefix(":%").or_else(|| rest.strip_prefix('%')) {
        let word = history.sought.borrow().1.clone();
        return modify(history, word, rest, only_shown);
    }
    let (command, rest) = words(&command, rest)?;
    modify(history, command, rest, only_shown)
}

fn search(history: &History, wanted: impl Fn(&[u8]) -> bool) -> Option<String> {
    let mut entries = history.newest_first();
    entries
        .find(|entry| wanted(&entry.text))
        .map(|entry| String::from_utf8_lossy(&entry.text).into_owned())
}

/// The newest command with this text in it; without one, with the text of the last time. What has been found is
/// remembered.
fn containing(history: &History, part: &str) -> Option<String> {
    let part = match part {
        "" => history.sought.borrow().0.clone(),
        _ => part.to_owned(),
    };
    let found = search(history, |entry| {
        find::text(part.as_bytes(), entry).is_some()
    })?;
    let words = split(&found);
    let word = words.iter().find(|word| word.contains(&part));
    let word = word.copied().unwrap_or_default().to_owned();
    history.sought.replace((part, word));
    Some(found)
}

/// The words of a command.
pub fn split(command: &str) -> Vec<&str> {
    let found = scan(command.as_bytes());
    found
        .words
        .iter()
        .filter_map(|word| command.get(word.start..word.end))
        .collect()
}

/// A word of a command by its designator, and how much of that says so: `^`, `$`, or a number.
fn place(text: &str, last: usize) -> Option<(usize, usize)> {
    match text.chars().next()? {
        '^' => Some((1, 1)),
        '$' => Some((last, 1)),
        _ => {
            let count = text.bytes().take_while(u8::is_ascii_digit).count();
            let digits = text.get(..count).filter(|digits| !digits.is_empty())?;
            // One that is too large is no word of any command.
            Some((digits.parse().unwrap_or(usize::MAX), count))
        }
    }
}

/// Word designators: `:n`, `:n-m`, `:n*`, and without a colon `^`, `$`, `*`, `-`.
fn words<'l>(command: &str, text: &'l str) -> Result<(String, &'l str), String> {
    let colon = text
        .strip_prefix(':')
        .filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit() || "^$*-".contains(c)));
    let short = text.starts_with(['^', '$', '*', '-']).then_some(text);
    let Some(designator) = colon.or(short) else {
        return Ok((command.to_owned(), text));
    };
    let words = split(command);
    let last = words.len().saturating_sub(1);
    let behind = |length: usize| designator.get(length..).unwrap_or_default();
    // The words from the first of these up to the second; behind the last one there is none to begin with.
    let (from, end, length) = match designator.chars().next() {
        Some('*') => (1.min(words.len()), Some(words.len()), 1),
        Some('$') => (last, Some(last + 1), 1),
        _ => {
            let (from, length) = place(designator, last).unwrap_or((0, 0));
            let open = (from <= last).then_some(last);
            let to = |last: usize| last.checked_add(1).filter(|&end| end > from);
            match behind(length).chars().next() {
                Some('*') => (from, open.map(|last| last + 1), length + 1),
                Some('^') => (from, to(1), length + 1),
                Some('-') => match place(behind(length + 1), last) {
                    Some((last, more)) => (from, to(last), length + 1 + more),
                    None => (from, open, length + 1),
                },
                _ => (from, to(from), length),
            }
        }
    };
    let rest = behind(length);
    let chosen = end.and_then(|end| words.get(from..end)).ok_or_else(|| {
        let used = text.get(..text.len() - rest.len()).unwrap_or_default();
        format!("{used}: bad word specifier")
    })?;
    Ok((chosen.join(" "), rest))
}
