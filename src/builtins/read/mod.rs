//! `read`

mod store;
mod typed;

use super::args::Args;
use crate::arith::decimal;
use crate::env::files::Target;
use crate::env::flow::{ERROR, FAILURE, SUCCESS};
use crate::env::report::errno_text;
use crate::env::{Builtin, Env, Fields, Flow, Kind, Status};
use crate::exec::{subshell, trap, wait};
use crate::name::{Name, reference};
use crate::sys::find;
use crate::sys::{fd, terminal};
use std::io;
use std::ops::ControlFlow::{Break, Continue};
use std::os::fd::RawFd;
use std::rc::Rc;
use std::time::{Duration, Instant};
use store::{all_fields, distribute, set};

/// `read`
pub const READ: Builtin = Builtin {
    name: "read",
    kind: Kind::Intrinsic,
    declaration: false,
    run,
    synopsis: "[-ers] [-a array] [-d delimiter] [-i text] [-n count] [-N count] \
               [-p prompt] [-t seconds] [-u fd] [name...]",
    summary: "read a line into variables",
    manual: "\
Reads a line from standard input, splits it as IFS says, and sets the
variables to its fields, the last one to all the rest; REPLY without names.
Status 1 at the end of the input.

  -a array      The variable becomes an array of all fields.
  -r            Backslashes are ordinary characters.
  -d delimiter  The line ends at this character; at NUL if it is empty.
  -n count      Read at most so many characters; with -N, exactly so many, of
                whatever kind.
  -e            On a terminal, the line is edited as commands are; with -i, it
                begins with the text.
  -p prompt     Write the prompt first, if input is a terminal.
  -s            Do not show what is typed.
  -t seconds    Give up after this time, with a status above 128; 0 only tells
                whether there is input. On a terminal TMOUT says the time if
                nothing else does.
  -u fd         Read from this descriptor.",
};

/// What is asked for.
struct Request<'f> {
    array: Option<&'f [u8]>,
    raw: bool,
    exact: bool,
    silent: bool,
    edited: bool,
    begin: &'f [u8],
    delimiter: u8,
    count: Option<usize>,
    prompt: Option<&'f [u8]>,
    timeout: Option<Duration>,
    descriptor: u32,
}

impl Request<'_> {
    /// Whether a line ends with something that a terminal does not take for an end.
    fn ends_otherwise(&self) -> bool {
        !matches!(self.delimiter, b'\n' | 0)
    }

    /// When time runs out; never, where the clock does not go so far.
    fn deadline(&self) -> Option<Instant> {
        Instant::now().checked_add(self.timeout?)
    }
}

fn run(env: &mut Env, fields: &Fields) -> Flow<Status> {
    let mut args = Args::new(fields);
    let mut request = match request(env, &mut args) {
        Ok(request) => request,
        Err(status) => return Continue(status),
    };
    for name in request.array.into_iter().chain(args.operands()) {
        if reference(name).is_none() {
            env.report_argument(b"read", name, "not a name");
            return Continue(ERROR);
        }
    }
    match request.timeout {
        Some(Duration::ZERO) => return is_ready(env, request.descriptor),
        Some(_) => {}
        None => request.timeout = typed::usual_limit(env, request.descriptor),
    }
    let mut line = Line::default();
    let end = match input(env, &request, &mut line)? {
        Ok(end) => end,
        Err(error) => {
            env.report(b"read", errno_text(&error));
            return Continue(ERROR);
        }
    };
    let stored = if let Some(array) = request.array {
        all_fields(env, &line, Name::new(array))?
    } else if args.count() == 0 {
        set(env, b"REPLY", &line.text)?
    } else {
        let names: Vec<&[u8]> = args.operands().collect();
        if let ([first, others @ ..], true) = (names.as_slice(), request.exact) {
            let mut stored = set(env, first, &line.text)?;
            for name in others {
                stored = stored && set(env, name, b"")?;
            }
            stored
        } else {
            distribute(env, &line, &names)?
        }
    };
    if !stored {
        return Continue(ERROR);
    }
    Continue(match end {
        End::Delimiter => SUCCESS,
        End::Input => FAILURE,
        End::Time => 142,
    })
}

fn request<'f>(env: &mut Env, args: &mut Args<'f>) -> Result<Request<'f>, Status> {
    let mut request = Request {
        array: None,
        raw: false,
        exact: false,
        silent: false,
        edited: false,
        begin: b"",
        delimiter: b'\n',
        count: None,
        prompt: None,
        timeout: None,
        descriptor: 0,
    };
    while let Some((letter, value)) = args.option(env, "a:A:ersd:i:n:N:p:t:u:")? {
        match letter {
            b'a' | b'A' => request.array = Some(value),
            b'r' => request.raw = true,
            b's' => request.silent = true,
            b'e' => request.edited = true,
            b'i' => request.begin = value,
            b'd' => request.delimiter = value.first().copied().unwrap_or(0),
            b'p' => request.prompt = Some(value),
            b't' => match decimal::<f64>(value)
                .and_then(|seconds| Duration::try_from_secs_f64(seconds).ok())
            {
                Some(timeout) => request.timeout = Some(timeout),
                None => return Err(args.misuse(env, value, "not a number of seconds")),
            },
            b'u' => {
                request.descriptor =
                    decimal(value).ok_or_else(|| args.misuse(env, value, "not a descriptor"))?;
            }
            _ => {
                request.exact = letter == b'N';
                let count = decimal(value);
                request.count = Some(count.ok_or_else(|| args.misuse(env, value, "not a number"))?);
            }
        }
    }
    Ok(request)
}

