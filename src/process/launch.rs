//! From a pipeline's description to running processes: pipes, plans, and the way back when a stage cannot start.

use super::child::Child;
use super::command::Command;
use super::error::Error;
use super::job::Job;
use super::pipeline::Pipeline;
use super::prepare::{End, Environment, Prepared};
use super::stages::Stages;
use super::stdio::{Kind, SharedReader, Stdio};
use crate::signal::quiet_thread;
use crate::sys::child::host_minds_children;
use crate::sys::fd;
use crate::sys::lock;
use crate::sys::spawn::{SpawnError, exec, spawn, spawn_with_pidfd};
use nix::libc;
use std::io::{self, PipeReader, PipeWriter, Read};
use std::os::fd::{AsRawFd, OwnedFd};
use std::rc::Rc;
use std::sync::Arc;

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
    if pipeline.stages.is_empty() {
        return Err(failed(invalid("a pipeline without stages")));
    }
    let mut mine = Mine::default();
    let mut input = (mine.input(Kind::of(pipeline.input_end()))).map_err(failed)?;
    let final_output = (mine.output(&Kind::of(pipeline.output_end()))).map_err(failed)?;
    let mut stages = Stages {
        children: Vec::with_capacity(pipeline.stages.len()),
        group: None,
        pipefail: pipeline.pipefail,
        name: name.clone(),
    };
    let mut environment = None;
    for (index, command) in pipeline.stages.iter().enumerate() {
        let (ends, next) = mine
            .stage(pipeline, (index, command), input, &final_output)
            .map_err(|error| stages.abandon(error))?;
        let group = stages.group.or(pipeline.group);
        match launch(command, ends.each_ref(), group, &mut environment) {
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
    Ok(mine.into_job(stages))
}

/// What a stage says itself of an end at which there is a pipe: that counts, as the pipe is made before the stage's
/// own redirections (XCU 2.9.2).
fn instead_of_pipe(end: Option<&Stdio>) -> Option<&Kind> {
    let kind = end.map(|end| &end.0);
    kind.filter(|kind| !matches!(kind, Kind::Piped))
}

impl Mine {
    fn into_job(self, stages: Stages) -> Job {
        Job {
            stdin: self.stdin,
            stdout: self.stdout,
            stderr: self.stderr,
            stages: Arc::new(stages),
        }
    }

    /// The three ends of a stage that reads `input` if it says nothing else, and what the next one reads.
    fn stage(
        &mut self,
        pipeline: &Pipeline,
        (index, command): (usize, &Command),
        mut input: End,
        final_output: &End,
    ) -> io::Result<([End; 3], End)> {
        let last = index + 1 == pipeline.stages.len();
        let (mut output, next) = if last {
            (final_output.clone(), End::Closed)
        } else {
            let (read, write) = fd::pipe()?;
            (End::Fd(Arc::new(write)), End::Fd(Arc::new(read)))
        };
        if index > 0
            && let Some(kind) = instead_of_pipe(command.stdin.as_ref())
        {
            input = self.input(kind.clone())?;
        }
        if !last && let Some(kind) = instead_of_pipe(command.stdout.as_ref()) {
            output = self.output(kind)?;
        }
        let merged = if command.stderr.is_some() {
            &output
        } else {
            final_output
        };
        let said = command.stderr.as_ref().or(pipeline.stderr.as_ref());
        let errors = self.errors(&Kind::of(said), merged)?;
        Ok(([input, output, errors], next))
    }

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
            Kind::Merge => return Err(invalid("standard input cannot be merged")),
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
                return Err(invalid("standard output needs somewhere to go"));
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
                return Err(invalid("standard error needs somewhere to go"));
            }
        })
    }
}

fn invalid(what: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, what)
}

fn null(flags: i32) -> io::Result<End> {
    fd::open(b"/dev/null", flags, 0).map(|fd| End::Fd(Arc::new(fd)))
}

/// Copies a reader into a pipe from a thread of its own, until either side has enough.
fn feed(reader: SharedReader, write: OwnedFd) -> io::Result<()> {
    let copy = move || {
        let taken = lock(&reader).take();
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
fn launch(
    command: &Command,
    ends: [&End; 3],
    group: Option<libc::pid_t>,
    environment: &mut Option<Rc<Environment>>,
) -> Result<Child, Error> {
    let started = Prepared::new(command, ends, environment).and_then(|prepared| {
        prepared.carry_out(command, group, |plan| {
            if host_minds_children() {
                spawn_with_pidfd(plan).map(|(pid, pidfd)| Child::new(pid, Some(pidfd)))
            } else {
                spawn(plan).map(|pid| Child::new(pid, None))
            }
        })
    });
    started.map_err(|error| start_error(command, error))
}

/// Becomes the command in place; returns only why not.
pub(super) fn replace(command: &Command) -> Error {
    let mut mine = Mine::default();
    let input = mine.input(Kind::of(command.stdin.as_ref()));
    let ends = input.and_then(|input| {
        let output = mine.output(&Kind::of(command.stdout.as_ref()))?;
        let errors = mine.errors(&Kind::of(command.stderr.as_ref()), &output)?;
        Ok([input, output, errors])
    });
    let ends = match ends {
        Ok(ends) => ends,
        Err(error) => return Error::io(&command.program, error),
    };
    let failed = Prepared::new(command, ends.each_ref(), &mut None).and_then(|prepared| {
        prepared.carry_out(command, command.settings.group, |plan| Err(exec(plan)))
    });
    match failed {
        Ok(never) => never,
        Err(error) => start_error(command, error),
    }
}

fn start_error(command: &Command, error: SpawnError) -> Error {
    Error::Start {
        program: command.program.clone(),
        error,
    }
}
