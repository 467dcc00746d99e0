//! The outcomes of a pool's tasks: handing tasks out, taking answers in, replacing workers that died.

use super::crew::{GRACE, Task, Worker, retire};
use super::pool::Pool;
use super::worker::{self, Reply};
use super::{Outcome, TaskError};
use crate::ipc::{Events, poll};
use std::collections::{BTreeMap, VecDeque};
use std::os::fd::AsFd;
use std::time::Instant;
use std::{fmt, io};

/// The outcomes of the tasks given to [`Pool::run`].
///
/// Dropping it ends the workers that are still busy, by KILL (signal(7)).
///
/// ```
/// use tine::process::{Command, Pool};
/// let mut pool = Pool::new(1, Command::new("/nonexistent/worker"));
/// let results = pool.run([Vec::new(), Vec::new()]);
/// assert_eq!(results.map(|outcome| outcome.index).max(), Some(1));
/// ```
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
    pub(super) fn new(pool: &'a mut Pool, tasks: I) -> Self {
        Self {
            pool,
            tasks,
            taken: 0,
            done: 0,
            again: VecDeque::new(),
            ready: BTreeMap::new(),
            ordered: false,
            progress: None,
        }
    }

    /// Outcomes in the order of the tasks. Only a few more tasks are taken while the next in line is not done.
    ///
    /// See unix(7) for the sockets over which they come.
    ///
    /// ```
    /// use tine::process::{Command, Pool};
    /// let mut pool = Pool::new(2, Command::new("/nonexistent/worker"));
    /// let indices: Vec<_> = pool.run(vec![Vec::new(); 5]).in_order().map(|outcome| outcome.index).collect();
    /// assert_eq!(indices, [0, 1, 2, 3, 4]);
    /// ```
    #[must_use]
    pub fn in_order(mut self) -> Self {
        self.ordered = true;
        self
    }

    /// Calls `progress` with the numbers of tasks done and taken whenever one is done.
    ///
    /// It runs in the thread that asks for outcomes, between two poll(2) calls.
    ///
    /// ```
    /// use tine::process::{Command, Pool};
    /// let mut done = 0;
    /// let mut pool = Pool::new(1, Command::new("/nonexistent/worker"));
    /// pool.run(vec![Vec::new(); 3]).progress(|finished, _| done = finished).count();
    /// assert_eq!(done, 3);
    /// ```
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
            deadline: None,
            bytes,
            attempts: 0,
        })
    }

    /// Gives a task to every free worker, starting those that are missing or outdated.
    fn assign(&mut self) {
        for place in 0..self.pool.size {
            let busy = |worker: &Worker| worker.task.is_some();
            if self.pool.workers.get(place).is_some_and(busy) {
                continue;
            }
            let Some(task) = self.next_task() else {
                return;
            };
            let limit = self.pool.limit;
            match self.pool.worker(place) {
                Ok(worker) => {
                    // A worker that is gone is found out when its answer is read.
                    let _ = worker::send(&worker.socket, &task.bytes);
                    worker.task = Some(Task {
                        deadline: limit.and_then(|limit| Instant::now().checked_add(limit)),
                        ..task
                    });
                }
                Err(error) => self.finish(task.index, Err(TaskError::NoWorker(error))),
            }
        }
    }

    /// Waits until some worker answers or dies, and takes down what came of it.
    fn collect(&mut self) {
        let all = self.pool.workers.iter().enumerate();
        let busy: Vec<usize> = all
            .filter(|(_, worker)| worker.task.is_some())
            .map(|(place, _)| place)
            .collect();
        let workers = || {
            busy.iter()
                .filter_map(|&place| self.pool.workers.get(place))
        };
        let asked: Vec<_> = workers()
            .map(|worker| (worker.socket.as_fd(), Events::READABLE))
            .collect();
        let deadline = |worker: &Worker| worker.task.as_ref()?.deadline;
        let first = workers().filter_map(deadline).min();
        let left = first.map(|first| first.saturating_duration_since(Instant::now()));
        let Ok(found) = poll(&asked, left) else {
            return;
        };
        let now = Instant::now();
        // From the last place on, so that a worker taken out moves no other that is still to be looked at.
        for (place, events) in busy.into_iter().zip(found).rev() {
            let late = self
                .pool
                .workers
                .get(place)
                .and_then(deadline)
                .is_some_and(|deadline| deadline <= now);
            if !events.is_empty() {
                self.take_answer(place);
            } else if late {
                self.take_out(place, true);
            }
        }
    }

    fn take_answer(&mut self, place: usize) {
        let Some(worker) = self.pool.workers.get_mut(place) else {
            return;
        };
        let reply = worker::receive(&worker.socket);
        let late = matches!(&reply, Err(error) if error.kind() == io::ErrorKind::WouldBlock);
        let Ok(reply) = reply else {
            return self.take_out(place, late);
        };
        let Some(task) = worker.task.take() else {
            return;
        };
        let result = match reply {
            Reply::Done(answer) => Ok(answer),
            Reply::Failed(message) => Err(TaskError::Failed(message)),
        };
        self.finish(task.index, result);
    }

    /// Removes a worker that has ended, or that answers too late, and sees what becomes of its task.
    fn take_out(&mut self, place: usize, late: bool) {
        let mut worker = self.pool.workers.swap_remove(place);
        let task = worker.task.take();
        let dead = worker.close();
        if late {
            let _ = dead.kill();
        }
        // It may have closed its socket without ending.
        let status = retire(dead, GRACE);
        let Some(mut task) = task else { return };
        task.attempts += 1;
        if task.attempts <= self.pool.retries {
            self.again.push_back(task);
            return;
        }
        let error = match status {
            _ if late => TaskError::TimedOut,
            Ok(status) => TaskError::Crashed(status),
            Err(error) => TaskError::NoWorker(error),
        };
        self.finish(task.index, Err(error));
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
