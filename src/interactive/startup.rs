//! Start-up files.

use super::{editor, past, prompt};
use crate::builtins::bind;
use crate::env::calls::Call;
use crate::env::files::OpenFile;
use crate::env::{Divert, Env, Flow, Options};
use crate::exec::input::Script;
use crate::exec::{run, trace};
use crate::name::Name;
use crate::sys::fd;
use nix::libc;
use std::ops::ControlFlow::{Break, Continue};
use std::os::unix::ffi::OsStrExt;

/// What the user wants to be otherwise with them.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Choice<'a> {
    /// `--noprofile`: the profiles are left out.
    pub no_profiles: bool,
    /// `--norc`: the shell's own are left out.
    pub no_own: bool,
    /// `--rcfile`: one in the place of the shell's own.
    pub instead: Option<&'a [u8]>,
}

/// Reads the start-up files: for a login shell the profiles, for an interactive one `$ENV` (XCU `sh`)
/// and its own. An error in one of them ends that file, not the shell.
pub fn files(env: &mut Env, choice: &Choice<'_>) -> Flow {
    if env.has(Options::INTERACTIVE) {
        prompt::marks::learn_nonce(env);
        defaults(env);
    }
    if env.has(Options::LOGIN) && !choice.no_profiles {
        file(env, b"/etc/profile")?;
        let home = env.variables.value(Name::HOME).unwrap_or_default().to_vec();
        file(env, &[&*home, b"/.profile"].concat())?;
    }
    if !env.has(Options::INTERACTIVE) {
        return Continue(());
    }
    named(env, Name::ENV)?;
    match choice.instead {
        Some(path) => file(env, path),
        None if choice.no_own || env.has(Options::POSIX) => Continue(()),
        None => own(env),
    }
}

/// Before a script: the file that `BASH_ENV` names.
pub fn for_scripts(env: &mut Env) -> Flow {
    named(env, Name::new(b"BASH_ENV"))
}

/// Reads the file that a variable names; not with the privileges of another user.
fn named(env: &mut Env, variable: Name) -> Flow {
    let value = env.variables.value(variable).map(<[u8]>::to_vec);
    let Some(path) = value.filter(|_| !env.has(Options::PRIVILEGED)) else {
        return Continue(());
    };
    let path = trace::expanded(env, &path);
    if path.is_empty() {
        return Continue(());
    }
    file(env, &path)
}

/// What an interactive shell begins with, where the user has not chosen.
fn defaults(env: &mut Env) {
    past::name_file(env);
    if env.has(Options::POSIX) {
        return;
    }
    env.options |= Options::AUTOCD;
    let breaks = Name::new(b"COMP_WORDBREAKS");
    if env.variables.value(breaks).is_none() {
        env.variables.store(breaks, b" \t\n\"'><=;|&(:");
    }
    let plain = matches!(env.variables.value(Name::PS1), Some(b"$ " | b"# "));
    if plain && editor::suits(env) {
        let text = prompt::default(env);
        env.variables.store(Name::PS1, text.as_bytes());
    }
}

/// `rc.sh` and `conf.d/*.sh` in the configuration directory.
fn own(env: &mut Env) -> Flow {
    let Some(directory) = dirs::config_dir().map(|directory| directory.join("tine")) else {
        return Continue(());
    };
    let escaped = directory.to_str().map(glob::Pattern::escape);
    if let Some(Ok(paths)) = escaped.map(|at| glob::glob(&format!("{at}/conf.d/*.sh"))) {
        for path in paths.flatten() {
            file(env, path.as_os_str().as_bytes())?;
        }
    }
    file(env, directory.join("rc.sh").as_os_str().as_bytes())
}

/// Reads one, if it is there.
pub fn file(env: &mut Env, path: &[u8]) -> Flow {
    let Ok(opened) = fd::open_high(path, libc::O_RDONLY, 0) else {
        return Continue(());
    };
    let Ok(opened) = OpenFile::new(opened, &env.files.registry) else {
        return Continue(());
    };
    // `return` leaves the file, as one that is read by `.`.
    let context = env.context;
    env.context.returnable += 1;
    env.calls.list.push(Call {
        name: Name::new(b"source"),
        line: env.line,
        file: Some(path.into()),
    });
    let flow = run::lines(env, Box::new(Script::new(opened, env.watched())), path);
    env.calls.list.pop();
    env.context = context;
    match flow {
        Break(Divert::Interrupt | Divert::Return) if env.process.dying.is_none() => Continue(()),
        flow => flow,
    }
}

/// The key bindings that there are for readline: INPUTRC, or else `~/.inputrc`, or those of the system.
pub fn read_bindings(env: &mut Env) {
    if env.has(Options::POSIX) {
        return;
    }
    let given = env.variables.named(b"INPUTRC").map(<[u8]>::to_vec);
    if let Some(path) = given.filter(|path| !path.is_empty()) {
        // Who has none has no bindings.
        let _ = bind::read(env, &path, 0);
        return;
    }
    let home = env.variables.value(Name::HOME);
    let own = home.map(|home| [home, b"/.inputrc"].concat());
    if !own.is_some_and(|path| bind::read(env, &path, 0)) {
        let _ = bind::read(env, b"/etc/inputrc", 0);
    }
}
