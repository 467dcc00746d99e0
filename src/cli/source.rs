//! What the shell reads its commands from.

use super::arguments::Invocation;
use super::start;
use crate::env::commands::{Search, search};
use crate::env::files::OpenFile;
use crate::env::report::errno_text;
use crate::env::{Divert, Env, Flow, Options, flow};
use crate::exec::input::{self, Echo, Echoed, Script};
use crate::exec::run;
use crate::name::Name;
use crate::signal::Signal;
use crate::syntax::{Lines, Reader};
use crate::sys::fd;
use crate::sys::find;
use nix::libc;
use std::io;
use std::ops::ControlFlow::{Break, Continue};
use std::os::fd::{AsRawFd, OwnedFd};
use std::rc::Rc;

/// Executes what the arguments say.
pub fn execute(env: &mut Env, invocation: &Invocation<'_>) -> Flow {
    if env
        .options
        .intersects(Options::INTERACTIVE | Options::LOGIN)
    {
        crate::interactive::startup::files(env, &invocation.startup)?;
    }
    if !env.has(Options::INTERACTIVE) && !env.has(Options::POSIX) {
        crate::interactive::startup::for_scripts(env)?;
    }
    if let Some(command) = invocation.command {
        return lines(env, input::string(command), Some(command));
    }
    if let Some(path) = invocation.script {
        return match open(env, path, invocation.named) {
            Some(file) => lines(env, Box::new(Script::new(file, env.watched())), None),
            None => Break(Divert::Exit),
        };
    }
    if env.has(Options::INTERACTIVE) {
        return crate::interactive::run(env);
    }
    lines(env, Box::new(input::Shared::new(env)), None)
}

fn lines(env: &mut Env, lines: Box<dyn Lines>, whole: Option<&[u8]>) -> Flow {
    let echo = Echo::default();
    let lines = Box::new(Echoed::new(lines, echo.clone()));
    let mut reader = Reader::new(0, lines);
    let mut progress = run::Progress {
        whole,
        echo: Some(echo),
        ..run::Progress::default()
    };
    let mut flow = run::all(env, &mut reader, &progress);
    // An error ends the line that it is on; an interrupt all of a command string.
    while flow == Break(Divert::Interrupt)
        && env.interactive()
        && (whole.is_none() || env.status != 128 + Signal::INT.number())
    {
        progress.begun = true;
        flow = run::all(env, &mut reader, &progress);
    }
    match flow {
        // `return` outside functions ends the script.
        Break(Divert::Return) => Continue(()),
        flow => flow,
    }
}

/// Opens the script; what is wrong with it is reported, and is the status of the shell.
fn open(env: &mut Env, path: &[u8], named: Options) -> Option<Rc<OpenFile>> {
    let result = open_or_search(env, path).and_then(|file| {
        if is_for_bash(&check(&file)?) {
            start::be_bash(env, named);
        }
        OpenFile::new(file, &env.files.registry)
    });
    match result {
        Ok(file) => Some(file),
        Err(error) => {
            env.status = if error.raw_os_error() == Some(libc::ENOENT) {
                flow::NOT_FOUND
            } else {
                flow::NOT_EXECUTABLE
            };
            let text = [b"tine: ", path, b": ", errno_text(&error).as_bytes(), b"\n"].concat();
            env.write_error(&text);
            None
        }
    }
}

/// A name without a slash that is no file here is looked for in PATH (XCU `sh`).
fn open_or_search(env: &Env, path: &[u8]) -> io::Result<OwnedFd> {
    match fd::open_high(path, libc::O_RDONLY, 0) {
        Err(error)
            if error.raw_os_error() == Some(libc::ENOENT) && find::byte(b'/', path).is_none() =>
        {
            match search(path, env.variables.value(Name::PATH).unwrap_or_default()) {
                Search::Found(found) => fd::open_high(found.to_bytes(), libc::O_RDONLY, 0),
                _ => Err(error),
            }
        }
        result => result,
    }
}

/// Whether a script with this first line asks for bash.
fn is_for_bash(line: &[u8]) -> bool {
    let interpreter = line.strip_prefix(b"#!").unwrap_or_default();
    let mut words = interpreter.split(|byte| b" \t\r/".contains(byte));
    words.any(|word| word == b"bash")
}

/// The first line. A directory is no script, nor is a program: something with NUL bytes in its first line.
fn check(file: &OwnedFd) -> io::Result<Vec<u8>> {
    let stat = fd::stat(file.as_raw_fd())?;
    if stat.is_dir() {
        return Err(io::Error::from_raw_os_error(libc::EISDIR));
    }
    if !stat.is_file() {
        return Ok(Vec::new());
    }
    let mut start = [0; 128];
    let got = fd::read_at(file.as_raw_fd(), &mut start, 0)?;
    let start = start.get(..got).unwrap_or_default();
    let line = start
        .split(|&byte| byte == b'\n')
        .next()
        .unwrap_or_default();
    if start.starts_with(b"\x7fELF") || find::byte(0, line).is_some() {
        return Err(io::Error::from_raw_os_error(libc::ENOEXEC));
    }
    Ok(line.to_vec())
}
