//! The working directory of subshells in this process: it belongs to the whole process, so the one that is
//! left is held open, to be gone back to.

use super::detach;
use crate::env::files::OpenFile;
use crate::env::frames::Subshell;
use crate::env::{Env, Flow};
use crate::sys::{fd, host};
use nix::libc;
use std::ops::ControlFlow::Continue;
use std::os::fd::AsRawFd;

/// Before the working directory changes: an in-process subshell can come back to the one it leaves.
/// Where that is not sure, it becomes a process.
pub fn keep(env: &mut Env) -> Flow {
    if !env.frames.in_process() {
        return Continue(());
    }
    let Some(frame) = env.frames.list.last_mut() else {
        return Continue(());
    };
    if frame.saved.directory.is_some() {
        return Continue(());
    }
    let flags = libc::O_PATH | libc::O_DIRECTORY;
    let kept = fd::open_high(b".", flags, 0).and_then(|directory| {
        host::change_directory_fd(directory.as_raw_fd())?;
        OpenFile::new(directory, &env.files.registry)
    });
    match kept {
        Ok(directory) => {
            frame.saved.directory = Some(directory);
            Continue(())
        }
        Err(_) => detach::leave_process(env),
    }
}

/// Takes the shell back to where the subshell left from.
pub fn go_back(frame: &mut Subshell) -> std::io::Result<()> {
    match frame.saved.directory.take() {
        Some(directory) => host::change_directory_fd(directory.raw()),
        None => Ok(()),
    }
}

/// Before a program runs: it might close the directory that a subshell has to come back to, except to
/// one who may enter any.
pub fn stay_able_to_return(env: &mut Env) -> Flow {
    let open = env.frames.list.iter().skip(env.frames.base);
    let away = open
        .clone()
        .position(|frame| frame.saved.directory.is_some());
    match away {
        Some(place) if host::user_ids().1 != 0 => detach::detach(env, env.frames.base + place),
        _ => Continue(()),
    }
}
