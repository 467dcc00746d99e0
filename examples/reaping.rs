//! Ending and reaping: statuses by stage, time limits, cancelling a whole group, watching a process, no zombies.
#![allow(clippy::print_stdout, reason = "an example talks to its reader")]

use std::error::Error;
use std::os::unix::process::ExitStatusExt;
use std::time::Duration;
use tine::process::{Command, State, Stdio, View};
use tine::signal::Signal;

fn main() -> Result<(), Box<dyn Error>> {
    // Each stage's status, and what it used.
    let mut job = (Command::new("false") | Command::new("true"))
        .pipefail(true)
        .spawn()?;
    println!("pipeline: {}", job.wait()?);
    for (status, usage) in job
        .statuses()
        .into_iter()
        .zip(job.usage())
        .filter_map(|(s, u)| Some((s?, u?)))
    {
        println!("  stage: {status}, used memory: {}", usage.max_resident > 0);
    }

    // Stop, look, continue.
    let mut job = Command::new("sleep").arg("1000").spawn()?;
    let pid = job.pids()[0];
    job.signal(Signal::STOP)?;
    while View::of(pid)?.state != State::Stopped {
        std::thread::yield_now();
    }
    println!("stopped: {:?}", View::of(pid)?.state);

    // TERM, and KILL if that is not heard within the grace time; also reaches one that is stopped.
    let status = job.cancel(Duration::from_secs(10))?;
    println!(
        "cancelled by {:?}",
        status.signal().and_then(Signal::from_number)
    );

    // Nobody waits: it is reaped all the same.
    let mut job = Command::new("cat").stdin(Stdio::piped()).spawn()?;
    let stdin = job.stdin.take();
    let pid = job.detach()[0];
    drop(stdin);
    while View::of(pid).is_ok() {
        std::thread::yield_now();
    }
    println!("no zombie");
    Ok(())
}