/// A line, and which of its bytes a backslash protects from being separators.
#[derive(Default)]
struct Line {
    text: Vec<u8>,
    protected: Vec<usize>,
}

/// Signals may come while a user thinks.
fn await_typing(env: &mut Env, request: &Request<'_>) -> Flow {
    let urgent = env.interactive_process() || env.traps.catches_signal();
    if !urgent || request.timeout.is_some() {
        return Continue(());
    }
    match env.files.descriptor(request.descriptor) {
        Ok(descriptor) if fd::is_terminal(descriptor) => wait::input(env, descriptor),
        _ => Continue(()),
    }
}

/// `-t 0`: whether reading would not have to wait; nothing is read.
fn is_ready(env: &mut Env, number: u32) -> Flow<Status> {
    if matches!(env.files.get(number), Target::Text(text) if text.rest().is_some()) {
        return Continue(SUCCESS);
    }
    subshell::would_block(env)?;
    env.files.settle();
    let descriptor = env.files.descriptor(number);
    let ready = descriptor.and_then(|descriptor| fd::poll_one(descriptor, nix::libc::POLLIN, 0));
    Continue(match ready {
        Ok(events) if events != 0 => SUCCESS,
        _ => FAILURE,
    })
}

/// What ended a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Delimiter,
    Input,
    Time,
}

/// Before something is read. False: what was to be written before cannot be.
pub fn prepare(env: &mut Env, descriptor: u32) -> Flow<bool> {
    if matches!(env.files.get(descriptor), Target::Text(text) if text.rest().is_some()) {
        return Continue(true);
    }
    subshell::would_block(env)?;
    env.land();
    env.announce();
    Continue(env.flush().is_ok())
}

fn input(env: &mut Env, request: &Request<'_>, line: &mut Line) -> Flow<io::Result<End>> {
    if !prepare(env, request.descriptor)? {
        return Continue(Ok(End::Input));
    }
    if typed::is_edited(env, request) {
        let answer = typed::edit(env, request, line)?;
        if let Some(answer) = answer {
            return Continue(answer);
        }
    }
    let modes = prompt(env, request);
    let answer = match await_typing(env, request) {
        Continue(()) => lines(env, request, line),
        Break(divert) => Break(divert),
    };
    if let Some((descriptor, modes)) = modes {
        let _ = terminal::set_modes(descriptor, &modes);
    }
    // The terminal has shown what was typed, without a newline at its end.
    let row = request.delimiter == b'\n' && request.count.is_none();
    if !(row && matches!(answer, Continue(Ok(End::Delimiter)))) && typed::is_shown(env, request) {
        env.session.last_byte = Some(b' ');
    }
    answer
}

/// On a terminal: sets the modes that are asked for, and writes the prompt. The modes before, if they are others.
fn prompt(env: &mut Env, request: &Request<'_>) -> Option<(i32, terminal::Modes)> {
    let changed = request.silent || request.count.is_some() || request.ends_otherwise();
    if request.prompt.is_none() && !changed {
        return None;
    }
    let descriptor = env
        .files
        .descriptor(request.descriptor)
        .ok()
        .filter(|&descriptor| fd::is_terminal(descriptor))?;
    let before = changed.then(|| terminal::modes(descriptor).ok()).flatten();
    if let Some(modes) = before {
        let asked = asked(request, modes);
        if request.ends_otherwise() {
            // The line may have been typed whole by now. The terminal did not know its end, but lets go of what it has
            // when it begins with lines anew.
            let _ = terminal::set_modes(descriptor, &asked.character_at_a_time());
        }
        let _ = terminal::set_modes(descriptor, &asked);
    }
    // Whoever sees it may answer at once.
    if let Some(prompt) = request.prompt {
        env.write_error(prompt);
    }
    Some((descriptor, before?))
}

/// The modes of a terminal that a line is read from as it is asked for.
fn asked(request: &Request<'_>, mut modes: terminal::Modes) -> terminal::Modes {
    if request.ends_otherwise() {
        modes = modes.lines_end_with(request.delimiter);
    }
    if request.silent {
        modes = modes.echo(false);
    }
    if request.count.is_some() {
        modes = modes.character_at_a_time();
    }
    modes
}

/// Reads lines until one ends without a backslash.
fn lines(env: &mut Env, request: &Request<'_>, line: &mut Line) -> Flow<io::Result<End>> {
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
fn unescape(line: &mut Line, start: usize, delimiter: u8) -> bool {
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
