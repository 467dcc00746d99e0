//! Colours for the line that is being typed.

use super::scan::{Part, Role, Scan, scan};
use super::view::View;
use crate::syntax::{Cause, Origin, Reader, Text};
use crate::sys::fd;
use std::borrow::Cow;
use std::rc::Rc;

const RESET: &str = "\x1b[0m";
const UNKNOWN: &str = "\x1b[31m";
const WRONG: &str = "\x1b[4;31m";

/// The line with colours, for a cursor at `pos`. `before` has the lines of the command that came before it.
pub fn line<'l>(view: &View, before: &str, line: &'l str, pos: usize) -> Cow<'l, str> {
    if line.is_empty() || !view.colours {
        return Cow::Borrowed(line);
    }
    let whole = [before, line].concat();
    let mut found = scan(whole.as_bytes());
    let mut styles: Vec<&'static str> = found.parts.iter().map(|&part| style(part)).collect();
    words(view, &whole, before.len() + pos, &mut found, &mut styles);
    let wrong = (!is_plain(&whole, &found)).then(|| error(view, &whole));
    if let Some(styles) = wrong.flatten().and_then(|place| styles.get_mut(place)) {
        styles.fill(WRONG);
    }
    Cow::Owned(paint(line, styles.get(before.len()..).unwrap_or_default()))
}

fn style(part: Part) -> &'static str {
    match part {
        Part::Blank | Part::Word => "",
        Part::Keyword => "\x1b[35m",
        Part::Command => "\x1b[32m",
        Part::Assignment | Part::Parameter => "\x1b[36m",
        Part::Quoted => "\x1b[33m",
        Part::Operator | Part::Redirection => "\x1b[1m",
        Part::Comment => "\x1b[90m",
    }
}

/// Commands that there are not, and files that there are.
fn words(view: &View, whole: &str, cursor: usize, found: &mut Scan, styles: &mut [&'static str]) {
    for word in &found.words {
        let Some(text) = whole.get(word.start..word.end) else {
            continue;
        };
        let plain = !text.contains(['$', '`', '*', '?', '[', '\'', '"', '\\']);
        let typed = word.end == cursor;
        let style = match word.role {
            Role::Command if plain && !view.is_command(text.as_bytes(), typed) => {
                // Nothing is wrong with a name that is still being typed.
                if typed { "" } else { UNKNOWN }
            }
            Role::Argument | Role::Target if plain && text.starts_with('-') => "\x1b[36m",
            Role::Argument | Role::Target if plain && is_file(view, text) => "\x1b[4m",
            _ => continue,
        };
        if let Some(styles) = styles.get_mut(word.start..word.end) {
            styles.fill(style);
        }
    }
}

fn is_file(view: &View, text: &str) -> bool {
    let path = view.untilde(text.as_bytes());
    // A file system far away must not be asked at every key.
    !path.starts_with(b"/net/") && !path.is_empty() && fd::exists(&path)
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
    let mut reader = Reader::new(Rc::new(Origin::default()), Box::new(text));
    let error = loop {
        match reader.next(&view.aliases) {
            Ok(Some(_)) => {}
            Ok(None) => return None,
            Err(error) => break error,
        }
    };
    let mendable = error.incomplete || matches!(error.cause, Cause::Read(_));
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
