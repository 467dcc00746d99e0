//! The outcomes of a pool's tasks: handing tasks out, taking answers in, replacing workers that died.

use super::error::Error;
use super::pool::{GRACE, Pool, Task, retire};
use super::worker::{self, Reply};
use crate::ipc::{Events, poll};
use std::collections::{BTreeMap, VecDeque};
use std::fmt;
use std::os::fd::AsFd;
use std::process::ExitStatus;
use std::sync::atomic::Ordering::SeqCst;

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
