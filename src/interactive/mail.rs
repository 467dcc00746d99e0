//! Mail that has come (XCU `sh`, ENVIRONMENT VARIABLES: MAIL, MAILCHECK, MAILPATH) is told of before a prompt.

use crate::arith::decimal;
use crate::env::{Env, Fields};
use crate::exec::trace;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::time::{Duration, Instant, SystemTime};

/// How often mailboxes are looked at if MAILCHECK does not say, in seconds.
const USUAL: u64 = 600;

/// What is said of a mailbox for which nothing else is to be said.
const MESSAGE: &[u8] = b"You have new mail in $_";

/// What is known of the mailboxes.
#[derive(Debug, Default)]
pub struct Mail {
    looked: Option<Instant>,
    known: Vec<Mailbox>,
}

#[derive(Debug)]
struct Mailbox {
    path: Vec<u8>,
    /// When something was last written to it; nothing for one that is empty or not there.
    written: Option<SystemTime>,
}

impl Mail {
    /// Tells of what has come since it was last asked, if it is time to look.
    pub fn tell(&mut self, env: &mut Env) {
        let interval = match env.variables.named(b"MAILCHECK") {
            None => Some(USUAL),
            Some(text) => decimal(text),
        };
        let known = std::mem::take(&mut self.known);
        let boxes = mailboxes(env);
        let Some(interval) = interval.filter(|_| !boxes.is_empty()) else {
            return;
        };
        let waited = self.looked.map(|looked| looked.elapsed());
        let due = waited.is_none_or(|waited| waited >= Duration::from_secs(interval));
        if due {
            self.looked = Some(Instant::now());
        }
        for (path, message) in boxes {
            let before = known.iter().find(|other| other.path == path);
            let written = match before {
                Some(before) if !due => before.written,
                _ => written(&path),
            };
            let come = before.is_some_and(|before| before.written != written);
            if come && written.is_some() {
                tell(env, &path, &message);
            }
            self.known.push(Mailbox { path, written });
        }
    }
}

/// The mailboxes, and what is to be said of each.
fn mailboxes(env: &Env) -> Vec<(Vec<u8>, Vec<u8>)> {
    let Some(list) = env.variables.named(b"MAILPATH") else {
        let one = env.variables.named(b"MAIL").filter(|path| !path.is_empty());
        return one
            .map(|path| (path.to_vec(), MESSAGE.to_vec()))
            .into_iter()
            .collect();
    };
    let entries = list.split(|&byte| byte == b':');
    entries
        .filter(|entry| !entry.is_empty())
        .map(mailbox)
        .collect()
}

/// A path, and behind a `%`, or a `?` as in other shells, what is to be said; one behind a backslash is of the path.
fn mailbox(entry: &[u8]) -> (Vec<u8>, Vec<u8>) {
    let mut path = Vec::new();
    let mut rest = entry;
    while let Some((&byte, after)) = rest.split_first() {
        match (byte, after) {
            (b'%' | b'?', _) => return (path, after.to_vec()),
            (b'\\', [escaped @ (b'%' | b'?'), after @ ..]) => {
                path.push(*escaped);
                rest = after;
            }
            _ => {
                path.push(byte);
                rest = after;
            }
        }
    }
    (path, MESSAGE.to_vec())
}

fn written(path: &[u8]) -> Option<SystemTime> {
    let file = fs::metadata(OsStr::from_bytes(path)).ok()?;
    file.modified().ok().filter(|_| file.len() > 0)
}

/// Says it: `$_` is the mailbox there.
fn tell(env: &mut Env, path: &[u8], message: &[u8]) {
    let last = env.outcome.replace_last(Fields::from_iter([path]));
    let mut text = trace::expanded(env, message);
    env.outcome.replace_last(last);
    text.push(b'\n');
    env.write_error(&text);
}
