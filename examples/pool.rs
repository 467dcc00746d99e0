//! Master and workers: tasks over several processes; a crashed worker is replaced and its task tried again.
#![allow(clippy::print_stdout, reason = "an example talks to its reader")]

use std::error::Error;
use std::time::Duration;
use tine::process::{Command, Pool, TaskError, serve};

fn main() -> Result<(), Box<dyn Error>> {
    // As a worker, the program only serves.
    if std::env::args().nth(1).as_deref() == Some("worker") {
        return Ok(serve(work)?);
    }
    let mut pool = Pool::new(3, Command::new(std::env::current_exe()?).arg("worker"));
    let tasks = ["4", "crash", "x", "12", "7"].map(|task| task.as_bytes().to_vec());
    let mut steps = 0;
    for outcome in pool.run(tasks).in_order().progress(|_, _| steps += 1) {
        match outcome.result {
            Ok(answer) => println!("{}: {}", outcome.index, String::from_utf8(answer)?),
            Err(TaskError::Crashed(status)) => {
                println!("{}: crashed twice, {status}", outcome.index);
            }
            Err(error) => println!("{}: {error}", outcome.index),
        }
    }
    println!("{steps} steps");
    let before = pool.pids();
    pool.reload();
    println!(
        "after reload: {}",
        pool.run((0..6).map(|n| n.to_string().into_bytes())).count()
    );
    println!(
        "new workers: {}",
        pool.pids().iter().all(|pid| !before.contains(pid))
    );
    pool.stop(Duration::from_secs(10))?;

    // Forked from a program with one thread, workers share what it has loaded.
    let table: Vec<u64> = (0..10).map(|n| n * n).collect();
    let mut forked = Pool::forked(2, move |task| match task {
        [digit @ b'0'..=b'9'] => Ok(table[usize::from(digit - b'0')].to_string().into_bytes()),
        _ => Err("one digit".into()),
    });
    let answers: Vec<_> = forked
        .run([b"3".to_vec(), b"9".to_vec()])
        .in_order()
        .filter_map(|o| o.result.ok())
        .collect();
    println!("forked: {}", String::from_utf8(answers.join(&b' '))?);
    Ok(forked.stop(Duration::from_secs(10))?)
}

/// Squares a number.
fn work(task: &[u8]) -> Result<Vec<u8>, String> {
    let text = String::from_utf8_lossy(task);
    if text == "crash" {
        std::process::exit(9);
    }
    let number: u64 = text.parse().map_err(|error| format!("{text}: {error}"))?;
    Ok((number * number).to_string().into_bytes())
}
