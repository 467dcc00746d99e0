//! Commands as they stand in the file of the history.

use super::Entry;
use crate::arith::decimal;
use std::rc::Rc;

/// An entry as it stands in the file.
pub(super) fn record(entry: &Entry) -> Vec<u8> {
    let lines = entry.text.split(|&byte| byte == b'\n').count();
    let mut record = format!("#{} {lines} ", entry.time).into_bytes();
    // A directory with a newline in its name would end the line.
    record.extend(entry.directory.iter().filter(|&&byte| byte != b'\n'));
    record.push(b'\n');
    record.extend_from_slice(&entry.text);
    record.push(b'\n');
    record
}

/// An entry for a file that others read: its text, behind the time where that is wanted. What would be read back as
/// anything else than one command says how many lines it has.
pub(super) fn plain(entry: &Entry, timed: bool) -> Vec<u8> {
    let lines = entry.text.split(|&byte| byte == b'\n').count();
    let counted = lines > 1 || head(&entry.text).is_some();
    let head = match (counted, timed) {
        (true, _) => format!("#{} {lines}\n", entry.time),
        (false, true) => format!("#{}\n", entry.time),
        (false, false) => String::new(),
    };
    [head.as_bytes(), &entry.text, b"\n"].concat()
}

/// Whether a line is a bare time, which stands in front of all commands of a file or of none.
pub(super) fn is_time(line: &[u8]) -> bool {
    head(line).is_some_and(|head| head.lines.is_none())
}

/// What is said in front of a record.
struct Head<'t> {
    time: u64,
    lines: Option<usize>,
    directory: &'t [u8],
}

fn head(line: &[u8]) -> Option<Head<'_>> {
    let rest = line.strip_prefix(b"#")?;
    let mut parts = rest.splitn(3, |&byte| byte == b' ');
    let time = decimal(parts.next()?)?;
    let lines = match parts.next() {
        Some(part) => Some(decimal::<u64>(part)? as usize),
        None => None,
    };
    Some(Head {
        time,
        lines,
        directory: parts.next().unwrap_or_default(),
    })
}

/// The records of a text.
pub(super) fn records(text: &[u8]) -> impl Iterator<Item = Entry> {
    let mut lines = text.split(|&byte| byte == b'\n').peekable();
    std::iter::from_fn(move || {
        loop {
            let line = lines.next()?;
            let Some(head) = head(line) else {
                if line.is_empty() {
                    continue;
                }
                return Some(Entry {
                    text: line.into(),
                    time: 0,
                    directory: Rc::default(),
                    is_new: false,
                    is_here: false,
                });
            };
            let mut text: Vec<u8> = Vec::new();
            let mut count = 0;
            while head.lines.map_or_else(
                || lines.peek().is_some_and(|line| self::head(line).is_none()),
                |wanted| count < wanted,
            ) {
                let Some(line) = lines.next() else { break };
                if count > 0 {
                    text.push(b'\n');
                }
                text.extend_from_slice(line);
                count += 1;
            }
            while text.last() == Some(&b'\n') {
                text.pop();
            }
            if !text.is_empty() {
                return Some(Entry {
                    text: text.into(),
                    time: head.time,
                    directory: head.directory.into(),
                    is_new: false,
                    is_here: false,
                });
            }
        }
    })
}
