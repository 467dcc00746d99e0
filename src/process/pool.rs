//! A master and its workers: tasks spread over processes, one at a time each.

use super::command::Command;
use super::crew::{GRACE, Maker, Worker};
use super::error::Error;
use super::results::Results;
use super::worker;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::time::Duration;

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
    pub(super) maker: Maker,
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

    /// Lets the workers end in peace, all together at most for `grace`, then sends TERM and after a second KILL.
    ///
    /// Fails as [`Job::wait`](super::Job::wait) for the first that cannot be waited for. See waitpid(2).
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

impl Drop for Pool {
    fn drop(&mut self) {
        let _ = self.retire_all(GRACE);
    }
}
