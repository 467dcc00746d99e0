//! Master and workers under what goes wrong: crashes, hangs, big messages, reloads, a master that leaves early.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod support;

use std::collections::BTreeSet;
use std::os::unix::process::ExitStatusExt;
use std::time::{Duration, Instant};
use support::{alone, children, wait_for};
use tine::process::{Command, Pool, Stdio, TaskError, serve};

/// This program again, which runs the one test that serves.
fn pool(workers: usize) -> Pool {
    let program = std::env::current_exe().unwrap();
    let worker = Command::new(program).args(["--exact", "worker", "--nocapture"]);
    Pool::new(workers, worker.stdout(Stdio::null()).stderr(Stdio::null()))
}

/// A worker's life, where this program is one; no test otherwise.
#[test]
fn worker() {
    if Pool::is_worker() {
        serve(work).unwrap();
        std::process::exit(0);
    }
}

fn work(task: &[u8]) -> Result<Vec<u8>, String> {
    match task {
        b"pid" => Ok(std::process::id().to_string().into_bytes()),
        b"abort" => std::process::abort(),
        b"panic" => panic!("on demand"),
        b"kill" => {
            let _ = tine::signal::kill(std::process::id() as i32, tine::signal::Signal::KILL);
            Err("not reached".to_owned())
        }
        b"hang" => loop {
            std::thread::sleep(Duration::from_secs(1000));
        },
        b"nested" => {
            // What a worker starts is no worker, whatever it inherits.
            let program = std::env::current_exe().map_err(|error| error.to_string())?;
            let inner = Command::new(program).args(["--exact", "worker"]);
            let output = inner.output().map_err(|error| error.to_string())?;
            Ok(output.status.code().unwrap_or(-1).to_string().into_bytes())
        }
        [b'-', rest @ ..] => Err(String::from_utf8_lossy(rest).into_owned()),
        other => Ok(other.iter().rev().copied().collect()),
    }
}

fn nobody_is_left() {
    wait_for("the workers to be gone", || children().is_empty());
}

#[test]
fn every_task_has_one_outcome() {
    let _alone = alone();
    let mut pool = pool(4);
    pool.prefork().unwrap();
    assert_eq!(pool.pids().len(), 4);
    let tasks = || (0..500).map(|n: u32| n.to_string().into_bytes());
    let in_order: Vec<_> = pool
        .run(tasks())
        .in_order()
        .map(|o| o.result.unwrap())
        .collect();
    let reversed = |task: Vec<u8>| task.into_iter().rev().collect::<Vec<_>>();
    assert_eq!(in_order, tasks().map(reversed).collect::<Vec<_>>());
    let mut steps = Vec::new();
    let any: BTreeSet<usize> = pool
        .run(tasks())
        .progress(|done, taken| steps.push((done, taken)))
        .map(|o| o.index)
        .collect();
    assert_eq!(any.len(), 500);
    assert_eq!(steps.len(), 500);
    assert!(
        steps
            .iter()
            .all(|(done, taken)| done <= taken && *taken <= done + 4),
        "tasks are taken as workers are free"
    );
    pool.stop(Duration::from_secs(10)).unwrap();
    nobody_is_left();
}

#[test]
fn a_crash_costs_one_task() {
    let _alone = alone();
    let mut pool = pool(3).retries(2);
    let tasks = ["a", "abort", "b", "panic", "c", "kill", "-said no", "d"]
        .map(|task| task.as_bytes().to_vec());
    let results: Vec<_> = pool
        .run(tasks)
        .in_order()
        .map(|outcome| outcome.result)
        .collect();
    for (index, expected) in [(0, b"a"), (2, b"b"), (4, b"c"), (7, b"d")] {
        assert_eq!(results[index].as_ref().unwrap(), expected);
    }
    let crash = |index: usize| match &results[index] {
        Err(TaskError::Crashed(status)) => (status.signal(), status.code()),
        other => panic!("{other:?}"),
    };
    assert_eq!(crash(1), (Some(6), None));
    assert_eq!(crash(3), (None, Some(101)));
    assert_eq!(crash(5), (Some(9), None));
    assert!(matches!(&results[6], Err(TaskError::Failed(why)) if why == b"said no"));
    drop(pool);
    nobody_is_left();
}

