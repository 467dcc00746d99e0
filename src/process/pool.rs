//! A master and its workers: tasks spread over processes, one at a time each.

use super::child::Child;
use super::command::Command;
use super::error::Error;
use super::job::{Job, Stages};
use super::worker::{self, Reply, Work};
use crate::ipc::{Events, poll};
use crate::sys::child::is_multi_threaded;
use crate::sys::spawn::{Fork, fork};
use nix::libc;
use std::collections::{BTreeMap, VecDeque};
use std::fmt;
use std::io;
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::process::ExitStatus;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::time::Duration;

enum Maker {
    Program(Box<Command>),
    Fork(Arc<Work>),
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
const GRACE: Duration = Duration::from_secs(1);

#[derive(Debug)]
struct Worker {
    job: Job,
    socket: UnixStream,
    generation: u32,
    task: Option<Task>,
}

impl Worker {
    /// Closes its socket, which lets it end.
    fn close(self) -> Job {
        self.job
    }
}

#[derive(Debug)]
struct Task {
    index: usize,
    bytes: Vec<u8>,
    attempts: u32,
}

/// Worker processes that carry out tasks: byte strings that each make one.
///
/// A worker that dies is replaced and its task tried again, up to [`retries`](Self::retries). Tasks are taken from
/// their source only as workers become free. Workers end by themselves when the master does.
///
/// The workers run a program of their own, which calls [`serve`](super::serve), or are [forked](Self::forked) from a
/// single-threaded master.
#[derive(Debug)]
pub struct Pool {
    maker: Maker,
    size: usize,
    retries: u32,
    workers: Vec<Worker>,
    generation: Arc<AtomicU32>,
}

/// Replaces the workers of a [`Pool`], from wherever; see [`Pool::reloader`].
#[derive(Debug, Clone)]
pub struct Reloader(Arc<AtomicU32>);

/// What came of one task.
#[derive(Debug)]
pub struct Outcome {
    /// The place of the task among all, from 0.
    pub index: usize,
    /// The worker's answer.
    pub result: Result<Vec<u8>, TaskError>,
}

/// Why a task has no answer.
#[derive(Debug)]
pub enum TaskError {
    /// The worker said so.
    Failed(Vec<u8>),
    /// Every worker that tried it ended, the last with this status.
    Crashed(ExitStatus),
    /// No worker could be started.
    NoWorker(Error),
}

impl fmt::Display for TaskError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failed(message) => f.write_str(&String::from_utf8_lossy(message)),
            Self::Crashed(status) => write!(f, "the worker ended: {status}"),
            Self::NoWorker(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for TaskError {}

impl Pool {
    /// Workers that run `command`, which serves tasks with [`serve`](super::serve); 0 for one a processor.
    pub fn new(workers: usize, command: Command) -> Self {
        Self::with(workers, Maker::Program(Box::new(command)))
    }

    /// Workers that are copies of this process and call `work`; 0 for one a processor. For single-threaded programs:
    /// tasks fail with [`TaskError::NoWorker`] in others.
    pub fn forked(
        workers: usize,
        work: impl Fn(&[u8]) -> Result<Vec<u8>, String> + 'static,
    ) -> Self {
        Self::with(workers, Maker::Fork(Arc::new(work)))
    }

    fn with(workers: usize, maker: Maker) -> Self {
        let all = std::thread::available_parallelism().map_or(1, usize::from);
        let size = if workers == 0 { all } else { workers };
        Self {
            maker,
            size,
            retries: 1,
            workers: Vec::new(),
            generation: Arc::default(),
        }
    }

    /// How often a task is tried again when its worker dies; once unless said.
    #[must_use]
    pub fn retries(mut self, retries: u32) -> Self {
        self.retries = retries;
        self
    }

    /// Has the workers carry out `tasks`; the outcomes as they come. See [`Results::in_order`].
    pub fn run<I>(&mut self, tasks: I) -> Results<'_, I::IntoIter>
    where
        I: IntoIterator<Item = Vec<u8>>,
    {
        Results {
            pool: self,
            tasks: tasks.into_iter(),
            taken: 0,
            done: 0,
            again: VecDeque::new(),
            ready: BTreeMap::new(),
            ordered: false,
            progress: None,
        }
    }

    /// Replaces each worker by a new one before it gets its next task.
    pub fn reload(&self) {
        self.reloader().reload();
    }

    /// A handle that calls for a [`reload`](Self::reload) from another thread, or while tasks run.
    pub fn reloader(&self) -> Reloader {
        Reloader(self.generation.clone())
    }

    /// The processes of the workers that are there now.
    pub fn pids(&self) -> Vec<i32> {
        self.workers
            .iter()
            .flat_map(|worker| worker.job.pids())
            .collect()
    }

    /// Lets every worker end in peace, at most for `grace`, and waits for it.
    pub fn stop(mut self, grace: Duration) -> Result<(), Error> {
        self.retire_all(grace)
    }

    /// Ends all workers: each at the end of file of its socket, or by signal after `grace`.
    fn retire_all(&mut self, grace: Duration) -> Result<(), Error> {
        let jobs: Vec<Job> = self.workers.drain(..).map(Worker::close).collect();
        jobs.into_iter()
            .try_for_each(|job| retire(job, grace).map(drop))
    }

    fn start_worker(&mut self) -> Result<Worker, Error> {
        let generation = self.generation.load(SeqCst);
        let failed = |error| Error::io("worker".as_ref(), error);
        let (socket, theirs) = UnixStream::pair().map_err(failed)?;
        let job = match &self.maker {
            Maker::Program(command) => {
                let number = worker::DESCRIPTOR.to_string();
                Command::clone(command)
                    .fd(worker::DESCRIPTOR, theirs)
                    .env(worker::VARIABLE, number)
                    .spawn()?
            }
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

impl Reloader {
    /// Calls for the reload.
    pub fn reload(&self) {
        self.0.fetch_add(1, SeqCst);
    }
}

/// Waits for a worker whose socket is closed; by signal after `grace`.
fn retire(mut job: Job, grace: Duration) -> Result<ExitStatus, Error> {
    match job.wait_timeout(grace)? {
        Some(status) => Ok(status),
        None => job.cancel(GRACE),
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        let _ = self.retire_all(GRACE);
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

/// The outcomes of the tasks given to [`Pool::run`].
pub struct Results<'a, I> {
    pool: &'a mut Pool,
    tasks: I,
    taken: usize,
    done: usize,
    again: VecDeque<Task>,
    ready: BTreeMap<usize, Outcome>,
    ordered: bool,
    progress: Option<Box<dyn FnMut(usize, usize) + 'a>>,
}

impl<I> fmt::Debug for Results<'_, I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Results")
            .field("taken", &self.taken)
            .field("done", &self.done)
            .finish_non_exhaustive()
    }
}

impl<'a, I: Iterator<Item = Vec<u8>>> Results<'a, I> {
    /// Outcomes in the order of the tasks. Only a few more tasks are taken while the next in line is not done.
    #[must_use]
    pub fn in_order(mut self) -> Self {
        self.ordered = true;
        self
    }

    /// Calls `progress` with the numbers of tasks done and taken whenever one is done.
    #[must_use]
    pub fn progress(mut self, progress: impl FnMut(usize, usize) + 'a) -> Self {
        self.progress = Some(Box::new(progress));
        self
    }

    /// The next task, if one may be taken now.
    fn next_task(&mut self) -> Option<Task> {
        if let Some(task) = self.again.pop_front() {
            return Some(task);
        }
        if self.ordered && self.ready.len() > 4 * self.pool.size {
            return None;
        }
        let bytes = self.tasks.next()?;
        self.taken += 1;
        Some(Task {
            index: self.taken - 1,
            bytes,
            attempts: 0,
        })
    }

    /// Gives a task to every free worker, starting those that are missing or outdated.
    fn assign(&mut self) {
        for place in 0..self.pool.size {
            if self
                .pool
                .workers
                .get(place)
                .is_some_and(|worker| worker.task.is_some())
            {
                continue;
            }
            let Some(task) = self.next_task() else { return };
            let current = self.pool.generation.load(SeqCst);
            if self
                .pool
                .workers
                .get(place)
                .is_none_or(|worker| worker.generation != current)
            {
                match self.pool.start_worker() {
                    Ok(worker) if place < self.pool.workers.len() => {
                        self.pool.workers.push(worker);
                        let old = self.pool.workers.swap_remove(place).close();
                        let _ = retire(old, GRACE);
                    }
                    Ok(worker) => self.pool.workers.push(worker),
                    Err(error) => {
                        self.finish(task.index, Err(TaskError::NoWorker(error)));
                        continue;
                    }
                }
            }
            if let Some(worker) = self.pool.workers.get_mut(place) {
                // A worker that is gone is found out when its answer is read.
                let _ = worker::send(&worker.socket, &task.bytes);
                worker.task = Some(task);
            }
        }
    }

    /// Waits until some worker answers or dies, and takes down what came of it.
    fn collect(&mut self) {
        let busy: Vec<usize> = (0..self.pool.workers.len())
            .filter(|&place| {
                self.pool
                    .workers
                    .get(place)
                    .is_some_and(|worker| worker.task.is_some())
            })
            .collect();
        let sockets = busy
            .iter()
            .filter_map(|&place| self.pool.workers.get(place));
        let asked: Vec<_> = sockets
            .map(|worker| (worker.socket.as_fd(), Events::READABLE))
            .collect();
        let Ok(found) = poll(&asked, None) else {
            return;
        };
        for (place, events) in busy.into_iter().zip(found).rev() {
            if !events.is_empty() {
                self.take_answer(place);
            }
        }
    }

    fn take_answer(&mut self, place: usize) {
        let Some(worker) = self.pool.workers.get_mut(place) else {
            return;
        };
        let Some(mut task) = worker.task.take() else {
            return;
        };
        match worker::receive(&worker.socket) {
            Ok(Reply::Done(answer)) => self.finish(task.index, Ok(answer)),
            Ok(Reply::Failed(message)) => self.finish(task.index, Err(TaskError::Failed(message))),
            Err(_) => {
                let dead = self.pool.workers.swap_remove(place).close();
                // It may have closed its socket without ending.
                let status = retire(dead, GRACE);
                task.attempts += 1;
                match status {
                    Ok(status) if task.attempts > self.pool.retries => {
                        self.finish(task.index, Err(TaskError::Crashed(status)));
                    }
                    Err(error) if task.attempts > self.pool.retries => {
                        self.finish(task.index, Err(TaskError::NoWorker(error)));
                    }
                    _ => self.again.push_back(task),
                }
            }
        }
    }

    fn finish(&mut self, index: usize, result: Result<Vec<u8>, TaskError>) {
        self.ready.insert(index, Outcome { index, result });
        self.done += 1;
        if let Some(progress) = &mut self.progress {
            progress(self.done, self.taken);
        }
    }

    /// An outcome that may be handed out.
    fn take_ready(&mut self) -> Option<Outcome> {
        // As many were handed out as are done and not ready any more.
        let turn = self.done - self.ready.len();
        let first = *self.ready.keys().next()?;
        if self.ordered && first != turn {
            None
        } else {
            self.ready.remove(&first)
        }
    }

    /// Tasks taken and not done.
    fn pending(&self) -> usize {
        self.taken - self.done
    }
}

impl<I: Iterator<Item = Vec<u8>>> Iterator for Results<'_, I> {
    type Item = Outcome;

    fn next(&mut self) -> Option<Outcome> {
        loop {
            self.assign();
            if let Some(outcome) = self.take_ready() {
                return Some(outcome);
            }
            if self.pending() == 0 {
                return None;
            }
            self.collect();
        }
    }
}

impl<I> Drop for Results<'_, I> {
    /// Workers still busy with tasks that nobody waits for any more are not kept.
    fn drop(&mut self) {
        for busy in self
            .pool
            .workers
            .extract_if(.., |worker| worker.task.is_some())
        {
            let _ = busy.job.kill();
            let _ = retire(busy.close(), GRACE);
        }
    }
}
