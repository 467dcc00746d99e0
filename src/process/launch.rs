//! From a pipeline's description to running processes: pipes, plans, and the way back when a stage cannot start.

use super::child::Child;
use super::command::Command;
use super::error::Error;
use super::job::{Job, Stages};
use super::pipeline::Pipeline;
use super::stdio::{Kind, SharedReader};
use crate::signal::{Signal, SignalSet, quiet_thread};
use crate::sys::child::host_minds_children;
use crate::sys::fd;
use crate::sys::spawn::{Plan, SpawnError, Step, spawn, spawn_with_pidfd};
use crate::sys::strings::Strings;
use nix::libc;
use std::collections::BTreeMap;
use std::ffi::{CStr, CString, OsStr, OsString};
use std::io::{self, PipeReader, PipeWriter, Read};
use std::os::fd::{AsRawFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::sync::{Arc, PoisonError};

/// What a standard descriptor of one stage is to be.
#[derive(Clone)]
enum End {
    Inherit,
    Closed,
    Fd(Arc<OwnedFd>),
}

/// The pipeline's ends on the caller's side.
#[derive(Default)]
struct Mine {
    stdin: Option<PipeWriter>,
    stdout: Option<PipeReader>,
    stderr: Option<PipeReader>,
    /// The stages' side of `stderr`, while stages may still need it.
    errors: Option<Arc<OwnedFd>>,
}

/// Starts every stage of `pipeline`.
pub(super) fn start(pipeline: &Pipeline) -> Result<Job, Error> {
    let name = pipeline.name();
    let failed = |error| Error::io(&name, error);
    let Some(last) = pipeline.stages.len().checked_sub(1) else {
        return Err(failed(io::Error::new(
            io::ErrorKind::InvalidInput,
            "a pipeline without stages",
        )));
    };
    let (first_in, last_out) = pipeline.ends();
    let mut mine = Mine::default();
    let mut input = mine.input(first_in).map_err(failed)?;
    let final_output = mine.output(&last_out).map_err(failed)?;
    let mut stages = Stages {
        children: Vec::with_capacity(last + 1),
        group: None,
        pipefail: pipeline.pipefail,
        name: name.clone(),
    };
    for (index, command) in pipeline.stages.iter().enumerate() {
        let (output, next) = if index == last {
            (final_output.clone(), End::Closed)
        } else {
            let (read, write) = fd::pipe().map_err(|error| stages.abandon(error))?;
            (End::Fd(Arc::new(write)), End::Fd(Arc::new(read)))
        };
        let kind = command
            .stderr
            .as_ref()
            .or(pipeline.stderr.as_ref())
            .map_or(Kind::Inherit, |end| end.0.clone());
        let merged = if command.stderr.is_some() {
            &output
        } else {
            &final_output
        };
        let errors = mine
            .errors(&kind, merged)
            .map_err(|error| stages.abandon(error))?;
        let group = stages.group.or(pipeline.group).or(command.settings.group);
        match launch(command, [&input, &output, &errors], group) {
            Ok(child) => {
                if group == Some(0) {
                    stages.group = Some(child.pid());
                }
                stages.children.push(child);
            }
            Err(error) => {
                stages.kill_all();
                return Err(error);
            }
        }
        input = next;
    }
    let Mine {
        stdin,
        stdout,
        stderr,
        ..
    } = mine;
    Ok(Job {
        stdin,
        stdout,
        stderr,
        stages: Arc::new(stages),
    })
}

impl Mine {
    fn input(&mut self, kind: Kind) -> io::Result<End> {
        Ok(match kind {
            Kind::Inherit => End::Inherit,
            Kind::Closed => End::Closed,
            Kind::Null => null(libc::O_RDONLY)?,
            Kind::Fd(fd) => End::Fd(fd),
            Kind::Piped => {
                let (read, write) = fd::pipe()?;
                self.stdin = Some(write.into());
                End::Fd(Arc::new(read))
            }
            Kind::Bytes(bytes) => {
                let file = fd::memory_file()?;
                fd::write_all(file.as_raw_fd(), &bytes)?;
                fd::seek(file.as_raw_fd(), 0, libc::SEEK_SET)?;
                End::Fd(Arc::new(file))
            }
            Kind::Reader(reader) => {
                let (read, write) = fd::pipe()?;
                feed(reader, write)?;
                End::Fd(Arc::new(read))
            }
            Kind::Merge => return Err(misplaced("standard input cannot be merged")),
        })
    }

    fn output(&mut self, kind: &Kind) -> io::Result<End> {
        Ok(match kind {
            Kind::Inherit => End::Inherit,
            Kind::Closed => End::Closed,
            Kind::Null => null(libc::O_WRONLY)?,
            Kind::Fd(fd) => End::Fd(fd.clone()),
            Kind::Piped => {
                let (read, write) = fd::pipe()?;
                self.stdout = Some(read.into());
                End::Fd(Arc::new(write))
            }
            Kind::Merge | Kind::Bytes(_) | Kind::Reader(_) => {
                return Err(misplaced("standard output needs somewhere to go"));
            }
        })
    }

    fn errors(&mut self, kind: &Kind, merged: &End) -> io::Result<End> {
        Ok(match kind {
            Kind::Merge => match merged {
                // The caller's standard output, whatever the stage's own is.
                End::Inherit => End::Fd(Arc::new(fd::dup_from(libc::STDOUT_FILENO, 3)?)),
                other => other.clone(),
            },
            Kind::Piped => {
                if let Some(open) = &self.errors {
                    return Ok(End::Fd(open.clone()));
                }
                let (read, write) = fd::pipe()?;
                let write = Arc::new(write);
                self.stderr = Some(read.into());
                self.errors = Some(write.clone());
                End::Fd(write)
            }
            Kind::Inherit => End::Inherit,
            Kind::Closed => End::Closed,
            Kind::Null => null(libc::O_WRONLY)?,
            Kind::Fd(fd) => End::Fd(fd.clone()),
            Kind::Bytes(_) | Kind::Reader(_) => {
                return Err(misplaced("standard error needs somewhere to go"));
            }
        })
    }
}

fn misplaced(what: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, what)
}

