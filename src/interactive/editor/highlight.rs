//! Colours for the line that is being typed.

use super::begun;
use super::scan::{Part, Role, Scan, WordAt, scan};
use super::view::View;
use crate::interactive::completion::{Callable, before_another};
use crate::syntax::{Reader, Text, is_reserved};
use crate::sys::fd;

const RESET: &str = "\x1b[0m";
const UNKNOWN: &str = "\x1b[31m";
const WRONG: &str = "\x1b[4;31m";
const FILE: &str = "\x1b[4m";

/// What makes something else of a word than it says.
pub const UNKNOWABLE: [char; 8] = ['$', '`', '*', '?', '[', '\'', '"', '\\'];

/// A line in colours.
#[derive(Debug, Default)]
pub struct Drawing {
    /// The line with its colours.
    pub text: String,
    /// The word at its end, if it has no colour and a letter more may leave it so.
    pub open: Option<WordAt>,
}

/// The line with colours, for a cursor at `pos`. `before` has the lines of the command that came before it.
pub fn line(view: &View, before: &str, line: &str, pos: usize) -> Drawing {
    if line.is_empty() || !view.colours {
        return Drawing {
            text: line.to_owned(),
            open: None,
        };
    }
    let whole = [before, line].concat();
    let mut found = scan(whole.as_bytes());
    let mut styles: Vec<&'static str> = found.parts.iter().map(|&part| style(part)).collect();
    words(view, &whole, before.len() + pos, &mut found, &mut styles);
    let plain = is_plain(&whole, &found);
    let wrong = (!plain).then(|| error(view, &whole));
    if let Some(styles) = wrong.flatten().and_then(|place| styles.get_mut(place)) {
        styles.fill(WRONG);
    }
    let last = found.words.last().copied();
    Drawing {
        text: paint(line, styles.get(before.len()..).unwrap_or_default()),
        open: last.filter(|word| {
            plain && before.is_empty() && word.end == pos && styles.last() == Some(&"")
        }),
    }
}

/// Whether a letter behind an open word, now in the line, has changed nothing of what is around it and
/// leaves it without a colour. This is asked with almost every key: walking over the whole line would be
/// most of the work.
pub fn stays(view: &View, line: &str, open: &WordAt) -> bool {
    let letter = line.bytes().next_back();
    let word = line.get(open.start..).unwrap_or_default();
    letter.is_some_and(|byte| byte.is_ascii_alphanumeric() || b"-_./".contains(&byte))
        && !is_reserved(word.as_bytes())
        && word_style(view, word, open.role, true, Callable::Any).is_none_or(str::is_empty)
}

fn style(part: Part) -> &'static str {
    match part {
        Part::Blank | Part::Word => "",
        Part::Keyword => "\x1b[35m",
        Part::Command => "\x1b[32m",
        Part::Assignment | Part::Parameter => "\x1b[36m",
        Part::Quoted => "\x1b[33m",
        Part::Open => UNKNOWN,
        Part::Operator | Part::Redirection => "\x1b[1m",
        Part::Comment => "\x1b[90m",
    }
}

/// Commands that there are not, and files that there are.
fn words(view: &View, whole: &str, cursor: usize, found: &mut Scan, styles: &mut [&'static str]) {
    let mut runs = Runs::default();
    for word in &mut found.words {
        let text = whole.get(word.start..word.end).unwrap_or_default();
        let typed = word.end == cursor;
        let callable = runs.callable(text, &mut word.role);
        let style = word_style(view, text, word.role, typed, callable)
            .or_else(|| (typed && begun::is_file(view, text, word.role)).then_some(FILE));
        let place = styles.get_mut(word.start..word.end);
        if let (Some(style), Some(place)) = (style, place) {
            place.fill(style);
        }
    }
}

/// The words of a command that may run another one: `sudo`, `env`.
#[derive(Default)]
struct Runs(Vec<String>);

impl Runs {
    /// What the next word may name, if it is a command: also one that another command runs, which it is from now on.
    fn callable(&mut self, text: &str, role: &mut Role) -> Callable {
        match role {
            Role::Command => self.0.clear(),
            Role::Argument if !self.0.is_empty() => {}
            _ => return Callable::Any,
        }
        self.0.push(text.to_owned());
        let mut callable = Callable::Any;
        if let Some((count, runs)) = before_another(&self.0)
            && count < self.0.len()
        {
            *role = Role::Command;
            callable = runs;
            self.0.drain(..count);
        }
        if self.0.len() == 1 && before_another(&self.0).is_none() {
            self.0.clear();
        }
        callable
    }
}

/// The colour of a word that is not the one of its part. `typed`: it is still being typed.
fn word_style(
    view: &View,
    text: &str,
    role: Role,
    typed: bool,
    callable: Callable,
) -> Option<&'static str> {
    if text.contains(UNKNOWABLE) {
        return None;
    }
    match role {
        Role::Command if view.is_run(text.as_bytes(), typed, callable) => {
            Some(style(Part::Command))
        }
        // Nothing is wrong with a name that is still being typed.
        Role::Command => Some(if typed { "" } else { UNKNOWN }),
        Role::Argument | Role::Target if text.starts_with('-') => Some("\x1b[36m"),
        Role::Argument | Role::Target if is_file(view, text) => Some(FILE),
        _ => None,
    }
}

fn is_file(view: &View, text: &str) -> bool {
    let path = view.untilde(text.as_bytes());
    !path.is_empty() && !view.is_far(&path) && fd::exists(&path)
}

/// Bytes that mean nothing but themselves wherever they stand.
const PLAIN: [bool; 256] = {
    let mut table = [false; 256];
    let plain = b" _./:,@%+=^~-";
    let mut byte = 0;
    while byte < 256 {
        table[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    let mut at = 0;
    while at < plain.len() {
        table[plain[at] as usize] = true;
        at += 1;
    }
    table
};

/// Whether the line is nothing but words: there is nothing in it that the parser could find wrong.
fn is_plain(whole: &str, found: &Scan) -> bool {
    whole.bytes().all(|byte| PLAIN[usize::from(byte)]) && !found.parts.contains(&Part::Keyword)
}

/// Where the parser finds an error that more text cannot mend.
fn error(view: &View, whole: &str) -> Option<std::ops::Range<usize>> {
    // Offsets are those of the text only while no alias has been put into it.
    if !view.aliases.is_empty() {
        return None;
    }
    let text = Text::new(whole.as_bytes());
    let mut reader = Reader::new(0, Box::new(text));
    let error = loop {
        match reader.next(&view.aliases) {
            Ok(Some(_)) => {}
            Ok(None) => return None,
            Err(error) => break error,
        }
    };
    let mendable = error.incomplete || error.is_of_reading();
    let place = error.span.start as usize..(error.span.end as usize).min(whole.len());
    (!mendable).then_some(place)
}

fn paint(line: &str, styles: &[&'static str]) -> String {
    let mut painted = String::with_capacity(line.len() * 2);
    let mut at = 0;
    for run in styles.chunk_by(|a, b| std::ptr::eq(*a, *b) || a == b) {
        let text = line.get(at..at + run.len()).unwrap_or_default();
        at += run.len();
        match run.first() {
            Some(&style) if !style.is_empty() => {
                painted.push_str(style);
                painted.push_str(text);
                painted.push_str(RESET);
            }
            _ => painted.push_str(text),
        }
    }
    painted
}
