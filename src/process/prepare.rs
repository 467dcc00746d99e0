//! A command made ready for the kernel: everything that needs memory is done before the new process is there.

use super::command::Command;
use crate::signal::{Signal, SignalSet};
use crate::sys::host;
use crate::sys::spawn::{Plan, SpawnError, Step};
use crate::sys::strings::Strings;
use nix::libc;
use std::ffi::{CStr, CString, OsStr, OsString};
use std::os::fd::{AsRawFd, OwnedFd, RawFd};
use std::os::unix::ffi::OsStrExt;
use std::rc::Rc;
use std::sync::Arc;

/// What a standard descriptor of a command is to be.
#[derive(Clone)]
pub(super) enum End {
    Inherit,
    Closed,
    Fd(Arc<OwnedFd>),
}

/// The parts of a [`Plan`] that own memory.
pub(super) struct Prepared {
    candidates: Vec<CString>,
    argv: Strings,
    environment: Rc<Environment>,
    directory: Option<CString>,
    moves: Vec<(RawFd, RawFd)>,
    close: Vec<RawFd>,
}

fn refused(errno: i32) -> SpawnError {
    SpawnError::at(Step::Exec, errno)
}

impl Prepared {
    /// Prepares `command` with these standard descriptors, which the caller keeps open.
    pub fn new(
        command: &Command,
        ends: [&End; 3],
        own: &mut Option<Rc<Environment>>,
    ) -> Result<Self, SpawnError> {
        let invalid = || refused(libc::EINVAL);
        let environment = Environment::of(command, own);
        let name = command.arg0.as_ref().unwrap_or(&command.program);
        let directory = command
            .directory
            .as_ref()
            .map(|path| CString::new(path.as_os_str().as_bytes()));
        let mut moves: Vec<_> = command
            .extra
            .iter()
            .map(|(fd, target)| (fd.as_raw_fd(), *target))
            .collect();
        let mut close = Vec::new();
        for (end, target) in ends.into_iter().zip(0..) {
            if moves.iter().any(|entry| entry.1 == target) {
                continue;
            }
            match end {
                End::Inherit => {}
                End::Closed => close.push(target),
                End::Fd(fd) => moves.push((fd.as_raw_fd(), target)),
            }
        }
        Ok(Self {
            candidates: candidates(&command.program, environment.path.as_deref())
                .ok_or_else(invalid)?,
            argv: Strings::new(
                std::iter::once(name)
                    .chain(&command.args)
                    .map(|arg| arg.as_bytes()),
            ),
            directory: directory.transpose().map_err(|_| invalid())?,
            moves,
            close,
            environment,
        })
    }

    /// Hands the complete plan to `act`.
    pub fn carry_out<T>(
        &self,
        command: &Command,
        group: Option<libc::pid_t>,
        act: impl FnOnce(&Plan<'_>) -> Result<T, SpawnError>,
    ) -> Result<T, SpawnError> {
        let references: Vec<&CStr> = self.candidates.iter().map(CString::as_c_str).collect();
        let Some((program, alternatives)) = references.split_first() else {
            return Err(refused(libc::ENOENT));
        };
        let settings = &command.settings;
        act(&Plan {
            alternatives,
            moves: &self.moves,
            close: &self.close,
            group: if settings.session { None } else { group },
            session: settings.session,
            // Rust's start-up ignores SIGPIPE; no program expects to inherit that.
            default: settings
                .default
                .union(SignalSet::from(Signal::PIPE))
                .difference(settings.ignore),
            ignore: settings.ignore,
            default_caught: true,
            mask: Some(settings.mask.unwrap_or(SignalSet::EMPTY)),
            directory: self.directory.as_deref(),
            umask: settings.umask,
            limits: &settings.limits,
            nice: settings.nice,
            user: settings.user,
            group_id: settings.group_id,
            groups: settings.groups.as_deref().or(dropped_groups(settings.user)),
            parent_death: settings.parent_death.map(Signal::number),
            ..Plan::new(program, &self.argv, &self.environment.envp)
        })
    }
}

/// Where root becomes another user without naming groups: none of root's stay.
fn dropped_groups(user: Option<u32>) -> Option<&'static [u32]> {
    (user.is_some() && host::user_ids().1 == 0).then_some(&[])
}

/// An environment ready for the kernel.
pub(super) struct Environment {
    envp: Strings,
    path: Option<OsString>,
}

impl Environment {
    /// The environment that the command asks for. One that is the caller's own is kept in `own`, so that the stages of
    /// a pipeline share it.
    fn of(command: &Command, own: &mut Option<Rc<Self>>) -> Rc<Self> {
        if command.env_clear || !command.env.is_empty() {
            return Rc::new(Self::new(command));
        }
        own.get_or_insert_with(|| Rc::new(Self::new(command)))
            .clone()
    }

    fn new(command: &Command) -> Self {
        let mut variables: Vec<_> = if command.env_clear {
            Vec::new()
        } else {
            std::env::vars_os().collect()
        };
        for (name, value) in &command.env {
            variables.retain(|variable| variable.0 != *name);
            variables.extend(value.as_ref().map(|value| (name.clone(), value.clone())));
        }
        let path = variables
            .iter()
            .find(|variable| variable.0 == "PATH")
            .map(|variable| variable.1.clone());
        let pairs = variables
            .iter()
            .map(|(name, value)| (name.as_bytes(), value.as_bytes()));
        Self {
            envp: Strings::of_pairs(pairs),
            path,
        }
    }
}

/// The paths to try for a program, in the order of PATH (XBD 8.3); `None` if a NUL byte is inside.
fn candidates(program: &OsStr, path: Option<&OsStr>) -> Option<Vec<CString>> {
    let name = program.as_bytes();
    if name.is_empty() {
        return Some(Vec::new());
    }
    if name.contains(&b'/') {
        return Some(vec![CString::new(name).ok()?]);
    }
    let path = path.map_or(b"/bin:/usr/bin".as_slice(), OsStrExt::as_bytes);
    path.split(|&byte| byte == b':')
        .map(|directory| match directory {
            // An empty entry is the working directory.
            [] => CString::new([b"./", name].concat()).ok(),
            _ => CString::new([directory, b"/", name].concat()).ok(),
        })
        .collect()
}