#[test]
fn a_worker_that_cannot_be_started_costs_one_task() {
    let _alone = alone();
    let directory = tempfile::tempdir().unwrap();
    let program = directory.path().join("program");
    let worker = Command::new(&program).args(["--exact", "worker", "--nocapture"]);
    let mut pool = Pool::new(2, worker.stdout(Stdio::null()).stderr(Stdio::null()));
    let tasks = [b"ab".to_vec(), b"cd".to_vec()];
    let results: Vec<_> = pool
        .run(tasks)
        .in_order()
        // It is there from the first failure on.
        .progress(|_, _| {
            let _ = std::os::unix::fs::symlink(std::env::current_exe().unwrap(), &program);
        })
        .map(|outcome| outcome.result)
        .collect();
    assert!(matches!(&results[0], Err(TaskError::NoWorker(_))));
    assert_eq!(results[1].as_ref().unwrap(), b"dc");
    pool.stop(Duration::from_secs(10)).unwrap();
    nobody_is_left();
}

#[test]
fn workers_that_do_not_end_have_the_time_together() {
    let _alone = alone();
    let deaf = Command::new("sh").args(["-c", "trap '' TERM; exec sleep 1000"]);
    let mut pool = Pool::new(20, deaf);
    pool.prefork().unwrap();
    let begun = Instant::now();
    pool.stop(Duration::from_secs(1)).unwrap();
    // One after the other they would take forty seconds.
    assert!(begun.elapsed() < Duration::from_secs(20));
    nobody_is_left();
}

#[test]
fn a_hang_is_ended_and_reported() {
    let _alone = alone();
    let mut pool = pool(2).retries(0).task_timeout(Duration::from_secs(2));
    let tasks = ["hang", "x", "y"].map(|task| task.as_bytes().to_vec());
    let results: Vec<_> = pool
        .run(tasks)
        .in_order()
        .map(|outcome| outcome.result)
        .collect();
    assert!(
        matches!(results[0], Err(TaskError::TimedOut)),
        "{results:?}"
    );
    assert_eq!(
        (results[1].as_ref().unwrap(), results[2].as_ref().unwrap()),
        (&b"x".to_vec(), &b"y".to_vec())
    );
    drop(pool);
    nobody_is_left();
}

#[test]
fn messages_larger_than_any_buffer() {
    let _alone = alone();
    let mut pool = pool(2);
    let big: Vec<u8> = (0..5_000_000_u32).map(|n| (n % 251) as u8).collect();
    for outcome in pool.run([big.clone(), Vec::new(), big.clone()]) {
        let expected = if outcome.index == 1 {
            Vec::new()
        } else {
            big.iter().rev().copied().collect()
        };
        assert_eq!(outcome.result.unwrap(), expected);
    }
    drop(pool);
    nobody_is_left();
}

#[test]
fn a_reload_replaces_every_worker() {
    let _alone = alone();
    let mut pool = pool(2);
    let pids = |pool: &mut Pool| -> BTreeSet<Vec<u8>> {
        pool.run((0..20).map(|_| b"pid".to_vec()))
            .map(|o| o.result.unwrap())
            .collect()
    };
    let before = pids(&mut pool);
    let reloader = pool.reloader();
    std::thread::spawn(move || reloader.reload())
        .join()
        .unwrap();
    let after = pids(&mut pool);
    assert!(
        before.is_disjoint(&after) && after.len() <= 2,
        "{before:?} {after:?}"
    );
    pool.stop(Duration::from_secs(10)).unwrap();
    nobody_is_left();
}

#[test]
fn leaving_early_leaves_nobody() {
    let _alone = alone();
    let mut pool = pool(3);
    let first = pool
        .run(["x", "hang", "hang", "hang"].map(|t| t.as_bytes().to_vec()))
        .next();
    assert_eq!(first.unwrap().result.unwrap(), b"x");
    // The same pool still works.
    assert_eq!(
        pool.run([b"ab".to_vec()]).next().unwrap().result.unwrap(),
        b"ba"
    );
    drop(pool);
    nobody_is_left();
}

#[test]
fn what_a_worker_starts_is_no_worker() {
    let _alone = alone();
    let mut pool = pool(1);
    assert_eq!(
        pool.run([b"nested".to_vec()])
            .next()
            .unwrap()
            .result
            .unwrap(),
        b"0"
    );
    let error = Pool::new(1, Command::new("/nonexistent/worker"))
        .run([b"x".to_vec()])
        .next();
    assert!(matches!(error.unwrap().result, Err(TaskError::NoWorker(_))));
}
