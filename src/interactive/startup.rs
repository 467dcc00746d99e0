//! Start-up files.

use crate::env::files::OpenFile;
use crate::env::{Divert, Env, Flow, Options};
use crate::exec::input::Script;
use crate::exec::{run, trace};
use crate::name::Name;
use crate::sys::fd;
use nix::libc;
use std::ops::ControlFlow::{Break, Continue};

/// Reads the start-up files: for a login shell the profiles, for an interactive one `$ENV` (XCU `sh`)
/// and its own. An error in one of them ends that file, not the shell.
pub fn files(env: &mut Env, none: bool, instead: Option<&[u8]>) -> Flow {
    if env.has(Options::LOGIN) {
        file(env, b"/etc/profile")?;
        let home = env.variables.value(Name::HOME).unwrap_or_default().to_vec();
        file(env, &[&*home, b"/.profile"].concat())?;
    }
    if !env.has(Options::INTERACTIVE) {
        return Continue(());
    }
    if let Some(path) = env.variables.value(Name::ENV).map(<[u8]>::to_vec) {
        let path = trace::expanded(env, &path);
        if !path.is_empty() {
            file(env, &path)?;
        }
    }
    match instead {
        Some(path) => file(env, path),
        None if none => Continue(()),
        None => Continue(()),
    }
}

/// Reads one, if it is there.
pub fn file(env: &mut Env, path: &[u8]) -> Flow {
    let Ok(opened) = fd::open_high(path, libc::O_RDONLY, 0) else {
        return Continue(());
    };
    let Ok(opened) = OpenFile::new(opened, &env.files.registry) else {
        return Continue(());
    };
    match run::lines(env, Box::new(Script::new(opened)), path) {
        Break(Divert::Interrupt | Divert::Return) => Continue(()),
        flow => flow,
    }
}
