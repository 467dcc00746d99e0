//! Escapes of prompts: those of bash, and four of our own.

use super::git;
use crate::arith::decimal;
use crate::env::jobs::State;
use crate::env::{Env, flow};
use crate::sys::{fd, host, time};
use std::time::Duration;

/// What follows takes no room: `\[`.
pub const HIDE: char = '\x01';
/// What follows takes room again: `\]`.
pub const SHOW: char = '\x02';

/// Whether this begins or ends what cannot be seen.
pub fn is_mark(byte: u8) -> bool {
    [HIDE, SHOW].contains(&char::from(byte))
}

/// A command that took so long is worth a word about it.
const LONG: Duration = Duration::from_secs(3);

/// Replaces escapes (if `escapes`), and `!` by the number of the next command (XBD 8.3). What they
/// stand for is protected from the expansion that comes next.
pub fn decode(env: &mut Env, text: &[u8], escapes: bool) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.iter().copied().peekable();
    // In commands `!` is an operator.
    let (mut depth, mut backquotes) = (0_usize, false);
    while let Some(byte) = rest.next() {
        match byte {
            b'$' if rest.peek() == Some(&b'(') => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            b'`' => backquotes = !backquotes,
            _ => {}
        }
        match byte {
            b'!' if depth > 0 || backquotes => out.push(byte),
            b'!' if rest.peek() == Some(&b'!') => {
                rest.next();
                out.push(b'!');
            }
            b'!' => out.extend(number(env).bytes()),
            b'\\' if escapes => match rest.next() {
                Some(letter) if (b'0'..=b'7').contains(&letter) => {
                    let mut value = u32::from(letter - b'0');
                    for _ in 0..2 {
                        let Some(digit) = rest.next_if(|byte| (b'0'..=b'7').contains(byte)) else {
                            break;
                        };
                        value = value * 8 + u32::from(digit - b'0');
                    }
                    out.push(value as u8);
                }
                Some(b'D') if rest.next_if_eq(&b'{').is_some() => {
                    let format: Vec<u8> = rest.by_ref().take_while(|&byte| byte != b'}').collect();
                    protect(
                        &mut out,
                        &clock(env, if format.is_empty() { b"%X" } else { &format }),
                    );
                }
                Some(letter) => one(env, letter, &mut out),
                None => out.push(b'\\'),
            },
            byte => out.push(byte),
        }
    }
    out
}

/// The time in the shell's time zone.
fn clock(env: &Env, format: &[u8]) -> Vec<u8> {
    env.use_time_zone();
    time::format(format)
}

fn number(env: &Env) -> String {
    env.session.history.borrow().next_number().to_string()
}

/// Adds text that the expansion must leave alone.
fn protect(out: &mut Vec<u8>, text: &[u8]) {
    for &byte in text {
        if matches!(byte, b'$' | b'`' | b'\\') {
            out.push(b'\\');
        }
        out.push(byte);
    }
}

/// A text without what has protected parts of it from the expansion, which does not come.
pub fn unprotected(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.iter().copied().peekable();
    while let Some(byte) = rest.next() {
        let protects = byte == b'\\' && matches!(rest.peek(), Some(b'$' | b'`' | b'\\'));
        out.push(if protects {
            rest.next().unwrap_or(byte)
        } else {
            byte
        });
    }
    out
}

fn one(env: &mut Env, letter: u8, out: &mut Vec<u8>) {
    let text: Vec<u8> = match letter {
        b'a' => vec![7],
        b'e' => vec![0x1b],
        b'n' => vec![b'\n'],
        b'r' => vec![b'\r'],
        b'[' => vec![HIDE as u8],
        b']' => vec![SHOW as u8],
        b'$' => vec![if host::user_ids().1 == 0 { b'#' } else { b'$' }],
        b'\\' => vec![b'\\'],
        b'u' => {
            host::user_by_id(host::user_ids().1).map_or_else(|| b"?".to_vec(), |user| user.name)
        }
        b'H' => host::host_name(),
        b'h' => host::host_name()
            .split(|&byte| byte == b'.')
            .next()
            .unwrap_or_default()
            .to_vec(),
        b's' => base(&env.script.arg0).to_vec(),
        b'v' => concat!(
            env!("CARGO_PKG_VERSION_MAJOR"),
            ".",
            env!("CARGO_PKG_VERSION_MINOR")
        )
        .as_bytes()
        .to_vec(),
        b'V' => env!("CARGO_PKG_VERSION").as_bytes().to_vec(),
        b'w' => shortened(env, directory(env)),
        b'W' => {
            let path = directory(env);
            if path == b"/" {
                path
            } else {
                base(&path).to_vec()
            }
        }
        b'j' => alive(env).to_string().into_bytes(),
        b'!' => number(env).into_bytes(),
        b'#' => (env.session.entered + 1).to_string().into_bytes(),
        b'l' => terminal(env),
        b'd' => clock(env, b"%a %b %d"),
        b't' => clock(env, b"%H:%M:%S"),
        b'T' => clock(env, b"%I:%M:%S"),
        b'@' => clock(env, b"%I:%M %p"),
        b'A' => clock(env, b"%H:%M"),
        b'g' | b'i' | b'k' | b'q' => part(env, letter),
        other => vec![b'\\', b'\\', other],
    };
    match letter {
        b'w' | b'W' | b'$' | b'\\' | b'u' | b'h' | b'H' | b's' | b'g' => protect(out, &text),
        _ => out.extend_from_slice(&text),
    }
}

