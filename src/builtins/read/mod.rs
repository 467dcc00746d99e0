//! `read`

mod reader;
mod store;
mod typed;

use super::args::Args;
use crate::arith::decimal;
use crate::env::files::Target;
use crate::env::flow::{ERROR, FAILURE, SUCCESS};
use crate::env::report::errno_text;
use crate::env::{Builtin, Env, Fields, Flow, Kind, Status};
use crate::exec::subshell;
use crate::name::{Name, reference};
use crate::sys::{fd, terminal};
pub use reader::line;
use reader::{End, Line, lines};
use std::io;
use std::ops::ControlFlow::{Break, Continue};
use std::time::{Duration, Instant};
use store::{all_fields, distribute, set};
use typed::{await_typing, prompt};

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
            let number = request.descriptor.to_string();
            env.report_argument(b"read", number.as_bytes(), errno_text(&error));
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
