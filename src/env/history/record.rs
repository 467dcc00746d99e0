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
