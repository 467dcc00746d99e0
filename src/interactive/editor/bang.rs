//! `!!`, `!$`, `!n` and their kin: earlier commands, put into the line before it is read.

use super::caret;
use super::scan::{Part, Scan, scan};
use super::view::View;
use crate::env::history::History;
use crate::sys::find;

/// A hint that shows what a line will become.
pub fn preview(view: &View, before: &str, line: &str) -> Option<String> {
    if !view.bang || find::either(b'!', b'^', line.as_bytes()).is_none() {
        return None;
    }
    match expand(&view.history.borrow(), before, line) {
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
    if before.is_empty() && line.starts_with('^') {
        // `^old^new^` is short for `!!:s^old^new^`.
        let whole = format!("!:s{line}");
        let (text, rest) = event(history, &whole, "", &mut shown.only_shown)?;
        shown.text = text + rest;
        return Ok(Some(shown));
    }
    if !line.contains('!') {
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
            '!' if at >= before.len() && !single && begins(after, &out, double) => {
                let (event, left) = event(history, after, &out, &mut shown.only_shown)?;
                out.push_str(&event);
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
    let missing = |what: &str| format!("!{what}: event not found");
    let latest = history.next_number();
    let found = |number: usize| {
        let entry = history.get(number);
        entry.map(|entry| String::from_utf8_lossy(&entry.text).into_owned())
    };
    let mut sought = "";
    let (command, rest) = if let Some(rest) = text.strip_prefix('!') {
        (found(latest.wrapping_sub(1)), rest)
    } else if text.starts_with(['$', '^', '*', ':']) {
        (found(latest.wrapping_sub(1)), text)
    } else if let Some(rest) = text.strip_prefix('#') {
        (Some(before.to_owned()), rest)
    } else if let Some(rest) = text.strip_prefix('?') {
        let (part, rest) = rest.split_once('?').unwrap_or((rest, ""));
        sought = part;
        (
            search(history, |entry| {
                find::text(part.as_bytes(), entry).is_some()
            }),
            rest,
        )
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
    if !sought.is_empty()
        && let Some(rest) = rest.strip_prefix(":%").or_else(|| rest.strip_prefix('%'))
    {
        let all = split(&command);
        let word = all.iter().find(|word| word.contains(sought));
        let word = word.copied().unwrap_or_default().to_owned();
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

/// The words of a command.
pub fn split(command: &str) -> Vec<&str> {
    let found = scan(command.as_bytes());
    found
        .words
        .iter()
        .filter_map(|word| command.get(word.start..word.end))
        .collect()
}

/// Word designators: `:n`, `:n-m`, `^`, `$`, `*`.
fn words<'l>(command: &str, text: &'l str) -> Result<(String, &'l str), String> {
    let short = text.starts_with(['^', '$', '*']);
    let colon = text
        .strip_prefix(':')
        .filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit() || "^$*-".contains(c)));
    let Some(designator) = colon.or(short.then_some(text)) else {
        return Ok((command.to_owned(), text));
    };
    let words = split(command);
    let last = words.len().saturating_sub(1);
    let place = |text: &str| -> Option<(usize, usize)> {
        match text.chars().next()? {
            '^' => Some((1, 1)),
            '$' => Some((last, 1)),
            _ => {
                let count = text.bytes().take_while(u8::is_ascii_digit).count();
                Some((text.get(..count)?.parse().ok()?, count))
            }
        }
    };
    let (from, to, length) = if designator.starts_with('*') {
        (1, last, 1)
    } else {
        let (from, length) = place(designator).unwrap_or((0, 0));
        let rest = designator.get(length..).unwrap_or_default();
        match rest.chars().next() {
            Some('*') => (from, last, length + 1),
            Some('-') if !short => match place(rest.get(1..).unwrap_or_default()) {
                Some((to, more)) => (from, to, length + 1 + more),
                None => (from, last.saturating_sub(1), length + 1),
            },
            _ => (from, from, length),
        }
    };
    let rest = designator.get(length..).unwrap_or_default();
    if from > last + 1 || to > last && from != last + 1 {
        return Err("history: no such word in the command".to_owned());
    }
    let chosen = words
        .get(from..(to + 1).min(words.len()).max(from))
        .unwrap_or_default();
    Ok((chosen.join(" "), rest))
}

/// Modifiers: `:h :t :r :e :p :q :x :s/a/b/ :& :gs/a/b/ :Gs/a/b/`.
fn modify<'l>(
    history: &History,
    mut text: String,
    mut rest: &'l str,
    only_shown: &mut bool,
) -> Result<(String, &'l str), String> {
    while let Some(modifier) = rest.strip_prefix(':') {
        let (often, modifier) = match modifier.strip_prefix(['g', 'a', 'G']) {
            Some(after) if after.starts_with(['s', '&']) => (modifier.chars().next(), after),
            _ => (None, modifier),
        };
        let Some(letter) = modifier.chars().next() else {
            return Err("history: a modifier expected after `:`".to_owned());
        };
        let mut after = modifier.get(letter.len_utf8()..).unwrap_or_default();
        match letter {
            'h' => text = cut(&text, '/', false),
            't' => text = cut(&text, '/', true),
            'r' => text = cut(&text, '.', false),
            'e' if text.contains('.') => text = format!(".{}", cut(&text, '.', true)),
            'e' => text.clear(),
            'p' => *only_shown = true,
            'q' => text = quoted(&text),
            'x' => {
                let words: Vec<String> = text.split_whitespace().map(quoted).collect();
                text = words.join(" ");
            }
            's' => {
                let (old, new, rest) = parts(after);
                let before = history.substituted.take();
                // Without what is to be replaced it is what it was the last time.
                let old = match before {
                    Some((before, _)) if old.is_empty() => before,
                    _ => old,
                };
                history.substituted.replace(Some((old, new)));
                after = rest;
                text = substituted(history, &text, often)?;
            }
            '&' => text = substituted(history, &text, often)?,
            other => return Err(format!("history: `:{other}`: no such modifier")),
        }
        rest = after;
    }
    Ok((text, rest))
}

/// What is before or behind the last `at`.
fn cut(text: &str, at: char, tail: bool) -> String {
    let parts = text.rsplit_once(at);
    parts
        .map_or(text, |(head, end)| if tail { end } else { head })
        .to_owned()
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

/// Takes `/old/new/` off a text, whatever stands for the slash; behind a backslash it stands for itself.
fn parts(text: &str) -> (String, String, &str) {
    let mut rest = text.chars();
    let delimiter = rest.next();
    let mut part = || {
        let mut part = String::new();
        while let Some(letter) = rest.next().filter(|&letter| Some(letter) != delimiter) {
            let escaped = letter == '\\' && rest.clone().next() == delimiter;
            part.push(if escaped {
                rest.next().unwrap_or(letter)
            } else {
                letter
            });
        }
        part
    };
    let (old, new) = (part(), part());
    (old, new, rest.as_str())
}

/// A text with the last substitution made once, in each word (`G`), or wherever it can be.
fn substituted(history: &History, text: &str, often: Option<char>) -> Result<String, String> {
    let last = history.substituted.borrow();
    let wanted = last.as_ref().filter(|(old, _)| !old.is_empty());
    let Some((old, new)) = wanted.filter(|(old, _)| text.contains(old)) else {
        return Err("history: nothing to substitute".to_owned());
    };
    let new = with_old(new, old);
    Ok(match often {
        Some('G') => {
            let words = text.split(' ').map(|word| word.replacen(old, &new, 1));
            words.collect::<Vec<_>>().join(" ")
        }
        Some(_) => text.replace(old, &new),
        None => text.replacen(old, &new, 1),
    })
}

/// What takes the place of a text: `&` in it is that text.
fn with_old(new: &str, old: &str) -> String {
    let mut out = String::new();
    let mut letters = new.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '&' => out.push_str(old),
            '\\' if letters.as_str().starts_with('&') => out.extend(letters.next()),
            letter => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn references() {
        let mut history = History::default();
        for text in ["echo one", "cp 'a b' /tmp/x.tar.gz", "ls -l dir"] {
            history.push(text.as_bytes(), b"");
        }
        for (line, expected) in [
            ("!!", "ls -l dir"),
            ("sudo !!", "sudo ls -l dir"),
            ("cat !$", "cat dir"),
            ("cat !*", "cat -l dir"),
            ("cat !^", "cat -l"),
            ("!1", "echo one"),
            ("!-2", "cp 'a b' /tmp/x.tar.gz"),
            ("!ec", "echo one"),
            ("!?a b?:1", "'a b'"),
            ("echo !cp:2:t:r", "echo x.tar"),
            ("!!:s/dir/other/", "ls -l other"),
            ("^dir^file", "ls -l file"),
            ("!!:0-1", "ls -l"),
            ("!!:p", "ls -l dir"),
            ("!!:s/l/k/:&", "ks -k dir"),
            ("!!:gs/l/k/", "ks -k dir"),
            ("!!:x", "'ls' '-l' 'dir'"),
            ("!!:Gs/l/k/", "ks -k dir"),
            ("!!:s/l/&&/", "lls -l dir"),
            ("!!:s/dir/a\\/b/", "ls -l a/b"),
            ("echo !?tmp?%", "echo /tmp/x.tar.gz"),
            ("echo !?tmp?:%:e", "echo .gz"),
            ("^dir^file^x", "ls -l filex"),
            ("^l^k^:&", "ks -k dir"),
            // What was replaced the last time is remembered.
            ("!!:&", "ks -l dir"),
        ] {
            let full = expand(&history, "", line).unwrap().unwrap();
            assert_eq!(full.text, expected, "{line}");
            assert_eq!(full.only_shown, line.contains(":p"));
        }
        for line in [
            "echo hi!",
            "! true",
            "[ a != b ]",
            "echo '!!'",
            "echo \\!!",
            "echo $!",
            "x=${!a}",
            "echo \"hi!\"",
        ] {
            assert_eq!(expand(&history, "", line), Ok(None), "{line}");
        }
        for (before, line) in [
            ("cat <<E\n", "#!/bin/sh !! it's"),
            ("cat <<E\nit's\n", "!!"),
            ("cat <<E\n", "^a^b"),
            ("echo 'a\n", "!! b'"),
            ("", "cat <<E\n!!\nE"),
            ("", "true # don't !!"),
        ] {
            assert_eq!(expand(&history, before, line), Ok(None), "{line}");
        }
        let after = expand(&history, "cat <<E\nit's\nE\n", "!ec # it's");
        assert_eq!(after.unwrap().unwrap().text, "echo one # it's");
        assert!(expand(&history, "", "!nothing").is_err());
        assert!(expand(&history, "", "!99").is_err());
        assert!(expand(&history, "", "!!:z").is_err());
    }
}
