//! The workers of a pool, as the pool has them: started, replaced and ended.

use super::child::Child;
use super::command::Command;
use super::error::Error;
use super::job::Job;
use super::stages::Stages;
use super::{Pool, worker};
use crate::signal::Signal;
use crate::sys::child::is_multi_threaded;
use crate::sys::spawn::{Fork, fork};
use nix::libc;
use std::os::unix::net::UnixStream;
use std::process::ExitStatus;
use std::sync::Arc;
use std::sync::atomic::Ordering::SeqCst;
use std::time::{Duration, Instant};
use std::{fmt, io};

/// Work that a pool may take along to another thread.
type MobileWork = dyn Fn(&[u8]) -> Result<Vec<u8>, String> + Send + Sync;

pub(super) enum Maker {
    Program(Box<Command>),
    Fork(Arc<MobileWork>),
}

impl fmt::Debug for Maker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Program(command) => command.fmt(f),
            Self::Fork(_) => f.write_str("Fork"),
        }
    }
}

/// How long a worker that has nothing to do may take to end.
pub(super) const GRACE: Duration = Duration::from_secs(1);

#[derive(Debug)]
pub(super) struct Worker {
    pub job: Job,
    pub socket: UnixStream,
    pub generation: u32,
    pub task: Option<Task>,
}

impl Worker {
    /// Closes its socket, which lets it end.
    pub fn close(self) -> Job {
        self.job
    }
}

#[derive(Debug)]
pub(super) struct Task {
    pub index: usize,
    /// When its worker must have answered.
    pub deadline: Option<Instant>,
    pub bytes: Vec<u8>,
    pub attempts: u32,
}

impl Pool {
    /// Ends all workers: each at the end of file of its socket, or by signal after `grace`, which they have together.
    pub(super) fn retire_all(&mut self, grace: Duration) -> Result<(), Error> {
        let jobs: Vec<Job> = self.workers.drain(..).map(Worker::close).collect();
        let begun = Instant::now();
        let left = |time: Duration| time.saturating_sub(begun.elapsed());
        let (mut result, mut stuck) = (Ok(()), Vec::new());
        for mut job in jobs {
            match job.wait_timeout(left(grace)) {
                Ok(None) => stuck.push(job),
                ended => result = result.and(ended.map(drop)),
            }
        }
        // All are told before the first is waited for.
        for job in &stuck {
            let _ = job.signal(Signal::TERM);
        }
        for mut job in stuck {
            let ended = job.cancel(left(grace.saturating_add(GRACE)));
            result = result.and(ended.map(drop));
        }
        result
    }

    /// The worker at this place, or at the first that has none, where there are fewer: started if there is none, or one
    /// from before a reload.
    pub(super) fn worker(&mut self, place: usize) -> Result<&mut Worker, Error> {
        let place = place.min(self.workers.len());
        let current = self.generation.load(SeqCst);
        let there = self.workers.get(place);
        if there.is_none_or(|worker| worker.generation != current) {
            let new = self.start_worker()?;
            self.workers.push(new);
            if place + 1 < self.workers.len() {
                let old = self.workers.swap_remove(place).close();
                let _ = retire(old, GRACE);
            }
        }
        Ok(&mut self.workers[place])
    }

    pub(super) fn start_worker(&mut self) -> Result<Worker, Error> {
        let generation = self.generation.load(SeqCst);
        let failed = |error| Error::io("worker".as_ref(), error);
        let (socket, theirs) = UnixStream::pair().map_err(failed)?;
        // One that stops in the middle of a message holds nobody up for longer.
        socket
            .set_read_timeout(self.limit)
            .and_then(|()| socket.set_write_timeout(self.limit))
            .map_err(failed)?;
        let job = match &self.maker {
            Maker::Program(command) => Command::clone(command)
                .fd(worker::DESCRIPTOR, theirs)
                .env(worker::VARIABLE, worker::invitation())
                .spawn()?,
            Maker::Fork(work) => {
                if is_multi_threaded() {
                    return Err(failed(io::Error::from_raw_os_error(libc::EDEADLK)));
                }
                match fork().map_err(failed)? {
                    Fork::Parent(pid) => forked_job(pid),
                    Fork::Child => {
                        let work = work.clone();
                        // The copies of the other workers' sockets would keep those from their ends of file.
                        self.workers.clear();
                        drop(socket);
                        worker::run_forked(&theirs, &*work)
                    }
                }
            }
        };
        Ok(Worker {
            job,
            socket,
            generation,
            task: None,
        })
    }
}

/// Waits for a worker whose socket is closed; by signal after `grace`.
pub(super) fn retire(mut job: Job, grace: Duration) -> Result<ExitStatus, Error> {
    match job.wait_timeout(grace)? {
        Some(status) => Ok(status),
        None => job.cancel(GRACE),
    }
}

fn forked_job(pid: libc::pid_t) -> Job {
    let stages = Stages {
        children: vec![Child::new(pid, None)],
        group: None,
        pipefail: false,
        name: "worker".into(),
    };
    Job {
        stdin: None,
        stdout: None,
        stderr: None,
        stages: Arc::new(stages),
    }
}