fn null(flags: i32) -> io::Result<End> {
    fd::open(b"/dev/null", flags, 0).map(|fd| End::Fd(Arc::new(fd)))
}

/// Copies a reader into a pipe from a thread of its own, until either side has enough.
fn feed(reader: SharedReader, write: OwnedFd) -> io::Result<()> {
    let copy = move || {
        let taken = reader.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some(mut reader) = taken else { return };
        let mut block = vec![0_u8; 64 * 1024];
        loop {
            match reader.read(&mut block) {
                Ok(0) => return,
                Ok(length) => {
                    if fd::write_all(write.as_raw_fd(), block.get(..length).unwrap_or_default())
                        .is_err()
                    {
                        return;
                    }
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(_) => return,
            }
        }
    };
    // Without signals there is no SIGPIPE either, from a stage that has enough.
    quiet_thread("tine-feed", copy)
}

/// Starts one stage with its three ends.
fn launch(command: &Command, ends: [&End; 3], group: Option<libc::pid_t>) -> Result<Child, Error> {
    let refused = |errno| Error::Start {
        program: command.program.clone(),
        error: SpawnError {
            errno,
            step: Step::Exec,
        },
    };
    let variables = environment(command);
    let path = variables.get(OsStr::new("PATH")).map(OsString::as_os_str);
    let candidates = candidates(&command.program, path).ok_or_else(|| refused(libc::EINVAL))?;
    let references: Vec<&CStr> = candidates.iter().map(CString::as_c_str).collect();
    let Some((program, alternatives)) = references.split_first() else {
        return Err(refused(libc::ENOENT));
    };
    let name = command.arg0.as_ref().unwrap_or(&command.program);
    let argv = Strings::new(
        std::iter::once(name)
            .chain(&command.args)
            .map(|arg| arg.as_bytes()),
    );
    let envp = Strings::new(
        variables
            .iter()
            .map(|(name, value)| [name.as_bytes(), value.as_bytes()].join(&b'=')),
    );
    let directory = command
        .directory
        .as_ref()
        .map(|path| CString::new(path.as_os_str().as_bytes()))
        .transpose();
    let Ok(directory) = directory else {
        return Err(refused(libc::EINVAL));
    };

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
    let settings = &command.settings;
    let mut plan = Plan::new(program, &argv, &envp);
    plan.alternatives = alternatives;
    plan.moves = &moves;
    plan.close = &close;
    plan.group = if settings.session { None } else { group };
    plan.session = settings.session;
    // Rust's start-up ignores SIGPIPE; no program expects to inherit that.
    plan.default = settings
        .default
        .union(SignalSet::from(Signal::PIPE))
        .difference(settings.ignore);
    plan.ignore = settings.ignore;
    plan.default_caught = true;
    plan.mask = Some(settings.mask.unwrap_or(SignalSet::EMPTY));
    plan.directory = directory.as_deref();
    plan.umask = settings.umask;
    plan.limits = &settings.limits;
    plan.nice = settings.nice;
    plan.user = settings.user;
    plan.group_id = settings.group_id;
    plan.groups = settings.groups.as_deref();
    plan.parent_death = settings.parent_death.map(Signal::number);
    let started = if host_minds_children() {
        spawn_with_pidfd(&plan).map(|(pid, pidfd)| Child::new(pid, Some(pidfd)))
    } else {
        spawn(&plan).map(|pid| Child::new(pid, None))
    };
    started.map_err(|error| Error::Start {
        program: command.program.clone(),
        error,
    })
}

/// The environment that the command asks for.
fn environment(command: &Command) -> BTreeMap<OsString, OsString> {
    let mut variables = if command.env_clear {
        BTreeMap::new()
    } else {
        std::env::vars_os().collect::<BTreeMap<_, _>>()
    };
    for (name, value) in &command.env {
        match value {
            Some(value) => variables.insert(name.clone(), value.clone()),
            None => variables.remove(name),
        };
    }
    variables
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
