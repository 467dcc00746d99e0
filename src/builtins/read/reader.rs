//! Reading a line, and nothing behind it.

use super::{Request, typed};
use crate::env::files::Target;
use crate::env::{Env, Flow};
use crate::exec::{trap, wait};
use crate::sys::{fd, find};
use std::io;
use std::ops::ControlFlow::Continue;
use std::os::fd::RawFd;
use std::rc::Rc;
use std::time::Instant;

/// A line, and which of its bytes a backslash protects from being separators.
#[derive(Default)]
pub(super) struct Line {
    pub(super) text: Vec<u8>,
    pub(super) protected: Vec<usize>,
}

/// What ended a line.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    Delimiter,
    Input,
    Time,
}

/// Reads lines until one ends without a backslash.
pub(super) fn lines(
    env: &mut Env,
    request: &Request<'_>,
    line: &mut Line,
) -> Flow<io::Result<End>> {
    let deadline = request.deadline();
    loop {
        let start = line.text.len();
        let end = if deadline.is_some() || request.count.is_some() {
            slowly(env, request, deadline, line)?
        } else {
            self::line(env, request.descriptor, request.delimiter, &mut line.text)?
                .map(|found| if found { End::Delimiter } else { End::Input })
        };
        let end = match end {
            Ok(end) => end,
            Err(error) => return Continue(Err(error)),
        };
        if end == End::Delimiter && !request.exact && line.text.last() == Some(&request.delimiter) {
            line.text.pop();
        }
        if find::byte(0, line.text.get(start..).unwrap_or_default()).is_some()
            && request.delimiter != 0
        {
            line.text.retain(|&byte| byte != 0);
        }
        if request.raw || !unescape(line, start, request.delimiter) || end != End::Delimiter {
            return Continue(Ok(end));
        }
        typed::ask_for_more(env, request.descriptor);
    }
}

/// Takes backslashes out from `start` on. True if the last one escapes the end of the line: a newline goes with it, any
/// other delimiter is an ordinary character then.
pub(super) fn unescape(line: &mut Line, start: usize, delimiter: u8) -> bool {
    if find::byte(b'\\', line.text.get(start..).unwrap_or_default()).is_none() {
        return false;
    }
    let rest = line.text.split_off(start);
    let mut bytes = rest.into_iter();
    while let Some(byte) = bytes.next() {
        if byte != b'\\' {
            line.text.push(byte);
            continue;
        }
        match bytes.next() {
            Some(b'\n') if delimiter != b'\n' => {}
            Some(escaped) => {
                line.protected.push(line.text.len());
                line.text.push(escaped);
            }
            None => {
                if delimiter != b'\n' && delimiter != 0 {
                    line.protected.push(line.text.len());
                    line.text.push(delimiter);
                }
                return true;
            }
        }
    }
    false
}

/// Reads to the delimiter, by blocks where that takes nothing from others. False: it was not found.
pub fn line(
    env: &mut Env,
    number: u32,
    delimiter: u8,
    out: &mut Vec<u8>,
) -> Flow<io::Result<bool>> {
    let target = env.files.get(number).clone();
    if let Target::Text(text) = &target
        && let Some(rest) = text.rest()
    {
        let found = find::byte(delimiter, rest);
        let count = found.map_or(rest.len(), |at| at + 1);
        out.extend_from_slice(rest.get(..count).unwrap_or_default());
        text.advance(count);
        return Continue(Ok(found.is_some()));
    }
    loop {
        let result = match &target {
            Target::File(file) if file.private.get() && !env.children.jobs.any_running() => {
                match env.files.peek.borrow_mut().line_ahead(file, delimiter, out) {
                    Ok((found, settle)) => {
                        if settle && !env.files.ahead.iter().any(|other| Rc::ptr_eq(other, file)) {
                            env.files.ahead.push(Rc::clone(file));
                        }
                        Ok(found)
                    }
                    Err(error) => Err(error),
                }
            }
            _ => others_input(env, number).and_then(|descriptor| {
                env.files.peek.borrow_mut().line(descriptor, delimiter, out)
            }),
        };
        match result {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => trap::safe_point(env)?,
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                // To ask for its number would be to let others have it.
                let descriptor = match &target {
                    Target::File(file) => Ok(file.raw()),
                    _ => env.files.descriptor(number),
                };
                if let Ok(descriptor) = descriptor {
                    wait::input(env, descriptor)?;
                }
            }
            result => return Continue(result),
        }
    }
}

/// The descriptor behind a number, which may be where the commands come from.
fn others_input(env: &Env, number: u32) -> io::Result<RawFd> {
    env.files.commands.borrow_mut().settle();
    env.files.descriptor(number)
}

/// Reads byte by byte: with a time limit, or a number of characters.
fn slowly(
    env: &mut Env,
    request: &Request<'_>,
    deadline: Option<Instant>,
    line: &mut Line,
) -> Flow<io::Result<End>> {
    env.files.settle();
    let descriptor = match env.files.descriptor(request.descriptor) {
        Ok(descriptor) => descriptor,
        Err(error) => return Continue(Err(error)),
    };
    let mut byte = [0];
    loop {
        if request
            .count
            .is_some_and(|count| characters(env, &line.text, request.raw) >= count)
        {
            return Continue(Ok(End::Delimiter));
        }
        if let Some(deadline) = deadline {
            let left = deadline
                .saturating_duration_since(Instant::now())
                .as_millis()
                .min(i32::MAX as u128) as i32;
            match fd::poll_one(descriptor, nix::libc::POLLIN, left) {
                Ok(0) => return Continue(Ok(End::Time)),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {
                    trap::safe_point(env)?;
                    continue;
                }
                _ => {}
            }
        }
        match fd::read(descriptor, &mut byte) {
            Ok(0) => return Continue(Ok(End::Input)),
            Ok(_) => line.text.push(byte[0]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => trap::safe_point(env)?,
            Err(error) => return Continue(Err(error)),
        }
        if !request.exact && line.text.last() == Some(&request.delimiter) {
            return Continue(Ok(End::Delimiter));
        }
    }
}

/// How many characters have been read; backslashes that protect others do not count.
fn characters(env: &Env, text: &[u8], raw: bool) -> usize {
    if !raw && find::byte(b'\\', text).is_some() {
        let mut line = Line {
            text: text.to_vec(),
            protected: Vec::new(),
        };
        unescape(&mut line, 0, b'\n');
        return characters(env, &line.text, true);
    }
    if env.utf8 {
        text.utf8_chunks()
            .map(|chunk| chunk.valid().chars().count())
            .sum()
    } else {
        text.len()
    }
}
