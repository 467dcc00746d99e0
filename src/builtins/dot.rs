//! `.`

use super::args::Args;
use crate::env::calls::Call;
use crate::env::commands::directories;
use crate::env::files::OpenFile;
use crate::env::flow::{ERROR, FAILURE};
use crate::env::report::errno_text;
use crate::env::{Builtin, Divert, Env, Fields, Flow, Kind, Options, Positional, Status};
use crate::exec::input::Script;
use crate::exec::{run, trap};
use crate::name::Name;
use crate::sys::fd;
use crate::sys::find;
use nix::libc::{EISDIR, ENOENT, O_RDONLY, SEEK_SET};
use std::io;
use std::ops::ControlFlow::{Break, Continue};
use std::os::fd::{AsRawFd, OwnedFd};

/// Files below this many bytes are read at once.
const SMALL: u64 = 64 * 1024;

/// `.`
pub const DOT: Builtin = Builtin {
    name: ".",
    kind: Kind::Special,
    declaration: false,
    run,
    synopsis: "file [argument...]",
    summary: "execute commands of a file in this shell",
    manual: "\
Reads commands from the file and executes them in the current environment. A
file without a slash is looked for in PATH, where it need only be readable,
and then, unless `set -o posix` is on, where the shell is. With arguments,
they are the positional parameters meanwhile. `return` leaves the file.",
};

/// `source`
pub const SOURCE: Builtin = Builtin {
    name: "source",
    kind: Kind::Extension,
    ..DOT
};

fn run(env: &mut Env, fields: &Fields) -> Flow<Status> {
    let args = Args::operands_only(fields);
    let Some(name) = args.get(0) else {
        args.misuse(env, b"", "file expected");
        return failed(env, fields, ERROR);
    };
    let found = loop {
        match open(env, name) {
            // It waits for the writer of a FIFO.
            Err(error) if error.kind() == io::ErrorKind::Interrupted => trap::safe_point(env)?,
            found => break found,
        }
    };
    let opened = found.and_then(|(path, file)| Ok((path, content(env, file)?)));
    let (path, content) = match opened {
        Ok(opened) => opened,
        Err(error) => {
            env.report_argument(fields.at(0), name, errno_text(&error));
            return failed(env, fields, FAILURE);
        }
    };
    let arguments = args.count() > 1;
    let saved = arguments.then(|| {
        std::mem::replace(
            &mut env.positional,
            Positional::new(fields.tail(args.first() + 1), 0),
        )
    });
    let context = env.context;
    env.context.returnable += 1;
    env.calls.list.push(Call {
        name: Name::new(b"source"),
        line: env.line,
        file: Some(path.as_slice().into()),
    });
    let flow = match content {
        Content::Text(text) => run::file(env, &text, &path),
        Content::Lines(script) => run::lines(env, Box::new(script), &path),
    };
    let flow = trap::on_return(env, flow);
    env.calls.list.pop();
    env.context = context;
    if let Some(saved) = saved {
        env.positional = saved;
    }
    match flow {
        Continue(()) | Break(Divert::Return) => Continue(env.status),
        Break(other) => Break(other),
    }
}

/// The end of `.` or `source` without a file. `source` is no special builtin: it ends no script.
fn failed(env: &mut Env, fields: &Fields, status: Status) -> Flow<Status> {
    if fields.at(0) == b"." || env.has(Options::POSIX) {
        env.fatal(status)
    } else {
        Continue(status)
    }
}

/// What a file gives.
enum Content {
    Text(Vec<u8>),
    Lines(Script),
}

/// A small file is read at once: nothing of it stays open while it is executed.
fn content(env: &Env, file: OwnedFd) -> io::Result<Content> {
    let stat = fd::stat(file.as_raw_fd())?;
    if stat.is_dir() {
        return Err(io::Error::from_raw_os_error(EISDIR));
    }
    if stat.is_file() && (1..SMALL).contains(&stat.size) {
        let mut text = Vec::new();
        let size = stat.size as usize;
        if fd::read_onto(file.as_raw_fd(), &mut text, size + 1)? == size {
            return Ok(Content::Text(text));
        }
        // It is being written.
        fd::seek(file.as_raw_fd(), 0, SEEK_SET)?;
    }
    let file = OpenFile::new(file, &env.files.registry)?;
    Ok(Content::Lines(Script::new(file, env.watched())))
}

/// Opens the file: by PATH if its name has no slash.
fn open(env: &Env, name: &[u8]) -> io::Result<(Vec<u8>, OwnedFd)> {
    let try_open = |path: Vec<u8>| {
        let file = fd::open(&env.files.path(&path), O_RDONLY, 0)?;
        Ok((path, file))
    };
    if find::byte(b'/', name).is_some() || !env.has(Options::SOURCEPATH) {
        return try_open(name.to_vec());
    }
    let path = env.variables.value(Name::PATH).unwrap_or_default();
    let is_file = |(_, file): &(Vec<u8>, OwnedFd)| {
        fd::stat(file.as_raw_fd()).is_ok_and(|stat| !stat.is_dir())
    };
    for directory in directories(path) {
        match try_open([directory, b"/", name].concat()) {
            Ok(found) if is_file(&found) => return Ok(found),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => return Err(error),
            _ => {}
        }
    }
    if env.has(Options::POSIX) {
        return Err(io::Error::from_raw_os_error(ENOENT));
    }
    // Scripts for bash count on it.
    try_open(name.to_vec())
}
