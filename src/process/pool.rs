//! A master and its workers: tasks spread over processes, one at a time each.

use super::child::Child;
use super::command::Command;
use super::error::Error;
use super::job::Job;
use super::results::Results;
use super::stages::Stages;
use super::worker;
use crate::sys::child::is_multi_threaded;
use crate::sys::spawn::{Fork, fork};
use nix::libc;
use std::fmt;
use std::io;
use std::os::unix::net::UnixStream;
use std::process::ExitStatus;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::time::{Duration, Instant};

/// Work that a pool may take along to another thread.
type MobileWork = dyn Fn(&[u8]) -> Result<Vec<u8>, String> + Send + Sync;

enum Maker {
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

/// Worker processes that carry out tasks: byte strings that each make one.
///
/// A worker that dies is replaced and its task tried again, up to [`retries`](Self::retries). Tasks are taken from
/// their source only as workers become free. Workers end by themselves when the master does.
///
/// The workers run a program of their own, which calls [`serve`](super::serve), or are [forked](Self::forked) from a
/// single-threaded master.
///
/// Messages travel over socketpair(2); workers are forked or spawned as fork(2) and execve(2) have it.
///
/// ```no_run
/// use std::time::Duration;
/// use tine::process::{Command, Pool};
/// let mut pool = Pool::new(4, Command::new("/usr/lib/my-worker"));
/// for outcome in pool.run([b"first".to_vec(), b"second".to_vec()]).in_order() {
///     println!("{}: {:?}", outcome.index, outcome.result);
/// }
/// pool.stop(Duration::from_secs(5))?;
/// # Ok::<(), tine::process::Error>(())
/// ```
#[derive(Debug)]
pub struct Pool {
    maker: Maker,
    pub(super) size: usize,
    pub(super) retries: u32,
    pub(super) limit: Option<Duration>,
    pub(super) workers: Vec<Worker>,
    pub(super) generation: Arc<AtomicU32>,
}

/// Replaces the workers of a [`Pool`], from wherever; see [`Pool::reloader`].
///
/// Like the HUP that services reload for (daemon(7)), it can come at any time.
///
/// ```
/// use tine::process::{Command, Pool};
/// let pool = Pool::new(2, Command::new("worker"));
/// let reloader = pool.reloader();
/// std::thread::spawn(move || reloader.reload());
/// ```
#[derive(Debug, Clone)]
pub struct Reloader(Arc<AtomicU32>);

impl Pool {
    /// Workers that run `command`, which serves tasks with [`serve`](super::serve); 0 for one a processor.
    ///
    /// Nothing is started yet; see `sched_getaffinity(2)` for what counts as a processor.
    ///
    /// ```
    /// use tine::process::{Command, Pool};
    /// let pool = Pool::new(0, Command::new("worker"));
    /// assert!(pool.pids().is_empty());
    /// ```
    pub fn new(workers: usize, command: Command) -> Self {
        Self::with(workers, Maker::Program(Box::new(command)))
    }

    /// Workers that are copies of this process and call `work`; 0 for one a processor. For single-threaded programs:
    /// tasks fail with [`TaskError::NoWorker`](super::TaskError::NoWorker) in others.
    ///
    /// By fork(2).
    ///
    /// ```
    /// use tine::process::{Pool, TaskError};
    /// let mut pool = Pool::forked(1, |task| Ok(task.to_ascii_uppercase()));
    /// let outcome = pool.run([b"x".to_vec()]).next();
    /// // Refused where there is more than one thread, as under a test harness.
    /// assert!(outcome.is_some_and(|outcome| match outcome.result {
    ///     Ok(answer) => answer == b"X",
    ///     Err(error) => matches!(error, TaskError::NoWorker(_)),
    /// }));
    /// ```
    pub fn forked(
        workers: usize,
        work: impl Fn(&[u8]) -> Result<Vec<u8>, String> + Send + Sync + 'static,
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
            limit: None,
            workers: Vec::new(),
            generation: Arc::default(),
        }
    }

    /// Whether this program is a worker of a pool that another one has started: for programs that are master and worker
    /// in one, and then call [`serve`](super::serve) first of all.
    ///
    /// Asks the environment (environ(7)) and getppid(2).
    ///
    /// ```
    /// assert!(!tine::process::Pool::is_worker());
    /// ```
    pub fn is_worker() -> bool {
        worker::invited().is_some()
    }

    /// How often a task is tried again when its worker dies; once unless said.
    ///
    /// A worker that dies is seen by the end of file of its socket, unix(7).
    ///
    /// ```
    /// use tine::process::{Command, Pool, TaskError};
    /// // What it runs never answers.
    /// let mut pool = Pool::new(1, Command::new("true")).retries(3);
    /// let outcome = pool.run([b"x".to_vec()]).next();
    /// assert!(outcome.is_some_and(|outcome| matches!(outcome.result, Err(TaskError::Crashed(_)))));
    /// ```
    #[must_use]
    pub fn retries(mut self, retries: u32) -> Self {
        self.retries = retries;
        self
    }

