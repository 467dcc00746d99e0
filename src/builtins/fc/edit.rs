//! Commands of the history that are edited, and executed again.

use super::{Request, range, text_of};
use crate::env::flow::{FAILURE, SUCCESS};
use crate::env::report::errno_text;
use crate::env::{Env, Flow, Status};
use crate::exec::run;
use crate::name::Name;
use crate::syntax::print;
use std::fs;
use std::io::Write;
use std::ops::ControlFlow::Continue;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;

/// The commands as they are after editing.
pub(super) fn edited(env: &mut Env, request: &Request<'_>) -> Flow<Result<Vec<u8>, Status>> {
    let numbers = match range(env, request, b"-1", b"") {
        Ok(numbers) => numbers,
        Err(status) => return Continue(Err(status)),
    };
    // The `fc` that has commands edited is none of the history, whatever comes of it (POSIX `fc`).
    env.session.forget_current();
    let mut text = Vec::new();
    for number in numbers {
        text.extend_from_slice(&text_of(env, number));
        text.push(b'\n');
    }
    let value = |name: Name| env.variables.value(name).filter(|value| !value.is_empty());
    let editor = request
        .editor
        .or_else(|| value(Name::FCEDIT))
        .or_else(|| value(Name::EDITOR))
        .unwrap_or(b"ed")
        .to_vec();
    let path = match written(&text) {
        Ok(path) => path,
        Err(error) => {
            env.report(b"fc", errno_text(&error));
            return Continue(Err(FAILURE));
        }
    };
    let command = [&*editor, b" ", &*print::quote(path.as_os_str().as_bytes())].concat();
    let flow = run::text(env, &command);
    let edited = fs::read(&path);
    let _ = fs::remove_file(&path);
    flow?;
    Continue(match edited {
        Ok(edited) if env.status == SUCCESS => Ok(edited.trim_ascii_end().to_vec()),
        Ok(_) => Err(env.status),
        Err(error) => {
            env.report(b"fc", errno_text(&error));
            Err(FAILURE)
        }
    })
}

/// A new file that nobody else can read.
fn written(text: &[u8]) -> std::io::Result<PathBuf> {
    let mut attempt = 0_u32;
    loop {
        let name = format!("tine-fc-{}-{attempt}", crate::sys::host::pid());
        let path = std::env::temp_dir().join(name);
        let mut options = fs::OpenOptions::new();
        match options.write(true).create_new(true).mode(0o600).open(&path) {
            Ok(mut file) => return file.write_all(text).map(|()| path),
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists && attempt < 100 => {
                attempt += 1;
            }
            Err(error) => return Err(error),
        }
    }
}

/// Executes the commands; they stand in the history in place of `fc`.
pub(super) fn execute(env: &mut Env, text: &[u8]) -> Flow<Status> {
    let directory = env.variables.directory().to_vec();
    let listed = env.session.current.is_some();
    // A history that cannot be written has been told of when it was found.
    let _ = env
        .session
        .history
        .borrow_mut()
        .amend(text, &directory, listed);
    env.write_error(&[text, b"\n"].concat());
    run::text(env, text)?;
    Continue(env.status)
}