/// What there is to say of the branch, the status, the jobs and the time that the last command has taken.
fn part(env: &Env, letter: u8) -> Vec<u8> {
    let (text, colour) = match letter {
        b'g' => {
            let branch = git::branch(env.variables.directory());
            (branch.map(|name| [b" ", &*name].concat()), "35")
        }
        b'i' => {
            let failed = env.status != flow::SUCCESS;
            (failed.then(|| statuses(env).into_bytes()), "31")
        }
        b'k' => (jobs(env), "33"),
        _ => (duration(env), "90"),
    };
    own(env, text, colour)
}

/// The status of the last command, and of each stage if that was a pipeline.
fn statuses(env: &Env) -> String {
    match &*env.outcome.pipe_status {
        stages @ [_, _, ..] => {
            let stages: Vec<String> = stages.iter().map(ToString::to_string).collect();
            format!(" {}", stages.join("|"))
        }
        _ => format!(" {}", env.status),
    }
}

/// Whether `NO_COLOR` is set, and not to nothing.
pub fn is_colourless(env: &Env) -> bool {
    let value = env.variables.named(b"NO_COLOR");
    value.is_some_and(|value| !value.is_empty())
}

/// A part of the default prompt: nothing, or its text in a colour.
fn own(env: &Env, text: Option<Vec<u8>>, colour: &str) -> Vec<u8> {
    match text {
        None => Vec::new(),
        Some(text) if is_colourless(env) => text,
        Some(text) => {
            let (begin, end) = (
                format!("{HIDE}\x1b[{colour}m{SHOW}"),
                format!("{HIDE}\x1b[0m{SHOW}"),
            );
            [begin.as_bytes(), &*text, end.as_bytes()].concat()
        }
    }
}

/// The working directory, with `~` for the home directory.
pub fn directory(env: &Env) -> Vec<u8> {
    env.variables.with_tilde(env.variables.directory())
}

/// The last directories of a path, as many as `PROMPT_DIRTRIM` says.
fn shortened(env: &Env, path: Vec<u8>) -> Vec<u8> {
    let kept = env.variables.named(b"PROMPT_DIRTRIM").and_then(decimal);
    let Some(kept) = kept.filter(|&kept: &usize| kept > 0) else {
        return path;
    };
    let home = path.starts_with(b"~");
    let parts: Vec<&[u8]> = path
        .split(|&byte| byte == b'/')
        .skip(usize::from(home))
        .filter(|part| !part.is_empty())
        .collect();
    let Some(from) = parts.len().checked_sub(kept).filter(|&from| from > 0) else {
        return path;
    };
    let last = parts.get(from..).unwrap_or_default().join(&b'/');
    let begin: &[u8] = if home { b"~/.../" } else { b".../" };
    [begin, &*last].concat()
}

/// The last part of the terminal's name.
fn terminal(env: &Env) -> Vec<u8> {
    // The shell's own may be `/dev/tty`, whatever terminal that is.
    let descriptor = if fd::is_terminal(0) {
        0
    } else {
        crate::exec::terminal::descriptor(env)
    };
    let link = format!("/proc/self/fd/{descriptor}");
    let path = std::fs::read_link(link).unwrap_or_default();
    base(path.as_os_str().as_encoded_bytes()).to_vec()
}

fn base(path: &[u8]) -> &[u8] {
    path.rsplit(|&byte| byte == b'/').next().unwrap_or_default()
}

/// How many jobs have not ended.
fn alive(env: &Env) -> usize {
    let jobs = env.children.jobs.iter();
    jobs.filter(|job| !job.state().is_final()).count()
}

fn jobs(env: &Env) -> Option<Vec<u8>> {
    let count = alive(env);
    let stopped = env
        .children
        .jobs
        .iter()
        .any(|job| matches!(job.state(), State::Stopped(_)));
    let mark = if stopped { "*" } else { "&" };
    (count > 0).then(|| format!(" {count}{mark}").into_bytes())
}

fn duration(env: &Env) -> Option<Vec<u8>> {
    let time = env.session.duration;
    if time < LONG {
        return None;
    }
    let seconds = time.as_secs();
    Some(
        match (seconds / 3600, seconds / 60 % 60, seconds % 60) {
            (0, 0, _) => format!(" {:.1}s", time.as_secs_f64()),
            (0, minutes, seconds) => format!(" {minutes}m{seconds:02}s"),
            (hours, minutes, _) => format!(" {hours}h{minutes:02}m"),
        }
        .into_bytes(),
    )
}