    /// Ends a worker that has not answered a task in this time, as if it had crashed; for ever unless said.
    ///
    /// It gets KILL, signal(7).
    ///
    /// ```
    /// use std::time::Duration;
    /// use tine::process::{Command, Pool, TaskError};
    /// // No worker at all: it never answers.
    /// let mut pool = Pool::new(1, Command::new("sleep").arg("1000"))
    ///     .retries(0)
    ///     .task_timeout(Duration::from_millis(10));
    /// let outcome = pool.run([b"x".to_vec()]).next();
    /// assert!(outcome.is_some_and(|outcome| matches!(outcome.result, Err(TaskError::TimedOut))));
    /// ```
    #[must_use]
    pub fn task_timeout(mut self, limit: Duration) -> Self {
        self.limit = Some(limit);
        self
    }

    /// Starts all workers now; otherwise each starts when there first is a task for it.
    ///
    /// Fails as [`Command::spawn`] and fork(2); those that were started before stay.
    ///
    /// ```
    /// use std::time::Duration;
    /// use tine::process::{Command, Pool};
    /// let mut pool = Pool::new(2, Command::new("cat"));
    /// pool.prefork()?;
    /// assert_eq!(pool.pids().len(), 2);
    /// pool.stop(Duration::from_secs(1))?;
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn prefork(&mut self) -> Result<(), Error> {
        while self.workers.len() < self.size {
            let worker = self.start_worker()?;
            self.workers.push(worker);
        }
        Ok(())
    }

    /// Has the workers carry out `tasks`; the outcomes as they come. See [`Results::in_order`].
    ///
    /// Back-pressure as with a pipe(7): what is not asked for is not done.
    ///
    /// ```
    /// use tine::process::{Command, Pool, TaskError};
    /// let mut pool = Pool::new(1, Command::new("/nonexistent/worker"));
    /// let errors = pool
    ///     .run([b"x".to_vec(), b"y".to_vec()])
    ///     .filter(|outcome| matches!(outcome.result, Err(TaskError::NoWorker(_))));
    /// assert_eq!(errors.count(), 2);
    /// ```
    pub fn run<I>(&mut self, tasks: I) -> Results<'_, I::IntoIter>
    where
        I: IntoIterator<Item = Vec<u8>>,
    {
        Results::new(self, tasks.into_iter())
    }

    /// Replaces each worker by a new one before it gets its next task.
    ///
    /// As daemon(7) has it for services: without an interruption.
    ///
    /// ```
    /// use tine::process::{Command, Pool};
    /// let pool = Pool::new(2, Command::new("worker"));
    /// pool.reload();
    /// ```
    pub fn reload(&self) {
        self.reloader().reload();
    }

    /// A handle that calls for a [`reload`](Self::reload) from another thread, or while tasks run.
    ///
    /// See daemon(7).
    ///
    /// ```
    /// use tine::process::{Command, Pool};
    /// let reloader = Pool::new(2, Command::new("worker")).reloader();
    /// reloader.reload();
    /// ```
    pub fn reloader(&self) -> Reloader {
        Reloader(self.generation.clone())
    }

    /// The processes of the workers that are there now.
    ///
    /// Numbers as fork(2) gave them.
    ///
    /// ```
    /// use tine::process::{Command, Pool};
    /// assert!(Pool::new(2, Command::new("worker")).pids().is_empty());
    /// ```
    pub fn pids(&self) -> Vec<i32> {
        self.workers
            .iter()
            .flat_map(|worker| worker.job.pids())
            .collect()
    }

    /// Lets every worker end in peace, at most for `grace`, and waits for it.
    ///
    /// Fails as [`Job::wait`] for the first that cannot be waited for. See waitpid(2).
    ///
    /// ```
    /// use std::time::Duration;
    /// use tine::process::{Command, Pool};
    /// let mut pool = Pool::new(2, Command::new("cat"));
    /// pool.prefork()?;
    /// pool.stop(Duration::from_secs(1))?;
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn stop(mut self, grace: Duration) -> Result<(), Error> {
        self.retire_all(grace)
    }

    /// Ends all workers: each at the end of file of its socket, or by signal after `grace`.
    fn retire_all(&mut self, grace: Duration) -> Result<(), Error> {
        let jobs: Vec<Job> = self.workers.drain(..).map(Worker::close).collect();
        jobs.into_iter()
            .try_for_each(|job| retire(job, grace).map(drop))
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

    fn start_worker(&mut self) -> Result<Worker, Error> {
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

impl Reloader {
    /// Calls for the reload.
    ///
    /// See daemon(7).
    ///
    /// ```
    /// use tine::process::{Command, Pool};
    /// let pool = Pool::new(2, Command::new("worker"));
    /// pool.reloader().reload();
    /// ```
    pub fn reload(&self) {
        self.0.fetch_add(1, SeqCst);
    }
}

/// Waits for a worker whose socket is closed; by signal after `grace`.
pub(super) fn retire(mut job: Job, grace: Duration) -> Result<ExitStatus, Error> {
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
