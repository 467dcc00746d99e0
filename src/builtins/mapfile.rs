//! `mapfile` and `readarray`

use super::args::Args;
use super::export::read_only;
use super::read;
use crate::arith::decimal;
use crate::env::arrays::Key;
use crate::env::flow::{ERROR, SUCCESS};
use crate::env::report::errno_text;
use crate::env::{Builtin, Env, Fields, Flow, Kind, Options, Status};
use crate::exec::{array, run};
use crate::name::{Name, is_name};
use crate::syntax::print;
use std::ops::ControlFlow::Continue;

/// `mapfile`
pub const MAPFILE: Builtin = Builtin {
    name: "mapfile",
    kind: Kind::Extension,
    declaration: false,
    run,
    synopsis: "[-t] [-d delimiter] [-n count] [-O origin] [-s count] [-u fd] [-C callback] [-c quantum] [array]",
    summary: "read lines into an array",
    manual: "\
Reads all lines from standard input; each becomes an element of the array,
MAPFILE without a name.

  -t            Without the newlines.
  -d delimiter  Lines end at this character; at NUL if it is empty.
  -n count      So many lines at most; 0 is no limit.
  -O origin     The index of the first one; the other elements of the array
                stay.
  -s count      Leave out so many lines first.
  -u fd         Read from this descriptor.
  -C callback   Evaluate this, with an index and a line behind it, before
                every so many lines are set.
  -c quantum    How many that is: 5000 by default.",
};

/// `readarray`
pub const READARRAY: Builtin = Builtin {
    name: "readarray",
    ..MAPFILE
};

/// What is asked for.
struct Request<'f> {
    name: Name,
    trim: bool,
    delimiter: u8,
    most: usize,
    origin: Option<usize>,
    skip: usize,
    descriptor: u32,
    callback: Option<&'f [u8]>,
    quantum: usize,
}

fn run(env: &mut Env, fields: &Fields) -> Flow<Status> {
    if env.has(Options::POSIX) {
        // Who tries it to find out whether there are arrays is not misled: nothing could be read from one.
        env.report(fields.at(0), "there are no arrays in posix mode");
        return Continue(ERROR);
    }
    let request = match request(env, fields) {
        Ok(request) => request,
        Err(status) => return Continue(status),
    };
    if env.variables.writable(request.name).is_err() {
        read_only(env, fields.at(0), request.name);
        return Continue(ERROR);
    }
    if request.origin.is_none() {
        let _ = env.variables.clear_array(request.name);
    }
    lines(env, &request)
}

fn request<'f>(env: &mut Env, fields: &'f Fields) -> Result<Request<'f>, Status> {
    let mut args = Args::new(fields);
    let mut request = Request {
        name: Name::new(b"MAPFILE"),
        trim: false,
        delimiter: b'\n',
        most: 0,
        origin: None,
        skip: 0,
        descriptor: 0,
        callback: None,
        quantum: 5000,
    };
    while let Some((letter, value)) = args.option(env, "td:n:O:s:u:C:c:")? {
        match letter {
            b't' => request.trim = true,
            b'd' => request.delimiter = value.first().copied().unwrap_or(0),
            b'C' => request.callback = Some(value),
            _ => {
                let number = decimal::<usize>(value)
                    .ok_or_else(|| args.misuse(env, value, "not a number"))?;
                match letter {
                    b'n' => request.most = number,
                    b'O' => request.origin = Some(number),
                    b's' => request.skip = number,
                    b'u' => request.descriptor = number.min(u32::MAX as usize) as u32,
                    _ => request.quantum = number.max(1),
                }
            }
        }
    }
    args.at_most(env, 1)?;
    if let Some(name) = args.get(0) {
        if !is_name(name) {
            return Err(args.misuse(env, name, "not a name"));
        }
        request.name = Name::new(name);
    }
    if env.variables.is_associative(request.name) {
        return Err(args.misuse(env, request.name.as_bytes(), "is an array with keys"));
    }
    Ok(request)
}

fn lines(env: &mut Env, request: &Request<'_>) -> Flow<Status> {
    read::prepare(env, request.descriptor)?;
    let origin = request.origin.unwrap_or(0);
    let (mut seen, mut set) = (0, 0);
    let mut line = Vec::new();
    while request.most == 0 || set < request.most {
        line.clear();
        let found = match read::line(env, request.descriptor, request.delimiter, &mut line)? {
            Ok(found) => found,
            Err(error) => {
                let number = request.descriptor.to_string();
                env.report_argument(b"mapfile", number.as_bytes(), errno_text(&error));
                return Continue(ERROR);
            }
        };
        if line.is_empty() {
            break;
        }
        if request.trim && found {
            line.pop();
        }
        line.retain(|&byte| byte != 0);
        seen += 1;
        if seen <= request.skip {
            continue;
        }
        set += 1;
        let index = origin + set - 1;
        if let Some(callback) = request.callback
            && set % request.quantum == 0
        {
            let index = index.to_string().into_bytes();
            let text = [callback, b" ", &index, b" ", &print::quote(&line)].concat();
            run::text(env, &text)?;
        }
        array::store(env, request.name, Some(Key::Index(index)), &line, false)?;
        if !found {
            break;
        }
    }
    Continue(SUCCESS)
}
